"""Stage 6i: who says so: evidence inside a quotation or reported clause is what its speaker says, not the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Edge, Entity, Evidence, Modality
from kg.statements import Voice
from kg.statements.speech import load_speech

OWN = frozenset({"ABOUT", "MENTIONED_IN"})  # what a statement names is the document's to tell


def ascribe[Item: (Entity, Edge)](items: Sequence[Item], voices: Sequence[Voice]) -> list[Item]:
    """Return the events and edges with the speaker of each of their evidence that stands in somebody's words; others as they are.

    What is said is reported, or denied where the verb says so. Of words within words the inner ones count. Of several speakers
    of one statement the first by id is named.
    """
    return [_ascribed(item, voices) if _can_be_said(item) else item for item in items]


def _can_be_said(item: Entity | Edge) -> bool:
    return item.type == "Event" if isinstance(item, Entity) else item.type not in OWN


def _ascribed[Item: (Entity, Edge)](item: Item, voices: Sequence[Voice]) -> Item:
    speaker = item.source if isinstance(item, Edge) and item.type == "SAID" else None
    evidence = tuple(_said_by(one, voices, speaker) for one in item.evidence)
    return item if evidence == item.evidence else replace(item, evidence=evidence)


def _said_by(evidence: Evidence, voices: Sequence[Voice], speaker: str | None) -> Evidence:
    """Return evidence with who says so; that a `speaker` says something, told in words of his own, is the document's to tell."""
    around = [
        voice for voice in voices if voice.start <= evidence.span.start and evidence.span.end <= voice.end and speaker not in voice.speakers
    ]
    if not around:
        return evidence
    voice = min(around, key=lambda voice: (voice.end - voice.start, voice.start))
    told: Modality = "denied" if voice.verb in load_speech().of["deny"] else "reported"
    modality = told if evidence.modality == "asserted" else evidence.modality
    return replace(evidence, asserted_by=min(voice.speakers, default=None), modality=modality)
