"""Tests of graph.json: what it holds, that it survives writing and reading, and what is said of a broken one."""

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_graph import document, evidence, minister

from kg.assemble import assemble
from kg.errors import StoreError
from kg.files import write_whole
from kg.graph import evidence_text, read_graph, sentence_text, to_json, to_networkx, write_graph
from kg.model import Document, Edge, Entity, Evidence, Graph, Span


@pytest.fixture
def graph() -> Graph:
    return assemble([minister("a", date="2024-05-01"), minister("b", "former")], model={"name": "en_test", "version": "1"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.json"


def load(path: Path) -> Any:
    return json.loads(path.read_bytes())


def test_the_file_has_the_frame_of_the_contract(graph: Graph, path: Path) -> None:
    write_graph(graph, path)
    data = load(path)

    assert (data["directed"], data["multigraph"]) == (True, True)
    assert data["graph"]["schema"] == "kg/1"
    assert data["graph"]["model"] == {"name": "en_test", "version": "1"}
    assert [sorted(d) for d in data["graph"]["documents"]] == [["date", "id", "path", "sha256", "text", "title"]] * 2


def test_nodes_and_edges_come_in_order(graph: Graph) -> None:
    data = to_json(Graph(documents=graph.documents, nodes=graph.nodes[::-1], edges=graph.edges[::-1]))
    nodes, edges = [node["id"] for node in data["nodes"]], [(e["source"], e["target"], e["key"]) for e in data["edges"]]

    assert nodes == sorted(nodes)
    assert edges == sorted(edges)


def test_keys_say_what_the_edge_is(graph: Graph) -> None:
    keys = [edge["key"] for edge in to_json(graph)["edges"] if edge["target"] == "place:nl"]

    assert keys == ["HAS_ROLE:trade-minister:current", "HAS_ROLE:trade-minister:former", "REPRESENTS"]


def test_edges_of_one_identity_get_keys_of_their_own(graph: Graph) -> None:
    data = to_json(replace(graph, edges=(graph.edges[0], graph.edges[0])))

    assert [edge["key"] for edge in data["edges"]] == ["MENTIONED_IN", "MENTIONED_IN#2"]


def test_evidence_is_written_with_its_words_and_without_defaults(graph: Graph) -> None:
    role = next(edge for edge in to_json(graph)["edges"] if edge["type"] == "HAS_ROLE")

    assert role["evidence"] == [
        {
            "doc": "a",
            "start": 0,
            "end": 35,
            "text": "Ada Moss, trade minister of Norland",
            "sentence": [0, 69],
            "rule": "test#1",
            "confidence": 0.9,
        }
    ]


def test_what_is_not_the_default_is_written() -> None:
    made = minister()
    said = evidence(made.document, "Norland", modality="denied", asserted_by="person:bo-reyes")
    data = to_json(assemble([replace(made, edges=(replace(made.edges[1], evidence=(said,)),))]))
    (edge,) = [found for found in data["edges"] if found["type"] == "REPRESENTS"]

    assert (edge["evidence"][0]["modality"], edge["evidence"][0]["asserted_by"]) == ("denied", "person:bo-reyes")


def test_a_property_without_a_value_is_left_out(graph: Graph) -> None:
    node = replace(graph.nodes[0], properties={"path": "x", "url": None})

    assert to_json(Graph(documents=(), nodes=(node,), edges=()))["nodes"][0]["properties"] == {"path": "x"}


def test_each_node_and_edge_is_a_line(graph: Graph, path: Path) -> None:
    write_graph(graph, path)
    lines = path.read_text(encoding="utf-8").splitlines()

    assert sum('"aliases"' in line for line in lines) == len(graph.nodes)
    assert sum('"target"' in line for line in lines) == len(graph.edges)
    assert path.read_bytes().endswith(b"}\n")


def test_an_empty_graph_survives(path: Path) -> None:
    write_graph(assemble([]), path)

    assert read_graph(path) == assemble([])


def test_networkx_reads_the_file_to_the_same_graph(graph: Graph, path: Path) -> None:
    write_graph(graph, path)
    found = networkx.node_link_graph(load(path), edges="edges")

    assert isinstance(found, networkx.MultiDiGraph)
    for made in (to_networkx(graph), graph.to_networkx()):
        assert found.graph == made.graph
        assert dict(found.nodes(data=True)) == dict(made.nodes(data=True))
        assert list(found.edges(keys=True, data=True)) == list(made.edges(keys=True, data=True))


def test_a_graph_survives_write_and_read(graph: Graph, path: Path) -> None:
    write_graph(graph, path)

    assert read_graph(path) == graph


# Two halves of a pair of surrogates that stand beside each other are one character in JSON; no reader of ours makes such a text.
NASTY = st.text(st.characters(exclude_categories=()), max_size=12).filter(lambda t: t == json.loads(json.dumps(t)))
VALUES = NASTY | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
MODALITIES = st.sampled_from(["asserted", "reported", "denied", "planned", "doubted"])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    made = st.builds(Document, id=NASTY, path=NASTY, text=NASTY, title=st.none() | NASTY, date=st.none() | NASTY, url=st.none() | NASTY)
    documents = draw(st.lists(made, max_size=3, unique_by=lambda d: d.id))
    names = draw(st.lists(NASTY, min_size=1, max_size=4, unique=True))
    proofs = st.lists(st.sampled_from(documents).flatmap(proof), max_size=2).map(tuple) if documents else st.just(())
    rest: dict[str, Any] = {
        "properties": st.dictionaries(NASTY | st.sampled_from(["title", "status", "at"]), VALUES, max_size=3),
        "confidence": st.floats(0, 1) | st.sampled_from([0, 1]),
        "evidence": proofs,
    }
    nodes = [draw(st.builds(Entity, id=st.just(i), type=NASTY, name=NASTY, aliases=st.lists(NASTY).map(tuple), **rest)) for i in names]
    ends = st.sampled_from(names)
    edges = draw(st.lists(st.builds(Edge, source=ends, target=ends, type=NASTY, **rest), max_size=4))
    return Graph(documents=tuple(documents), nodes=tuple(nodes), edges=tuple(edges), model=draw(st.dictionaries(NASTY, NASTY, max_size=2)))


def proof(source: Document) -> st.SearchStrategy[Evidence]:
    span = st.builds(Span, doc=st.just(source.id), start=st.integers(0, len(source.text)), end=st.integers(0, len(source.text)))
    return st.builds(
        Evidence, span=span, sentence=span, rule=NASTY, confidence=st.floats(0, 1), modality=MODALITIES, asserted_by=st.none() | NASTY
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(graphs(), st.booleans())
def test_what_is_read_is_written_again_in_the_same_bytes(path: Path, graph: Graph, text: bool) -> None:
    write_graph(graph, path, text=text)
    before = path.read_bytes()
    write_graph(read_graph(path), path)

    assert path.read_bytes() == before
    assert before.decode("utf-8")


def test_a_lone_surrogate_survives(path: Path) -> None:
    source = document("a", "Ada \ud800 Moss")
    graph = Graph(documents=(source,), nodes=(), edges=())
    write_graph(graph, path)

    assert read_graph(path) == graph


def test_without_texts_the_words_of_evidence_are_kept(graph: Graph, path: Path) -> None:
    write_graph(graph, path, text=False)
    found = read_graph(path)
    role = next(edge for edge in found.edges if edge.type == "HAS_ROLE")

    assert b"Moss was glad" not in path.read_bytes()
    assert [d.text for d in found.documents] == ["", ""]
    assert [d.sha256 for d in found.documents] == [d.sha256 for d in graph.documents]
    assert evidence_text(found, role.evidence[0]) == "Ada Moss, trade minister of Norland"
    assert sentence_text(found, role.evidence[0]) == "Ada Moss, trade minister of Norland"


def test_with_texts_the_sentence_is_cut_from_its_document(graph: Graph) -> None:
    person = next(node for node in graph.nodes if node.id == "person:bo-reyes")

    assert evidence_text(graph, person.evidence[1]) == "Bo Reyes"
    assert sentence_text(graph, person.evidence[1]).endswith("[b]")


def test_a_graph_by_another_program_needs_no_more_than_ids_types_and_names(path: Path) -> None:
    nodes = [{"id": i, "type": "Person", "name": i} for i in ("b", "a")]
    edges = [{"source": "a", "target": "b", "type": "SUCCEEDED"}]
    path.write_text(json.dumps({"graph": {"schema": "kg/1", "documents": []}, "nodes": nodes, "edges": edges}))

    assert [node.id for node in read_graph(path).nodes] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"no JSON at line 1, column 1"),
        ('{"graph": {},\n "nodes": [}', r"no JSON at line 2, column 12"),
        ('{"graph": NaN}', r".*NaN is no number"),
        ("[" * 100_000, r"no JSON that a graph may hold"),
        ("[]", r"the file is \[\]; it has to be a table with graph, nodes, edges"),
        ("{}", r'the file has no "graph"; it has to be a table'),
        ('{"graph": {"schema": "kg/1"}, "nodes": {}, "edges": []}', r'the file: "nodes" is \{\}; it has to be a list'),
        ('{"graph": {"schema": "kg/1"}, "nodes": [], "edges": []}', r'graph has no "documents"; it has to be a list'),
        ('{"graph": {"schema": "kg/9", "documents": []}, "nodes": [], "edges": []}', r'graph.schema is kg/9; this version reads "kg/1"'),
    ],
)
def test_what_is_no_graph_is_refused_with_the_place(path: Path, text: str, message: str) -> None:
    path.write_text(text)

    with pytest.raises(StoreError, match=rf"graph\.json: {message}") as caught:
        read_graph(path)
    assert "\n" not in str(caught.value)


