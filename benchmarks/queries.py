"""How long queries take on a graph file, on a real Neo4j and in plain networkx, on made-up graphs of several sizes.

    python benchmarks/queries.py [EDGES ...]

1,000, 10,000, 100,000 and 1,000,000 edges by default, with half as many nodes; each engine in a process of its own. Loading is counted
apart. Prints medians in milliseconds, seconds to load and the most memory of our side; then what `kg query` takes as a process.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ENGINES = ("file", "neo4j", "networkx")
SECONDS = 10.0  # for each kind of question at most, after the first five
QUERIES = {
    "lookup": "MATCH (n:Person {id: $id}) RETURN n.name",
    "one hop": "MATCH (n:Person {id: $id})-[r]-(m) RETURN m.id",
    "two hops": "MATCH (n:Person {id: $id})-[]-()-[]-(m) RETURN count(DISTINCT m) AS n",
    "1 to 3 hops": "MATCH (n:Person {id: $id})-[:HAS_ROLE*1..3]-(m) RETURN count(DISTINCT m) AS n",
    "aggregation": "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY type",
    "shortest path": "MATCH p = shortestPath((a:Person {id: $id})-[*..6]-(b:Person {id: $other})) RETURN length(p) AS n",
}
Ask = Callable[[str, Mapping[str, str]], object]
Opened = tuple[Ask, float, Callable[[], None]]  # how to ask, the seconds that loading took, how to close


def main(sizes: list[int]) -> None:
    """Measure all engines at all sizes."""
    from made_graph import write_made_graph

    with tempfile.TemporaryDirectory(prefix="kg-benchmark-") as folder:
        for edges in sizes:
            path = Path(folder) / f"{edges}.json"
            write_made_graph(path, edges // 2, edges)
            click.echo(f"\n{edges:,} edges, {path.stat().st_size / 1e6:,.0f} MB; load average {os.getloadavg()[0]:.1f}")
            for engine in ENGINES:
                _show(engine, json.loads(_run([sys.executable, __file__, engine, str(path)])))
            if edges == 10_000:
                _process(path)
            path.unlink()


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _show(engine: str, found: dict[str, Any]) -> None:
    times = ", ".join(f"{name} {milliseconds:.2f}" for name, milliseconds in found["times"].items())
    click.echo(f"{engine:9} loaded in {found['load']:.1f} s, {found['peak']:,.0f} MB; ms: {times}")


def _process(path: Path) -> None:
    """Say what a whole `kg query` takes: seconds on the clock, and of the processor with its worker."""
    command = [sys.executable, "-m", "kg", "query", "-g", str(path), "MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS n ORDER BY t"]
    walls, cpus = [], []
    for _ in range(7):
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        walls.append(time.monotonic() - start)
        cpus.append(usage.ru_utime + usage.ru_stime)
    click.echo(f"kg query as a process: {statistics.median(cpus):.2f} s of the processor, {statistics.median(walls):.2f} s on the clock")


def measure(engine: str, path: str) -> None:
    """Load a file into one engine, ask it, and print what that took."""
    from kg.graph import read_graph

    graph = read_graph(path)
    chance = random.Random(1)
    ids = chance.sample(sorted({edge.source for edge in graph.edges if edge.source.startswith("person:")}), 60)
    ask, load, close = {"file": _file, "neo4j": _neo4j, "networkx": _networkx}[engine](graph, path)
    try:
        peak = _peak(os.getpid()) + sum(map(_peak, map(int, _workers())))
        times = {name: _median(ask, name, ids) for name in QUERIES}
    finally:
        close()
    click.echo(json.dumps({"times": times, "load": load, "peak": peak}))


def _workers() -> list[str]:
    """Return the ids of the processes in which the engine answers."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return [name for name in children if b"kg.query.worker" in Path(f"/proc/{name}/cmdline").read_bytes()]


def _peak(process: int) -> float:
    """Return the most memory that a process had so far, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _median(ask: Ask, name: str, ids: list[str]) -> float:
    """Return the median of up to thirty questions, after two to warm up."""
    taken: list[float] = []
    for at in range(32):
        start = time.monotonic()
        ask(name, {"id": ids[at], "other": ids[at + 25]})
        taken.append(time.monotonic() - start)
        if at >= 4 and sum(taken) > SECONDS:
            break
    return statistics.median(taken[2:]) * 1000


def _file(graph: Any, path: str) -> Opened:
    from kg.query import open_store

    start = time.monotonic()
    store = open_store(graph)
    store.query("RETURN 1 AS one", timeout=600)
    return lambda name, params: store.query(QUERIES[name], params, max_rows=1_000_000, timeout=120), time.monotonic() - start, store.close


def _neo4j(graph: Any, path: str) -> Opened:
    from neo4j_server import Server

    from kg.query import open_neo4j
    from kg.stores import load

    folder = tempfile.TemporaryDirectory()
    server = Server(Path(folder.name), quick=False)
    server.start()
    login = (server.uri, server.user, server.password)
    start = time.monotonic()
    load(path, *login)
    taken = time.monotonic() - start
    store = open_neo4j(*login)

    def close() -> None:
        store.close()
        server.kill()
        folder.cleanup()

    return lambda name, params: store.query(QUERIES[name], params, max_rows=1_000_000, timeout=120), taken, close


def _networkx(graph: Any, path: str) -> Opened:
    start = time.monotonic()
    net = graph.to_networkx()
    taken = time.monotonic() - start
    either = net.to_undirected(as_view=True)
    return lambda name, params: _PLAIN[name](net, either, params["id"], params["other"]), taken, lambda: None


def _lookup(net: Any, either: Any, name: str, other: str) -> object:
    return net.nodes[name]["name"]


def _one_hop(net: Any, either: Any, name: str, other: str) -> object:
    return [target for _, target in net.out_edges(name)] + [source for source, _ in net.in_edges(name)]


def _two_hops(net: Any, either: Any, name: str, other: str) -> object:
    return len({far for near in _around(net, name) for far in _around(net, near)})


def _around(net: Any, name: str) -> set[str]:
    return {*net.successors(name), *net.predecessors(name)}


def _up_to_three(net: Any, either: Any, name: str, other: str) -> object:
    seen, rim = {name}, {name}
    for _ in range(3):
        out = {target for near in rim for _, target, data in net.out_edges(near, data=True) if data["type"] == "HAS_ROLE"}
        into = {source for near in rim for source, _, data in net.in_edges(near, data=True) if data["type"] == "HAS_ROLE"}
        rim = (out | into) - seen
        seen |= rim
    return len(seen)


def _aggregation(net: Any, either: Any, name: str, other: str) -> object:
    return sorted(Counter(data["type"] for *_, data in net.edges(data=True)).items())


def _shortest(net: Any, either: Any, name: str, other: str) -> object:
    import networkx

    return networkx.has_path(either, name, other) and len(networkx.bidirectional_shortest_path(either, name, other))


_PLAIN: dict[str, Callable[[Any, Any, str, str], object]] = {
    "lookup": _lookup,
    "one hop": _one_hop,
    "two hops": _two_hops,
    "1 to 3 hops": _up_to_three,
    "aggregation": _aggregation,
    "shortest path": _shortest,
}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in ENGINES:
        measure(*sys.argv[1:])
    else:
        main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
