"""What a query may do, what it gives, and how it is stopped."""

import importlib.util
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError, StoreError
from kg.model import Document, Edge, Entity, Evidence, Graph, Span
from kg.query import Store, Table, as_csv, as_json, as_text, open_neo4j, open_store
from kg.query.embedded import EmbeddedStore
from kg.query.guard import check_read_only
from kg.query.tokens import tokenize, without_comments
from kg.query.unlike import check_same_as_neo4j

ROOT = Path(__file__).parents[1]
TEXT = "Minister Mara Quill spoke for Ruritania. She once led the Harbour Board."


def _edge(source: str, target: str, kind: str, **properties: object) -> Edge:
    span = Span(doc="d1", start=0, end=39)
    return Edge(source=source, target=target, type=kind, properties=properties, evidence=(Evidence(span=span, sentence=span, rule="x"),))


GRAPH = Graph(
    documents=(Document(id="d1", path="d1.txt", text=TEXT),),
    nodes=(
        Entity(id="organization:harbour-board", type="Organization", name="Harbour Board"),
        Entity(id="person:mara-quill", type="Person", name="Mara Quill", aliases=("Quill",), confidence=0.9),
        Entity(id="place:ruritania", type="Place", name="Ruritania", properties={"kind": "country", "iso2": "RT"}),
    ),
    edges=(
        _edge("person:mara-quill", "organization:harbour-board", "HAS_ROLE", title="chair", status="former"),
        _edge("person:mara-quill", "organization:harbour-board", "HAS_ROLE", title="member"),
        _edge("person:mara-quill", "place:ruritania", "HAS_ROLE", title="minister", status="current"),
        _edge("person:mara-quill", "place:ruritania", "REPRESENTS", basis="office"),
    ),
)


@pytest.fixture(scope="module")
def store() -> Iterator[EmbeddedStore]:
    with open_store(GRAPH) as store:
        yield store


@pytest.fixture(scope="module")
def crowd() -> Iterator[EmbeddedStore]:
    """A thousand nodes and six thousand edges: enough to run away on."""
    nodes: list[Any] = [(["Person"], {"id": f"person:{at}", "name": f"N{at}"}) for at in range(1000)]
    edges: list[Any] = [(f"person:{at % 1000}", f"person:{at * 7919 % 997}", "MET", {}) for at in range(6000)]
    with EmbeddedStore(nodes, edges) as store:
        yield store


def test_a_node_is_found_by_its_label_name_and_properties(store: Store) -> None:
    table = store.query("MATCH (p:Place {kind: 'country'}) RETURN p.id, p.name, p.iso2, p.aliases, p.confidence")

    assert table.rows == (("place:ruritania", "Ruritania", "RT", [], 1.0),)


def test_parallel_edges_stay_apart(store: Store) -> None:
    table = store.query("MATCH (:Person)-[r:HAS_ROLE]->(o) RETURN r.title AS title, r.status AS status, o.name ORDER BY title")

    assert table.rows == (("chair", "former", "Harbour Board"), ("member", None, "Harbour Board"), ("minister", "current", "Ruritania"))


def test_a_node_comes_back_as_a_dictionary_without_the_engines_own_properties(store: Store) -> None:
    ((node,),) = store.query("MATCH (p:Person) RETURN p").rows

    properties = {"id": "person:mara-quill", "name": "Mara Quill", "aliases": ["Quill"], "confidence": 0.9}
    assert node == {"id": "person:mara-quill", "labels": ["Person"], "properties": properties}


def test_an_edge_comes_back_with_the_ids_of_its_ends(store: Store) -> None:
    ((edge,),) = store.query("MATCH ()-[r:REPRESENTS]->() RETURN r").rows

    properties = {"basis": "office", "confidence": 1.0, "evidence": [f"d1:0-39: {TEXT[:39]}"]}
    assert edge == {"type": "REPRESENTS", "start": "person:mara-quill", "end": "place:ruritania", "properties": properties}


