"""How the rows of the engine in process and of a Neo4j server are compared."""

from collections.abc import Mapping

from kg.errors import QueryError
from kg.query import Store, Table


def rows(table: Table, text: str) -> list[str]:
    """The rows of a query in a form that can be compared: in order only where the query asks for one.

    Free are the order of properties, that of lists where the query collects, and the last digits of a sum of decimal numbers.
    """
    collects = "collect(" in text or "[(" in text
    found = [repr([_comparable(value, collects) for value in row]) for row in table.rows]
    return found if "ORDER BY" in text.rpartition("RETURN")[2] else sorted(found)


def _comparable(value: object, collects: bool) -> object:
    if isinstance(value, Mapping):
        return {name: _comparable(value[name], collects) for name in sorted(value)}
    if isinstance(value, list | tuple):
        items = [_comparable(item, collects) for item in value]
        return sorted(items, key=repr) if collects else items
    return round(value, 9) if isinstance(value, float) else value


def differ(file: Store, server: Store, text: str, params: Mapping[str, object] | None = None) -> str | None:
    """Say how the answers differ; None where they are the same, or where the file's store refuses the query."""
    try:
        ours = file.query(text, params, max_rows=100_000)
    except QueryError:
        return None
    theirs = server.query(text, params, max_rows=100_000)
    if ours.columns == theirs.columns and rows(ours, text) == rows(theirs, text):
        return None
    return f"{text}\n  file:   {ours.columns} {ours.rows[:5]}\n  server: {theirs.columns} {theirs.rows[:5]}"
