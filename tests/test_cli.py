"""The commands as a person meets them: what is printed where, exit codes, and one line for whatever is wrong."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import StoreError
from kg.graph import write_graph
from kg.model import Entity, Graph

ROOT = Path(__file__).parent.parent
HEAVY = ("kglite", "neo4j", "networkx", "numpy", "pyvis", "rapidfuzz", "spacy", "thinc")
ARTICLE = """The foreign minister of Estonia flew to Oslo on Tuesday for talks with his Norwegian counterpart.

"We have agreed on a common plan," Estonian Foreign Minister Juhan Kask told reporters after the meeting. He said that the two
governments would sign the paper in the coming weeks, and that the ministries would work on the details until then.
"""
GERMAN = """Der estnische Außenminister ist am Dienstag nach Oslo geflogen, um dort mit seinem norwegischen Kollegen zu sprechen.

„Wir haben uns auf einen gemeinsamen Plan geeinigt“, sagte der Minister nach dem Treffen vor der Presse. Die beiden Regierungen
wollen das Papier in den kommenden Wochen unterzeichnen, und bis dahin arbeiten die Ministerien an den Einzelheiten. Ob das
Parlament noch zustimmen muss, ist nach Angaben eines Sprechers nicht geklärt, aber es wird nicht damit gerechnet.
"""
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + bytes(range(256)) * 20 + b"\n%%EOF\n"
NUMBERS = "\n".join(f"{i}\t{i * 17}\t{i / 7:.4f}\t{i**2}" for i in range(300))


def kg(*args: object, cwd: Path, stdin: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, args)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False, env=os.environ | env)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one article, its graph, and what `kg build` said about it."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "oslo.txt").write_text(ARTICLE)
    done = kg("build", "oslo.txt", "--date", "2025-02-11", cwd=folder)

    assert (done.returncode, done.stdout) == (0, "")
    (folder / "said").write_text(done.stderr)
    return folder


# --- help


@pytest.mark.parametrize("args", [["--help"], ["--version"], *([name, "--help"] for name in sorted(main.commands))])
def test_help_imports_nothing_heavy(args: list[str]):
    code = f"""import sys
from kg.cli import main
try:
    main({args!r})
except SystemExit as end:
    print(end.code, *({{name.partition(".")[0] for name in sys.modules}} & set({HEAVY!r})))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1].split() == ["0"]


def test_help_answers_at_once(tmp_path: Path):
    start = time.perf_counter()
    kg("--help", cwd=tmp_path)

    assert time.perf_counter() - start < 2  # 0.2 s on a quiet machine; importing spaCy alone takes longer than 2


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_and_each_option_says_what_it_does(name: str):
    command = main.commands[name]

    assert command.help
    assert not [p.name for p in command.params if isinstance(p, click.Option) and not (p.help or p.show_default)]


# --- build


@pytest.mark.model
def test_build_ends_with_a_summary_on_standard_error(built: Path):
    documents, nodes, edges, model = (built / "said").read_text().splitlines()

    assert documents == "graph.json: 1 document"
    assert "nodes: " in nodes
    assert "MENTIONED_IN" in edges
    assert "seconds with en_core_web_" in model


@pytest.mark.model
def test_build_dates_a_document_that_has_no_date_of_its_own(built: Path):
    graph = json.loads((built / "graph.json").read_text())

    assert graph["graph"]["documents"][0]["date"] == "2025-02-11"


@pytest.mark.model
def test_build_reads_standard_input_and_leaves_the_text_out_if_asked(tmp_path: Path):
    done = kg("build", "-", "-o", "out.json", "--no-text", cwd=tmp_path, stdin=ARTICLE)
    graph = json.loads((tmp_path / "out.json").read_text())

    assert done.returncode == 0
    assert "text" not in graph["graph"]["documents"][0]
    assert "Juhan Kask" in {node["name"] for node in graph["nodes"]}


