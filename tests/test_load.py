"""`kg load` and `kg pull` against a real server: what comes there, what goes, what is left alone, and what comes back."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talks_graph import TALKS, graph, hostile

from kg.errors import StoreError
from kg.graph import read_graph, to_json, write_graph
from kg.identity import edge_key
from kg.model import Edge, Entity, Graph
from kg.stores import Change, Plan, load, pull
from kg.stores.connection import connect, explain
from kg.stores.graph_file import open_graph_file
from kg.validate import validate

Rows = list[dict[str, Any]]


class Database:
    """The server's database, for tests to wipe, ask and fill."""

    def __init__(self, server: Any) -> None:
        self.login = (server.uri, server.user, server.password)

    def ask(self, text: str, **params: Any) -> Rows:
        with connect(*self.login) as driver, driver.session() as session:
            return [record.data() for record in session.run(text, params)]

    def load(self, path: Path, **options: Any) -> Plan:
        return load(path, *self.login, **options)

    def pull(self, dataset: str = "default") -> Graph:
        return pull(*self.login, dataset=dataset)

    def content(self) -> tuple[Rows, Rows]:
        nodes = self.ask("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id")
        edges = self.ask(
            "MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS properties "
            "ORDER BY source, target, r.`kg.key`"
        )
        return nodes, edges


@pytest.fixture
def database(neo4j_server: Any) -> Database:
    database = Database(neo4j_server)
    database.ask("MATCH (n) DETACH DELETE n")
    return database


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Graph], Path]:
    def written(graph: Graph, name: str = "graph.json") -> Path:
        write_graph(graph, tmp_path / name)
        return tmp_path / name

    return written


Write = Callable[..., Path]


def equals_the_file(database: Database, path: Path) -> bool:
    """Compare the server with the file node by node and edge by edge, as users see them."""
    data = to_json(read_graph(path))
    nodes, edges = database.content()
    seen_nodes = [(row["labels"], _shown(row["properties"])) for row in nodes]
    seen_edges = [(row["source"], row["type"], row["target"], _shown(row["properties"], "evidence")) for row in edges]
    own = [
        ([node["type"]], node["properties"] | {name: node[name] for name in ("id", "name", "aliases", "confidence")})
        for node in data["nodes"]
    ]
    between = [
        (edge["source"], edge["type"], edge["target"], edge["properties"] | {"confidence": edge["confidence"]}) for edge in data["edges"]
    ]
    evidence = [row["properties"]["evidence"] for row in edges]
    return seen_nodes == own and seen_edges == between and list(map(len, evidence)) == [len(edge["evidence"]) for edge in data["edges"]]


def _shown(properties: dict[str, Any], *without: str) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if not name.startswith("kg.") and name not in ("datasets", *without)}


def test_the_graph_of_these_tests_is_a_good_graph(write: Write) -> None:
    assert validate(write(TALKS)) == []


def test_all_of_a_file_is_on_the_server_afterwards(database: Database, write: Write) -> None:
    path = write(TALKS)

    plan = database.load(path)

    assert plan == Plan(nodes=Change(new=len(TALKS.nodes)), edges=Change(new=len(TALKS.edges)))
    assert equals_the_file(database, path)


def test_evidence_is_shown_with_document_offsets_and_sentence(database: Database, write: Write) -> None:
    database.load(write(TALKS))

    (row,) = database.ask("MATCH (:Person {name: 'Ivo Brandt'})-[r:SAID]->() RETURN r.evidence AS evidence")

    assert row["evidence"][0] == "a1:0-40: Mara Quill, foreign minister of Norland, met Ivo Brandt of Sudmark in Westport."


def test_loading_twice_changes_nothing(database: Database, write: Write) -> None:
    path = write(TALKS)
    database.load(path)
    before = database.content()

    plan = database.load(path)

    assert plan == Plan(nodes=Change(same=len(TALKS.nodes)), edges=Change(same=len(TALKS.edges)))
    assert database.content() == before


