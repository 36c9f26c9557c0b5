"""Events on the map: when they were, who took part as what, and what is only planned, doubted or denied."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from talks_graph import TALKS

from kg.model import Edge
from kg.render import render

Open = Callable[..., Any]
PAGE = render(TALKS, title="Talks")


@pytest.fixture
def page(open_html: Open) -> Any:
    """The map of the talks, open."""
    return open_html(PAGE).page


def _drawn(page: Any) -> set[str]:
    return set(page.evaluate("kgMap.drawing.order.map((at) => kgMap.data.nodes[at].id)"))


def _lines(page: Any) -> dict[tuple[str, str], tuple[str, int]]:
    """The lines by the ids of their ends: their words, and 0 for one drawn through, 1 for a dashed and 2 for a dotted one."""
    rows = page.evaluate("kgMap.drawing.lines.map((l) => [...[l.s, l.t].map((at) => kgMap.data.nodes[at].id), l.label, l.dash])")
    return {(source, target): (label, dash) for source, target, label, dash in rows}


def _slide(page: Any, slider: str, date: str) -> None:
    """Move a slider to the stop of a date, by its keys."""
    page.locator(slider).press("Home")
    for _ in range(30):
        if page.get_attribute(slider, "aria-valuetext") == date:
            return
        page.locator(slider).press("ArrowRight")
    raise AssertionError(f"{slider} has no stop at {date}")


def test_an_event_has_a_shape_and_a_colour_of_its_own(page: Any) -> None:
    at = page.evaluate("kgMap.data.at.get('event:strike')")
    looks = page.evaluate("kgMap.data.nodes.map((node, at) => [node.type, kgMap.drawing.shape(at), kgMap.drawing.colour(at)])")
    others = {tuple(look) for kind, *look in looks if kind != "Event"}

    assert {tuple(look) for kind, *look in looks if kind == "Event"} == {tuple(looks[at][1:])}
    assert not {shape for shape, _ in others} & {looks[at][1]}
    assert not {colour for _, colour in others} & {looks[at][2]}


def test_statements_and_documents_do_not_flood_the_map(page: Any) -> None:
    assert {name.partition(":")[0] for name in _drawn(page)} == {"event", "organization", "person", "place"}
    page.check('[data-facet="type"][data-value="Statement"]')
    page.wait_for_selector("text=17 names, ")
    assert {"statement:over", "statement:deal"} <= _drawn(page)


def test_the_card_of_an_event_has_its_days_who_took_part_as_what_and_where(page: Any) -> None:
    page.fill("#search", "talks in")
    assert page.inner_text("#found small") == "2024-03-01 – 2024-03-02"
    page.press("#search", "Enter")
    page.wait_for_selector("#card:not([hidden])")

    assert page.inner_text("#facts h2 + p") == "Event · talks · 2024-03-01 – 2024-03-02"
    assert page.locator("#facts section >> nth=0").inner_text().startswith("Who took part 3")
    assert page.inner_text("#facts li >> nth=2").startswith("Norland as host")
    assert page.inner_text("#facts section:has-text('Took place in') li").startswith("Westport")


def test_an_event_that_no_document_tells_of_itself_names_who_does(open_html: Open) -> None:
    told = "person:lena-osei, organization:dockers"
    nodes = [
        replace(node, properties={**node.properties, "asserted_by": told}) if node.id == "event:strike" else node for node in TALKS.nodes
    ]
    page = open_html(render(replace(TALKS, nodes=tuple(nodes))), "#event:strike").page

    assert page.inner_text("#facts p:has-text('According to')").split() == "According to Lena Osei Dockers".split()


def test_who_holds_an_office_is_named_before_the_office(page: Any) -> None:
    page.fill("#search", "Norland")
    page.press("#search", "Enter")
    page.wait_for_selector("#card:not([hidden])")
    offices = page.locator("#facts section:has-text('Who holds its offices') li > div:first-child").all_inner_texts()

    assert any(text.startswith("Mara Quill, foreign minister") for text in offices)


def test_the_slider_counts_an_event_by_when_it_was(page: Any) -> None:
    _slide(page, "#from", "2024-09-10")
    page.wait_for_selector("text=3 names, 2 lines shown")

    # Its document is of March, the summit is planned for September.
    assert _drawn(page) == {"event:summit", "person:ivo-brandt", "person:lena-osei"}


def test_the_slider_leaves_out_events_that_were_later(page: Any) -> None:
    _slide(page, "#to", "2024-03-02")
    page.wait_for_selector("#shown:not(:has-text('15 names'))")

    assert "event:talks-westport" in _drawn(page)
    assert not {"event:summit", "event:strike"} & _drawn(page)


def test_what_is_planned_or_doubted_is_dotted_and_says_so(page: Any) -> None:
    lines = _lines(page)

    assert lines["person:ivo-brandt", "event:summit"] == ("took part in (planned)", 2)
    assert lines["organization:dockers", "organization:harbour-board"] == ("is part of (doubted)", 2)
    assert lines["person:lena-osei", "event:strike"] == ("took part in", 0)
    assert lines["person:per-holm", "organization:harbour-board"] == ("former chair of", 1)


def test_a_denied_representation_beside_an_office_is_not_what_its_line_says(page: Any) -> None:
    assert _lines(page)["person:ada-moss", "place:nl"] == ("former foreign minister of +1", 0)


@pytest.mark.parametrize(("value", "gone", "lines"), [("planned", {"event:summit"}, 2), ("reported", set(), 3)])
def test_what_is_said_in_one_way_can_be_left_out(page: Any, value: str, gone: set[str], lines: int) -> None:
    before, drawn = _drawn(page), len(_lines(page))
    page.uncheck(f'[data-facet="modality"][data-value="{value}"]')
    page.wait_for_selector(f"text={drawn - lines} lines shown")

    assert before - _drawn(page) == gone


def test_events_that_only_one_of_the_speakers_tells_of_can_be_left_out(open_html: Open) -> None:
    edges = tuple(_said_by_lena(edge) if edge.target == "event:strike" else edge for edge in TALKS.edges)
    page = open_html(render(replace(TALKS, edges=edges))).page
    before = _lines(page)
    page.uncheck('[data-facet="speaker"][data-value="person:lena-osei"]')
    page.wait_for_selector(f"text={len(before) - 2} lines shown")

    assert before.keys() - _lines(page).keys() == {("organization:dockers", "event:strike"), ("person:lena-osei", "event:strike")}


def _said_by_lena(edge: Edge) -> Edge:
    return replace(edge, evidence=tuple(replace(item, asserted_by="person:lena-osei") for item in edge.evidence))
