"""Stage 4e: people whom a title or honorific before the name gives away: "spokesman Ada Okafor", "Mr Okafor"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.mentions.mention import Mention
from kg.mentions.titles import Title
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAMING = frozenset({"NNP", "NN", "FW", "NNPS"})
LONGEST = 4  # words of a name


def find_people(doc: Doc, titles: Iterable[Title], vocabulary: Vocabulary, taken: Mapping[int, Mention]) -> Iterator[Mention]:
    """Yield the name behind each title and honorific. `taken` are other names by each of their tokens: none of these begins a person's
    name."""
    starts = {title.end for title in titles}
    starts |= {
        token.i + 1
        for token in doc
        if token.lower_ in vocabulary.honorifics and token.text[0].isupper() and token.lower_ not in vocabulary.kept_honorifics
    }
    titled = {i for title in titles for i in range(title.start, title.end)}
    for start in sorted(starts - titled):
        while (
            start < len(doc)
            and (doc[start].text == "." or doc[start].lower_ in vocabulary.honorifics - vocabulary.kept_honorifics)
            and not doc[start].is_sent_start
        ):
            start += 1
        end = _end(doc, start, vocabulary, titled, taken)
        alone = end == start + 1 and (doc[start].is_upper and len(doc[start]) > 1 or doc[start].lower_ in vocabulary.forms)
        shouted = end > start + 1 and doc[start - 1].is_upper and all(token.is_upper for token in doc[start:end])
        if end > start and not alone and not shouted:
            yield Mention(start=start, end=end, code="P", name=doc[start:end].text, source="title")


def find_given(doc: Doc, vocabulary: Vocabulary, taken: Mapping[int, Mention], titled: frozenset[int]) -> Iterator[Mention]:
    """Yield names that the model passed over: a given name with a capitalized word behind it."""
    for token in doc[:-1]:
        if (
            token.text in vocabulary.given_names
            and token.tag_ in NAMING
            and not (token.i and doc[token.i - 1].is_title and not token.is_sent_start)
        ):
            end = token.i + 1
            while end < len(doc) and doc[end].is_title and not doc[end].is_sent_start and _capital(doc[end], vocabulary):
                end += 1
            words = range(token.i, end)
            named = not any(
                i in taken or i in titled or doc[i].lower_ in vocabulary.forms or doc[i].lower_ in vocabulary.words["things"] for i in words
            )
            if named and 1 < len(words) <= LONGEST:
                yield Mention(start=token.i, end=end, code="P", name=doc[token.i : end].text, source="model")


def _end(doc: Doc, start: int, vocabulary: Vocabulary, titled: set[int], taken: Mapping[int, Mention]) -> int:
    end = i = start
    words = 0
    while i < len(doc) and not doc[i].is_sent_start and i not in titled and words < LONGEST:
        month = i > start and doc[i].text in vocabulary.words["month_names"] and not (i + 1 < len(doc) and doc[i + 1].like_num)
        if (month or _capital(doc[i], vocabulary)) and (i not in taken or taken[i].source == "model"):
            end = i + 1
            words += 1
        elif i == start or not (doc[i].text == "-" and not doc[i].whitespace_ or doc[i].lower_ in vocabulary.words["particles"]):
            break
        elif doc[i].text == "-" and i + 1 < len(doc) and doc[i + 1].is_lower:
            end = i + 2
            i += 1
        i += 1
    return end


def _capital(token: Token, vocabulary: Vocabulary) -> bool:
    return (
        token.text[0].isupper()
        and token.text not in vocabulary.words["calendar"]
        and token.lower_ not in vocabulary.words["no_name"]
        and not token.is_punct
    )