def test_a_path_comes_back_with_its_nodes_and_edges(store: Store) -> None:
    ((path,),) = store.query("MATCH p=(:Place)<-[:REPRESENTS]-() RETURN p").rows

    assert isinstance(path, dict)
    assert [node["id"] for node in path["nodes"]] == ["place:ruritania", "person:mara-quill"]
    assert [edge["type"] for edge in path["relationships"]] == ["REPRESENTS"]


def test_a_graph_answers_by_itself() -> None:
    table = GRAPH.query(
        "MATCH (p:Person {name: $name})-[r:HAS_ROLE]->() RETURN r.title AS t ORDER BY t", {"name": "Mara Quill"}, max_rows=2
    )

    assert (table.rows, table.cut) == ((("chair",), ("member",)), True)


def test_parameters_are_values_and_never_text_of_the_query(store: Store) -> None:
    hostile = "Mara Quill'}) DETACH DELETE n //"

    assert store.query("MATCH (p {name: $name}) RETURN p.id", {"name": hostile}).rows == ()
    assert store.query("RETURN $name AS name", {"name": hostile}).rows == ((hostile,),)


def test_a_property_keeps_its_type_whatever_others_have() -> None:
    values: list[object] = ["1", 1, 1.5, True, "2025-03-24", "null", "\N{GRINNING FACE} \x00 '`"]
    nodes = [(["Person"], {"id": f"p{at}", "name": f"{at}", "x": value}) for at, value in enumerate(values)]
    edges: list[Any] = [("p0", "p1", "T", {"x": value}) for value in values]

    with EmbeddedStore(nodes, edges) as store:
        of_nodes = [row[0] for row in store.query("MATCH (n) RETURN n.x ORDER BY n.name").rows]
        of_edges = [row[0] for row in store.query("MATCH ()-[r]->() RETURN r.x").rows]

    assert list(map(repr, of_nodes)) == list(map(repr, values))
    assert sorted(map(repr, of_edges)) == sorted(map(repr, values))


def test_labels_and_types_with_backticks_are_loaded_as_they_are() -> None:
    with EmbeddedStore([(["A `b`"], {"id": "1", "name": "x"})], [("1", "1", "X`) DELETE", {})]) as store:
        table = store.query("MATCH (n)-[r]->() RETURN labels(n), type(r)")

    assert table.rows == ((["A `b`"], "X`) DELETE"),)


def test_a_type_that_the_graph_does_not_have_gives_no_rows(store: Store) -> None:
    assert store.query("MATCH (p:Person)-[:PARTICIPATED_IN]->(e:Event) RETURN p.name, e.name").rows == ()


def test_an_empty_graph_can_be_asked() -> None:
    with open_store(Graph(documents=(), nodes=(), edges=())) as store:
        assert store.query("MATCH (n) RETURN count(n) AS n").rows == ((0,),)


@pytest.mark.parametrize("name", ["title", "type"])
def test_a_node_property_that_the_engine_reserves_is_refused(name: str) -> None:
    node = Entity(id="person:x", type="Person", name="X", properties={name: "y"})

    with pytest.raises(StoreError, match=f'person:x: a node can\'t have a property "{name}"'):
        open_store(Graph(documents=(), nodes=(node,), edges=()))


