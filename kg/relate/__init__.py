"""Stage 6: the edges that a document's sentences tell.

Each file of kg/data/patterns says how English tells one type of edge. A pattern that names `source` and `target` makes an edge by
itself; where more is
needed, the module of the file's name in this package has `edges(readings, context)`, which yields them.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from kg.model import Edge
from kg.relate import plain
from kg.relate.context import Context
from kg.relate.patterns import load_patterns, readings_of
from kg.relate.untold import settle

__all__ = ["Context", "relate"]


def relate(context: Context) -> tuple[Edge, ...]:
    """Return all edges that the patterns find in a document. One edge may come several times, each time with its own evidence."""
    found: list[Edge] = []
    for name, patterns in load_patterns().items():
        readings = tuple(readings_of(patterns, context.rows))
        module = import_module(f"kg.relate.{name}") if find_spec(f"kg.relate.{name}") else plain
        found += module.edges(readings, context)
    return tuple(edge for edge in settle(found) if context.allows(edge))
