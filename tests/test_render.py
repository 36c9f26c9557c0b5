"""What the page of the map holds."""

import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.model import Document, Edge, Entity, Evidence, Graph, Span
from kg.render import page_file, places, render

ROOT = Path(__file__).parents[1]
TEXT = "The minister spoke. 😀 Mara Quill leads Ruritania.\n\nAnother paragraph."


def _graph(text: str = TEXT, quoted: str = "Mara Quill", **person: Any) -> Graph:
    start = text.index(quoted)
    sentence = Span(doc="d1", start=start, end=text.find(".", start) + 1)
    evidence = (Evidence(span=Span(doc="d1", start=start, end=start + len(quoted)), sentence=sentence, rule="x", asserted_by="person:zoe"),)
    nodes = (
        Entity(id="document:d1", type="Document", name="A meeting"),
        Entity(id="occupation:analyst", type="Occupation", name="analyst"),
        Entity(id="person:mara", type="Person", **{"name": "Mara Quill", **person}),
        Entity(id="person:nobody", type="Person", name="Nobody", evidence=evidence),
        Entity(id="person:zoe", type="Person", name="Zoe"),
        Entity(id="place:ruritania", type="Place", name="Ruritania", properties={"kind": "country"}),
        Entity(id="statement:s", type="Statement", name="It is so"),
    )
    edges = (
        Edge(source="person:mara", target="document:d1", type="MENTIONED_IN"),
        Edge(source="person:mara", target="place:ruritania", type="HAS_ROLE", properties={"title": "minister"}, evidence=evidence),
        Edge(source="person:mara", target="statement:s", type="SAID"),
        Edge(source="person:zoe", target="occupation:analyst", type="HAS_OCCUPATION"),
    )
    return Graph(documents=(Document(id="d1", path="d1.txt", text=text, date="2031-02-03"),), nodes=nodes, edges=edges)


def _data(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def _nodes(page: str) -> dict[str, Any]:
    return {node["id"]: node for node in _data(page)["nodes"]}


def test_the_page_names_nothing_to_load_and_allows_nothing() -> None:
    page = re.sub("<script>.*?</script>", "", render(_graph()), flags=re.DOTALL)

    assert "default-src 'none'" in page
    assert "unsafe" not in page
    assert not re.search(r"<link|<img|<iframe|\bsrc=|url\(|@import|https?:", page)


def test_the_licences_of_what_is_bundled_stand_in_the_page() -> None:
    assert render(_graph()).count("Permission is hereby granted, free of charge") >= 4


def test_the_bundle_is_that_of_the_present_sources() -> None:
    code = "import hatch_build as b, pathlib; print(b.fingerprint(pathlib.Path('.')))"
    wanted = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    assert (ROOT / "kg/render/bundle/map.js").read_text("utf-8").startswith(f"/* {wanted} */")


def test_a_missing_bundle_is_one_line_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_file, "_BUNDLE", "bundle/none.js")

    with pytest.raises(StoreError, match=r"^kg/render/bundle/none\.js is missing: run python hatch_build\.py .*--engine pyvis$"):
        render(_graph())


def test_evidence_is_counted_as_javascript_counts_and_stands_in_its_paragraph() -> None:
    data = _data(render(_graph()))
    (edge,) = (edge for edge in data["edges"] if edge["type"] == "HAS_ROLE")
    passage, start, end, first, last, confidence, speaker, modality = edge["evidence"][0]
    text = data["passages"][passage][1].encode("utf-16-le")

    assert text.decode("utf-16-le") == "The minister spoke. 😀 Mara Quill leads Ruritania."
    assert text[2 * start : 2 * end].decode("utf-16-le") == "Mara Quill"
    assert text[2 * first : 2 * last].decode("utf-16-le") == "Mara Quill leads Ruritania."
    assert (confidence, data["nodes"][speaker]["id"], modality) == (1.0, "person:zoe", "")


def test_documents_and_occupations_are_told_but_not_drawn() -> None:
    nodes = _nodes(render(_graph()))

    assert "document:d1" not in nodes
    assert "x" not in nodes["occupation:analyst"]
    assert "x" in nodes["person:zoe"]
    assert nodes["person:mara"]["docs"] == [0]


def test_who_has_no_relation_is_found_but_not_drawn_and_has_its_sentence() -> None:
    nobody = _nodes(render(_graph()))["person:nobody"]

    assert "x" not in nobody
    assert len(nobody["mentions"]) == 1


def test_a_graph_without_relations_is_drawn_all_the_same() -> None:
    graph = _graph()

    assert all("x" in node for node in _data(render(Graph(documents=(), nodes=graph.nodes[2:5], edges=())))["nodes"])
    assert _data(render(Graph(documents=(), nodes=(), edges=())))["nodes"] == []


def test_above_the_limit_the_most_connected_are_drawn_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_LARGEST", 3)
    nodes = tuple(Entity(id=f"person:{at}", type="Person", name=f"P {at}") for at in range(8))
    edges = tuple(Edge(source=f"person:{at}", target="person:0", type="SUCCEEDED") for at in range(1, 8))
    page = render(Graph(documents=(), nodes=nodes, edges=edges))

    assert [node["id"] for node in _data(page)["nodes"] if "x" in node] == ["person:0", "person:1", "person:2", "person:3"]
    assert "4 names with the fewest relations aren&#x27;t drawn: search for them" in page


def test_markup_placeholders_and_lone_surrogates_in_names_stay_text() -> None:
    page = render(_graph(name="</script><hostile>%STYLE%\ud800"), title="<i>%DATA%\ud800")

    assert "<hostile>" not in page
    assert "<h1>&lt;i&gt;%DATA%\ufffd</h1>" in page
    assert _nodes(page)["person:mara"]["name"] == "</script><hostile>%STYLE%\ud800"
    page.encode()


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    program = "import sys; from tests.test_render import _graph, render; sys.stdout.buffer.write(render(_graph()).encode())"

    assert {_run(program, seed) for seed in ("0", "1")} == {render(_graph()).encode()}


def _run(program: str, seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True).stdout


def test_a_notebook_shows_the_page_in_a_frame() -> None:
    shown = _graph().draw(title='"<x>')._repr_html_()

    assert shown.startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert 'title="&quot;&lt;x&gt;"' in shown


def test_the_sources_of_the_page_use_no_markup() -> None:
    for file in (files("kg") / "render/page").iterdir():
        if file.name.endswith(".js"):
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", file.read_text("utf-8")
            ), file.name
