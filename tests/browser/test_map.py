"""The map in a real browser: each thing that a person does with it."""

import csv
import io
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kg.model import Document, Edge, Entity, Evidence, Graph, Span
from kg.render import render

Open = Callable[..., Any]
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LONG = "x" * 10_000
HOSTILE = [
    "</script><script>window.ran = true</script>",
    "<img src=x onerror='window.ran = true'>",
    "<svg onload='window.ran=true'>",
    "<a href='javascript:window.ran=true'>x</a>",
    "'); window.ran = true; ('",
    '"><b onmouseover="window.ran=true">x</b>',
    "{{ 7 * 7 }} ${7 * 7} %DATA%",
    "<!-- <script>",
    "\u202eelpmis \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "🕵🏽\u200d♀️ 👩\u200d👩\u200d👧",
    LONG,
]
FIRST = "Mara Quílly, the foreign minister of Ruritania, spoke first. It rained.\n\nFormer envoy Tomas Brandt said he would not go."
SECOND = "Ada Moss spoke for Norland. According to Moss, Brandt had left the Harbour Board."


def _evidence(document: Document, words: str, sentence: str, **rest: Any) -> tuple[Evidence, ...]:
    start, first = document.text.index(words), document.text.index(sentence)
    span = Span(doc=document.id, start=start, end=start + len(words))
    return (Evidence(span=span, sentence=Span(doc=document.id, start=first, end=first + len(sentence)), **{"rule": "x", **rest}),)


def _talks() -> Graph:
    first = Document(id="d1", path="one.txt", title="Talks begin", date="2030-01-02", text=FIRST)
    second = Document(id="d2", path="two.txt", title="Talks end", date="2031-05-06", text=SECOND)
    mara = _evidence(first, "foreign minister of Ruritania", "Mara Quílly, the foreign minister of Ruritania, spoke first.", confidence=0.9)
    tomas = _evidence(first, "Former envoy Tomas Brandt", "Former envoy Tomas Brandt said he would not go.", confidence=0.6)
    ada = _evidence(second, "spoke for Norland", "Ada Moss spoke for Norland.")
    board = _evidence(second, "the Harbour Board", SECOND[28:], asserted_by="person:ada", modality="reported")
    nodes = (
        Entity(id="event:talks", type="Event", name="the talks"),
        Entity(id="organization:board", type="Organization", name="Harbour Board"),
        Entity(id="person:ada", type="Person", name="Ada Moss"),
        Entity(id="person:mara", type="Person", name="Mara Quílly", aliases=("the Iron Minister",)),
        Entity(id="person:tomas", type="Person", name="Tomas Brandt"),
        Entity(id="place:capital", type="Place", name="Strelsau", properties={"kind": "city"}),
        Entity(id="place:norland", type="Place", name="Norland", properties={"kind": "country"}),
        Entity(id="place:ruritania", type="Place", name="Ruritania", properties={"kind": "country"}),
        Entity(id="statement:s", type="Statement", name="I would not go"),
    )
    edges = (
        _edge("person:ada", "event:talks", "PARTICIPATED_IN", ada),
        _edge("person:ada", "place:norland", "REPRESENTS", ada, basis="stated"),
        _edge("person:mara", "event:talks", "PARTICIPATED_IN", mara),
        _edge("person:mara", "place:ruritania", "HAS_ROLE", mara, title="foreign minister", status="current", start_date="2029-03"),
        _edge("person:mara", "place:ruritania", "REPRESENTS", mara, basis="office"),
        _edge("person:tomas", "organization:board", "HAS_ROLE", board, title="member", status="former"),
        _edge("person:tomas", "place:ruritania", "HAS_ROLE", tomas, title="envoy", status="former"),
        _edge("person:tomas", "statement:s", "SAID", tomas),
        _edge("place:capital", "place:ruritania", "LOCATED_IN", (), basis="background"),
    )
    return Graph(documents=(first, second), nodes=nodes, edges=edges)


def _edge(source: str, target: str, kind: str, evidence: tuple[Evidence, ...], **properties: object) -> Edge:
    return Edge(source=source, target=target, type=kind, properties=properties, evidence=evidence)


TALKS = render(_talks(), title="The talks")


