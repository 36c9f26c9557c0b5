"""When an event was, as the expressions of time tell that hang on its words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.dates import Time
from kg.events.kinds import load_events

if TYPE_CHECKING:
    from spacy.tokens import Token

FURTHEST = 6
SIZES = ("minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")


def time_of(token: Token, anchors: Collection[int], times: Sequence[Time], nouns: Mapping[int, object]) -> Time | None:
    """Return the most exact time that hangs on one of the anchors, else that of a clause of "as" or "while" beside them."""
    sentence = token.sent
    here = [time for time in times if sentence.start <= time.first < sentence.end and time.start and time.kind in ("date", "interval")]
    own = [time for time in here if _tied(_root(time, token), anchors, nouns)]
    if not own:
        own = [time for time in here if _root(time, token).i in set(_during(token, anchors))]
    if not own and (above := _above(token)) is not None:
        shared = [time for time in here if _tied(_root(time, token), {above.i}, nouns)]
        own = [time for time in shared if token.dep_ == "advcl" or time.first < above.i]
        own = own or _ended(token, above, times, nouns)
    return min(own, key=lambda time: (SIZES.index(time.granularity), abs(time.first - token.i)), default=None)


def _ended(token: Token, above: Token, times: Sequence[Time], nouns: Mapping[int, object]) -> list[Time]:
    """Return the time up to which something lasted that another thing ended: "served until 2018, | resigning over a quarrel"."""
    sentence = token.sent
    open_ = [time for time in times if sentence.start <= time.first < sentence.end and time.end and not time.start]
    return [
        replace(time, interval=replace(time.interval, start=time.end))
        for time in open_
        if token.tag_ == "VBG" and _tied(_root(time, token), {above.i}, nouns)
    ]


def _above(verb: Token) -> Token | None:
    """Return the verb whose time is another's, too: "On Friday, A came and B | left", "A died on Friday, when B | fell"."""
    if not verb.head.tag_.startswith("VB") or verb.head.i == verb.i:
        return None
    if verb.dep_ == "conj" or verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return verb.head
    words = load_events().words["during"]
    when = any(child.lower_ in words and child.dep_ in ("mark", "advmod") for child in verb.children)
    return verb.head if verb.dep_ == "advcl" and when else None


def _root(time: Time, token: Token) -> Token:
    doc = token.doc
    return next((doc[i] for i in range(time.first, time.last) if not time.first <= doc[i].head.i < time.last), doc[time.first])


def _tied(word: Token, anchors: Collection[int], nouns: Mapping[int, object]) -> bool:
    """Tell whether a time's word hangs on an anchor with no other verb or happening between."""
    if word.dep_ in ("compound", "nmod", "amod", "poss", "nummod") and word.head.tag_[:2] == "NN" and word.head.i not in anchors:
        return False  # "overturned a January decision"
    for _ in range(FURTHEST):
        if word.i in anchors:
            return True
        if word.tag_.startswith("VB") or word.lower_ == "according" or word.i in nouns or word.head.i == word.i:
            return False
        word = word.head
    return False


def _during(token: Token, anchors: Collection[int]) -> Iterator[int]:
    """Yield the words of clauses that go on at the same time: "While the vote went on, | crowds gathered"."""
    words = load_events().words["during"]
    for anchor in anchors:
        for child in token.doc[anchor].children:
            if child.dep_ == "advcl" and any(grand.lower_ in words and grand.dep_ in ("mark", "advmod") for grand in child.children):
                yield from (inner.i for inner in child.subtree)