def remove_id(data: Any) -> None:
    del data["nodes"][3]["id"]


def name_a_number(data: Any) -> None:
    data["nodes"][0]["name"] = 7


def end_nowhere(data: Any) -> None:
    data["edges"][0]["target"] = "place:nowhere\n"


def evidence_from_nowhere(data: Any) -> None:
    data["nodes"][2]["evidence"][0]["doc"] = "zz"


def evidence_without_start(data: Any) -> None:
    del data["nodes"][2]["evidence"][0]["start"]


def id_twice(data: Any) -> None:
    data["nodes"].append(data["nodes"][0])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (remove_id, r'nodes\[3\] has no "id"; it has to be a text'),
        (name_a_number, r'nodes\[0\]: "name" is 7; it has to be a text'),
        (end_nowhere, r"edge person:ada-moss -MENTIONED_IN-> 'place:nowhere\\n': its target is no node"),
        (evidence_from_nowhere, r"node person:ada-moss: evidence\[0\] is from zz, which is no document"),
        (evidence_without_start, r'nodes\[2\].evidence\[0\] has no "start"; it has to be an offset'),
        (id_twice, r"node document:a stands there twice"),
    ],
)
def test_a_broken_graph_is_refused_with_the_place(graph: Graph, path: Path, change: Any, message: str) -> None:
    data = to_json(graph)
    change(data)
    path.write_text(json.dumps(data))

    with pytest.raises(StoreError, match=message):
        read_graph(path)


