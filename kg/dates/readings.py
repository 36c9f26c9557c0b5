"""What each kind of expression in kg/data/dates.toml means: a function for each `reading`, from what was said to an interval.

A function returns None where there is no such time ("May 45"), and an interval without start and end where nothing in the expression and in
the document's date tells them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kg.dates import days, periods, spans
from kg.dates.model import Interval
from kg.dates.said import Said

Reading = Callable[[Said], Interval | None]

READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "days": days.days_,
        **{
            read.__name__: read
            for read in (
                days.iso,
                days.calendar,
                days.slashed,
                days.day_of_month,
                days.holiday,
                days.weekday,
                days.overnight,
                days.named_day,
                days.weekend,
                periods.month,
                periods.this_month,
                periods.year,
                periods.current,
                periods.before_this,
                periods.before_last,
                periods.after_this,
                periods.decade,
                periods.century,
                periods.season,
                periods.quarter,
                periods.half,
                spans.rolling,
                spans.ahead,
                spans.ago,
                spans.from_now,
                spans.within,
                spans.vague,
                spans.in_a_row,
                spans.straight,
                spans.running,
                spans.often,
                spans.told_elsewhere,
                spans.duration,
                spans.half_of,
            )
        },
    }
)
