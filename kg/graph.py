"""The graph as a file and as a networkx graph: graph.json, node-link JSON with a node or an edge in each line."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.files import read_json, write_whole
from kg.identity import edge_key
from kg.model import Document, Edge, Entity, Evidence, Graph
from kg.parse_graph import parse_graph, without_none
from kg.quote import QuotedEvidence, TextlessDocument
from kg.quote import evidence_text as evidence_text
from kg.quote import sentence_text as sentence_text
from kg.shape import SCHEMA, first_fault


def write_graph(graph: Graph, path: str | Path, *, text: bool = True) -> None:
    """Write graph.json; without `text` it holds what evidence quotes, but not the documents' texts.

    The same graph gives the same bytes. The file is replaced as a whole or not at all.

    Raises:
        StoreError: the file can't be written, or a property is nothing that JSON can hold.
    """
    # A lone surrogate has no UTF-8; \\udXXX, which the error handler puts in its place, is how JSON writes it.
    parts = (line.encode("utf-8", "backslashreplace") for line in _lines(to_json(graph, text=text)))
    try:
        write_whole(path, parts)
    except (TypeError, ValueError) as error:
        raise StoreError(f"{path}: a property can't be written ({error}); it has to be a text, a finite number, true or false") from error


def read_graph(path: str | Path) -> Graph:
    """Read graph.json.

    Where the file has no text of a document, the document's text is empty and its evidence keeps its words (see `kg.quote`).

    Raises:
        StoreError: there is no such file, it isn't JSON, or it isn't a graph of this version; the message names the place.
    """
    data = read_json(path)
    fault = first_fault(data)
    if fault:
        raise StoreError(f"{path}: {fault}")
    return parse_graph(data)


def to_networkx(graph: Graph) -> Any:
    """Make the MultiDiGraph that `networkx.node_link_graph` makes of the file."""
    import networkx

    return networkx.node_link_graph(to_json(graph), edges="edges")


def to_json(graph: Graph, *, text: bool = True) -> dict[str, Any]:
    """Return what graph.json holds, nodes in order of id, edges of (source, target, key)."""
    texts = {document.id: document.text for document in graph.documents}
    documents = [_document(document, text) for document in sorted(graph.documents, key=lambda d: d.id)]
    edges = [_edge(edge, key, texts) for edge, key in _keyed(graph)]
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"schema": SCHEMA, "model": dict(graph.model), "documents": documents},
        "nodes": [_node(node, texts) for node in sorted(graph.nodes, key=lambda n: n.id)],
        "edges": edges,
    }


def _keyed(graph: Graph) -> Iterator[tuple[Edge, str]]:
    """Give each edge its key; a number tells those apart that would have the same, as a graph from elsewhere may have."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for source, target, key, edge in sorted(((e.source, e.target, edge_key(e), e) for e in graph.edges), key=lambda row: row[:3]):
        seen[source, target, key] += 1
        count = seen[source, target, key]
        yield edge, key if count == 1 else f"{key}#{count}"


def _document(document: Document, text: bool) -> dict[str, Any]:
    found = {"id": document.id, "path": document.path, "title": document.title, "date": document.date, "sha256": document.sha256}
    if document.url is not None:
        found["url"] = document.url
    if text and not isinstance(document, TextlessDocument):
        found["text"] = document.text
    return found


def _node(node: Entity, texts: Mapping[str, str]) -> dict[str, Any]:
    return {"id": node.id, "type": node.type, "name": node.name, "aliases": list(node.aliases), **_rest(node, texts)}


def _edge(edge: Edge, key: str, texts: Mapping[str, str]) -> dict[str, Any]:
    return {"source": edge.source, "target": edge.target, "key": key, "type": edge.type, **_rest(edge, texts)}


def _rest(item: Entity | Edge, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "properties": without_none(item.properties),
        "confidence": float(item.confidence),
        "evidence": [_evidence(evidence, texts) for evidence in item.evidence],
    }


def _evidence(evidence: Evidence, texts: Mapping[str, str]) -> dict[str, Any]:
    span, sentence = evidence.span, evidence.sentence
    found = {
        "doc": span.doc,
        "start": span.start,
        "end": span.end,
        "text": evidence.text if isinstance(evidence, QuotedEvidence) else texts[span.doc][span.start : span.end],
        "sentence": [sentence.start, sentence.end],
        "rule": evidence.rule,
        "confidence": float(evidence.confidence),
    }
    if evidence.asserted_by is not None:
        found["asserted_by"] = evidence.asserted_by
    if evidence.modality != "asserted":
        found["modality"] = evidence.modality
    return found


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    """Write the tables with sorted keys, each node, edge and document in a line of its own."""
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False).encode
    graph = data["graph"]
    yield '{\n"directed": true,\n"edges": '
    yield from _list(data["edges"], encode)
    yield ',\n"graph": {"documents": '
    yield from _list(graph["documents"], encode)
    yield f',\n"model": {encode(graph["model"])},\n"schema": {encode(graph["schema"])}}},\n"multigraph": true,\n"nodes": '
    yield from _list(data["nodes"], encode)
    yield "\n}\n"


def _list(items: list[dict[str, Any]], encode: Any) -> Iterator[str]:
    yield "["
    for i, item in enumerate(items):
        yield ("," if i else "") + "\n" + encode(item)
    yield "\n]" if items else "]"
