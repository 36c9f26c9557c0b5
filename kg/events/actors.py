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
        heads += [joined for child in head.children if child.dep_ == "appos" for joined in child.conjuncts if self._is_person(joined)]
        found = [part for token in heads if token.i >= head.i for part in self._phrase(token)]
        return list({part.entity: part for part in reversed(found)}.values())[::-1]

    def _is_person(self, token: Token) -> bool:
        """Tell whether a word is a person's name: "Okafor, the envoy, and | Novak", where the model ties the second to "envoy"."""
        mention = self.names.mentions.get(token.i)
        return mention is not None and mention.code == "P" and self.names.doc[mention.start - 1].tag_ == "CC"

    def _phrase(self, head: Token) -> list[Part]:
        part = self._actor(head)
        if part is not None:
            both = head.i not in self.names.mentions and part.first != head.i
            return [part, *(other for other in self._stand_in(head) if both and other.entity != part.entity)]
        apposed = [child for child in head.children if child.dep_ == "appos"]
        return [part for child in apposed for token in (child, *child.conjuncts) if (part := self._actor(token)) is not None]

    def _actor(self, head: Token) -> Part | None:
        names = self.names
        if head.lower_ in load_speech().words["he"]:
            return self._pronoun(head)
        if head.lower_ in load_events().words["him"] and head.tag_ == "PRP" and head.dep_ == "dobj":
            return self._object(head)
        if head.lower_ in load_speech().words["it"]:
            return self._teller(head)
        if head.tag_ in ("WP", "WDT") and head.head.dep_ == "relcl":
            return self._actor(head.head.head) if head.head.head.i != head.i else None
        mention = names.mentions.get(head.i)
        if mention is not None and (entity := names.ids.get(mention.start)):
            return self._part(entity, mention.start, mention.end, NAMED)
        if meant := names.meant.get(head.i):
            return self._part(meant, head.i, head.i + 1, MEANT)
        if head.lower_ in load_events().words["stand_for"] or head.lower_ in load_events().words["of_bodies"]:
            return self._stood_for(head)
        if head.i in names.titles and names.titles[head.i].plural:
            return self._stood_for(head)
        if head.i not in names.titles:
            return None
        if apposed := self._apposed(head):
            return apposed
        if any(child.dep_ == "appos" for child in head.children):
            return None
        if served := self._stood_for(head):  # "contacted Kenya's foreign minister"
            return served
        speaker = described(head, names)
        safe = speaker is not None and speaker.confidence >= MEANT
        return self._part(speaker.entity, speaker.first, speaker.last, speaker.confidence) if speaker and safe else None

    def _teller(self, word: Token) -> Part | None:
        """Return the country or body that tells of itself: "Kenya said | it had attacked", "the bank denied that | its guards fired"."""
        verb = next((above for above in word.ancestors if above.tag_.startswith("VB")), None)
        while verb is not None and verb.dep_ == "conj" and verb.head.tag_.startswith("VB"):
            verb = verb.head
        if verb is None or verb.dep_ != "ccomp" or not verb.head.tag_.startswith("VB"):
            return None
        tellers = [child for child in verb.head.children if child.dep_ == "nsubj" and child.lower_ not in load_speech().words["it"]]
        part = self._actor(tellers[0]) if len(tellers) == 1 else None
        return self._part(part.entity, word.i, word.i + 1, MEANT) if part is not None and part.code in "OC" else None

    def _apposed(self, head: Token) -> Part | None:
        """Return the person whose name follows a title: "the Kenyan envoy, Ada Okafor", "the minister for trade, Senator Bela Novak"."""
        names, i = self.names, self.names.titles[head.i].end
        i += i < len(names.doc) and names.doc[i].text == ","
        while i in names.titles and i not in names.mentions:
            i += 1
        mention = names.mentions.get(i)
        entity = names.ids.get(i)
        if mention is None or mention.code != "P" or mention.start != i or entity is None or names.titles[head.i].plural:
            return None
        return self._part(entity, i, mention.end, NAMED)

    def _pronoun(self, head: Token) -> Part | None:
        """Return whom "he" means, outside of quotations; not who has done something to him: "Okafor appointed him, and he served"."""
        names = self.names
        speaker = person(head, names) if head.i not in names.quoted else None
        if speaker is None:
            return None
        before = names.doc[head.sent.start : head.i]
        acted = any(token.lower_ in load_events().words["him"] and token.dep_ == "dobj" for token in before)
        if acted and any(names.entity(token.i) == speaker.entity for token in before):
            return None
        return self._part(speaker.entity, head.i, head.i + 1, MEANT)

    def _object(self, head: Token) -> Part | None:
        """Return whom "him" means: the subject of the sentence before, where this one names nobody else but who does it to him."""
        names = self.names
        if head.i in names.quoted or head.sent.start == 0:
            return None
        before = names.doc[head.sent.start - 1].sent
        subject = next((child for child in before.root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        part = self._actor(subject) if subject is not None else None
        here = {names.entity(token.i) for token in names.doc[head.sent.start : head.i]}
        if part is None or part.code != "P" or part.entity in here:
            return None
        return self._part(part.entity, head.i, head.i + 1, MEANT)

    def _stood_for(self, head: Token) -> Part | None:
        """Return the country or body before "missiles" or "officials", or behind "of": "members of the League"."""
        if part := next(self._stand_in(head), None):
            return part
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in load_events().words["of_whom"]:
                for target in child.children:
                    inner = self._actor(target) if target.dep_ == "pobj" else None
                    if inner is not None and inner.code in self._stands_for(head):
                        return Part(entity=inner.entity, code=inner.code, first=head.i, last=inner.last)
        return None

    def _stand_in(self, head: Token) -> Iterator[Part]:
        """Yield the countries and bodies right before a word that stands for them: "Kenyan and Hungarian | officials"."""
        for part in self.before(head):
            party = self.resolved.entities[part.entity].properties.get("kind") == "party"
            if part.code in self._stands_for(head) and (not party or head.lower_ in load_events().words["of_bodies"]):
                yield Part(entity=part.entity, code=part.code, first=part.first, last=head.i + 1)

    def _stands_for(self, head: Token) -> str:
        """Return the codes of what a word can stand for: "officials" for a country, "members" for a body alone, "analyst" for none."""
        title = self.names.titles.get(head.i)
        if head.lower_ in load_events().words["stand_for"] or title is not None and title.kind.represents and title.kind.state:
            return "OC"
        bodies = title is not None and (title.plural or title.kind.represents)
        return "O" if bodies or head.lower_ in load_events().words["of_bodies"] else ""

    def before(self, head: Token) -> Iterator[Part]:
        """Yield what is named right before a noun and belongs to it: "US-Russia | talks", "Russian missile | attack"."""
        i = head.left_edge.i
        while i < head.i:
            mention = self.names.mentions.get(i)
            if mention is None:
                meant = self.names.meant.get(i)
                his = self.names.doc[i].lower_ in load_events().words["his"] and self.names.doc[i].head.i == head.i
                if meant and his and self._only(meant, i):
                    yield self._part(meant, i, i + 1, MEANT)
                if self.names.doc[i].lower_ in load_speech().words["its"] and (owner := self._teller(self.names.doc[i])):
                    yield owner
                i += 1
                continue
            entity = self.names.ids.get(mention.start)
            inside = range(mention.start, mention.end)
            root = next((self.names.doc[k] for k in inside if self.names.doc[k].head.i not in inside), None)
            if entity and root is not None and self._belongs(root, head):
                yield self._part(entity, mention.start, mention.end, NAMED)
            i = mention.end

    def _only(self, person: str, i: int) -> bool:
        """Tell whether the sentence names nobody else before a token."""
        start = self.names.doc[i].sent.start
        people = [
            mention for k in range(start, i) if (mention := self.names.mentions.get(k)) and mention.start == k and mention.code == "P"
        ]
        return all(self.names.ids.get(mention.start) == person for mention in people)

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
