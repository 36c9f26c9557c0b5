"""Stage 4b: names that the vocabulary knows: countries and their people, places, bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.mention import Mention
from kg.vocabulary import Entry, Vocabulary
from kg.vocabulary.names import WORD

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACES = frozenset({"GPE", "LOC"})
# the model's labels by which a name that may mean something else is believed
LABELS = {"C": PLACES, "L": PLACES, "N": PLACES | {"NORP", "LANGUAGE"}, "O": frozenset({"ORG"}), "G": frozenset({"ORG"}), "M": frozenset()}


def find_known(doc: Doc, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the longest known name that begins at each token. An ambiguous one counts where the model agrees."""
    text = doc.text
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    for token in doc:
        found = _longest(token, text, ends, vocabulary)
        if found and (not found[1].ambiguous or token.ent_type_ in LABELS[found[1].code]):
            end, entry = found
            yield Mention(
                start=token.i,
                end=end,
                code=entry.code,
                name=text[token.idx : doc[end - 1].idx + len(doc[end - 1])],
                source="known",
                kind=entry.kind,
                entry=entry,
            )


def _longest(token: Token, text: str, ends: dict[int, int], vocabulary: Vocabulary) -> tuple[int, Entry] | None:
    word = WORD.match(token.text)
    if not word or token.text[0].islower():
        return None
    for name, entry in vocabulary.names.get(word[0], ()):
        end = ends.get(token.idx + len(name))
        if end and text.startswith(name, token.idx):
            return ends[token.idx + len(name.partition(",")[0])], entry
    return None


def country_inside(doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> Mention | None:
    """Return the first name of a country, or of its people, inside the tokens `start:end`, which are more than it."""
    body = doc[start:end]
    text, begin = body.text, body.start_char
    for token in body:
        first = WORD.match(token.text)
        rest = text[token.idx - begin :]
        for name, entry in vocabulary.names.get(first[0], ()) if first else ():
            if (
                entry.code in "CN"
                and not entry.ambiguous
                and (rest + " ").startswith(name + " ")
                and not (token.i == start and rest == name)
            ):
                return Mention(
                    start=token.i, end=token.i + len(name.split()), code=entry.code, name=name, source="known", kind=entry.kind, entry=entry
                )
    return None


def part_namesakes(known: Iterable[Mention]) -> list[Mention]:
    """Make a country's name a place of which nothing is known where the text means a state of that name, "Georgia" among American names."""
    mentions = list(known)
    named = {mention.entry.country for mention in mentions if mention.entry and not (mention.code == "C" and mention.entry.namesake_in)}
    return [replace(mention, code="L", entry=None) if _is_namesake(mention.entry, mention.code, named) else mention for mention in mentions]


def _is_namesake(entry: Entry | None, code: str, named: Set[str | None]) -> bool:
    return entry is not None and code == "C" and entry.namesake_in in named and entry.country not in named