def _drawn(page: Any) -> set[str]:
    return set(page.evaluate("kgMap.drawing.order.map((at) => kgMap.data.nodes[at].id)"))


def _find(page: Any, name: str) -> None:
    page.fill("#search", name)
    page.press("#search", "Enter")
    page.wait_for_selector("#card:not([hidden])")


def _click(page: Any, node: str) -> None:
    x, y = page.evaluate(
        """(id) => {
            const { x, y } = kgMap.drawing.seen(kgMap.data.at.get(id)), box = document.getElementById("map").getBoundingClientRect();
            return [x + box.x, y + box.y];
        }""",
        node,
    )
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def _wait(page: Any, expression: str) -> None:
    """Wait until it holds; Playwright's own way needs what the page's policy forbids."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never became true: {expression}")


def _saved(page: Any, form: str) -> bytes:
    if not page.is_visible(f"#save-{form}"):
        page.click("text=Save")
    with page.expect_download() as download:
        page.click(f"#save-{form}")
    return Path(download.value.path()).read_bytes()


def test_it_opens_offline_without_a_complaint_and_something_is_drawn(open_html: Open) -> None:
    opened = open_html(TALKS)
    colours = opened.page.evaluate("""() => new Promise((done) => {
        kgMap.drawing.sigma.once("afterRender", () => {
            const canvas = document.querySelector("#map canvas.sigma-nodes"), gl = canvas.getContext("webgl2");
            const pixels = new Uint8Array(canvas.width * canvas.height * 4);
            gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
            done(new Set(new Uint32Array(pixels.buffer)).size);
        });
        kgMap.drawing.sigma.refresh();
    })""")

    assert opened.errors == []
    assert colours > 10
    assert opened.page.title() == "The talks"


def test_types_are_told_by_shape_and_by_colour(open_html: Open) -> None:
    page = open_html(TALKS).page
    signs = page.eval_on_selector_all("#filters .sign", "(all) => all.map((one) => [one.textContent, getComputedStyle(one).color])")

    assert len({sign for sign, _ in signs}) == len({colour for _, colour in signs}) == len(signs) == 5


def test_names_do_not_overlap_at_rest(open_html: Open) -> None:
    page = open_html(TALKS).page
    labels = page.evaluate("kgMap.drawing.labels.map((label) => label.lines.join(' '))")

    assert {"Mara Quílly", "Ruritania", "Norland", "Harbour Board", "the talks"} <= set(labels)
    assert "foreign minister of" in labels


@pytest.mark.parametrize("text", ["quilly", "iron min", "Mara Quílly"])
def test_a_name_or_an_alias_takes_one_there(open_html: Open, text: str) -> None:
    page = open_html(TALKS).page
    _find(page, text)

    assert page.inner_text("#facts h2").endswith("Mara Quílly")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert "#person:mara" in page.url


def test_the_card_has_offices_dates_and_the_sentence_marked_in_its_paragraph(open_html: Open) -> None:
    page = open_html(TALKS).page
    _find(page, "mara")

    assert "the Iron Minister" in page.inner_text("#facts")
    assert "2029-03 –" in page.inner_text("#facts")
    assert page.inner_text("#facts mark >> nth=0") == "Mara Quílly, the foreign minister of Ruritania, spoke first."
    assert page.inner_text("#facts mark b >> nth=0") == "foreign minister of Ruritania"
    assert page.inner_text("#facts blockquote >> nth=0").endswith("It rained.")
    assert page.inner_text("#facts figcaption >> nth=0") == "Talks begin, 2030-01-02"


def test_what_somebody_says_is_told_with_who_says_it(open_html: Open) -> None:
    page = open_html(TALKS).page
    _find(page, "harbour")

    assert page.inner_text("#facts figcaption") == "Talks end, 2031-05-06, reported · says Ada Moss"
    page.click("#facts figcaption button")
    assert page.inner_text("#facts h2").endswith("Ada Moss")


def test_a_click_on_a_node_opens_its_card_and_escape_closes_it(open_html: Open) -> None:
    page = open_html(TALKS).page
    _click(page, "place:norland")
    page.wait_for_selector("#card:not([hidden])")

    assert page.inner_text("#facts h2").endswith("Norland")
    page.keyboard.press("Escape")
    assert page.is_hidden("#card")


def test_a_click_on_a_line_shows_all_its_evidence(open_html: Open) -> None:
    page = open_html(TALKS).page
    x, y = page.evaluate("""() => {
        const [a, b] = ["person:mara", "place:ruritania"].map((id) => kgMap.drawing.seen(kgMap.data.at.get(id)));
        const box = document.getElementById("map").getBoundingClientRect();
        return [(a.x + b.x) / 2 + box.x, (a.y + b.y) / 2 + box.y];
    }""")
    page.mouse.click(x, y)
    page.wait_for_selector("#card:not([hidden])")

    assert page.inner_text("#facts h2") == "Mara Quílly – Ruritania"
    assert page.locator("#facts li").count() == 2


@pytest.mark.parametrize(
    ("facet", "value", "gone"),
    [
        ("type", "Event", {"event:talks"}),
        ("edge", "LOCATED_IN", {"place:capital"}),
        ("doc", "d2", {"person:ada", "place:norland", "organization:board", "place:capital"}),
        ("status", "former", {"person:tomas", "organization:board"}),
        ("basis", "stated", {"place:norland"}),
        ("basis", "background", {"place:capital"}),
        ("speaker", "person:ada", {"organization:board", "place:capital"}),
        ("modality", "reported", {"organization:board", "place:capital"}),
    ],
)
def test_a_filter_takes_away_what_it_names(open_html: Open, facet: str, value: str, gone: set[str]) -> None:
    page = open_html(TALKS).page
    before = _drawn(page)
    page.uncheck(f'[data-facet="{facet}"][data-value="{value}"]')
    _wait(page, f"kgMap.drawing.order.length < {len(before)}")

    assert before - _drawn(page) == gone
    assert f"no-{facet}" in page.url


def test_counts_follow_the_filters(open_html: Open) -> None:
    page = open_html(TALKS).page
    count = page.locator('[data-count="edge HAS_ROLE"]')

    expect(count).to_have_text("3")
    page.uncheck('[data-facet="status"][data-value="former"]')
    expect(count).to_have_text("1")
    page.click("#reset")
    expect(count).to_have_text("3")


def test_the_sliders_filter_by_date_and_confidence(open_html: Open) -> None:
    page = open_html(TALKS).page
    page.locator("#from").press("End")
    _wait(page, "!kgMap.drawing.order.includes(kgMap.data.at.get('person:mara'))")

    assert _drawn(page) >= {"person:ada", "place:norland", "organization:board"}
    assert page.inner_text("#dates") == "2031-05-06 – 2031-05-06"
    page.locator("#from").press("Home")
    page.evaluate("(() => { const s = document.getElementById('confidence'); s.value = 70; s.dispatchEvent(new Event('input')); })()")
    _wait(page, "kgMap.drawing.order.includes(kgMap.data.at.get('person:mara'))")
    assert "place:ruritania" in _drawn(page)
    assert page.evaluate("kgMap.drawing.lines.some((line) => line.label.includes('envoy'))") is False


def test_one_walks_on_from_a_neighbourhood(open_html: Open) -> None:
    page = open_html(TALKS).page
    _find(page, "ada")
    page.click("#to-focus")

    assert _drawn(page) == {"person:ada", "place:norland", "event:talks"}
    page.click("#wider")
    assert "person:mara" in _drawn(page)
    page.click("#unfocus")
    assert "person:tomas" in _drawn(page)


def test_the_shortest_way_between_two_names_is_told_step_by_step(open_html: Open) -> None:
    page = open_html(TALKS).page
    page.click("text=Path")
    page.fill("#way-from", "Ada Moss")
    page.fill("#way-to", "Strelsau")
    page.press("#way-to", "Enter")
    page.wait_for_selector("#card:not([hidden])")

    assert page.inner_text("#facts h2") == "The shortest way: 4 steps"
    assert page.locator("#facts .facts").count() == 4
    assert "General knowledge" in page.inner_text("#facts")


def test_the_table_is_used_by_keyboard_alone(open_html: Open) -> None:
    page = open_html(TALKS).page
    page.focus("#to-table")
    page.keyboard.press("Enter")
    rows = page.locator("#tables table >> nth=0").locator("tbody tr")

    assert rows.count() == 8
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "To whom":
            break
    page.keyboard.press("Enter")
    assert page.get_attribute("th:nth-child(3)", "aria-sort") == "ascending"
    assert rows.first.locator("td").nth(2).inner_text() == "Harbour Board"
    page.locator("#tables tbody button").first.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#facts h2").endswith("Tomas Brandt")


def test_saved_files_can_be_read(open_html: Open) -> None:
    page = open_html(TALKS).page
    rows = list(csv.DictReader(io.StringIO(_saved(page, "csv").decode("utf-8-sig"))))
    graphml = ElementTree.fromstring(_saved(page, "graphml"))
    svg = ElementTree.fromstring(_saved(page, "svg"))
    png = _saved(page, "png")

    assert len(rows) == 8
    assert {row["sentence"] for row in rows} >= {"Ada Moss spoke for Norland."}
    assert len(graphml.findall(".//{*}edge")) == 8
    assert "Mara Quílly" in "".join(svg.itertext())
    assert png.startswith(b"\x89PNG") and len(png) > 5000


def test_graphml_is_what_networkx_reads(open_html: Open, tmp_path: Path) -> None:
    import networkx

    page = open_html(TALKS).page
    page.uncheck('[data-facet="doc"][data-value="d2"]')
    _wait(page, "!kgMap.drawing.order.includes(kgMap.data.at.get('person:ada'))")
    (tmp_path / "map.graphml").write_bytes(_saved(page, "graphml"))
    graph = networkx.read_graphml(tmp_path / "map.graphml")

    assert graph.nodes["person:mara"]["aliases"] == "the Iron Minister"
    assert "person:ada" not in graph


def test_a_link_to_a_node_opens_its_card(open_html: Open) -> None:
    page = open_html(TALKS, "#place:norland").page

    assert page.inner_text("#facts h2").endswith("Norland")


def test_a_link_to_a_view_opens_that_view(open_html: Open) -> None:
    first = open_html(TALKS)
    first.page.uncheck('[data-facet="type"][data-value="Event"]')
    _find(first.page, "tomas")
    link = first.page.url.partition("#")[2]
    again = open_html(TALKS, f"#{link}").page

    assert "event:talks" not in _drawn(again)
    assert again.inner_text("#facts h2").endswith("Tomas Brandt")
    again.click("text=Share")
    again.click("#link")
    assert again.input_value("#address").endswith(link)


def test_it_is_dark_where_the_system_is(open_html: Open) -> None:
    page = open_html(TALKS).page
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    _wait(page, "kgMap.drawing.theme.dark")

    assert light == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 26)"


def test_it_fits_a_phone(open_html: Open) -> None:
    opened = open_html(TALKS)
    page = opened.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.click("#show-filters")
    page.uncheck('[data-facet="type"][data-value="Event"]')
    page.click("#show-filters")
    _find(page, "mara")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#card").bounding_box()["width"] == 390
    assert page.is_visible("#facts mark >> nth=0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility(open_html: Open, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core isn't installed: python hatch_build.py check")
    page = open_html(TALKS).page
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AXE.read_text("utf-8"))
    found = []
    for step in ("0", "document.getElementById('to-table').click()", "document.querySelector('#tables tbody button').click()"):
        page.evaluate(step)
        page.wait_for_timeout(300)
        found += page.evaluate("axe.run().then((all) => all.violations.map((one) => [one.impact, one.id, one.nodes[0].html]))")

    assert [fault for fault in found if fault[0] in ("serious", "critical")] == []


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_titles_sentences_and_paths_are_text_and_nothing_else(open_html: Open, name: str) -> None:
    document = Document(id="d1", path=name, title=name, text=f"{name} spoke.")
    evidence = _evidence(document, name, f"{name} spoke.")
    nodes = (
        Entity(id=f"person:{name[:60]}", type="Person", name=name, aliases=(name,), properties={"kind": name}),
        Entity(id="place:r", type="Place", name=f"{name}2"),
    )
    edge = _edge(nodes[0].id, "place:r", "HAS_ROLE", evidence, title=name, status=name, basis=name)
    opened = open_html(render(Graph(documents=(document,), nodes=nodes, edges=(edge,)), title=name[:200]))
    page = opened.page
    page.evaluate("kgMap.drawing.sigma.emit('clickNode', { node: '0' })")
    page.evaluate("document.getElementById('to-table').click()")
    _saved(page, "graphml")
    ElementTree.fromstring(_saved(page, "svg"))

    assert opened.errors == []
    assert page.evaluate("window.ran") is None
    assert page.text_content("#facts mark") == f"{name} spoke."
    assert page.evaluate("document.querySelectorAll('script, img, svg, a[href], [onerror], [onload]').length") == 2


def test_a_script_that_gets_into_the_page_all_the_same_is_not_run(open_html: Open) -> None:
    page = open_html(TALKS).page
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<details open ontoggle='window.ran = true'><p>x</p></details>");
    }""")
    page.wait_for_timeout(200)

    assert page.evaluate("window.ran") is None