WRITES = [
    "CREATE (n)",
    "create (n:Person)",
    "MATCH (n) SET n.x = 1 RETURN n",
    "MATCH (n) sEt n.x = 1 RETURN n",
    "MATCH (n) /* */ DELETE n RETURN 1",
    "MATCH (n) DETACH DELETE n RETURN 1",
    "MATCH (n) REMOVE n.x RETURN n",
    "MERGE (n {id: 1}) RETURN n",
    "MATCH (n) MERGE (m) RETURN m",
    "MATCH (n) FOREACH (x IN [1] | CREATE (m)) RETURN n",
    "MATCH (n)\nCREATE (m) RETURN m",
    "MATCH (n) WHERE n.name = 'a\\'' CREATE (m) RETURN m",
    'MATCH (n) WHERE n.name = "a" CREATE (m) RETURN m',
    "MATCH (n) RETURN n UNION MATCH (m) DROP INDEX x RETURN m",
    "DROP INDEX x",
    "CREATE INDEX x FOR (n:A) ON (n.b)",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "MATCH (n) LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "MATCH (n) LOAD  //\n CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "MATCH (n) CALL { WITH n SET n.x = 1 } IN TRANSACTIONS RETURN n",
    "CALL apoc.load.json('file:///etc/hostname') YIELD value RETURN value",
    "CALL dbms.listConfig()",
    "MATCH (n) CALL db.createLabel('x') RETURN n",
    "COPY x TO 'y'",
    "EXPORT DATABASE 'x'",
    "SHOW USERS",
    "USE other MATCH (n) RETURN n",
    "EXPLAIN MATCH (n) RETURN n",
    "MATCH (n) RETURN n; MATCH (m) RETURN m",
    "MATCH (n) RETURN n.name FORMAT CSV",
    "MATCH (n) WHERE n.name = '\\u0027 CREATE (m) //' RETURN n",
    "\\u0043REATE (n)",
    "",
    "  // nothing",
    "MATCH (n)",
]


@pytest.mark.parametrize("text", WRITES)
def test_what_does_more_than_read_is_refused_before_the_engine_sees_it(text: str) -> None:
    with pytest.raises(QueryError):
        check_read_only(text)


READS = [
    "MATCH (n) WHERE n.name = 'CREATE (m)' RETURN n",
    'MATCH (n) WHERE n.name CONTAINS "DELETE" RETURN n',
    "MATCH (n) RETURN n.name AS `set`",
    "MATCH (n) RETURN n.set",
    "MATCH (n:Create)-[:DELETE|REMOVE]->() RETURN n",
    "MATCH (n) RETURN {set: n.name, drop: 1} AS m",
    "MATCH (n) RETURN n.name // DELETE n",
    "MATCH (n) /* DELETE n */ RETURN n.name;",
    "MATCH (n) RETURN n.created, n.name AS settings",
    "CALL { MATCH (n) RETURN n.name AS x } RETURN x",
    "MATCH (n) CALL (n) { RETURN n.name AS x } RETURN x",
    "CALL db.labels()",
    "MATCH (n) WHERE n.name = 'it\\'s' RETURN n",
    "MATCH (load)-[r]->(m) RETURN load.name AS load",
]


@pytest.mark.parametrize("text", READS)
def test_what_only_looks_like_writing_is_let_through(text: str) -> None:
    assert check_read_only(text)


UNLIKE = [
    ("MATCH (a)-[*]->(b) RETURN a", "line 1, column 12: .* upper bound"),
    ("MATCH (a)-[r:MET*]->(b) RETURN a", "upper bound"),
    ("MATCH (a)-[:MET*2..]-(b) RETURN a", "upper bound"),
    ("MATCH (a)-[:MET *..]-(b) RETURN a", "upper bound"),
    ("MATCH (n) RETURN keys(n)", "keys"),
    ("MATCH (n) RETURN Properties (n) AS p", "properties"),
    ("MATCH (n) RETURN n.title", "no title"),
    ("MATCH (n) RETURN n.`title`", "no title"),
    ("MATCH (n) WITH n AS m RETURN m.title", "no title"),
    ("MATCH (n) WITH collect(n) AS ns RETURN [x IN ns | x.title]", "no title"),
    ("MATCH p=(a)-[r]->(b) RETURN [x IN nodes(p) | x.title]", "no title"),
    ("MATCH ()-[r]->() RETURN startNode(r).title", "no title"),
    ("MATCH ()-[r]->(), (n {id: r.at}) RETURN n", "WHERE ... = r.at"),
    ("MATCH ()-[r]->() RETURN endNode(r)", "name the node in the pattern"),
    ("MATCH (n) RETURN 1 / n.x", "WHERE n.x <> 0"),
    ("MATCH (n {title: 'x'}) RETURN n", "no title"),
    ("MATCH (n:Person {name: 'a', title: 'x'}) RETURN n", "no title"),
    ("MATCH (n) RETURN n {.name, .title}", "no title"),
    ("MATCH (n) RETURN n {.*}", "name the properties"),
    ("MATCH (n) RETURN n['name']", "computed name"),
    ("MATCH (n) RETURN n[$key]", "computed name"),
    ("MATCH (n) RETURN n.type", "labels"),
    ("MATCH ()-[r]->() RETURN r.type", "type\\(r\\)"),
    ("MATCH ()-[r {type: 'x'}]->() RETURN r", "type"),
    ("MATCH ()-[r]->() RETURN r.id", "an edge has no id"),
]


