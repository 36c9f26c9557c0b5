"""What of a graph is drawn, and in which words: nodes with their hover text, and lines that bundle the edges of a pair."""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from kg.model import Edge, Entity, Graph
from kg.schema import Schema, load_schema
from kg.show.cite import one_line, quotes

_LEFT_OUT = "MENTIONED_IN"
_WORDS = 3  # edges of a bundle that its line names
_SENTENCES = 2  # sentences that the hover text quotes for an edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line on the map: the edges from one node to another that are all former, or all not."""

    source: str
    target: str
    label: str
    hover: str
    former: bool
    represents: bool
    bend: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A node on the map."""

    id: str
    type: str
    label: str
    hover: str
    degree: int


def draw(graph: Graph, repeated: Set[str], hidden: Set[str]) -> tuple[list[Point], list[Line]]:
    """Return what is drawn of a graph: nodes that have edges to other nodes, documents and what is mentioned in them left out.

    Nodes of the `repeated` types are drawn once for each edge that they have, those of the `hidden` types not at all.
    """
    known = {node.id: node for node in graph.nodes if node.type not in hidden}
    edges = [edge for edge in graph.edges if edge.type != _LEFT_OUT and edge.source in known and edge.target in known]
    edges = [_repeated(edge) if known[edge.target].type in repeated else edge for edge in edges]
    known |= {edge.target: replace(known[_original(edge.target)], id=edge.target) for edge in edges}
    degrees = Counter(end for edge in edges for end in {edge.source, edge.target})
    shown = [node for node in known.values() if degrees[node.id]] or [node for node in known.values() if node.type != "Document"]
    points = sorted((_point(node, degrees[node.id]) for node in shown), key=lambda point: point.id)
    return points, list(_lines(graph, edges, known))


def _repeated(edge: Edge) -> Edge:
    return replace(edge, target=f"{edge.target} {edge.source}")


def _original(node: str) -> str:
    return node.partition(" ")[0]


def _point(node: Entity, degree: int) -> Point:
    kind = str(node.properties.get("kind") or node.type)
    hover = f"{one_line(node.name)}\n{kind}"
    if node.aliases:
        hover += "\nalso called " + ", ".join(map(one_line, node.aliases))
    return Point(id=node.id, type=node.type, label=_wrapped(one_line(node.name), 20), hover=hover, degree=degree)


def _lines(graph: Graph, edges: Iterable[Edge], nodes: dict[str, Entity]) -> Iterator[Line]:
    bundles: defaultdict[tuple[str, str, bool], list[Edge]] = defaultdict(list)
    for edge in edges:
        bundles[edge.source, edge.target, edge.properties.get("status") == "former"].append(edge)
    pairs = Counter(frozenset((source, target)) for source, target, _ in bundles)
    drawn: Counter[frozenset[str]] = Counter()
    for (source, target, former), bundle in bundles.items():
        pair = frozenset((source, target))
        bend = 0.0 if pairs[pair] == 1 else _bend(drawn[pair], source == min(pair))
        drawn[pair] += 1
        yield Line(
            source=source,
            target=target,
            label=_wrapped("; ".join(_words(bundle)), 22),
            hover="\n\n".join(_hover(graph, edge, nodes) for edge in bundle),
            former=former,
            represents=any(edge.type == "REPRESENTS" for edge in bundle),
            bend=bend,
        )


def _bend(before: int, forward: bool) -> float:
    """Return how far a line bends clockwise: the first of a pair to one side, the next to the other, whichever way they point."""
    side = -1 if before % 2 else 1
    return 0.3 * (1 + before // 2) * (side if forward else -side)


def _words(bundle: Sequence[Edge]) -> list[str]:
    """Return the words of a line: its offices, else what its edges are called; that an office represents is told by the colour."""
    offices = [edge for edge in bundle if edge.type == "HAS_ROLE"] or bundle
    words = list(dict.fromkeys(map(_with_mood, offices)))
    return words if len(words) <= _WORDS else [*words[: _WORDS - 1], f"{len(words) - _WORDS + 1} more"]


def _with_mood(edge: Edge) -> str:
    mood = edge.properties.get("modality")
    return f"{edge_words(edge)} ({mood})" if mood in ("planned", "doubted", "denied") else edge_words(edge)


def edge_words(edge: Edge) -> str:
    """Return what an edge is called: its office or capacity, else its type in words."""
    title = edge.properties.get("title")
    label = relation_label(edge.type)
    if title and edge.type == "HAS_ROLE":
        status = edge.properties.get("status")
        prefix = f"{status} " if status in ("acting", "former") else ""
        return one_line(f"{prefix}{title} of")
    capacity = edge.properties.get("capacity") or edge.properties.get("as")
    return one_line(f"{label} as {capacity}" if capacity else label)


def relation_label(kind: str) -> str:
    """Return an edge type in words."""
    known = _schema().edges.get(kind)
    return known.label if known else kind.lower().replace("_", " ")


@cache
def _schema() -> Schema:
    return load_schema()


def _hover(graph: Graph, edge: Edge, nodes: dict[str, Entity]) -> str:
    source, target = (one_line(nodes[end].name) for end in (edge.source, edge.target))
    details = [str(edge.properties[name]) for name in ("status", "basis", "modality") if edge.properties.get(name)]
    head = f"{source} – {edge_words(edge)} – {target}" + (f" ({', '.join(details)})" if details else "")
    return "\n".join([head, *islice(quotes(graph, edge.evidence), _SENTENCES)])


def _wrapped(text: str, width: int) -> str:
    """Return a text in lines, none much shorter than the others: "deputy prime" and "minister of", not "of" by itself."""
    lines = textwrap.wrap(text, width, max_lines=4, placeholder=" …")
    for narrower in range(width - 1, width // 2, -1):
        closer = textwrap.wrap(text, narrower, break_long_words=False)
        if len(closer) > len(lines) or len(closer) < 2:
            break
        lines = closer
    return "\n".join(lines)