def newer() -> Graph:
    """TALKS without a person, a place's code and an edge, with a new person and another kind."""
    gone = "person:per-holm"
    nodes = [node for node in TALKS.nodes if node.id != gone]
    nodes = [replace(node, properties={"kind": "capital"}) if node.id == "place:nl" else node for node in nodes]
    edges = [edge for edge in TALKS.edges if gone not in (edge.source, edge.target) and edge.type != "SUCCEEDED"]
    edges = [replace(edge, properties={}, confidence=0.2) if edge.type == "LOCATED_IN" else edge for edge in edges]
    return replace(graph([*nodes, Entity(id="person:new", type="Person", name="New")], edges), documents=TALKS.documents)


def test_a_newer_graph_updates_and_removes_what_is_gone(database: Database, write: Write) -> None:
    database.load(write(TALKS))
    path = write(newer(), "newer.json")

    plan = database.load(path)

    assert plan.nodes == Change(new=1, changed=1, same=len(TALKS.nodes) - 2, gone=1)
    assert plan.edges.changed == 2
    assert equals_the_file(database, path)


def test_a_dry_run_says_the_same_and_does_nothing(database: Database, write: Write) -> None:
    database.load(write(TALKS))
    before, path = database.content(), write(newer(), "newer.json")

    planned = database.load(path, dry_run=True)

    assert database.content() == before
    assert database.load(path) == planned


def test_a_dry_run_on_an_empty_server_leaves_no_constraint(database: Database, write: Write) -> None:
    database.ask("DROP CONSTRAINT kg_person_id IF EXISTS")

    database.load(write(TALKS), dry_run=True)

    assert database.ask("SHOW CONSTRAINTS YIELD name WHERE name = 'kg_person_id' RETURN name") == []


def test_what_comes_back_is_the_file_that_was_loaded(database: Database, write: Write, tmp_path: Path) -> None:
    path = write(TALKS)
    database.load(path)

    write_graph(database.pull(), tmp_path / "back.json")

    assert (tmp_path / "back.json").read_bytes() == path.read_bytes()


