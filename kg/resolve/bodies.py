"""Stage 5b: which mentions of organizations in a document mean one body, and whose body it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.mentions import Mention
from kg.names import entity_id, slug
from kg.vocabulary import Vocabulary, country_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

OF = re.compile(r"^(?P<body>.+) of (?:the )?(?P<owner>[^,]+)$")
MEMBERS = re.compile(r"ic$")  # "Democratic Party": "Democrats"
PARTIES = frozenset({"party", "union"})
SHORTEST_ACRONYM = 2
SMALLEST = frozenset({"of", "the", "and"})  # words that never give an acronym a letter, and those that seldom do
SMALL = frozenset({"of", "for", "the", "and", "on", "in", "e", "de", "del", "la", "al", "des", "der", "et", "und", "y"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organization as one mention names it: its id, its name, the id of the country that has it as an organ (None where untold),
    its kind.

    `whole` is the name with that of its country where this stands right before it: "Russia's Foreign Ministry".
    """

    id: str
    name: str
    owner: str | None
    kind: str | None
    whole: str | None = None


def resolve_bodies(doc: Doc, mentions: Sequence[Mention], vocabulary: Vocabulary, document: str) -> list[Body]:
    """Return the body that each mention of code O or G in `mentions` (all of the document, in order) names.

    An organ of a state is told from its namesakes by its country ("Foreign Ministry (Russia)"); where the document names one such
    organ alone, a
    mention without a country means that one; where no mention has a country, the organ is this document's alone. An acronym in
    brackets behind a
    name, or the initials of just one name, mean that name.
    """
    bodies = [_body(doc, mentions, i, vocabulary) for i, mention in enumerate(mentions) if mention.code in "OG"]
    named = [m for m in mentions if m.code in "OG"]
    return _acronyms(doc, named, _shortened(named, _owned(bodies, document), vocabulary))


def _body(doc: Doc, mentions: Sequence[Mention], i: int, vocabulary: Vocabulary) -> Body:
    mention = mentions[i]
    if mention.entry and mention.entry.code in "OG":
        return Body(
            id=mention.entry.id,
            name=mention.entry.name,
            owner=mention.entry.country if mention.entry.code == "G" else None,
            kind=mention.kind,
        )
    name = mention.name
    owner = _before(doc, mentions, i) if mention.code == "G" else None
    told = OF.match(name)
    if told and mention.code == "G" and (country := country_of(told["owner"], vocabulary)):
        return Body(id=entity_id("organization", told["body"], country.partition(":")[2]), name=name, owner=country, kind=mention.kind)
    qualifier = owner.partition(":")[2] if owner else "?" if mention.code == "G" else None
    whole = doc[mentions[i - 1].start : mention.end].text if owner else None
    return Body(id=entity_id("organization", name, qualifier), name=name, owner=owner, kind=mention.kind, whole=whole)


def _before(doc: Doc, mentions: Sequence[Mention], i: int) -> str | None:
    """Return the country that stands right before a mention ("Russia's Foreign Ministry", "the Chinese foreign ministry")."""
    if i == 0:
        return None
    before, gap = mentions[i - 1], doc[mentions[i - 1].end : mentions[i].start]
    near = before.entry is not None and all(token.tag_ in ("POS", "JJ") for token in gap) and not any(token.is_sent_start for token in gap)
    return before.entry.country if near and before.entry and before.code in "NCGL" else None


def _owned(bodies: Sequence[Body], document: str) -> list[Body]:
    """Give a body whose country is untold the only country that the document gives to a body of that name."""
    told: dict[str, set[Body]] = {}
    for body in bodies:
        if body.owner:
            told.setdefault(body.id.partition("~")[0], set()).add(body)
    done = []
    for body in bodies:
        stem, _, qualifier = body.id.partition("~")
        ids = {other.id for other in told.get(stem, ())}
        if qualifier == "?" and len(ids) == 1:
            body = min(told[stem], key=lambda other: other.name)
        elif qualifier == "?":
            body = Body(id=f"{stem}~{document}", name=body.name, owner=None, kind=body.kind)
        done.append(body)
    return done


