"""Statements as nodes of the graph, with who said them and what they are about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kg.annotate import Annotated
from kg.dates import Time
from kg.model import Edge, Entity, Evidence, Span
from kg.names import entity_id
from kg.relate.context import Context
from kg.statements.cues import Cue, find_cues
from kg.statements.names import NAMED, Names, Speaker
from kg.statements.outlets import outlets
from kg.statements.quoted import quoted
from kg.statements.reported import reported
from kg.statements.said import Said
from kg.statements.speakers import speakers_of

NAME_WORDS, ID_WORDS = 10, 6
WHERE = 15  # tokens behind a cue in which an outlet or a date of it may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The characters `start:end` of a document as somebody's words; `speakers` are empty where it isn't known whose. `verb` tells how."""

    start: int
    end: int
    speakers: tuple[str, ...]
    verb: str


def state(context: Context, names: Names, times: Sequence[Time]) -> tuple[tuple[Entity, ...], tuple[Edge, ...], tuple[Voice, ...]]:
    """Return the statements of a document, SAID and ABOUT edges, and all that isn't the document's own narration.

    Each quotation that the text attributes is a statement, and each clause of reported speech whose speaker is known. A quotation whose
    speaker isn't safe has no SAID edge.
    """
    annotated = context.annotated
    cues = list(find_cues(annotated.doc))
    said = quoted(annotated, names.quotations, cues)
    heard = {cue.at: cue for cue in (*cues, *(one.cue for one in said if one.cue)) if cue.kind != "think" and cue.at not in names.quoted}
    spoken = {at: speakers_of(heard[at], names) for at in sorted(heard)}
    clauses = [one for one in reported(annotated, names.quotations, cues, said) if one.cue and one.cue.at in spoken]
    entities, found, voices = [], [], []
    for one in [*said, *clauses]:
        origin = _origin(one, said)
        speakers = spoken.get(origin.cue.at, []) if origin.cue and not _doubtful(origin, heard, spoken, names) else []
        verb = origin.cue.verb if origin.cue else "say"
        voices.append(Voice(start=one.start, end=one.end, speakers=tuple(speaker.entity for speaker in speakers), verb=verb))
        if not (one.direct or speakers):
            continue
        entity = _entity(annotated, one, origin, times, names)
        entities.append(entity)
        found += [_said(annotated, entity, one, origin, speaker, names) for speaker in speakers]
        found += _about(context, entity, one, names)
    return tuple(entities), tuple(found), tuple(voices)


def _origin(one: Said, said: Sequence[Said]) -> Said:
    """Return the quotation that one goes on with, where it has no cue of its own."""
    while one.cue is None and one.follows is not None:
        one = said[one.follows]
    return one


def _doubtful(one: Said, heard: Mapping[int, Cue], spoken: Mapping[int, Sequence[Speaker]], names: Names) -> bool:
    """Tell whether it is open whose words a fragment is: "Okafor said that Novak had called it 'hollow'"."""
    if one.cue is None or one.cue.outlet is not None or not one.direct or names.doc[one.first].text[0].isupper():
        return False
    above = [token.i for token in names.doc[one.cue.at].ancestors if token.i in heard and heard[token.i].kind == "say" and spoken[token.i]]
    return bool(above) and {s.entity for s in spoken[above[0]]}.isdisjoint(s.entity for s in spoken[one.cue.at])


def _entity(annotated: Annotated, one: Said, origin: Said, times: Sequence[Time], names: Names) -> Entity:
    document = annotated.document
    text = " ".join(document.text[one.start : one.end].split())
    words = text.split()
    date = _date(origin, times, names)
    digest = sha256(f"{document.id}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Entity(
        id=entity_id("statement", " ".join(words[:ID_WORDS]), digest),
        type="Statement",
        name=text if len(words) <= NAME_WORDS else " ".join(words[:NAME_WORDS]) + " …",
        properties={"text": text, "direct": one.direct, **({"date": date} if date else {})},
        confidence=NAMED,
        evidence=(_evidence(annotated, one.rule, NAMED, one.start, one.end),),
    )


def _date(origin: Said, times: Sequence[Time], names: Names) -> str | None:
    """Return the day that the words around a cue tell, outside of what is said."""
    cue = origin.cue
    if cue is None:
        return None
    for time in times:
        near = cue.at < time.first <= cue.at + WHERE or 0 < cue.at - time.last < WHERE
        outside = time.last <= origin.first or time.first >= origin.last
        tied = cue.at in {token.i for token in list(names.doc[time.first].ancestors)[:3]} and not names.quoted.intersection(
            range(time.first, time.last)
        )
        if near and outside and tied and time.kind == "date" and time.granularity == "day":
            return time.start
    return None


def _said(annotated: Annotated, entity: Entity, one: Said, origin: Said, speaker: Speaker, names: Names) -> Edge:
    cue = origin.cue
    at = cue.at if cue else speaker.first
    start = min(one.start, annotated.starts[speaker.first], annotated.starts[at])
    end = max(one.end, annotated.ends[speaker.last - 1], annotated.ends[at])
    via = next(outlets(cue, speaker, names, at + WHERE), None) if cue else None
    properties = {"verb": cue.verb if cue else "say", **({"via": via} if via else {})}
    confidence = min(speaker.confidence, entity.confidence)
    return Edge(
        source=speaker.entity,
        target=entity.id,
        type="SAID",
        properties=properties,
        confidence=confidence,
        evidence=(_evidence(annotated, one.rule, confidence, start, end),),
    )


def _about(context: Context, entity: Entity, one: Said, names: Names) -> Iterator[Edge]:
    """Yield an edge to each actor and place that a statement names; one that only an adjective tells ("Kenyan") is none."""
    annotated = context.annotated
    found: dict[str, list[Evidence]] = {}
    for i in range(one.first, one.last):
        mention = names.mentions.get(i)
        target = names.ids.get(i)
        if mention is not None and mention.start == i and mention.end <= one.last and target and target not in context.resolved.implied:
            found.setdefault(target, []).append(
                _evidence(annotated, "about#named", NAMED, annotated.starts[i], annotated.ends[mention.end - 1])
            )
    for target, evidence in found.items():
        yield Edge(source=entity.id, target=target, type="ABOUT", confidence=NAMED, evidence=tuple(evidence))


def _evidence(annotated: Annotated, rule: str, confidence: float, start: int, end: int) -> Evidence:
    """Return as evidence the characters from one place to another, with the sentences around them."""
    first = max(bisect_right(annotated.starts, start) - 1, 0)
    last = max(bisect_right(annotated.starts, end - 1), first + 1)
    around: Mapping[str, int] = {"start": annotated.sentence(first, last).start, "end": annotated.sentence(first, last).end}
    document = annotated.document.id
    sentence = Span(doc=document, start=min(around["start"], start), end=max(around["end"], end))
    return Evidence(span=Span(doc=document, start=start, end=end), sentence=sentence, rule=rule, confidence=confidence)
