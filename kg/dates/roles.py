"""When somebody took up and left an office: "until 2019", "from 2008 to 2016", "(2008-2016)" right beside what tells of the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from kg.dates.model import Time

PARTED = frozenset({",", "("})


class Placed(Protocol):
    """What stands on the tokens `start:end`, as a `kg.relate.items.Item` does."""

    @property
    def start(self) -> int:
        """The first token."""

    @property
    def end(self) -> int:
        """The token behind the last."""

    @property
    def text(self) -> str:
        """The words, where it is no name."""


def role_dates(row: Sequence[Placed], items: Sequence[Placed], times: Sequence[Time]) -> Mapping[str, str]:
    """Return the `start_date` and `end_date` of the office that some items of a row tell of, without those that nothing tells.

    Only an interval counts that stands right behind the last or before the first of them, or parted by a comma or bracket. `times` are
    those of the document, as `kg.dates.find_times` returns them.
    """
    first, last = min(item.start for item in items), max(item.end for item in items)
    parted = {item.start for item in row if item.text in PARTED}
    for time in times:
        behind = time.first == last or time.first == last + 1 and last in parted
        ahead = time.last == first or time.last == first - 1 and time.last in parted
        if time.kind == "interval" and (behind or ahead):
            found = {"start_date": time.start, "end_date": time.end}
            return {name: value for name, value in found.items() if value}
    return {}
