"""Many documents become one graph: what is left out, what is said about it, and that it depends on nothing else."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.pipeline
from kg.build import build
from kg.errors import ModelError, ReadError, SchemaError
from kg.model import Document, Extraction
from kg.summary import summary

ARTICLE = """The foreign minister of Estonia flew to Oslo on Tuesday for talks with his Norwegian counterpart.

"We have agreed on a common plan," Estonian Foreign Minister {} told reporters after the meeting. He said that the two
governments would sign the paper in the coming weeks, and that the ministries would work on the details until then.
"""
NAMES = ("Juhan Kask", "Priit Tamm", "Mart Saar", "Toomas Rebane", "Jaan Lepik", "Karl Ilves")
ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))[:5]


def article(number: int) -> Document:
    return Document(id=f"d{number}", path=f"{number}.txt", text=ARTICLE.format(NAMES[number]))


@pytest.mark.model
def test_each_document_is_read_into_the_graph():
    built = build([article(0), article(1)])

    assert built.errors == ()
    assert [document.path for document in built.graph.documents] == ["0.txt", "1.txt"]
    assert {"Juhan Kask", "Priit Tamm"} <= {node.name for node in built.graph.nodes}


@pytest.mark.model
def test_the_model_is_named_in_the_graph():
    assert build([article(0)]).graph.model["name"].startswith("en_core_web_")


@pytest.mark.model
def test_progress_counts_the_documents():
    counts: list[int] = []
    build([article(0), ReadError("1.txt: empty"), article(2)], progress=counts.append)

    assert counts == [1, 2, 3]


def test_without_a_usable_document_there_is_no_graph_and_no_model_is_loaded():
    built = build([ReadError("a.txt: empty"), ReadError("b.txt: empty")], model="no_such_model")

    assert built.errors == ("a.txt: empty", "b.txt: empty")
    assert built.graph.documents == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_without_a_model_the_error_says_so_whatever_the_number_of_processes(jobs: int):
    with pytest.raises(ModelError, match="no_such_model"):
        build([article(0)], model="no_such_model", jobs=jobs)


@pytest.mark.model
def test_what_is_no_article_is_left_out_unless_forced():
    numbers = Document(id="n", path="numbers.txt", text="\n".join(f"{i}\t{i * 17}\t{i / 7:.4f}" for i in range(200)))

    left_out, forced = build([numbers, article(0)]), build([numbers, article(0)], force=True)

    assert [document.id for document in left_out.graph.documents] == ["d0"]
    assert left_out.errors[0].startswith("numbers.txt: left out: ")
    assert left_out.errors[0].endswith("(--force builds it all the same)")
    assert [document.id for document in forced.graph.documents] == ["d0", "n"]


@pytest.mark.model
def test_a_document_longer_than_the_model_takes_is_left_out_even_when_forced():
    long = Document(id="long", path="long.txt", text=ARTICLE.format("Juhan Kask") * 3000)

    built = build([long, article(0)], force=True)

    assert built.errors[0].startswith("long.txt: left out: 1,")
    assert "split it" in built.errors[0]


@pytest.fixture
def fail_on_second(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Let the extraction of the document d1 raise an error."""
    extract = kg.pipeline.extract

    def replace(error: BaseException) -> None:
        def failing(document: Document, *rest: object) -> Extraction:
            if document.id == "d1":
                raise error
            return extract(document, *rest)

        monkeypatch.setattr(kg.pipeline, "extract", failing)

    return replace


@pytest.mark.model
@pytest.mark.parametrize(
    ("error", "message"),
    [
        (SchemaError("no such type"), "1.txt: left out: no such type"),
        (ValueError("odd"), "1.txt: left out: ValueError: odd (a fault of kg: please report it with the document)"),
        (RecursionError("too deep"), "1.txt: left out: RecursionError: too deep (a fault of kg: please report it with the document)"),
    ],
)
def test_a_document_that_fails_is_named_and_the_others_are_built(error: Exception, message: str, fail_on_second):
    fail_on_second(error)

    built = build([article(0), article(1), article(2)])

    assert built.errors == (message,)
    assert [document.id for document in built.graph.documents] == ["d0", "d2"]


@pytest.mark.model
def test_an_interrupt_is_no_fault_of_a_document(fail_on_second):
    fail_on_second(KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        build([article(0), article(1)])


@pytest.mark.model
def test_the_same_documents_give_the_same_bytes(tmp_path: Path):
    """Whatever their order, the seed of the hashes and the number of processes."""

    def graph(name: str, paths: list[Path], *options: str, seed: str) -> bytes:
        command = [sys.executable, "-m", "kg", "build", *map(str, paths), "-o", str(tmp_path / name), *options]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed})
        return (tmp_path / name).read_bytes()

    first = graph("a.json", SEEDS, seed="1")
    second = graph("b.json", SEEDS[::-1], "--jobs", "2", seed="2")

    assert len(SEEDS) == 5
    assert first == second


@pytest.mark.model
def test_the_summary_counts_documents_nodes_and_edges_by_type():
    built = build([article(0), ReadError("1.txt: empty")])
    documents, nodes, edges, model = summary(built, "graph.json").splitlines()

    assert documents == "graph.json: 1 document, 1 left out"
    assert f"{len(built.graph.nodes)} nodes: " in nodes
    assert f"{len(built.graph.edges)} edges: " in edges
    assert "Document 1" in nodes
    assert f"{built.seconds:.1f} seconds with en_core_web_" in model
