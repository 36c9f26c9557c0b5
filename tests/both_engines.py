"""How the rows of the engine in process and of a Neo4j server are compared."""

from collections.abc import Mapping

from kg.errors import QueryError
from kg.query import Store, Table


def rows(table: Table, *, ordered: bool) -> list[str]:
    """The rows in a form that can be compared: in order only where the query asks for one.

    Free are the order of properties, that of a collected list, and the last digits of a sum of decimal numbers.
    """
    found = [repr([_comparable(value) for value in row]) for row in table.rows]
    return found if ordered else sorted(found)


def _comparable(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _comparable(value[name]) for name in sorted(value)}
    if isinstance(value, list | tuple):
        return sorted((_comparable(item) for item in value), key=repr)
    return round(value, 9) if isinstance(value, float) else value


def differ(file: Store, server: Store, text: str, params: Mapping[str, object] | None = None) -> str | None:
    """Say how the answers differ; None where they are the same, or where the file's store refuses the query."""
    try:
        ours = file.query(text, params, max_rows=100_000)
    except QueryError:
        return None
    theirs = server.query(text, params, max_rows=100_000)
    ordered = "ORDER BY" in text.rpartition("RETURN")[2]
    if ours.columns == theirs.columns and rows(ours, ordered=ordered) == rows(theirs, ordered=ordered):
        return None
    return f"{text}\n  file:   {ours.columns} {ours.rows[:5]}\n  server: {theirs.columns} {theirs.rows[:5]}"
