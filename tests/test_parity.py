"""The same queries on the file and on a real Neo4j: the same rows, or a refusal, never others."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from both_engines import differ
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talks_graph import TALKS, graph

from kg.errors import QueryError
from kg.graph import write_graph
from kg.model import Edge, Entity, Graph
from kg.query import Store, open_neo4j, open_store
from kg.stores import load
from kg.stores.connection import connect

LINES = (Path(__file__).parent / "neo4j" / "parity.cypher").read_text(encoding="utf-8").splitlines()
QUERIES = [line for line in LINES if line and not line.startswith("//")]
PARAMS = {
    "codes": ["NL", "SM", "XX"], "person": "Mara Quill", "alias": "Quill", "title": "foreign minister", "limit": 2,
    "text": "a'`\"\\ \n \N{GRINNING FACE}", "number": 41, "list": [1, "a", None, True], "nothing": None, "flag": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def server(neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    fill(neo4j_server, TALKS, tmp_path_factory.mktemp("talks") / "graph.json")
    with open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        yield store


@pytest.fixture(scope="module")
def file() -> Iterator[Store]:
    with open_store(TALKS) as store:
        yield store


def fill(server: Any, graph: Graph, path: Path) -> None:
    login = (server.uri, server.user, server.password)
    with connect(*login) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    write_graph(graph, path)
    load(path, *login)


def test_there_are_enough_queries() -> None:
    assert len(QUERIES) == len(set(QUERIES)) >= 120


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_gives_the_same_rows_on_both(file: Store, server: Store, text: str) -> None:
    assert file.query(text, PARAMS).columns == server.query(text, PARAMS).columns
    assert differ(file, server, text, PARAMS) is None


REFUSED = [
    ("MATCH (a {name: 'Per Holm'}), (b {name: 'Norland'}), p = shortestPath((a)-[*..6]-(b)) RETURN length(p)", "only supported"),
    ("MATCH (p:Person) RETURN collect(p.name)[0] IS NOT NULL AS some", "outside of RETURN/WITH"),
    ("MATCH ()-[r]->() RETURN percentileCont(r.confidence, 0.5)", "Unknown function"),
    ("MATCH (e:Event WHERE e.kind = 'talks') RETURN e.id", "WHERE"),
    ("MATCH (a:!Person) RETURN count(*)", "!"),
    ("MATCH (a:Person) WITH a, a.name AS name RETURN a {.id, name} AS x", "Expected Colon"),
    ("MATCH ()-[r:REPRESENTS]->() MATCH (e:Event {id: r.at}) RETURN e.name", "write WHERE ... = r.at"),
    ("MATCH (a)-[q:HAS_ROLE]->(), (b)-[r:HAS_ROLE {title: q.title}]->() RETURN b.id", "write WHERE ... = q.title"),
    ("MATCH ()-[r]->() RETURN startNode(r) AS s", "name the node in the pattern"),
    ("MATCH (a) WHERE id(a) > 0 RETURN a.id", "compare n.id"),
    ("MATCH (a) RETURN elementId(a)", "compare n.id"),
    ("MATCH (a)-[r]->() WITH a, count(r) AS n RETURN 1.0 / n", "write WHERE n <> 0"),
    ("MATCH (a) RETURN a.confidence / (a.confidence - a.confidence)", "what is divided by may be 0"),
    ("MATCH (a) RETURN a.confidence % 0", "what is divided by may be 0"),
    ("MATCH (a) RETURN sqrt(a.confidence)", "NaN"),
    ("MATCH (a) RETURN round(a.confidence)", "write floor"),
    ("RETURN duration('P1D') AS d", "add it to a date"),
    ("RETURN duration.between(date('2024-01-01'), date('2024-03-15')).days AS n", "duration.inDays"),
    ("MATCH p = shortestPath((a {name: 'Per Holm'})-[*..8]-(b {name: 'Lena Osei'})) WHERE length(p) > 1 RETURN length(p)", "WITH p WHERE"),
    ("MATCH p = shortestPath((a:Occupation)-[*..8]-(b:Event)) WHERE all(x IN nodes(p) WHERE x.id <> 'a') RETURN p", "condition"),
    ("MATCH p = shortestPath((a:Occupation)-[q*..8]-(b:Event)) WHERE none(x IN q WHERE x.title = 'a') RETURN length(p)", "condition"),
    ("MATCH p = shortestPath((a:Occupation)-[q*..8]-(b:Event)) RETURN size(q)", "relationships\\(p\\) for q"),
    ("MATCH (a)-[r*1..2]->(b:Event) RETURN [x IN r | type(x)]", "relationships\\(p\\) for r"),
    ("MATCH (a)-[r:PART_OF*2]->(b) RETURN r[0].modality", "relationships\\(p\\) for r"),
    ("MATCH ()-[r:SAID]->() RETURN r {.verb, .via}", "an edge can't be projected"),
    ("MATCH (a:Person) RETURN a.aliases + a.kind", "missing value can't be joined"),
    ("MATCH (a:Person) WITH collect(a.name) AS names, max(a.kind) AS kind RETURN kind + names", "missing value can't be joined"),
    ("MATCH (a) RETURN 'sure: ' + a.confidence", "decimal number can't be joined"),
    ("MATCH (a) RETURN toString(a.confidence)", "return the value itself"),
    ("RETURN toString(12345678.5), toString(datetime('2024-03-01T10:00:00Z'))", "return the value itself"),
    ("UNWIND [1, 1.0] AS x RETURN DISTINCT x", "write 1.0 for 1"),
    ("MATCH (a) OPTIONAL MATCH (a)-[r:SAID]->() RETURN DISTINCT coalesce(r.confidence, 1)", "write 1.0 for 1"),
    ("MATCH (`a b`:Person) RETURN `a b`.name", "name with AS"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_the_file_cannot_answer_alike_is_refused_though_the_server_answers(
    file: Store, server: Store, text: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        file.query(text)

    assert server.query(text).columns


# The first column of the table in docs/queries.md.
TOLD = re.findall(r"^\| (`+)(.+?)\1 \|", (Path(__file__).parents[1] / "docs" / "queries.md").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("text", [text for _, text in TOLD])
def test_what_the_docs_say_that_a_file_cannot_answer_is_refused_and_answered_by_a_server(file: Store, server: Store, text: str) -> None:
    with pytest.raises(QueryError):
        file.query(text)

    assert server.query(text).columns


ALIKE = [
    "MATCH (a)-[r]-(b)-[q]-(c) RETURN count(*) AS n",
    "MATCH (a:Person)--(b)<--(c) RETURN count(*) AS n",
    "MATCH (a)-[r:LOCATED_IN]-(b) WHERE startNode(r) = a RETURN a.id, b.id",
    "MATCH (a)-[r:LOCATED_IN]-(b) WHERE b = endNode(r) RETURN a.id, b.id",
    "MATCH (a)-[r]->() WITH a, count(r) AS n WHERE n > 0 RETURN a.id, 12.0 / n AS x",
    "RETURN 7 / 2 AS a, 7 % 4.5 AS b, floor(-2.5 + 0.5) AS c",
    "RETURN date('2024-03-01') + duration('P1M') AS d, duration.inDays(date('2024-01-01'), date('2024-03-01')).days AS n",
    "RETURN datetime('2024-03-01T10:00:00.5Z') AS d, localdatetime('2024-03-01T10:00:00') AS l",
    "MATCH p = shortestPath((a {name: 'Per Holm'})-[*..8]-(b {name: 'Lena Osei'})) WITH p WHERE length(p) > 1 RETURN length(p) AS n",
    "MATCH p = shortestPath((a:Occupation)-[*..8]-(b:Event)) WHERE b.name STARTS WITH 't' RETURN a.id, b.id, length(p) AS n",
    "MATCH p = (a)-[*1..2]->(b:Event) RETURN [x IN nodes(p) | x.id] AS n, [x IN relationships(p) | type(x)] AS t",
    "MATCH p = (a)<-[:PART_OF|HAS_ROLE*2..3]-(b:Person {name: 'Per Holm'}) RETURN [x IN nodes(p) | x.id] AS n",
    "MATCH p = shortestPath((b {name: 'Lena Osei'})-[:HAS_ROLE|PART_OF*..8]-(a {name: 'Per Holm'})) RETURN [x IN nodes(p) | x.id] AS n",
    "MATCH (a)-[r:PART_OF*1..3]->(b) WHERE none(x IN r WHERE x.modality = 'denied') RETURN a.id, size(r) AS n",
    "MATCH ()-[r:SAID]->() RETURN {verb: r.verb, via: r.via} AS m",
    "MATCH (a:Person) RETURN a.aliases + a.name + ['x'] AS l, a.aliases + coalesce(a.kind, '-') AS m",
    "MATCH (a:Person) RETURN a.name + ' (' + a.kind + ')' AS s, a.name + ': ' + size(a.aliases) AS n",
    "MATCH (a:Person) RETURN toString(size(a.aliases)) AS s, toString(a.name) AS t, toString(0.5) AS u",
    "UNWIND [1.0, 2.5] AS x RETURN DISTINCT x",
    "MATCH (a)-[r]->() RETURN r.confidence AS c, count(*) AS n ORDER BY c",
    "MATCH (`a b`:Person) RETURN `a b`.name AS n",
]


@pytest.mark.parametrize("text", ALIKE)
def test_near_misses_of_what_is_refused_are_answered_alike(file: Store, server: Store, text: str) -> None:
    assert file.query(text).rows
    assert differ(file, server, text) is None


NAMES = st.sampled_from(["Ada", "Bo", "ada", "Éva", "'`\"\\", "\N{GRINNING FACE}", "x' OR 1=1 //"])
EDGES = ("HAS_ROLE", "PART_OF", "REPRESENTS")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Up to eight nodes and fourteen edges, with parallel ones and loops; in half of the nodes and edges something is missing."""
    nodes = [_entity(draw, at) for at in range(draw(st.integers(1, 8)))]
    ids = st.sampled_from([node.id for node in nodes])
    some = st.sampled_from([{}, {"title": "a"}, {"title": "b", "status": "former"}, {"title": "a", "start_date": "2024-01"}])
    ends = st.tuples(ids, st.sampled_from(EDGES), ids, some)
    return graph(nodes, [Edge(source=a, type=kind, target=b, properties=rest) for a, kind, b, rest in draw(st.lists(ends, max_size=14))])


