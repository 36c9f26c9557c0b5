"""Load a made-up graph into a real Neo4j by `kg load`, beside a bare loop over the driver and the bare import tool.

    python benchmarks/neo4j [NODES] [EDGES]

A million nodes and a million edges by default; each way gets a new server of its own. Prints seconds and the most memory of our side.
"""

import csv
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from made_graph import write_made_graph  # noqa: E402
from neo4j_server import Server  # noqa: E402

BATCH = 10_000
KG = [sys.executable, "-m", "kg"]


def main(nodes: int, edges: int) -> None:
    """Measure each way once."""
    with tempfile.TemporaryDirectory(prefix="kg-benchmark-") as folder:
        home, graph = Path(folder), Path(folder) / "graph.json"
        write_made_graph(graph, nodes, edges)
        click.echo(
            f"{nodes:,} nodes, {edges:,} edges, graph.json {graph.stat().st_size / 1e6:,.0f} MB; load average {os.getloadavg()[0]:.1f}"
        )
        bare = _bare_loop(home, graph)
        first, second = _kg_load(home, graph)
        click.echo(f"kg load / bare loop {first / bare:.2f}; first load / second {first / second:.1f}")
        _imports(home, graph)


def _bare_loop(home: Path, graph: Path) -> float:
    # In a process of its own: one that starts others hands its own memory on to what they are said to have had at most.
    subprocess.run([sys.executable, __file__, "batches", str(graph), str(home / "batches.pickle")], check=True)
    with _Running(home / "bare") as server:
        return _timed("bare loop", [sys.executable, __file__, "bare", str(home / "batches.pickle"), server.uri], server.password)


def batches(graph: str, path: str) -> None:
    """Write what `kg load` sends into a file."""
    with Path(path).open("wb") as file:
        for batch in _batches(Path(graph)):
            pickle.dump(batch, file)


def _batches(graph: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield what `kg load` sends, statement and rows."""
    from kg.stores import statements
    from kg.stores.graph_file import open_graph_file
    from kg.stores.rows import Names
    from kg.stores.tables import edge_rows, node_rows

    file, types = open_graph_file(graph), {}
    groups: dict[str, list[dict[str, Any]]] = {}
    for kind, row in node_rows(file, Names(dataset="default")):
        types[row["id"]] = kind
        groups.setdefault(statements.write_nodes(kind), []).append(row)
    yield from _cut(groups)
    groups = {}
    for kind, row in edge_rows(file, Names(dataset="default")):
        groups.setdefault(statements.write_edges(types[row["source"]], kind, types[row["target"]]), []).append(row)
    yield from _cut(groups)


def _cut(groups: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield from ((text, list(batch)) for text, rows in groups.items() for batch in batched(rows, BATCH))


def bare(path: str, uri: str) -> None:
    """Send the batches of a file, and do nothing else."""
    import neo4j

    from kg.schema import load_schema
    from kg.stores import statements

    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", os.environ["NEO4J_PASSWORD"])) as driver, driver.session() as session:
        for text in (*statements.constraints(load_schema()), "CALL db.awaitIndexes(600)"):
            session.run(text).consume()
        with Path(path).open("rb") as file:
            while True:
                try:
                    text, rows = pickle.load(file)
                except EOFError:
                    return
                session.execute_write(lambda tx, text, rows: tx.run(text, rows=rows, dataset="default", cleared={}).consume(), text, rows)


def _kg_load(home: Path, graph: Path) -> tuple[float, float]:
    with _Running(home / "ours") as server:
        command = [*KG, "load", str(graph), "--neo4j", server.uri]
        return tuple(_timed(f"kg load, {what} time", command, server.password) for what in ("first", "second"))  # type: ignore[return-value]


def _imports(home: Path, graph: Path) -> None:
    """Import what `kg export` writes, with the `kg load` that ends it, and the same tables without what kg adds for itself."""
    tables = home / "tables"
    _timed("kg export --format neo4j-admin", [*KG, "export", str(graph), "--format", "neo4j-admin", "-o", str(tables)], "")
    server = Server(home / "imported", quick=False)
    ours = _import("neo4j-admin import of it", server, tables)
    with _Running(home / "imported", server):
        _timed("kg load after the import", [*KG, "load", str(graph), "--neo4j", server.uri], server.password)
    for path in tables.glob("*.csv"):
        _strip(path)
    bare = _import("neo4j-admin import of bare tables", Server(home / "bare-import", quick=False), tables)
    click.echo(f"import / bare import {ours / bare:.2f}")


def _import(what: str, server: Server, tables: Path) -> float:
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    server.admin("database", "import", "full", "neo4j", "--overwrite-destination=true", "@arguments.txt", cwd=tables)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return _say(what, time.monotonic() - start, f", {used:.1f} s of the processor")


def _strip(path: Path) -> None:
    """Leave out the columns that only kg reads."""
    draft = path.with_suffix(".draft")
    with path.open(encoding="utf-8", newline="") as old, draft.open("w", encoding="utf-8", newline="") as new:
        rows = csv.reader(old)
        head = next(rows)
        kept = [at for at, name in enumerate(head) if not name.startswith(("kg.", "datasets"))]
        writer = csv.writer(new, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows([row[at] for at in kept] for row in (head, *rows))
    draft.replace(path)


class _Running:
    """A server that runs while the block does."""

    def __init__(self, home: Path, server: Server | None = None) -> None:
        self._server = server or Server(home, quick=False)

    def __enter__(self) -> Server:
        self._server.start()
        return self._server

    def __exit__(self, *exception: object) -> None:
        self._server.stop()


def _timed(what: str, command: list[str], password: str) -> float:
    """Run a command to its end, and say how long it took, of the processor too, and how much memory it had at most."""
    start = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, "NEO4J_PASSWORD": password})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise click.ClickException(f"{what} failed")
    return _say(
        what,
        time.monotonic() - start,
        f", {usage.ru_utime + usage.ru_stime:.1f} s of the processor, at most {usage.ru_maxrss / 1024:,.0f} MB",
    )


def _say(what: str, seconds: float, further: str = "") -> float:
    click.echo(f"{what}: {seconds:.1f} s{further}")
    return seconds


if __name__ == "__main__":
    if sys.argv[1:2] in (["bare"], ["batches"]):
        {"bare": bare, "batches": batches}[sys.argv[1]](*sys.argv[2:])
    else:
        main(*(int(argument) for argument in sys.argv[1:] or ("1000000", "1000000")))
