"""Claims that can't all hold, or that only one side makes, as groups of claims to be seen side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kg.consensus.claims import Claim
from kg.identity import slug
from kg.model import Edge, Graph
from kg.vocabulary.source import read_data

Conflict = tuple[str, tuple[Claim, ...]]


def conflicts(graph: Graph, claims: Sequence[Claim]) -> list[Conflict]:
    """Return what each conflict is, with its claims.

    Four kinds: what some say and others deny; an office that one person holds at a time, with several who hold it; one person's office that
    is told as held and as former; and an event that only one of its sides tells of.
    """
    return [*_denied(claims), *_holders(graph, claims), *_statuses(claims), *_one_sided(graph, claims)]


def _denied(claims: Sequence[Claim]) -> Iterator[Conflict]:
    yield from (("said and denied", (claim,)) for claim in claims if claim.denied_by and (claim.documents or claim.reported_by))


def _holders(graph: Graph, claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Yield the offices of one holder at a time that several hold now, leaving out who came after another."""
    single = {slug(title) for title in read_data("consensus.toml")["single"]}
    after = {frozenset((edge.source, edge.target)) for edge in graph.edges if edge.type == "SUCCEEDED"}
    offices: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim, edge in _roles(claims):
        title = slug(str(edge.properties.get("title") or ""))
        held = edge.properties.get("status", "current") == "current" and not edge.properties.get("end_date")
        if title in single and held and claim.modality in ("asserted", "reported"):
            offices[edge.target, title].append(claim)
    for _, holders in sorted(offices.items()):
        pairs = combinations(sorted(holders, key=lambda claim: claim.fact), 2)
        rivals = {claim.fact: claim for pair in pairs if frozenset(_source(claim) for claim in pair) not in after for claim in pair}
        if len({_source(claim) for claim in rivals.values()}) > 1:
            yield "several hold one office", tuple(rivals[fact] for fact in sorted(rivals))


def _statuses(claims: Sequence[Claim]) -> Iterator[Conflict]:
    held: defaultdict[tuple[str, str, str], dict[object, Claim]] = defaultdict(dict)
    for claim, edge in _roles(claims):
        key = (edge.source, edge.target, slug(str(edge.properties.get("title") or "")))
        held[key].setdefault(edge.properties.get("status", "current"), claim)
    for _, by_status in sorted(held.items()):
        if {"current", "former"} <= by_status.keys():
            yield "held and former", (by_status["current"], by_status["former"])


def _one_sided(graph: Graph, claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Yield the events of several sides of which only one, or who speaks for it, tells."""
    sides: defaultdict[str, set[str]] = defaultdict(set)
    speaks_for: defaultdict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if edge.type == "PARTICIPATED_IN":
            sides[edge.target].add(edge.source)
        elif edge.type == "REPRESENTS" and edge.properties.get("modality", "asserted") in ("asserted", "reported"):
            speaks_for[edge.source].add(edge.target)
    for claim in claims:
        tellers = [_sides_of(evidence.asserted_by, sides[_id(claim)], speaks_for) for evidence in claim.item.evidence]
        common = frozenset.intersection(*tellers) if tellers and claim.type == "Event" else frozenset()
        if common and sides[_id(claim)] - common:
            yield "told by one side only", (claim,)


def _sides_of(speaker: str | None, sides: set[str], speaks_for: Mapping[str, set[str]]) -> frozenset[str]:
    """Return the sides of an event that a speaker is, or speaks for."""
    return frozenset(sides & ({speaker} | speaks_for.get(speaker, set()))) if speaker else frozenset()


def _roles(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Edge]]:
    yield from ((claim, claim.item) for claim in claims if isinstance(claim.item, Edge) and claim.type == "HAS_ROLE")


def _source(claim: Claim) -> str:
    return claim.item.source if isinstance(claim.item, Edge) else claim.item.id


def _id(claim: Claim) -> str:
    return "" if isinstance(claim.item, Edge) else claim.item.id