def _entity(draw: st.DrawFn, at: int) -> Entity:
    kind = draw(st.sampled_from(["Person", "Place", "Organization"]))
    properties = draw(st.sampled_from([{}, {"kind": "a"}, {"kind": "b", "wikidata": "Q1"}]))
    aliases, sure = tuple(draw(st.lists(NAMES, max_size=2))), draw(st.sampled_from([0.5, 1.0]))
    return Entity(id=f"{kind.lower()}:{at}", type=kind, name=draw(NAMES), aliases=aliases, properties=properties, confidence=sure)


@st.composite
def queries(draw: st.DrawFn) -> str:
    """A pattern of one to three hops, perhaps as a path, perhaps a second MATCH and a condition, and a way to return something of it."""
    joined = draw(st.sampled_from(["", " MATCH ", " OPTIONAL MATCH ", ", "]))
    second = draw(patterns("axyz", "tuv")) if joined else ""
    condition = draw(st.sampled_from(["", "", *CONDITIONS]))
    path = draw(st.sampled_from(["", "", "p = "]))
    wanted = draw(st.sampled_from(PATHS if path else RETURNS))
    return f"MATCH {path}{draw(patterns('abcd', 'rsq'))}{joined}{second} {condition and 'WHERE ' + condition} {wanted}"