def _shortened(mentions: Sequence[Mention], bodies: Sequence[Body], vocabulary: Vocabulary) -> list[Body]:
    """Let a name that isn't known beforehand mean the only body whose name begins or ends with it ("Ardan" after "Ardan Air", "Commission"
    after "Fishery Commission"), the word for a party's members the only party ("Social Democrats" after "Social Democratic Party"), and an
    organ whose country is untold the only body that has its name within its own ("Supreme Court" after "US Supreme Court")."""
    longer: dict[str, dict[str, Body]] = {}
    for body in bodies:
        for part in _parts(body.name):
            longer.setdefault(part, {}).setdefault(body.id, body)
    short = []
    for mention, body in zip(mentions, bodies, strict=True):
        wider = [other for name, other in longer.get(body.name, {}).items() if name != body.id]
        only = wider[0] if len(wider) == 1 and body.owner is None and not _is_acronym(body.name) else body
        short.append(body if mention.entry and not _same_company(body, only, vocabulary) else only)
    return [_within(body, short) if body.owner is None and "~" in body.id else body for body in short]


def _same_company(short: Body, long: Body, vocabulary: Vocabulary) -> bool:
    """Tell whether a name has only a company's form more than another: "Ardan", "Ardan Corp."."""
    rest = long.name.removeprefix(short.name).lower().split()
    return all(word in vocabulary.forms and (vocabulary.forms[word].suffix or word in ("group", "news")) for word in rest)


def _parts(name: str) -> Iterator[str]:
    """Yield what a body's name of several words is cut to: its first word, its last ones, and its members ("Social Democrats")."""
    words = name.split()
    if len(words) > 1 and not _is_acronym(words[0]):
        yield words[0]
    for i in range(1, len(words)):
        yield " ".join(words[i:])
    for i in range(1, len(words)):
        if words[i].lower() in PARTIES:
            yield " ".join([*words[: i - 1], MEMBERS.sub("", words[i - 1])]) + "s"


def _within(body: Body, bodies: Sequence[Body]) -> Body:
    wider = {
        other.id: other
        for other in bodies
        if other.id != body.id and f" {body.name.lower()} " in f" {(other.whole or other.name).lower()} "
    }
    return next(iter(wider.values())) if len(wider) == 1 else body


def _acronyms(doc: Doc, mentions: Sequence[Mention], bodies: Sequence[Body]) -> list[Body]:
    by_acronym: dict[str, Body] = {}
    for mention, body in zip(mentions, bodies, strict=True):
        bracket = doc[mention.end : mention.end + 3]
        if len(bracket) == 3 and bracket[0].text == "(" and bracket[2].text == ")" and _is_acronym(bracket[1].text):
            by_acronym[bracket[1].text] = body
    spelt = [body for mention, body in zip(mentions, bodies, strict=True) if not _is_acronym(mention.name)]
    for acronym, body in sorted(_initials(spelt).items()):
        by_acronym.setdefault(acronym, body)
    return [
        by_acronym.get(mention.name, body) if _is_acronym(mention.name) else body for mention, body in zip(mentions, bodies, strict=True)
    ]


def _initials(bodies: Sequence[Body]) -> Mapping[str, Body]:
    """Return the bodies by their initials, with those of small words and without, where these mean one alone."""
    found: dict[str, dict[str, Body]] = {}
    for body in bodies:
        words = slug(body.name).split("-")
        for letters in {"".join(word[0] for word in words if word not in left_out).upper() for left_out in (SMALL, SMALLEST)}:
            if len(letters) > SHORTEST_ACRONYM:
                found.setdefault(letters, {}).setdefault(body.id, body)
    return {letters: next(iter(group.values())) for letters, group in found.items() if len(group) == 1}


def _is_acronym(text: str) -> bool:
    return len(text) >= SHORTEST_ACRONYM and text.isupper() and text.replace("-", "").isalnum()
