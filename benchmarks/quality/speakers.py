"""Who says what on gum-wiki: kg's readings as attribution relations of the corpus, each from the phrase that speaks to what it says.

The corpus attributes to any phrase ("the study", "he", "residents"), the graph to what has a name. So what is compared is what kg reads
before it asks whom the phrase means. Fragments between marks ("a 'hollow' promise") and verbs that take no clause ("called it 'hollow'")
attribute nothing in the corpus, and are left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from corpora import Reader

from kg import Document
from kg.annotate import Annotated, annotate
from kg.statements.cues import Cue, find_cues
from kg.statements.marks import find_quotations
from kg.statements.quoted import quoted
from kg.statements.reported import reported
from kg.statements.said import Said

RELATION = "attribution-positive"
FRAGMENT = 5  # words of a quotation that is one

Spans = Sequence[tuple[int, int]]


def attributed(document: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """Return the phrases that speak, as entities, and a relation for each verb by which one does."""
    annotated = annotate(Document(id=document["id"], path=document["id"], text=document["text"]), reader[0])
    by_cue: dict[int, list[Said]] = {}
    cues: dict[int, Cue] = {}
    for one in _said(annotated):
        if one.cue is not None and one.cue.subject is not None and one.cue.kind != "quote":
            by_cue.setdefault(one.cue.at, []).append(one)
            cues[one.cue.at] = one.cue
    phrases = {at: _phrase(annotated, cue) for at, cue in cues.items()}
    entities = {span: f"e{number}" for number, span in enumerate(dict.fromkeys(phrases.values()))}
    return {
        "id": document["id"],
        "text": document["text"],
        "entities": [
            {"id": name, "type": "person", "name": document["text"][slice(*span)], "mentions": [span]} for span, name in entities.items()
        ],
        "relations": [
            {
                "head": entities[phrases[at]],
                "type": RELATION,
                "tail": None,
                "evidence": _evidence(annotated, cues[at], by_cue[at]),
            }
            for at in by_cue
        ],
    }


def _said(annotated: Annotated) -> list[Said]:
    quotations, cues = find_quotations(annotated), list(find_cues(annotated.doc))
    direct = quoted(annotated, quotations, cues)
    whole = [one for one in direct if annotated.document.text[one.start].isupper() and one.last - one.first >= FRAGMENT]
    return [*whole, *reported(annotated, quotations, cues, direct)]


def _phrase(annotated: Annotated, cue: Cue) -> tuple[int, int]:
    """Return the characters from the start of the phrase that speaks to its head, without what a comma parts from it."""
    head = annotated.doc[cue.subject or 0]
    first = head.left_edge.i
    if any(annotated.doc[i].text == "," for i in range(first, head.i)):
        first = head.i
    return annotated.starts[first], annotated.ends[head.i]


def _evidence(annotated: Annotated, cue: Cue, said: Sequence[Said]) -> Spans:
    first, last = sorted((cue.subject or 0, cue.at))
    return [(annotated.starts[first], annotated.ends[last]), *((one.start, one.end) for one in said)]
