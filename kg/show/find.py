"""Finds the nodes that a name may mean."""

from collections.abc import Callable, Iterator

from kg.errors import QueryError
from kg.model import Entity, Graph
from kg.names import fold

_NEAR = 85.0  # of 100: one wrong letter in seven; "Okafar" finds Okafor, "Novaks" Novak, "Kyiv" doesn't find Kiel

_LONG = frozenset({"Document", "Statement"})  # types whose names are whole sentences


def find(graph: Graph, name: str) -> list[Entity]:
    """Return the nodes that are called so, in order of id: by id, else by a name, else by a word of a name, else by a near spelling.

    Capitals and accents don't count ("zelenskyy", "Erdogan"). Documents and statements are found by their id or whole name only.

    Raises:
        QueryError: nothing is called so.
    """
    wanted = _plain(name)
    for matches in (_by_id(name), _by_name(wanted), _by_word(wanted)):
        if found := [node for node in graph.nodes if matches(node)]:
            return found
    if found := _nearest(graph, wanted):
        return found
    raise QueryError(f'nothing in the graph is called "{name}", or nearly so; MATCH (n) RETURN n.name lists the names')


def _by_id(name: str) -> Callable[[Entity], bool]:
    return lambda node: node.id == name


def _by_name(wanted: str) -> Callable[[Entity], bool]:
    return lambda node: wanted in map(_plain, (node.name, *node.aliases))


def _by_word(wanted: str) -> Callable[[Entity], bool]:
    """Match whole words in their order: "Okafor" and "Mary Okafor" find "Ada Mary Okafor"."""
    return lambda node: bool(wanted) and node.type not in _LONG and any(f" {wanted} " in f" {name} " for name in _names(node))


def _nearest(graph: Graph, wanted: str) -> list[Entity]:
    """Return the nodes whose names, or last words of names, are spelt most like the one wanted."""
    from rapidfuzz import fuzz

    nodes = [node for node in graph.nodes if node.type not in _LONG]
    scores = [max((fuzz.ratio(wanted, spelling) for spelling in _spellings(node)), default=0.0) for node in nodes]
    best = max(scores, default=0.0)
    return [node for node, score in zip(nodes, scores, strict=True) if score == best >= _NEAR]


def _spellings(node: Entity) -> Iterator[str]:
    for name in _names(node):
        yield name
        yield name.rpartition(" ")[2]


def _names(node: Entity) -> Iterator[str]:
    return (_plain(name) for name in (node.name, *node.aliases))


def _plain(name: str) -> str:
    """Return a name in lower case, without accents, with single spaces."""
    return " ".join(fold(name).split())
