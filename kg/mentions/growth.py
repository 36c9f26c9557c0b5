"""Stage 4h: people's names of one word that the model cut: "Bela | Novak"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.mention import Mention
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMING = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ", "FW"})  # what the model takes the words of names for


def grow(doc: Doc, mentions: Sequence[Mention], titled: frozenset[int], vocabulary: Vocabulary) -> list[Mention]:
    """Return the mentions with a capitalized word beside a person's single name taken into it, where nothing else has it."""
    taken = {i for mention in mentions for i in range(mention.start, mention.end)} | titled
    mentions = [_hyphened(doc, mention) if mention.code == "P" else mention for mention in mentions]
    return [
        _grown(doc, mention, taken, vocabulary)
        if mention.code == "P" and mention.end - mention.start == 1 and mention.source == "model"
        else mention
        for mention in mentions
    ]


def _grown(doc: Doc, mention: Mention, taken: set[int], vocabulary: Vocabulary) -> Mention:
    before, after = mention.start - 1, mention.end
    if before >= 0 and not doc[mention.start].is_sent_start and before not in taken and _is_name(doc, before, vocabulary):
        return replace(mention, start=before, name=doc[before : mention.end].text)
    if after < len(doc) and not doc[after].is_sent_start and after not in taken and _is_name(doc, after, vocabulary):
        return replace(mention, end=after + 1, name=doc[mention.start : after + 1].text)
    return mention


def _hyphened(doc: Doc, mention: Mention) -> Mention:
    """Take in what a hyphen joins to the end of a name: "Seo Min | -ah"."""
    end = mention.end
    joined = (
        end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_ and doc[end + 1].is_alpha
    )
    return (
        replace(mention, end=end + 2, name=doc[mention.start : end + 2].text)
        if joined and doc[end + 1].is_lower and len(doc[end + 1]) < 5
        else mention
    )


def _is_name(doc: Doc, i: int, vocabulary: Vocabulary) -> bool:
    token = doc[i]
    if token.tag_ == "PRP" and token.is_title and len(token) > 1:  # "Chen He"
        return True
    if token.text in vocabulary.words["month_names"] and not (i + 1 < len(doc) and doc[i + 1].like_num):
        return True
    known = (
        token.lower_ in vocabulary.words["no_name"]
        or token.lower_ in vocabulary.honorifics
        or token.text in vocabulary.words["calendar"]
        or token.lower_ in vocabulary.status
    )
    return (
        token.is_title and token.is_alpha and len(token) > 1 and token.tag_ in NAMING and not known and token.lower_ not in vocabulary.forms
    )
