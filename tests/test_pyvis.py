"""What pyvis draws, where, and in which words."""

import json
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from kg.model import Document, Edge, Entity, Graph
from kg.render import render as render_with
from kg.render.drawing import Line, draw

render = partial(render_with, engine="pyvis")
LOADS = re.compile(r"""<(?:script|link|img|iframe|source|object|embed)\b[^>]*(?:src|href|data)\s*=|@import|url\(\s*['"]?(?!data:)[a-z/]""")


def _edge(source: str, target: str, kind: str, **properties: object) -> Edge:
    return Edge(source=source, target=target, type=kind, properties=properties)


NODES = (
    Entity(id="document:d1", type="Document", name="A meeting"),
    Entity(id="occupation:analyst", type="Occupation", name="analyst"),
    Entity(id="organization:board", type="Organization", name="Harbour Board"),
    Entity(id="person:ada", type="Person", name="Ada Brandt"),
    Entity(id="person:mara", type="Person", name="Mara Quill"),
    Entity(id="person:zoe", type="Person", name="Zoe Alone"),
    Entity(id="place:ruritania", type="Place", name="Ruritania", properties={"kind": "country"}),
)
EDGES = (
    _edge("organization:board", "place:ruritania", "PART_OF"),
    _edge("person:ada", "occupation:analyst", "HAS_OCCUPATION"),
    _edge("person:ada", "place:ruritania", "REPRESENTS", basis="stated", capacity="delegation leader"),
    _edge("person:mara", "document:d1", "MENTIONED_IN"),
    _edge("person:mara", "occupation:analyst", "HAS_OCCUPATION"),
    _edge("person:mara", "organization:board", "HAS_ROLE", title="chair", status="former"),
    _edge("person:mara", "organization:board", "HAS_ROLE", title="member", status="current"),
    _edge("person:mara", "place:ruritania", "HAS_ROLE", title="minister"),
    _edge("person:mara", "place:ruritania", "REPRESENTS", basis="office"),
)
GRAPH = Graph(documents=(Document(id="d1", path="d1.txt", text=""),), nodes=NODES, edges=EDGES)
EMPTY = Graph(documents=(), nodes=(), edges=())


def _line(source: str, target: str, *, former: bool = False) -> Line:
    _, lines = draw(GRAPH, set(), set())
    (line,) = (line for line in lines if (line.source, line.target, line.former) == (source, target, former))
    return line


