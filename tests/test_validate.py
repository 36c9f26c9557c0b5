"""Tests of the check of a graph file: a good one passes here and in the outside check, each broken one is refused with the place."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_graph import document, entity, evidence, extraction, minister

from kg.assemble import assemble
from kg.errors import StoreError
from kg.graph import to_json, write_graph
from kg.model import Edge, Entity, Graph
from kg.validate import DATE, validate


@pytest.fixture
def graph() -> Graph:
    """All sorts of nodes and edges, one of them from background knowledge."""
    source = document("c", "At talks in Port Norland, Ada Moss spoke for Norland. “We agreed,” said analyst Bo Reyes.", date="2024-05-01")
    names = {"event:talks": "talks", "place:port-norland": "Port Norland", "person:ada-moss": "Ada Moss", "person:bo-reyes": "Bo Reyes"}
    things = [entity(source, name, words) for name, words in names.items()]
    things += [entity(source, "occupation:analyst", "analyst"), entity(source, "statement:1", "We agreed", properties={"direct": True})]
    things += [Entity(id="place:nl", type="Place", name="Norland", evidence=(evidence(source, "Norland."),), properties={"iso2": "NL"})]
    things += [Entity(id="place:north", type="Place", name="The North", properties={"basis": "background"})]
    proof, stated = evidence(source, "Ada Moss spoke for Norland", asserted_by="person:bo-reyes", modality="reported"), {"basis": "stated"}
    edges = [
        Edge(source="person:ada-moss", target="place:nl", type="REPRESENTS", properties={**stated, "at": "event:talks"}, evidence=(proof,)),
        Edge(source="place:nl", target="place:north", type="LOCATED_IN", properties={"basis": "background"}),
        Edge(
            source="event:talks", target="place:port-norland", type="TOOK_PLACE_IN", evidence=(evidence(source, "talks in Port Norland"),)
        ),
        Edge(source="person:bo-reyes", target="statement:1", type="SAID", evidence=(evidence(source, "said analyst Bo Reyes"),)),
        Edge(
            source="person:bo-reyes", target="occupation:analyst", type="HAS_OCCUPATION", evidence=(evidence(source, "analyst Bo Reyes"),)
        ),
    ]
    return assemble([minister("a"), minister("b", "former", date="XXXX-05-01"), extraction(source, things, edges)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.json"


def outside_check(shared: Path, path: Path) -> int:
    command = [sys.executable, shared / "gold" / "check_graph.py", path, path.parent]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.mark.parametrize("text", [True, False])
def test_a_good_graph_has_no_fault(graph: Graph, path: Path, text: bool) -> None:
    write_graph(graph, path, text=text)

    assert validate(path) == []


def test_a_good_graph_passes_the_outside_check(graph: Graph, path: Path, shared: Path) -> None:
    write_graph(graph, path)

    assert outside_check(shared, path) == 0


def node(data: Any, name: str) -> Any:
    return next(found for found in data["nodes"] if found["id"] == name)


def edge(data: Any, kind: str) -> Any:
    return next(found for found in data["edges"] if found["type"] == kind)


def put(pick: Callable[..., Any], name: str, *keys: str | int, value: object) -> Callable[[Any], None]:
    """Make a change that puts the value at the keys of a node or an edge."""

    def change(data: Any) -> None:
        found = pick(data, name)
        for key in keys[:-1]:
            found = found[key]
        found[keys[-1]] = value

    return change


def twice(kind: str, pick: Callable[..., Any], name: str, **other: object) -> Callable[[Any], None]:
    return lambda data: data[kind].append({**pick(data, name), **other})


def drop(kind: str, name: str) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        data[kind] = [found for found in data[kind] if found["id"] != name]

    return change


def change_text(data: Any) -> None:
    data["graph"]["documents"][0]["text"] += " "


def forget_speaker(data: Any) -> None:
    for found in data["edges"]:
        found["properties"].pop("asserted_by", None)


ROLE, BO = "edge person:ada-moss -HAS_ROLE-> place:nl: ", "node person:bo-reyes: "
# What the outside check refuses too.
REFUSED_BY_BOTH = [
    (put(node, "person:bo-reyes", "type", value="Robot"), BO + "unknown type Robot; there are Document, Event"),
    (put(edge, "HAS_ROLE", "type", value="RULES"), "edge person:ada-moss -RULES-> place:nl: unknown type; there are ABOUT"),
    (
        put(edge, "HAS_ROLE", "source", value="place:nl"),
        "edge place:nl -HAS_ROLE-> place:nl: its source is of the type Place; it has to be Person",
    ),
    (put(edge, "SAID", "target", value="place:nl"), "SAID-> place:nl: its target is of the type Place; it has to be Statement"),
    (put(edge, "HAS_ROLE", "target", value="place:zz"), "HAS_ROLE-> place:zz: its target is no node of the graph"),
    (put(edge, "HAS_ROLE", "properties", "status", value="lost"), ROLE + "status is lost; it has to be one of current, former"),
    (put(edge, "REPRESENTS", "properties", "basis", value="guess"), "basis is guess; it has to be one of stated, office"),
    (put(edge, "HAS_ROLE", "properties", "modality", value="maybe"), ROLE + "modality is maybe; it has to be one of asserted"),
    (put(node, "person:bo-reyes", "properties", "title", value="Mr"), BO + 'has the property "title"; Person has basis'),
    (put(node, "person:bo-reyes", "confidence", value=1.5), BO + "its confidence is 1.5; it goes from 0 to 1"),
    (put(node, "person:bo-reyes", "evidence", value=[]), BO + "no evidence; what no document says"),
    (put(edge, "HAS_ROLE", "evidence", value=[]), ROLE + "no evidence; what no document says"),
    (put(node, "person:bo-reyes", "evidence", 0, "text", value="Bo Raves"), BO + "evidence[0] quotes Bo Raves; at "),
    (put(node, "person:bo-reyes", "evidence", 0, "start", value=40), BO + "evidence[0] quotes Bo Reyes; at 40"),
    (put(node, "person:bo-reyes", "evidence", 0, "end", value=9999), BO + "evidence[0] goes from "),
    (put(node, "person:bo-reyes", "evidence", 0, "start", value=-5), BO + "evidence[0] goes from -5"),
    (put(node, "person:bo-reyes", "evidence", 0, "doc", value="zz"), BO + "evidence[0] is from zz, which is no document"),
    (put(edge, "HAS_ROLE", "evidence", 0, "sentence", value=[3, 71]), ROLE + "evidence[0] has the sentence 3 to 71"),
    (put(edge, "HAS_ROLE", "evidence", 0, "sentence", value=[0, 9999]), ROLE + "evidence[0] has the sentence 0 to 9999"),
    (put(edge, "HAS_ROLE", "evidence", 0, "modality", value="maybe"), '"modality" is maybe; it has to be one of asserted'),
    (
        put(edge, "HAS_ROLE", "evidence", 0, "asserted_by", value="person:zz"),
        ROLE + "evidence[0] is asserted by person:zz, which is no node",
    ),
    (twice("nodes", node, "person:bo-reyes"), "node person:bo-reyes stands there twice"),
    (twice("edges", edge, "HAS_ROLE"), ROLE + "the key HAS_ROLE:trade-minister:current stands twice"),
    (lambda data: data["graph"]["documents"].append(data["graph"]["documents"][0]), "document a stands there twice"),
    (drop("nodes", "event:talks"), "at is event:talks; it has to be the id of a node of the type Event"),
    (
        put(edge, "REPRESENTS", "properties", "at", value="person:bo-reyes"),
        "at is person:bo-reyes; it has to be the id of a node of the type Event",
    ),
]
REFUSED_HERE = [
    (twice("edges", edge, "HAS_ROLE", key="other"), ROLE + "stands twice with the same title"),
    (put(edge, "HAS_ROLE", "properties", "since", value="2020"), ROLE + 'has the property "since"; HAS_ROLE has asserted_by, basis'),
    (put(edge, "HAS_ROLE", "properties", "title", value=7), ROLE + "title is 7; it has to be a text"),
    (
        put(edge, "HAS_ROLE", "properties", "start_date", value="last May"),
        ROLE + 'start_date is last May; it has to be a date, like "2025-03-24"',
    ),
    (put(node, "statement:1", "properties", "direct", value="yes"), "node statement:1: direct is yes; it has to be true or false"),
    (
        put(edge, "HAS_ROLE", "properties", "modality", value="denied"),
        ROLE + "modality is denied; the strongest of its evidence is asserted",
    ),
    (forget_speaker, "asserted_by is None; its evidence says person:bo-reyes"),
    (put(edge, "HAS_ROLE", "properties", "asserted_by", value="person:bo-reyes"), "asserted_by is person:bo-reyes; its evidence says None"),
    (put(edge, "HAS_ROLE", "evidence", 0, "confidence", value=-1), ROLE + "evidence[0] has the confidence -1"),
    (put(node, "person:bo-reyes", "aliases", value=["Bo Reyes"]), BO + "a name stands twice"),
    (put(node, "person:bo-reyes", "name", value=" "), BO + "its name is empty"),
    (put(node, "person:bo-reyes", "aliases", value="Bo"), '"aliases" is Bo; it has to be a list of texts'),
    (put(node, "person:bo-reyes", "colour", value="red"), 'has "colour"; its keys are id, type, name'),
    (lambda data: data["edges"][0].pop("key"), 'edges[0] has no "key"; it has to be a text'),
    (lambda data: data["nodes"].append(7), "is 7; it has to be a table with id, type"),
    (lambda data: data["graph"]["documents"][0].update(date="May"), "document a: its date is May; it has to be a date"),
    (lambda data: data.pop("directed"), 'the file: "directed" has to be true'),
    (lambda data: data["graph"].update(schema="kg/0"), 'graph.schema is kg/0; this version reads "kg/1"'),
    (change_text, "document a: its sha256 isn't that of its text"),
]


def faults(graph: Graph, path: Path, change: Callable[[Any], Any]) -> list[str]:
    data = json.loads(json.dumps(to_json(graph)))
    change(data)
    path.write_text(json.dumps(data))
    return validate(path)


@pytest.mark.parametrize(("change", "message"), [*REFUSED_BY_BOTH, *REFUSED_HERE])
def test_a_broken_graph_is_refused_with_the_place_and_what_would_be_right(graph: Graph, path: Path, change: Any, message: str) -> None:
    found = faults(graph, path, change)

    assert any(message in fault for fault in found), found
    assert not any("\n" in fault for fault in found)


@pytest.mark.parametrize("change", [change for change, _ in REFUSED_BY_BOTH])
def test_the_outside_check_refuses_the_same(graph: Graph, path: Path, shared: Path, change: Any) -> None:
    assert faults(graph, path, change)
    assert outside_check(shared, path) == 1


def test_all_faults_are_told_not_only_the_first(graph: Graph, path: Path) -> None:
    def change(data: Any) -> None:
        node(data, "person:bo-reyes")["name"] = 7
        edge(data, "HAS_ROLE")["properties"]["status"] = "lost"
        edge(data, "SAID")["evidence"] = []

    assert len(faults(graph, path, change)) == 3


def test_a_line_break_in_an_id_does_not_break_the_line(graph: Graph, path: Path) -> None:
    (fault,) = faults(
        graph, path, lambda data: data["nodes"].append({**node(data, "person:bo-reyes"), "id": "person:\n\ud800", "name": ""})
    )

    assert fault == "node 'person:\\n\\ud800': its name is empty; a node is called as a document calls it"


def test_without_texts_a_quotation_of_the_wrong_length_is_refused(graph: Graph, path: Path) -> None:
    write_graph(graph, path, text=False)
    data = json.loads(path.read_text())
    node(data, "person:bo-reyes")["evidence"][0]["text"] = "Bo"
    path.write_text(json.dumps(data))

    assert validate(path) == ["node person:bo-reyes: evidence[0] quotes 2 characters; 41 to 49 are 8"]


def test_background_needs_no_evidence_and_nothing_else_is_spared_it(graph: Graph, path: Path) -> None:
    bare = replace(graph, edges=tuple(replace(found, evidence=()) if found.type == "LOCATED_IN" else found for found in graph.edges))

    assert faults(bare, path, lambda data: None) == []
    assert len(faults(bare, path, put(edge, "LOCATED_IN", "properties", value={}))) == 1


@pytest.mark.parametrize(
    "date", ["2025", "2025-03", "2025-03-24", "XXXX-03-24", "2025-03-24T10:00:00Z", "202X", "2025-03~", "2025-03-01/2025-03-04"]
)
def test_dates_may_be_iso_8601_and_edtf(date: str) -> None:
    assert DATE.fullmatch(date)


@pytest.mark.parametrize("date", ["", "24 March 2025", "2025-3-4", "25-03-24", "2025-03-24 ", "2025/03/24"])
def test_other_dates_are_refused(date: str) -> None:
    assert not DATE.fullmatch(date)


def test_what_is_no_file_raises(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such file"):
        validate(tmp_path / "none.json")
