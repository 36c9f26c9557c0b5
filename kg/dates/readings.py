"""What each kind of expression in kg/data/dates.toml means: one function for each `reading`, from what was said to an interval.

A function returns None where there is no such time ("May 45"), and an interval without start and end where nothing in the expression and in
the document's date tells them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from kg.dates.calendar import DAY, days, in_month, in_year, last_of_month, month_text, months, nearest, on, shift_months, week_of
from kg.dates.grammar import load_grammar
from kg.dates.model import Granularity, Interval, Kind, Tense

SIZES: Mapping[str, Granularity] = {
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "night": "day",
    "weekend": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
YEARS = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of an expression by the groups that they stand for, the document's date and the tense of the verb."""

    groups: Mapping[str, str]
    anchor: date | None
    tense: Tense | None

    def has(self, name: str) -> bool:
        """Tell whether the group has words."""
        return name in self.groups

    def value(self, table: str, name: str) -> Any:
        """Return what the words of a group mean by a table of kg/data/dates.toml."""
        return load_grammar().words[table][self.groups[name].lower().rstrip(".")]

    def number(self) -> int:
        """Return the number, or ordinal, that was said; 1 where none was."""
        text = self.groups.get("number") or self.groups.get("ordinal") or "1"
        if digits := "".join(c for c in text if c.isdecimal()):
            return int(digits)
        return int(self.value("numbers", "number") if "number" in self.groups else self.value("ordinals", "ordinal"))

    def unit(self) -> str:
        """Return the unit, in the singular."""
        word = next((self.groups[name] for name in ("unit", "unit2", "units", "plural") if name in self.groups), "day").lower()
        word = word[:-3] + "y" if word.endswith("ies") else word
        return word.removesuffix("s") if word not in SIZES else word

    def share(self) -> int | None:
        """Return which third of it is meant: 0, 1 or 2."""
        name = next((name for name in ("share", "share2") if name in self.groups), None)
        return int(self.value("shares", name)) if name else None

    def year(self) -> int | None:
        """Return the year that was said."""
        text = self.groups.get("year") or self.groups.get("year2")
        return int(text) if text else None


def untold(said: Said, kind: Kind = "date") -> Interval:
    """Return the time of which only the unit is known."""
    return Interval(start=None, end=None, granularity=SIZES.get(said.unit(), "day"), kind=kind)


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
    now = _at(said.anchor, whole.granularity)
    return replace(whole, end=now) if said.has("early") else replace(whole, start=now)


def before_this(said: Said) -> Interval | None:
    return _period(said, -1)


def before_last(said: Said) -> Interval | None:
    return _period(said, -2)


def after_this(said: Said) -> Interval | None:
    return _period(said, 1)


def _at(day: date, granularity: Granularity) -> str:
    """Return a day as exactly as a unit tells it: weeks and less to the day."""
    if granularity in ("month", "quarter"):
        return f"{day:%Y-%m}"
    return f"{day.year:04}" if granularity in ("year", "decade", "century") else day.isoformat()


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
    return _at(_moved(said.anchor, said.unit(), count), SIZES[said.unit()])


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


READINGS: Mapping[str, Callable[[Said], Interval | None]] = {
    "days": days_,
    **{
        read.__name__: read
        for read in (
            iso,
            calendar,
            slashed,
            day_of_month,
            holiday,
            month,
            this_month,
            year,
            weekday,
            overnight,
            named_day,
            weekend,
            current,
            before_this,
            before_last,
            after_this,
            rolling,
            ahead,
            ago,
            from_now,
            within,
            vague,
            in_a_row,
            straight,
            running,
            decade,
            century,
            season,
            quarter,
            half,
            often,
            told_elsewhere,
            duration,
            half_of,
        )
    },
}
