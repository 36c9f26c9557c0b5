"""Which nodes of a graph are drawn on our page, and where they stand."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from kg.model import Edge, Entity, Graph
from kg.render.layout import lay_out

_LARGEST = 60_000  # edges that a browser bears: sigma drew 50,000 in about 3 seconds without a graphics card
_WIDE, _LETTER, _LINE = 20, 7.0, 16.0  # characters in a line of a name, and the room that a letter takes
_AROUND = 70.0  # pixels between a node and the hidden ones that stand around it
_GOLDEN = math.pi * (3 - math.sqrt(5))  # an angle that leaves no two of many on one ray

Styles = Mapping[str, Mapping[str, object]]
Places = dict[str, tuple[int, int]]


def drawn_places(graph: Graph, styles: Styles) -> tuple[Places, int]:
    """Return where the nodes stand that are drawn, and how many were left out because the graph is too large.

    Documents and what is `repeated` aren't drawn; of the rest, what is related to anything. `hidden` types stand around another node.
    """
    kinds = {node.id: node.type for node in graph.nodes}
    undrawn = {"Document"} | {name for name, style in styles.items() if style.get("repeated")}
    hidden = {name for name, style in styles.items() if style.get("hidden")}
    edges = [edge for edge in graph.edges if kinds.get(edge.source, "Document") != "Document" != kinds.get(edge.target, "Document")]
    related = {end for edge in edges for end in (edge.source, edge.target)} or set(kinds)
    nodes = [node for node in graph.nodes if node.id in related and node.type not in undrawn]
    first = [node for node in nodes if node.type not in hidden]
    kept = _most_connected(first, edges)
    places = _laid_out([node for node in first if node.id in kept], edges)
    around = _around([node for node in nodes if node.type in hidden], edges, places)
    return places | around, len(nodes) - len(places) - len(around)


def _most_connected(nodes: Sequence[Entity], edges: Sequence[Edge]) -> Set[str]:
    """Return the nodes with the highest degrees between which there are as many edges as can be drawn."""
    degrees = _degrees(edges)
    order = sorted(nodes, key=lambda node: (-degrees[node.id], node.id))
    rank = {node.id: at for at, node in enumerate(order)}
    later = sorted(max(rank[edge.source], rank[edge.target]) for edge in edges if edge.source in rank and edge.target in rank)
    most = len(order) if len(later) <= _LARGEST else later[_LARGEST]
    return {node.id for node in order[:most]}


def _degrees(edges: Sequence[Edge]) -> Counter[str]:
    return Counter(end for edge in edges for end in {edge.source, edge.target})


def _laid_out(nodes: Sequence[Entity], edges: Sequence[Edge]) -> Places:
    number = {node.id: at for at, node in enumerate(nodes)}
    pairs = {(number[edge.source], number[edge.target]) for edge in edges if edge.source in number and edge.target in number}
    links = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    degrees = _degrees(edges)
    found = lay_out([_box(node, degrees[node.id]) for node in nodes], links, [(0.0, 0.0)] * len(links))
    return {node.id: place for node, place in zip(nodes, found, strict=True)}


def _box(node: Entity, degree: int) -> tuple[float, float]:
    """Return the room that a node takes with its name below it."""
    radius = min(26.0, 5 + 2.4 * math.sqrt(degree))
    letters = min(len(node.name), 3 * _WIDE)
    return max(2 * radius, _LETTER * min(letters, _WIDE)) + 8, 2 * radius + _LINE * -(-letters // _WIDE) + 8


def _around(nodes: Sequence[Entity], edges: Sequence[Edge], places: Places) -> Places:
    """Let each node stand around the first that it is tied to."""
    hosts: dict[str, str] = {}
    for edge in edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if other in places:
                hosts.setdefault(one, other)
    found: Places = {}
    taken: Counter[str] = Counter()
    for node in nodes:
        if node.id not in hosts:
            continue
        host = hosts[node.id]
        taken[host] += 1
        far, angle = _AROUND * math.sqrt(taken[host]), taken[host] * _GOLDEN
        x, y = places[host]
        found[node.id] = (round(x + far * math.cos(angle)), round(y + far * math.sin(angle)))
    return found
