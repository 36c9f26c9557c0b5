"""Stage 6e: who holds which office where, who does which work, and whom the holder of an office thereby represents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.dates import role_dates
from kg.model import Edge, Evidence, Properties
from kg.names import entity_id
from kg.relate.context import Context
from kg.relate.items import Item
from kg.relate.offices import Office, offices
from kg.relate.patterns import Reading
from kg.relate.untold import UNTOLD

STATE = "*"
LEADING = "leading a body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An office as one place tells it: whose it is, the person who holds it, the evidence, and since and until when it is held."""

    person: str
    office: Office
    holder: str | None
    evidence: Evidence
    dates: Mapping[str, str]


def edges(readings: Sequence[Reading], context: Context) -> Iterator[Edge]:
    """Yield HAS_ROLE, HAS_OCCUPATION, NATIONALITY and REPRESENTS edges.

    A role without a title ("Ada Okafor of the Ardan Bank") counts where no title of the person at that body is told.
    """
    untitled, held = _read(readings, context)
    titled = [edge for edge in untitled if "title" in edge.properties] + list(_held_edges(held, context))
    yield from titled
    known = {(edge.source, edge.target) for edge in titled if edge.type == "HAS_ROLE"}
    yield from (edge for edge in untitled if "title" not in edge.properties and (edge.source, edge.target) not in known)


def _read(readings: Sequence[Reading], context: Context) -> tuple[list[Edge], list[Held]]:
    """Return the roles that patterns tell by themselves, and the offices that are described. A description belongs to the person of the
    first pattern in the file that claims it."""
    untitled: list[Edge] = []
    held: list[Held] = []
    claimed: dict[int, int] = {}
    for reading in sorted(readings, key=lambda r: int(r.pattern.rule.partition("#")[2])):
        for fact in reading.facts:
            fact = {**reading.facts[0], **fact}
            if "desc" not in fact:
                untitled += _untitled(reading, fact, context)
            for office in offices(reading.row, fact.get("desc", ()), context.vocabulary):
                for person in context.actors(fact.get("before", ())):
                    held.append(_held(reading, person, replace(office, status="former"), fact, context))
                for person in context.actors(fact.get("person", ())):
                    if office.holder and office.holder.entity == person.entity and office.holder.start < office.title.start:
                        continue  # "Okafor, whose lawyer"
                    if _is_partisan(office, fact):
                        untitled += _untitled(reading, {**fact, "person": [person]}, context, {"title": "member"})
                    elif claimed.setdefault(office.title.head, person.start) == person.start or "holder" in fact or office.title.plural:
                        held.append(_held(reading, person, office, fact, context))
    return untitled, held


def _held_edges(held: Sequence[Held], context: Context) -> Iterator[Edge]:
    """Yield the edges of the offices. What is once said to be past is past. An office whose holder one place leaves out is the one of
    the same title whose holder another place tells."""
    told = _told(held)
    past = {(one.person, one.holder, one.office.text) for one in held if one.office.status == "former"}
    for one in held:
        if one.office.status is None and (one.person, one.holder, one.office.text) in past:
            one = replace(one, office=replace(one.office, status="former"))
        yield from _office_edges(one, told, context)


def _untitled(
    reading: Reading, fact: Mapping[str, Sequence[Item]], context: Context, properties: Properties | None = None
) -> Iterator[Edge]:
    """Yield the role of somebody of whom no title but the body is told: "Ada Okafor of the Ardan Bank"; `properties` are the pattern's
    where none are given."""
    for person in context.actors(fact.get("person", ())):
        for holder in context.actors(fact.get("holder", ())):
            if reading.pattern.means_kind(holder):
                yield context.edge(reading, person, holder, [person, holder], properties)


def _is_partisan(office: Office, fact: Mapping[str, Sequence[Item]]) -> bool:
    """Tell whether an office of state and a party stand beside a name: "Senator Ada Okafor of the Ardan Party" is no senator of it."""
    return office.title.kind.state and any(item.mention and item.mention.kind == "party" for item in fact.get("holder", ()))


