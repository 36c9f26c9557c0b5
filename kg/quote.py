"""What evidence says in words: cut from its document, or kept with it where the file of a graph leaves the documents' text out."""

from bisect import bisect_left
from dataclasses import dataclass

from kg.errors import SchemaError
from kg.model import Document, Evidence, Graph, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TextlessDocument(Document):
    """A document of a graph that was written without texts: its text is empty, its hash that of the text as it was read."""

    digest: str

    @property
    def sha256(self) -> str:
        """The hash of the text that was left out."""
        return self.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedEvidence(Evidence):
    """Evidence from a document whose text was left out, with the characters of its span."""

    text: str


def evidence_text(graph: Graph, evidence: Evidence) -> str:
    """Return the characters that the evidence was read from."""
    return evidence.text if isinstance(evidence, QuotedEvidence) else _cut(graph, evidence.span)


def sentence_text(graph: Graph, evidence: Evidence) -> str:
    """Return the sentence around the evidence; where the graph has no texts, no more than the evidence itself."""
    return evidence.text if isinstance(evidence, QuotedEvidence) else _cut(graph, evidence.sentence)


def _cut(graph: Graph, span: Span) -> str:
    at = bisect_left(graph.documents, span.doc, key=lambda document: document.id)
    if at == len(graph.documents) or graph.documents[at].id != span.doc:
        raise SchemaError(f'evidence is from the document "{span.doc}", which the graph doesn\'t have')
    return graph.documents[at].text[span.start : span.end]
