"""Where nodes stand on the map: computed here, so that the page draws at once and the same graph gives the same map.

Our own, on numpy, which is here anyway. Libraries keep neighbours and distances as well or a little better (see benchmarks/README.md),
but know no names: all let them overlap. To keep names apart and to pack the parts of a graph, which most of this is, would stay ours.
Besides, igraph and fa2 are under the GPL, networkit (MIT) brings 160 MB with scipy, and networkx's layouts take 35 CPU seconds and more
at 10,000 edges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.render.separate import separate
from kg.render.stress import Stress

Link = tuple[int, int]
Size = tuple[float, float]
Stretch = tuple[float, float, float]

_LENGTH = 150.0  # pixels between two neighbours that have no others
_STRESS = 500  # nodes of a component up to which all distances in it count; more take too much memory and time
_SAMPLE = 100  # nodes that push a node of a larger component away
_STEPS = 90
_GRAVITY = 0.02  # how strongly the middle holds what would drift off
_GOLDEN = 2.399963  # an angle that leaves no two of many on one ray
_BOXES = 5000  # nodes of a component up to which they are kept from overlapping
_ROOM = 2.5  # how many times their own area boxes are given
_GAP = 60.0
_ASPECT = 1.35  # how much wider than high the map is drawn: names are wide, and so are screens


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the graph that hangs together: its nodes, and their positions around its middle."""

    nodes: tuple[int, ...]
    positions: Any
    width: float
    height: float


def lay_out(sizes: Sequence[Size], links: Sequence[Link], labels: Sequence[Size]) -> list[tuple[int, int]]:
    """Return a position in pixels for each node.

    `sizes` are the boxes of the nodes with their names, `labels` those of the links' words (in the order of `links`, (0, 0) where
    there are none). Neighbours stand near each other; boxes don't overlap unless a component is very large.
    """
    components = _components(len(sizes), links)
    component = {node: at for at, nodes in enumerate(components) for node in nodes}
    inside: list[list[int]] = [[] for _ in components]
    for at, (source, _) in enumerate(links):
        inside[component[source]].append(at)
    pieces = [
        _piece(nodes, sizes, [links[at] for at in ats], [labels[at] for at in ats]) for nodes, ats in zip(components, inside, strict=True)
    ]
    found = [(0, 0)] * len(sizes)
    for piece, (left, top) in zip(pieces, _packed(pieces), strict=True):
        for node, (x, y) in zip(piece.nodes, piece.positions, strict=True):
            found[node] = (round(left + x), round(top + y))
    return found


def _components(count: int, links: Sequence[Link]) -> list[list[int]]:
    """Return the connected components, the largest first. (To import networkx for this would take as long as all the rest.)"""
    near: list[list[int]] = [[] for _ in range(count)]
    for source, target in links:
        near[source].append(target)
        near[target].append(source)
    found, seen = [], [False] * count
    for first in range(count):
        reached = [] if seen[first] else [first]
        seen[first] = True
        for node in reached:  # grows as it goes
            fresh = [other for other in dict.fromkeys(near[node]) if not seen[other]]
            for other in fresh:
                seen[other] = True
            reached += fresh
        if reached:
            found.append(sorted(reached))
    return sorted(found, key=lambda nodes: (-len(nodes), nodes))


def _piece(nodes: Sequence[int], sizes: Sequence[Size], links: Sequence[Link], labels: Sequence[Size]) -> Piece:
    import numpy

    place = {node: at for at, node in enumerate(nodes)}
    ends = numpy.array([(place[source], place[target]) for source, target in links], dtype=int).reshape(-1, 2)
    boxes = numpy.array([sizes[node] for node in nodes], dtype=float)
    words = numpy.array(labels, dtype=float).reshape(-1, 2)
    narrow = numpy.array([1 / _ASPECT, 1.0])
    positions = _placed(ends, boxes * narrow, words * narrow) / narrow
    low, high = (positions - boxes / 2).min(axis=0), (positions + boxes / 2).max(axis=0)
    return Piece(tuple(nodes), positions - low, *(high - low))


def _placed(ends: Any, boxes: Any, words: Any) -> Any:
    """Return the positions of a component's nodes: side by side, by stress where it is small enough, else by forces."""
    import numpy

    if len(boxes) <= 2:
        return separate(numpy.arange(len(boxes))[:, None] * [_LENGTH, 0.0], ends, boxes, words, None)
    if len(boxes) <= _STRESS:
        stress = Stress(_distances(len(boxes), ends))
        positions = _level(stress.settle(stress.start(), 120))
        return separate(positions, ends, boxes, words, stress)
    positions = _with_room(_forces(len(boxes), ends), boxes)
    return separate(positions, ends, boxes, words[:0], None) if len(boxes) <= _BOXES else positions


def _with_room(positions: Any, boxes: Any) -> Any:
    """Draw positions out until they spread over an area in which the boxes have room."""
    taken = _ROOM * float(boxes.prod(axis=1).sum())
    spread = 12 * float(positions.std(axis=0).prod())  # the area of a rectangle over which points are spread evenly
    return positions * max(1.0, (taken / max(spread, 1.0)) ** 0.5)


