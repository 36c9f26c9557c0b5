"""What benchmarks/quality measures by, and that its table of rules keeps in step with the rules."""

import sys
from pathlib import Path
from typing import Any

import pytest

from kg import Document, Edge, Entity, Evidence, Extraction, Span, extract, read_documents

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/quality.md"
sys.path.insert(0, str(ROOT / "benchmarks/quality"))

import corpora  # noqa: E402
import golds  # noqa: E402
import names_only  # noqa: E402
import page  # noqa: E402
import phrases  # noqa: E402
import rules  # noqa: E402
from rules import Reading, Record  # noqa: E402
from targets import Figure  # noqa: E402

KINDS = {
    "person:a": ("Person", None),
    "organization:b": ("Organization", "company"),
    "organization:c": ("Organization", "party"),
    "organization:d": ("Organization", None),
    "place:e": ("Place", "city"),
}


def reading(number: int, edge: str = "HAS_ROLE") -> Reading:
    return Reading(doc="d", start=number, end=number + 5, edge=edge, source="person:a", target="organization:b", told="title chair")


# --- the table of rules


@pytest.mark.model
def test_the_table_of_rules_counts_the_seeds_as_they_are_read(nlp: Any, vocabulary: Any, pytestconfig: pytest.Config):
    documents = [item for item in read_documents([str(ROOT / "seeds")]) if isinstance(item, Document)]
    fired = rules.fired(extract(document, nlp, vocabulary) for document in documents)
    shown = page.part(PAGE.read_text(encoding="utf-8"), "rules")
    found = rules.with_seeds(shown, fired)
    if pytestconfig.getoption("write_golden"):
        page.write_part(PAGE, "rules", found)
        shown = found

    assert sum(fired.values()) > 100
    assert found == shown, "run `make golden` and read the diff"


def test_a_rule_that_fires_often_and_is_wrong_too_often_is_in_bold():
    poor, rare, good = Record(judged=20, right=16), Record(judged=19, right=1), Record(judged=20, right=17)
    text = rules.rule_table({"a#1": 3}, {"a#1": 20, "a#2": 19, "a#10": 20}, {"a#1": poor, "a#2": rare, "a#10": good})

    assert [row[:3] for row in page.rows_of(text)] == [["**a#1**", "3", "20"], ["a#2", "0", "19"], ["a#10", "0", "20"]]


def test_new_rules_come_into_the_table_and_others_keep_their_records():
    text = rules.rule_table({"a#1": 3}, {"a#1": 20}, {"a#1": Record(judged=20, right=19)})
    rows = page.rows_of(rules.with_seeds(text, {"a#2": 1}))

    assert rows[0] == ["a#1", "0", "20", "20", "19", "0.95", "0.76 to 0.99"]
    assert rows[1][:4] == ["a#2", "1", "not counted yet", "0"]


# --- judging


def test_a_draw_stays_when_other_readings_come_and_go():
    few = {reading(number) for number in range(0, 400, 2)}
    many = {reading(number) for number in range(400)}
    drawn = rules.drawn(many)

    assert len(drawn) == rules.DRAWN == len(rules.drawn(few))
    assert {one for one in drawn if one in few} <= set(rules.drawn(few))
    assert {one.start % 2 for one in drawn} == {0, 1}


def test_all_are_drawn_where_there_are_few_and_nothing_of_other_types():
    assert set(rules.drawn([reading(1), reading(2), reading(3, "SAID")])) == {reading(1), reading(2)}


def test_verdicts_come_back_as_they_were_written(tmp_path: Path):
    verdicts = {reading(2): False, reading(1): True}
    rules.write_verdicts(tmp_path / "judged.jsonl", verdicts)

    assert rules.read_verdicts(tmp_path / "judged.jsonl") == verdicts
    assert rules.read_verdicts(tmp_path / "none.jsonl") == {}


def test_only_what_is_still_read_counts_and_a_rule_counts_beyond_the_sample():
    verdicts = {reading(1): True, reading(2): False, reading(3): False}
    by_rule, by_type = rules.judged([(reading(1), "a#1"), (reading(2), "a#2")], [reading(1), reading(9)], verdicts)

    assert by_rule == {"a#1": Record(judged=1, right=1), "a#2": Record(judged=1, right=0)}
    assert by_type == {"HAS_ROLE": Record(judged=1, right=1)}


