"""What stands where about a verb or noun: its subject, its object, and what prepositions tie to it, by the model's parse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.events.kinds import load_events
from kg.statements.cues import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The heads of phrases by their slot: subject, object, dative, or a preposition.

    `anchors` are the tokens whose time is the event's. `inner` are the subjects of a clause that the verb has ("demanded that Kenya |").
    `hosted` tells that the subject of the verb that holds a noun is the host.
    `passive` tells of a verb that it is in the passive.
    """

    slots: Mapping[str, tuple[Token, ...]]
    anchors: frozenset[int] = frozenset()
    inner: tuple[Token, ...] = ()
    hosted: bool = False
    passive: bool = False


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive: "was struck", "struck by", "was arrested and charged"."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in ("aux", "dobj", *SUBJECTS) for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_.startswith("VB"):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl", "relcl", "ROOT", "ccomp", "dep")


def of_verb(verb: Token) -> Phrase:
    """Return what stands about a verb; a passive is turned round."""
    slots: dict[str, list[Token]] = {}
    passive = is_passive(verb)
    at = subject_of(verb) if not _is_loose(verb) else None
    subject = verb.doc[at] if at is not None else None
    subject = max((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), default=subject, key=attrgetter("i"))
    if passive and subject is None and verb.dep_ == "acl":
        subject = verb.head
    if subject is not None:
        slots.setdefault("object" if passive else "subject", []).append(subject)
    for child in verb.children:
        if child.dep_ == "dobj":
            slots.setdefault("object", []).append(_relative(child, verb))
            for joined in (child, *child.conjuncts):
                _prepositions(joined, slots)
        elif child.dep_ == "dative" and child.tag_ != "IN":
            slots.setdefault("dative", []).append(child)
        elif child.dep_ in ("agent", "prep", "dative"):
            _preposition(child, "subject" if child.dep_ == "agent" and passive else child.lower_, slots)
    inner = tuple(
        grand
        for child in verb.children
        if child.dep_ in ("ccomp", "xcomp")
        for grand in child.children
        if grand.dep_ in ("nsubj", "nsubjpass")
    )
    return Phrase(slots={slot: tuple(found) for slot, found in slots.items()}, anchors=frozenset({verb.i}), inner=inner, passive=passive)


def _is_loose(verb: Token) -> bool:
    """Tell whether it is open who did it: "Okafor appointed him minister, which he was until 2018, | resigning"."""
    between = verb.doc[verb.head.i + 1 : verb.i] if verb.dep_ == "advcl" and verb.tag_ == "VBG" else ()
    return any(token.dep_ in SUBJECTS and token.tag_ not in ("WP", "WDT") for token in between)


def _relative(token: Token, verb: Token) -> Token:
    return verb.head if token.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else token


def _prepositions(token: Token, slots: dict[str, list[Token]]) -> None:
    for child in token.children:
        if child.dep_ == "prep":
            _preposition(child, child.lower_, slots)


def _preposition(preposition: Token, slot: str, slots: dict[str, list[Token]]) -> None:
    for child in preposition.children:
        if child.dep_ == "pobj":
            slots.setdefault(slot, []).append(child)
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ in load_events().words["nested"]:  # "sat at a table in"
                    _preposition(inner, inner.lower_, slots)


def of_noun(noun: Token) -> Phrase:
    """Return what stands about a noun, and about the verb that holds it ("Kenya held talks") or says that it happened."""
    known = load_events()
    slots: dict[str, list[Token]] = {}
    anchors = {noun.i}
    _prepositions(noun, slots)
    if "between" not in slots:  # "calls last week between A and B", where the model ties it to a verb
        for token in noun.doc[noun.i + 1 : min(noun.i + 5, noun.sent.end)]:
            if token.lower_ == "between":
                _preposition(token, "between", slots)
    hosted = False
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and (child.lower_ in known.bases or child.lower_ in known.words["participles"]):
            anchors.add(child.i)
            own = of_verb(child)
            for slot, found in own.slots.items():
                if slot not in ("subject", "object") or slot == "subject" and is_passive(child):
                    slots.setdefault(slot, []).extend(found)
    top = noun
    while top.dep_ == "conj" and top.head.tag_[:2] == "NN":
        top = top.head
    verb = top.head
    if top.dep_ == "pobj":  # "three days of negotiations", "took part in negotiations"
        above = top.head.head
        if top.head.lower_ == "of" and above.dep_ in ("dobj", "nsubj", "nsubjpass") and above.tag_[:2] in ("NN", "CD"):
            top, verb = above, above.head
        elif top.head.lower_ in known.words["participated"] and above.tag_.startswith("VB"):
            anchors.add(above.i)
            base = known.bases.get(above.lower_)
            if base in known.words["partakes"]:
                _from_verb(above, slots, subject=True)
            return Phrase(slots={slot: tuple(found) for slot, found in slots.items()}, anchors=frozenset(anchors))
    if verb.tag_.startswith("VB") and verb.i != top.i and (base := known.bases.get(verb.lower_)):
        if top.dep_ == "dobj" and base in known.words["light"]:
            hosted = base in known.words["hosts"]
            anchors.add(verb.i)
            _from_verb(verb, slots, subject=True)
        elif top.dep_ == "nsubjpass" and base in known.words["light"]:  # "the attack was launched by"
            anchors.add(verb.i)
            _from_verb(verb, slots, subject=True)
        elif top.dep_ in SUBJECTS and base in known.words["occur"]:
            anchors.add(verb.i)
            _from_verb(verb, slots, subject=False)
            if base in known.words["hits"]:  # "an earthquake hit Nairobi"
                slots.setdefault("in", []).extend(child for child in verb.children if child.dep_ == "dobj")
    return Phrase(slots={slot: tuple(found) for slot, found in slots.items()}, anchors=frozenset(anchors), hosted=hosted)


def _from_verb(verb: Token, slots: dict[str, list[Token]], *, subject: bool) -> None:
    own = of_verb(verb)
    for slot, found in own.slots.items():
        if slot == "subject" and subject or slot not in ("subject", "object", "dative"):
            slots.setdefault(slot, []).extend(found)
