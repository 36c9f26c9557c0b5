"""Stage 6f: offices of state whose country the text leaves out: "King Ada", who represented Kenya, is king of Kenya."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Edge
from kg.names import entity_id

UNTOLD = ""  # the target of a HAS_ROLE edge until it is settled
LIKELY = 0.7


def settle(edges: Sequence[Edge]) -> Iterator[Edge]:
    """Give each office of an untold country that its holder is said to represent now; where there is none, it stays a kind of work:
    HAS_OCCUPATION.

    That a document names no other country says too little: it was tried, and of the roles so found in news a third was wrong.
    """
    represented = {
        edge.source: edge.target
        for edge in edges
        if edge.type == "REPRESENTS" and edge.properties.get("basis") == "stated" and edge.target.startswith("place:")
    }
    for edge in edges:
        if edge.target != UNTOLD:
            yield edge
        elif "status" not in edge.properties and (holder := represented.get(edge.source)):
            evidence = tuple(replace(evidence, confidence=min(evidence.confidence, LIKELY)) for evidence in edge.evidence)
            yield replace(edge, target=holder, confidence=min(edge.confidence, LIKELY), evidence=evidence)
        else:
            status = {key: value for key, value in edge.properties.items() if key == "status"}
            yield replace(edge, type="HAS_OCCUPATION", target=entity_id("occupation", str(edge.properties["title"])), properties=status)