@pytest.mark.parametrize(("text", "message"), UNLIKE)
def test_what_the_engine_answers_otherwise_than_neo4j_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        check_same_as_neo4j(text, tokenize(text))


ALIKE = [
    "MATCH (a)-[*1..5]->(b) RETURN a",
    "MATCH (a)-[*..5]->(b) RETURN a",
    "MATCH (a)-[:MET*3]->(b) RETURN count(*)",
    "MATCH (a)-[r:MET]->(b) RETURN 2 * 3, [x IN [1, 2] | x * 2], count(*)",
    "MATCH p=shortestPath((a {id: 'x'})-[*]-(b {id: 'y'})) RETURN p",
    "MATCH (a)-[r:HAS_ROLE]->(b) WHERE r.title = 'x' RETURN r.title, a.id",
    "MATCH (a)-[r {title: 'x'}]->(b) RETURN r",
    "MATCH (a)-[r]->(b) WITH r AS q RETURN q.title",
    "MATCH (a)-[r]->(b) WITH collect(DISTINCT r) AS rs RETURN [x IN rs | x.title]",
    "MATCH p=(a)-[*1..2]->(b) RETURN [x IN relationships(p) | x.title]",
    "MATCH (n) RETURN {title: n.name} AS m",
    "MATCH (n) RETURN n.name AS title ORDER BY title",
    "MATCH (n) RETURN collect(n.name)[0], n.aliases[0]",
    "MATCH (n) RETURN n {.id, .name}",
    "MATCH (n)-[r]->() RETURN type(r), labels(n)",
]


@pytest.mark.parametrize("text", ALIKE)
def test_what_both_answer_alike_is_let_through(text: str) -> None:
    check_same_as_neo4j(text, tokenize(text))


@pytest.mark.parametrize(("text", "message"), [
    ("MATCH (n) RETURN 'abc", "line 1, column 18: this string is never closed"),
    ("MATCH (n)\n RETURN `abc", "line 2, column 9: this name in backticks is never closed"),
    ("MATCH (n) /* abc", "line 1, column 11: this comment is never closed"),
])  # fmt: skip
def test_an_open_string_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        tokenize(text)


def test_comments_are_blanked_without_moving_anything() -> None:
    text = "MATCH (n) /* a\nb */ RETURN '// no comment' // c"

    assert without_comments(text) == "MATCH (n)     \n     RETURN '// no comment'     "


