"""Stage 5: which mentions in a document mean the same person, organization or place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate import Annotated
from kg.mentions import Mention
from kg.mentions.known import country_inside
from kg.model import Entity, Evidence
from kg.names import ARTICLE, entity_id
from kg.resolve.bodies import resolve_bodies
from kg.resolve.metonyms import find_metonyms
from kg.resolve.people import resolve_people
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Resolved", "resolve"]

CONFIDENCE = {"known": 0.95, "form": 0.9, "title": 0.95, "model": 0.8, "memory": 0.85}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The entities of a document by id, and what each mention means: an entity's id by the mention's first token.

    `owners` are the countries that bodies and places belong to, by their ids; `inside` those whose names stand in a body's name, by
    its first token. `implied` are the entities that nothing but "Russian" tells, no actor behind it ("Russian literature"): they count
    where something is said of them.
    """

    entities: Mapping[str, Entity]
    ids: Mapping[int, str]
    owners: Mapping[str, str]
    inside: Mapping[int, str]
    implied: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a mention means: `name` is the thing's own name where that is known, `alias` the mention's where it is one, `whole` that
    with its owner before it."""

    mention: Mention
    id: str
    type: str
    name: str | None = None
    alias: str | None = None
    kind: str | None = None
    owner: str | None = None
    whole: str | None = None


def resolve(annotated: Annotated, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Resolved:
    """Group the mentions of a document by what they mean. A name of several people, of whom none is told, means nobody."""
    bodies = list(_bodies(annotated, mentions, vocabulary))
    inside = list(_inside(annotated, bodies, vocabulary))
    references = sorted(
        (
            *_people(annotated, mentions, vocabulary),
            *bodies,
            *(country for _, country in inside),
            *_members(mentions),
            *_places(annotated, mentions, vocabulary),
        ),
        key=lambda reference: reference.mention.start,
    )
    grouped: dict[str, list[Reference]] = {}
    for reference in references:
        grouped.setdefault(reference.id, []).append(reference)
    return Resolved(
        entities={name: _entity(annotated, group, vocabulary) for name, group in grouped.items()},
        ids={reference.mention.start: reference.id for reference in reversed(references)}
        | {body.mention.start: body.id for body in bodies},
        owners={reference.id: reference.owner for reference in references if reference.owner and reference.owner != reference.id},
        inside={body.mention.start: country.id for body, country in inside},
        implied=frozenset(
            name for name, group in grouped.items() if not any(r.alias or _acting(annotated.doc, r.mention, vocabulary) for r in group)
        ),
    )


def _acting(doc: Doc, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Tell whether those who act for a country stand behind the name of its people, or its capital stands for it: "Russian officials said",
    "Moscow said"."""
    if mention.code != "N":
        return mention.code == "L"
    after = doc[mention.end : mention.end + 3]
    return len(after) > 0 and after[0].is_lower and any(token.lower_ in vocabulary.words["officials"] for token in after)


def _people(annotated: Annotated, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[Reference]:
    people = [mention for mention in mentions if mention.code == "P"]
    for mention, person in zip(people, resolve_people(people, annotated.document.sha256[:8], vocabulary.nicknames), strict=True):
        if person:
            yield Reference(mention=mention, id=person, type="Person", alias=mention.name)


def _bodies(annotated: Annotated, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[Reference]:
    bodies = [mention for mention in mentions if mention.code in "OG"]
    for mention, body in zip(bodies, resolve_bodies(annotated.doc, mentions, vocabulary, annotated.document.sha256[:8]), strict=True):
        yield Reference(
            mention=mention,
            id=body.id,
            type="Organization",
            name=body.name,
            alias=mention.name,
            kind=body.kind,
            owner=body.owner,
            whole=body.whole,
        )


def _inside(annotated: Annotated, bodies: Sequence[Reference], vocabulary: Vocabulary) -> Iterator[tuple[Reference, Reference]]:
    """Yield with each body in whose name that of its country is, that country: "US | Park Service", "Aviation Office of | Kenya"."""
    for body in bodies:
        found = country_inside(annotated.doc, body.mention.start, body.mention.end, vocabulary) if body.owner else None
        if found and body.owner and found.entry and found.entry.country == body.owner:
            yield body, Reference(mention=found, id=body.owner, type="Place", kind="country")


def _members(mentions: Sequence[Mention]) -> Iterator[Reference]:
    """Yield the parties whose members are named by a word of their own: "a Republican"."""
    for mention in mentions:
        if mention.code == "M" and mention.entry:
            yield Reference(mention=mention, id=mention.entry.id, type="Organization", kind="party")


def _places(annotated: Annotated, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[Reference]:
    metonyms = find_metonyms(annotated.doc, mentions, vocabulary)
    for mention in mentions:
        if mention.code not in "LCN":
            continue
        entry = mention.entry
        if entry is None:
            yield Reference(
                mention=mention, id=entity_id("place", mention.name), type="Place", alias=ARTICLE.sub("", mention.name), kind=mention.kind
            )
        elif mention.start in metonyms or mention.code == "N":
            yield Reference(mention=mention, id=entry.country or entry.id, type="Place", kind="country")
        else:
            yield Reference(
                mention=mention, id=entry.id, type="Place", name=entry.name, alias=mention.name, kind=entry.kind, owner=entry.country
            )


def _entity(annotated: Annotated, group: Sequence[Reference], vocabulary: Vocabulary) -> Entity:
    first = group[0]
    name = _name(group, vocabulary)
    properties = {"kind": next((reference.kind for reference in group if reference.kind), None), **_codes(group)}
    return Entity(
        id=first.id,
        type=first.type,
        name=name,
        aliases=tuple(sorted({alias for reference in group for alias in (reference.alias, reference.whole) if alias} - {name})),
        properties={key: value for key, value in properties.items() if value},
        confidence=max(CONFIDENCE[reference.mention.source] for reference in group),
        evidence=tuple(_evidence(annotated, reference.mention) for reference in group),
    )


def _codes(group: Sequence[Reference]) -> Mapping[str, str | None]:
    entry = next((r.mention.entry for r in group if r.mention.entry and r.mention.entry.id == r.id), None)
    return {"iso2": entry.iso2, "wikidata": entry.wikidata} if entry else {}


def _name(group: Sequence[Reference], vocabulary: Vocabulary) -> str:
    """Return the thing's own name, else the longest that the document uses most; with its country behind it where it is an organ that
    hides whose."""
    told = Counter(name for reference in group if (name := reference.name or reference.alias))
    if not told:
        entry = group[0].mention.entry
        return entry.name if entry and entry.id == group[0].id else vocabulary.countries[group[0].id].name
    name = max(sorted(told), key=lambda text: (len(text.split()), told[text]))
    known = any(reference.mention.entry for reference in group)
    owner = next((vocabulary.countries[r.owner] for r in group if r.owner and r.type == "Organization" and not known), None)
    if name.islower():
        name = name.title()
    return f"{name} ({owner.name})" if owner and owner.name not in name else name


def _evidence(annotated: Annotated, mention: Mention) -> Evidence:
    return Evidence(
        span=annotated.span(mention.start, mention.end),
        sentence=annotated.sentence(mention.start, mention.end),
        rule=f"mention#{mention.source}",
        confidence=CONFIDENCE[mention.source],
    )
