"""Who says it: the entity that the subject of a cue names, by a name, a pronoun or an office. Where that isn't safe: nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.statements.cues import Cue, subject_of
from kg.statements.names import LIKELY, MEANT, Names, Speaker
from kg.statements.pronouns import body_before, only_subject, person
from kg.statements.speech import load_speech

if TYPE_CHECKING:
    from spacy.tokens import Token

APART = frozenset({"IN", "TO", "CC", "POS", ","})  # before a name that is no part of the phrase before it
DESCRIBING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})  # what stands between a verb and the name of who did it
NEAR = 10  # tokens between a statement and its author


def speakers_of(cue: Cue, names: Names) -> list[Speaker]:
    """Return who speaks; several where their names are joined ("A and B said"), none where nobody is named safely."""
    heads = _heads(cue, names)
    found = [speaker for head in heads if (speaker := _speaker(head, cue, names))]
    if found and len(found) == len(heads):
        names.told[cue.at] = found[0]
        return found
    return []


def _heads(cue: Cue, names: Names) -> list[Token]:
    doc = names.doc
    if cue.subject is None:
        near = _beside(cue, names)
        return [doc[near]] if near is not None else []
    head = doc[cue.subject]
    return [head, *(child for child in head.conjuncts if child.i in names.mentions and child.head.i == head.i and head.i in names.mentions)]


def _beside(cue: Cue, names: Names) -> int | None:
    """Return a name or pronoun that stands right beside a verb of which the model saw no subject: "| said Ada Okafor"."""
    doc, words = names.doc, load_speech().words
    for i in (cue.at - 1, cue.at + 1):
        if (
            0 <= i < len(doc)
            and i not in names.quoted
            and (i in names.mentions and names.mentions[i].code != "N" or doc[i].lower_ in words["he"])
        ):
            inverted = i < cue.at or cue.kind == "say" and cue.verb != "tell"
            return i if inverted and doc[i].sent.start == doc[cue.at].sent.start else None
    return None


def _speaker(head: Token, cue: Cue, names: Names) -> Speaker | None:
    words = load_speech().words
    if head.lower_ in words["he"]:
        return person(head, names)
    if head.lower_ in words["it"]:
        return _issuer(head, names) if cue.verb in load_speech().of["written"] else body_before(head, names)
    return (
        _at_verb(head, cue, names)
        or _behind_title(head, cue, names)
        or _named(head, names)
        or _set_apart(head, names)
        or _sided(head, names)
        or _of_place(head, names)
        or _author(head, names)
        or described(head, names)
        or (_issuer(head, names) if head.lower_ in words["writings"] else None)
    )


def _named(head: Token, names: Names) -> Speaker | None:
    """Return what a name says: that of the word itself, or of its apposition ("the envoy, Ada Okafor")."""
    mention = names.mentions.get(head.i)
    if mention is None:
        for child in head.children:
            other = names.mentions.get(child.i)
            if child.dep_ == "appos" and other is not None and other.code == "P":
                mention = other
    if mention is None or mention.code == "N" or mention.kind == "city" and not (mention.entry and mention.entry.speaks):
        return None
    entity = names.ids.get(mention.start)
    if mention.code == "L" and mention.entry is not None and mention.entry.speaks and mention.entry.country:
        entity = mention.entry.country
    return Speaker(entity=entity, first=mention.start, last=mention.end) if entity else None


def _at_verb(head: Token, cue: Cue, names: Names) -> Speaker | None:
    """Return the person whose name ends a phrase right before the verb, of which the model took another word for the head.

    "The envoy to Kenya Ada Okafor said", "the president of the League for Peace, Ada Okafor, said", but not "the aide of Ada Okafor said".
    """
    doc = names.doc
    end = cue.at
    while end > head.i and (doc[end - 1].tag_ == "RB" or doc[end - 1].dep_ == "aux"):
        end -= 1
    end -= doc[end - 1].text == ","
    mention = names.mentions.get(end - 1)
    if (
        mention is None
        or mention.code != "P"
        or mention.start <= head.i
        or head.i in names.mentions
        and names.mentions[head.i].end == mention.start
    ):
        return None
    before = doc[mention.start - 1]
    described = (
        before.i in names.titles or before.tag_ == "NN" or before.i != head.i and head.i in names.titles and before.tag_ not in APART
    )
    apposed = before.text == "," and head.i not in names.mentions
    clear = not any(doc[i].tag_.startswith("VB") for i in range(head.i, mention.start))
    entity = names.ids.get(mention.start)
    return Speaker(entity=entity, first=mention.start, last=mention.end) if entity and clear and (described or apposed) else None


def _set_apart(head: Token, names: Names) -> Speaker | None:
    """Return the person set apart by commas behind a title that is the subject: "The mayor of Nairobi, Ada Okafor, left, | adding ..."."""
    if head.i not in names.titles or head.i in names.mentions or head.i > head.head.i:
        return None
    doc = names.doc
    for i in range(head.i + 2, head.head.i):
        mention = names.mentions.get(i)
        if doc[i].tag_.startswith("VB"):
            return None
        if mention is not None and mention.code == "P" and mention.start == i and doc[i - 1].text == doc[mention.end].text == ",":
            return Speaker(entity=names.ids[i], first=mention.start, last=mention.end) if i in names.ids else None
    return None


def _behind_title(head: Token, cue: Cue, names: Names) -> Speaker | None:
    """Return the person behind a description that follows the verb: "said the mayor of Nairobi Ada Okafor", "said co-author Bela Novak"."""
    if head.i < cue.at or head.i in names.mentions or head.i not in names.titles and head.tag_ not in DESCRIBING:
        return None
    for i in range(head.i + 1, min(head.i + NEAR, len(names.doc))):
        mention, token = names.mentions.get(i), names.doc[i]
        if mention is not None and mention.code == "P":
            entity = names.ids.get(mention.start)
            return Speaker(entity=entity, first=mention.start, last=mention.end) if entity and names.doc[i - 1].tag_ not in APART else None
        told = (
            token.text == "-" or token.tag_ in DESCRIBING or head.i in names.titles and not (token.is_punct or token.tag_.startswith("VB"))
        )
        if not told:
            return None
    return None


def _of_place(head: Token, names: Names) -> Speaker | None:
    """Return the place that "the city of Nairobi" and "the government of Kenya" stand for."""
    words, i = load_speech().words, head.i + 2
    mention = names.mentions.get(i)
    if head.lower_ not in words["of_place"] or names.doc[head.i + 1 : i].text != "of" or mention is None or mention.code not in "CL":
        return None
    entity = names.ids.get(i)
    return Speaker(entity=entity, first=head.i, last=mention.end) if entity else None


def _issuer(head: Token, names: Names) -> Speaker | None:
    """Return who published what is read from: "The bank issued a statement. | It read ...", "According to its statement, | the bank"."""
    words = load_speech().words
    owned = any(child.dep_ == "poss" and child.lower_ in words["its"] for child in head.children)
    before = names.doc[head.sent.start - 1].sent if head.sent.start else head.sent
    verbs = [token.head for token in before if token.lower_ in words["writings"] and token.dep_ == "dobj"]
    at = subject_of(head.sent.root) if owned else subject_of(verbs[-1]) if verbs else None
    return _named(names.doc[at], names) if at is not None and at not in names.quoted else None


def _sided(head: Token, names: Names) -> Speaker | None:
    """Return whom "the Kenyan delegation" and "Ada Okafor's statement" stand for."""
    words = load_speech().words
    owner = head.i - 1 - (names.doc[head.i - 1].tag_ == "POS")
    mention = names.mentions.get(owner)
    entity = names.entity(owner)
    if mention is None or entity is None or mention.end - 1 != owner:
        return None
    if head.lower_ in words["sides"] and mention.code in "CNL":
        return Speaker(entity=names.owners.get(entity, entity), first=mention.start, last=head.i + 1)
    if head.lower_ in words["writings"] and mention.code in "POGC" and owner < head.i - 1:
        return Speaker(entity=entity, first=mention.start, last=head.i + 1)
    return None


def _author(head: Token, names: Names) -> Speaker | None:
    """Return whose "a statement on Monday by Ada Okafor" is."""
    words = load_speech().words
    if head.lower_ not in words["writings"]:
        return None
    for i in range(head.i + 1, min(head.i + NEAR, head.sent.end)):
        mention = names.mentions.get(i)
        if names.doc[i].is_punct or names.doc[i].tag_.startswith("VB"):
            return None
        entity = names.entity(i)
        if (
            mention is not None
            and entity
            and mention.code in "POGC"
            and any(names.doc[k].lower_ in words["of_author"] for k in range(head.i + 1, mention.start))
        ):
            people = (
                next((m for k in range(i, min(i + NEAR, head.sent.end)) if (m := names.mentions.get(k)) and m.code == "P"), None)
                if mention.code in "CN"
                else None
            )
            chosen = people or mention
            return Speaker(entity=names.ids[chosen.start], first=head.i, last=chosen.end) if chosen.start in names.ids else None
    return None


def described(head: Token, names: Names) -> Speaker | None:
    """Return whom "the ministry" means, or "the minister" where only one person of the document is one and was named before."""
    if meant := names.meant.get(head.i):
        return Speaker(entity=meant, first=head.i, last=head.i + 1, confidence=MEANT)
    title = names.titles.get(head.i)
    if (
        title is None
        or title.plural
        or names.doc[title.start - 1 : title.start].text.lower() not in ("the", "'s", "’s")
        and not names.mentions.get(title.start - 1)
    ):
        return None
    people = names.offices.get(head.lower_, frozenset())
    named = {
        entity
        for i, mention in names.mentions.items()
        if i < head.i and mention.code == "P" and (entity := names.ids.get(mention.start)) in people
    }
    if len(people) == 1 and named:
        return Speaker(entity=next(iter(people)), first=title.start, last=title.end, confidence=MEANT)
    entity = only_subject(head, names) if not people else None
    return Speaker(entity=entity, first=title.start, last=title.end, confidence=LIKELY) if entity else None
