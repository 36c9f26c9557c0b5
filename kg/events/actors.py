"""Who is meant by a phrase: a name, "Russian missiles", "she", "the minister"; and which place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.events.kinds import load_events
from kg.resolve import Resolved
from kg.statements.names import MEANT, NAMED, Names
from kg.statements.pronouns import person
from kg.statements.speakers import described
from kg.statements.speech import load_speech

if TYPE_CHECKING:
    from spacy.tokens import Token

MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An entity as the tokens `first:last` tell it; its `code` is P person, O organization, C country, L other place."""

    entity: str
    code: str
    first: int
    last: int
    confidence: float = NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What finding actors needs of a document."""

    names: Names
    resolved: Resolved

    def actors(self, head: Token) -> list[Part]:
        """Return who a phrase and those joined to it by "and" mean, in order; none where it isn't safe."""
        heads = [head, *head.conjuncts] if head.dep_ != "conj" else [head]
        found = [part for token in heads if token.i >= head.i for part in self._phrase(token)]
        return list({part.entity: part for part in reversed(found)}.values())[::-1]

    def _phrase(self, head: Token) -> list[Part]:
        part = self._actor(head)
        if part is not None:
            return [part]
        apposed = [child for child in head.children if child.dep_ == "appos"]
        return [part for child in apposed for token in (child, *child.conjuncts) if (part := self._actor(token)) is not None]

    def _actor(self, head: Token) -> Part | None:
        names = self.names
        if head.lower_ in load_speech().words["he"]:
            speaker = person(head, names) if head.i not in names.quoted else None
            return self._part(speaker.entity, head.i, head.i + 1, MEANT) if speaker else None
        if head.tag_ in ("WP", "WDT") and head.head.dep_ == "relcl":
            return self._actor(head.head.head) if head.head.head.i != head.i else None
        mention = names.mentions.get(head.i)
        if mention is not None and (entity := names.ids.get(mention.start)):
            return self._part(entity, mention.start, mention.end, NAMED)
        if meant := names.meant.get(head.i):
            return self._part(meant, head.i, head.i + 1, MEANT)
        if head.lower_ in load_events().words["stand_for"] or head.i in names.titles and names.titles[head.i].plural:
            return self._stood_for(head)
        if head.i in names.titles and (speaker := described(head, names)):
            return self._part(speaker.entity, speaker.first, speaker.last, speaker.confidence)
        return None

    def _stood_for(self, head: Token) -> Part | None:
        """Return the country or body before "missiles" or "officials", or behind "of": "members of the League"."""
        for part in self.before(head):
            if part.code in "OC":
                return Part(entity=part.entity, code=part.code, first=part.first, last=head.i + 1)
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in load_events().words["of_whom"]:
                for target in child.children:
                    inner = self._actor(target) if target.dep_ == "pobj" else None
                    if inner is not None and inner.code in "OC":
                        return Part(entity=inner.entity, code=inner.code, first=head.i, last=inner.last)
        return None

    def before(self, head: Token) -> Iterator[Part]:
        """Yield what is named right before a noun and belongs to it: "US-Russia | talks", "Russian missile | attack"."""
        i = head.left_edge.i
        while i < head.i:
            mention = self.names.mentions.get(i)
            if mention is None:
                i += 1
                continue
            entity = self.names.ids.get(mention.start)
            root = next(
                (self.names.doc[k] for k in range(i, mention.end) if not mention.start <= self.names.doc[k].head.i < mention.end), None
            )
            if entity and root is not None and self._belongs(root, head):
                yield self._part(entity, mention.start, mention.end, NAMED)
            i = mention.end

    def _belongs(self, token: Token, head: Token) -> bool:
        """Tell whether a name's head hangs on the noun itself, or on a word of means before it ("missile")."""
        for _ in range(4):
            if token.dep_ not in MODIFIERS and token.dep_ not in ("conj", "punct", "dep"):
                return False
            token = token.head
            if token.i == head.i:
                return True
            if not (token.i in self.names.mentions or token.lower_ in load_events().words["stand_for"]):
                return False
        return False

    def _part(self, entity: str, first: int, last: int, confidence: float) -> Part:
        return Part(entity=entity, code=self.code(entity), first=first, last=last, confidence=confidence)

    def code(self, entity: str) -> str:
        """Return P, O, C or L for an entity."""
        found = self.resolved.entities[entity]
        if found.type == "Place":
            return "C" if found.properties.get("kind") == "country" else "L"
        return found.type[0]

    def places(self, head: Token) -> Iterator[Part]:
        """Yield the places that a phrase behind "in" names: "the city of Sumy", "Kenya's Rift Valley region", "Nairobi, Kenya"."""
        names, words = self.names, load_events().words
        at_head = names.mentions.get(head.i)
        if not (at_head and at_head.code in "LC") and head.lower_ not in words["place_heads"]:
            return
        i = head.left_edge.i
        while i <= head.right_edge.i:
            token, mention = names.doc[i], names.mentions.get(i)
            if mention is None:
                if token.tag_[:2] in ("VB", "WD", "WP", "WR") or token.tag_ == "IN" and token.lower_ not in words["within"]:
                    return
                i += 1
                continue
            entity = names.ids.get(mention.start)
            if mention.code in "LC" and entity and self.resolved.entities[entity].type == "Place":
                yield self._part(entity, mention.start, mention.end, NAMED)
            elif mention.code in "POG" and i > head.i:
                return
            i = mention.end