def test_a_file_without_texts_comes_back_as_it_was(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "bare.json"
    write_graph(TALKS, path, text=False)
    database.load(path)

    write_graph(database.pull(), tmp_path / "back.json")

    assert (tmp_path / "back.json").read_bytes() == path.read_bytes()


def test_documents_that_no_node_stands_for_come_back(database: Database, write: Write) -> None:
    loose = replace(graph([Entity(id="person:x", type="Person", name="X")], []), documents=TALKS.documents)
    database.load(write(loose))

    assert database.pull() == loose
    assert database.ask("MATCH (n) RETURN count(n) AS n") == [{"n": 1}]


def test_a_file_in_another_layout_is_loaded_as_well(database: Database, write: Write, tmp_path: Path) -> None:
    path = tmp_path / "pretty.json"
    path.write_text(json.dumps(json.loads(write(TALKS).read_text()), indent=2))

    database.load(path)

    assert database.pull() == TALKS


def test_hostile_texts_come_back_as_they_went_in(database: Database, write: Write) -> None:
    path = write(hostile())
    database.load(path)

    assert equals_the_file(database, path)
    assert database.pull() == hostile()


def test_ten_megabytes_come_back_as_they_went_in(database: Database, write: Write) -> None:
    long = graph([Entity(id="person:x", type="Person", name="Näme " * 2_000_000, properties={"kind": "y" * 10_000_000})], [])
    path = write(long)
    database.load(path)

    assert equals_the_file(database, path)
    assert database.pull() == long


def test_half_a_surrogate_pair_comes_back_from_pull(database: Database, write: Write) -> None:
    odd = graph([Entity(id="person:x", type="Person", name="A \ud83d B")], [])
    database.load(write(odd))

    assert database.ask("MATCH (n) RETURN n.name AS name") == [{"name": "A ? B"}]
    assert database.pull() == odd


@given(name=st.text(min_size=1), alias=st.text(), title=st.text(), number=st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_number_comes_back(database: Database, write: Write, name: str, alias: str, title: str, number: float) -> None:
    node = Entity(id="person:x", type="Person", name=name, aliases=(alias,), properties={"kind": alias}, confidence=number)
    edge = Edge(source="person:x", target="person:x", type="HAS_ROLE", properties={"title": title})
    database.load(write(graph([node], [edge])))

    assert database.pull() == graph([node], [edge])


def test_the_nodes_of_others_are_never_touched(database: Database, write: Write) -> None:
    database.ask("CREATE (:Person {name: 'Theirs'})-[:KNOWS]->(:Company {id: 'c'})")

    database.load(write(TALKS))
    database.load(write(graph([], []), "empty.json"))

    assert [row["properties"] for row in database.content()[0]] == [{"id": "c"}, {"name": "Theirs"}]
    assert database.ask("MATCH ()-[r:KNOWS]->() RETURN count(r) AS n") == [{"n": 1}]


def test_a_node_on_which_others_hang_an_edge_stays_but_is_let_go(database: Database, write: Write) -> None:
    database.load(write(TALKS))
    database.ask("MATCH (n {id: 'person:per-holm'}) CREATE (n)<-[:WATCHES]-(:Desk)")

    database.load(write(graph([], []), "empty.json"))

    assert database.ask("MATCH (n)<-[:WATCHES]-() RETURN n.name AS name, n.datasets AS sets") == [{"name": "Per Holm", "sets": []}]
    assert database.ask("MATCH (n) RETURN count(n) AS n") == [{"n": 2}]


def test_an_id_that_somebody_else_uses_is_refused(database: Database, write: Write) -> None:
    database.ask("CREATE (:Person {id: 'person:per-holm', name: 'Theirs'})")

    with pytest.raises(StoreError, match="person:per-holm is there already and isn't from kg"):
        database.load(write(TALKS))

    assert database.ask("MATCH (n) RETURN n.name AS name") == [{"name": "Theirs"}]


def test_a_node_of_two_datasets_knows_both_and_goes_with_the_last(database: Database, write: Write) -> None:
    shared = graph([Entity(id="person:ivo-brandt", type="Person", name="Ivo Brandt", properties={"kind": "other"})], [])
    empty, holders = write(graph([], []), "empty.json"), "MATCH (n {id: 'person:ivo-brandt'}) RETURN n.datasets AS sets"
    database.load(write(TALKS), dataset="march")
    database.load(write(shared, "shared.json"), dataset="april")

    assert database.ask(holders) == [{"sets": ["march", "april"]}]
    assert database.pull("march") == TALKS
    assert database.pull("april") == shared

    database.load(empty, dataset="march")

    assert database.ask(holders) == [{"sets": ["april"]}]
    assert database.content()[1] == []
    assert database.load(write(shared, "shared.json"), dataset="april").nodes.changed == 1

    database.load(empty, dataset="april")

    assert database.content() == ([], [])


def test_an_edge_of_two_datasets_goes_with_the_last(database: Database, write: Write) -> None:
    path, empty = write(TALKS), write(graph([], []), "empty.json")
    for name in ("one", "two"):
        database.load(path, dataset=name)

    database.load(empty, dataset="one")

    assert equals_the_file(database, path)
    assert database.pull("two") == TALKS
    assert database.load(path, dataset="two") == Plan(nodes=Change(changed=len(TALKS.nodes)), edges=Change(changed=len(TALKS.edges)))


def test_two_datasets_that_are_loaded_at_once_are_both_there(database: Database, write: Write) -> None:
    """Where the two get into each other's way, the server ends one's transaction and the driver sends it again."""
    path, empty = write(TALKS), write(graph([], []), "empty.json")
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: database.load(path, dataset=name, batch=5), ("one", "two", "three")))

    assert equals_the_file(database, path)
    assert [database.pull(name) for name in ("one", "two", "three")] == [TALKS] * 3
    assert database.ask("MATCH (n) UNWIND n.datasets AS name RETURN count(name) AS n") == [{"n": 3 * len(TALKS.nodes)}]
    assert database.ask("MATCH ()-[r]->() UNWIND r.datasets AS name RETURN count(name) AS n") == [{"n": 3 * len(TALKS.edges)}]

    gone = [database.load(empty, dataset=name) for name in ("one", "two", "three")]

    assert gone == [Plan(nodes=Change(gone=len(TALKS.nodes)), edges=Change(gone=len(TALKS.edges)))] * 3
    assert database.content() == ([], [])


