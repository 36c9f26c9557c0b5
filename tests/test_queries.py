"""The queries that come with kg: each answers on the file and on a real Neo4j, with typed parameters, and is listed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from both_engines import differ
from talks_graph import TALKS
from test_parity import fill

from kg.errors import QueryError
from kg.graph import write_graph
from kg.query import Store, open_neo4j, open_store
from kg.query.named import Named, all_named, describe, read_named

# For each query what it is asked, and how many rows it gives on TALKS.
ASKED: dict[str, tuple[dict[str, str], int]] = {
    "busiest": ({"limit": "2"}, 2),
    "claims": ({"by": "Lena Osei"}, 1),
    "connection": ({"from": "Per Holm", "to": "Lena Osei"}, 1),
    "delegations": ({}, 1),
    "disputed": ({"modality": "planned"}, 2),
    "evidence": ({"from": "Quill", "to": "Norland"}, 7),
    "events": ({"since": "2024-04"}, 2),
    "members": ({"name": "Norland"}, 4),
    "mentioned-together": ({"name": "Brandt", "limit": "2"}, 2),
    "mentions": ({"name": "Mara Quill"}, 1),
    "met": ({}, 1),
    "most-mentioned": ({"limit": "5"}, 5),
    "nationals": ({"country": "Sudmark"}, 1),
    "neighbours": ({"name": "Westport"}, 4),
    "occupations": ({"occupation": "ANALYST"}, 1),
    "office-holders": ({"title": "minister"}, 3),
    "offices": ({"person": "Quill"}, 3),
    "participants": ({"event": "Talks"}, 3),
    "parts": ({"name": "Harbour Board"}, 3),
    "places-in": ({"place": "Norland"}, 2),
    "represented-by": ({"name": "Mara Quill"}, 2),
    "represents": ({"country": "the Norlanders"}, 3),
    "said-about": ({"name": "Dockers"}, 1),
    "statements": ({"speaker": "Brandt"}, 1),
    "successions": ({}, 1),
    "uncertain": ({"below": "0.6"}, 8),
    "unrepresented": ({}, 0),
}


@pytest.fixture(scope="module")
def server(neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    fill(neo4j_server, TALKS, tmp_path_factory.mktemp("talks") / "graph.json")
    with open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        yield store


@pytest.fixture(scope="module")
def file() -> Iterator[Store]:
    with open_store(TALKS) as store:
        yield store


def test_there_are_at_least_twenty_and_each_is_tested() -> None:
    assert [query.name for query in all_named()] == sorted(ASKED)
    assert len(ASKED) >= 20


@pytest.mark.parametrize("name", ASKED)
def test_a_named_query_gives_the_same_on_both(file: Store, server: Store, name: str) -> None:
    given, count = ASKED[name]
    query = read_named(name)
    values = query.values(given)

    assert len(file.query(query.text, values).rows) == count
    assert differ(file, server, query.text, values) is None


@pytest.mark.parametrize("name", ASKED)
def test_a_named_query_without_what_may_be_left_out_gives_the_same_on_both(file: Store, server: Store, name: str) -> None:
    query = read_named(name)
    needed = {parameter.name for parameter in query.parameters if parameter.default is None}
    values = query.values({key: value for key, value in ASKED[name][0].items() if key in needed})

    assert file.query(query.text, values).columns
    assert differ(file, server, query.text, values) is None


@pytest.mark.parametrize("query", all_named(), ids=lambda query: query.name)
def test_a_named_query_says_what_it_asks_and_uses_each_parameter(query: Named) -> None:
    assert query.text.startswith(f"// {query.asks}\n")
    assert query.asks.endswith(".")
    for parameter in query.parameters:
        assert query.text.count(f"${parameter.name}") > 1
    assert query.text.count("// $") == len(query.parameters)


def test_a_parameter_is_read_as_what_it_is() -> None:
    assert read_named("busiest").values({"limit": "3"}) == {"limit": 3}
    assert read_named("uncertain").values({}) == {"below": 0.7}
    assert read_named("met").values({}) == {"person": None}
    assert read_named("mentions").values({"name": "7"}) == {"name": "7"}


@pytest.mark.parametrize(("name", "given", "message"), [
    ("busiest", {"limit": "many"}, 'limit is "many"; it has to be a whole number'),
    ("uncertain", {"below": "x"}, "it has to be a number"),
    ("events", {"since": "March"}, "it has to be a date"),
    ("mentions", {}, "mentions needs name, .*--param name="),
    ("mentions", {"title": "x"}, 'mentions has no parameter "title"; it has name'),
    ("delegations", {"x": "y"}, "it has none"),
])  # fmt: skip
def test_a_wrong_parameter_is_told(name: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_named(name).values(given)


def test_a_hostile_parameter_is_a_value(file: Store, server: Store) -> None:
    query = read_named("represents")
    values = query.values({"country": "x' OR true RETURN 1 // `"})

    assert file.query(query.text, values).rows == server.query(query.text, values).rows == ()


def kg(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *args], capture_output=True, text=True, check=False)


def test_the_list_has_each_query_and_parameter() -> None:
    listed = kg("query", "--list")

    assert (listed.returncode, listed.stderr) == (0, "")
    assert listed.stdout == "\n".join(map(describe, all_named())) + "\n"
    assert "--param country=... (text) the country's name" in listed.stdout


def test_a_named_query_is_asked_with_a_parameter(tmp_path: Path) -> None:
    write_graph(TALKS, tmp_path / "graph.json")

    done = kg("query", "--name", "represents", "--param", "country=Sudmark", "-g", str(tmp_path / "graph.json"), "--format", "csv")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1] == 'Sudmark,Ivo Brandt,office,,"[""president""]"'
