"""Which node stands for which thing of a gold file."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.gold import NODE_TYPES, Gold, Thing
from kg.evaluate.words import plain
from kg.model import Entity, Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A node that is too much: it stands for nothing, or for something that another node stands for already (`rival`), or for two."""

    node: Entity
    rival: Thing | None = None
    also: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What nodes stand for: the names of a thing by the node's id, else a node's own names; `synonyms` are all names of a thing by each.

    `missing` and `wrong` are by kind.
    """

    stands: Mapping[str, frozenset[str]]
    own: Mapping[str, frozenset[str]]
    synonyms: Mapping[str, frozenset[str]]
    missing: Mapping[str, Sequence[Thing]]
    right: Mapping[str, int]
    wrong: Mapping[str, Sequence[Wrong]]

    def is_one_of(self, node: str, choices: Iterable[str]) -> bool:
        """Tell whether a node stands for one of the names; "*" is anything."""
        names = self.stands.get(node) or self.own.get(node, frozenset())
        return any(name == "*" or names & (self.synonyms.get(plain(name)) or {plain(name)}) for name in choices)


def stand(graph: Graph, gold: Gold) -> Standing:
    """Match nodes with things, as many as can be."""
    own = {node.id: frozenset(map(plain, (node.name, *node.aliases))) - {""} for node in graph.nodes}
    stands: dict[str, frozenset[str]] = {}
    missing, right, wrong = {}, {}, {}
    for kind, type_ in NODE_TYPES.items():
        things = [thing for thing in gold.things if thing.kind == kind]
        nodes = [node for node in graph.nodes if node.type == type_]
        fits = {thing: _fitting(things[thing], nodes, own) for thing in range(len(things))}
        owners = assigned([i for i, thing in enumerate(things) if not thing.optional], fits)
        missing[kind] = [thing for i, thing in enumerate(things) if not thing.optional and i not in owners]
        right[kind], wrong[kind] = _judge(nodes, things, fits, {node: i for i, node in owners.items()}, stands)
    return Standing(stands=stands, own=own, synonyms=_synonyms(gold.things), missing=missing, right=right, wrong=wrong)


def _synonyms(things: Iterable[Thing]) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for thing in things:
        for name in thing.names:
            found[name] |= thing.names
    return found


def _fitting(thing: Thing, nodes: Sequence[Entity], own: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the nodes that have a name of the thing, those first that are called so."""
    fitting = [node for node in nodes if own[node.id] & thing.names]
    return [node.id for node in sorted(fitting, key=lambda node: plain(node.name) not in thing.names)]


def _judge(
    nodes: Sequence[Entity],
    things: Sequence[Thing],
    fits: Mapping[int, Sequence[str]],
    owners: Mapping[str, int],
    stands: dict[str, frozenset[str]],
) -> tuple[int, list[Wrong]]:
    """Count the nodes that are right, list those that are wrong, and note in `stands` what each stands for."""
    right, wrong = 0, []
    for node in nodes:
        fitting = [i for i in fits if node.id in fits[i]]
        optional = next((i for i in fitting if things[i].optional), None)
        if node.id in owners:
            mine = things[owners[node.id]]
            stands[node.id] = mine.names
            right += 1
            others = [things[i] for i in fitting if not things[i].optional and not things[i].names & mine.names]
            wrong += [Wrong(node=node, rival=others[0], also=True)] if others else []
        elif optional is not None:
            stands[node.id] = things[optional].names
            right += 1
        else:
            if fitting:
                stands[node.id] = things[fitting[0]].names
            wrong.append(Wrong(node=node, rival=things[fitting[0]] if fitting else None))
    return right, wrong


def assigned[W: Hashable, C: Hashable](wanted: Iterable[W], candidates: Mapping[W, Sequence[C]]) -> dict[W, C]:
    """Give each of `wanted` a candidate of its own where that can be, for as many as can be; earlier candidates first."""
    owner: dict[C, W] = {}

    def place(one: W, seen: set[C]) -> bool:
        for candidate in candidates[one]:
            if candidate not in seen:
                seen.add(candidate)
                if candidate not in owner or place(owner[candidate], seen):
                    owner[candidate] = one
                    return True
        return False

    for one in wanted:
        place(one, set())
    return {one: candidate for candidate, one in owner.items()}
