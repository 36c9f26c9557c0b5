"""Stage 6e: where places lie: as patterns tell, and as everybody knows."""

from collections.abc import Iterator, Sequence

from kg.model import Edge
from kg.relate import plain
from kg.relate.context import Context
from kg.relate.patterns import Reading


def edges(readings: Sequence[Reading], context: Context) -> Iterator[Edge]:
    """Yield the patterns' edges and, as background, one from each known place to its country where the patterns told none."""
    told = [edge for edge in plain.edges(readings, context) if not _elsewhere(edge, context)]
    yield from told
    stated = {(edge.source, edge.target) for edge in told}
    places = (place for place, country in context.resolved.owners.items() if place.startswith("place:") and (place, country) not in stated)
    yield from context.background("LOCATED_IN", places)


def _elsewhere(edge: Edge, context: Context) -> bool:
    """Tell whether everybody knows that a place lies in another country: "In Riyadh, US officials met"."""
    country = context.resolved.owners.get(edge.source)
    return country is not None and edge.target in context.vocabulary.countries and edge.target != country
