"""Stage 6d: what is part of what: as patterns tell, and as the name of a body does: "Federal Aviation Office of Kenya"."""

from collections.abc import Iterator, Sequence

from kg.model import Edge
from kg.relate import plain
from kg.relate.context import Context
from kg.relate.patterns import Reading

NAMED = "part_of#name"
CONFIDENCE = 0.9


def edges(readings: Sequence[Reading], context: Context) -> Iterator[Edge]:
    """Yield the patterns' edges, and one from each organ of a state to the country that its own name ends in."""
    yield from plain.edges(readings, context)
    for row in context.rows:
        for item in row.items:
            owner = context.resolved.owners.get(item.entity or "")
            if owner and item.code == "G" and item.mention and item.mention.entry is None and " of " in item.mention.name:
                evidence = context.evidence(NAMED, CONFIDENCE, [item])
                yield Edge(source=item.entity or "", target=owner, type="PART_OF", confidence=CONFIDENCE, evidence=(evidence,))