@st.composite
def small_graphs(draw: st.DrawFn) -> Graph:
    """Some of four nodes of two types and of six edges between them, each in one of two forms."""
    ids = draw(st.lists(st.sampled_from(["person:a", "person:b", "place:c", "place:d"]), unique=True))
    names, titles = st.sampled_from(["Ada", "Bo"]), st.sampled_from([{}, {"title": "x"}, {"title": "x", "status": "former"}])
    nodes = [Entity(id=name, type=name.partition(":")[0].capitalize(), name=draw(names)) for name in ids]
    ends = st.sampled_from([(a, b) for a in ids for b in ids] or [("", "")])
    edges = {(*draw(ends), draw(st.sampled_from(["HAS_ROLE", "PART_OF"]))): draw(titles) for _ in range(draw(st.integers(0, 4))) if ids}
    return graph(nodes, [Edge(source=a, target=b, type=kind, properties=rest) for (a, b, kind), rest in edges.items()])


@given(loads=st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), small_graphs()), min_size=2, max_size=6))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_loaded_each_dataset_has_its_last_graph(database: Database, write: Write, loads: list[tuple[str, Graph]]) -> None:
    database.ask("MATCH (n) DETACH DELETE n")
    last: dict[str, Graph] = {}
    for name, wanted in loads:
        plan = database.load(write(wanted), dataset=name)
        had = last.get(name, graph([], []))
        last[name] = wanted

        assert plan.nodes.new + plan.nodes.changed + plan.nodes.same == len(wanted.nodes)
        assert plan.nodes.gone == len({node.id for node in had.nodes} - {node.id for node in wanted.nodes})
        assert {other: database.pull(other) for other in last if last[other].nodes} == {
            key: item for key, item in last.items() if item.nodes
        }
    nodes, edges = database.content()

    assert {row["properties"]["id"]: set(row["properties"]["datasets"]) for row in nodes} == _holders(
        (node.id, name) for name, item in last.items() for node in item.nodes
    )
    assert {(row["source"], row["target"], row["properties"]["kg.key"]): set(row["properties"]["datasets"]) for row in edges} == _holders(
        ((edge.source, edge.target, edge_key(edge)), name) for name, item in last.items() for edge in item.edges
    )


def _holders[T](pairs: Iterable[tuple[T, str]]) -> dict[T, set[str]]:
    found: dict[T, set[str]] = {}
    for item, name in pairs:
        found.setdefault(item, set()).add(name)
    return found


def test_a_load_that_broke_off_is_seen_by_pull_and_finished_by_the_next(database: Database, write: Write) -> None:
    path = write(TALKS)
    database.load(write(newer(), "newer.json"))

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        database.load(path, progress=stop, batch=2)
    with pytest.raises(StoreError, match="broke off; load it again"):
        database.pull()
    database.load(path)

    assert equals_the_file(database, path)
    assert database.pull() == TALKS


def test_constraints_and_the_index_of_names_are_made(database: Database, write: Write) -> None:
    database.load(write(TALKS))

    found = database.ask("SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes[0] AS label, properties AS p")
    names = database.ask("CALL db.index.fulltext.queryNodes('kg_names', 'norlanders') YIELD node RETURN node.name AS name")

    assert {"label": "Person", "p": ["id"]} in found
    assert len(found) == 7
    assert names == [{"name": "Norland"}]


FAULTS = [
    (graph([Entity(id="x:1", type="Ship", name="A")], []), 'has the type "Ship"; there are Document, '),
    (graph([Entity(id="person:x", type="Person", name="A")] * 2, []), "node person:x stands twice"),
    (graph([Entity(id="person:x", type="Person", name="A", properties={"datasets": "x"})], []), 'a property can\'t be called "datasets"'),
    (graph([Entity(id="person:x", type="Person", name="A", properties={"kind": {"a": 1}})], []), "kind is no text, 64-bit number"),
    (graph([Entity(id="person:x", type="Person", name="A", properties={"kind": 2**63})], []), "kind is no text, 64-bit number"),
    (graph([Entity(id="person:" + "x" * 9000, type="Person", name="A")], []), "an index of Neo4j holds"),
    (graph([Entity(id="person:x", type="Person", name="A")], [Edge(source="person:x", target="person:x", type="R`]->()")]), "unknown type"),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "message"), FAULTS)
