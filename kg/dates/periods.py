"""Readings of weeks, months, seasons, years and more: "last week", "early May", "the 1990s"."""

from dataclasses import replace
from datetime import date

from kg.dates.calendar import DAY, days, in_month, in_year, last_of_month, month_text, months, nearest, shift_months, week_of
from kg.dates.model import Interval
from kg.dates.said import SIZES, YEARS, Said, at, untold


def month(said: Said) -> Interval | None:
    number = int(said.value("months", "month"))
    year = said.year() or _year_of_month(said, number)
    if year is None:
        return Interval(start=f"XXXX-{number:02}", end=f"XXXX-{number:02}", granularity="month")
    return _third_of_month(year, number, said.share())


def _year_of_month(said: Said, number: int) -> int | None:
    if said.anchor is None:
        return None
    now = said.anchor.replace(day=1)
    years = range(now.year - 1, now.year + 2)
    told = next((step for name, step in (("year_back", -1), ("year_now", 0), ("year_on", 1), ("now", 0)) if said.has(name)), None)
    if told is not None:
        return now.year + told
    firsts = [date(y, number, 1) for y in years]
    if said.has("back") or said.tense == "past":
        return max(first for first in firsts if first < now or first == now and not said.has("back")).year
    if said.has("on") or said.tense == "future":
        return min(first for first in firsts if first > now or first == now and not said.has("on")).year
    found = nearest(firsts, said.anchor, said.tense)
    return found.year if found else None


def _third_of_month(year: int, number: int, share: int | None) -> Interval:
    if share is None:
        return in_month(year, number)
    ends = (1, 10), (11, 20), (21, last_of_month(year, number))
    first, last = ends[share]
    return replace(days(date(year, number, first), date(year, number, last), "month"), kind="date")


def this_month(said: Said) -> Interval | None:
    if said.anchor is None:
        return Interval(start=None, end=None, granularity="month")
    day = shift_months(said.anchor, -1 if said.has("back") else said.has("on"))
    return _third_of_month(day.year, day.month, said.share())


def year(said: Said) -> Interval | None:
    number = said.year()
    if number is None and said.anchor:
        number = said.anchor.year + (-1 if said.has("back") else said.has("on"))
    if number is None:
        return Interval(start=None, end=None, granularity="year")
    share = said.share()
    return in_year(number) if share is None else months(number, 4 * share + 1, 4, "year")


def _period(said: Said, step: int) -> Interval:
    """Return the week, month, year ... so many steps from the one in which the document was written."""
    unit, anchor = said.unit(), said.anchor
    if anchor is None or unit not in ("week", "month", "quarter", *YEARS):
        return untold(said)
    if unit == "week":
        first, last = week_of(anchor + 7 * step * DAY)
        return replace(days(first, last, "week"), kind="date")
    if unit == "quarter":
        number = anchor.year * 4 + (anchor.month - 1) // 3 + step
        return months(number // 4, number % 4 * 3 + 1, 3, "quarter")
    if unit == "month":
        day = shift_months(anchor, step)
        return in_month(day.year, day.month)
    size = YEARS[unit]
    first_year = anchor.year - anchor.year % size + step * size
    return Interval(start=f"{first_year:04}", end=f"{first_year + size - 1:04}", granularity=SIZES[unit])


def current(said: Said) -> Interval | None:
    whole = _period(said, 0)
    if said.anchor is None or whole.start is None or not (said.has("early") or said.has("late")):
        return whole
    now = at(said.anchor, whole.granularity)
    return replace(whole, end=now) if said.has("early") else replace(whole, start=now)


def before_this(said: Said) -> Interval | None:
    return _period(said, -1)


def before_last(said: Said) -> Interval | None:
    return _period(said, -2)


def after_this(said: Said) -> Interval | None:
    return _period(said, 1)


def decade(said: Said) -> Interval | None:
    first = int(said.groups["tens"]) if said.has("tens") else 1900 + int(said.value("decades", "decade"))
    share = said.share()
    low, high = (0, 9) if share is None else ((0, 3), (4, 6), (7, 9))[share]
    return Interval(start=f"{first + low}", end=f"{first + high}", granularity="decade")


def century(said: Said) -> Interval | None:
    before, share = said.number() * 100 - 100, said.share()
    low, high = (1, 100) if share is None else ((1, 33), (34, 66), (67, 100))[share]
    return Interval(start=f"{before + low:04}", end=f"{before + high:04}", granularity="century") if 0 <= before <= 2000 else None


def season(said: Said) -> Interval | None:
    first = int(said.value("seasons", "season"))
    number = said.year()
    if number is None and said.anchor is None:
        return Interval(start=None, end=None, granularity="month")
    if number is None and said.anchor is not None:
        number = _year_of_season(said, said.anchor, first)
    return months(number, first, 3, "quarter") if number is not None else None


def _year_of_season(said: Said, anchor: date, first: int) -> int:
    now = f"{anchor:%Y-%m}"
    years = range(anchor.year - 2, anchor.year + 2)
    over = [y for y in years if month_text(y, first + 2) < now]
    coming = [y for y in years if month_text(y, first) > now]
    if said.has("back"):
        return over[-1]
    ahead = said.has("on") or said.tense != "past"
    running = [y for y in years if month_text(y, first) <= now <= month_text(y, first + 2)]
    if running and not said.has("on"):
        return running[0]
    return coming[0] if ahead else over[-1]


def quarter(said: Said) -> Interval | None:
    number, year_ = said.number(), _told_year(said)
    if not 1 <= number <= 4:
        return None
    return months(year_, number * 3 - 2, 3, "quarter") if year_ else Interval(start=None, end=None, granularity="quarter")


def half(said: Said) -> Interval | None:
    number = _told_year(said)
    return months(number, 1 if said.has("early") else 7, 6, "quarter") if number else Interval(start=None, end=None, granularity="quarter")


def _told_year(said: Said) -> int | None:
    return said.year() or (said.anchor.year - said.has("back") if said.anchor else None)