def test_a_missing_file_a_folder_and_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b'{"a": "\xff"}')

    with pytest.raises(StoreError, match=r"none.json: there is no such file; give a graph that kg build wrote"):
        read_graph(tmp_path / "none.json")
    with pytest.raises(StoreError, match="can't be read"):
        read_graph(tmp_path)
    with pytest.raises(StoreError, match="byte 7 is no UTF-8"):
        read_graph(tmp_path / "bytes")


def test_a_missing_folder_is_named(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder .*none; make it first"):
        write_graph(graph, tmp_path / "none" / "graph.json")


def test_a_folder_is_no_file_to_write(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder; name a file in it"):
        write_graph(graph, tmp_path)


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_an_interrupted_write_leaves_the_old_file_and_no_other(path: Path, fault: BaseException) -> None:
    path.write_text("old")

    def parts() -> Iterator[bytes]:
        yield b"new"
        raise fault

    with pytest.raises((KeyboardInterrupt, StoreError)):
        write_whole(path, parts())
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told_in_one_line(graph: Graph) -> None:
    with pytest.raises(StoreError, match=r"/dev/full: can't be written \(No space left on device\)"):
        write_graph(graph, "/dev/full")


def test_a_pipe_is_written_to_and_stays_one(graph: Graph, path: Path) -> None:
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_graph(graph, path)

    assert os.read(reader, 1) == b"{"
    assert stat.S_ISFIFO(path.stat().st_mode)
    os.close(reader)


def test_the_file_that_a_link_points_to_is_replaced(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_graph(graph, tmp_path / "link.json")

    assert (tmp_path / "link.json").is_symlink()
    assert read_graph(tmp_path / "real.json") == graph


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, Path("x")])
def test_a_property_that_json_cannot_hold_is_told(graph: Graph, path: Path, value: object) -> None:
    bad = replace(graph, nodes=(replace(graph.nodes[0], properties={"path": value}), *graph.nodes[1:]))

    with pytest.raises(StoreError, match="a property can't be written"):
        write_graph(bad, path)
    assert not path.exists()