@pytest.mark.parametrize(("right", "judged", "low", "high"), [(8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (200, 200, 0.981, 1.0)])
def test_the_interval_is_wilsons(right: int, judged: int, low: float, high: float):
    assert Record(judged=judged, right=right).interval == pytest.approx((low, high), abs=0.001)


def test_each_kept_verdict_is_on_a_reading_of_its_own():
    path = ROOT / "tests/gold/judged.jsonl"
    verdicts = rules.read_verdicts(path)

    assert {one.edge for one in verdicts} <= set(rules.JUDGED)
    assert len(verdicts) == (len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0)


# --- corpora


@pytest.mark.parametrize(
    ("type_", "target", "properties", "expected"),
    [
        ("HAS_ROLE", "organization:b", {"title": "chief executive"}, [("CEO", "organization:b", "person:a")]),
        ("HAS_ROLE", "organization:b", {"title": "chief analyst"}, [("EMPLOYEE_OR_MEMBER_OF", "person:a", "organization:b")]),
        ("HAS_ROLE", "organization:c", {"title": "member"}, [("POLITICAL_AFFILIATION", "person:a", "organization:c")]),
        ("HAS_ROLE", "organization:b", {"title": "ceo", "status": "designate"}, []),
        ("HAS_ROLE", "place:e", {"title": "mayor"}, []),
        ("LOCATED_IN", "place:e", {}, [("HEADQUARTERS", "organization:d", "place:e")]),
        ("LOCATED_IN", "place:e", {"basis": "background"}, []),
        ("PART_OF", "organization:b", {}, [("SUBSIDIARY_OF", "organization:d", "organization:b")]),
        ("SUCCEEDED", "person:a", {}, []),
    ],
)
def test_edges_become_the_facts_of_knowledgenet(type_: str, target: str, properties: dict[str, str], expected: list[tuple[str, str, str]]):
    source = "person:a" if type_ in ("HAS_ROLE", "SUCCEEDED") else "organization:d"
    edge = Edge(source=source, target=target, type=type_, properties=properties)

    assert list(corpora.labels(edge, KINDS)) == expected


def test_a_fact_read_from_a_pronoun_is_told_by_the_pronoun():
    text = "Ada Okafor left. She was a member of the Ardan Club."
    spans = {"person:ada": (0, 10), "organization:club": (41, 51)}
    entities = [
        Entity(id=name, type=name.split(":")[0].title(), name=text[start:end], evidence=(_evidence(start, end),))
        for name, (start, end) in spans.items()
    ]
    edge = Edge(
        source="person:ada", target="organization:club", type="HAS_ROLE", properties={"title": "member"}, evidence=(_evidence(17, 51),)
    )
    told = corpora.stated(Extraction(document=Document(id="d", path="d", text=text), entities=tuple(entities), edges=(edge,)))

    assert [(one["head"], one["type"], one["tail"]) for one in told["relations"]] == [("m17-20", "EMPLOYEE_OR_MEMBER_OF", "m41-51")]
    assert {entity["name"] for entity in told["entities"]} == {"She", "Ardan Club"}


def _evidence(start: int, end: int) -> Evidence:
    return Evidence(span=Span(doc="d", start=start, end=end), sentence=Span(doc="d", start=start, end=end), rule="has_role#4")


def test_demonyms_are_left_out_of_names_alone():
    document = Document(id="d", path="d", text="Kenyan tea is grown in Kenya.")
    kenya = Entity(id="place:ke", type="Place", name="Kenya", evidence=(_evidence(0, 6), _evidence(23, 28)))
    extraction = Extraction(document=document, entities=(kenya,), edges=())

    assert corpora.named(extraction)["entities"][0]["mentions"] == [(0, 6), (23, 28)]
    assert corpora.names_alone(extraction)["entities"][0]["mentions"] == [(23, 28)]


def test_names_without_text_are_grouped_and_demonyms_lead_to_their_country(nlp: Any, vocabulary: Any):
    lines = ["Ada Okafor", "Okafor", "Kenyan", "Kenya", "Bela Novak", "Danish"]
    text, places = "\n".join(lines), {}
    for line in lines:
        places[line] = [text.index(line + "\n") if line != "Danish" else text.index(line)]
    places["Okafor"] = [11]

    def entity(name: str, type_: str, tags: list[str], *called: str) -> dict[str, Any]:
        mentions = [[places[one][0], places[one][0] + len(one)] for one in called]
        return {"id": name, "type": type_, "tags": tags, "name": called[0], "mentions": mentions}

    document = {
        "id": "d",
        "text": text,
        "entities": [
            entity("e0", "person", [], "Ada Okafor", "Okafor"),
            entity("e1", "other", ["gpe0-x"], "Kenyan"),
            entity("e2", "location", ["gpe0"], "Kenya"),
            entity("e3", "other", ["gpe0-x"], "Danish"),
        ],
        "relations": [{"type": "gpe0", "head": "e1", "tail": "e2"}, {"type": "gpe0", "head": "e3", "tail": "e2"}],
    }
    told = names_only.resolved(document, (nlp, vocabulary))

    assert [len(entity["mentions"]) for entity in told["entities"] if entity["type"] == "person"] == [2]
    assert list(names_only.demonyms(document, told)) == [("Kenyan", "Kenya", True), ("Danish", "Kenya", False)]


def test_a_phrase_leads_to_its_country_by_what_its_names_stand_for(nlp: Any, vocabulary: Any):
    text = "Kenyan officials met President Ada Okafor of Estonia and Bela Novak."
    names, ways = phrases.read({"id": "d", "text": text}, (nlp, vocabulary))
    codes = phrases.country_codes([{"iso2": "KE", "iso3": "KEN"}, {"iso2": "EE", "iso3": "EST"}])

    def country(words: str) -> str | None:
        return phrases.country_of_phrase(names, ways, (text.index(words), text.index(words) + len(words)), codes)

    assert [country(words) for words in ("Kenyan officials", "President Ada Okafor", "Bela Novak")] == ["KEN", "EST", None]


# --- the page


def test_what_stands_between_markers_is_replaced_and_nothing_else():
    text = "before\n<!-- measured: a -->\nold\n<!-- end -->\n<!-- measured: b -->\nkept\n<!-- end -->\nafter\n"

    assert page.replaced(text, "a", "new\n") == text.replace("old", "new")
    assert page.part(text, "b") == "kept\n"
    with pytest.raises(ValueError, match="no part <!-- measured: c -->"):
        page.replaced(text, "c", "new")


def test_a_figure_says_whether_its_target_is_reached():
    least, most = Figure(on="x", what="P", target=0.9, measured=0.89999), Figure(on="x", what="wrong", target=4, measured=4, most=True)

    assert (least.reached, most.reached) == (False, True)
    assert most.cells() == ["x", "wrong", "at most 4", "4", "yes"]


def test_each_gold_file_has_a_source(tmp_path: Path):
    found = [path for _, paths, _ in golds.sources(tmp_path, ROOT, tmp_path) for path in paths]

    assert sorted(found) == sorted((ROOT / "tests/gold").glob("*/*.gold"))