def test_without_webgl_there_is_a_picture_and_all_the_rest(open_html: Open) -> None:
    opened = open_html(TALKS, webgl=False)
    page = opened.page
    colours = page.evaluate("""() => {
        const canvas = document.getElementById("labels");
        const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(new Uint32Array(data.buffer)).size;
    }""")

    assert "This browser can't draw a map that moves" in page.inner_text("#still")
    assert colours > 10
    _find(page, "mara")
    assert page.inner_text("#facts mark >> nth=0").startswith("Mara Quílly")


def test_what_is_not_drawn_is_reached_by_search(open_html: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.render.places._LARGEST", 2)
    page = open_html(render(_talks())).page
    left_out = page.evaluate("kgMap.data.nodes.findIndex((node) => node.x === undefined && node.type === 'Person')")
    name = page.evaluate("(at) => kgMap.data.nodes[at].name", left_out)
    _find(page, name)

    assert "aren't drawn: search for them" in page.inner_text(".foot")
    assert page.inner_text("#facts h2").endswith(name)
    assert page.evaluate("(at) => kgMap.drawing.order.includes(at)", left_out)


def test_a_large_map_opens_where_it_can_be_read_and_shows_little_beside_the_map(open_html: Open) -> None:
    nodes = [Entity(id=f"person:{at:04}", type="Person", name=f"A rather long name {at}") for at in range(1400)]
    pairs = [(0, at) for at in range(1, 20)] + [(at, at + 1) for at in range(20, 1400, 2)]
    edges = [Edge(source=f"person:{one:04}", target=f"person:{other:04}", type="SUCCEEDED") for one, other in pairs]
    page = open_html(render(Graph(documents=(), nodes=tuple(nodes), edges=tuple(edges)))).page
    left, top, right, bottom = page.evaluate("""() => {
        const { sigma, bounds: { x, y } } = kgMap.drawing, { width, height } = sigma.getDimensions();
        const [low, high] = [{ x: 0, y: 0 }, { x: width, y: height }].map((corner) => sigma.viewportToGraph(corner));
        const [wide, tall] = [high.x - low.x, low.y - high.y];
        return [(x[0] - low.x) / wide, (low.y + y[0]) / tall, (high.x - x[1]) / wide, (-high.y - y[1]) / tall];
    }""")

    assert page.evaluate("kgMap.drawing.sigma.getCamera().getState().ratio") < 0.9
    assert max(left, top, right, bottom) < 0.06


def test_a_map_of_ten_thousand_edges_is_made_within_a_minute_and_opens(open_html: Open) -> None:
    nodes = [Entity(id=f"person:{at:04}", type="Person", name=f"Person {at}") for at in range(4000)]
    edges = [Edge(source=f"person:{at % 4000:04}", target=f"person:{at * 7919 % 3989:04}", type="SUCCEEDED") for at in range(10_000)]
    start = time.monotonic()
    html = render(Graph(documents=(), nodes=tuple(nodes), edges=tuple(edges)))
    took = time.monotonic() - start

    assert took < 60
    assert open_html(html).page.evaluate("kgMap.drawing.lines.length") > 9_000


def test_a_notebook_shows_it_in_its_cell(open_html: Open) -> None:
    cell = replace(_talks().draw(), height=500)._repr_html_()
    opened = open_html(f"<!doctype html><html data-drawn><body>{cell}")
    frame = opened.page.frames[1]
    frame.wait_for_selector("html[data-drawn]", timeout=60_000)

    assert opened.errors == []
    assert frame.evaluate("kgMap.drawing.lines.length") == 7
