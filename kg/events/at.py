"""At which talks, trial or signing somebody represents another, where the text ties the two together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from kg.events.kinds import load_events
from kg.events.nodes import Happenings
from kg.events.same import UNREAL
from kg.model import Edge, Evidence
from kg.relate.context import Context


def placed(edges: Sequence[Edge], happenings: Happenings, context: Context) -> Iterator[Edge]:
    """Yield the edges, those of outright representation with `at` where they and the only such event of whom they represent stand close.

    Close is in one sentence, or in the one behind; what is told need only be "the talks", where the document has no others of that side,
    nor any whose sides it leaves out.
    """
    gatherings = [
        entity.id for entity in happenings.entities if _is_gathering(str(entity.properties["kind"])) and _is_real(entity.evidence)
    ]
    sides = {(edge.source, edge.target) for edge in happenings.edges if edge.type == "PARTICIPATED_IN"}
    told = {event for _, event in sides}
    for edge in edges:
        if edge.type == "REPRESENTS" and edge.properties.get("basis") == "stated":
            mine = [event for event in gatherings if (edge.target, event) in sides or event not in told]
            if len(mine) == 1 and (edge.target, mine[0]) in sides and _is_near(edge, happenings.tokens[mine[0]], context):
                edge = replace(edge, properties={**edge.properties, "at": mine[0]})
        yield edge


def _is_gathering(kind: str) -> bool:
    return kind in load_events().gatherings


def _is_real(evidence: Sequence[Evidence]) -> bool:
    return not all(one.modality in UNREAL for one in evidence)


def _is_near(edge: Edge, tokens: Sequence[int], context: Context) -> bool:
    annotated = context.annotated
    token = bisect_right(annotated.starts, edge.evidence[0].span.start) - 1
    number = bisect_right(annotated.sentences, token, key=itemgetter(0)) - 1
    first, last = annotated.sentences[max(number - 1, 0)][0], annotated.sentences[number][1]
    told = any(first <= at < last for at in tokens)
    return told or any(word.lower_ in load_events().gathered for word in annotated.doc[first:last])