def _data(html: str, name: str) -> Any:
    """Return the nodes or edges that stand in a page."""
    found = re.search(rf"{name} = new vis.DataSet\((\[.*?\])\);\n", html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_nothing_in_the_page_is_loaded_from_elsewhere() -> None:
    page = render(GRAPH)
    markup = re.sub(r"<script>.*?</script>|<script type=\"text/javascript\">.*?</script>", "", page, flags=re.DOTALL)

    assert not LOADS.search(markup)
    assert "default-src 'none'" in markup
    assert "http://" not in markup
    assert "https://" not in markup


def test_documents_and_what_has_no_relations_are_left_out() -> None:
    points, lines = draw(GRAPH, set(), set())

    assert [point.label for point in points] == ["analyst", "Harbour Board", "Ada Brandt", "Mara Quill", "Ruritania"]
    assert not any("mentioned" in line.label for line in lines)
    assert "4 names from 1 document; 1 without relations not shown" in render(GRAPH)


def test_a_graph_without_relations_shows_its_nodes() -> None:
    points, _ = draw(Graph(documents=(), nodes=NODES[:4], edges=()), set(), set())

    assert [point.label for point in points] == ["analyst", "Harbour Board", "Ada Brandt"]


def test_what_is_repeated_is_drawn_beside_each_who_has_it() -> None:
    points, lines = draw(GRAPH, {"Occupation"}, set())

    assert [point.degree for point in points if point.type == "Occupation"] == [1, 1]
    assert len({line.target for line in lines if line.label == "works as"}) == 2


def test_statements_are_not_drawn_and_not_counted() -> None:
    statement = Entity(id="statement:s", type="Statement", name="It is so")
    page = render(Graph(documents=(), nodes=(*NODES, statement), edges=(*EDGES, _edge("person:zoe", "statement:s", "SAID"))))

    assert "It is so" not in page
    assert "4 names from 0 documents; 1 without relations not shown" in page


def test_who_took_part_as_what_and_what_is_only_planned_is_in_the_words_of_the_line() -> None:
    event = Entity(id="event:talks", type="Event", name="talks")
    edges = (
        _edge("person:ada", "event:talks", "PARTICIPATED_IN", modality="planned"),
        _edge("person:mara", "event:talks", "PARTICIPATED_IN", modality="reported"),
        _edge("place:ruritania", "event:talks", "PARTICIPATED_IN", **{"as": "host"}),
    )
    _, lines = draw(Graph(documents=(), nodes=(*NODES, event), edges=edges), set(), set())

    assert [line.label.replace("\n", " ") for line in lines] == ["took part in (planned)", "took part in", "took part in as host"]


def test_an_empty_graph_is_a_page() -> None:
    assert "0 names from 0 documents" in render(EMPTY)


def test_a_node_type_that_has_no_style_is_drawn_and_in_the_legend() -> None:
    nodes = (Entity(id="ship:a", type="Ship", name="Aurora"), Entity(id="ship:b", type="Ship", name="Borealis"))
    page = render(Graph(documents=(), nodes=nodes, edges=(_edge("ship:a", "ship:b", "TOWS"),)))

    assert "▼</span> Ship" in page
    assert [edge["label"] for edge in _data(page, "edges")] == ["tows"]


def test_an_office_names_the_line_and_its_colour_says_that_it_represents() -> None:
    line = _line("person:mara", "place:ruritania")

    assert (line.label, line.represents) == ("minister of", True)
    assert not _line("organization:board", "place:ruritania").represents


def test_a_representative_without_an_office_is_called_so() -> None:
    assert _line("person:ada", "place:ruritania").label.replace("\n", " ") == "represents as delegation leader"


def test_a_former_office_is_a_dashed_line_beside_the_other_and_bends_the_other_way() -> None:
    former, current = _line("person:mara", "organization:board", former=True), _line("person:mara", "organization:board")

    assert (former.label, current.label) == ("former chair of", "member of")
    assert former.bend == -current.bend != 0
    assert [edge["dashes"] for edge in _data(render(GRAPH), "edges") if edge["label"] == former.label] == [True]


def test_lines_in_both_directions_bend_to_different_sides() -> None:
    nodes = NODES[3:5]
    edges = (_edge("person:ada", "person:mara", "SUCCEEDED"), _edge("person:mara", "person:ada", "SUCCEEDED"))
    _, lines = draw(Graph(documents=(), nodes=nodes, edges=edges), set(), set())

    # "Clockwise" is seen from the source, so the same bend is another side for a line that comes back.
    assert lines[0].bend == lines[1].bend != 0


def test_many_offices_of_a_pair_are_one_line_that_counts_the_rest() -> None:
    edges = tuple(_edge("person:ada", "place:ruritania", "HAS_ROLE", title=title) for title in ("a", "b", "c", "d", "e"))
    _, (line,) = draw(Graph(documents=(), nodes=NODES, edges=edges), set(), set())

    assert line.label.replace("\n", " ") == "a of; b of; 3 more"


def test_markup_in_names_is_escaped_in_the_page() -> None:
    nodes = (*NODES[:3], Entity(id="person:ada", type="Person", name="</script><hostile>"), *NODES[4:])
    page = render(Graph(documents=GRAPH.documents, nodes=nodes, edges=EDGES), title="<i>")

    assert "<hostile>" not in page
    assert "<h1>&lt;i&gt;</h1>" in page


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    program = "import sys; from tests.test_pyvis import *; sys.stdout.buffer.write(render(GRAPH).encode())"
    pages = {_run(program, seed) for seed in ("0", "1")}

    assert pages == {render(GRAPH).encode()}


def _run(program: str, seed: str) -> bytes:
    root, environment = Path(__file__).parents[1], {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, check=True).stdout
