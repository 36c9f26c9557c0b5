"""Stage 6: the edges that a document's sentences tell.

Each file of kg/data/patterns says how English tells one type of edge. A pattern that names `source` and `target` makes an edge by itself; where more is
needed, the module of the file's name in this package has `edges(readings, context)`, which yields them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec

from kg.model import Edge
from kg.relate.context import Context
from kg.relate.patterns import Reading, load_patterns, readings_of

__all__ = ["Context", "relate"]


def relate(context: Context) -> tuple[Edge, ...]:
    """Return all edges that the patterns find in a document. One edge may come several times, each time with its own evidence."""
    found: list[Edge] = []
    for name, patterns in load_patterns().items():
        readings = tuple(readings_of(patterns, context.rows))
        module = f"kg.relate.{name}"
        found += import_module(module).edges(readings, context) if find_spec(module) else plain_edges(readings, context)
    return tuple(edge for edge in found if context.allows(edge))


def plain_edges(readings: Sequence[Reading], context: Context) -> Iterator[Edge]:
    """Yield an edge from each source to each target of the readings."""
    for reading in readings:
        for fact in reading.facts:
            for source in context.actors(fact.get("source", ())):
                for target in context.actors(fact.get("target", ())):
                    yield context.edge(reading, source, target, [item for items in fact.values() for item in items])
