"""What a build made, in a few lines for the person who waited for it."""

from collections import Counter
from collections.abc import Iterable

from kg.build import Built


def summary(built: Built, path: str) -> str:
    """Return the number of documents, of nodes and edges by type (the most frequent first), the model and the time."""
    graph, model = built.graph, built.graph.model
    source = f", {model['source']}" if "source" in model else ""
    left_out = f", {len(built.errors):,} left out" if built.errors else ""
    return "\n".join(
        (
            f"{path}: {_count(len(graph.documents), 'document')}{left_out}",
            f"  {_by_type('node', (node.type for node in graph.nodes))}",
            f"  {_by_type('edge', (edge.type for edge in graph.edges))}",
            f"  {built.seconds:.1f} seconds with {model['name']} {model['version']} (spaCy {model['spacy']}{source})",
        )
    )


def _by_type(what: str, types: Iterable[str]) -> str:
    counts = sorted(Counter(types).items(), key=lambda item: (-item[1], item[0]))
    return f"{_count(sum(number for _, number in counts), what)}: {', '.join(f'{name} {number:,}' for name, number in counts)}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
