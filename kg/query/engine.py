"""The engine in process, kglite: fills it, asks it, and puts its values and errors into our own form. Nothing else imports it."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched, groupby
from typing import Any

from kg.errors import QueryError
from kg.query.rows import EdgeRow, NodeRow
from kg.query.store import stopped

# kglite counts about four million units a second (facts of its 0.21.2): the budget is the second line, behind the timeout.
_UNITS_A_SECOND = 20_000_000
_BATCH = 10_000


class Engine:
    """A kglite graph that can only be read.

    Rows go in by UNWIND ... CREATE: its bulk loader turns a property whose values are of several kinds into text, and merges
    parallel edges where a type has several kinds of targets.
    """

    def __init__(self, nodes: Sequence[NodeRow], edges: Iterable[EdgeRow]) -> None:
        """Fill the engine; nodes have `id` and `name`."""
        import kglite

        kglite.set_query_warning_policy("silent")
        graph = kglite.KnowledgeGraph()
        self._ids = [str(properties["id"]) for labels, properties in nodes]
        labels = {str(properties["id"]): labels[0] for labels, properties in nodes}
        for text, batch in _creating_nodes(nodes):
            graph.cypher(text, params={"rows": batch})
        for text, batch in _creating_edges(edges, labels):
            graph.cypher(text, params={"rows": batch})
        graph.read_only(True)
        self._graph: Any = graph

    def query(self, text: str, params: Mapping[str, object], timeout: float, max_rows: int, without: Sequence[str] = ()) -> dict[str, Any]:
        """Return columns, rows and whether rows were cut off, as JSON can hold them; `without` are steps of the optimizer to leave out."""
        units = int(max(1.0, timeout) * _UNITS_A_SECOND)
        try:
            found = self._graph.cypher(
                text,
                params=dict(params),
                timeout_ms=max(1, int(timeout * 1000)),
                max_work_units=units,
                row_limit=max_rows,
                disabled_passes=list(without),
            )
        except Exception as error:  # kglite's errors share no class: ValueError is among them
            raise QueryError(_explain(error, timeout)) from error
        columns = list(found.columns)
        rows = [[self._plain(row[column]) for column in columns] for row in found.to_list()]
        return {"columns": columns, "rows": rows, "cut": (found.diagnostics.get("total_rows") or 0) > max_rows}

    def _plain(self, value: object) -> object:
        if isinstance(value, dict):
            return self._plain_map(value)
        if isinstance(value, list | tuple):
            return [self._plain(item) for item in value]
        if isinstance(value, datetime.date | datetime.time):
            return re.sub(r"(\.\d*?)0+(?=[+Z-]|$)", r"\1", value.isoformat())
        return value if value is None or isinstance(value, str | int | float | bool) else str(value)

    def _plain_map(self, value: dict[str, Any]) -> dict[str, object]:
        if value.keys() == {"id", "labels", "properties"} and {"title", "type"} <= value["properties"].keys():
            properties = {name: item for name, item in value["properties"].items() if name not in ("title", "type")}
            return {"id": properties["id"], "labels": value["labels"], "properties": self._plain(properties)}
        if value.keys() == {"id", "start", "end", "type", "properties"}:
            start, end = (self._ids[value[at]] for at in ("start", "end"))
            return {"type": value["type"], "start": start, "end": end, "properties": self._plain(value["properties"])}
        return {name: self._plain(item) for name, item in value.items()}


def _creating_nodes(nodes: Sequence[NodeRow]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield statements and their rows; nodes stay in order, because kglite numbers them so and edges come back with numbers."""
    for labels, group in groupby(nodes, key=lambda row: row[0]):
        text = f"UNWIND $rows AS row CREATE (n:{':'.join(map(_quote, labels))}) SET n += row"
        for batch in batched(group, _BATCH):
            yield text, [properties for _, properties in batch]


def _creating_edges(edges: Iterable[EdgeRow], labels: Mapping[str, str]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    groups: dict[tuple[str, str, str], list[dict[str, object]]] = {}
    for source, target, name, properties in edges:
        row: dict[str, object] = {"source": source, "target": target, "properties": properties}
        groups.setdefault((labels[source], name, labels[target]), []).append(row)
    for (source, name, target), rows in groups.items():
        text = (
            f"UNWIND $rows AS row MATCH (a:{_quote(source)} {{id: row.source}}), (b:{_quote(target)} {{id: row.target}}) "
            f"CREATE (a)-[r:{_quote(name)}]->(b) SET r += row.properties"
        )
        for batch in batched(rows, _BATCH):
            yield text, list(batch)


def _quote(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _explain(error: Exception, timeout: float) -> str:
    """Return the engine's message in one line, with the place first, without its drawing and its hints at its own functions."""
    message = str(error).partition("\n")[0]
    if "timed out" in message or "max_work_units" in message:
        return stopped(timeout)
    message = re.sub(r"^(Cypher \w+ error|Schema error)( at line \d+, col \d+)?: ", "", message)
    line, column = getattr(error, "line", None), getattr(error, "col", None)
    return f"line {line}, column {column}: {message}" if line else message
