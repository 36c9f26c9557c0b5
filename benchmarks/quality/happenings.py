"""Who did what to whom on plover-gsr: of the events that kg reads there, whether source and target are the corpus's.

Each relation of the corpus leads from an actor to another, by words of the sentence. An event of kg is held against it where it was read
from one of these words; of several the one that fits best. An actor is right if a participant in such a role (for the target: or a place)
has its name, or stands for its country. Of types that kg has no event for (demands, threats, rejections) it reads few.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import phrases
from corpora import Reader, read_document

from kg import Extraction
from kg.events.kinds import load_events

DOING = ("subject", "by")  # where the roles of sources stand in the frames of kg/data/events.toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the event that kg read from a relation's words has its source and its target; None where it read none."""

    type: str
    source: bool | None
    target: bool | None


def judged(document: Mapping[str, Any], reader: Reader, codes: Mapping[str, str]) -> Iterator[Verdict]:
    """Yield a verdict for each relation between actors. `codes` are those of countries by id."""
    extraction = read_document(document, reader)
    names, ways = phrases.read(document, reader)
    entities = {entity["id"]: entity for entity in document["entities"]}

    def means(spans: Sequence[Sequence[int]]) -> set[str]:
        inside = {name for start, end, name in names for span in spans if span[0] < end and start < span[1]}
        return inside | {code for span in spans if (code := phrases.country_of_phrase(names, ways, (span[0], span[1]), codes))}

    def known(ids: set[str]) -> set[str]:
        return ids | {code for name in ids if (code := phrases.country_of(name, ways, codes))}

    for relation in document["relations"]:
        if relation["type"] == "actor_code":
            continue
        source, target = (means(entities[relation[end]]["mentions"]) for end in ("head", "tail"))
        found = [(bool(known(doers) & source), bool(known(others) & target)) for doers, others in _events(extraction, relation["evidence"])]
        best = max(found, key=sum, default=(None, None))
        yield Verdict(type=relation["type"], source=best[0], target=best[1])


def _events(extraction: Extraction, words: Sequence[Sequence[int]]) -> Iterator[tuple[set[str], set[str]]]:
    """Yield those who can be the source, and the target, of each event that was read from one of the words."""
    for event in extraction.entities:
        if event.type == "Event" and any(a < e.span.end and e.span.start < b for e in event.evidence for a, b in words):
            parts = [edge for edge in extraction.edges if edge.target == event.id and edge.type == "PARTICIPATED_IN"]
            places = {edge.target for edge in extraction.edges if edge.source == event.id and edge.type == "TOOK_PLACE_IN"}
            doing, done_to = _roles(str(event.properties["kind"]))
            yield (
                {part.source for part in parts if part.properties["as"] in doing},
                {part.source for part in parts if part.properties["as"] in done_to} | places,
            )


def _roles(kind: str) -> tuple[set[str], set[str]]:
    """Return the roles of a kind that do it, and those to which it is done; of what is mutual all are both."""
    known = load_events()
    told = [frame for found in known.verbs.values() for _, _, frame in found] + [
        frame for found in known.nouns.values() for _, frame in found
    ]
    mine = [frame for frame in told if frame.kind.name == kind]
    every = {role for frame in mine for role, _ in frame.roles.values()}
    if any(frame.kind.mutual for frame in mine):
        return every, every
    at = {(slot, role) for frame in mine for slot, (role, _) in frame.roles.items()}
    doing = {role for slot, role in at if slot in DOING and ("object", role) not in at}
    return doing, every - doing
