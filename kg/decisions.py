"""What a user has decided about nodes: that two ids mean the same thing, or that they don't."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.errors import KgError


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """That the entities with the ids `one` and `other` are the same, or are different; which is which makes no difference."""

    verdict: Literal["same", "different"]
    one: str
    other: str


def settle(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the id that each id takes which a decision merges with others: the smallest of all that are the same.

    Raises:
        KgError: two ids are different by one decision and the same by others.
    """
    decisions = tuple(decisions)
    same = sorted(_pairs(decisions, "same"))
    parents: dict[str, str] = {}
    for one, other in same:
        first, last = sorted((_find(parents, one), _find(parents, other)))
        parents[last] = first
    for one, other in sorted(_pairs(decisions, "different")):
        if _find(parents, one) == _find(parents, other):
            chain = " = ".join(_chain(same, one, other))
            raise KgError(f'decisions contradict each other: {one} and {other} are "different", yet "same" says {chain}; take one back')
    return {name: _find(parents, name) for pair in same for name in pair}


def _pairs(decisions: Iterable[Decision], verdict: str) -> set[tuple[str, str]]:
    return {(min(d.one, d.other), max(d.one, d.other)) for d in decisions if d.verdict == verdict}


def _find(parents: Mapping[str, str], name: str) -> str:
    while parents.get(name, name) != name:
        name = parents[name]
    return name


def _chain(same: Iterable[tuple[str, str]], start: str, end: str) -> list[str]:
    """Return the ids by which "same" leads from one to the other, as few as can be."""
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in same:
        beside[one].append(other)
        beside[other].append(one)
    came_from, waiting = {start: start}, deque([start])
    while end not in came_from:
        name = waiting.popleft()
        for following in beside[name]:
            if following not in came_from:
                came_from[following] = name
                waiting.append(following)
    chain = [end]
    while chain[-1] != start:
        chain.append(came_from[chain[-1]])
    return chain[::-1]
