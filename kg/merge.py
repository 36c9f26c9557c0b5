"""How several readings of one thing become one: by the number of documents, then by the values themselves, never by order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Edge, Entity, Evidence

# The strongest first, in the order that the contract of graph.json gives.
MODALITY_STRENGTH = {"asserted": 0, "reported": 1, "planned": 2, "doubted": 3, "denied": 4}
# What one document states outright isn't weakened by what another implies, nor what a document says (None) by background knowledge.
_BASIS_STRENGTH: Mapping[object, int] = {"stated": 0, "office": 1, None: 2, "background": 3}


def merge_entities(name: str, found: Sequence[tuple[str, Entity]]) -> Entity:
    """Make one node with the given id of entities, each with the document that it comes from.

    Its confidence is that of its surest mention: one clear mention is enough for the thing to be there.
    """
    entities = [entity for _, entity in found]
    kind = min((entity.id, entity.type) for entity in entities)[1]
    title = _choose_name(kind, found)
    others = {other for entity in entities for other in (entity.name, *entity.aliases)} - {title, ""}
    evidence = _merge_evidence(entities)
    properties = _merge_properties(found)
    if kind == "Event":
        properties |= _modality(evidence, entities) | _asserted_by(evidence)
    return Entity(
        id=name,
        type=kind,
        name=title,
        aliases=tuple(sorted(others)),
        properties=properties,
        confidence=_confidence(evidence, entities),
        evidence=evidence,
    )


def merge_edges(found: Sequence[tuple[str, Edge]]) -> Edge:
    """Make one edge of edges of one identity, each with the document that it comes from.

    Its confidence is that of its surest evidence: a vague second mention takes nothing from what a clear one says, and documents copy from
    each other, so that their number is no proof either.
    """
    edges = [edge for _, edge in found]
    evidence = _merge_evidence(edges)
    return Edge(
        source=edges[0].source,
        target=edges[0].target,
        type=edges[0].type,
        properties=_merge_properties(found) | _modality(evidence, edges) | _asserted_by(evidence),
        confidence=_confidence(evidence, edges),
        evidence=evidence,
    )


def _choose_name(kind: str, found: Iterable[tuple[str, Entity]]) -> str:
    """Choose the name in most documents, then the longest, then the first by alphabet; of a person never a single word if there is more."""
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for doc, entity in found:
        documents[entity.name].add(doc)
    return min(documents, key=lambda name: (kind == "Person" and " " not in name, -len(documents[name]), -len(name), name))


def _merge_properties(found: Iterable[tuple[str, Entity | Edge]]) -> dict[str, object]:
    """Take for each property the value in most documents, then the smallest; for the basis the strongest; modality is the evidence's."""
    votes: defaultdict[str, defaultdict[tuple[str, object], set[str]]] = defaultdict(lambda: defaultdict(set))
    bases = []
    for doc, item in found:
        bases.append(item.properties.get("basis"))
        for name, value in item.properties.items():
            if value is not None:
                votes[name][type(value).__name__, value].add(doc)
    merged = {name: _elected(votes[name]) for name in sorted(votes) if name not in ("basis", "modality")}
    basis = min(bases, key=lambda value: _BASIS_STRENGTH.get(value, len(_BASIS_STRENGTH)))
    return merged if basis is None else merged | {"basis": basis}


def _elected(votes: Mapping[tuple[str, object], set[str]]) -> object:
    return min(votes, key=lambda value: (-len(votes[value]), value))[1]


def _merge_evidence(items: Iterable[Entity | Edge]) -> tuple[Evidence, ...]:
    return tuple(sorted({evidence for item in items for evidence in item.evidence}, key=_order))


def _order(evidence: Evidence) -> tuple[object, ...]:
    span, sentence = evidence.span, evidence.sentence
    rest = (sentence.start, sentence.end, evidence.modality, evidence.asserted_by or "", evidence.confidence)
    return (span.doc, span.start, span.end, evidence.rule, *rest)


def _modality(evidence: Iterable[Evidence], items: Iterable[Entity | Edge]) -> dict[str, object]:
    """Return the strongest modality of the evidence, or of the properties where there is none; nothing where it is asserted."""
    found = [str(e.modality) for e in evidence] or [str(item.properties.get("modality", "asserted")) for item in items]
    strongest = min(found, key=lambda modality: MODALITY_STRENGTH.get(modality, len(MODALITY_STRENGTH)))
    return {} if strongest == "asserted" else {"modality": strongest}


def speakers_of(asserted_by: Iterable[str | None]) -> str | None:
    """Return the ids of all who say so, parted by ", "; None where a document's narration says so, or somebody unknown."""
    found = list(asserted_by)
    speakers = sorted({speaker for speaker in found if speaker})
    return ", ".join(speakers) if speakers and all(found) else None


def _asserted_by(evidence: Sequence[Evidence]) -> dict[str, object]:
    speakers = speakers_of(found.asserted_by for found in evidence)
    return {"asserted_by": speakers} if speakers else {}


def _confidence(evidence: Sequence[Evidence], items: Sequence[Entity | Edge]) -> float:
    return max(found.confidence for found in (evidence or items))
