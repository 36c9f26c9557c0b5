"""What stands between quotation marks: paired paragraph by paragraph, whatever their shape, on the tokens of the untouched text."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.annotate import Annotated

OPENING, CLOSING, STRAIGHT = "“„«‟", "”»", '"'
MARKS = OPENING + CLOSING + STRAIGHT
DOUBLE, SINGLE = re.compile(f"[{MARKS}]"), re.compile("['‘’]")
ELIDED = frozenset({"em", "til", "cause", "tis", "twas", "n", "round", "bout"})  # "'em" opens nothing
JOINING = frozenset(",.?!…-–—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The characters `start:end` between two marks, and the tokens `first:last` that lie between them.

    `before` is the token of the opening mark, `after` that behind the closing one. `paragraph` tells the paragraph's tokens. Of one that
    is `open` the paragraph ends before a mark closes it.
    """

    start: int
    end: int
    first: int
    last: int
    before: int
    after: int
    paragraph: tuple[int, int]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A quotation mark at a character, in a token; whether what is around it lets it open or close a quotation."""

    char: str
    place: int
    token: int
    opens: bool
    closes: bool


def find_quotations(annotated: Annotated) -> list[Quotation]:
    """Return the quotations of a document in order, without those inside others.

    A mark that nothing closes runs to the end of its paragraph. Single marks count where they don't stand between double ones.
    """
    found = []
    for paragraph in paragraphs(annotated):
        marks = list(_marks(annotated, paragraph, DOUBLE))
        doubles = list(_paired(annotated, marks, paragraph))
        found += doubles
        if not doubles:
            found += _singles(annotated, list(_marks(annotated, paragraph, SINGLE)), paragraph)
    return found


def paragraphs(annotated: Annotated) -> list[tuple[int, int]]:
    """Return the paragraphs as ranges of tokens: where there are empty lines, these part them, else line ends do."""
    text, starts, ends = annotated.document.text, annotated.starts, annotated.ends
    begins = {first for first, _ in annotated.sentences}
    gaps = {i: text[ends[i - 1] : starts[i]].replace("\r\n", "\n").replace("\r", "\n") for i in begins if i}
    blank = {i for i, gap in gaps.items() if gap.count("\n") > 1}
    cuts = sorted(blank if 2 * len(blank) > sum("\n" in gap for gap in gaps.values()) else {i for i, gap in gaps.items() if "\n" in gap})
    edges = [0, *cuts, len(starts)]
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def _marks(annotated: Annotated, paragraph: tuple[int, int], chars: re.Pattern[str]) -> Iterator[Mark]:
    text, starts = annotated.document.text, annotated.starts
    for found in chars.finditer(text, starts[paragraph[0]], annotated.ends[paragraph[1] - 1]):
        place, char = found.start(), found[0]
        token = bisect_right(starts, place) - 1
        left, right = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
        opens = (left.isspace() or left in "([—–-/" or left in MARKS) and not right.isspace()
        closes = not left.isspace() and not right.isalnum() or left in ".,!?…" and not (right.islower() and SINGLE.match(char))
        if place < annotated.ends[token]:  # what was masked has no token
            yield Mark(char=char, place=place, token=token, opens=opens, closes=closes)


def _paired(annotated: Annotated, marks: Sequence[Mark], paragraph: tuple[int, int]) -> Iterator[Quotation]:
    open_: list[Mark] = []
    for i, mark in enumerate(marks):
        if not open_:
            if mark.opens or mark.char in OPENING and i + 1 < len(marks) or _misplaced(annotated, marks[i : i + 2]):
                open_.append(mark)
        elif mark.opens and not mark.closes and mark.char not in CLOSING:
            if (len(marks) - i) % 2 == 0 and len(open_) == 1 and mark.char in STRAIGHT and _starts_anew(annotated, mark):
                yield _quotation(annotated, open_[0], None, mark.token, paragraph)  # what was opened was never closed
                open_ = [mark]
            else:
                open_.append(mark)
        else:
            first = open_.pop()
            if not open_:
                yield _quotation(annotated, first, mark, paragraph[1], paragraph)
    if open_:
        yield _quotation(annotated, open_[0], None, paragraph[1], paragraph)


def _misplaced(annotated: Annotated, marks: Sequence[Mark]) -> bool:
    """Tell whether a mark opens a quotation although a space stands behind it, as the next can only close one: 'schools," For ... us".'"""
    before = annotated.document.text[marks[0].place - 1]
    return len(marks) == 2 and marks[0].char in STRAIGHT and before == "," and marks[1].closes and not marks[1].opens


def _starts_anew(annotated: Annotated, mark: Mark) -> bool:
    return mark.token > 0 and annotated.doc[mark.token - 1].text in (",", ":", ".")


def _quotation(annotated: Annotated, opening: Mark, closing: Mark | None, until: int, paragraph: tuple[int, int]) -> Quotation:
    text = annotated.document.text
    last = closing.token if closing else until
    start, end = opening.place + 1, closing.place if closing else annotated.ends[last - 1]
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    first = opening.token + (annotated.ends[opening.token] <= start)
    last = last + (closing is not None and annotated.starts[last] < end)
    return Quotation(
        start=start,
        end=end,
        first=first,
        last=max(first, last),
        before=opening.token,
        after=closing.token + 1 if closing else last,
        paragraph=paragraph,
        open=closing is None,
    )


def _singles(annotated: Annotated, marks: Sequence[Mark], paragraph: tuple[int, int]) -> Iterator[Quotation]:
    i = 0
    while i < len(marks):
        mark = marks[i]
        word = annotated.document.text[mark.place + 1 : mark.place + 6].lower().split()[:1]
        i += 1
        if not mark.opens or mark.char == "’" or word and (word[0].strip(".,'’") in ELIDED or word[0][0].isdecimal()):
            continue
        closing = _closing(annotated, marks[i:])
        if closing:
            yield _quotation(annotated, mark, closing, paragraph[1], paragraph)
            i = next(k for k, other in enumerate(marks) if other.place == closing.place) + 1


def _closing(annotated: Annotated, marks: Sequence[Mark]) -> Mark | None:
    """Return the mark that ends a quotation in single marks: one behind a comma or full stop sooner than one that may be of an owner."""
    text = annotated.document.text
    ends = [mark for mark in marks if mark.closes and mark.char != "‘"]
    sure = next((mark for mark in ends if text[mark.place - 1] in JOINING), None)
    plain = next((mark for mark in ends if text[mark.place - 1] != "s"), None)
    if sure and plain:
        return min(sure, plain, key=lambda mark: mark.place)
    return sure or plain
