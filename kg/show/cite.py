"""Quotes evidence for a reader: the sentence with the part that counts marked, and the document that it stands in."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.graph import sentence_text
from kg.model import Document, Evidence, Graph, Span
from kg.quote import QuotedEvidence


def quotes(graph: Graph, evidence: Iterable[Evidence]) -> Iterator[str]:
    """Yield each sentence once, «marked» where the fact was read, with its document; in the order of documents and sentences."""
    sentences: dict[Span, list[Evidence]] = {}
    for item in evidence:
        sentences.setdefault(item.sentence, []).append(item)
    for sentence in sorted(sentences, key=lambda span: (span.doc, span.start, span.end)):
        items = sentences[sentence]
        yield f"{_marked(graph, items)}  ({_sources(graph, items)})"


def document_caption(document: Document) -> str:
    """Return a document's headline and date, or its path where it has no headline."""
    return ", ".join(one_line(part) for part in (document.title or document.path, document.date) if part)


def one_line(text: str) -> str:
    """Return a text without line breaks, runs of spaces and control characters, which would steer the terminal."""
    clean = "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in text)
    return " ".join(clean.split())


def _marked(graph: Graph, items: Sequence[Evidence]) -> str:
    if isinstance(items[0], QuotedEvidence):
        return " … ".join(dict.fromkeys(one_line(sentence_text(graph, item)) for item in items))
    text, start = sentence_text(graph, items[0]), items[0].sentence.start
    marked, at = "", 0
    for first, last in _merged((item.span.start - start, item.span.end - start) for item in items):
        marked += f"{text[at:first]}«{text[first:last]}»"
        at = last
    return one_line(marked + text[at:])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _sources(graph: Graph, items: Sequence[Evidence]) -> str:
    """Return the document, and how and by whom it is said where not in its own words: "Envoys meet, denied by Norland"."""
    document = _find_document(graph, items[0].sentence.doc)
    told: dict[str, set[str]] = {}
    for item in items:
        if item.modality != "asserted" or item.asserted_by:
            told.setdefault(item.modality, set()).update([node_name(graph, item.asserted_by)] if item.asserted_by else [])
    said = [f"{modality} by {' and '.join(sorted(names))}" if names else modality for modality, names in sorted(told.items())]
    return ", ".join([document_caption(document) if document else items[0].sentence.doc, *said])


def node_name(graph: Graph, node: str) -> str:
    """Return the name of the node of an id, or the id where the graph has none."""
    at = bisect_left(graph.nodes, node, key=lambda found: found.id)
    return one_line(graph.nodes[at].name) if at < len(graph.nodes) and graph.nodes[at].id == node else node


def _find_document(graph: Graph, doc: str) -> Document | None:
    """Return the document of an id."""
    at = bisect_left(graph.documents, doc, key=lambda document: document.id)
    return graph.documents[at] if at < len(graph.documents) and graph.documents[at].id == doc else None
