"""Stage 6h: what happens: attacks, talks, visits and the rest of kg/data/events.toml, with who took part as what, where and when."""

from kg.events.across import same_across
from kg.events.at import placed
from kg.events.nodes import Happenings, happen

__all__ = ["Happenings", "happen", "placed", "same_across"]