@pytest.mark.parametrize(("text", "message"), [
    ("MATCH (n:Person RETURN n", "^line 1, column 24: .*RETURN"),
    ("MATCH (n) RETURN m", "^Undefined variable 'm'$"),
    ("RETURN $x", "^Missing parameter: \\$x$"),
    ("MATCH (n) RETURN toUper(n.name)", "Unknown function"),
])  # fmt: skip
def test_a_fault_in_a_query_is_told_in_one_line(store: Store, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        store.query(text)

    assert "\n" not in str(caught.value)


def test_a_parameter_that_is_no_value_is_named(store: Store) -> None:
    with pytest.raises(QueryError, match="a parameter can't be sent"):
        store.query("RETURN $x AS x", {"x": object()})


def test_more_rows_than_wanted_are_cut_and_it_is_said(crowd: Store) -> None:
    assert crowd.query("MATCH (n) RETURN n.id", max_rows=10).cut
    assert len(crowd.query("MATCH (n) RETURN n.id", max_rows=10).rows) == 10
    assert not crowd.query("MATCH (n) RETURN n.id LIMIT 10", max_rows=10).cut


RUNAWAYS = {
    "cartesian": "MATCH (a), (b), (c), (d) RETURN count(*)",
    "paths": "MATCH p=(a)-[*1..12]-(b) RETURN count(p)",
    "deaf to its own clock": "MATCH p=allShortestPaths((a)-[*..20]-(b)) RETURN count(p)",
}


@pytest.mark.parametrize("text", RUNAWAYS.values(), ids=RUNAWAYS.keys())
def test_a_runaway_query_is_stopped_in_time_and_the_store_lives_on(crowd: Store, text: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 1 s"):
        crowd.query(text, timeout=1)

    assert time.monotonic() - start < 6
    assert crowd.query("RETURN 1 AS one").rows == ((1,),)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux limits the memory of a process")
def test_a_query_that_needs_too_much_memory_is_stopped(crowd: Store) -> None:
    with pytest.raises(QueryError, match="too much memory"):
        crowd.query("WITH range(1, 60) AS l RETURN reduce(s = 'aaaaaaaa', x IN l | s + s) AS s", timeout=60)


def test_no_server_is_one_clear_line() -> None:
    with pytest.raises(StoreError, match=r"^bolt://127.0.0.1:1: no Neo4j server answers there"):
        open_neo4j("bolt://127.0.0.1:1", "neo4j", "secret")


def test_a_wrong_address_is_one_clear_line_without_the_password() -> None:
    with pytest.raises(StoreError, match="an address looks like bolt://") as caught:
        open_neo4j("nowhere", "neo4j", "secret")

    assert "secret" not in str(caught.value)


def test_the_answers_recorded_from_neo4j_come_out_the_same_or_are_refused(shared: Path) -> None:
    """Each change of the engine's version has to pass it; `python benchmarks/cypher_parity.py` says more."""
    spec = importlib.util.spec_from_file_location("cypher_parity", ROOT / "benchmarks" / "cypher_parity.py")
    assert spec is not None and spec.loader is not None
    parity = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(parity)
    lines = (shared / "eval" / "cypher" / "recorded.jsonl").read_text(encoding="utf-8").splitlines()

    outcomes = [outcome for line in lines for outcome in parity.compare(json.loads(line))]

    assert [text for _, result, text in outcomes if result == "wrong"] == []
    assert len([text for _, result, text in outcomes if result == "refused"]) <= 0.05 * len(outcomes)


WIDE = Table(columns=("name", "n"), rows=(("日本", 1), ("Ä" * 80, None), ("a\nb\x1b[31m", True)))


def test_text_is_aligned_by_what_a_character_takes_on_the_terminal() -> None:
    lines = as_text(WIDE).splitlines()

    assert lines[0].index("n", 4) == 62
    assert lines[2] == "日本" + " " * 58 + "1"
    assert lines[3] == "Ä" * 59 + "…"


def test_text_has_no_line_breaks_or_control_characters_of_a_value() -> None:
    assert as_text(WIDE).splitlines()[4].startswith("a b [31m ")


def test_a_node_in_text_is_its_name_and_label(store: Store) -> None:
    table = store.query("MATCH p=(:Place)<-[:REPRESENTS]-() RETURN p")

    assert as_text(table).splitlines()[2] == "(Ruritania:Place)<-[REPRESENTS]-(Mara Quill:Person)"


def test_json_is_a_list_of_objects() -> None:
    assert json.loads(as_json(WIDE))[0] == {"name": "日本", "n": 1}


def test_csv_quotes_what_needs_it_and_leaves_a_missing_value_empty() -> None:
    table = Table(columns=("a", "b"), rows=(('x,"y"', None), (["p", "q"], False)))

    assert as_csv(table) == 'a,b\r\n"x,""y""",\r\n"[""p"", ""q""]",false\r\n'