CONDITIONS = """
    a.kind = 'a'
    a.kind IS NULL OR a.name CONTAINS 'a'
    NOT a.name = 'Ada'
    a.confidence >= 0.6
    r.title = 'a'
    coalesce(r.status, 'x') <> 'former' AND a:Person
    (a)-[:PART_OF]->()
    NOT (a)<-[:HAS_ROLE]-(:Person)
    EXISTS { (a)--(:Place) }
    any(n IN a.aliases WHERE n <> a.name)
    a.name IN ['Ada', 'Bo'] XOR r.title = 'b'
    a.id < 'place:3'
    startNode(r) = a
    type(r) STARTS WITH 'P'
    size(a.aliases) = 1
    COUNT { (a)--() } > 2
""".strip().splitlines()
RETURNS = """
    RETURN count(*) AS n
    RETURN a.id, r.title
    RETURN DISTINCT a.name
    RETURN a.name AS name, count(*) AS n ORDER BY n DESC, name
    RETURN labels(a) AS kind, count(DISTINCT a) AS n ORDER BY kind
    RETURN type(r) AS t, collect(a.name) AS names
    RETURN a, r
    RETURN a.id AS id, r.title AS title ORDER BY title DESC, id LIMIT 3
    RETURN min(a.name) AS x, max(r.title) AS y, count(r.status) AS n
    WITH a, count(r) AS n WHERE n > 1 RETURN a.id, n
    WITH DISTINCT a RETURN count(*) AS n
    RETURN count(a) AS n, count(DISTINCT a.kind) AS m
    WITH a ORDER BY a.name, a.id LIMIT 2 MATCH (a)--(k) RETURN k.id
    RETURN avg(a.confidence) AS x, sum(r.confidence) AS y
    RETURN count(r) AS n
    RETURN CASE WHEN r.title IS NULL THEN a.kind ELSE r.title END AS x, count(*) AS n
    RETURN [(a)-[:PART_OF]->(k) | k.id] AS l, a.id
    UNWIND a.aliases AS alias RETURN alias, count(*) AS n ORDER BY alias, n
    RETURN collect(DISTINCT a.kind) AS l
    RETURN a.id AS id SKIP 0
""".strip().splitlines()


