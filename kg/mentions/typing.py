"""Stage 4f: one name has one type in a document. A title, a full name, a form or the vocabulary decides; else most of what the model says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.mention import Mention
from kg.mentions.titles import Title
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

CERTAIN = 4     # how many of the model's labels a title, a form or a full name outweighs
LIKELY = 2
WEIGHT = {"known": CERTAIN, "form": CERTAIN, "title": CERTAIN, "model": 1}


def retype(doc: Doc, mentions: Sequence[Mention], titles: Iterable[Title], vocabulary: Vocabulary) -> list[Mention]:
    """Give all mentions of one name the same code; drop organizations that the model alone sees, once, with nothing around that supports it."""
    votes = _votes(mentions, {title.end for title in titles})
    typed = []
    for mention in mentions:
        code = mention.code if mention.entry else max(sorted(votes[mention.name]), key=lambda c: votes[mention.name][c])
        if code != mention.code:
            mention = replace(mention, code=code, kind=None)
        if code != "O" or _supported(doc, mention, votes[mention.name], vocabulary):
            typed.append(mention)
    return typed


def _votes(mentions: Sequence[Mention], after_titles: set[int]) -> Mapping[str, Counter[str]]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[mention.name][mention.code] += WEIGHT[mention.source]
        if mention.start in after_titles and mention.source == "model":
            votes[mention.name]["P"] += LIKELY
    people = {name.split()[-1] for name, count in votes.items() if " " in name and count.most_common(1)[0][0] == "P"}
    for name, count in votes.items():
        if name in people:
            count["P"] += CERTAIN
    return votes


def _supported(doc: Doc, mention: Mention, votes: Counter[str], vocabulary: Vocabulary) -> bool:
    """Tell whether anything but one look of the model says that this is an organization."""
    if mention.source != "model" or votes["O"] > 1 or mention.end - mention.start > 1:
        return True
    after = doc[mention.end] if mention.end < len(doc) else None
    before = doc[mention.start - 1] if mention.start else None
    acts = after is not None and after.tag_ in ("VBD", "VBZ", "POS", "MD")
    placed = before is not None and before.lower_ in ("at", "of", "for", "with", "by", "from")
    return acts or placed or doc[mention.start].is_upper
