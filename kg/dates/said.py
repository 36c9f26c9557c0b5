"""The words of an expression, and what they count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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


def at(day: date, granularity: Granularity) -> str:
    """Return a day as exactly as a unit tells it: weeks and less to the day."""
    if granularity in ("month", "quarter"):
        return f"{day:%Y-%m}"
    return f"{day.year:04}" if granularity in ("year", "decade", "century") else day.isoformat()
