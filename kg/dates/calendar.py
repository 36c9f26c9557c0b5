"""Days, months and years as intervals, and which of several is meant."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from kg.dates.model import Granularity, Interval, Tense

# How far off a day without a year may be, in days before and after the document's: an article tells the last months more often
# than the next.
WINDOWS: dict[Tense | None, tuple[int, int]] = {"past": (335, 30), "future": (30, 335), "present": (200, 165), None: (200, 165)}
DAY = timedelta(days=1)


def read_anchor(text: str | None) -> date | None:
    """Return a document's date as a day; None where it isn't known to the day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def on(day: date) -> Interval:
    """Return a day as an interval."""
    return Interval(start=day.isoformat(), end=day.isoformat(), granularity="day")


def days(first: date, last: date, granularity: Granularity = "day") -> Interval:
    """Return the days from the first to the last, both within."""
    return Interval(start=first.isoformat(), end=last.isoformat(), granularity=granularity, kind="interval")


def in_month(year: int, month: int) -> Interval:
    """Return a month of a year."""
    text = f"{year:04}-{month:02}"
    return Interval(start=text, end=text, granularity="month")


def months(year: int, first: int, count: int, granularity: Granularity) -> Interval:
    """Return so many months from the first on: "2021-04" to "2021-06"."""
    return Interval(start=month_text(year, first), end=month_text(year, first + count - 1), granularity=granularity)


def month_text(year: int, month: int) -> str:
    """Return a month that may lie outside the year: 13 is January of the next."""
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def in_year(year: int) -> Interval:
    """Return a year."""
    return Interval(start=f"{year:04}", end=f"{year:04}", granularity="year")


def shift_months(day: date, count: int) -> date:
    """Return the day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_month(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return monthrange(year, month)[1]


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the day's week."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def nearest(candidates: Iterable[date], anchor: date, tense: Tense | None) -> date | None:
    """Return the candidate that lies in the window of the tense; the later of two, None where there is none."""
    before, after = WINDOWS[tense]
    fitting = [day for day in candidates if -before <= (day - anchor).days <= after]
    return max(fitting, default=None)
