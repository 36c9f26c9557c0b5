"""Stage 4b: marks of a party, and of a state, behind a name: "(D-Texas)", "(R)", ", R-Utah,"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kg.mentions.known import as_known
from kg.mentions.mention import Mention
from kg.vocabulary import Entry, Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

DASHES = frozenset({"-", "–"})
OPENED = {"(": (")",), ",": (",", ".")}  # what ends a mark, by what begins it
LONGEST = 3  # words of a state's name
FURTHEST = 6  # tokens before a letter up to which the title of the person stands


def find_marks(doc: Doc, vocabulary: Vocabulary, titled: Collection[int]) -> Iterator[Mention]:
    """Yield a mention of the party for each mark, and one of the state that it names by an abbreviation or in full.

    A letter alone counts in brackets behind somebody with a title only (`titled` are the tokens of titles): "The Island (R)" is a film.
    """
    for token in doc[1:-1]:
        party, before = vocabulary.party_marks.get(token.text), doc[token.i - 1].text
        if party is None or before not in OPENED or token.i < 2 or not doc[token.i - 2].text[0].isupper():
            continue
        end, state = _state(doc, token.i + 2, vocabulary) if doc[token.i + 1].text in DASHES else (token.i + 1, None)
        if end < len(doc) and doc[end].text in OPENED[before] and (state or before == "(" and _is_titled(token.i, titled)):
            yield as_known(doc, token.i, token.i + 1, party)
            if state:
                yield as_known(doc, token.i + 2, end, state)


def _is_titled(i: int, titled: Collection[int]) -> bool:
    return any(place in titled for place in range(i - FURTHEST, i))


def _state(doc: Doc, start: int, vocabulary: Vocabulary) -> tuple[int, Entry | None]:
    """Return where the name of a state that begins at a token ends, and what it means; the token and None where there is none."""
    for end in range(min(start + LONGEST, len(doc)), start, -1):
        if entry := vocabulary.states.get(doc[start:end].text):
            return end, entry
    return start, None
