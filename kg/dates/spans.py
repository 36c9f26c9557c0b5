"""Readings of what is counted from the document's date, or from nothing: "two weeks ago", "for a fifth day", "three years"."""

from dataclasses import replace
from datetime import date, timedelta

from kg.dates.calendar import DAY, shift_months
from kg.dates.grammar import load_grammar
from kg.dates.model import Interval
from kg.dates.said import SIZES, Said, at, untold


def _moved(day: date, unit: str, count: int) -> date:
    """Return the day so many units later."""
    if unit in ("minute", "hour"):
        return day + timedelta(hours=count if unit == "hour" else count / 60) if abs(count) >= 24 and unit == "hour" else day
    if unit in ("day", "night", "week", "fortnight"):
        return day + count * {"week": 7, "fortnight": 14}.get(unit, 1) * DAY
    return shift_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def _from_anchor(said: Said, count: int) -> str | None:
    if said.anchor is None or abs(count) * {"decade": 10, "century": 100}.get(said.unit(), 1) >= said.anchor.year:
        return None
    return at(_moved(said.anchor, said.unit(), count), SIZES[said.unit()])


def rolling(said: Said) -> Interval | None:
    now = _from_anchor(said, 0)
    return Interval(start=_from_anchor(said, -said.number()), end=now, granularity=SIZES[said.unit()], kind="interval")


def ahead(said: Said) -> Interval | None:
    now = _from_anchor(said, 0)
    return Interval(start=now, end=_from_anchor(said, said.number()), granularity=SIZES[said.unit()], kind="interval")


def _point(said: Said, count: int) -> Interval:
    text = _from_anchor(said, count)
    if text and said.unit() not in ("day", "night", "month", "year"):
        text += "~"
    return Interval(start=text, end=text, granularity=SIZES[said.unit()])


def ago(said: Said) -> Interval | None:
    return _point(said, -said.number())


def from_now(said: Said) -> Interval | None:
    return _point(said, said.number())


def within(said: Said) -> Interval | None:
    return _point(said, said.number()) if said.tense == "future" else duration(said)


def vague(said: Said) -> Interval | None:
    return untold(said, "interval")


def in_a_row(said: Said) -> Interval | None:
    """Read "for a fifth day" as the five days up to the document's; a night ends on the day after it."""
    count = said.number() - (said.unit() != "night")
    text = _from_anchor(said, -count)
    exact = said.unit() in ("day", "night")
    start = text if exact or text is None else f"{text}~"
    return Interval(start=start, end=_from_anchor(said, 0), granularity=SIZES[said.unit()], kind="interval")


def straight(said: Said) -> Interval | None:
    told = in_a_row(said)
    return replace(told, duration=_length(said)) if told else None


def running(said: Said) -> Interval | None:
    """Read "in its fourth year" as begun about three years before; what was so in the past is nothing of the document's date."""
    if said.tense == "past":
        return untold(said, "interval")
    text = _from_anchor(said, 1 - said.number())
    exact = text is None or said.unit() == "day"
    return Interval(start=text if exact else f"{text}~", end=None, granularity=SIZES[said.unit()], kind="interval")


def often(said: Said) -> Interval | None:
    return untold(said, "set")


def told_elsewhere(said: Said) -> Interval | None:
    return untold(said)


def _length(said: Said) -> str:
    one = str(load_grammar().words["units"][said.unit()])
    digits = "".join(c for c in one if c.isdecimal())
    return one.replace(digits, str(said.number() * int(digits)))


def duration(said: Said) -> Interval | None:
    if said.unit() == "quarter":  # "about a quarter of the city"
        return None
    return replace(untold(said, "duration"), duration=_length(said))


def half_of(said: Said) -> Interval | None:
    length = load_grammar().words["halves"].get(said.unit())
    return replace(untold(said, "duration"), duration=length) if length else None
