"""The shape of graph.json, whatever the types in it: which keys its tables have and of what kind, and that no reference is loose."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from kg.model import Modality

SCHEMA = "kg/1"
MODALITIES: tuple[Modality, ...] = get_args(Modality)


def _is_span(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_offset, value))


def _is_offset(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


_KINDS: dict[str, Callable[[object], bool]] = {
    "a text": lambda value: isinstance(value, str),
    "a text or null": lambda value: value is None or isinstance(value, str),
    "a list": lambda value: isinstance(value, list),
    "a list of texts": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "a table": lambda value: isinstance(value, dict),
    "a number": _is_number,
    "an offset": _is_offset,
    "a pair of offsets": _is_span,
    "one of " + ", ".join(MODALITIES): lambda value: value in MODALITIES,
}
_MODALITY = next(kind for kind in _KINDS if kind.startswith("one of"))

# "always" is what no graph can be read without, "written" what kg build writes besides, "" what is there where it says something.
Fields = Mapping[str, tuple[str, str]]
_FILE: Fields = {"graph": ("a table", "always"), "nodes": ("a list", "always"), "edges": ("a list", "always")}
_GRAPH: Fields = {"schema": ("a text", "always"), "documents": ("a list", "always"), "model": ("a table", "")}
DOCUMENT: Fields = {
    "id": ("a text", "always"),
    "path": ("a text", "always"),
    "title": ("a text or null", "written"),
    "date": ("a text or null", "written"),
    "sha256": ("a text", "written"),
    "url": ("a text", ""),
    "text": ("a text", ""),
}
NODE: Fields = {
    "id": ("a text", "always"),
    "type": ("a text", "always"),
    "name": ("a text", "always"),
    "aliases": ("a list of texts", "written"),
    "properties": ("a table", "written"),
    "confidence": ("a number", "written"),
    "evidence": ("a list", "written"),
}
EDGE: Fields = {
    "source": ("a text", "always"),
    "target": ("a text", "always"),
    "type": ("a text", "always"),
    "key": ("a text", "written"),
    "properties": ("a table", "written"),
    "confidence": ("a number", "written"),
    "evidence": ("a list", "written"),
}
EVIDENCE: Fields = {
    "doc": ("a text", "always"),
    "start": ("an offset", "always"),
    "end": ("an offset", "always"),
    "text": ("a text", "written"),
    "sentence": ("a pair of offsets", "written"),
    "rule": ("a text", "written"),
    "confidence": ("a number", "written"),
    "asserted_by": ("a text", ""),
    "modality": (_MODALITY, ""),
}


def short(value: object) -> str:
    """Write a value of the file in one line of at most 60 characters."""
    text = value if isinstance(value, str) and value.isprintable() else ascii(value)
    return text if len(text) <= 60 else text[:59] + "…"


def first_fault(data: object) -> str | None:
    """Return the first thing that keeps a graph from being read, with its place; None where nothing does."""
    return next(_reading_faults(data), None)


def _reading_faults(data: Any) -> Iterator[str]:
    yield from frame_faults(data)
    documents, nodes, edges = data["graph"]["documents"], data["nodes"], data["edges"]
    yield from (fault for i, item in enumerate(documents) for fault in _field_faults(item, DOCUMENT, f"graph.documents[{i}]", strict=False))
    for name, items, fields in (("nodes", nodes, NODE), ("edges", edges, EDGE)):
        yield from (fault for i, item in enumerate(items) for fault in item_faults(item, fields, f"{name}[{i}]", strict=False))
    yield from link_faults(ids_of(documents), ids_of(nodes), nodes, edges)


def frame_faults(data: Any) -> Iterator[str]:
    """Say what the file's frame lacks; without it nothing more can be looked at."""
    faults = list(_field_faults(data, _FILE, "the file", strict=False)) or list(_field_faults(data["graph"], _GRAPH, "graph", strict=False))
    yield from faults
    if not faults and data["graph"]["schema"] != SCHEMA:
        yield f'graph.schema is {short(data["graph"]["schema"])}; this version reads "{SCHEMA}": build the graph again'


def item_faults(item: Any, fields: Fields, place: str, *, strict: bool) -> Iterator[str]:
    """Say what is wrong with the keys of a node, edge or document and of its evidence; `strict` wants all that kg build writes."""
    yield from _field_faults(item, fields, place, strict=strict)
    evidence = item.get("evidence") if isinstance(item, dict) else None
    for i, found in enumerate(evidence if isinstance(evidence, list) else ()):
        yield from _field_faults(found, EVIDENCE, f"{place}.evidence[{i}]", strict=strict)


def _field_faults(item: Any, fields: Fields, place: str, *, strict: bool) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{place} is {short(item)}; it has to be a table with {', '.join(fields)}"
        return
    for key, (kind, needed) in fields.items():
        if key in item:
            if not _KINDS[kind](item[key]):
                yield f'{place}: "{key}" is {short(item[key])}; it has to be {kind}'
        elif needed == "always" or (strict and needed == "written"):
            yield f'{place} has no "{key}"; it has to be {kind}'
    if strict:
        yield from (f'{place} has "{short(key)}"; its keys are {", ".join(fields)}' for key in item if key not in fields)


def ids_of(items: Sequence[Any]) -> list[str]:
    """Return the ids that documents or nodes have, those of tables with faults too."""
    return [item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]


def link_faults(sources: Sequence[str], ids: Sequence[str], nodes: Sequence[Any], edges: Sequence[Any]) -> Iterator[str]:
    """Say which ids of documents (`sources`) and nodes stand twice, and which edges and evidence refer to nothing."""
    yield from _twice("document", sources)
    yield from _twice("node", ids)
    documents, known = set(sources), set(ids)
    for item in edges:
        for end in ("source", "target"):
            if item[end] not in known:
                yield f"{edge_place(item)}: its {end} is no node of the graph"
    for place, items in ((node_place, nodes), (edge_place, edges)):
        for item in items:
            for i, found in enumerate(item.get("evidence", ())):
                if found["doc"] not in documents:
                    yield f"{place(item)}: evidence[{i}] is from {short(found['doc'])}, which is no document of the graph"


def node_place(node: Mapping[str, Any]) -> str:
    """Name a node in a message."""
    return f"node {short(node['id'])}"


def edge_place(edge: Mapping[str, Any]) -> str:
    """Name an edge in a message."""
    return f"edge {short(edge['source'])} -{short(edge['type'])}-> {short(edge['target'])}"


def _twice(what: str, ids: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield f"{what} {short(name)} stands there twice; an id belongs to one"
        seen.add(name)
