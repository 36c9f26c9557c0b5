"""A server as those who run one for others set it up: encrypted, with a certificate, and a database that nobody may write."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j_server import Server, missing
from talks_graph import TALKS

from kg.graph import write_graph

pytestmark = pytest.mark.neo4j

READ_ONLY = "server.databases.default_to_read_only=true"
ENCRYPTED = [
    "server.bolt.tls_level=OPTIONAL",
    "dbms.ssl.policy.bolt.enabled=true",
    "dbms.ssl.policy.bolt.base_directory=certificates",
    "dbms.ssl.policy.bolt.client_auth=NONE",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if lack := missing() or (None if shutil.which("openssl") else "there is no openssl"):
        pytest.skip(f"no encrypted server: {lack}")
    home = tmp_path_factory.mktemp("secure")
    _make_certificate(home / "certificates")
    server = Server(home, settings=ENCRYPTED)
    try:
        server.start()  # a database has to be made before it can be one that nobody may write
        server.kill()
        server.configure([*ENCRYPTED, READ_ONLY])
        server.start()
        yield server
    finally:
        server.kill()


def _make_certificate(folder: Path) -> None:
    folder.mkdir()
    whose = ["-subj", "/CN=kg", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *whose, *files], check=True, capture_output=True
    )


def kg(server: Server, command: str, what: str, scheme: str, *, trusted: bool = True) -> subprocess.CompletedProcess[str]:
    trust = {"SSL_CERT_FILE": str(server.home / "certificates" / "public.crt")} if trusted else {}
    arguments = [command, what, "--neo4j", f"{scheme}://127.0.0.1:{server.bolt}"]
    env = {**os.environ, **trust, "NEO4J_PASSWORD": server.password}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, check=False, env=env)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_server_with_a_trusted_certificate_is_asked(server: Server, scheme: str) -> None:
    done = kg(server, "query", "RETURN 1 AS one", scheme)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["one", "---", "1"]


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_a_certificate_that_nobody_vouches_for_is_taken_only_where_that_is_said(server: Server, scheme: str) -> None:
    taken = kg(server, "query", "RETURN 1 AS one", scheme, trusted=False)
    refused = kg(server, "query", "RETURN 1 AS one", scheme.replace("ssc", "s"), trusted=False)

    assert taken.returncode == 0
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "its certificate isn't trusted (self-signed certificate); name it in SSL_CERT_FILE" in refused.stderr


def test_a_read_only_database_is_one_line(server: Server, tmp_path: Path) -> None:
    write_graph(TALKS, tmp_path / "graph.json")

    done = kg(server, "load", str(tmp_path / "graph.json"), "bolt+s")

    told = "the database is read-only; let it be written, or name another with --database"
    assert (done.returncode, done.stderr) == (1, f"kg: bolt+s://127.0.0.1:{server.bolt}: {told}\n")
