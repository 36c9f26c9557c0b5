"""Stage 5c: capitals and seats of power that stand for their country: "Moscow has accused", "Beijing's delegation", not "In Moscow"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.mentions import Mention
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

LOOKAHEAD = 6


def find_metonyms(doc: Doc, mentions: Sequence[Mention], vocabulary: Vocabulary) -> frozenset[int]:
    """Return the first tokens of the mentions of capitals that act: before a verb of saying or deciding, or before what only a state
    has."""
    return frozenset(
        mention.start
        for mention in mentions
        if mention.code == "L"
        and mention.entry is not None
        and mention.entry.speaks
        and not _located(doc, mention)
        and _acts(doc, mention, vocabulary)
    )


def _located(doc: Doc, mention: Mention) -> bool:
    return mention.start > 0 and not doc[mention.start].is_sent_start and doc[mention.start - 1].tag_ in ("IN", "TO", "NNP", "NN", "HYPH")


def _acts(doc: Doc, mention: Mention, vocabulary: Vocabulary) -> bool:
    after = doc[mention.end : mention.end + LOOKAHEAD]
    if len(after) and after[0].text in ("'s", "’s"):
        return any(token.lower_ in vocabulary.words["of_states"] for token in after[1:])
    if len(after) and after[0].lower_ in ("side", "delegation", "team"):
        return True
    verb = next((token for token in after if token.lower_ not in vocabulary.words["auxiliaries"]), None)
    return verb is not None and verb.lower_ in vocabulary.words["acts"]
