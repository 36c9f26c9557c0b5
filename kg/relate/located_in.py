"""Stage 6d: where places lie: as patterns tell, and as everybody knows where the country is told, too."""

from collections.abc import Iterator, Sequence

from kg.model import Edge
from kg.relate import plain
from kg.relate.context import Context
from kg.relate.patterns import Reading

CONFIDENCE = 0.9


def edges(readings: Sequence[Reading], context: Context) -> Iterator[Edge]:
    """Yield the patterns' edges and, as background, one from each known place to its country where the document names both and tells no more."""
    told = list(plain.edges(readings, context))
    yield from told
    stated = {(edge.source, edge.target) for edge in told}
    for place, country in context.resolved.owners.items():
        known = place.startswith("place:") and country in context.resolved.entities and country not in context.resolved.implied
        if known and (place, country) not in stated:
            yield Edge(source=place, target=country, type="LOCATED_IN", properties={"basis": "background"}, confidence=CONFIDENCE)
