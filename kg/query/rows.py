"""A graph as flat rows, in the form that queries see: labels, edge types and properties side by side with id and name."""

from collections.abc import Iterator

from kg.errors import StoreError
from kg.graph import sentence_text
from kg.model import Edge, Entity, Evidence, Graph

NodeRow = tuple[list[str], dict[str, object]]
EdgeRow = tuple[str, str, str, dict[str, object]]

_RESERVED = ("title", "type")


def node_rows(graph: Graph) -> Iterator[NodeRow]:
    """Yield each node's labels and properties.

    Raises:
        StoreError: a node has a property called `title` or `type`, which the engine keeps for itself.
    """
    for node in graph.nodes:
        yield [node.type], _node_properties(node)


def edge_rows(graph: Graph) -> Iterator[EdgeRow]:
    """Yield each edge's source, target, type and properties; `evidence` is a list of texts, "document:start-end: sentence"."""
    for edge in graph.edges:
        yield edge.source, edge.target, edge.type, _edge_properties(graph, edge)


def _node_properties(node: Entity) -> dict[str, object]:
    for name in _RESERVED:
        if name in node.properties:
            raise StoreError(f'{node.id}: a node can\'t have a property "{name}" in a query; call it "{name}_of" or "kind"')
    own = {"id": node.id, "name": node.name, "aliases": list(node.aliases), "confidence": node.confidence}
    return {**node.properties, **own}


def _edge_properties(graph: Graph, edge: Edge) -> dict[str, object]:
    evidence = [_evidence(graph, item) for item in edge.evidence]
    return {**edge.properties, "confidence": edge.confidence, "evidence": evidence}


def _evidence(graph: Graph, evidence: Evidence) -> str:
    span = evidence.span
    return f"{span.doc}:{span.start}-{span.end}: {sentence_text(graph, evidence)}"
