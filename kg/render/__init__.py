"""The graph as a map: one HTML file that works offline."""

from typing import Literal

from kg.model import Graph

__all__ = ["Engine", "render"]

Engine = Literal["map", "pyvis"]


def render(graph: Graph, *, title: str = "Who speaks for whom", engine: Engine = "map") -> str:
    """Return an HTML page that shows the graph and loads nothing; the same graph gives the same page.

    `map` is our own page, with search, filters, and the sentences that say so; `pyvis` is the plain drawing that pyvis makes.

    Raises:
        StoreError: our page isn't bundled in this installation.
    """
    if engine == "pyvis":
        from kg.render.with_pyvis import render_with_pyvis

        return render_with_pyvis(graph, title=title)
    from kg.render.page_file import render_page

    return render_page(graph, title=title)
