"""Knowledge graphs of actors, roles and relations, read from news articles.

The names below are what other programs use. Each is imported when it is first asked for, so that `import kg` costs nothing.
What is called like its own module stays there: `from kg.build import build`, and so with `assemble`, `render`, `validate`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.graph import read_graph, write_graph
    from kg.model import Document, Edge, Entity, Evidence, Extraction, Graph, Span
    from kg.nlp import load_model
    from kg.pipeline import extract
    from kg.query import open_store
    from kg.read import read_documents
    from kg.vocabulary import load_vocabulary

__all__ = [
    "Document",
    "Edge",
    "Entity",
    "Evidence",
    "Extraction",
    "Graph",
    "KgError",
    "Span",
    "extract",
    "load_model",
    "load_vocabulary",
    "open_store",
    "read_documents",
    "read_graph",
    "write_graph",
]

_MODULES = {
    **dict.fromkeys(("Document", "Edge", "Entity", "Evidence", "Extraction", "Graph", "Span"), "kg.model"),
    "KgError": "kg.errors",
    "extract": "kg.pipeline",
    "load_model": "kg.nlp",
    "load_vocabulary": "kg.vocabulary",
    "open_store": "kg.query",
    "read_documents": "kg.read",
    "read_graph": "kg.graph",
    "write_graph": "kg.graph",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
