"""Stage 4: all mentions of people, organizations and places in a document, and all titles, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from kg.annotate import Annotated
from kg.mentions.forms import find_forms
from kg.mentions.growth import grow
from kg.mentions.known import find_known, part_namesakes
from kg.mentions.longer import of_event, whole_names
from kg.mentions.marks import find_marks
from kg.mentions.memory import recall
from kg.mentions.mention import SOURCES, Mention
from kg.mentions.model import find_by_model
from kg.mentions.people import find_given, find_people
from kg.mentions.titles import Title, find_titles, shortened
from kg.mentions.typing import retype
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Mention", "Title", "find_mentions"]


def find_mentions(annotated: Annotated, vocabulary: Vocabulary) -> tuple[tuple[Mention, ...], tuple[Title, ...]]:
    """Return the mentions and the titles of a document, each in order of place."""
    doc = annotated.doc
    titles = find_titles(doc, vocabulary)
    titled = frozenset(
        i for title in titles for i in range(title.start, title.end) if not (title.plural and doc[title.head].text[0].isupper())
    )
    known = list(whole_names(doc, part_namesakes(doc, find_known(doc, vocabulary), vocabulary), titled, vocabulary))
    marks = list(find_marks(doc, vocabulary, titled))
    marked = {i for mark in marks for i in range(mark.start, mark.end)}
    known = sorted([*_beside(known, marked), *marks], key=lambda mention: mention.start)
    forms = list(
        find_forms(doc, vocabulary, {mention.end - 1: mention for mention in known}, titled, frozenset(title.head for title in titles))
    )
    model = list(_beside(find_by_model(doc, vocabulary, titled, {mention.start: mention for mention in known}), marked))
    ends = {title.end for title in titles if not title.plural}
    forms = [form for form in forms if form.start not in ends or form.code == "G"]
    organs = {form.end: form.start for form in forms if form.code == "G"}
    model = [mention for mention in model if organs.get(mention.end, mention.start) <= mention.start or mention.code == "P"]
    people = find_people(doc, titles, vocabulary, _by_token([*known, *forms]))
    given = find_given(doc, vocabulary, _by_token([*known, *forms, *model]), titled)
    named = [
        mention
        for mention in choose([*known, *forms, *model, *people, *given])
        if mention.source in ("known", "form", "title") and mention.code != "L" or not of_event(doc, mention.start, mention.end, vocabulary)
    ]
    named = grow(doc, named, titled, vocabulary)
    chosen = recall(doc, retype(doc, named, titles, vocabulary), vocabulary)
    return apart(doc, chosen, titles)


def _beside(mentions: Iterable[Mention], marked: Set[int]) -> Iterator[Mention]:
    """Yield the mentions that lie over none of the tokens of marks."""
    return (mention for mention in mentions if marked.isdisjoint(range(mention.start, mention.end)))


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


def apart(doc: Doc, mentions: Sequence[Mention], titles: Sequence[Title]) -> tuple[tuple[Mention, ...], tuple[Title, ...]]:
    """Return mentions and titles without those that lie over each other.

    A name inside a title of several words is no name ("member of | Parliament", "| government spokesman"); one at a title's beginning
    that has its
    own owner before it cuts it short ("Chinese foreign ministry | spokesman"); else the title goes.
    """
    spans = {i: title for title in titles for i in range(title.start, title.end)}
    kept = [
        m
        for m in mentions
        if not (
            (title := spans.get(m.start))
            and m.end <= title.end
            and m.source != "form"
            and (m.end > title.head - 1 or doc[m.start].is_lower)
        )
    ]
    taken = _by_token(kept)
    clear = [_clear(doc, title, taken) for title in titles]
    return tuple(kept), tuple(title for title in clear if title is not None)


def _clear(doc: Doc, title: Title, taken: Mapping[int, Mention]) -> Title | None:
    last = next((i for i in range(title.end - 1, title.start - 1, -1) if i in taken), None)
    if last is None:
        return title
    return shortened(title, last + 1, doc) if last < title.head else None


def _by_token(mentions: Iterable[Mention]) -> Mapping[int, Mention]:
    return {i: mention for mention in mentions for i in range(mention.start, mention.end)}
