"""Scores for gold files: of a graph that is there, or of graphs built from the documents that the gold files name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError, StoreError
from kg.evaluate.evaluate import evaluate
from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.score import Score
from kg.model import Document, Edge, Entity, Graph

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.vocabulary import Vocabulary

Scores = dict[str, dict[str, Score]]


def score_graph(golds: Sequence[str], graph: Graph) -> Scores:
    """Return the scores of a graph by gold file. One gold file is for the whole graph; of several, each is for its own documents.

    Raises:
        ReadError: a gold file is faulty.
        StoreError: the graph hasn't the documents of one of several gold files.
    """
    read = [read_gold(path) for path in golds]
    if len(read) == 1:
        return {read[0].path: evaluate(graph, read[0])}
    return {gold.path: evaluate(_narrowed(graph, gold), gold) for gold in read}


def score_texts(golds: Sequence[str], root: str | None, nlp: "Language", vocabulary: "Vocabulary") -> Scores:
    """Return the scores by gold file of what kg reads in the documents that it names, relative to `root` (the folder above its own).

    Raises:
        ReadError: a gold file is faulty, or a document that it names can't be read.
    """
    return {gold.path: evaluate(graph_of(gold, root, nlp, vocabulary), gold) for gold in map(read_gold, golds)}


def _narrowed(graph: Graph, gold: Gold) -> Graph:
    """Leave of a graph what was read in the documents of a gold file, and what is background knowledge on that."""
    documents = tuple(document for document in graph.documents if any(_is_at(document, path) for path in gold.documents))
    if len(documents) < len(gold.documents):
        named = ", ".join(gold.documents)
        raise StoreError(f"{gold.path}: the graph doesn't have its documents ({named}); build it from them, or leave -g out")
    kept = frozenset(document.id for document in documents)
    nodes = tuple(node for node in (_of(item, kept) for item in graph.nodes) if node.evidence or node.type == "Occupation")
    ids = frozenset(node.id for node in nodes)
    edges = (_of(edge, kept) if edge.evidence else edge for edge in graph.edges if {edge.source, edge.target} <= ids)
    told = tuple(edge for edge in edges if edge.evidence or edge.properties.get("basis") == "background")
    return replace(graph, documents=documents, nodes=nodes, edges=told)


def _is_at(document: Document, path: str) -> bool:
    return f"/{document.path}".endswith(f"/{path}")


def _of[Item: (Entity, Edge)](item: Item, documents: frozenset[str]) -> Item:
    return replace(item, evidence=tuple(evidence for evidence in item.evidence if evidence.span.doc in documents))


def graph_of(gold: Gold, root: str | None, nlp: "Language", vocabulary: "Vocabulary") -> Graph:
    """Read the documents that a gold file names, as `score_texts` does."""
    from kg.assemble import assemble
    from kg.pipeline import extract

    return assemble(
        extract(document, nlp, vocabulary) for document in _documents(gold, Path(root) if root else Path(gold.path).parent.parent)
    )


def _documents(gold: Gold, root: Path) -> Iterable[Document]:
    from kg.read import read_documents

    if not gold.documents:
        raise ReadError(f"{gold.path}: no DOC line says which documents it is for; add one, or give their graph with -g")
    for path in gold.documents:
        if not (root / path).is_file():
            raise ReadError(f"{gold.path}: there is no {root / path}; --root says which folder its DOC lines start from")
        for item in read_documents([str(root / path)]):
            if isinstance(item, ReadError):
                raise item
            yield item
