"""Stage 3: the language model's reading of a document (words, sentences, parts of speech, names), with offsets into the text as it was
read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.clean import mask
from kg.model import Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
ENDS = frozenset(".!?…:;\"'”’)]-–—")  # no sentence begins behind another character, whatever the model says
PART = 1_000  # tokens that the model reads at once
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
        first = self.sentences[bisect_right(self.sentences, start, key=itemgetter(0)) - 1][0]
        last = self.sentences[bisect_right(self.sentences, end - 1, key=itemgetter(0)) - 1][1]
        return self.span(first, last)


def annotate(document: Document, nlp: Language) -> Annotated:
    """Read the story of the document with the model. A line break that ends a paragraph, headline or list item ends a sentence, too."""
    from spacy.tokens import Doc

    text = mask(document.text)
    tokens = [token for token in nlp.tokenizer(text) if not token.is_space]
    spaces, starts = _spaces(tokens), _sentence_starts(text, tokens)
    parts = []
    for begin, end in pairwise(_cuts(starts)):
        words = [token.text for token in tokens[begin:end]]
        parts.append(nlp(Doc(nlp.vocab, words=words, spaces=spaces[begin:end], sent_starts=[*starts[begin:end]])))
    doc = (Doc.from_docs(parts, ensure_whitespace=False) if parts else None) or Doc(nlp.vocab)
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


def _sentence_starts(text: str, tokens: Sequence[Token]) -> list[bool | None]:
    """Tell of each token whether a sentence begins with it: at a line's beginning surely, inside a clause never, else the model may say.

    Lines that an editor broke in the middle of a paragraph begin nothing.
    """
    wrapped = _wrapped(text)
    starts: list[bool | None] = [True] * bool(tokens)
    for before, after in pairwise(tokens):
        between = text[before.idx + len(before) : after.idx]
        line = "\n" in between and (not wrapped or PARAGRAPH.search(between)) or "\r" in between and "\n" not in between
        starts.append(True if line else None if before.text[-1] in ENDS else False)
    return starts


def _cuts(starts: Sequence[bool | None]) -> list[int]:
    """Return where to part a document, at beginnings of lines, so that the model doesn't read much more than PART tokens at once.

    Its memory grows with what it reads at once; a sentence is read the same wherever the parts are cut but for a few words at their ends.
    """
    cuts = [0]
    for i, start in enumerate(starts):
        if start and i - cuts[-1] >= PART:
            cuts.append(i)
    return [*cuts, len(starts)]


def _wrapped(text: str) -> bool:
    """Tell whether lines were broken to a width: paragraphs stand between empty lines and most lines inside them have about one length."""
    inner = [len(line) for block in PARAGRAPH.split(text) for line in block.strip().split("\n")[:-1]]
    return len(inner) >= 4 and sum(length in WRAPPED for length in inner) > 0.7 * len(inner)
