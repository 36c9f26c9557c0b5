"""Clauses that report what somebody says: "said that ...", "..., according to X", "denied ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.annotate import Annotated
from kg.statements.cues import Cue
from kg.statements.marks import Quotation
from kg.statements.said import Said
from kg.statements.speech import load_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOSTLY = 0.6  # of a clause: what is quoted to that part is no reported speech beside
SHORTEST = 3  # tokens of a clause
THAT = 4  # tokens behind a cue up to which a clause may begin with "that"


def reported(annotated: Annotated, quotations: Sequence[Quotation], cues: Sequence[Cue], said: Sequence[Said]) -> Iterator[Said]:
    """Yield the clauses that report what somebody says; none that mostly stands in quotation marks.

    A cue that attributes a quoted sentence, of those that are `said`, reports nothing beside.
    """
    marked = {i for q in quotations for i in range(q.before, q.after)}
    sentences = {
        one.cue.at
        for one in said
        if one.cue and one.rule != "said#after_report" and annotated.doc[one.first].text[0].isupper() and one.last - one.first > SHORTEST
    }
    for cue in (cue for cue in cues if cue.at not in sentences):
        clause = _clause(annotated.doc, cue)
        if clause is None:
            continue
        first, last = _trimmed(annotated.doc, *clause)
        if _is_apart(annotated.doc, cue, first, last, marked):
            continue
        in_marks = sum(i in marked for i in range(first, last)) if cue.at not in marked else 0
        if last - first >= SHORTEST and in_marks < MOSTLY * (last - first):
            start, end = annotated.starts[first], annotated.ends[last - 1]
            yield Said(start=start, end=end, first=first, last=last, direct=False, rule="said#reported", cue=cue)


def _is_apart(doc: Doc, cue: Cue, first: int, last: int, marked: set[int]) -> bool:
    """Tell whether a clause isn't its cue's: a quotation, or the end of another clause, lies between them."""
    between = range(last, cue.at) if last <= cue.at else range(cue.at, first)
    return any(doc[i].text == ";" or i in marked and doc[i].is_alpha for i in between) and cue.at not in marked


def _clause(doc: Doc, cue: Cue) -> tuple[int, int] | None:
    word = doc[cue.at]
    if cue.verb == "according to":
        return _around(word)
    if cue.kind == "quote":
        return None
    deps = ("ccomp", "dobj", "xcomp") if cue.verb in load_speech().of["deny"] else ("ccomp",)
    child = next((child for child in word.children if child.dep_ in deps and (child.dep_ != "ccomp" or _is_finite(child))), None)
    if child is not None:
        return _side(word, child)
    if word.dep_ == "parataxis" and word.left_edge.i > word.sent.start:  # "This was long ago, I think."
        return word.sent.start, word.left_edge.i
    return next(
        (
            (i, word.sent.end)
            for i in range(word.i + 1, min(word.i + THAT, word.sent.end))
            if doc[i].lower_ == "that" and doc[i].tag_ in ("IN", "WDT")
        ),
        None,
    )


def _is_finite(verb: Token) -> bool:
    """Tell whether a word is the verb of a clause: not in "found himself unable"."""
    tags = {verb.tag_, *(child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass"))}
    subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass") for child in verb.children)
    return subject and not tags.isdisjoint(("VBD", "VBZ", "VBP", "MD"))


def _side(cue: Token, child: Token) -> tuple[int, int] | None:
    """Return the part of a clause's words that lies on its own side of the cue."""
    words = [token.i for token in child.subtree if (token.i < cue.i) == (child.i < cue.i)]
    return (words[0], words[-1] + 1) if words else None


def _around(according: Token) -> tuple[int, int] | None:
    """Return the rest of the sentence, where "according to X" begins or ends it."""
    phrase = [token.i for token in according.subtree]
    sentence = according.sent
    if phrase[0] <= sentence.start + 1:
        return phrase[-1] + 1, sentence.end
    rest = [i for i in range(phrase[-1] + 1, sentence.end) if according.doc[i].is_alpha]
    return (sentence.start, phrase[0]) if not rest else None


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    while first < last and (
        doc[first].is_punct or doc[first].lower_ == "that" or doc[first].lower_ == "and" and doc[first + 1].lower_ == "that"
    ):
        first += 1
    while last > first and (doc[last - 1].is_punct and doc[last - 1].text not in (")", "]") or doc[last - 1].lower_ in ("and", "but")):
        last -= 1
    return first, last
