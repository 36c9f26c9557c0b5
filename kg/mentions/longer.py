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


def of_event(doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the tokens `start:end` are only a part of the name of an event, prize or law: "Treaty of | Rome", "Okafor | Prize"."""
    i = start - 1 - (start > 0 and doc[start - 1].lower_ == "the")
    if i > 0 and doc[i].text == "of" and doc[i - 1].text[0].isupper() and doc[i - 1].lower_ in vocabulary.words["events_of"]:
        return True
    after = doc[end : end + 2]
    groups = (vocabulary.words["things"], vocabulary.words["events"])
    last = next((token for token in after if any(token.lower_ in group for group in groups)), None)
    return last is not None and all(
        token.text[0].isupper() and token.tag_ in NAMING and not token.is_sent_start for token in doc[end : last.i + 1]
    )
