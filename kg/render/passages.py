"""The paragraphs that evidence stands in, cut once each, with places in them as JavaScript counts."""

import re
from dataclasses import dataclass, field

from kg.model import Document, Evidence
from kg.quote import QuotedEvidence

_BREAK = re.compile(r"\r?\n[ \t]*\r?\n|\u2029")
_AROUND = 700  # characters of a paragraph that are kept before and after the sentence; some texts have no paragraphs

Place = tuple[int, int, int, int, int]


@dataclass(slots=True)
class Passages:
    """Passages found so far: each is the number of its document with its text."""

    documents: dict[str, tuple[int, Document]]
    found: list[tuple[int, str]] = field(default_factory=list)
    _known: dict[tuple[int, int, str], int] = field(default_factory=dict)
    _breaks: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def place(self, evidence: Evidence) -> Place | None:
        """Return the number of the passage, then start and end of what was read and of its sentence; None without its document."""
        if evidence.span.doc not in self.documents:
            return None
        number, document = self.documents[evidence.span.doc]
        if isinstance(evidence, QuotedEvidence):
            length = utf16(evidence.text)
            return self._number(number, 0, evidence.text), 0, length, 0, length
        first, last = evidence.sentence.start, evidence.sentence.end
        low, high = self._paragraph(number, document.text, first, last)
        text = document.text[low:high]
        marks = (evidence.span.start, evidence.span.end, first, last)
        start, end, first, last = (utf16(text[: max(0, mark - low)]) for mark in marks)
        return self._number(number, low, text), start, end, first, last

    def _number(self, document: int, low: int, text: str) -> int:
        known = self._known.setdefault((document, low, text), len(self.found))
        if known == len(self.found):
            self.found.append((document, text))
        return known

    def _paragraph(self, document: int, text: str, first: int, last: int) -> tuple[int, int]:
        if document not in self._breaks:
            self._breaks[document] = [found.span() for found in _BREAK.finditer(text)]
        breaks = self._breaks[document]
        low = max((end for _, end in breaks if end <= first), default=0)
        high = min((start for start, _ in breaks if start >= last), default=len(text))
        return max(low, first - _AROUND), min(high, last + _AROUND)


def utf16(text: str) -> int:
    """Return a text's length in JavaScript, where what lies beyond U+FFFF counts twice."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)
