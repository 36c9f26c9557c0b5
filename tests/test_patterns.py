"""The patterns of kg/data/patterns on their own examples and near misses; their language; a relation type that is new files only."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SchemaError
from kg.model import Document
from kg.pipeline import extract
from kg.relate.items import Item, Row, encode
from kg.relate.language import compile_pattern
from kg.relate.patterns import Pattern, load_patterns
from kg.schema import load_schema
from kg.vocabulary.source import read_data

PATTERNS = [pattern for patterns in load_patterns().values() for pattern in patterns]
ROOT = Path(__file__).parent.parent


def rules(text: str, nlp: Any, vocabulary: Any) -> set[str]:
    """Return the names of the rules that read something in a text."""
    read = extract(Document(id="document:example", path="example.txt", text=text), nlp, vocabulary)
    return {evidence.rule for edge in read.edges for evidence in edge.evidence}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.rule)
def test_pattern_reads_its_own_example(pattern: Pattern, nlp: Any, vocabulary: Any) -> None:
    assert pattern.rule in rules(pattern.example, nlp, vocabulary), pattern.example


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.rule)
def test_pattern_passes_over_its_near_miss(pattern: Pattern, nlp: Any, vocabulary: Any) -> None:
    assert pattern.rule not in rules(pattern.near_miss, nlp, vocabulary), pattern.near_miss


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.rule)
def test_example_and_near_miss_differ(pattern: Pattern) -> None:
    assert pattern.example != pattern.near_miss


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.rule)
def test_pattern_makes_an_edge_that_schemas_describe(pattern: Pattern) -> None:
    edges = load_schema().edges

    assert pattern.edge in edges
    assert set(pattern.properties) <= set(edges[pattern.edge].properties)


PHRASES: Mapping[str, str] = read_data("patterns/phrases.toml")["phrases"]


@pytest.mark.parametrize("name", PHRASES)
def test_phrase_is_well_formed(name: str) -> None:
    compile_pattern(PHRASES[name], PHRASES, f"phrase {name}")


@pytest.mark.parametrize("name", PHRASES)
def test_phrase_is_used(name: str) -> None:
    texts = [table["match"] for file in load_patterns() for table in read_data(f"patterns/{file}.toml")["pattern"]]

    assert any(f"<{name}>" in text or f"<{name}:" in text for text in (*texts, *PHRASES.values()))


def row(text: str) -> Row:
    """Return a row of the items in a text such as "P is d-the T-minister": a code, a hyphen and the word; a bare word is a verb."""
    items = []
    for i, piece in enumerate(text.split()):
        code, _, word = piece.partition("-") if "-" in piece else (piece, "", "") if piece.isupper() else ("v", "", piece)
        items.append(Item(code=code, text=word, start=i, end=i + 1))
    return encode(items)


def found(pattern: str, text: str, phrases: Mapping[str, str] | None = None) -> list[int] | None:
    """Return the numbers of the first and last item that the pattern takes of a row, None where it fits nowhere."""
    there = row(text)
    match = compile_pattern(pattern, phrases or {}, "here").search(there.text)
    return [there.at(match.start()), there.at(match.end() - 1)] if match and match[0] else None


@pytest.mark.parametrize(
    ("pattern", "fits", "fits_not"),
    [
        ("{P} met {P}", "P met P", "P meets P"),
        ("{P} is|was {T}", "P was T", "P were T"),
        ("{P} is {T}", "P is T", "P isn T"),
        ("{OG}", "G", "P"),
        ("{L} near", "R near", "C near"),
        ("{P} {!Pv} {O}", "P i-of O", "P met O"),
        ("{P} {*} {O}", "P met O", "P O"),
        ("{P} ( met {O} | left {L} ) today", "P left L today", "P left O today"),
        ("{P} (! met ) {*}", "P left", "P met"),
        ("{P} (= met ) {*} {O}", "P met O", "P left O"),
        ("{P} {d}? {T}", "P T", "P d-the d-the T"),
        ("{P} {d}* {T}", "P d-the d-a T", "P i-of T"),
        ("{P} {d}+ {T}", "P d-the T", "P T"),
        ("{P} {j}*2 {T}", "P j-old j-new T", "P j-old j-new j-red T"),
        ("{P} ( {j} {n} )? {T}", "P j-old n-man T", "P j-old T"),
        ("{P} ,? {T}", "P p-, T", "P p-; T"),
        ("{P} 's {T}", "P x-'s T", "P x-s T"),
    ],
)
def test_construct_fits_what_it_says_and_nothing_else(pattern: str, fits: str, fits_not: str) -> None:
    assert found(pattern, fits)
    assert not found(pattern, fits_not)


def test_caret_fits_at_the_beginning_only() -> None:
    assert found("^ {P}", "P left")
    assert not found("^ {P}", "left P")


def test_times_without_a_question_mark_takes_as_many_as_it_can() -> None:
    assert found("{P} {!;}*5 {P}", "P met P met P") == [0, 4]


def test_times_with_a_question_mark_takes_as_few_as_will_do() -> None:
    assert found("{P} {!;}*5? {P}", "P met P met P") == [0, 2]


def test_lookahead_takes_nothing() -> None:
    assert found("{P} (= met )", "P met") == [0, 0]


def test_group_remembers_its_items() -> None:
    there = row("d-the T d-of O")

    match = compile_pattern("{T} of {O:holder}", {}, "here").search(there.text)

    assert match and there.at(match.start("holder")) == 3


def test_phrase_remembers_its_items_under_a_name() -> None:
    there = row("P is d-the T d-of O")

    match = compile_pattern("{P} is <desc:what>", {"desc": "{d}? {T} of {O}"}, "here").search(there.text)

    assert match and [there.at(match.start("what")), there.at(match.end("what") - 1)] == [2, 5]


def test_phrase_may_use_another_phrase() -> None:
    assert found("<outer>", "d-the T", {"outer": "<inner> {T}", "inner": "{d}"}) == [0, 1]


def test_phrase_may_be_repeated() -> None:
    assert found("{P} <more>*2 {T}", "P d-the d-a T", {"more": "{d}"})


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{P} <nobody>", "no phrase <nobody>"),
        ("( {P}", "pattern '( {P}'"),
        ("{P} )", "pattern '{P} )'"),
        ("{P:one} {P:one}", "one"),
        ("{P} + +", "pattern"),
    ],
)
def test_faulty_pattern_is_named_with_its_file_and_place(pattern: str, says: str) -> None:
    with pytest.raises(SchemaError) as raised:
        compile_pattern(pattern, {}, "kg/data/patterns/x.toml: pattern 3")

    assert str(raised.value).startswith("kg/data/patterns/x.toml: pattern 3")
    assert says in str(raised.value)


SCHEMA = """\
name = "MARRIED_TO"
description = "A person is married to another."
label = "is married to"
source = ["Person"]
target = ["Person"]
caption = []
needs_evidence = true

