"""From an expression of time to what it means, given the document's date and the verb's tense."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.dates.calendar import read_anchor
from kg.dates.grammar import Expression, load_grammar
from kg.dates.model import Interval, Tense
from kg.dates.readings import READINGS
from kg.dates.said import Said

LONGEST_BOUND = 24  # characters before a time in which "since" may stand
AHEAD, BEHIND = 45, 30  # characters before and behind a word like "Monday" in which the whole of its expression stands
WORD, DIGIT = re.compile(r"\w+"), re.compile(r"\d")
DASHES = "-–—"
TenseAt = Callable[[int], Tense | None]
Match = tuple[re.Match[str], Expression]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The characters `start:end` of a text as an expression, and what they mean."""

    start: int
    end: int
    interval: Interval
    yearless: bool = False


def resolve(text: str, anchor: str | None = None, tense: Tense | None = None) -> Interval | None:
    """Return what an expression means ("since early March", "from 2008 to 2016"), None where the whole text is none.

    `anchor` is the document's date. Where it isn't known to the day, what counts from it has no start and no end.
    """
    text = " ".join(text.split())
    pieces = read_times(text, anchor, lambda _: tense)
    if len(pieces) != 1 or pieces[0].end < len(text):
        return None
    return pieces[0].interval if load_grammar().lead.fullmatch(text[: pieces[0].start]) else None


def read_times(text: str, anchor: str | None, tense: TenseAt) -> list[Piece]:
    """Return the expressions in a text with single spaces, none over another, in order of place.

    `tense` is that of the verb of what stands at a place of the text.
    """
    day = read_anchor(anchor)
    pieces = (_piece(match, expression, day, tense) for match, expression in _leftmost(_matches(text)))
    return [_bounded(text, piece) for piece in _ranges(text, [piece for piece in pieces if piece])]


def _matches(text: str) -> Iterator[Match]:
    """Yield what matches, around the words without which nothing does; a match may come twice."""
    near = load_grammar().near
    for word in WORD.finditer(text):
        key = word[0].lower()
        for expression in near.get(key if key.isalpha() else DIGIT.sub("0", key), ()):
            for match in expression.pattern.finditer(text, max(word.start() - AHEAD, 0), word.end() + BEHIND):
                if _fits(text, match, expression):
                    yield match, expression


def _fits(text: str, match: re.Match[str], expression: Expression) -> bool:
    """Tell whether what looks like a time is one by the words beside it, where it needs any: "in May", "the 2018 agreement"."""
    if expression.after is None or match[0] == text and expression.after == "year":
        return True
    bare = match.groupdict()[expression.after] if expression.after != "day" else None
    grammar = load_grammar()
    if bare and (match[0] != bare or expression.after == "month" and bare.title() in grammar.sure):
        return True
    before = text[max(match.start() - LONGEST_BOUND, 0) : match.start()].lower().rstrip()
    behind = text[match.end() : match.end() + 8]
    if expression.after == "year" and (fits := _is_year(before, behind)) is not None:
        return fits
    return not {_last_word(before), before[-1:]}.isdisjoint(grammar.after[expression.after])


def _is_year(before: str, behind: str) -> bool | None:
    """Tell whether four digits are a year by what is around them; None where that is left open."""
    grammar = load_grammar()
    if behind.lower().split()[:1] and behind.lower().split()[0].strip(".,;)") in grammar.zones:  # "1700 UTC"
        return False
    described = re.match(r" [^\W\d]", behind) and (_last_word(before) in grammar.after["attributive"] or before.endswith(("'s", "’s")))
    return True if described or re.match(rf"[{DASHES}]\d{{4}}\b", behind) else None


def _last_word(text: str) -> str:
    return text.rpartition(" ")[2].lstrip('(“"')


def _leftmost(matches: Iterable[Match]) -> list[Match]:
    """Keep of matches that overlap the one that begins first, of these the longest, of these the first in the file."""
    kept: list[Match] = []
    for match, expression in sorted(matches, key=lambda pair: (pair[0].start(), -pair[0].end(), pair[1].number)):
        if not kept or match.start() >= kept[-1][0].end():
            kept.append((match, expression))
    return kept


def _piece(match: re.Match[str], expression: Expression, day: date | None, tense: TenseAt) -> Piece | None:
    groups = {name: text for name, text in match.groupdict().items() if text}
    interval = READINGS[expression.reading](Said(groups=groups, anchor=day, tense=tense(match.start())))
    yearless = expression.reading in ("calendar", "month") and not any(name.startswith("year") for name in groups)
    return Piece(start=match.start(), end=match.end(), interval=interval, yearless=yearless) if interval else None


def _ranges(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Join two dates that are the ends of one time: "from 2008 to 2016", "between Monday and Wednesday", "2008-2016"."""
    joined: list[Piece] = []
    for piece in pieces:
        opening = _opening(text, joined[-1], piece) if joined else None
        if opening is None:
            joined.append(piece)
        else:
            joined[-1] = Piece(start=opening, end=piece.end, interval=_between(joined[-1], piece))
    return joined


def _opening(text: str, first: Piece, last: Piece) -> int | None:
    """Return where the time from one date to the next begins, None where the words between them, and before, join them to none."""
    bounds = load_grammar().bounds
    between = bounds["to"].fullmatch(text[first.end : last.start])
    if between is None or not first.interval.kind == last.interval.kind == "date":
        return None
    opening = bounds["between"].search(text[max(first.start - LONGEST_BOUND, 0) : first.start])
    word = opening["word"].lower() if opening else ""
    bare = between["word"] in DASHES and first.interval.granularity == last.interval.granularity
    if opening and (between["word"].lower() == "and") == (word == "between"):
        return first.start - len(opening[0])
    return first.start if bare else None


def _between(first: Piece, last: Piece) -> Interval:
    """Return the time from one date to another; a year told behind the second holds for the first, too ("from March to May 2020")."""
    start, end = first.interval.start, last.interval.end
    if first.yearless and not last.yearless and start and end and end[:4].isdecimal():
        rest = start[4:]
        start = (end[:4] if rest[: len(end) - 4] <= end[4:] else f"{int(end[:4]) - 1:04}") + rest
    return Interval(start=start, end=end, granularity=last.interval.granularity, kind="interval")


def _bounded(text: str, piece: Piece) -> Piece:
    """Let the word before a date say what it is the beginning or the end of: "since 2019" has no end."""
    if piece.interval.kind != "date":
        return piece
    before, behind = text[max(piece.start - LONGEST_BOUND, 0) : piece.start], text[piece.end : piece.end + 3]
    for name, pattern in load_grammar().bounds.items():
        found = pattern.search(before) if name not in ("between", "to") else None
        # "after Monday's talks" and "from the 2018 election" say nothing of Monday and the year
        owner = behind[:2] in ("'s", "’s") or found is not None and found["more"] and re.match(r" [^\W\d]", behind)
        if found and not (owner and name.startswith("weak")) and not (name == "end" and before.lower().endswith("not until ")):
            return replace(piece, start=piece.start - len(found[0]), interval=_cut(piece.interval, name.removeprefix("weak_")))
    return piece


def _cut(interval: Interval, side: str) -> Interval:
    start, end = interval.start, interval.end
    if side == "about":
        return replace(interval, start=_about(start), end=_about(end))
    return replace(interval, kind="interval", start=start if side == "start" else None, end=end if side == "end" else None)


def _about(text: str | None) -> str | None:
    return text if text is None or text.endswith("~") else f"{text}~"