def test_what_a_server_cant_hold_is_refused_before_one_is_asked(write: Write, bad: Graph, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        load(write(bad), "bolt://127.0.0.1:1", "neo4j", "secret")


def test_an_edge_without_its_end_is_refused(tmp_path: Path, write: Write) -> None:
    path = write(TALKS)
    path.write_text(path.read_text().replace('"target": "place:sm"', '"target": "place:gone"'))

    with pytest.raises(StoreError, match=r"place:gone"):
        load(path, "bolt://127.0.0.1:1", "neo4j", "secret")


def test_a_broken_line_is_named(write: Write) -> None:
    path = write(TALKS)
    path.write_text(path.read_text().replace('"type": "Occupation"}', '"type": "Occupation"'))

    with pytest.raises(StoreError, match=r"nodes\[\d+\] is no JSON"):
        load(path, "bolt://127.0.0.1:1", "neo4j", "secret")


@pytest.mark.parametrize("name", ["", "A b", "a.b", "x`y", "ä"])
def test_a_dataset_has_a_plain_name(write: Write, name: str) -> None:
    with pytest.raises(StoreError, match="is no name for a dataset"):
        load(write(TALKS), "bolt://127.0.0.1:1", "neo4j", "secret", dataset=name)


def test_a_dataset_that_is_not_there_is_told(database: Database, write: Write) -> None:
    database.load(write(TALKS), dataset="march")

    with pytest.raises(StoreError, match=r'there is no dataset "april"; there are march'):
        database.pull("april")


@pytest.mark.parametrize("uri", ["bolt://u:secret@127.0.0.1:1", "http://127.0.0.1:1", "127.0.0.1", "bolt://", "bolt://[::1"])
def test_a_wrong_address_is_told_without_a_password(uri: str) -> None:
    with pytest.raises(StoreError, match="an address") as caught:
        connect(uri, "neo4j", "secret")

    assert "secret" not in str(caught.value)


def test_a_wrong_password_and_a_wrong_database_are_one_line(database: Database, write: Write) -> None:
    with pytest.raises(StoreError, match="refuses the user") as caught:
        load(write(TALKS), *database.login[:2], "not-the-password")
    with pytest.raises(StoreError, match="there is no database of this name"):
        database.load(write(TALKS), database="elsewhere")

    assert "not-the-password" not in str(caught.value)


@pytest.mark.parametrize(("code", "said", "message"), [
    ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "x", "the database is read-only"),
    ("Neo.DatabaseError.Transaction.TransactionCommitFailed", "x", "is its disk full"),
    ("Neo.DatabaseError.General.UnknownError", "java.io.IOException: No space left on device", "disk is full"),
    ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "x", "too little memory"),
    ("Neo.ClientError.Statement.TypeError", "so it is\nand more", "^bolt://x: so it is$"),
])  # fmt: skip
def test_a_servers_fault_says_what_to_do(code: str, said: str, message: str) -> None:
    fault = Exception(said)
    fault.code = code  # type: ignore[attr-defined]

    assert re.search(message, str(explain("bolt://x", fault)))


def test_an_old_server_is_refused() -> None:
    from kg.stores.connection import _check_version

    with pytest.raises(StoreError, match=r"the server is Neo4j/4.4.1; kg needs Neo4j 5 or later"):
        _check_version("bolt://x", "Neo4j/4.4.1")
    _check_version("bolt://x", "Neo4j/2026.08.1")


def test_a_file_is_read_line_by_line_to_what_it_is_as_a_whole(write: Write) -> None:
    path = write(TALKS)
    data = json.loads(path.read_text())

    file = open_graph_file(path)

    assert [item for item, _ in file.nodes()] == data["nodes"]
    assert [item for item, _ in file.edges()] == data["edges"]
    assert list(file.documents.values()) == data["graph"]["documents"]


