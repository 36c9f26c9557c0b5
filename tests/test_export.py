"""Each format that `kg export` writes, read back with what its users read it with: nothing is lost."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j_server import Server, missing
from talks_graph import TALKS, graph, hostile, talks

from kg.errors import StoreError
from kg.export import export, formats
from kg.graph import to_json, write_graph
from kg.model import Entity, Graph
from kg.stores import load, pull

BOTH = pytest.mark.parametrize("made", [talks, hostile])
Data = dict[str, Any]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Graph], Path]:
    def written(graph: Graph) -> Path:
        write_graph(graph, tmp_path / "graph.json")
        return tmp_path / "graph.json"

    return written


Write = Callable[[Graph], Path]


def test_each_module_is_a_format() -> None:
    assert formats() == ["csv", "cypher", "gexf", "graphml", "neo4j-admin"]


def _tables(folder: Path) -> Data:
    csv.field_size_limit(1 << 30)
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def _from_tables(tables: Data) -> Data:
    """Put a graph together from the tables, as somebody would who knows the columns."""
    evidence: dict[tuple[str, ...], list[Data]] = {}
    for row in tables["evidence"]:
        place = tuple(row[name] for name in ("node", "source", "target", "key"))
        item = {
            "doc": row["doc"], "start": int(row["start"]), "end": int(row["end"]), "text": row["text"], "rule": row["rule"],
            "sentence": [int(row["sentence_start"]), int(row["sentence_end"])], "confidence": float(row["confidence"]),
        }  # fmt: skip
        evidence.setdefault(place, []).append(item | {name: row[name] for name in ("modality", "asserted_by") if row[name]})
    nodes = [_item(row, ("id", "type", "name"), evidence.get((row["id"], "", "", ""), [])) for row in tables["nodes"]]
    for node, row in zip(nodes, tables["nodes"], strict=True):
        node["aliases"] = json.loads(row["aliases"])
    ends = ("source", "target", "key", "type")
    edges = [_item(row, ends, evidence.get(("", row["source"], row["target"], row["key"]), [])) for row in tables["edges"]]
    return {"nodes": nodes, "edges": edges}


def _item(row: Data, names: tuple[str, ...], evidence: list[Data]) -> Data:
    own = {name: row[name] for name in names}
    return own | {"confidence": float(row["confidence"]), "properties": json.loads(row["properties"]), "evidence": evidence}


@BOTH
def test_csv_holds_all(made: Callable[[], Graph], write: Write, tmp_path: Path) -> None:
    path, data = write(made()), to_json(made())

    export(path, "csv", tmp_path / "tables")

    tables = _tables(tmp_path / "tables")
    assert _from_tables(tables) == {"nodes": data["nodes"], "edges": data["edges"]}
    documents = [{name: value for name, value in row.items() if value} for row in tables["documents"]]
    assert documents == [{name: value for name, value in row.items() if value} for row in data["graph"]["documents"]]
    assert {row["name"]: json.loads(row["value"]) for row in tables["model"]} == data["graph"]["model"]


def test_csv_has_a_column_for_each_property(write: Write, tmp_path: Path) -> None:
    export(write(TALKS), "csv", tmp_path / "tables")

    tables = _tables(tmp_path / "tables")

    assert {row["id"]: row["iso2"] for row in tables["nodes"] if row["type"] == "Place"}["place:nl"] == "NL"
    assert {row["title"] for row in tables["edges"]} >= {"foreign minister", "chair", ""}


def _from_networkx(graph: Any, relation: str) -> Data:
    """Put a graph together from networkx's, exactly what is written where it could be written."""
    nodes = [
        _flat(data, {"id": name, "type": data["type"], "name": data["name"]}, ("document", "kg", "label"))
        for name, data in graph.nodes(data=True)
    ]
    edges = [
        _flat(
            data,
            {"source": source, "target": target, "key": data["edge_key"], "type": data[relation]},
            (relation, "edge_key", "id", "label"),
        )
        for source, target, data in graph.edges(data=True)
    ]
    edges.sort(key=lambda edge: (edge["source"], edge["target"], edge["key"]))
    return {"nodes": nodes, "edges": edges}


def _flat(data: Data, own: Data, further: tuple[str, ...]) -> Data:
    if "exact" in data:
        return dict(json.loads(data["exact"]))
    lists = {name: json.loads(data[name]) for name in ("aliases", "evidence") if name in data}
    kept = {"confidence", "exact", *own, *lists, *further}
    properties = {name: value for name, value in data.items() if name not in kept}
    return own | lists | {"confidence": data["confidence"], "properties": properties}


def _documents(graph: Any, rest: Data) -> list[Data]:
    found = [json.loads(data["document"]) for _, data in graph.nodes(data=True) if "document" in data]
    return sorted([*found, *rest["documents"]], key=lambda document: document["id"])


@BOTH
def test_graphml_holds_all(made: Callable[[], Graph], write: Write, tmp_path: Path) -> None:
    import networkx

    path, data = write(made()), to_json(made())
    export(path, "graphml", tmp_path / "graph.graphml")

    back = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)

    rest = json.loads(back.graph["kg"])
    assert _from_networkx(back, "type") == {"nodes": data["nodes"], "edges": data["edges"]}
    assert _documents(back, rest) == data["graph"]["documents"]
    assert rest["model"] == data["graph"]["model"]