def _distances(count: int, ends: Any) -> Any:
    """Return the length of the shortest way between all pairs; a link is the longer, the more neighbours its ends have."""
    import numpy

    apart = numpy.unique(numpy.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    many = numpy.bincount(apart.ravel(), minlength=count)[apart].sum(axis=1) - 2
    wanted = numpy.full((count, count), numpy.inf, dtype=numpy.float32)
    wanted[apart[:, 0], apart[:, 1]] = wanted[apart[:, 1], apart[:, 0]] = _LENGTH * (1 + 0.3 * numpy.maximum(0, many - 2) ** 0.5)
    numpy.fill_diagonal(wanted, 0)
    for middle in range(count):
        numpy.minimum(wanted, wanted[:, middle, None] + wanted[middle], out=wanted)
    return wanted


def _forces(count: int, ends: Any) -> Any:
    """Let neighbours attract each other and a sample of all nodes push away (Fruchterman and Reingold 1991).

    What hangs on one node only is left out at first, and then stands around it: most of a large graph does.
    """
    import numpy

    degrees = numpy.bincount(ends.ravel(), minlength=count)
    core = numpy.flatnonzero(degrees > 1)
    number = numpy.full(count, -1)
    number[core] = range(len(core))
    inside = ends[(number[ends] >= 0).all(axis=1)]
    positions = numpy.zeros((count, 2))
    positions[core] = _pushed_apart(
        len(core), number[inside], numpy.sqrt(1 + degrees[core] - numpy.bincount(inside.ravel(), minlength=count)[core])
    )
    for here, there in ((0, 1), (1, 0)):
        leaves = ends[degrees[ends[:, here]] == 1]
        order = leaves[numpy.argsort(leaves[:, there], kind="stable")]
        hosts = order[:, there]
        rank = numpy.arange(len(order)) - numpy.searchsorted(hosts, hosts)
        far, angle = _LENGTH * 0.45 * numpy.sqrt(1 + rank), rank * _GOLDEN
        positions[order[:, here]] = positions[hosts] + far[:, None] * numpy.stack([numpy.cos(angle), numpy.sin(angle)], axis=1)
    return positions


def _pushed_apart(count: int, ends: Any, sizes: Any) -> Any:
    """Return positions of nodes that push the more, the larger they are."""
    import numpy

    random = numpy.random.default_rng(1)
    spread = _LENGTH * float((sizes**2).sum()) ** 0.5
    positions = random.uniform(-spread, spread, size=(count, 2)).astype(numpy.float32) / 2
    sizes = sizes.astype(numpy.float32)
    for heat in numpy.linspace(spread / 8, _LENGTH / 20, _STEPS, dtype=numpy.float32):
        sample = random.choice(count, size=min(count, _SAMPLE), replace=False)
        force = _repulsion(positions, positions[sample], sizes, sizes[sample]) * count / len(sample)
        pull = positions[ends[:, 0]] - positions[ends[:, 1]]
        pull = pull * numpy.hypot(pull[:, 0], pull[:, 1])[:, None] / _LENGTH
        for axis in range(2):
            force[:, axis] += numpy.bincount(ends[:, 1], pull[:, axis], count) - numpy.bincount(ends[:, 0], pull[:, axis], count)
        force -= positions * _GRAVITY * count
        strength = numpy.maximum(numpy.hypot(force[:, 0], force[:, 1]), 1e-9)[:, None]
        positions = positions + force / strength * numpy.minimum(strength, heat)
    return positions.astype(float)


def _repulsion(positions: Any, others: Any, sizes: Any, weights: Any) -> Any:
    """Return the push of each of the others on each node, summed; by matrix products, without an array of all offsets."""
    import numpy

    squares = (positions**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)[None] - 2 * positions @ others.T
    shares = weights[None] / numpy.maximum(squares, 25.0)
    return (positions * shares.sum(axis=1)[:, None] - shares @ others) * sizes[:, None] * numpy.float32(_LENGTH**2)


def _level(positions: Any) -> Any:
    """Turn the longest side of a piece level: screens and words are wider than high."""
    import numpy

    centred = positions - positions.mean(axis=0)
    _, axes = numpy.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1] * numpy.sign(axes[:, ::-1].sum(axis=0) + 1e-12)
    return centred @ axes


def _packed(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """Return where the corner of each piece goes: as high up as there is room, then as far left, on a page of about 16 to 10."""
    area = sum((piece.width + _GAP) * (piece.height + _GAP) for piece in pieces)
    wide = max([(1.7 * area) ** 0.5, *(piece.width + _GAP for piece in pieces)], default=0.0)
    skyline = [(0.0, wide, 0.0)]  # stretches of the page: from, to, and how far down it is taken
    corners = []
    for piece in pieces:
        left, top = _lowest(skyline, piece.width + _GAP, wide)
        corners.append((left, top))
        skyline = _raised(skyline, left, left + piece.width + _GAP, top + piece.height + _GAP)
    return corners


def _lowest(skyline: Sequence[Stretch], width: float, wide: float) -> tuple[float, float]:
    lefts = [start for start, _, _ in skyline if start + width <= wide + 1e-6] or [0.0]
    tops = [(max(down for start, end, down in skyline if start < left + width and end > left), left) for left in lefts]
    top, left = min(tops)
    return left, top


def _raised(skyline: Sequence[Stretch], left: float, right: float, down: float) -> list[Stretch]:
    before = [(start, min(end, left), deep) for start, end, deep in skyline if start < left]
    after = [(max(start, right), end, deep) for start, end, deep in skyline if end > right]
    return [*before, (left, right, down), *after]
