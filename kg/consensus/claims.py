"""The events and offices of a graph as claims: who asserts each of them, and in how many independent documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph import sentence_text
from kg.model import Edge, Entity, Evidence, Graph
from kg.names import fold
from kg.show.cite import document_caption, one_line
from kg.vocabulary.source import read_data

EDGES = ("HAS_ROLE", "REPRESENTS")
LEAST_WORDS = 5  # a sentence of fewer words ("He denied it.") may stand in two documents by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An event or office that documents tell of.

    `documents` is how many independent ones say so in their own words; two that tell it in the same sentence are one. `reported_by` names
    who says so in them, or plans or doubts it; `denied_by` who denies it, a document itself by its headline. `dates` are the documents'.
    """

    item: Entity | Edge
    fact: str
    documents: int
    reported_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    modality: str
    dates: tuple[str, ...]

    @property
    def type(self) -> str:
        """Return the type of its node or edge."""
        return self.item.type


def claims(graph: Graph) -> list[Claim]:
    """Return a graph's events, offices and representations, those of most independent documents first."""
    names = {node.id: one_line(node.name) for node in graph.nodes}
    items: Iterator[Entity | Edge] = (
        item for group in (graph.nodes, graph.edges) for item in group if item.type == "Event" or item.type in EDGES
    )
    found = [_claim(graph, item, names) for item in items]
    return sorted(found, key=lambda claim: (-claim.documents, -len(claim.reported_by), claim.type, claim.fact.casefold(), claim.fact))


def _claim(graph: Graph, item: Entity | Edge, names: Mapping[str, str]) -> Claim:
    told = {document.id: document for document in graph.documents}
    unnamed = read_data("consensus.toml")["spoken"]["unnamed"]

    saying = {
        names.get(evidence.asserted_by or "", unnamed)
        for evidence in item.evidence
        if evidence.modality == "reported" or evidence.asserted_by and evidence.modality != "denied"
    }
    denying = {evidence.asserted_by or evidence.span.doc for evidence in item.evidence if evidence.modality == "denied"}
    return Claim(
        item=item,
        fact=item.name if isinstance(item, Entity) else _fact(item, names),
        documents=_independent(graph, [evidence for evidence in item.evidence if _narrated(evidence)]),
        reported_by=tuple(sorted(saying)),
        denied_by=tuple(sorted(names.get(one) or document_caption(told[one]) for one in denying if one in names or one in told)),
        modality=str(item.properties.get("modality", "asserted")),
        dates=tuple(sorted({date for evidence in item.evidence if (date := told[evidence.span.doc].date)})),
    )


def _narrated(evidence: Evidence) -> bool:
    return evidence.asserted_by is None and evidence.modality == "asserted"


def _independent(graph: Graph, evidence: Sequence[Evidence]) -> int:
    """Count documents; those that share a sentence count once, as they have it from each other or from one source."""
    sentences: dict[str, set[str]] = {}
    for one in evidence:
        words = fold(sentence_text(graph, one)).split()
        sentences.setdefault(one.span.doc, set()).update([" ".join(words)] if len(words) >= LEAST_WORDS else [])
    groups: list[set[str]] = []
    for doc in sorted(sentences):
        told = sentences[doc]
        shared = [group for group in groups if told & group]
        groups = [group for group in groups if group not in shared] + [told.union(*shared)]
    return len(groups)


def _fact(edge: Edge, names: Mapping[str, str]) -> str:
    """Return an edge in words: "Ada Okafor: president of Kenya (former)", "Ada Okafor for Kenya (envoy)"."""
    source, target = names.get(edge.source, edge.source), names.get(edge.target, edge.target)
    status = str(edge.properties.get("status") or "")
    if edge.type == "HAS_ROLE":
        title = one_line(str(edge.properties.get("title") or ""))
        return f"{source}: {title} of {target}" + (f" ({status})" if status not in ("", "current") else "")
    event = names.get(str(edge.properties.get("at") or ""))
    details = [str(edge.properties.get("capacity") or ""), f"at {event}" if event else ""]
    told = ", ".join(filter(None, details))
    return f"{source} for {target}" + (f" ({told})" if told else "")
