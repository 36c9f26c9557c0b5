"""Scores against gold files: what counts as found, missing, right and wrong, and what an error stands beside; the referee agrees."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ReadError, StoreError
from kg.evaluate import Score, as_json, as_text, evaluate, pooled, read_gold, score_graph, score_texts
from kg.evaluate.run import graph_of
from kg.graph import write_graph
from kg.model import Document, Edge, Entity, Evidence, Graph, Span

TEXT = "Kenyan Foreign Minister Ada Okafor met Bela Novak, an analyst. Ada Okafor was born in Kisumu, Kenya. Novak left."
DOCUMENT = Document(id="d", path="texts/talks.txt", text=TEXT)


def evidence(words: str, rule: str = "has_role#1") -> Evidence:
    """Return evidence from the first place of the words, in the sentence that has it."""
    start = TEXT.index(words)
    first = TEXT.rfind(". ", 0, start) + 2 if ". " in TEXT[:start] else 0
    last = TEXT.index(".", start) + 1
    return Evidence(span=Span(doc="d", start=start, end=start + len(words)), sentence=Span(doc="d", start=first, end=last), rule=rule)


def node(type_: str, name: str, *aliases: str, words: str | None = None) -> Entity:
    found = (evidence(words or name, rule="mention#model"),) if type_ != "Occupation" else ()
    return Entity(id=f"{type_.lower()}:{name.lower().replace(' ', '-')}", type=type_, name=name, aliases=aliases, evidence=found)


def edge(source: str, type_: str, target: str, words: str, **properties: object) -> Edge:
    return Edge(source=source, type=type_, target=target, properties=properties, evidence=(evidence(words),))


NODES = (
    node("Person", "Ada Okafor"),
    node("Person", "Bela Novak", "Novak"),
    node("Place", "Kenya", words="Kenyan"),
    node("Place", "Kisumu"),
    node("Occupation", "analyst"),
)
MINISTER = edge("person:ada-okafor", "HAS_ROLE", "place:kenya", "Kenyan Foreign Minister Ada Okafor", title="foreign minister")
ANALYST = edge("person:bela-novak", "HAS_OCCUPATION", "occupation:analyst", "Bela Novak, an analyst")
GOLD = """# a comment
DOC texts/talks.txt