@pytest.mark.model
def test_a_bad_document_among_good_ones_is_named_and_the_others_are_written(tmp_path: Path):
    (tmp_path / "oslo.txt").write_text(ARTICLE)
    (tmp_path / "empty.txt").write_text("")
    done = kg("build", "empty.txt", "oslo.txt", "nowhere.txt", cwd=tmp_path)
    graph = json.loads((tmp_path / "graph.json").read_text())

    assert done.returncode == 1
    assert [document["path"] for document in graph["graph"]["documents"]] == ["oslo.txt"]
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines() if line.startswith("kg: ")] == ["empty.txt", "nowhere.txt"]


def make_bad_inputs(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "blank.txt").write_text(" \n\n\t\n")
    (folder / "folder").mkdir()
    (folder / "folder" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "latin1.txt").write_bytes("Die Küche des Präsidenten ist groß.\n".encode("latin-1") * 20)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "line.txt").write_text("word and another word " * 480_000)
    (folder / "pdf.txt").write_bytes(PDF)
    (folder / "german.txt").write_text(GERMAN)
    (folder / "numbers.txt").write_text(NUMBERS)
    (folder / "broken.jsonl").write_text('{"text": "never closed\n')
    (folder / "textless.jsonl").write_text('{"title": "No text"}\n')
    (folder / "pipe.txt").symlink_to("/dev/null")


BAD_INPUTS = (
    "nowhere.txt",
    "empty.txt",
    "blank.txt",
    "folder",
    "binary.txt",
    "latin1.txt",
    "loop.txt",
    "line.txt",
    "pdf.txt",
    "german.txt",
    "numbers.txt",
    "broken.jsonl",
    "textless.jsonl",
    "pipe.txt",
)


