"""Events as nodes of the graph, with who took part and where they took place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kg.dates import Time
from kg.events.actors import Part, Reader
from kg.events.kinds import Kind
from kg.events.same import Group, grouped
from kg.events.told import Told, find_told
from kg.model import Edge, Entity, Evidence
from kg.names import entity_id
from kg.relate.context import Context
from kg.statements.names import Names

BY_VERB, BY_NOUN = 0.85, 0.8
SHOWN = 4  # participants in an event's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """The events of a document and their edges; `tokens` are where each is told, by its id."""

    entities: tuple[Entity, ...]
    edges: tuple[Edge, ...]
    tokens: Mapping[str, tuple[int, ...]]


def happen(context: Context, names: Names, times: Sequence[Time]) -> Happenings:
    """Return the events of a document, with PARTICIPATED_IN and TOOK_PLACE_IN edges, each with the places that tell of them."""
    resolved = context.resolved
    reader = Reader(names=names, resolved=resolved)
    told = list(find_told(context.annotated.doc, reader, times, _headlines(context)))
    entities: dict[str, Entity] = {}
    edges: list[Edge] = []
    tokens: dict[str, tuple[int, ...]] = {}
    for group in grouped(told, resolved.owners):
        entity = _entity(context, group)
        entities.setdefault(entity.id, entity)
        tokens[entity.id] = (*tokens.get(entity.id, ()), *(one.at for one in group))
        edges += _edges(context, entity, group)
    return Happenings(entities=tuple(entities.values()), edges=tuple(edges), tokens=tokens)


def _headlines(context: Context) -> frozenset[int]:
    """Return the tokens of sentences that stand in a line of their own and end without a full stop."""
    annotated = context.annotated
    found: set[int] = set()
    for number, (first, last) in enumerate(annotated.sentences):
        if number > 0 and last - first > 20 or annotated.doc[last - 1].text in (".", "!", "?", ":", ";", '"', "”", ","):
            continue
        text = annotated.document.text
        end = annotated.ends[last - 1]
        if text[end : end + 1] in ("", "\n", "\r"):
            found.update(range(first, last))
    return frozenset(found)


def _entity(context: Context, group: Group) -> Entity:
    kind = _kind(group)
    start, end = _time(group)
    parts = {(role, part.entity) for one in group for role, part in one.parts}
    places = sorted({place.entity for one in group for place in one.places})
    dated = start or f"{context.annotated.document.id}\n{group[0].label}"
    told = "\n".join([dated, *(f"{role} {entity}" for role, entity in sorted(parts)), *places])
    digest = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    properties = {"kind": kind.name, "start_date": start, "end_date": end}
    return Entity(
        id=entity_id("event", kind.family, digest),
        type="Event",
        name=_name(context, group, start),
        properties={name: value for name, value in properties.items() if value},
        confidence=max(_confidence(one) for one in group),
        evidence=tuple(_evidence(context, one, []) for one in group),
    )


def _kind(group: Group) -> Kind:
    counts = Counter(one.kind.name for one in group)
    name = min(counts, key=lambda name: (-counts[name], name))
    return next(one.kind for one in group if one.kind.name == name)


def _time(group: Group) -> tuple[str | None, str | None]:
    """Return the most exact dates that are told, of those the most frequent; what is quoted counts where nothing else tells it."""
    narrated = any(one.start and not one.quoted for one in group)
    dates = Counter((one.start, one.end) for one in group if one.start and not (narrated and one.quoted))
    if not dates:
        return None, None
    return min(dates, key=lambda date: (-len(date[0] or ""), -dates[date], date[0] or "", date[1] or ""))


def _name(context: Context, group: Group, start: str | None) -> str:
    """Return what an event is called: "talks of Kenya and Hungary in Nairobi, 2025-03-24"."""
    kind = _kind(group)
    labels = Counter(one.label for one in group if one.kind.name == kind.name)
    label = min(labels, key=lambda label: (label == kind.name and len(labels) > 1, -labels[label], label))
    entities = context.resolved.entities
    by_role: dict[str, list[str]] = {}
    for one in group:
        for role, part in one.parts:
            name = entities[part.entity].name
            if name not in (names := by_role.setdefault(role, [])):
                names.append(name)
    pieces = [label]
    for role, names in sorted(by_role.items(), key=lambda item: ([*kind.say].index(item[0]) if item[0] in kind.say else 99, item[0])):
        pieces.append(f"{kind.say.get(role, 'with')} {_listed(sorted(names))}")
    told = {name for names in by_role.values() for name in names}
    places = sorted({entities[place.entity].name for one in group for place in one.places} - told)
    pieces += [f"in {_listed(places)}"] if places else []
    return " ".join(pieces) + (f", {start}" if start else "")


def _listed(names: Sequence[str]) -> str:
    if len(names) > SHOWN:
        return ", ".join(names[:SHOWN]) + " and others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _confidence(one: Told) -> float:
    base = BY_NOUN if one.label != one.kind.name else BY_VERB
    return min([base, *(part.confidence for _, part in one.parts)])


def _evidence(context: Context, one: Told, parts: Sequence[Part]) -> Evidence:
    annotated = context.annotated
    first = min([one.first, *(part.first for part in parts)])
    last = max([one.last, *(part.last for part in parts)])
    return Evidence(
        span=annotated.span(first, last),
        sentence=annotated.sentence(first, last),
        rule=one.rule,
        confidence=min([_confidence(one), *(part.confidence for part in parts)]),
        modality=one.modality,
    )


def _edges(context: Context, entity: Entity, group: Group) -> Iterator[Edge]:
    for one in group:
        for role, part in one.parts:
            evidence = _evidence(context, one, [part])
            yield Edge(
                source=part.entity,
                target=entity.id,
                type="PARTICIPATED_IN",
                properties={"as": role},
                confidence=evidence.confidence,
                evidence=(evidence,),
            )
        for place in one.places:
            evidence = _evidence(context, one, [place])
            yield Edge(source=entity.id, target=place.entity, type="TOOK_PLACE_IN", confidence=evidence.confidence, evidence=(evidence,))
