"""Reads graph.json without holding it all: kg writes a node or an edge a line, so that they can be read one by one, twice."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.graph import read_graph, to_json
from kg.shape import DOCUMENT, EDGE, NODE, SCHEMA, Fields, item_faults

# What stands around the items in a file that kg wrote (see kg.graph).
_BEFORE = {b'"edges": [': "edges", b'"graph": {"documents": [': "documents", b'"nodes": [': "nodes"}
_FIELDS: Mapping[str, Fields] = {"edges": EDGE, "documents": DOCUMENT, "nodes": NODE}
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False)
Item = tuple[dict[str, Any], str]  # a node or an edge as a table, and as its line of JSON


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A graph file: `documents` by their ids and the `model` at once, nodes and edges one by one, in the file's order."""

    path: Path
    documents: Mapping[str, Mapping[str, Any]]
    model: Mapping[str, Any]
    _places: Mapping[str, tuple[int, int]]
    _whole: Mapping[str, list[dict[str, Any]]]

    def nodes(self) -> Iterator[Item]:
        """Yield the nodes, whatever their shape: `kg.stores.survey` checks it."""
        yield from self._items("nodes")

    def edges(self) -> Iterator[Item]:
        """Yield the edges, likewise."""
        yield from self._items("edges")

    def _items(self, section: str) -> Iterator[Item]:
        if section in self._whole:
            yield from ((item, encode(item)) for item in self._whole[section])
        else:
            yield from _lines(self.path, section, *self._places[section])


def open_graph_file(path: str | Path) -> GraphFile:
    """Open a graph file; one that another program wrote, in another layout, is read as a whole.

    Raises:
        StoreError: there is no such file, or it is no graph of this version.
    """
    path = Path(path)
    try:
        places, rest = _scan(path)
    except OSError as error:
        raise StoreError(f"{path}: can't be read ({error.strerror}); give a graph that kg build wrote") from error
    if rest.get("schema") != SCHEMA or places.keys() != _FIELDS.keys():
        data = to_json(read_graph(path))
        whole = {item["id"]: item for item in data["graph"]["documents"]}
        return GraphFile(path, whole, data["graph"]["model"], {}, {"nodes": data["nodes"], "edges": data["edges"]})
    documents = [item for item, _ in _lines(path, "documents", *places["documents"])]
    for at, item in enumerate(documents):
        check_shape(item, "documents", f"{path}: documents[{at}]")
    return GraphFile(path, {item["id"]: item for item in documents}, rest.get("model", {}), places, {})


def check_shape(item: object, section: str, place: str) -> None:
    """Check that a table of a section has what kg writes.

    Raises:
        StoreError: something is missing or of the wrong kind.
    """
    for fault in item_faults(item, _FIELDS[section], place, strict=True):
        raise StoreError(f"{fault}; kg validate lists all faults")


def encode(value: object) -> str:
    """Return a line of JSON as kg writes it: half a surrogate pair, which has no UTF-8, as an escape."""
    return _ENCODER.encode(value).encode("utf-8", "backslashreplace").decode()


def _scan(path: Path) -> tuple[dict[str, tuple[int, int]], dict[str, Any]]:
    """Return where each section begins and how many items it has, and what else there is; neither where the layout is another."""
    places: dict[str, tuple[int, int]] = {}
    rest: dict[str, Any] = {}
    with path.open("rb") as file:
        if file.readline() != b"{\n":
            return {}, {}
        while line := file.readline():
            bare = line.rstrip(b"\n,")
            opened = _BEFORE.get(bare) or _BEFORE.get(bare.removesuffix(b"]"))
            if opened:
                places[opened] = file.tell(), 0 if bare.endswith(b"]") else _count(file)
            elif line.startswith((b'"model": ', b'"schema": ')):
                rest |= _loads(b"{" + bare.removesuffix(b"}" if line.startswith(b'"schema"') else b"") + b"}")
    return places, rest


def _count(file: Any) -> int:
    count = 0
    for line in file:
        if line[:1] == b"]":
            break
        count += 1
    return count


def _loads(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _lines(path: Path, section: str, start: int, count: int) -> Iterator[Item]:
    with path.open("rb") as file:
        file.seek(start)
        for at in range(count):
            try:
                line = file.readline().rstrip(b",\n").decode("utf-8")
                item = json.loads(line)
            except ValueError as error:
                raise StoreError(f"{path}: {section}[{at}] is no JSON in UTF-8 ({error}); build the graph again") from error
            yield item, line