@pytest.fixture(scope="module")
def bad_inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    make_bad_inputs(folder)
    return folder


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_a_bad_input_gives_one_line_that_names_it_and_no_graph(name: str, bad_inputs: Path):
    done = kg("build", name, "-o", f"{name}.json", cwd=bad_inputs, KG_SPACY_MODEL="not needed, so not loaded")

    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"kg: {name}")
    assert not (bad_inputs / f"{name}.json").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_gives_one_line_that_names_it(tmp_path: Path):
    (tmp_path / "secret.txt").write_text(ARTICLE)
    (tmp_path / "secret.txt").chmod(0)
    done = kg("build", "secret.txt", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("kg: secret.txt")


@pytest.mark.model
def test_force_builds_what_is_no_english_article(tmp_path: Path):
    make_bad_inputs(tmp_path)
    done = kg("build", "--force", "german.txt", "numbers.txt", cwd=tmp_path)

    assert done.returncode == 0
    assert "graph.json: 2 documents" in done.stderr


def test_an_output_without_a_folder_is_told_before_anything_is_read(tmp_path: Path):
    done = kg("build", "nowhere.txt", "-o", "missing/graph.json", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("kg: missing/graph.json: there is no folder")


def test_without_a_model_one_line_says_so(tmp_path: Path):
    (tmp_path / "oslo.txt").write_text(ARTICLE)
    done = kg("build", "oslo.txt", "--model", "no_such_model", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("kg: no_such_model: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.model
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_build_leaves_nothing_behind(jobs: str, tmp_path: Path):
    (tmp_path / "many.jsonl").write_text("".join(json.dumps({"text": f"{ARTICLE}\nNumber {i}.\n"}) + "\n" for i in range(5000)))
    command = [sys.executable, "-m", "kg", "build", "many.jsonl", "--jobs", jobs]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    time.sleep(5)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=30)[1]

    assert (process.returncode, said) == (130, "kg: interrupted\n")
    assert [path.name for path in tmp_path.iterdir()] == ["many.jsonl"]
    assert wait_until_group_is_gone(process.pid)


def wait_until_group_is_gone(group: int, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.model
def test_progress_is_shown_on_a_terminal(tmp_path: Path):
    (tmp_path / "oslo.txt").write_text(ARTICLE)
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "kg", "build", "oslo.txt"], cwd=tmp_path, stderr=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)

    assert "documents read: 1\r" in said
    assert "graph.json: 1 document" in said


# --- query, show, render, validate, text


@pytest.mark.model
def test_query_prints_a_table(built: Path):
    done = kg("query", "MATCH (p:Person) RETURN p.name AS person", cwd=built)

    assert [line.strip() for line in done.stdout.splitlines()] == ["person", "----------", "Juhan Kask"]


@pytest.mark.model
def test_query_takes_parameters_and_prints_json_and_csv(built: Path):
    question = "MATCH (p:Person) WHERE p.name = $name RETURN p.name AS person, $n AS n"
    as_json = kg("query", question, "--param", "name=Juhan Kask", "--param", "n=3", "--format", "json", cwd=built)
    as_csv = kg("query", question, "--param", "name=Juhan Kask", "--param", "n=3", "--format", "csv", cwd=built)

    assert json.loads(as_json.stdout) == [{"person": "Juhan Kask", "n": 3}]
    assert as_csv.stdout.split() == ["person,n", "Juhan", "Kask,3"]


@pytest.mark.model
def test_query_asks_a_query_that_comes_with_kg(built: Path):
    done = kg("query", "--name", "represents", "--format", "json", cwd=built)

    assert [(row["represented_by"], row["country"]) for row in json.loads(done.stdout)] == [("Juhan Kask", "Estonia")]


def test_query_lists_the_names_where_none_is_called_so(tmp_path: Path):
    done = kg("query", "--name", "nonsense", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith('kg: no query is called "nonsense"; there are busiest, claims, connection, ')


@pytest.mark.model
def test_a_table_that_is_cut_warns_and_is_no_error(built: Path):
    done = kg("query", "MATCH (n) RETURN n.name", "--max-rows", "2", cwd=built)

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 4)
    assert "more than these 2 rows" in done.stderr


@pytest.mark.model
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (p:Person RETURN p", "line 1"),
        ("MATCH (n) DELETE n RETURN 1", "DELETE"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "LOAD"),
    ],
)
def test_a_query_that_cannot_be_answered_gives_one_line(query: str, said: str, built: Path):
    done = kg("query", query, cwd=built)

    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("args", [[], ["RETURN 1", "--name", "x"], ["RETURN 1", "--param", "x"], ["RETURN 1", "--timeout", "0"]])
def test_query_used_wrongly_is_a_usage_error(args: list[str], tmp_path: Path):
    assert kg("query", *args, cwd=tmp_path).returncode == 2


def test_a_server_without_a_password_is_told(tmp_path: Path):
    done = kg("query", "RETURN 1", "--neo4j", "bolt://127.0.0.1:1", cwd=tmp_path, stdin="")

    assert (done.returncode, done.stderr) == (
        1,
        "kg: bolt://127.0.0.1:1: there is no password for neo4j; set NEO4J_PASSWORD, or give --password-file\n",
    )


def test_no_server_gives_one_line(tmp_path: Path):
    done = kg("query", "RETURN 1", "--neo4j", "bolt://127.0.0.1:1", cwd=tmp_path, NEO4J_PASSWORD="not used")

    assert done.returncode == 1
    assert done.stderr.startswith("kg: bolt://127.0.0.1:1: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.model
def test_show_prints_the_card_of_an_actor(built: Path):
    done = kg("show", "Kask", cwd=built)

    assert done.returncode == 0
    assert "Juhan Kask" in done.stdout
    assert "common plan" in done.stdout


@pytest.mark.model
def test_show_lists_several_hits_with_their_ids(tmp_path: Path):
    names = {"person:ada-okafor": "Ada Okafor", "person:ben-okafor": "Ben Okafor"}
    nodes = tuple(Entity(id=node, type="Person", name=name) for node, name in names.items())
    write_graph(Graph(documents=(), nodes=nodes, edges=()), tmp_path / "graph.json")
    done, one = kg("show", "Okafor", cwd=tmp_path), kg("show", "person:ben-okafor", cwd=tmp_path)

    assert done.returncode == one.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == [*names]
    assert one.stdout == "Ben Okafor  (Person, person:ben-okafor)\n"


def test_show_of_nobody_gives_one_line(built: Path):
    done = kg("show", "Zebedee Quux", cwd=built)

    assert (done.returncode, done.stdout) == (1, "")
    assert "Zebedee Quux" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.model
def test_render_writes_one_page(built: Path):
    done = kg("render", "graph.json", "-o", "map.html", cwd=built)

    assert (done.returncode, done.stdout) == (0, "")
    assert "Juhan Kask" in (built / "map.html").read_text(encoding="utf-8")


@pytest.mark.model
def test_validate_finds_no_fault_in_what_build_wrote(built: Path):
    assert kg("validate", "graph.json", cwd=built).returncode == 0


@pytest.mark.model
def test_validate_lists_the_faults(built: Path, tmp_path: Path):
    graph = json.loads((built / "graph.json").read_text())
    graph["nodes"][0]["type"] = "Ghost"
    (tmp_path / "graph.json").write_text(json.dumps(graph))
    done = kg("validate", "graph.json", cwd=tmp_path)

    assert done.returncode == 1
    assert "Ghost" in done.stdout
    assert done.stderr.startswith("kg: graph.json: ")


BROKEN_GRAPHS = {"missing": None, "empty": "", "no json": '{"nodes": [', "no graph": "[1, 2]", "no nodes": '{"directed": true}'}


@pytest.mark.parametrize("broken", BROKEN_GRAPHS)
@pytest.mark.parametrize("command", [["query", "RETURN 1"], ["show", "Kask"], ["render", "graph.json"]])
def test_a_broken_graph_gives_one_line_that_names_it(command: list[str], broken: str, tmp_path: Path):
    text = BROKEN_GRAPHS[broken]
    if text is not None:
        (tmp_path / "graph.json").write_text(text)
    done = kg(*command, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kg: graph.json: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("text", [ARTICLE, "Tabs\tand\r\nline ends\r stay\u2028as they are \u00e9\U0001f600, without a last line break"])
def test_text_prints_what_offsets_count_in(text: str, tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(text.encode())
    command = [sys.executable, "-m", "kg", "text", "a.txt"]

    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout == text.encode()


def test_text_of_several_documents_is_refused(tmp_path: Path):
    (tmp_path / "two.jsonl").write_text(f"{json.dumps({'text': ARTICLE})}\n{json.dumps({'text': ARTICLE + 'More.'})}\n")
    done = kg("text", "two.jsonl", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kg: two.jsonl: 2 documents are in it; give a file with one\n"


# --- how a command ends


@pytest.mark.parametrize("args", [["--nonsense"], ["nonsense"], ["build"], ["build", "x", "--jobs", "0"], ["validate", "a", "b"]])
def test_a_wrong_option_or_argument_is_a_usage_error(args: list[str], tmp_path: Path):
    done = kg(*args, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr


def failing(error: BaseException):
    def read_graph(path: str) -> None:
        raise error

    return read_graph


def test_an_error_with_line_breaks_and_control_characters_becomes_one_plain_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.graph.read_graph", failing(StoreError("a\nb\x1b]0;c\x07 d")))
    result = CliRunner().invoke(main, ["show", "x"])

    assert (result.exit_code, result.stderr) == (1, "kg: a b ]0;c d\n")


def test_an_unexpected_error_is_one_line_that_asks_for_a_report(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.graph.read_graph", failing(ZeroDivisionError("by zero")))
    result = CliRunner().invoke(main, ["show", "x"])

    assert result.exit_code == 1
    assert result.stderr == "kg: ZeroDivisionError: by zero (a fault of kg: please report it; KG_DEBUG=1 shows where it was)\n"


def test_with_kg_debug_an_unexpected_error_shows_where_it_was(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KG_DEBUG", "1")
    monkeypatch.setattr("kg.graph.read_graph", failing(ZeroDivisionError("by zero")))

    assert isinstance(CliRunner().invoke(main, ["show", "x"]).exception, ZeroDivisionError)


def test_an_interrupt_gives_130(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.graph.read_graph", failing(KeyboardInterrupt()))
    result = CliRunner().invoke(main, ["show", "x"])

    assert (result.exit_code, result.stderr) == (130, "kg: interrupted\n")


def test_a_reader_that_stops_reading_is_no_error_to_talk_about(tmp_path: Path):
    (tmp_path / "long.txt").write_text(ARTICLE * 2000)
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "text", "long.txt"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()

    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()