@BOTH
def test_gexf_holds_all(made: Callable[[], Graph], write: Write, tmp_path: Path) -> None:
    import networkx

    path, data = write(made()), to_json(made())
    export(path, "gexf", tmp_path / "graph.gexf")

    back = networkx.read_gexf(tmp_path / "graph.gexf")

    (rest,) = [json.loads(found["kg"]) for _, found in back.nodes(data=True) if "kg" in found]
    assert _from_networkx(back, "relation") == {"nodes": data["nodes"], "edges": data["edges"]}
    assert _documents(back, rest) == data["graph"]["documents"]
    assert rest["model"] == data["graph"]["model"]


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_a_property_of_several_types_and_a_taken_name_are_kept(form: str, write: Write, tmp_path: Path) -> None:
    import networkx

    values: list[object] = [1, "1", 1.5, True]
    mixed = [
        Entity(id=f"person:{at}", type="Person", name="x", properties={"kind": value, "label": "y"}) for at, value in enumerate(values)
    ]
    export(write(graph(mixed, [])), form, tmp_path / "out")

    back = (networkx.read_gexf if form == "gexf" else networkx.read_graphml)(tmp_path / "out")

    kinds = [json.loads(data["exact_properties"])["kind"] for _, data in back.nodes(data=True)]
    assert [(type(kind), kind) for kind in kinds] == [(type(value), value) for value in values]
    assert {data["property_label"] for _, data in back.nodes(data=True)} == {"y"}


@pytest.mark.parametrize("form", ["csv", "cypher", "gexf", "graphml", "neo4j-admin"])
def test_an_empty_graph_is_written(form: str, write: Write, tmp_path: Path) -> None:
    export(write(graph([], [])), form, tmp_path / "out")

    assert (tmp_path / "out").exists()


def test_a_graph_with_a_fault_is_refused(write: Write, tmp_path: Path) -> None:
    bad = graph([Entity(id="person:x", type="Ship", name="x")], [])

    with pytest.raises(StoreError, match="Ship"):
        export(write(bad), "csv", tmp_path / "out")


def test_a_place_that_cant_be_written_is_told(write: Write, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(StoreError, match="can't be written"):
        export(write(TALKS), "csv", tmp_path / "file" / "in it")


def test_a_name_that_could_break_out_of_a_script_is_refused(write: Write, tmp_path: Path) -> None:
    bad = graph([Entity(id="person:x", type="Person", name="x", properties={"a\\u0060": "b"})], [])

    with pytest.raises(StoreError, match="a script can't hold safely"):
        export(write(bad), "cypher", tmp_path / "out")


@BOTH
def test_a_script_run_twice_in_cypher_shell_gives_what_load_gives(
    made: Callable[[], Graph], neo4j_server: Any, write: Write, tmp_path: Path
) -> None:
    if neo4j_server.given:
        pytest.skip("cypher-shell goes with a server of our own")
    path, script, login = write(made()), tmp_path / "graph.cypher", (neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    export(path, "cypher", script)
    script.write_text("MATCH (n) DETACH DELETE n;\n" + script.read_text())

    neo4j_server.shell(script)
    neo4j_server.shell(script)

    plan = load(path, *login, dry_run=True)
    assert (plan.nodes.same, plan.edges.same) == (len(made().nodes), len(made().edges))
    assert plan.nodes.new + plan.nodes.changed + plan.edges.new + plan.edges.changed == 0
    assert pull(*login) == made()


@pytest.fixture
def importer(neo4j_server: Any, tmp_path: Path) -> Iterator[Server]:
    """A second server, which isn't started before its database is imported."""
    if neo4j_server.given and missing():
        pytest.skip("neo4j-admin goes with a server of our own")
    server = Server(tmp_path / "home")
    yield server
    server.kill()


def test_what_neo4j_admin_imports_is_what_load_gives(importer: Server, neo4j_server: Any, write: Write, tmp_path: Path) -> None:
    everything = graph([*TALKS.nodes, *hostile().nodes, _LONG], [*TALKS.edges, *hostile().edges], list(TALKS.documents))
    path, folder = write(everything), tmp_path / "tables"
    login = (importer.uri, importer.user, importer.password)
    export(path, "neo4j-admin", folder)
    importer.admin("database", "import", "full", "neo4j", "--overwrite-destination=true", "@arguments.txt", cwd=folder)
    importer.start()

    plan = load(path, *login)

    assert (plan.nodes.same, plan.edges.same) == (len(everything.nodes), len(everything.edges))
    assert plan.nodes.new + plan.nodes.changed + plan.edges.new + plan.edges.changed == 0
    assert pull(*login) == everything
    assert _lines(_seen(*login)) == _lines(_loaded(path, neo4j_server))


_LONG = Entity(id="person:long", type="Person", name="Näme " * 1_000_000, properties={"kind": 'y"\n' * 100_000})


def _loaded(path: Path, server: Any) -> list[Data]:
    from kg.stores.connection import connect

    login = (server.uri, server.user, server.password)
    with connect(*login) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    load(path, *login)
    return _seen(*login)


def _lines(rows: list[Data]) -> list[str]:
    """Rows in short, so that a difference can be read."""
    return [json.dumps(row, sort_keys=True)[:2000] for row in rows]


def _seen(*login: str) -> list[Data]:
    from kg.stores.connection import connect

    with connect(*login) as driver:
        nodes = driver.execute_query("MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY n.id").records
        edges = driver.execute_query(
            "MATCH (a)-[r]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r) AS p ORDER BY a, b, r.`kg.key`"
        ).records
    return [record.data() for record in (*nodes, *edges)]


def test_the_command_writes_and_names_the_formats(write: Write, tmp_path: Path) -> None:
    path = write(TALKS)
    command = [sys.executable, "-m", "kg", "export", str(path), "--format"]

    done = subprocess.run([*command, "graphml", "-o", str(tmp_path / "g.graphml")], capture_output=True, text=True, check=False)
    wrong = subprocess.run([*command, "dot", "-o", str(tmp_path / "g.dot")], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "g.graphml").stat().st_size > 10_000
    assert wrong.returncode == 2
    assert "neo4j-admin" in wrong.stderr