PERSON Ada Okafor | Okafor
PERSON Bela Novak
PLACE Kenya
PLACE? Kisumu
ROLE Ada Okafor -> Kenya : foreign minister / minister of foreign affairs
OCCUPATION Bela Novak : analyst
"""


def scores(gold: str, *edges: Edge, nodes: tuple[Entity, ...] = NODES, folder: Path) -> dict[str, Score]:
    path = folder / "talks.gold"
    path.write_text(gold)
    return evaluate(Graph(documents=(DOCUMENT,), nodes=nodes, edges=edges), read_gold(path))


def figures(score: Score) -> tuple[int, int, int, int]:
    return score.found, score.missing, score.right, score.wrong


def test_what_the_gold_file_says_is_found_and_right(tmp_path: Path):
    result = scores(GOLD, MINISTER, ANALYST, folder=tmp_path)

    assert {kind: figures(score) for kind, score in result.items() if score != Score()} == {
        "PERSON": (2, 0, 2, 0),
        "PLACE": (1, 0, 2, 0),
        "ROLE": (1, 0, 1, 0),
        "OCCUPATION": (1, 0, 1, 0),
    }


@pytest.mark.parametrize(
    ("title", "status", "right"),
    [
        ("foreign minister", None, True),
        ("senior foreign minister", None, True),
        ("Minister of Foreign Affairs", "current", True),
        ("deputy foreign minister", None, False),
        ("foreign minister", "former", False),
        ("minister", None, False),
    ],
)
def test_a_title_fits_with_its_words_and_without_those_of_another_office(title: str, status: str | None, right: bool, tmp_path: Path):
    properties = {"title": title} | ({"status": status} if status else {})
    told = edge("person:ada-okafor", "HAS_ROLE", "place:kenya", "Kenyan Foreign Minister Ada Okafor", **properties)

    assert figures(scores(GOLD, told, folder=tmp_path)["ROLE"]) == ((1, 0, 1, 0) if right else (0, 1, 0, 1))


def test_what_is_denied_neither_fits_nor_costs(tmp_path: Path):
    told = edge("person:ada-okafor", "HAS_ROLE", "place:kenya", "Kenyan Foreign Minister", title="foreign minister", modality="denied")

    assert figures(scores(GOLD, told, folder=tmp_path)["ROLE"]) == (0, 1, 0, 0)


def test_a_second_node_for_a_thing_is_wrong_and_says_so(tmp_path: Path):
    result = scores(GOLD, nodes=(*NODES, node("Person", "Okafor")), folder=tmp_path)["PERSON"]

    assert figures(result) == (2, 0, 2, 1)
    assert result.errors[0].rival == "is a second node for PERSON Ada Okafor"


def test_a_wrong_edge_stands_beside_its_sentence_its_rule_and_what_the_gold_file_says_of_its_source(tmp_path: Path):
    told = edge("person:ada-okafor", "HAS_ROLE", "place:kisumu", "Ada Okafor", title="mayor")
    error = next(error for error in scores(GOLD, told, folder=tmp_path)["ROLE"].errors if error.verdict == "wrong")

    assert error.text == "HAS_ROLE Ada Okafor -> Kisumu (mayor)"
    assert error.sentence == "Kenyan Foreign Minister Ada Okafor met Bela Novak, an analyst."
    assert error.rule == "has_role#1"
    assert error.rival == "ROLE Ada Okafor -> Kenya : foreign minister / minister of foreign affairs"


def test_a_missing_edge_stands_beside_what_the_graph_says_of_its_source(tmp_path: Path):
    told = edge("person:ada-okafor", "HAS_ROLE", "place:kisumu", "Ada Okafor", title="mayor")
    error = next(error for error in scores(GOLD, told, folder=tmp_path)["ROLE"].errors if error.verdict == "missing")

    assert error.rival == "HAS_ROLE Ada Okafor -> Kisumu (mayor)"
    assert error.sentence is not None
    assert "Ada Okafor" in error.sentence


def test_a_missing_name_stands_beside_the_node_of_another_type_that_has_it(tmp_path: Path):
    error = scores(GOLD + "ORG Kisumu\n", folder=tmp_path)["ORG"].errors[0]

    assert (error.verdict, error.rival) == ("missing", "Place Kisumu")
    assert error.sentence == "Ada Okafor was born in Kisumu, Kenya."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("PERSONS Ada Okafor", "talks.gold:2: no gold line"),
        ("ROLE Ada Okafor : minister", 'ROLE has no "->"'),
        ("OCCUPATION Ada Okafor -> Kenya", 'OCCUPATION has no ":"'),
        ("ROLE Ada Okafor -> Kenya : minister [late]", r"\[late\] is no status; write one of \[former\]"),
        ("QUOTE Ada Okafor says so", 'QUOTE has no ":"'),
    ],
)
def test_a_faulty_line_is_named(line: str, message: str, tmp_path: Path):
    path = tmp_path / "talks.gold"
    path.write_text(f"DOC talks.txt\n{line}\n")

    with pytest.raises(ReadError, match=message):
        read_gold(path)


def test_several_gold_files_are_each_for_their_own_documents(tmp_path: Path):
    other = Document(id="e", path="texts/other.txt", text="Kenya is a country.")
    place = Evidence(span=Span(doc="e", start=0, end=5), sentence=Span(doc="e", start=0, end=19), rule="mention#known")
    kenya = Entity(id="place:kenya", type="Place", name="Kenya", evidence=(*NODES[2].evidence, place))
    graph = Graph(documents=(DOCUMENT, other), nodes=(*NODES[:2], kenya, *NODES[3:]), edges=(MINISTER, ANALYST))
    first, second, third = (tmp_path / name for name in ("talks.gold", "other.gold", "third.gold"))
    first.write_text(GOLD)
    second.write_text("DOC texts/other.txt\nPLACE Kenya\n")
    third.write_text("DOC texts/third.txt\nPLACE Kenya\n")
    result = score_graph([str(first), str(second)], graph)

    assert [figures(score) for score in result[str(second)].values() if score != Score()] == [(1, 0, 1, 0)]
    assert figures(pooled(result.values())["PLACE"]) == (2, 0, 3, 0)
    with pytest.raises(StoreError, match=r"third.gold: the graph doesn't have its documents \(texts/third.txt\)"):
        score_graph([str(first), str(third)], graph)


def test_documents_are_read_from_the_folder_above_the_gold_files_own(nlp: Any, vocabulary: Any, tmp_path: Path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/talks.txt").write_text(TEXT)
    (tmp_path / "texts/talks.gold").write_text(GOLD)
    result = score_texts([str(tmp_path / "texts/talks.gold")], None, nlp, vocabulary)[str(tmp_path / "texts/talks.gold")]

    assert figures(result["ROLE"]) == (1, 0, 1, 0)


def test_a_document_that_is_not_there_is_named(nlp: Any, vocabulary: Any, tmp_path: Path):
    (tmp_path / "talks.gold").write_text(GOLD)

    with pytest.raises(ReadError, match=r"talks.gold: there is no .*talks.txt; --root says"):
        score_texts([str(tmp_path / "talks.gold")], str(tmp_path), nlp, vocabulary)


def test_the_report_has_a_row_for_each_kind_and_one_for_all(tmp_path: Path):
    result = scores(GOLD, MINISTER, folder=tmp_path)
    lines = as_text(pooled([result]), {"talks.gold": result}).splitlines()

    assert lines[:2] == ["talks.gold", "  missing OCCUPATION Bela Novak : analyst"]
    assert lines[-1].split() == ["ALL", "1.000", "0.800", "0.889", "4", "1", "5", "0"]
    assert json.loads(as_json(pooled([result]), {"talks.gold": result}))["errors"][0]["text"] == "Bela Novak : analyst"


def test_the_command_scores_a_graph(tmp_path: Path):
    write_graph(Graph(documents=(DOCUMENT,), nodes=NODES, edges=(MINISTER, ANALYST)), tmp_path / "graph.json")
    (tmp_path / "talks.gold").write_text(GOLD)
    command = [sys.executable, "-m", "kg", "eval", "talks.gold", "-g", "graph.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1].split()[:4] == ["ALL", "1.000", "1.000", "1.000"]


# --- the independent referee


def gold_files(shared: Path, root: Path) -> Iterator[tuple[Path, Path]]:
    """Yield gold files whose documents lie at hand, each with the folder that its DOC lines start from."""
    yield from ((gold, shared) for gold in sorted((shared / "gold").glob("*.gold")))
    yield from ((gold, root) for gold in sorted((root / "tests/gold/seeds").glob("*.gold"))[:4])
    yield from ((gold, root / "tests/gold") for gold in sorted((root / "tests/gold/passages").glob("*.gold"))[:4])


def test_the_referee_counts_the_same(shared: Path, nlp: Any, vocabulary: Any, pytestconfig: pytest.Config, tmp_path: Path):
    """score.py of the gold files and kg agree on each kind of fact of each gold file; score.py reads the graph from its file."""
    ours, theirs = {}, {}
    for gold, root in gold_files(shared, pytestconfig.rootpath):
        graph = graph_of(read_gold(gold), str(root), nlp, vocabulary)
        write_graph(graph, tmp_path / "graph.json")
        command = [sys.executable, str(shared / "gold/score.py"), str(tmp_path / "graph.json"), str(gold), "--json"]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        theirs[gold.name] = {kind: (row["hit"], row["miss"], row["right"], row["extra"]) for kind, row in told.items()}
        ours[gold.name] = {kind: figures(score) for kind, score in evaluate(graph, read_gold(gold)).items()}

    assert len(ours) > 20
    assert ours == theirs