def _held(reading: Reading, person: Item, office: Office, fact: Mapping[str, Sequence[Item]], context: Context) -> Held:
    given = next(context.actors(fact.get("holder", ())), None)
    if given and given.code in "LR" and (office.title.kind.person or office.title.kind.name == LEADING):
        given = None  # where a candidate or a committee's chairman is from
    office = replace(office, status=office.status or reading.pattern.status)
    holder = given or office.holder
    described = [*office.items, *([given] if given else [])]
    evidence = context.evidence(reading.pattern.rule, reading.pattern.confidence, [person, *described])
    dates = role_dates(reading.row.items, described, context.times)
    return Held(person=person.entity or "", office=office, holder=holder.entity if holder else None, evidence=evidence, dates=dates)


def _told(held: Sequence[Held]) -> Mapping[tuple[str, str], Held]:
    """Return what tells the holders of offices, by person and last word of the title; under STATE what tells of an office of state that
    the person has now."""
    told = {(one.person, _key(one)): one for one in reversed(held) if one.holder}
    return told | {
        (one.person, STATE): one for one in reversed(held) if one.holder and one.office.title.kind.state and one.office.status is None
    }


def _lent(one: Held, told: Mapping[tuple[str, str], Held]) -> Held:
    """Return the office with the holder that another place tells, no surer than that place is; for whom an aide of somebody speaks is
    whom that person does."""
    key = (one.person, _key(one)) if one.holder is None else (one.holder, STATE)
    personal = one.holder is not None and one.holder.startswith("person:") and not one.office.title.kind.person
    lender = told.get(key) if one.holder is None or personal else None
    if lender is None:
        return one
    sure = min(one.evidence.confidence, lender.evidence.confidence)
    borrowed = replace(one, holder=lender.holder, evidence=replace(one.evidence, confidence=sure))
    return borrowed if personal else _lent(borrowed, told)


def _key(one: Held) -> str:
    return one.office.text.rsplit(" ", 1)[-1]


def _office_edges(one: Held, told: Mapping[tuple[str, str], Held], context: Context) -> Iterator[Edge]:
    office, unlent = one.office, one.holder
    one = _lent(one, told)
    holder = one.holder
    if office.title.rank and not unlent:
        return
    if office.nation and office.nation.entity:
        yield _edge(one, "NATIONALITY", office.nation.entity, {})
    status = {"status": office.status} if office.status else {}
    if holder is None and office.posted is not None:
        holder = office.posted.entity
        yield from [_edge(one, "HAS_ROLE", holder, {"title": office.text, **status, **one.dates})] if holder else []
    elif holder is None and office.title.kind.state:
        yield _edge(one, "HAS_ROLE", UNTOLD, {"title": office.text, **status, **one.dates})
    elif holder is None or not _is_role(office, holder):
        yield _edge(one, "HAS_OCCUPATION", entity_id("occupation", office.text), status)
        yield from _represents(one, holder, context) if holder and holder.startswith("person:") else ()
        if holder and holder in context.vocabulary.countries and not office.title.kind.office:
            yield _edge(one, "NATIONALITY", holder, {})
    else:
        yield _edge(one, "HAS_ROLE", holder, {"title": office.text, **status, **one.dates})
        yield from _represents(one, holder, context)


def _is_role(office: Office, holder: str) -> bool:
    kind = office.title.kind
    if holder.startswith("person:"):
        return kind.person and kind.name != "counsel" or kind.name in ("speaking for", "government", "diplomacy")
    return kind.office or holder.startswith("organization:")


def _represents(one: Held, holder: str, context: Context) -> Iterator[Edge]:
    """Yield whom the holder of an office speaks for: whom he serves, and the country whose organ that is."""
    title = one.office.title
    if not title.kind.represents or one.office.status in ("former", "designate"):
        return
    properties = {"basis": "office", "capacity": one.office.text}
    yield _edge(one, "REPRESENTS", holder, properties)
    country = context.resolved.owners.get(holder)
    if country and title.kind.state and holder.startswith("organization:"):
        yield _edge(one, "REPRESENTS", country, properties)


def _edge(one: Held, type_: str, target: str, properties: Properties) -> Edge:
    return Edge(
        source=one.person, target=target, type=type_, properties=properties, confidence=one.evidence.confidence, evidence=(one.evidence,)
    )
