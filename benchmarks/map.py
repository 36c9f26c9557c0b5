"""How soon the map is drawn and how large its file is, against pyvis as it comes: python benchmarks/map.py [edges ...].

For each size it prints the CPU seconds in Python, the file's size, the seconds from opening the file in Chromium to the first drawing,
and with ours the seconds until a step of zoom is drawn, and from a name typed to its card with the map drawn around it. A made-up graph:
countries, bodies, and people with offices, drawn at random with a fixed seed. "As it comes" is pyvis's add_node, add_edge and
generate_html with resources in line and its own physics; it is given up after LIMIT seconds, and isn't tried where its quadratic
add_node would take minutes.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from kg.model import Edge, Entity, Graph
from kg.render import render

HEAD = """| edges | engine | CPU seconds in Python | file, MB | seconds to the first drawing | a step of zoom | from a name to its card |
|---|---|---|---|---|---|---|"""
LIMIT = 90
SLOW = 20_000  # edges from which up pyvis as it comes isn't tried: add_node and add_edge look through all that is there
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
# vis-network tells when it has drawn; it draws only after its stabilisation.
WATCH = """() => {
    if (document.documentElement.dataset.drawn) return true;
    if (typeof network === "undefined" || window.seen) return window.done === true;
    window.seen = true;
    network.once("afterDrawing", () => { window.done = true; });
    network.redraw();
    return false;
}"""

DRAWN = "new Promise((done) => kgMap.drawing.sigma.once('afterRender', done))"
ZOOM = f"""async () => {{
    const start = performance.now();
    const drawn = {DRAWN};
    kgMap.drawing.zoom(1.2);
    await drawn;
    return (performance.now() - start) / 1000;
}}"""
FIND = f"""async () => {{
    const start = performance.now();
    const box = document.getElementById("search");
    const drawn = {DRAWN};
    box.value = kgMap.data.nodes.findLast((node) => node.type === "Person" && node.x !== undefined).name;
    box.dispatchEvent(new Event("input"));
    box.dispatchEvent(new KeyboardEvent("keydown", {{ key: "Enter" }}));
    await drawn;
    if (document.getElementById("card").hidden) throw new Error("no card");
    return (performance.now() - start) / 1000;
}}"""


def made_up(edges: int) -> Graph:
    """Make a graph with two and a half edges a node."""
    chance, count = random.Random(1), int(edges / 2.5)
    countries, bodies = max(2, count // 40), count // 5
    people = count - countries - bodies
    home = [min(countries - 1, int(chance.paretovariate(1.1)) - 1) for _ in range(bodies)]
    nodes = [Entity(id=f"place:{at:05}", type="Place", name=f"Country {at}", properties={"kind": "country"}) for at in range(countries)]
    nodes += [Entity(id=f"organization:{at:05}", type="Organization", name=f"Ministry {at}") for at in range(bodies)]
    nodes += [Entity(id=f"person:{at:05}", type="Person", name=f"First Last {at}") for at in range(people)]
    found = [Edge(source=f"organization:{at:05}", target=f"place:{home[at]:05}", type="PART_OF") for at in range(bodies)]
    while len(found) < edges:
        person = chance.randrange(people)
        body = (person * 7 + chance.randrange(3)) % bodies
        target = (f"organization:{body:05}", "HAS_ROLE") if chance.random() < 0.5 else (f"place:{home[body]:05}", "REPRESENTS")
        found.append(Edge(source=f"person:{person:05}", target=target[0], type=target[1], properties={"title": f"office {len(found) % 9}"}))
    return Graph(documents=(), nodes=tuple(sorted(nodes, key=lambda node: node.id)), edges=tuple(found))


def as_it_comes(graph: Graph) -> str:
    """Draw with pyvis as its own documentation does."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line", directed=True)
    for node in graph.nodes:
        network.add_node(node.id, label=node.name)
    for edge in graph.edges:
        network.add_edge(edge.source, edge.target, label=edge.type)
    return str(network.generate_html())


def first_drawing(page: Any, page_file: Path) -> float | None:
    """Return the seconds from opening a file to its first drawing; None where LIMIT passes."""
    page.set_default_timeout(LIMIT * 1000)
    start = time.monotonic()
    try:
        page.goto(page_file.as_uri(), wait_until="commit")
        while time.monotonic() - start < LIMIT:
            if page.evaluate(WATCH):
                return time.monotonic() - start
            time.sleep(0.02)
    except Exception as error:
        if "Timeout" not in type(error).__name__:
            raise
    return None


def measure(edges: int, name: str) -> str:
    """Return a row of the table; each has a browser of its own, so that a page that hangs takes nothing with it."""
    from playwright.sync_api import sync_playwright

    graph, make = made_up(edges), {"map": render, "pyvis as it comes": as_it_comes}[name]
    start = time.process_time()
    html = make(graph)
    made = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "map.html"
        file.write_text(html, "utf-8")
        path = shutil.which("chromium") or shutil.which("google-chrome") or playwright.chromium.executable_path
        page = playwright.chromium.launch(executable_path=path, args=ARGUMENTS).new_page(viewport={"width": 1280, "height": 800})
        drawn = first_drawing(page, file)
        shown = f"{drawn:.1f}" if drawn is not None else f"none in {LIMIT}"
        used = [f"{median(page.evaluate(step) for _ in range(3)):.2f}" if name == "map" else "" for step in (ZOOM, FIND)]
        return f"| {edges:,} | {name} | {made:.1f} | {len(html.encode()) / 1e6:.2f} | {shown} | {used[0]} | {used[1]} |"


def main() -> None:
    """Measure each size with each engine, one process a row."""
    if len(sys.argv) == 4 and sys.argv[1] == "row":
        print(measure(int(sys.argv[2]), sys.argv[3]))  # noqa: T201
        return
    print(HEAD, flush=True)  # noqa: T201
    for edges in map(int, sys.argv[1:] or ("100", "1000", "10000", "50000")):
        for name in ("map", "pyvis as it comes"):
            if name == "map" or edges < SLOW:
                subprocess.run([sys.executable, __file__, "row", str(edges), name], check=False, timeout=600)


if __name__ == "__main__":
    main()
