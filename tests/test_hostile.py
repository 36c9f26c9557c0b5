"""Names and titles that try to break out of a query, all the way: file, load, server, both engines, parameters, the command line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from talks_graph import HOSTILE, graph, hostile
from test_parity import fill

from kg.graph import write_graph
from kg.model import Entity
from kg.query import Store, open_neo4j, open_store

GRAPH = hostile()
ENGINES = pytest.mark.parametrize("engine", ["file", "server"])


@pytest.fixture(scope="module")
def stores(neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    fill(neo4j_server, GRAPH, tmp_path_factory.mktemp("hostile") / "graph.json")
    with open_store(GRAPH) as file, open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as server:
        yield {"file": file, "server": server}


@ENGINES
def test_all_names_aliases_and_titles_come_back_as_they_went_in(stores: dict[str, Store], engine: str) -> None:
    table = stores[engine].query("MATCH (p:Person)-[r:HAS_ROLE]->() RETURN p.name, p.aliases, r.title ORDER BY p.id")

    assert table.rows == tuple((text, [text + text], text) for text in HOSTILE)


@ENGINES
@pytest.mark.parametrize("text", HOSTILE)
def test_a_parameter_finds_what_is_called_so_and_nothing_else(stores: dict[str, Store], engine: str, text: str) -> None:
    table = stores[engine].query(
        "MATCH (p:Person {name: $text})-[r:HAS_ROLE {title: $text}]->() RETURN p.id, $text AS text", {"text": text}
    )

    assert table.rows == ((f"person:{HOSTILE.index(text)}", text),)


@ENGINES
def test_ten_megabytes_are_answered_and_asked_for(neo4j_server: Any, tmp_path: Path, engine: str) -> None:
    long = "\N{GRINNING FACE}`'" * 2_000_000
    one = graph([Entity(id="person:x", type="Person", name=long)], [])
    login = neo4j_server.uri, neo4j_server.user, neo4j_server.password
    if engine == "server":
        fill(neo4j_server, one, tmp_path / "graph.json")

    with open_store(one) if engine == "file" else open_neo4j(*login) as store:
        table = store.query("MATCH (p:Person) WHERE p.name = $name RETURN p.name AS name", {"name": long})

    assert table.rows == ((long,),)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\0" not in text])  # an argument of a program ends at a NUL
def test_the_command_takes_a_hostile_parameter_as_a_text(tmp_path: Path, text: str) -> None:
    write_graph(GRAPH, tmp_path / "graph.json")
    command = ["query", "MATCH (p:Person {name: $x}) RETURN p.id AS id", "--param", f"x={text}", "-g", "graph.json", "--format", "csv"]

    done = subprocess.run([sys.executable, "-m", "kg", *command], cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["id", f"person:{HOSTILE.index(text)}"]
