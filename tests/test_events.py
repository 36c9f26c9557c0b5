"""What happens: tests/events/cases.txt, each kind of kg/data/events.toml with a case and a near miss, and which events are one."""

import re
from pathlib import Path
from typing import Any

import pytest

from kg.assemble import assemble
from kg.events.kinds import load_events
from kg.model import Document, Extraction, Graph
from kg.pipeline import extract

CASES = Path(__file__).parent / "events" / "cases.txt"
pytestmark = pytest.mark.model


def cases() -> list[tuple[str, str, list[str]]]:
    """Return each case as its title, its text and the lines of what it tells, none for "none"."""
    found = []
    title = ""
    for block in CASES.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("# ")]
        if lines and lines[0].startswith("## "):
            title = lines.pop(0)[3:]
        if lines:
            found.append((title, lines[0], [] if lines[1:] == ["none"] else lines[1:]))
    return found


def read(text: str, nlp: Any, vocabulary: Any, *, name: str = "a", day: str | None = "2025-03-24") -> Extraction:
    return extract(Document(id=name, path=f"{name}.txt", text=text, date=day), nlp, vocabulary)


def told(graph: Graph) -> list[str]:
    """Return the events of a graph as lines of tests/events/cases.txt."""
    names = {node.id: node.name for node in graph.nodes}
    lines = []
    for node in graph.nodes:
        if node.type == "Event":
            edges = [edge for edge in graph.edges if node.id in (edge.source, edge.target)]
            parts = sorted(f"{edge.properties['as']} {names[edge.source]}" for edge in edges if edge.type == "PARTICIPATED_IN")
            places = sorted(names[edge.target] for edge in edges if edge.type == "TOOK_PLACE_IN")
            start, modality = node.properties.get("start_date", ""), node.properties.get("modality", "")
            fields = [node.properties["kind"], ", ".join(parts), ", ".join(places), start, modality]
            lines.append(tidied(" | ".join(map(str, fields))))
    return sorted(lines)


def tidied(line: str) -> str:
    return re.sub(r"[ |]+$", "", re.sub(r" +", " ", line))


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=[f"{t}: {text[:50]}" for t, text, _ in cases()])
def test_a_text_tells_these_events_and_no_others(title: str, text: str, expected: list[str], nlp: Any, vocabulary: Any) -> None:
    graph = assemble([read(text, nlp, vocabulary)])

    assert told(graph) == sorted(map(tidied, expected))


def test_every_kind_has_a_case() -> None:
    kinds = {frame.kind.name for frames in load_events().verbs.values() for _, _, frame in frames}
    told_of = {line.split(" |")[0] for _, _, lines in cases() for line in lines}

    assert kinds - told_of == set()


def test_every_kind_names_its_counterparts() -> None:
    frames = [frame for found in load_events().nouns.values() for _, frame in found]

    assert [frame.kind.name for frame in frames if not (frame.kind.plover and frame.kind.ace)] == []


MET = "Ada Okafor met Bela Novak in Budapest on March 11."
SAME = {
    "the same words": (MET, MET + " It rained."),
    "a place left out": (MET, "On March 11, Bela Novak met Ada Okafor."),
    "another word": (MET, "Ada Okafor held talks with Bela Novak on March 11."),
    "another tense": (MET, "Ada Okafor's meeting with Bela Novak on March 11 was long."),
}
APART = {
    "another day": (MET, "Ada Okafor met Bela Novak in Budapest on March 12."),
    "another place": (MET, "Ada Okafor met Bela Novak in Nairobi on March 11."),
    "others": (MET, "Ada Okafor met Cora Lindt in Budapest on March 11."),
    "no day": (MET, "Ada Okafor met Bela Novak in Budapest."),
    "another kind": (MET, "Ada Okafor sued Bela Novak on March 11."),
}


def together(texts: tuple[str, str], nlp: Any, vocabulary: Any, *, turned: bool = False) -> Graph:
    found = [read(text, nlp, vocabulary, name=name) for text, name in zip(texts, "ab", strict=True)]
    return assemble(found[::-1] if turned else found)


@pytest.mark.parametrize("texts", SAME.values(), ids=SAME)
def test_one_happening_in_two_documents_is_one_event(texts: tuple[str, str], nlp: Any, vocabulary: Any) -> None:
    graph = together(texts, nlp, vocabulary)
    events = [node for node in graph.nodes if node.type == "Event"]

    assert [{evidence.span.doc for evidence in event.evidence} for event in events] == [{"a", "b"}]


@pytest.mark.parametrize("texts", APART.values(), ids=APART)
def test_two_happenings_in_two_documents_are_two_events(texts: tuple[str, str], nlp: Any, vocabulary: Any) -> None:
    assert len(told(together(texts, nlp, vocabulary))) == 2


@pytest.mark.parametrize("texts", [*SAME.values(), *APART.values()])
def test_the_order_of_documents_makes_no_difference(texts: tuple[str, str], nlp: Any, vocabulary: Any) -> None:
    assert together(texts, nlp, vocabulary) == together(texts, nlp, vocabulary, turned=True)


def test_an_event_keeps_its_id_when_the_text_around_it_changes(nlp: Any, vocabulary: Any) -> None:
    one, other = (assemble([read(text, nlp, vocabulary, name=name)]) for text, name in ((MET, "a"), ("It rained. " + MET, "b")))

    assert [n.id for n in one.nodes if n.type == "Event"] == [n.id for n in other.nodes if n.type == "Event"]


TALKS = "Kenya and Hungary held talks in Nairobi on Sunday."
LED = "Kenya was represented at the talks by Ada Okafor."


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        (f"{TALKS} {LED}", True),
        (f"{TALKS} It rained. It went on. Kenya was represented by Ada Okafor when the bank opened.", False),
        (f"{TALKS} On March 3, Kenya and Uganda had held talks in Kampala. {LED}", False),
        (LED, False),
    ],
    ids=["talks in the sentence before", "far from it", "which of two is open", "talks of which nothing is told"],
)
def test_representation_names_the_talks_it_was_at(text: str, tied: bool, nlp: Any, vocabulary: Any) -> None:
    graph = assemble([read(text, nlp, vocabulary)])
    edge = next(edge for edge in graph.edges if edge.type == "REPRESENTS" and edge.properties["basis"] == "stated")
    events = {node.id for node in graph.nodes if node.type == "Event"}

    assert (edge.properties.get("at") in events) == tied
