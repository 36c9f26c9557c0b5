"""Check a graph file: its types and properties against schemas/, what its evidence quotes against the documents' texts in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.files import read_json
from kg.merge import MODALITY_STRENGTH, speakers_of
from kg.schema import EdgeType, NodeType, Property, Schema, load_schema
from kg.shape import DOCUMENT, EDGE, NODE, Fields, edge_place, frame_faults, ids_of, item_faults, link_faults, node_place, short

_DAY = r"[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2}(?:T\d{2}(?::\d{2}){0,2}(?:\.\d+)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?[?~%]?"
# ISO 8601 and the part of EDTF that news needs: unknown digits, uncertain and approximate days, intervals open or closed.
DATE = re.compile(rf"-?{_DAY}(?:/(?:-?{_DAY}|\.\.)?)?|(?:\.\.)?/-?{_DAY}")
_FORMS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "string": (lambda value: isinstance(value, str), "a text"),
    "node": (lambda value: isinstance(value, str), "the id of a node"),
    "boolean": (lambda value: isinstance(value, bool), "true or false"),
    "number": (lambda value: isinstance(value, int | float) and not isinstance(value, bool), "a number"),
    "date": (lambda value: isinstance(value, str) and bool(DATE.fullmatch(value)), 'a date, like "2025-03-24" or "XXXX-03-24"'),
}


def validate(path: str | Path, schema: Schema | None = None) -> list[str]:
    """Return every fault of a graph file, a line each: where it is, what is wrong, what would be right; none for a good graph.

    A table that lacks what every node or edge has isn't looked at more closely. Where texts were left out of the file, only the length of
    what evidence quotes is checked.

    Raises:
        StoreError: there is no such file, or it isn't JSON.
    """
    data = read_json(path)
    return list(frame_faults(data)) or list(_faults(data, schema or load_schema()))


def _faults(data: Any, schema: Schema) -> Iterator[str]:
    documents, broken_documents = _sorted_out(data["graph"]["documents"], DOCUMENT, "graph.documents")
    nodes, broken_nodes = _sorted_out(data["nodes"], NODE, "nodes")
    edges, broken_edges = _sorted_out(data["edges"], EDGE, "edges")
    yield from (fault for key in ("directed", "multigraph") if data.get(key) is not True for fault in [f'the file: "{key}" has to be true'])
    yield from (*broken_documents, *broken_nodes, *broken_edges)
    sources, ids = ids_of(data["graph"]["documents"]), ids_of(data["nodes"])
    yield from link_faults(sources, ids, nodes, edges)
    yield from (fault for document in documents for fault in _document_faults(document))
    texts = {document["id"]: document.get("text") for document in documents}
    types = dict.fromkeys(ids) | {node["id"]: node["type"] for node in nodes}
    for node in nodes:
        yield from (f"{node_place(node)}: {fault}" for fault in _node_faults(node, schema, texts, types))
    for edge in edges:
        yield from (f"{edge_place(edge)}: {fault}" for fault in _edge_faults(edge, schema, texts, types))
    yield from _edges_twice(edges)


def _sorted_out(items: Sequence[Any], fields: Fields, name: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Part the tables that have the right shape from the faults of those that don't."""
    good, faults = [], []
    for i, item in enumerate(items):
        found = list(item_faults(item, fields, f"{name}[{i}]", strict=True))
        faults += found
        if not found:
            good.append(item)
    return good, faults


def _document_faults(document: Mapping[str, Any]) -> Iterator[str]:
    place = f"document {short(document['id'])}"
    text, date = document.get("text"), document["date"]
    if text is not None and sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != document["sha256"]:
        yield f"{place}: its sha256 isn't that of its text; the text was changed after it was read"
    if date is not None and not DATE.fullmatch(date):
        yield f"{place}: its date is {short(date)}; it has to be {_FORMS['date'][1]}"


Texts = Mapping[str, str | None]
Types = Mapping[str, str | None]  # the type of each node by its id, None where the node has the wrong shape


def _node_faults(node: Mapping[str, Any], schema: Schema, texts: Texts, types: Types) -> Iterator[str]:
    kind = schema.nodes.get(node["type"])
    if kind is None:
        yield f"unknown type {short(node['type'])}; there are {', '.join(schema.nodes)}"
        return
    if not node["name"].strip():
        yield "its name is empty; a node is called as a document calls it"
    if node["name"] in node["aliases"] or len(set(node["aliases"])) < len(node["aliases"]):
        yield "a name stands twice; aliases are the other names, each once"
    yield from _item_faults(node, kind, texts, types)


