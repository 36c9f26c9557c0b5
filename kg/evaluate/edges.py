"""Which edges a gold file's lines allow, and which of its lines the edges fulfil."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import EDGE_TYPES, Fact, Gold
from kg.evaluate.nodes import Standing
from kg.evaluate.words import fits_status, fits_title
from kg.model import Edge, Entity, Graph

UNSAID = frozenset({"denied", "planned", "doubted"})  # modalities of what the text does not assert
Fulfilled = tuple[int, str, str]  # a fact by its place in the gold file, with the ends of the edge that tells it


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a graph's edges say of a gold file's facts: `missing` and `wrong` by kind, `right` counts a fact in several wordings once."""

    found: Mapping[str, int]
    missing: Mapping[str, Sequence[Fact]]
    right: Mapping[str, int]
    wrong: Mapping[str, Sequence[Edge]]


def modality(item: Entity | Edge) -> str:
    """Return the modality of a node or edge."""
    return str(item.properties.get("modality") or "asserted")


def tell(graph: Graph, gold: Gold, standing: Standing) -> Told:
    """Compare the edges with the facts."""
    names = {node.id: node.name for node in graph.nodes}
    allowed: defaultdict[int, set[Fulfilled]] = defaultdict(set)
    unfulfilled: list[Fact] = []
    for number, fact in enumerate(gold.facts):
        fitting = [k for k, edge in enumerate(graph.edges) if fits(edge, fact, standing, names)]
        for k in fitting:
            allowed[k].add((number, graph.edges[k].source, graph.edges[k].target))
        unfulfilled += [] if fitting or fact.optional else [fact]
    right, wrong = _judge(graph.edges, allowed)
    return Told(
        found={
            kind: sum(fact.kind == kind and not fact.optional for fact in gold.facts) - _count(unfulfilled, kind) for kind in EDGE_TYPES
        },
        missing={kind: [fact for fact in unfulfilled if fact.kind == kind] for kind in EDGE_TYPES},
        right=right,
        wrong=wrong,
    )


def fits(edge: Edge, fact: Fact, standing: Standing, names: Mapping[str, str]) -> bool:
    """Tell whether an edge says what a line does."""
    planned = fact.tag == "designate" and modality(edge) == "planned"
    occupied = edge.type == "HAS_OCCUPATION"
    if edge.type != EDGE_TYPES[fact.kind] and not (fact.untold and occupied):
        return False
    if modality(edge) in UNSAID and not planned or not standing.is_one_of(edge.source, fact.sources):
        return False
    if not occupied and not standing.is_one_of(edge.target, fact.targets):
        return False
    return fact.kind not in ("ROLE", "OCCUPATION") or _fits_work(edge, fact, planned, names)


def _fits_work(edge: Edge, fact: Fact, planned: bool, names: Mapping[str, str]) -> bool:
    title = str(edge.properties.get("title") or (names.get(edge.target, "") if edge.type == "HAS_OCCUPATION" else ""))
    bare = re.sub(rf"\b{fact.tag}\b", "", title.lower()) if fact.tag else title
    return (not fact.titles or fits_title(fact.titles, bare)) and (
        planned or fits_status(str(edge.properties.get("status") or ""), fact.tag)
    )


def _judge(edges: Sequence[Edge], allowed: Mapping[int, set[Fulfilled]]) -> tuple[dict[str, int], dict[str, list[Edge]]]:
    right, wrong = dict.fromkeys(EDGE_TYPES, 0), {kind: list[Edge]() for kind in EDGE_TYPES}
    counted: set[Fulfilled] = set()
    for kind, k, edge in _by_kind(edges):
        if fulfilled := allowed.get(k):
            right[kind] += not fulfilled <= counted
            counted |= fulfilled
        elif modality(edge) not in UNSAID:
            wrong[kind].append(edge)
    return right, wrong


def _by_kind(edges: Sequence[Edge]) -> Iterator[tuple[str, int, Edge]]:
    for kind, type_ in EDGE_TYPES.items():
        yield from ((kind, k, edge) for k, edge in enumerate(edges) if edge.type == type_)


def _count(facts: Sequence[Fact], kind: str) -> int:
    return sum(fact.kind == kind for fact in facts)
