"""What a query gives back, and how it is shown as aligned text, JSON or CSV."""

import csv
import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WIDEST = 60  # columns of a terminal that one cell may take: three such cells still fit a wide window


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of an answer, as plain Python values; `cut` is true where there were more than the caller wanted.

    A node is `{"id", "labels", "properties"}`, an edge `{"type", "start", "end", "properties"}` (start and end are ids of nodes),
    a path `{"nodes", "relationships"}`, a date or time its ISO 8601 text.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    cut: bool = False


def as_text(table: Table) -> str:
    """Return aligned columns under a head; a cell wider than 60 columns ends in "…"."""
    lines = [table.columns, *([_caption(value) for value in row] for row in table.rows)]
    cells = [[_shorten(_one_line(cell)) for cell in line] for line in lines]
    widths = [max(_width(line[at]) for line in cells) for at in range(len(table.columns))]
    head, *body = (_align(line, widths) for line in cells)
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([head, rule, *body])


def as_json(table: Table) -> str:
    """Return a JSON array with one object a row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_csv(table: Table) -> str:
    """Return RFC 4180 CSV with a head; lists, nodes, edges and paths stand as JSON, a missing value as an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    return text.getvalue()


def _csv_cell(value: object) -> object:
    if isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value


def _caption(value: object) -> str:
    """Return what a reader wants to see of a value: of a node its name and label, of an edge its type and title."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return ", ".join(_caption(item) for item in value)
    if isinstance(value, dict):
        return _caption_of_map(value)
    return str(value)


def _caption_of_map(value: Mapping[str, object]) -> str:
    if value.keys() == {"id", "labels", "properties"}:
        return _caption_of_node(value)
    if value.keys() == {"type", "start", "end", "properties"}:
        return f"{value['start']} -[{_caption_of_edge(value)}]-> {value['end']}"
    if value.keys() == {"nodes", "relationships"}:
        return _caption_of_path(value)
    return json.dumps(value, ensure_ascii=False)


def _caption_of_node(node: Mapping[str, object]) -> str:
    labels, properties = node["labels"], node["properties"]
    name = properties.get("name") if isinstance(properties, dict) else None
    label = ":".join(map(str, labels)) if isinstance(labels, list) else ""
    return f"({name or node['id']}:{label})"


def _caption_of_edge(edge: Mapping[str, object]) -> str:
    properties = edge["properties"]
    title = properties.get("title") if isinstance(properties, dict) else None
    return f"{edge['type']} {title}" if title else str(edge["type"])


def _caption_of_path(path: Mapping[str, object]) -> str:
    """Return a chain of nodes and edges, each edge pointing as it is stored."""
    nodes, edges = path["nodes"], path["relationships"]
    if not isinstance(nodes, list) or not isinstance(edges, list) or not nodes:
        return ""
    parts = [_caption_of_node(nodes[0])]
    for before, edge, after in zip(nodes, edges, nodes[1:], strict=False):
        forward = edge["start"] == before["id"]
        parts += [f"-[{_caption_of_edge(edge)}]->" if forward else f"<-[{_caption_of_edge(edge)}]-", _caption_of_node(after)]
    return "".join(parts)


def _one_line(text: str) -> str:
    """Replace line breaks and control characters, which would break the columns or steer the terminal, by spaces."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide character, none for a combining one."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _shorten(text: str) -> str:
    if _width(text) <= _WIDEST:
        return text
    kept, room = [], _WIDEST - 1
    for char in text:
        room -= _char_width(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def _align(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