[counterparts]
popolo = "none"
followthemoney = "Family"
wikidata = "P26 (spouse)"
"""
MARRIAGES = """\
edge = "MARRIED_TO"

[[pattern]]
match = "{P:source} married {P:target}"
example = "Ada Okafor married Bela Novak."
near_miss = "Ada Okafor marred Bela Novak."
"""
READ = """\
import json, sys
from kg.model import Document
from kg.nlp import load_model
from kg.pipeline import extract
from kg.vocabulary import load_vocabulary
read = extract(Document(id="d", path="d.txt", text=sys.argv[1]), load_model(), load_vocabulary())
print(json.dumps([[edge.source, edge.type, edge.target, edge.evidence[0].rule] for edge in read.edges if edge.evidence]))
"""


@pytest.fixture(scope="session")
def other_kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with one relation type more: two files, and no other touched."""
    folder = tmp_path_factory.mktemp("other")
    shutil.copytree(ROOT / "kg", folder / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    (folder / "schemas" / "edges" / "married_to.toml").write_text(SCHEMA, "utf-8")
    (folder / "kg" / "data" / "patterns" / "married_to.toml").write_text(MARRIAGES, "utf-8")
    return folder


def run(folder: Path, *command: str) -> Any:
    """Return what a Python program printed that imports the `kg` of a folder."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", *command], env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stderr)
    return json.loads(done.stdout)


@pytest.mark.model
def test_new_relation_type_is_two_new_files(other_kg: Path) -> None:
    edges: Sequence[Sequence[str]] = run(other_kg, READ, "Ada Okafor married Bela Novak in May.")

    assert ["person:ada-okafor", "MARRIED_TO", "person:bela-novak", "married_to#1"] in edges


@pytest.mark.model
def test_new_relation_type_is_read_where_its_pattern_fits_only(other_kg: Path) -> None:
    edges: Sequence[Sequence[str]] = run(other_kg, READ, "Ada Okafor met Bela Novak in May.")

    assert "MARRIED_TO" not in [edge[1] for edge in edges]


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ('example = "Ada Okafor married Bela Novak."\n', "has no example"),
        ('near_miss = "Ada Okafor marred Bela Novak."\n', "has no near_miss"),
        ('match = "{P:source} married {P:target}"\n', "has no match"),
    ],
)
def test_pattern_without_a_needed_field_is_told_where(fault: str, says: str, other_kg: Path, tmp_path: Path) -> None:
    shutil.copytree(other_kg, tmp_path, dirs_exist_ok=True)
    (tmp_path / "kg" / "data" / "patterns" / "married_to.toml").write_text(MARRIAGES.replace(fault, ""), "utf-8")

    told = run(tmp_path, LOAD)

    assert "married_to.toml: pattern 1" in told
    assert says in told


def test_pattern_with_an_unknown_field_is_told_where(other_kg: Path, tmp_path: Path) -> None:
    shutil.copytree(other_kg, tmp_path, dirs_exist_ok=True)
    (tmp_path / "kg" / "data" / "patterns" / "married_to.toml").write_text(MARRIAGES + "colour = 3\n", "utf-8")

    told = run(tmp_path, LOAD)

    assert "married_to.toml: pattern 1 has colour" in told


LOAD = """\
import json
from kg.errors import SchemaError
from kg.relate.patterns import load_patterns
try:
    load_patterns()
except SchemaError as error:
    print(json.dumps(str(error)))
"""
