"""Readings of days: dates, weekdays, "yesterday", "overnight"."""

from dataclasses import replace
from datetime import date

from kg.dates.calendar import DAY, days, last_of_month, nearest, on, shift_months, week_of
from kg.dates.model import Interval
from kg.dates.said import Said, untold


def iso(said: Said) -> Interval | None:
    try:
        return on(date.fromisoformat(said.groups["iso"]))
    except ValueError:
        return None


def calendar(said: Said) -> Interval | None:
    month, day = int(said.value("months", "month")), int(said.groups["day"])
    return _day(said, said.year(), month, day)


def _day(said: Said, year: int | None, month: int, day: int) -> Interval | None:
    if not 1 <= day <= last_of_month(year or 2000, month):
        return None
    if year is None and said.anchor is None:
        text = f"XXXX-{month:02}-{day:02}"
        return Interval(start=text, end=text, granularity="day")
    if year is not None or said.anchor is None:
        return on(date(year or 2000, month, day))
    years = [y for y in range(said.anchor.year - 8, said.anchor.year + 9) if day <= last_of_month(y, month)]
    found = nearest((date(y, month, day) for y in years), said.anchor, said.tense)
    return on(found) if found else None


def days_(said: Said) -> Interval | None:
    month, first, last = int(said.value("months", "month")), int(said.groups["day"]), int(said.groups["day2"])
    ends = [_day(said, said.year(), month, day) for day in (first, last)]
    if first >= last or ends[0] is None or ends[1] is None:
        return None
    return replace(ends[0], end=ends[1].end, kind="interval")


def slashed(said: Said) -> Interval | None:
    left, right = int(said.groups["left"]), int(said.groups["right"])
    month, day = (right, left) if left > 12 else (left, right)
    if not 1 <= month <= 12 or left <= 12 and right <= 12 and left != right:  # 3/4/2021 is two days
        return None
    return _day(said, said.year(), month, day)


def day_of_month(said: Said) -> Interval | None:
    day = int(said.groups["day"])
    if said.anchor is None or not 1 <= day <= 31:
        return untold(said) if 1 <= day <= 31 else None
    firsts = [shift_months(said.anchor.replace(day=1), n) for n in (-1, 0, 1)]
    found = [first.replace(day=day) for first in firsts if day <= last_of_month(first.year, first.month)]
    fitting = [d for d in found if d >= said.anchor] if said.tense == "future" else [d for d in found if d <= said.anchor][::-1]
    return on(fitting[0]) if fitting else untold(said)


def holiday(said: Said) -> Interval | None:
    month, day = (int(part) for part in str(said.value("holidays", "holiday")).split("-"))
    return _day(said, said.year(), month, day)


def weekday(said: Said) -> Interval | None:
    if said.anchor is None:
        return Interval(start=None, end=None, granularity="day")
    number = int(said.value("weekdays", "weekday"))
    monday, _ = week_of(said.anchor)
    latest = said.anchor - (said.anchor.weekday() - number) % 7 * DAY
    if said.has("week_back") or said.has("week_on") or said.has("on"):
        return on(monday + (number + (-7 if said.has("week_back") else 7)) * DAY)
    if said.has("back"):
        return on(latest if latest < said.anchor else latest - 7 * DAY)
    ahead = said.tense == "future" or said.has("now") and said.tense != "past"
    return on(latest + 7 * DAY if ahead and latest < said.anchor else latest)


def overnight(said: Said) -> Interval | None:
    if said.anchor is None:
        return Interval(start=None, end=None, granularity="day", kind="interval")
    if said.has("weekday"):
        last = date.fromisoformat(str((weekday(said) or on(said.anchor)).start))
        return days(last - DAY, last)
    first = said.anchor if said.tense == "future" else said.anchor - DAY
    return days(first, first + DAY)


def named_day(said: Said) -> Interval | None:
    return on(said.anchor + int(said.value("days", "offset")) * DAY) if said.anchor else untold(said)


def weekend(said: Said) -> Interval | None:
    if said.anchor is None:
        return untold(said)
    _, sunday = week_of(said.anchor)
    ahead = said.has("on") or said.has("now") and said.tense != "past"
    saturday = sunday - DAY
    if not ahead and (said.anchor < saturday or said.has("back")):
        saturday -= 7 * DAY
    return days(saturday, saturday + DAY)
