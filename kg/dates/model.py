"""What an expression of time means."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["date", "interval", "duration", "set"]
Granularity = Literal["minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"]
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From when to when, in ISO 8601 / EDTF: "2025-03-24", "2025-03", "2022~" (about), "XXXX-03-24" (no year is told).

    A `date` begins and ends on one day, or in the week, month or year as which it is told; an `interval` may be open: None. Both ends are
    None where nothing tells them ("a day earlier"), and of a `duration`, whose length `duration` is ("P3D"), and of what comes again and
    again, a `set`.
    """

    start: str | None
    end: str | None
    granularity: Granularity
    kind: Kind = "date"
    duration: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """An expression of time as the tokens `first:last` of a document say it, `text`, and what it means."""

    first: int
    last: int
    text: str
    interval: Interval

    @property
    def start(self) -> str | None:
        """Its beginning."""
        return self.interval.start

    @property
    def end(self) -> str | None:
        """Its end."""
        return self.interval.end

    @property
    def granularity(self) -> Granularity:
        """How exactly it is told."""
        return self.interval.granularity

    @property
    def kind(self) -> Kind:
        """Whether it is a date, an interval, a duration or a set."""
        return self.interval.kind
