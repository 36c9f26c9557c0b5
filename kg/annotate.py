"""Stage 3: the language model's reading of a document (words, sentences, parts of speech, names), with offsets into the text as it was
read."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.clean import mask
from kg.model import Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
ENDS = frozenset(".!?…:;\"'”’)]-–—")  # no sentence begins behind another character, whatever the model says
WRAPPED = range(45, 100)  # the length of a line that an editor broke, in characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document with spaCy's `doc` of its story: what `mask` leaves, white space aside.

    `starts` and `ends` are the offsets of each token in `document.text`; `sentences` are half-open ranges of tokens.
    """

    document: Document
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the tokens `start:end`."""
        return Span(doc=self.document.id, start=self.starts[start], end=self.ends[end - 1])

    def sentence(self, start: int, end: int) -> Span:
        """Return the characters of the sentence, or sentences, around the tokens `start:end`."""
        begins = [first for first, _ in self.sentences]
        first = self.sentences[bisect_right(begins, start) - 1][0]
        last = self.sentences[bisect_right(begins, end - 1) - 1][1]
        return self.span(first, last)


def annotate(document: Document, nlp: Language) -> Annotated:
    """Read the story of the document with the model. A line break that ends a paragraph, headline or list item ends a sentence, too."""
    from spacy.tokens import Doc

    text = mask(document.text)
    tokens = [token for token in nlp.tokenizer(text) if not token.is_space]
    breaks = _breaks(text, tokens)
    doc = Doc(nlp.vocab, words=[token.text for token in tokens], spaces=_spaces(tokens))
    for i, token in enumerate(doc):
        if i == 0 or i in breaks:
            token.is_sent_start = True
        elif doc[i - 1].text[-1] not in ENDS:
            token.is_sent_start = False
    doc = nlp(doc)
    return Annotated(
        document=document,
        doc=doc,
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
        sentences=tuple((sentence.start, sentence.end) for sentence in doc.sents),
    )


def _spaces(tokens: list[Token]) -> list[bool]:
    """Tell for each token whether anything stands between it and the next."""
    return [before.idx + len(before) < after.idx for before, after in pairwise(tokens)] + [False] * bool(tokens)


def _breaks(text: str, tokens: list[Token]) -> set[int]:
    """Return the tokens that begin a line, lines that an editor broke in the middle of a paragraph aside."""
    wrapped = _wrapped(text)
    found = set()
    for i, (before, after) in enumerate(pairwise(tokens), 1):
        between = text[before.idx + len(before) : after.idx]
        if "\n" in between and (not wrapped or PARAGRAPH.search(between)) or "\r" in between and "\n" not in between:
            found.add(i)
    return found


def _wrapped(text: str) -> bool:
    """Tell whether lines were broken to a width: paragraphs stand between empty lines and most lines inside them have about one length."""
    inner = [len(line) for block in PARAGRAPH.split(text) for line in block.strip().split("\n")[:-1]]
    return len(inner) >= 4 and sum(length in WRAPPED for length in inner) > 0.7 * len(inner)
