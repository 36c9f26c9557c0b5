"""The part of a graph that is told in one way, or that somebody says."""

from collections.abc import Collection
from dataclasses import replace

from kg.model import Edge, Graph


def narrow(graph: Graph, modality: str | None = None, speakers: Collection[str] | None = None) -> Graph:
    """Return the graph with the edges alone that have evidence of the modality, if one is given, and said by one of the speakers' ids.

    An edge keeps the evidence that fits. The nodes stay.
    """
    kept = (_fitting(edge, modality, speakers) for edge in graph.edges)
    return replace(graph, edges=tuple(edge for edge in kept if edge.evidence))


def _fitting(edge: Edge, modality: str | None, speakers: Collection[str] | None) -> Edge:
    fitting = (
        evidence
        for evidence in edge.evidence
        if modality in (None, evidence.modality) and (speakers is None or evidence.asserted_by in speakers)
    )
    return replace(edge, evidence=tuple(fitting))
