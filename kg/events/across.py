"""Which events of several documents are one: the same kind and day, and who took part. A pure function of what they tell, of no order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Extraction

DAY = 10  # characters of a date that is known to the day


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an event: `actors` are who took part in which role, `day` its first day.

    `family` tells which kinds are one with its own.
    """

    id: str
    family: str
    day: str
    actors: frozenset[tuple[str, str]]
    places: frozenset[str]


def same_across(extractions: Iterable[Extraction], names: Mapping[str, str]) -> Mapping[str, str]:
    """Return the id that an event ends up with, for each that is one with another. `names` are those that entities end up with.

    Two events of a family and a day are one where one's participants, each in the same role, are among the other's, unless they have
    places of which none is shared. An event that fits two others which can't be one stays apart.
    """
    known = _known(extractions, names)
    found: dict[str, str] = {}
    for group in known.values():
        fullest = sorted(group, key=lambda one: (-len(one.actors), -len(one.places), one.id))
        kept: list[Known] = []
        for one in fullest:
            fitting = [other for other in kept if _one(one, other)]
            if len(fitting) == 1:
                found[one.id] = found.get(fitting[0].id, fitting[0].id)
            else:
                kept.append(one)
    return found


def _known(extractions: Iterable[Extraction], names: Mapping[str, str]) -> Mapping[tuple[str, str], list[Known]]:
    days: dict[str, tuple[str, str]] = {}
    actors: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    places: defaultdict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        for entity in extraction.entities:
            start = entity.properties.get("start_date")
            if entity.type == "Event" and isinstance(start, str) and len(start) == DAY and "X" not in start:
                days[entity.id] = (entity.id.split(":", 1)[1].split("~")[0], start)
        for edge in extraction.edges:
            if edge.type == "PARTICIPATED_IN":
                actors[edge.target].add((str(edge.properties.get("as", "")), names.get(edge.source, edge.source)))
            elif edge.type == "TOOK_PLACE_IN":
                places[edge.source].add(names.get(edge.target, edge.target))
    groups: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
    for name, (family, day) in days.items():
        one = Known(id=name, family=family, day=day, actors=frozenset(actors[name]), places=frozenset(places[name]))
        groups[family, day].append(one)
    return groups


def _one(one: Known, other: Known) -> bool:
    """Tell whether the less that is known of one is among what is known of the other."""
    if not one.actors <= other.actors:
        return False
    apart = one.places.isdisjoint(other.places)
    return not apart if not one.actors else not (apart and one.places and other.places)
