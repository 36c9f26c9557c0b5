"""pyvis's drawing in a real browser."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from kg.model import Document, Edge, Entity, Evidence, Graph, Span
from kg.render import render as render_with

render = partial(render_with, engine="pyvis")
Open = Callable[[str], Any]

HOSTILE = [
    "</script><script>window.ran = true</script>",
    "<img src=x onerror='window.ran = true'>",
    "<svg onload='window.ran=true'>",
    "<a href='javascript:window.ran=true'>x</a>",
    "'); window.ran = true; ('",
    '"><b onmouseover="window.ran=true">x</b>',
    "{{ 7 * 7 }} {% raw %}",
    "<!-- <script>",
    "\u2028window.ran = true",
]


def _graph(names: list[str], sentence: str) -> Graph:
    document = Document(id="d1", path="one.txt", title="A meeting", date="2031-05-02", text=sentence)
    span = Span(doc="d1", start=0, end=len(sentence))
    evidence = (Evidence(span=span, sentence=span, rule="x"),)
    people = [Entity(id=f"person:{at}", type="Person", name=name, aliases=(name,)) for at, name in enumerate(names)]
    place = Entity(id="place:ruritania", type="Place", name="Ruritania", properties={"kind": "country"})
    title = {"title": names[0] if "<" in names[0] else "minister"}
    edges = [Edge(source=person.id, target=place.id, type="HAS_ROLE", properties=title, evidence=evidence) for person in people]
    return Graph(documents=(document,), nodes=(*people, place), edges=tuple(edges))


PLAIN = _graph(["Mara Quílly", "Tomas Brandt"], "Minister Mara Quílly of Ruritania met Minister Tomas Brandt.")


def _at(page: Any, node: str) -> tuple[float, float]:
    """Return where a node is in the window."""
    found = page.evaluate(
        """(node) => {
            const place = network.canvasToDOM(network.getPosition(node));
            const box = document.getElementById("mynetwork").getBoundingClientRect();
            return [place.x + box.x, place.y + box.y];
        }""",
        node,
    )
    return found[0], found[1]


def _hover(page: Any, node: str) -> str:
    x, y = _at(page, node)
    page.mouse.move(5, 300)
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.wait_for_selector("#hover:not([hidden])", timeout=10_000)
    return str(page.inner_text("#hover"))


def test_the_map_is_drawn_without_errors_and_without_a_network(open_html: Open) -> None:
    opened = open_html(render(PLAIN))

    assert opened.errors == []
    assert opened.page.evaluate("nodes.length") == 3
    assert (
        opened.page.evaluate(
            """() => {
            const canvas = document.querySelector("canvas");
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
        )
        > 10
    )


def test_the_window_shows_the_title_and_the_legend(open_html: Open) -> None:
    page = open_html(render(PLAIN, title="Ruritania & friends <b>")).page

    assert page.title() == "Ruritania & friends <b>"
    assert page.inner_text("h1") == "Ruritania & friends <b>"
    assert page.inner_text("ul").replace("\n", " ").split() == ["●", "Person", "⬢", "Place", "represents", "other", "former"]


def test_hovering_a_node_shows_its_name_and_kind(open_html: Open) -> None:
    page = open_html(render(PLAIN)).page

    assert _hover(page, "place:ruritania").startswith("Ruritania\ncountry")


def test_hovering_a_line_shows_the_sentence_and_its_document(open_html: Open) -> None:
    page = open_html(render(_graph(["Mara Quílly"], "Minister Mara Quílly of Ruritania spoke."))).page
    (x1, y1), (x2, y2) = _at(page, "person:0"), _at(page, "place:ruritania")

    page.mouse.move(x1 * 0.7 + x2 * 0.3 + 1, y1 * 0.7 + y2 * 0.3)
    page.mouse.move(x1 * 0.7 + x2 * 0.3, y1 * 0.7 + y2 * 0.3)
    page.wait_for_selector("#hover:not([hidden])", timeout=10_000)

    assert page.inner_text("#hover") == (
        "Mara Quílly – minister of – Ruritania\n«Minister Mara Quílly of Ruritania spoke.»  (A meeting, 2031-05-02)"
    )


def test_the_search_box_finds_a_name_without_its_accent(open_html: Open) -> None:
    page = open_html(render(PLAIN)).page

    page.fill("#search", "quilly")

    assert page.evaluate("network.getSelectedNodes()") == ["person:0"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_title_sentence_and_headline_are_text_and_nothing_else(open_html: Open, name: str) -> None:
    opened = open_html(render(_graph([name, "href"], name), title=name))
    shown = _hover(opened.page, "person:0")

    assert opened.errors == []
    assert shown.split("\n")[0].strip() == " ".join(name.split())
    assert opened.page.title().strip() == " ".join(name.split())
    assert opened.page.evaluate("window.ran") is None
    assert opened.page.evaluate("document.querySelectorAll('script').length") == 4


def test_a_script_that_gets_into_the_page_all_the_same_is_not_run(open_html: Open) -> None:
    page = open_html(render(PLAIN)).page

    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<details open ontoggle='window.ran = true'><p>x</p></details>");
    }""")
    page.wait_for_timeout(200)

    assert page.evaluate("window.ran") is None


def test_a_map_of_ten_thousand_edges_is_made_within_a_minute_and_opens(open_html: Open) -> None:
    nodes = [Entity(id=f"person:{at:04}", type="Person", name=f"Person {at}") for at in range(4000)]
    edges = [Edge(source=f"person:{at % 4000:04}", target=f"person:{at * 7919 % 3989:04}", type="SUCCEEDED") for at in range(10_000)]
    start = time.monotonic()
    html = render(Graph(documents=(), nodes=tuple(nodes), edges=tuple(edges)))
    took = time.monotonic() - start

    assert took < 60
    assert open_html(html).page.evaluate("edges.length") > 9_000