def _edge_faults(edge: Mapping[str, Any], schema: Schema, texts: Texts, types: Types) -> Iterator[str]:
    kind = schema.edges.get(edge["type"])
    if kind is None:
        yield f"unknown type; there are {', '.join(schema.edges)}"
        return
    for end, allowed in (("source", kind.source), ("target", kind.target)):
        found = types.get(edge[end])
        if found is not None and found not in allowed:
            yield f"its {end} is of the type {short(found)}; it has to be {' or '.join(allowed)}"
    yield from _item_faults(edge, kind, texts, types)


def _item_faults(item: Mapping[str, Any], kind: NodeType | EdgeType, texts: Texts, types: Types) -> Iterator[str]:
    properties = item["properties"]
    if not 0 <= item["confidence"] <= 1:
        yield f"its confidence is {item['confidence']}; it goes from 0 to 1"
    if kind.needs_evidence and not item["evidence"] and properties.get("basis") != "background":
        yield 'no evidence; what no document says needs the basis "background"'
    for name, value in properties.items():
        yield from _property_faults(name, value, kind, types)
    for i, evidence in enumerate(item["evidence"]):
        yield from (f"evidence[{i}] {fault}" for fault in _evidence_faults(evidence, texts, types))
    if item["evidence"] and "modality" in kind.properties:
        yield from _modality_faults(properties.get("modality", "asserted"), item["evidence"])
        yield from _speaker_faults(properties.get("asserted_by"), item["evidence"])


def _property_faults(name: str, value: Any, kind: NodeType | EdgeType, types: Types) -> Iterator[str]:
    known = kind.properties.get(name)
    if known is None:
        yield f'has the property "{short(name)}"; {kind.name} has {", ".join(kind.properties)}'
        return
    fits, form = _FORMS[known.type]
    if not fits(value):
        yield f"{name} is {short(value)}; it has to be {form}"
    elif known.values and value not in known.values:
        yield f"{name} is {short(value)}; it has to be one of {', '.join(known.values)}"
    else:
        yield from _reference_faults(known, value, types)


def _reference_faults(known: Property, value: Any, types: Types) -> Iterator[str]:
    if known.node and types.get(value, "") not in (known.node, None):
        yield f"{known.name} is {short(value)}; it has to be the id of a node of the type {known.node}"


def _evidence_faults(evidence: Mapping[str, Any], texts: Texts, types: Types) -> Iterator[str]:
    start, end, quoted, text = evidence["start"], evidence["end"], evidence["text"], texts.get(evidence["doc"])
    first, last = evidence["sentence"]
    if not 0 <= start < end or (text is not None and end > len(text)):
        yield f"goes from {start} to {end}; a span lies in its document and isn't empty"
    elif text is not None and text[start:end] != quoted:
        yield f"quotes {short(quoted)}; at {start} to {end} the document says {short(text[start:end])}"
    elif len(quoted) != end - start:
        yield f"quotes {len(quoted)} characters; {start} to {end} are {end - start}"
    if not (0 <= first <= start and end <= last and (text is None or last <= len(text))):
        yield f"has the sentence {first} to {last}; it has to hold {start} to {end} and lie in its document"
    if not 0 <= evidence["confidence"] <= 1:
        yield f"has the confidence {evidence['confidence']}; it goes from 0 to 1"
    if "asserted_by" in evidence and evidence["asserted_by"] not in types:
        yield f"is asserted by {short(evidence['asserted_by'])}, which is no node of the graph"


def _modality_faults(modality: Any, evidence: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    strongest = min((item.get("modality", "asserted") for item in evidence), key=MODALITY_STRENGTH.__getitem__)
    if modality in MODALITY_STRENGTH and modality != strongest:
        yield f"modality is {modality}; the strongest of its evidence is {strongest}"


def _speaker_faults(told: Any, evidence: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    speakers = speakers_of(item.get("asserted_by") for item in evidence)
    if told != speakers:
        yield f"asserted_by is {short(told)}; its evidence says {short(speakers)}"


def _edges_twice(edges: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Say which edges share their key with another of their pair, or all that tells one edge from another."""
    keys, identities = set(), set()
    for edge in edges:
        pair, properties = (edge["source"], edge["target"]), edge["properties"]
        key = (*pair, edge["key"])
        what = (properties.get("title") or properties.get("capacity"), properties.get("status"), properties.get("at"))
        identity = (*pair, edge["type"], *map(str, what))
        if key in keys:
            yield f"{edge_place(edge)}: the key {short(edge['key'])} stands twice; it belongs to one edge of the pair"
        elif identity in identities:
            yield f"{edge_place(edge)}: stands twice with the same title or capacity, status and event; all evidence belongs in one edge"
        keys.add(key)
        identities.add(identity)
