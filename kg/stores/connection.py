"""The connection to a Neo4j server, and what to say when it fails: one line, never with a password."""

import logging
import re
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import StoreError

if TYPE_CHECKING:
    import neo4j

# Without a handler Python would print what the driver logs of a broken connection, beside the one line that we say.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

OLDEST = 5
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
# By the end of Neo4j's error codes; what isn't here is told in the server's own words.
_TOLD = {
    "ForbiddenOnReadOnlyDatabase": "the database is read-only; let it be written, or name another with --database",
    "WriteOnReadOnlyAccessDatabase": "the database is read-only; let it be written, or name another with --database",
    "DatabaseNotFound": "there is no database of this name; leave out --database for the server's default",
    "Forbidden": "this user may not write there; give another with --user",
    "ConstraintCreationFailed": "nodes that are there already share an id under one label; remove the doubles, or use an empty database",
    "TransactionCommitFailed": "the server can't write; is its disk full? Make room, start it again, then load again",
    "TransactionLogError": "the server can't write; is its disk full? Make room, start it again, then load again",
    "MemoryPoolOutOfMemoryError": "the server has too little memory for this; raise server.memory.heap.max_size",
    "TransactionOutOfMemoryError": "the server has too little memory for this; raise server.memory.heap.max_size",
}


def connect(uri: str, user: str, password: str) -> "neo4j.Driver":
    """Connect to a server.

    Raises:
        StoreError: the address is wrong, no server answers there, its certificate isn't trusted, it refuses the user or the password, or
            it is older than Neo4j 5.
    """
    import neo4j

    _check_address(uri)
    try:
        driver = neo4j.GraphDatabase.driver(
            uri, auth=(user, password), user_agent="kg", connection_timeout=10.0, notifications_min_severity="OFF"
        )
    except (neo4j.exceptions.DriverError, ValueError) as error:
        raise StoreError(f"{uri}: {one_line(error)}; an address looks like bolt://localhost:7687") from error
    try:
        driver.verify_connectivity()
        _check_version(uri, str(driver.get_server_info().agent))
    except neo4j.exceptions.AuthError as error:
        driver.close()
        raise StoreError(f"{uri}: the server refuses the user {user} with this password") from error
    except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError, OSError, ValueError) as error:
        driver.close()
        raise StoreError(f"{uri}: {_no_answer(error)}") from error
    except StoreError:
        driver.close()
        raise
    return driver


def explain(uri: str, error: Any) -> StoreError:
    """Return a driver's error as ours: what to do where it is known, else the server's words."""
    code = str(getattr(error, "code", None) or "").rpartition(".")[2]
    if "No space left" in str(error):
        return StoreError(f"{uri}: the server's disk is full; make room, then load again")
    if told := _TOLD.get(code):
        return StoreError(f"{uri}: {told}")
    if not code:
        return StoreError(
            f"{uri}: the connection broke off ({one_line(error)}); when the server is back, load again: it goes on from there"
        )
    return StoreError(f"{uri}: {one_line(error)}")


def one_line(error: Any) -> str:
    """Return the first line of what a driver or server says."""
    message = str(getattr(error, "message", None) or error)
    return " ".join(message.partition("\n")[0].split())


def _no_answer(error: BaseException) -> str:
    """Say why no connection came about; a server without a certificate breaks off without a word."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate isn't trusted ({cause.verify_message}); name it in SSL_CERT_FILE, or take any by bolt+ssc or neo4j+ssc"
        if isinstance(cause, ssl.SSLError):
            return "it has no encrypted connection; write bolt:// or neo4j:// without +s, or give the server a certificate"
    return "no Neo4j server answers there; start one (docker compose up -d) or mend the address"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, what it came from, and what those came from."""
    if error is not None:
        yield error
        yield from _causes(error.__cause__)
        for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            yield from _causes(part)


def _check_address(uri: str) -> None:
    try:
        parts = urlsplit(uri)
        fits = parts.scheme in _SCHEMES and bool(parts.hostname)
    except ValueError:
        parts, fits = None, False
    if parts is not None and "@" in parts.netloc:
        raise StoreError("an address has no user or password in it: give --user, and the password in NEO4J_PASSWORD")
    if not fits:
        raise StoreError(f"{uri}: an address looks like bolt://localhost:7687; it begins with {', '.join(_SCHEMES)}")


def _check_version(uri: str, agent: str) -> None:
    """Refuse servers before Neo4j 5, whose Cypher differs; "Neo4j/5.26.30" and "Neo4j/2026.08.1" are good."""
    found = re.match(r"Neo4j/(\d+)", agent)
    if found and int(found[1]) < OLDEST:
        raise StoreError(f"{uri}: the server is {agent}; kg needs Neo4j {OLDEST} or later")
