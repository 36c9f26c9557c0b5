"""The whole graph of each article in seeds/, as lines that a person can read: what changes here is what a change did."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import Edge, Entity, Evidence, Graph, read_documents
from kg.assemble import assemble
from kg.model import Document
from kg.pipeline import extract

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
SEEDS = sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_gives_its_golden_graph(name: str, nlp: Any, vocabulary: Any, pytestconfig: pytest.Config):
    document = next(iter(read_documents([str(ROOT / "seeds" / f"{name}.txt")])))

    assert isinstance(document, Document)
    found = "\n".join(as_lines(assemble([extract(document, nlp, vocabulary)]))) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if pytestconfig.getoption("write_golden"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8"), "run `make golden` and read the diff"


def test_there_is_a_golden_graph_for_each_seed_and_no_other():
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == SEEDS


def as_lines(graph: Graph) -> Iterator[str]:
    """Yield a line for each node with the names it is called by, and for each edge with the words that it was read from."""
    texts = {document.id: document.text for document in graph.documents}
    names = {node.id: node.id for node in graph.nodes} | {node.id: "the document" for node in graph.nodes if node.type == "Document"}
    for node in graph.nodes:
        if node.type != "Document":
            yield f"{node.id} = {_described(node)}: {' | '.join(_distinct(node.evidence, texts)) or 'not in the text'}"
    yield ""
    for edge in graph.edges:
        if edge.type != "MENTIONED_IN":
            yield f"{names[edge.source]} {_named(edge)} {names[edge.target]}"
            yield from (f"    {words}" for words in _distinct(edge.evidence, texts))


def _described(node: Entity) -> str:
    aliases = f" ({'; '.join(node.aliases)})" if node.aliases else ""
    return f"{node.name}{aliases}{_properties(node)}"


def _named(edge: Edge) -> str:
    return f"-{edge.type}{_properties(edge)}->"


def _properties(item: Entity | Edge) -> str:
    return "".join(f" [{name}: {value}]" for name, value in sorted(item.properties.items()))


def _distinct(evidence: tuple[Evidence, ...], texts: dict[str, str]) -> list[str]:
    """Return the words of each piece of evidence once, without the rules that read them: their numbers change with each new pattern."""
    return list(dict.fromkeys(_words(item, texts) for item in evidence))


def _words(item: Evidence, texts: dict[str, str]) -> str:
    said = "" if item.modality == "asserted" else f"[{item.modality}] "
    return said + " ".join(texts[item.span.doc][item.span.start : item.span.end].split())
