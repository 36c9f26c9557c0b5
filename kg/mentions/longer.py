"""Stage 4b, names that go on: a known place inside the longer name of an event or a club is no place there ("Paris Agreement")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.mention import Mention
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 5  # capitalized words behind a known place
NAMING = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ"})


def whole_names(doc: Doc, known: Iterable[Mention], titled: Set[int], vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the known names without the towns that are only a part of an event's name ("Chicago | Marathon"), and with clubs in place of
    their towns ("the Chicago Bears")."""
    mentions = list(known)
    taken = {i for mention in mentions for i in range(mention.start, mention.end)} | titled
    for mention in mentions:
        end = _end(doc, mention.end, taken, vocabulary) if mention.code == "L" else mention.end
        last = doc[end - 1].lower_
        if end == mention.end:
            yield mention
        elif last in vocabulary.words["teams"] or doc[end - 1].tag_ in ("NNPS", "NNP") and _is_club(doc, mention, last, vocabulary):
            yield replace(mention, end=end, code="O", name=doc[mention.start : end].text, source="form", kind="club", entry=None)
        elif last not in vocabulary.words["events"]:
            yield mention


def _end(doc: Doc, i: int, taken: Set[int], vocabulary: Vocabulary) -> int:
    """Return where the capitalized words that follow a name end."""
    end = i
    while end < len(doc) and end - i < LONGEST and end not in taken and not doc[end].is_sent_start:
        token = doc[end]
        if not token.text[0].isupper() or token.tag_ not in NAMING or token.text in vocabulary.words["calendar"]:
            break
        end += 1
    return end


def _is_club(doc: Doc, mention: Mention, last: str, vocabulary: Vocabulary) -> bool:
    """Tell whether an article stands before a town and a plural behind it, which is no event and no kind of place or body."""
    before = doc[mention.start - 1].lower_ if mention.start else ""
    plural = last.endswith("s") and not last.endswith("ss")
    return before == "the" and plural and last not in vocabulary.words["events"] and last not in vocabulary.forms


def of_event(doc: Doc, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Tell whether a name is that of a place in an event's name: "Treaty of | Rome"."""
    i = mention.start - 1 - (mention.start > 0 and doc[mention.start - 1].lower_ == "the")
    named = mention.code in "LC" and i > 0 and doc[i].text == "of" and doc[i - 1].text[0].isupper()
    return named and doc[i - 1].lower_ in vocabulary.words["events_of"]
