"""The expressions of time in a document, with what they mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.annotate import Annotated
from kg.dates.grammar import load_grammar
from kg.dates.model import Tense, Time
from kg.dates.resolve import Piece, read_times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBS = ("VB", "MD")
FURTHEST = 12  # heads up to which the verb of a time is looked for


def find_times(annotated: Annotated) -> list[Time]:
    """Return the expressions of time in a document, none over another, in order of place. Prices, names and modal verbs are none."""
    doc = annotated.doc
    starts = [token.idx for token in doc]
    pieces = read_times(doc.text, annotated.document.date, lambda place: tense_of(doc[bisect_right(starts, place) - 1]))
    return list(_times(doc, starts, pieces))


def _times(doc: Doc, starts: list[int], pieces: list[Piece]) -> Iterator[Time]:
    for piece in pieces:
        first, last = bisect_right(starts, piece.start) - 1, bisect_right(starts, piece.end - 1)
        if not _is_other(doc, first, last, piece):
            yield Time(first=first, last=last, text=doc[first:last].text, interval=piece.interval)


def _is_other(doc: Doc, first: int, last: int, piece: Piece) -> bool:
    """Tell whether the words are something else: a modal verb, part of a person's name, a number of things, parts of two sentences."""
    words, after = doc[first:last], doc[last : last + 1].text
    if any(token.is_sent_start for token in words[1:]):
        return True
    if piece.interval.granularity == "year" and words[-1].is_digit and doc[last : last + 1] and doc[last].tag_ == "NNS":
        return words[0].lower_ not in ("in", "since")  # "about 2000 soldiers"
    named = any(token.ent_type_ == "PERSON" for token in words) and not any(c.isdecimal() for c in words.text)
    return named or piece.interval.granularity == "month" and words[-1].tag_[:2] in VERBS and after != ""


def tense_of(token: Token) -> Tense | None:
    """Return the tense of the verb that a word hangs on, None where there is none."""
    for _ in range(FURTHEST):
        if token.tag_.startswith(VERBS):
            return _tense(token)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _tense(verb: Token) -> Tense | None:
    words = load_grammar().words["tense"]
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    forms = {helper.lower_ for helper in helpers}
    if not forms.isdisjoint(words["ahead"]) or verb.lower_ in words["ahead"] and verb.tag_ in ("VBN", "VBG"):
        return "future"
    perfect = not forms.isdisjoint(words["perfect"])
    if not forms.isdisjoint(words["open"]) and not perfect:
        return "future"
    if "to" in forms and verb.head.i != verb.i:  # "agreed to meet", but "failed to meet"
        return "future" if verb.head.lower_ in words["planning"] else tense_of(verb.head)
    if verb.tag_ == "VBD" or any(helper.tag_ in ("VBD", "VBN") for helper in helpers) or perfect:
        return "past"
    if verb.tag_ == "VBN":
        return "past" if not helpers else "present"
    return "present"
