"""Stage 6e: what is part of what: as patterns tell, as a body's name does ("Aviation Office of Kenya"), and as everybody knows of an
organ of a state."""

from collections.abc import Iterator, Sequence

from kg.model import Edge
from kg.relate import plain
from kg.relate.context import Context
from kg.relate.patterns import Reading

NAMED = "part_of#name"
CONFIDENCE = 0.9


def edges(readings: Sequence[Reading], context: Context) -> Iterator[Edge]:
    """Yield the patterns' edges, one from each body to the country that its own name has in it, and as background those that nothing
    told."""
    told = [*plain.edges(readings, context), *_named(context)]
    yield from told
    sources = {edge.source for edge in told}
    yield from context.background(
        "PART_OF", (body for body in context.resolved.owners if body.startswith("organization:") and body not in sources)
    )


def _named(context: Context) -> Iterator[Edge]:
    for row in context.rows:
        for item in row.items:
            if item.entity and item.code in "OG" and item.start in context.resolved.inside and not item.meant:
                owner = context.resolved.inside[item.start]
                evidence = context.evidence(NAMED, CONFIDENCE, [item])
                yield Edge(source=item.entity, target=owner, type="PART_OF", confidence=CONFIDENCE, evidence=(evidence,))