PATHS = """
    RETURN [x IN nodes(p) | x.id] AS n, [x IN relationships(p) | type(x)] AS t
    RETURN p
    RETURN length(p) AS n, count(*) AS c ORDER BY n
    RETURN nodes(p)[0].id AS n, last(relationships(p)).title AS t
    WITH p WHERE all(x IN nodes(p) WHERE x.kind IS NULL OR x.kind <> 'a') RETURN count(p) AS n
    RETURN DISTINCT [x IN relationships(p) | x.title] AS t
""".strip().splitlines()


@st.composite
def patterns(draw: st.DrawFn, nodes: str, edges: str) -> str:
    text = _node(draw, nodes[0])
    for at in range(draw(st.integers(1, 3))):
        left, right = draw(st.sampled_from([("-", "->"), ("<-", "-"), ("-", "-")]))
        kinds = draw(st.sampled_from(["", ":HAS_ROLE", ":PART_OF", ":HAS_ROLE|REPRESENTS"]))
        length = draw(st.sampled_from(["", "", "", "*1..2", "*0..2", "*2"])) if at else ""
        text += f"{left}[{'' if length else edges[at]}{kinds}{length}]{right}{_node(draw, nodes[at + 1])}"
    return text


def _node(draw: st.DrawFn, name: str) -> str:
    return f"({name}{draw(st.sampled_from(['', '', ':Person', ':Place', ' {kind: ' + repr('a') + '}', ':Person|Organization']))})"


@given(graph=graphs(), asked=st.lists(queries(), min_size=8, max_size=8))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_queries_on_random_graphs_give_the_same_rows(neo4j_server: Any, tmp_path: Path, graph: Graph, asked: list[str]) -> None:
    fill(neo4j_server, graph, tmp_path / "graph.json")

    with open_store(graph) as file, open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as server:
        found = [differ(file, server, text) for text in asked]

    assert [text for text in found if text] == []
