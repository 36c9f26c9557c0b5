"""Which places of one document tell of the same event.

The rule: kinds of one family, dates that allow it, places that allow it, and of two lists of participants the shorter within the longer.
What fits several events at once, and tells nothing by itself but one thing, is left out; else it is an event of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.events.told import Told

Group = list[Told]
UNREAL = frozenset({"planned", "denied", "doubted"})


def grouped(told: Iterable[Told], owners: Mapping[str, str]) -> list[Group]:
    """Return the events of a document, each with the places that tell of it, in the order of the text."""
    groups: list[Group] = []
    all_told = list(told)
    for one in sorted((one for one in all_told if not one.bare), key=lambda one: (-one.weight, one.at)):
        fitting = [group for group in groups if _fits(one, group, owners)]
        if len(fitting) > 1:
            fitting = _closest(one, fitting)
        if len(fitting) == 1:
            fitting[0].append(one)
        elif not fitting or one.weight > 1 and one.parts:
            groups.append([one])
    for one in (one for one in all_told if one.bare):
        alike = [group for group in groups if one.kind.family == group[0].kind.family and not unreal(group)]
        if (
            len(alike) == 1
            and any(_word(other) == _word(one) for other in alike[0])
            and all(may_be_same_time((one.start, one.end), (other.start, other.end)) for other in alike[0])
        ):
            alike[0].append(one)
    for group in groups:
        group.sort(key=lambda one: one.at)
    return sorted(groups, key=lambda group: group[0].at)


def _word(one: Told) -> str:
    """Return the last word by which an event is called: "attack" of "drone attack", and of its plural."""
    return one.label.rsplit(" ", 1)[-1].removesuffix("s")


def _closest(one: Told, groups: Sequence[Group]) -> list[Group]:
    """Return those with the same date, else those with the very same participants, where these are fewer."""
    dated = [group for group in groups if one.start and any(other.start == one.start for other in group)]
    groups = dated or list(groups)
    equal = [group for group in groups if actors_of([one]) and actors_of([one]) == actors_of(group)]
    return equal or list(groups)


def _fits(one: Told, group: Group, owners: Mapping[str, str]) -> bool:
    if one.kind.family != group[0].kind.family or not _same_modality(one, group):
        return False
    if not all(may_be_same_time((one.start, one.end), (other.start, other.end)) for other in group):
        return False
    mine, theirs = actors_of([one]), actors_of(group)
    if not (mine <= theirs or theirs <= mine) or not one.kind.mutual and not _same_roles(mine, theirs):
        return False
    here, there = _leaves([one], owners), _leaves(group, owners)
    if here and there and not _near(here, there, owners, one.kind.many):
        return False
    alike = mine == theirs and (one.start is None) == all(other.start is None for other in group)
    if one.kind.many and not (here & there) and not alike:
        return False
    return bool(mine & theirs) or not (mine and theirs) and bool(here & there)


def _same_roles(mine: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]) -> bool:
    """Tell whether each role that both tell is filled alike: who impeached two was not at one impeachment with who impeached one."""
    both = {role for role, _ in mine} & {role for role, _ in theirs}
    return all({e for r, e in mine if r == role} == {e for r, e in theirs if r == role} for role in both)


def _near(here: frozenset[str], there: frozenset[str], owners: Mapping[str, str], exactly: bool) -> bool:
    """Tell whether two events can be at one place: one of them is told for both, or, where that will do, as the country of the other."""
    if here & there or exactly:
        return bool(here & there)
    return bool({owners.get(place) for place in here} & there or {owners.get(place) for place in there} & here)


def _same_modality(one: Told, group: Group) -> bool:
    """Tell whether both happened, or both didn't; a plan for a day and what happened on that day are one."""
    if unreal([one]) == unreal(group):
        return True
    return one.start is not None and any(other.start == one.start and len(one.start) == 10 for other in group)


def unreal(group: Sequence[Told]) -> bool:
    """Tell whether an event is nothing but planned, denied or doubted."""
    return all(one.modality in UNREAL for one in group)


def actors_of(group: Sequence[Told]) -> frozenset[tuple[str, str]]:
    """Return who took part in which role, places that were hit aside; one role where it makes no difference."""
    return frozenset(("" if one.kind.mutual else role, part.entity) for one in group for role, part in one.parts if part.code != "L")


def _leaves(group: Sequence[Told], owners: Mapping[str, str]) -> frozenset[str]:
    """Return where it was, without the countries of those places."""
    named = {place.entity for one in group for place in one.places}
    return frozenset(named - {owners.get(place) for place in named})


def may_be_same_time(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Tell whether two events, each with its first and last day (EDTF), can be one: a time is unknown, equal, or within the other's."""
    (first, last), (start, end) = one, other
    if first is None or start is None:
        return True
    if first.startswith(start) or start.startswith(first):
        return True
    if last is None and end is None:
        return False
    return first <= (end or start) and start <= (last or first)
