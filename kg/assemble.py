"""Stage 7, the second half: what each document says becomes one graph, whatever the documents' order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from kg.decisions import Decision as Decision
from kg.decisions import settle
from kg.errors import ReadError, SchemaError
from kg.events import same_across
from kg.identity import document_node_id, edge_key
from kg.merge import merge_edges, merge_entities
from kg.model import NOTHING, Document, Edge, Entity, Evidence, Extraction, Graph, Properties


def assemble(extractions: Iterable[Extraction], *, model: Properties = NOTHING, decisions: Sequence[Decision] = ()) -> Graph:
    """Merge what documents say: entities by id and by what was decided, events by day and participants, edges by what tells them apart.

    Each document becomes a node, and what it mentions has a MENTIONED_IN edge to it. A document that was read twice counts once. An edge
    that a merge would bend back to its own source is dropped.

    Raises:
        SchemaError: an edge or its evidence points at nothing that its document has.
        ReadError: two different texts have the same document id.
        KgError: decisions contradict each other.
    """
    found = _once(extractions)
    names = settle(decisions)
    names = {**same_across(found, names), **names}
    entities, edges = _grouped_entities(found, names), _grouped_edges(found, names)
    nodes = tuple(merge_entities(name, entities[name]) for name in sorted(entities))
    documents = {extraction.document.id: document_node_id(extraction.document) for extraction in found}
    relations = [merge_edges(edges[identity]) for identity in edges]
    return Graph(
        documents=tuple(extraction.document for extraction in found),
        nodes=nodes,
        edges=tuple(sorted((*relations, *_mention_edges(nodes, documents)), key=lambda e: (e.source, e.target, edge_key(e)))),
        model=model,
    )


def _once(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Keep one extraction of each document, that of the smallest path, in order of document id."""
    kept: dict[str, Extraction] = {}
    for extraction in extractions:
        new = extraction.document
        old = kept[new.id].document if new.id in kept else None
        if old and old.text != new.text:
            paths = " and ".join(sorted((old.path, new.path)))
            raise ReadError(f'{paths}: two texts with the document id "{new.id}"; an id belongs to one text')
        if old is None or _description(new) < _description(old):
            kept[new.id] = extraction
    for extraction in kept.values():
        _check(extraction)
    return [kept[name] for name in sorted(kept)]


def _description(document: Document) -> tuple[str, str, str, str]:
    return document.path, document.title or "", document.date or "", document.url or ""


def _check(extraction: Extraction) -> None:
    """Refuse what an extractor must not make: an edge without its ends, evidence from another document."""
    path = extraction.document.path
    known = {entity.id for entity in extraction.entities} | {document_node_id(extraction.document)}
    for edge in extraction.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                rules = ", ".join(sorted({e.rule for e in edge.evidence})) or "a rule that names no evidence"
                raise SchemaError(f'{path}: {rules} made a {edge.type} edge of "{end}", which is no entity of the document; add it')
    items: tuple[Entity | Edge, ...] = (*extraction.entities, *extraction.edges)
    for evidence in chain.from_iterable(item.evidence for item in items):
        if evidence.span.doc != extraction.document.id:
            raise SchemaError(f'{path}: {evidence.rule} gives evidence from "{evidence.span.doc}"; it can only come from this document')


def _grouped_entities(found: Iterable[Extraction], names: Mapping[str, str]) -> dict[str, list[tuple[str, Entity]]]:
    """Sort the entities by the id that they end up with, each with the document that it comes from."""
    groups: defaultdict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for extraction in found:
        for entity in (_document_entity(extraction.document), *extraction.entities):
            groups[names.get(entity.id, entity.id)].append((extraction.document.id, _renamed(entity, names)))
    return groups


def _document_entity(document: Document) -> Entity:
    properties = {"path": document.path, "date": document.date, "url": document.url}
    name = document.title or Path(document.path).name or document.id
    return Entity(id=document_node_id(document), type="Document", name=name, properties=properties)


def _grouped_edges(found: Iterable[Extraction], names: Mapping[str, str]) -> dict[tuple[str, str, str], list[tuple[str, Edge]]]:
    """Sort the edges by what tells them apart, each with the document that it comes from."""
    groups: defaultdict[tuple[str, str, str], list[tuple[str, Edge]]] = defaultdict(list)
    for extraction in found:
        for edge in (_renamed_edge(edge, names) for edge in extraction.edges):
            if edge.source != edge.target:
                groups[edge.source, edge.target, edge_key(edge)].append((extraction.document.id, edge))
    return groups


def _renamed_edge(edge: Edge, names: Mapping[str, str]) -> Edge:
    if not names:
        return edge
    event = edge.properties.get("at")
    properties = {**edge.properties, "at": names[event]} if isinstance(event, str) and event in names else edge.properties
    source, target = names.get(edge.source, edge.source), names.get(edge.target, edge.target)
    return replace(_renamed(edge, names), source=source, target=target, properties=properties)


def _renamed[Item: (Entity, Edge)](item: Item, names: Mapping[str, str]) -> Item:
    """Let evidence name those who assert it by the ids that they end up with; the item's own id stays."""
    if not any(evidence.asserted_by in names for evidence in item.evidence):
        return item
    return replace(item, evidence=tuple(_asserted_by(evidence, names) for evidence in item.evidence))


def _asserted_by(evidence: Evidence, names: Mapping[str, str]) -> Evidence:
    return replace(evidence, asserted_by=names.get(evidence.asserted_by or "", evidence.asserted_by))


def _mention_edges(nodes: Iterable[Entity], documents: Mapping[str, str]) -> list[Edge]:
    """Tie each node to the documents that mention it. The evidence isn't written twice: it is the node's own."""
    edges = []
    for node in nodes:
        best: dict[str, float] = {}
        for evidence in node.evidence:
            best[evidence.span.doc] = max(best.get(evidence.span.doc, 0.0), evidence.confidence)
        edges += [Edge(source=node.id, target=documents[doc], type="MENTIONED_IN", confidence=best[doc]) for doc in sorted(best)]
    return edges
