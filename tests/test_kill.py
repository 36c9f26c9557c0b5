"""A load that is killed, on either side, at any point: the next load completes it, and the server's content equals the file's."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j_server import Server, missing
from talks_graph import graph

from kg.graph import write_graph
from kg.model import Edge, Entity, Graph
from kg.stores import load, pull
from kg.stores.connection import connect

POINTS = int(os.environ.get("KG_KILL_POINTS", "5"))  # for each side; a server takes long to start again
SIZE = 400
BATCH = 20


def crowd(kind: str) -> Graph:
    """Four hundred people and twice as many edges, with properties that differ by `kind`, and a tenth of them in no other kind."""
    nodes = [Entity(id=f"person:{at}", type="Person", name=f"{kind} {at}", properties={"kind": kind}) for at in range(SIZE)]
    nodes += [Entity(id=f"person:{kind}-{at}", type="Person", name=kind) for at in range(SIZE // 10)]
    edges = [
        Edge(source=f"person:{at}", target=f"person:{at * 7 % SIZE}", type="HAS_ROLE", properties={"title": f"{kind} {at % 3}"})
        for at in range(SIZE)
    ]
    kept = [
        Edge(source=f"person:{at}", target=f"person:{at * 3 % SIZE}", type="REPRESENTS", confidence=len(kind) / 10) for at in range(SIZE)
    ]
    return graph(nodes, edges + kept)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Graph]]:
    """Two graphs, so that each load changes all."""
    folder, made = tmp_path_factory.mktemp("crowds"), [crowd("old"), crowd("newer")]
    for at, found in enumerate(made):
        write_graph(found, folder / f"{at}.json")
    return [(folder / f"{at}.json", found) for at, found in enumerate(made)]


@pytest.fixture(scope="module")
def server(neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that may be killed: that of the run where it is ours, else one of its own."""
    if not neo4j_server.given:
        yield neo4j_server
        return
    if lack := missing():
        pytest.skip(f"no server to kill: {lack}")
    server = Server(tmp_path_factory.mktemp("killed"))
    server.start()
    yield server
    server.kill()


def start(server: Server, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "load", str(path), "--neo4j", server.uri, "--batch", str(BATCH)]
    env = {**os.environ, "NEO4J_PASSWORD": server.password}
    return subprocess.Popen(command, env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


def login(server: Server) -> tuple[str, str, str]:
    return server.uri, server.user, server.password


def content(server: Server) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    with connect(*login(server)) as driver:
        nodes = driver.execute_query("MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY n.id").records
        edges = driver.execute_query(
            "MATCH (a)-[r]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r) AS p ORDER BY a, b, r.`kg.key`"
        ).records
    return [record.data() for record in nodes], [record.data() for record in edges]


def is_whole(edge: dict[str, Any]) -> bool:
    """Tell if an edge is wholly of one graph: its title and confidence belong together with its record."""
    title = edge["p"].get("title")
    return all(
        part in edge["p"]["kg.default"] for part in (f'"confidence": {edge["p"]["confidence"]}', f'"title": "{title}"' if title else "")
    )


def equals(server: Server, wanted: Graph) -> bool:
    nodes, edges = content(server)
    own = [(node.id, node.name, dict(node.properties)) for node in wanted.nodes]
    between = [(edge.source, edge.target, edge.type, edge.properties.get("title"), edge.confidence) for edge in wanted.edges]
    seen = [(row["p"]["id"], row["p"]["name"], {"kind": row["p"]["kind"]} if "kind" in row["p"] else {}) for row in nodes]
    seen_edges = [(row["a"], row["b"], row["t"], row["p"].get("title"), row["p"]["confidence"]) for row in edges]
    return seen == own and seen_edges == between and all(row["l"] == ["Person"] for row in nodes)


@pytest.fixture(scope="module")
def seconds(server: Server, files: list[tuple[Path, Graph]]) -> float:
    """How long a load takes that changes all."""
    with connect(*login(server)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    load(files[0][0], *login(server))
    begun = time.monotonic()
    assert start(server, files[1][0]).wait() == 0
    return time.monotonic() - begun


@pytest.mark.parametrize("point", range(POINTS))
def test_a_killed_client_is_made_good_by_the_next_load(server: Server, files: list[tuple[Path, Graph]], seconds: float, point: int) -> None:
    path, wanted = files[point % 2]
    client = start(server, path)
    time.sleep(random.Random(point).uniform(0.3, 1) * seconds)
    client.kill()
    client.communicate()

    assert_made_good(server, path, wanted)


@pytest.mark.parametrize("point", range(POINTS))
def test_a_killed_server_is_made_good_by_the_next_load(server: Server, files: list[tuple[Path, Graph]], seconds: float, point: int) -> None:
    path, wanted = files[point % 2]
    client = start(server, path)
    time.sleep(random.Random(100 + point).uniform(0.3, 1) * seconds)
    server.kill()
    client.kill()
    client.communicate()
    server.start()

    assert_made_good(server, path, wanted)


def assert_made_good(server: Server, path: Path, wanted: Graph) -> None:
    assert all(map(is_whole, content(server)[1]))
    load(path, *login(server))

    assert equals(server, wanted)
    assert pull(*login(server)) == wanted


def test_a_load_whose_server_is_killed_goes_on_when_it_is_back_or_says_so_in_one_line(
    server: Server, files: list[tuple[Path, Graph]], seconds: float
) -> None:
    """The driver tries again by itself, unless it can't know whether the last batch was written."""
    path, wanted = files[POINTS % 2]
    client = start(server, path)
    time.sleep(0.6 * seconds)
    server.kill()
    server.start()
    _, said = client.communicate(timeout=120)

    assert client.returncode == 0 or said.startswith("kg: bolt://")
    assert client.returncode == 0 or said.count("\n") == 1
    assert_made_good(server, path, wanted)
