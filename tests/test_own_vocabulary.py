"""A user's own vocabulary laid over kg/data: what it changes, that the graph tells of it, and what is said of faulty files."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg import Document, Edge, extract, load_vocabulary
from kg.build import build
from kg.errors import SchemaError
from kg.graph import write_graph
from kg.vocabulary.overlay import FILES, digest_of, reader_of
from kg.vocabulary.source import read_data

PARTY = '[[party]]\nname = "Ardan Front"\nwords = ["Frontist", "Frontists"]\n'
TITLE = '[[kind]]\nname = "government"\nheads = ["Sarpanch"]\n'
NICKNAME = '[nicknames]\nPepe = "José"\n'
BODY = '[[organization]]\nname = "Tana Water Office"\nnames = ["Tanawater"]\nkind = "agency"\ncountry = "KE"\n'
TEXT = """The sarpanch of Lodwar, Ada Okafor, opened the new well on Monday, and thanked everybody who had helped to dig it in the heat.

Frontist lawmaker Bela Novak said that the well was too late. José Odinga of the Water Office answered him, and Pepe Odinga was angry.
"""


def folder(path: Path, **files: str) -> str:
    """Write files of vocabulary, by their names without .toml, into a folder."""
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return str(path)


def edges(text: str, nlp: Any, own: str | None) -> set[tuple[str, str, str, str]]:
    """Return the edges that kg reads with a folder of vocabulary: source, type, target, title."""
    told = extract(Document(id="1", path="1", text=text), nlp, load_vocabulary(own))
    names = {entity.id: entity.name for entity in told.entities}

    def row(edge: Edge) -> tuple[str, str, str, str]:
        return names[edge.source], edge.type, names[edge.target], str(edge.properties.get("title", ""))

    return set(map(row, told.edges))


def people(text: str, nlp: Any, own: str | None) -> set[str]:
    told = extract(Document(id="1", path="1", text=text), nlp, load_vocabulary(own))
    return {entity.name for entity in told.entities if entity.type == "Person"}


# --- what it changes


def test_a_local_party_has_its_members(nlp: Any, tmp_path: Path):
    fact = ("Bela Novak", "HAS_ROLE", "Ardan Front", "member")

    assert fact not in edges(TEXT, nlp, None)
    assert fact in edges(TEXT, nlp, folder(tmp_path, parties=PARTY))


def test_a_local_title_is_an_office_of_its_kind(nlp: Any, tmp_path: Path):
    office = {("Ada Okafor", "HAS_ROLE", "Lodwar", "sarpanch"), ("Ada Okafor", "REPRESENTS", "Lodwar", "")}

    assert not office & edges(TEXT, nlp, None)
    assert office <= edges(TEXT, nlp, folder(tmp_path, titles=TITLE))


def test_a_nickname_makes_two_names_one_person(nlp: Any, tmp_path: Path):
    assert {"José Odinga", "Pepe Odinga"} <= people(TEXT, nlp, None)
    assert "Pepe Odinga" not in people(TEXT, nlp, folder(tmp_path, nicknames=NICKNAME))


def test_what_is_said_of_a_thing_that_is_there_is_added_and_the_rest_stays(tmp_path: Path):
    own = folder(tmp_path, countries='[[country]]\nname = "Kenya"\nnames = ["Kenyaland"]\n')
    names = load_vocabulary(own).names
    kenya = {entry for spelling in ("Kenya", "Kenyaland") for name, entry in names[spelling] if name == spelling}

    assert len(kenya) == 1
    assert next(iter(kenya)).iso2 == "KE"
    assert "Kenyaland" not in load_vocabulary().names


def test_the_users_word_counts_where_kg_means_something_else_by_it(tmp_path: Path):
    own = folder(tmp_path, titles='[[kind]]\nname = "government"\nheads = ["detective"]\n')

    def kind(word: str, path: str | None) -> str:
        return next(head.kind.name for head in load_vocabulary(path).heads[word] if head.words == (word,))

    assert (kind("detective", None), kind("detective", own)) == ("military and police", "government")
    assert kind("captain", own) == kind("captain", None)


@pytest.mark.parametrize("name", FILES)
def test_kgs_own_files_may_be_laid_over_themselves(name: str, tmp_path: Path):
    """The form of a user's file is that of kg's own."""
    source = Path(__file__).parent.parent / "kg/data" / name
    (tmp_path / name).write_bytes(source.read_bytes())

    assert reader_of(tmp_path)(name).keys() == read_data(name).keys()


# --- provenance


def test_the_graph_tells_the_hash_of_the_vocabulary_and_worker_processes_use_it(tmp_path: Path):
    own = tmp_path / "own"
    own.mkdir()
    folder(own, parties=PARTY, titles=TITLE)
    documents = [Document(id=str(number), path=f"{number}.txt", text=TEXT) for number in (1, 2)]
    graphs = [build(documents, data=str(own), jobs=jobs).graph for jobs in (1, 2)]
    for number, graph in enumerate(graphs):
        write_graph(graph, tmp_path / f"{number}.json")

    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()
    assert json.loads((tmp_path / "0.json").read_text())["graph"]["model"]["data"] == digest_of(own)
    assert "organization:ardan-front" in {node.id for node in graphs[1].nodes}
    assert "data" not in build(documents[:1]).graph.model


def test_the_hash_is_of_what_the_files_say_and_not_of_where_they_lie(tmp_path: Path):
    one, two = tmp_path / "one", tmp_path / "two"
    for path in (one, two):
        path.mkdir()
        folder(path, parties=PARTY)
    (two / "README.md").write_text("no vocabulary")
    same = digest_of(one) == digest_of(two)
    folder(two, parties=PARTY + "# changed\n")

    assert same
    assert digest_of(one) != digest_of(two)


# --- faulty files


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("party", PARTY, "party.toml: kg has no vocabulary of that name; it has cities.toml, countries.toml"),
        ("parties", "[[party]\n", "parties.toml: .*line 1.*the file has to be TOML in UTF-8, like kg/data/parties.toml"),
        ("parties", '[party]\nname = "Ardan Front"\n', "parties.toml: party is a table; it has to be a list"),
        ("parties", '[[partei]]\nname = "Ardan Front"\n', "parties.toml: has partei; it may have party"),
        ("parties", '[[party]]\nname = "Ardan Front"\n', "parties.toml: party 1 has no words; it needs name, words"),
        ("parties", PARTY + 'colour = "red"\n', "parties.toml: party 1 has colour; it may have mark, name, words"),
        (
            "parties",
            '[[party]]\nname = "Ardan Front"\nwords = "Frontist"\n',
            "parties.toml: party 1: words is 'Frontist'; it has to be like",
        ),
        ("parties", '[[party]]\nname = "Ardan Front"\nwords = [""]\n', r"parties.toml: party 1: words is \[''\]; it has to be like"),
        ("titles", '[[kind]]\nname = "village"\nheads = ["sarpanch"]\n', "titles.toml: kind 1 has no office and no represents"),
        ("titles", '[[kind]]\nname = "government"\noffice = true\n', "titles.toml: kind 1 has no heads; it needs name, office"),
        ("titles", '[short]\nsp = "sarpanch of all"\n', 'titles.toml: short: "sp" stands for "sarpanch of all", which ends in no head'),
        ("nicknames", "[nicknames]\npepe = 7\n", 'nicknames.toml: nicknames pepe is int; it has to be a text, like mike = "michael"'),
        ("organizations", BODY.replace("KE", "XX"), 'organizations.toml: Tana Water Office has the country "XX", which kg doesn\'t know'),
        ("cities", 'city = [["Ardania"]]\n', r"cities.toml: city: item 1 is \['Ardania'\]; it has to be like \["),
        ("words", "acts = [1]\n", "words.toml: acts: item 1 is 1; it has to be like 'said'"),
    ],
)
def test_a_faulty_file_is_named_with_what_is_wrong_and_what_would_be_right(name: str, text: str, message: str, tmp_path: Path):
    with pytest.raises(SchemaError, match=message) as told:
        load_vocabulary(folder(tmp_path, **{name: text}))

    assert "\n" not in str(told.value)


def test_bytes_that_are_no_text_are_named(tmp_path: Path):
    (tmp_path / "parties.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SchemaError, match=re.escape(f"{tmp_path / 'parties.toml'}: ")):
        load_vocabulary(str(tmp_path))


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_without_vocabulary_is_an_error(make: bool, tmp_path: Path):
    own = tmp_path / "own"
    if make:
        own.mkdir()

    with pytest.raises(SchemaError, match="has no file of vocabulary; it may have" if make else "there is no such folder; give one"):
        load_vocabulary(str(own))
