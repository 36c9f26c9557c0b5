"""The store on a Neo4j server, by the official driver: read-only sessions, with a timeout that the server keeps."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.query.guard import check_read_only
from kg.query.store import stopped
from kg.query.table import Table
from kg.stores.connection import connect, explain, one_line
from kg.stores.rows import is_ours

if TYPE_CHECKING:
    import neo4j


class Neo4jStore:
    """A `Store` on a server; see `open_neo4j`."""

    def __init__(self, driver: "neo4j.Driver", uri: str, database: str | None) -> None:
        """Take a driver that has been tried."""
        self._driver, self._uri, self._database = driver, uri, database

    def query(self, text: str, params: Mapping[str, object] | None = None, *, timeout: float = 30.0, max_rows: int = 1000) -> Table:
        """Return the answer to a read-only query; see `Store.query`."""
        import neo4j

        check_read_only(text)
        try:
            with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
                return _ask(session, text, dict(params or {}), timeout, max_rows)
        except neo4j.exceptions.Neo4jError as error:
            raise QueryError(_explain(error, timeout)) from error
        except neo4j.exceptions.DriverError as error:
            raise explain(self._uri, error) from error

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> "Neo4jStore":
        """Return the store itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the connections."""
        self.close()


def open_neo4j(uri: str, user: str, password: str, database: str | None = None) -> Neo4jStore:
    """Connect to a server.

    Raises:
        StoreError: the address is wrong, no server answers there, or it refuses the user or the password.
    """
    return Neo4jStore(connect(uri, user, password), uri, database)


def _ask(session: "neo4j.Session", text: str, params: dict[str, object], timeout: float, max_rows: int) -> Table:
    with session.begin_transaction(timeout=timeout) as transaction:
        result = transaction.run(text, params)
        columns = tuple(result.keys())
        rows = [record.values() for record in result.fetch(max_rows + 1)]
        result.consume()
        ids = _ids(transaction, rows)
    plain = tuple(tuple(_plain(value, ids) for value in row) for row in rows[:max_rows])
    return Table(columns=columns, rows=plain, cut=len(rows) > max_rows)


def _ids(transaction: "neo4j.Transaction", rows: list[list[Any]]) -> dict[str, str]:
    """Ask for the ids of the nodes at the ends of the edges in an answer."""
    ends = sorted({end.element_id for edge in _edges(rows) for end in edge.nodes if end is not None})
    if not ends:
        return {}
    found = transaction.run("MATCH (n) WHERE elementId(n) IN $ends RETURN elementId(n), coalesce(n.id, elementId(n))", {"ends": ends})
    return {element: str(own) for element, own in found}


def _edges(value: object) -> Iterator[Any]:
    """Yield the edges within a value, however deep; the driver gives an edge's ends without their properties."""
    import neo4j.graph

    if isinstance(value, neo4j.graph.Relationship):
        yield value
    elif isinstance(value, neo4j.graph.Path):
        yield from value.relationships
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _edges(item)
    elif isinstance(value, dict):
        yield from _edges(list(value.values()))


def _plain(value: object, ids: Mapping[str, str]) -> object:
    import neo4j.graph
    import neo4j.time

    if isinstance(value, neo4j.graph.Node):
        return {"id": value.get("id", value.element_id), "labels": sorted(value.labels), "properties": _plain(_seen(value), ids)}
    if isinstance(value, neo4j.graph.Relationship):
        start, end = (ids.get(node.element_id, node.element_id) if node is not None else None for node in value.nodes)
        return {"type": value.type, "start": start, "end": end, "properties": _plain(_seen(value), ids)}
    if isinstance(value, neo4j.graph.Path):
        return {"nodes": _plain(list(value.nodes), ids), "relationships": _plain(list(value.relationships), ids)}
    if isinstance(value, neo4j.time.Duration):
        return _text(value)
    if isinstance(value, list | tuple):
        return [_plain(item, ids) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item, ids) for name, item in value.items()}
    return value if value is None or isinstance(value, str | int | float | bool) else _text(value)


def _seen(item: Mapping[str, object]) -> dict[str, object]:
    """Return the properties of a node or an edge, without those that serve to load it again."""
    return {name: value for name, value in item.items() if not is_ours(name)}


def _text(value: object) -> str:
    """Return a date or time in ISO 8601, without the zeros at the end of its seconds."""
    written = getattr(value, "iso_format", None)
    return re.sub(r"\.(\d*?)0+(?=[+Z-]|$)", lambda found: "." + found[1] if found[1] else "", written()) if written else str(value)


def _explain(error: Any, timeout: float) -> str:
    if any(sign in str(error.code) for sign in ("TimedOut", "Timeout", "Terminated")):
        return stopped(timeout)
    return one_line(error)
