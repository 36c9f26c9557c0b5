"""The graph as a page that pyvis and its vis-network draw; they are used here and nowhere else."""

import math
from collections.abc import Mapping, Sequence, Set
from typing import Any

from kg.model import Graph
from kg.render.drawing import Line, Point, draw
from kg.render.layout import lay_out
from kg.render.pyvis_page import Style, assemble_page
from kg.vocabulary.source import read_data

# Edges of a node from which up their words lie along the line: around a hub, level words would overlap.
_HUB = 8
_INK, _REPRESENTS, _OTHER = "#222222", "#7b3fa0", "#8a8a8a"


def render_with_pyvis(graph: Graph, *, title: str) -> str:
    """Return an HTML page that shows the graph and loads nothing.

    Documents, statements and nodes without relations are left out. The same graph gives the same page.
    """
    styles = read_data("map.toml")
    repeated, hidden = ({name for name, style in styles.items() if style.get(key)} for key in ("repeated", "hidden"))
    points, lines = draw(graph, repeated, hidden)
    types = sorted({point.type for point in points} - styles.keys())
    legend = {name: styles.get(name, styles["other"]) for name in [*styles, *types] if any(point.type == name for point in points)}
    hubs = {point.id for point in points if point.degree > _HUB}
    drawing = _drawing(_nodes(points, lines, hubs, legend), _edges(lines, hubs))
    return assemble_page(drawing, title=title, note=_note(graph, points, {"Document", *repeated, *hidden}), legend=legend)


def _note(graph: Graph, points: Sequence[Point], beside: Set[str]) -> str:
    """Count what is drawn; the types `beside` aren't counted."""
    drawn = {point.id for point in points}
    names = [node for node in graph.nodes if node.type not in beside]
    alone = sum(node.id not in drawn for node in names)
    documents = f"{len(graph.documents):,} document{'s' if len(graph.documents) != 1 else ''}"
    parts = [f"{len(names) - alone:,} names from {documents}"]
    return "; ".join([*parts, f"{alone:,} without relations not shown"] if alone else parts)


def _nodes(points: Sequence[Point], lines: Sequence[Line], hubs: Set[str], legend: Mapping[str, Style]) -> list[dict[str, Any]]:
    number = {point.id: at for at, point in enumerate(points)}
    links = [(number[line.source], number[line.target]) for line in lines]
    words = [(0.0, 0.0) if hubs & {line.source, line.target} else _words_box(line.label, spare=14) for line in lines]
    positions = lay_out([_box(point) for point in points], links, words)
    return [
        {"id": point.id, "label": point.label, "hover": point.hover, **_look(point, legend[point.type]), "x": x, "y": y - _raise(point)}
        for point, (x, y) in zip(points, positions, strict=True)
    ]


def _look(point: Point, style: Style) -> dict[str, Any]:
    return {"size": _size(point), "shape": style["shape"], "color": style["colour"]}


def _size(point: Point) -> int:
    """Return a node's radius in pixels: its area grows with its degree."""
    return min(40, 8 + round(4 * math.sqrt(point.degree)))


def _box(point: Point) -> tuple[float, float]:
    """Return the room that a node takes with its name below it."""
    width, height = _words_box(point.label, 9.6, 21)
    return max(width, 2 * _size(point)), 2 * _size(point) + height


def _raise(point: Point) -> int:
    """Return how far a node stands above the middle of its box: its name is below it."""
    return round(_words_box(point.label, 9.6, 21)[1] / 2)


def _words_box(text: str, letter: float = 7.0, line: float = 16, spare: float = 0.0) -> tuple[float, float]:
    """Return the room that words take, by the width of a letter and the height of a line; `spare` is added to the height."""
    lines = text.split("\n")
    return (letter * max(map(len, lines)), line * len(lines) + spare) if text else (0.0, 0.0)


def _edges(lines: Sequence[Line], hubs: Set[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": at,
            "from": line.source,
            "to": line.target,
            "hover": line.hover,
            "dashes": line.former,
            "width": 2.5 if line.represents else 1.2,
            "color": _REPRESENTS if line.represents else _OTHER,
            "smooth": {"enabled": True, "type": "curvedCW", "roundness": line.bend} if line.bend else False,
            **_words(line, along=bool(hubs & {line.source, line.target})),
        }
        for at, line in enumerate(lines)
    ]


def _words(line: Line, *, along: bool) -> dict[str, Any]:
    if along:
        return {"label": line.label.replace("\n", " "), "font": {"align": "middle"}}
    return {"label": line.label, "font": {"align": "horizontal"}}


def _drawing(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> str:
    """Return pyvis's page. The lists are filled at once: its add_node looks through all nodes each time."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line", directed=True, height="100%", width="100%")
    network.nodes, network.edges = nodes, edges
    network.options = _OPTIONS
    page: str = network.generate_html()
    return page


_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 0, "hideEdgesOnDrag": True, "multiselect": True},
    "nodes": {"borderWidth": 1, "font": {"size": 17, "color": _INK, "strokeWidth": 3, "strokeColor": "#ffffff"}},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "font": {"size": 13, "color": "#444444", "strokeWidth": 4, "strokeColor": "#ffffff"},
    },
}
