"""The map in a cell of a notebook."""

import html
from dataclasses import dataclass, field

from kg.model import Graph
from kg.render import render


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map that notebooks show: the whole page in a frame of its own."""

    graph: Graph = field(repr=False)
    title: str = field(kw_only=True)
    height: int = field(default=640, kw_only=True)

    def _repr_html_(self) -> str:
        page = html.escape(render(self.graph, title=self.title))
        frame = f'style="width: 100%; height: {self.height}px; border: 1px solid #8886; border-radius: 6px"'
        return f'<iframe srcdoc="{page}" title="{html.escape(self.title)}" {frame}></iframe>'
