"""Who pastes a query of the README into Neo4j Browser gets the rows that the README shows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from both_engines import differ
from test_parity import fill

from kg.build import build
from kg.query import Store, open_neo4j, open_store
from kg.read import read_documents

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r'^\$ kg query "(.*)"', README, re.M)
CALLS = re.findall(r'\.query\("(.*?)", (\{.*?\})\)', README)
# The README shows what is said of a query with a bracket too few.
QUERIES = [text for text in COMMANDS if text.count("(") == text.count(")")] + [text for text, _ in CALLS]


@pytest.fixture(scope="module")
def stores(nlp: Any, neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    graph = build(read_documents([str(ROOT / "seeds" / "riyadh-talks.txt")])).graph
    fill(neo4j_server, graph, tmp_path_factory.mktemp("riyadh") / "graph.json")
    with open_store(graph) as file, open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as server:
        yield file, server


def test_the_readme_has_queries_of_both_kinds() -> None:
    assert len(QUERIES) >= 2
    assert COMMANDS and CALLS


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_of_the_readme_gives_its_rows_on_both(stores: tuple[Store, Store], text: str) -> None:
    file, server = stores
    params = {"name": "Russia"} if "$name" in text else {}

    assert file.query(text, params).rows
    assert differ(file, server, text, params) is None
