"""How many independent documents say what, and which claims can't all hold."""

from typing import Any

import pytest

from kg.consensus import claims, conflicts, consensus_table
from kg.model import Document, Edge, Entity, Evidence, Graph, Modality, Span

TEXTS = {
    "d1": "Ada Okafor is the president of Norland, the envoys said in Westport.",
    "d2": "Reports: Ada Okafor is the president of Norland, the envoys said in Westport.\nNorland struck Sudmark on Monday.",
    "d3": "President Ada Okafor of Norland spoke. Sudmark denied it.",
}
SENTENCES = {"d1": (0, 69), "d2": (9, 77), "d3": (0, 38)}
NODES = ("person:ada", "person:bela", "person:envoy", "place:nl", "place:sm", "event:strike")


def proof(doc: str, modality: Modality = "asserted", by: str | None = None, start: int | None = None) -> Evidence:
    first, last = SENTENCES[doc] if start is None else (start, len(TEXTS[doc]))
    span = Span(doc=doc, start=first, end=min(last, len(TEXTS[doc])))
    return Evidence(span=span, sentence=span, rule="x", modality=modality, asserted_by=by)


def role(who: str, *evidence: Evidence, **properties: Any) -> Edge:
    return Edge(source=who, target="place:nl", type="HAS_ROLE", properties={"title": "president"} | properties, evidence=evidence)


def graph(*edges: Edge, event: tuple[Evidence, ...] = ()) -> Graph:
    documents = tuple(
        Document(id=name, path=name, text=text, title=f"Note {name}", date=f"2031-05-0{name[1]}") for name, text in TEXTS.items()
    )
    nodes = [Entity(id=name, type=name.partition(":")[0].capitalize(), name=name.partition(":")[2].capitalize()) for name in NODES[:-1]]
    strike = Entity(id="event:strike", type="Event", name="strike", evidence=event)
    return Graph(documents=documents, nodes=(*([strike] if event else []), *nodes), edges=edges)


def facts(made: Graph) -> list[tuple[str, int]]:
    return [(claim.fact, claim.documents) for claim in claims(made)]


def told(made: Graph) -> list[tuple[str, list[str]]]:
    return [(kind, [claim.fact for claim in group]) for kind, group in conflicts(made, claims(made))]


def test_documents_that_say_it_in_their_own_words_are_counted() -> None:
    assert facts(graph(role("person:ada", proof("d1"), proof("d3")))) == [("Ada: president of Nl", 2)]


def test_two_documents_with_the_same_sentence_are_one() -> None:
    assert facts(graph(role("person:ada", proof("d1"), proof("d2")))) == [("Ada: president of Nl", 1)]


def test_what_links_two_copies_makes_all_one() -> None:
    both = (proof("d3"), proof("d1"), proof("d2"))

    assert facts(graph(role("person:ada", *both))) == [("Ada: president of Nl", 2)]


@pytest.mark.parametrize("modality", ["reported", "planned", "denied", "doubted"])
def test_what_a_document_doesn_t_assert_isn_t_counted(modality: Modality) -> None:
    assert facts(graph(role("person:ada", proof("d1", modality)))) == [("Ada: president of Nl", 0)]


def test_a_claim_names_who_says_so_and_who_denies_it() -> None:
    made = graph(
        role("person:ada", proof("d1"), proof("d3", "reported", "person:envoy"), proof("d2", "denied", "place:sm"), proof("d3", "denied"))
    )

    (row,) = consensus_table(made).rows

    assert row[:3] == ("HAS_ROLE", "Ada: president of Nl", 1)
    assert row[3:] == (["Envoy"], ["Note d3, 2031-05-03", "Sm"], "asserted", ["2031-05-01", "2031-05-02", "2031-05-03"])


def test_most_documents_come_first() -> None:
    edges = (role("person:bela", proof("d1")), role("person:ada", proof("d1"), proof("d3")))

    assert [fact for fact, _ in facts(graph(*edges))] == ["Ada: president of Nl", "Bela: president of Nl"]


def test_what_some_say_and_others_deny_is_a_conflict() -> None:
    made = graph(role("person:ada", proof("d1"), proof("d3", "denied", "place:sm")))

    assert told(made) == [("said and denied", ["Ada: president of Nl"])]


def test_what_all_deny_is_none() -> None:
    assert told(graph(role("person:ada", proof("d3", "denied", "place:sm"), modality="denied"))) == []


def test_two_presidents_at_once_stand_side_by_side() -> None:
    made = graph(role("person:bela", proof("d1")), role("person:ada", proof("d3")))

    assert told(made) == [("several hold one office", ["Ada: president of Nl", "Bela: president of Nl"])]


@pytest.mark.parametrize(
    "properties",
    [
        {"status": "former"},
        {"status": "designate"},
        {"title": "adviser"},
        {"title": "vice president"},
        {"end_date": "2030"},
        {"modality": "denied"},
    ],
)
def test_who_holds_it_no_longer_or_another_is_no_rival(properties: dict[str, Any]) -> None:
    made = graph(role("person:bela", proof("d1")), role("person:ada", proof("d3"), **properties))

    assert told(made) == []


def test_who_came_after_another_is_no_rival() -> None:
    after = Edge(source="person:ada", target="person:bela", type="SUCCEEDED", properties={"title": "president"})

    assert told(graph(role("person:bela", proof("d1")), role("person:ada", proof("d3")), after)) == []


def test_an_office_held_and_former_stands_side_by_side() -> None:
    made = graph(role("person:ada", proof("d1")), role("person:ada", proof("d3"), status="former"))

    assert told(made) == [("held and former", ["Ada: president of Nl", "Ada: president of Nl (former)"])]


def sides(*speakers: str | None) -> Graph:
    """A strike of Norland on Sudmark that each speaker tells of, None the document."""
    parts = [Edge(source=place, target="event:strike", type="PARTICIPATED_IN", properties={"as": name}, evidence=(proof("d2", start=78),))
             for place, name in (("place:nl", "attacker"), ("place:sm", "target"))]  # fmt: skip
    speaks = Edge(source="person:envoy", target="place:nl", type="REPRESENTS", properties={"basis": "office"}, evidence=(proof("d1"),))
    proofs = tuple(proof("d2", "reported" if who else "asserted", who, start=78 + at) for at, who in enumerate(speakers))
    return graph(*parts, speaks, event=proofs)


@pytest.mark.parametrize("speakers", [("place:nl",), ("person:envoy",), ("place:nl", "person:envoy"), ("place:sm",)])
def test_an_event_that_one_side_tells_of_is_seen(speakers: tuple[str, ...]) -> None:
    assert told(sides(*speakers)) == [("told by one side only", ["strike"])]


@pytest.mark.parametrize("speakers", [(None,), ("place:nl", None), ("place:nl", "place:sm"), ("person:bela",)])
def test_an_event_that_others_tell_of_too_isn_t(speakers: tuple[str | None, ...]) -> None:
    assert told(sides(*speakers)) == []
