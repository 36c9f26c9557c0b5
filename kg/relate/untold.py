"""Stage 6e: offices of state whose country the text leaves out: "the President", said of a country that is told otherwise."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Edge
from kg.names import entity_id
from kg.relate.context import Context

UNTOLD = ""     # the target of a HAS_ROLE edge until it is settled
LIKELY = 0.7
OFTEN = 2       # mentions that a country needs to be what a document is about


def settle(edges: Sequence[Edge], context: Context) -> Iterator[Edge]:
    """Give each office of an untold country the country that its holder is said to represent, else the only one that the document names.

    Where there is neither, it stays a kind of work: HAS_OCCUPATION.
    """
    represented = {edge.source: edge.target for edge in edges if edge.type == "REPRESENTS" and edge.properties.get("basis") == "stated"}
    alone = _only_country(context)
    for edge in edges:
        if edge.target != UNTOLD:
            yield edge
        elif holder := represented.get(edge.source) or alone:
            evidence = tuple(replace(evidence, confidence=min(evidence.confidence, LIKELY)) for evidence in edge.evidence)
            yield replace(edge, target=holder, confidence=min(edge.confidence, LIKELY), evidence=evidence)
        else:
            status = {key: value for key, value in edge.properties.items() if key == "status"}
            yield replace(edge, type="HAS_OCCUPATION", target=entity_id("occupation", str(edge.properties["title"])), properties=status)


def _only_country(context: Context) -> str | None:
    """Return the country that a document is about, where it names no other, nor people of another."""
    countries = Counter(item.entity for row in context.rows for item in row.items if item.code in "CN" and item.entity)
    return next(iter(countries)) if len(countries) == 1 and countries.total() >= OFTEN else None
