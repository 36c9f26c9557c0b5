"""Kinds of work as nodes, made from the edges that lead to them."""

from collections.abc import Iterator, Sequence

from kg.model import Edge, Entity


def occupations(edges: Sequence[Edge]) -> Iterator[Entity]:
    """Yield an entity for each occupation, with the evidence of its edges."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.type == "HAS_OCCUPATION":
            found.setdefault(edge.target, []).append(edge)
    for name, group in found.items():
        yield Entity(
            id=name,
            type="Occupation",
            name=name.partition(":")[2].replace("-", " "),
            evidence=tuple(e for edge in group for e in edge.evidence),
        )
