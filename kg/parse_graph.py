"""From the tables of graph.json to a Graph; their shape was looked at before (see `kg.shape`)."""

from collections.abc import Mapping
from typing import Any

from kg.identity import edge_key
from kg.model import Document, Edge, Entity, Evidence, Graph, Properties, Span
from kg.quote import QuotedEvidence, TextlessDocument


def parse_graph(data: Mapping[str, Any]) -> Graph:
    """Make the graph, its parts in order whatever their order in the file."""
    documents = sorted((_parse_document(item) for item in data["graph"]["documents"]), key=lambda d: d.id)
    texts = {document.id for document in documents if not isinstance(document, TextlessDocument)}
    edges = [_parse_edge(item, texts) for item in data["edges"]]
    return Graph(
        documents=tuple(documents),
        nodes=tuple(sorted((_parse_node(item, texts) for item in data["nodes"]), key=lambda n: n.id)),
        edges=tuple(sorted(edges, key=lambda e: (e.source, e.target, edge_key(e)))),
        model=data["graph"].get("model", {}),
    )


def _parse_document(item: Mapping[str, Any]) -> Document:
    known = {name: item.get(name) for name in ("title", "date", "url")}
    if "text" in item:
        return Document(id=item["id"], path=item["path"], text=item["text"], **known)
    return TextlessDocument(id=item["id"], path=item["path"], text="", digest=item.get("sha256", ""), **known)


def _parse_node(item: Mapping[str, Any], texts: set[str]) -> Entity:
    aliases = tuple(item.get("aliases", ()))
    return Entity(id=item["id"], type=item["type"], name=item["name"], aliases=aliases, **_parse_rest(item, texts))


def _parse_edge(item: Mapping[str, Any], texts: set[str]) -> Edge:
    return Edge(source=item["source"], target=item["target"], type=item["type"], **_parse_rest(item, texts))


def _parse_rest(item: Mapping[str, Any], texts: set[str]) -> dict[str, Any]:
    return {
        "properties": without_none(item.get("properties", {})),
        "confidence": float(item.get("confidence", 1)),
        "evidence": tuple(_parse_evidence(found, texts) for found in item.get("evidence", ())),
    }


def _parse_evidence(item: Mapping[str, Any], texts: set[str]) -> Evidence:
    doc, start, end = item["doc"], item["start"], item["end"]
    first, last = item.get("sentence", (start, end))
    known: dict[str, Any] = {
        "span": Span(doc=doc, start=start, end=end),
        "sentence": Span(doc=doc, start=first, end=last),
        "rule": item.get("rule", ""),
        "confidence": float(item.get("confidence", 1)),
        "modality": item.get("modality", "asserted"),
        "asserted_by": item.get("asserted_by"),
    }
    return Evidence(**known) if doc in texts else QuotedEvidence(text=item.get("text", ""), **known)


def without_none(properties: Properties) -> dict[str, Any]:
    """Leave out the properties that have no value."""
    return {name: value for name, value in properties.items() if value is not None}
