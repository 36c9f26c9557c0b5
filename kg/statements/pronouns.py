"""Whom a speaker's pronoun means: "he said", "it added"; and who is the only person that "the actor" can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.statements.cues import SUBJECTS
from kg.statements.names import MEANT, Names, Speaker
from kg.statements.speech import load_speech

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BACK = 3  # sentences back in which a pronoun's person is looked for


def person(pronoun: Token, names: Names) -> Speaker | None:
    """Return the person whom "he" or "she" means: the only one, or the subject, of its sentence so far or the nearest that names one."""
    sentence = pronoun.sent
    here = _people(names, sentence.start, pronoun.i, pronoun)
    if here:
        return _pronoun(pronoun, here[0], names) if len(set(here)) == 1 or _is_subject(names, sentence.start, pronoun.i, here[0]) else None
    if sentence.start > 0 and len(_speakers(names, names.doc[sentence.start - 1].sent, pronoun)) > 1:
        return None  # "A said ..., while B wrote ... He added ..."
    if meant := names.meant.get(pronoun.i):
        return _pronoun(pronoun, meant, names)
    first = sentence.start
    for _ in range(BACK):
        if first == 0:
            return None
        before = names.doc[first - 1].sent
        speakers = _speakers(names, before, pronoun)
        if len(speakers) == 1:
            return _pronoun(pronoun, speakers[0], names)
        people = _people(names, before.start, before.end, pronoun)
        if people:
            safe = len(set(people)) == 1 or _is_subject(names, before.start, before.end, people[0])
            return _pronoun(pronoun, people[0], names) if safe else None
        first = before.start
    return None


def _speakers(names: Names, sentence: Span, pronoun: Token) -> list[str]:
    """Return the people who speak in a sentence, those of the other sex aside."""
    told = [speaker.entity for at, speaker in names.told.items() if sentence.start <= at < sentence.end]
    return [entity for entity in dict.fromkeys(told) if entity.startswith("person:") and _fits(pronoun, entity, names)]


def _pronoun(pronoun: Token, entity: str, names: Names) -> Speaker:
    names.sexes.setdefault(entity, pronoun.lower_)
    return Speaker(entity=entity, first=pronoun.i, last=pronoun.i + 1, confidence=MEANT)


def _people(names: Names, first: int, last: int, pronoun: Token) -> list[str]:
    """Return the people named between two tokens outside quotations, in order, those of the other sex aside; no owners ("Okafor's")."""
    found = []
    for i in range(first, last):
        mention = names.mentions.get(i)
        owner = mention is not None and names.doc[mention.end : mention.end + 1].text in ("'s", "’s")
        if mention is not None and mention.start == i and mention.code == "P" and i not in names.quoted and not owner:
            entity = names.ids.get(i)
            if entity and _fits(pronoun, entity, names):
                found.append(entity)
    return found


def _is_subject(names: Names, first: int, last: int, entity: str) -> bool:
    return any(names.entity(i) == entity and names.doc[i].dep_ in SUBJECTS for i in range(first, last))


def _fits(pronoun: Token, entity: str, names: Names) -> bool:
    """Tell whether nothing beside a person's names says that "he" is a woman, or "she" a man."""
    words = load_speech().words
    if pronoun.lower_ in words["he"] and names.sexes.get(entity, pronoun.lower_) != pronoun.lower_:
        return False
    other = words["female" if pronoun.lower_ == "he" else "male"]
    return not any(
        names.doc[mention.start - 1].lower_ in other
        for i, mention in names.mentions.items()
        if i == mention.start > 0 and names.ids.get(i) == entity
    )


def body_before(pronoun: Token, names: Names) -> Speaker | None:
    """Return the body or country that spoke last, where that was in the sentence before: "The ministry said ... It added ..."."""
    start = pronoun.sent.start
    if start == 0:
        return None
    before = names.doc[start - 1].sent
    said = [speaker for at, speaker in sorted(names.told.items()) if before.start <= at < before.end]
    return _pronoun(pronoun, said[-1].entity, names) if said and not said[-1].entity.startswith("person:") else None


def only_subject(head: Token, names: Names) -> str | None:
    """Return the subject of the sentence before, or else of this one, outside of quotations, where it is the only person there."""
    start = head.sent.start
    while start > 0 and names.doc[start - 1].i in names.quoted:
        start = names.doc[start - 1].sent.start
    before = names.doc[start - 1].sent if start > 0 else None
    for first, last in ((head.sent.start, head.i), (before.start, before.end) if before is not None else (0, 0)):
        people = _people(names, first, last, head)
        if people:
            return people[0] if len(set(people)) == 1 and _is_subject(names, first, last, people[0]) else None
    return None
