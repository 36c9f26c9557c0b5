"""What our page knows: the graph as the scripts in kg/render/page read it (its form is in types.d.ts there)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import Document, Edge, Entity, Evidence, Graph
from kg.render.drawing import edge_words, relation_label
from kg.render.passages import Passages
from kg.render.places import Places, Styles, drawn_places

_MENTIONED = "MENTIONED_IN"
_SENTENCES = 3  # mentions of a node that has no relations which its card quotes


def page_data(graph: Graph, styles: Styles, title: str) -> dict[str, Any]:
    """Return what is written into the page, as values that JSON can hold."""
    places, cut = drawn_places(graph, styles)
    nodes = [node for node in graph.nodes if node.type != "Document"]
    number = {node.id: at for at, node in enumerate(nodes)}
    edges = [edge for edge in graph.edges if edge.source in number and edge.target in number]
    documents = {document.id: (at, document) for at, document in enumerate(graph.documents)}
    passages, named = Passages(documents), _named_in(graph, documents)
    related = {end for edge in edges for end in (edge.source, edge.target)}
    written = [_node(node, places, named[node.id], () if node.id in related else node.evidence, passages, number) for node in nodes]
    return {
        "title": title,
        "cut": cut,
        "styles": styles,
        "labels": {kind: relation_label(kind) for kind in sorted({edge.type for edge in edges})},
        "documents": [_document(document) for document in graph.documents],
        "nodes": written,
        "edges": [_edge(edge, passages, number) for edge in edges],
        "passages": passages.found,
    }


def _named_in(graph: Graph, documents: Mapping[str, tuple[int, Document]]) -> defaultdict[str, set[int]]:
    """Return the numbers of the documents that name each node."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for edge in graph.edges:
        if edge.type == _MENTIONED and edge.target.partition(":")[2] in documents:
            found[edge.source].add(documents[edge.target.partition(":")[2]][0])
    for node in graph.nodes:
        found[node.id] |= {documents[item.span.doc][0] for item in node.evidence if item.span.doc in documents}
    return found


def _document(document: Document) -> dict[str, Any]:
    return _filled(id=document.id, title=document.title or document.path, date=document.date, path=document.path, url=document.url)


def _node(
    node: Entity, places: Places, named: Iterable[int], quoted: Iterable[Evidence], passages: Passages, number: Mapping[str, int]
) -> dict[str, Any]:
    x, y = places.get(node.id, (None, None))
    return _filled(
        id=node.id,
        type=node.type,
        name=node.name,
        aliases=list(node.aliases),
        properties=dict(node.properties),
        docs=sorted(named),
        mentions=_evidence(list(quoted)[:_SENTENCES], passages, number),
        x=x,
        y=y,
    )


def _edge(edge: Edge, passages: Passages, number: Mapping[str, int]) -> dict[str, Any]:
    words = edge_words(edge)
    return _filled(
        s=number[edge.source],
        t=number[edge.target],
        type=edge.type,
        words=words if words != relation_label(edge.type) else None,
        properties=dict(edge.properties),
        confidence=edge.confidence if edge.confidence != 1 else None,
        evidence=_evidence(edge.evidence, passages, number),
    )


def _evidence(items: Iterable[Evidence], passages: Passages, number: Mapping[str, int]) -> list[list[object]]:
    """Return the evidence whose document is there; who says so is a node's number, -1 for the document itself."""
    found: list[list[object]] = []
    for item in items:
        place = passages.place(item)
        if place:
            modality = "" if item.modality == "asserted" else item.modality
            found.append([*place, item.confidence, number.get(item.asserted_by or "", -1), modality])
    return found


def _filled(**values: Any) -> dict[str, Any]:
    """Leave out what is empty: there are many nodes and edges."""
    return {name: value for name, value in values.items() if value is not None and value != [] and value != {}}
