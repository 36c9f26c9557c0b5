"""Who says so: what stands in somebody's words is theirs, on events and edges, and the graph's flat summary of it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.asserted import ascribe
from kg.model import Document, Edge, Entity, Evidence, Graph, Span
from kg.pipeline import extract
from kg.statements import Voice

NARRATED = "Kenyan missiles struck Budapest on Sunday."
CASES = {
    "narrated": (NARRATED, None, None),
    "reported": ("Kenya said that it rained and that Hungarian missiles had struck Nairobi on Sunday.", "reported", "place:ke"),
    "behind": ("Hungarian missiles struck Nairobi on Sunday, Ada Okafor said.", "reported", "person:ada-okafor"),
    "according to": ("According to Ada Okafor, Hungarian missiles struck Nairobi on Sunday.", "reported", "person:ada-okafor"),
    "quoted": ('"Hungarian missiles struck Nairobi on Sunday," Ada Okafor said.', "reported", "person:ada-okafor"),
    "denied": (
        "Hungary denied that its missiles hit Nairobi. Hungary denied that Hungarian forces attacked Nairobi.",
        "denied",
        "place:hu",
    ),
    "of itself": ("Kenya said it had downed 30 Hungarian drones on Sunday.", "reported", "place:ke"),
    "of its own": ("Kenya said its air defenses had shot down 30 Hungarian drones.", "reported", "place:ke"),
    "doubted": ("Ada Okafor doubted that Hungary had attacked Nairobi.", "doubted", None),
    "a claim": ("Kenya published claims that Hungary had attacked Nairobi.", "reported", None),
    "nobody named": ("A source said that Hungarian missiles had struck Nairobi on Sunday.", "reported", None),
    "reportedly": ("Hungarian missiles reportedly struck Nairobi on Sunday.", "reported", None),
    "both": (f"Ada Okafor said that Kenyan missiles had struck Budapest on Sunday. {NARRATED}", None, None),
}


def graph_of(text: str, nlp: Any, vocabulary: Any) -> Graph:
    return assemble([extract(Document(id="a", path="a.txt", text=text, date="2025-03-24"), nlp, vocabulary)])


@pytest.mark.model
@pytest.mark.parametrize(("text", "modality", "speaker"), CASES.values(), ids=CASES)
def test_an_event_tells_who_says_so(text: str, modality: str | None, speaker: str | None, nlp: Any, vocabulary: Any) -> None:
    event = next(node for node in graph_of(text, nlp, vocabulary).nodes if node.type == "Event")

    assert (event.properties.get("modality"), event.properties.get("asserted_by")) == (modality, speaker)


@pytest.mark.model
def test_a_role_in_reported_speech_is_the_speaker_s(nlp: Any, vocabulary: Any) -> None:
    graph = graph_of("Ada Okafor said that Bela Novak was the director of the Ardan Bank.", nlp, vocabulary)
    role = next(edge for edge in graph.edges if edge.type == "HAS_ROLE")

    assert role.properties["asserted_by"] == "person:ada-okafor" and role.evidence[0].modality == "reported"


@pytest.mark.model
def test_a_speaker_s_own_role_is_the_document_s_to_tell(nlp: Any, vocabulary: Any) -> None:
    graph = graph_of("Ada Okafor, the director of the Ardan Bank, said that it rained all day.", nlp, vocabulary)
    role = next(edge for edge in graph.edges if edge.type == "HAS_ROLE")

    assert "asserted_by" not in role.properties and "modality" not in role.properties


def evidence(start: int, end: int, **more: Any) -> Evidence:
    return Evidence(span=Span(doc="a", start=start, end=end), sentence=Span(doc="a", start=0, end=100), rule="r#1", **more)


def event(*found: Evidence) -> Entity:
    return Entity(id="event:x", type="Event", name="x", evidence=found)


def test_of_words_within_words_the_inner_count() -> None:
    voices = [Voice(start=0, end=50, speakers=("person:a",), verb="say"), Voice(start=10, end=30, speakers=("person:b",), verb="say")]

    assert ascribe([event(evidence(12, 20))], voices)[0].evidence[0].asserted_by == "person:b"


def test_what_reaches_out_of_the_words_is_not_said_in_them() -> None:
    voices = [Voice(start=10, end=30, speakers=("person:a",), verb="say")]

    assert ascribe([event(evidence(5, 20))], voices)[0].evidence[0].asserted_by is None


def test_a_plan_stays_a_plan_in_somebody_s_words() -> None:
    voices = [Voice(start=0, end=50, speakers=("person:a",), verb="say")]

    assert ascribe([event(evidence(5, 20, modality="planned"))], voices)[0].evidence[0].modality == "planned"


def test_that_somebody_says_a_part_of_his_words_is_the_document_s_to_tell() -> None:
    edges = [Edge(source=f"person:{who}", target="statement:x", type="SAID", evidence=(evidence(5, 20),)) for who in "ab"]

    said = ascribe(edges, [Voice(start=0, end=50, speakers=("person:a",), verb="say")])

    assert [edge.evidence[0].asserted_by for edge in said] == [None, "person:a"]


def test_what_a_statement_is_about_is_the_document_s_to_tell() -> None:
    edge = Edge(source="statement:x", target="place:ke", type="ABOUT", evidence=(evidence(5, 20),))

    assert ascribe([edge], [Voice(start=0, end=50, speakers=("person:a",), verb="say")]) == [edge]


SENTENCES = st.lists(
    st.sampled_from(
        [
            NARRATED,
            "\u201cKenyan missiles struck Budapest,\u201d Ada Okafor said. ",
            "Bela Novak resigned \U0001f600 on Sunday,\r\nAda Okafor said.",
            "Ada Okafor met  Bela\u00a0Novak in Nairobi.",
            "\tKenya\u2019s army attacked Hungary, according to Hungary.\n\n",
            "ADA OKAFOR WAS ELECTED IN 2001",
            "\ufeffPhoto: Bela Novak. <b>Talks</b> between Kenya and Hungary began in Nairobi on March 11. ",
        ]
    ),
    max_size=6,
)


@pytest.mark.model
@settings(max_examples=25, deadline=None)
@given(parts=SENTENCES)
def test_all_evidence_quotes_the_untouched_text(parts: list[str], nlp: Any, vocabulary: Any) -> None:
    text = " ".join(parts)
    graph = graph_of(text, nlp, vocabulary)
    found = [one for item in (*graph.nodes, *graph.edges) for one in item.evidence]
    nodes = {node.id for node in graph.nodes}

    assert all(0 <= one.sentence.start <= one.span.start < one.span.end <= one.sentence.end <= len(text) for one in found)
    assert all(text[one.span.start : one.span.end].strip() == text[one.span.start : one.span.end] for one in found)
    assert {one.asserted_by for one in found} - {None} <= nodes