def test_an_empty_file_is_read(write: Write) -> None:
    file = open_graph_file(write(graph([], [])))

    assert (list(file.nodes()), list(file.edges()), dict(file.documents)) == ([], [], {})


def kg(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "NEO4J_PASSWORD"}
    return subprocess.run(
        [sys.executable, "-m", "kg", *args], capture_output=True, text=True, check=False, env=clean | env, stdin=subprocess.DEVNULL
    )


def test_the_commands_load_plan_pull_and_ask(database: Database, write: Write, tmp_path: Path) -> None:
    uri, user, password = database.login
    path, back, secret = write(TALKS), tmp_path / "back.json", tmp_path / "password"
    secret.write_text(f"{password}\nanother line\n")
    server = ["--neo4j", uri, "--user", user]

    planned = kg("load", str(path), *server, "--dry-run", NEO4J_PASSWORD=password)
    loaded = kg("load", str(path), *server, "--password-file", str(secret), NEO4J_PASSWORD="not used")
    pulled = kg("pull", *server, "-o", str(back), NEO4J_PASSWORD=password)
    asked = kg("query", "MATCH (p:Person) RETURN count(p) AS n", *server, "--format", "csv", NEO4J_PASSWORD=password)

    words = "".join(
        f"{name}: {len(items)} new, 0 changed, 0 as they were, 0 removed\n"
        for name, items in (("nodes", TALKS.nodes), ("edges", TALKS.edges))
    )
    assert (planned.returncode, planned.stdout, planned.stderr) == (0, words, "")
    assert (loaded.returncode, loaded.stdout, loaded.stderr) == (0, "", words)
    assert (pulled.returncode, pulled.stdout, pulled.stderr) == (0, "", "")
    assert back.read_bytes() == path.read_bytes()
    assert asked.stdout == "n\n5\n"


def test_a_password_never_shows_up_where_something_fails(database: Database, write: Write) -> None:
    for uri, variables in ((database.login[0], {}), ("bolt://127.0.0.1:1", {"KG_DEBUG": "1"})):
        done = kg("load", str(write(TALKS)), "--neo4j", uri, NEO4J_PASSWORD="open-sesame-9", **variables)

        assert done.returncode == 1
        assert "open-sesame-9" not in done.stdout + done.stderr
        assert done.stderr.count("\n") == 1


def test_a_password_is_asked_for_at_a_terminal_and_not_shown(database: Database, write: Write) -> None:
    uri, user, password = database.login
    terminal, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NEO4J_PASSWORD"}
    command = [sys.executable, "-m", "kg", "load", str(write(TALKS)), "--neo4j", uri, "--user", user, "--dry-run"]

    with subprocess.Popen(command, env=env, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True) as process:
        asked = _read_until(terminal, b": ")
        os.write(terminal, password.encode() + b"\n")
        printed, _ = process.communicate()
    os.close(theirs)
    shown = asked + _read_until(terminal, b"never")
    os.close(terminal)

    assert process.returncode == 0
    assert printed.startswith(f"nodes: {len(TALKS.nodes)} new".encode())
    assert asked == f"Password of {user}: ".encode()
    assert password.encode() not in shown


def _read_until(terminal: int, end: bytes) -> bytes:
    found = b""
    with contextlib.suppress(OSError):  # of which Linux tells a reader where nobody is left to write
        while not found.endswith(end) and (part := os.read(terminal, 100)):
            found += part
    return found


def test_there_is_no_option_for_a_password(write: Write) -> None:
    assert kg("load", str(write(TALKS)), "--neo4j", "bolt://127.0.0.1:1", "--password", "x").returncode == 2


def test_an_empty_file_for_the_password_is_told(write: Write, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")

    done = kg("load", str(write(TALKS)), "--neo4j", "bolt://127.0.0.1:1", "--password-file", str(tmp_path / "empty"))

    assert "its first line is empty; it holds the password" in done.stderr
