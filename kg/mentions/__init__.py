"""Stage 4: all mentions of people, organizations and places in a document, and all titles, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.annotate import Annotated
from kg.mentions.forms import find_forms
from kg.mentions.growth import grow
from kg.mentions.known import find_known
from kg.mentions.memory import recall
from kg.mentions.mention import SOURCES, Mention
from kg.mentions.model import find_by_model
from kg.mentions.people import find_people
from kg.mentions.titles import Title, find_titles
from kg.mentions.typing import retype
from kg.vocabulary import Vocabulary

__all__ = ["Mention", "Title", "find_mentions"]


def find_mentions(annotated: Annotated, vocabulary: Vocabulary) -> tuple[tuple[Mention, ...], tuple[Title, ...]]:
    """Return the mentions and the titles of a document, each in order of place."""
    doc = annotated.doc
    titles = find_titles(doc, vocabulary)
    titled = frozenset(i for title in titles for i in range(title.start, title.end) if not (title.plural and doc[title.head].text[0].isupper()))
    known = list(find_known(doc, vocabulary))
    forms = list(find_forms(doc, vocabulary, {mention.end - 1: mention for mention in known}, titled))
    model = list(find_by_model(doc, vocabulary, titled, {mention.start: mention for mention in known}))
    people = find_people(doc, titles, vocabulary, _by_token([*known, *forms]))
    named = grow(doc, choose([*known, *forms, *model, *people]), titled, vocabulary)
    chosen = recall(doc, retype(doc, named, titles, vocabulary), vocabulary)
    taken = _by_token(chosen)
    return tuple(chosen), tuple(title for title in titles if not any(i in taken for i in range(title.start, title.end)))


def choose(candidates: Iterable[Mention]) -> list[Mention]:
    """Return candidates that don't overlap, in order of place: the longest first, then the one from the better source."""
    taken: set[int] = set()
    chosen = []
    for mention in sorted(candidates, key=lambda m: (m.start - m.end, SOURCES.index(m.source), m.start)):
        tokens = range(mention.start, mention.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def _by_token(mentions: Iterable[Mention]) -> Mapping[int, Mention]:
    return {i: mention for mention in mentions for i in range(mention.start, mention.end)}
