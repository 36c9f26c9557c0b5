"""The README tells the truth: its commands and Python run here, in order, and give what it shows; it leaves out no command and no option.

A `console` block holds commands behind "$ " with what they print; a `python` block is followed by a `text` block with what it prints.
`make golden` writes both anew, and the questions in docs/browser.md.
"""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

import kg
from kg.cli import main
from kg.query.named import Named, Parameter, all_named

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.M | re.S)
PYTHON = re.compile(r"(?<=^```python\n)(.*?)(?:^```$\n)(?:```text\n(.*?)^```$\n)?", re.M | re.S)
VOLATILE = re.compile(r"\b\d+\.\d(?= seconds)|(?<=spaCy )[\d.]+")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the checkout for whoever follows the README: with seeds, and kg on the PATH."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    return tmp_path


@pytest.mark.model
def test_the_commands_in_the_readme_print_what_it_shows(folder: Path, pytestconfig: pytest.Config):
    _check(CONSOLE, lambda block: _run_commands(block[1]), pytestconfig)


@pytest.mark.model
def test_the_python_in_the_readme_prints_what_it_shows(folder: Path, pytestconfig: pytest.Config):
    names: dict[str, object] = {}
    _check(PYTHON, lambda block: _run_python(block[1], names), pytestconfig)


def _check(blocks: re.Pattern[str], run: Callable[[re.Match[str]], str], config: pytest.Config) -> None:
    shown = README.read_text(encoding="utf-8")
    found = blocks.sub(run, shown)
    if config.getoption("write_golden") and _lasting(found) != _lasting(shown):
        README.write_text(found, encoding="utf-8")
        shown = found
    assert blocks.search(shown)
    assert _lasting(found) == _lasting(shown), "run `make golden` and read the diff"


def _lasting(text: str) -> str:
    return VOLATILE.sub("N", text)


def _run_commands(block: str) -> str:
    return "".join(f"$ {command}\n{_output(command)}" for command in re.findall(r"^\$ (.*)$", block, re.M))


def _output(command: str) -> str:
    done = subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout


def _run_python(code: str, names: dict[str, object]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, str(README), "exec"), names)
    return f"{code}```\n" + (f"```text\n{printed.getvalue()}```\n" if printed.getvalue() else "")


GUIDE = ROOT / "docs" / "browser.md"
QUESTIONS = "<!-- What follows is written by `make golden` out of kg/data/queries. -->\n"


def test_the_browser_guide_has_each_question(pytestconfig: pytest.Config):
    head, _, shown = GUIDE.read_text(encoding="utf-8").partition(QUESTIONS)
    found = "".join(map(_question, all_named()))
    if pytestconfig.getoption("write_golden"):
        GUIDE.write_text(head + QUESTIONS + found, encoding="utf-8")
        shown = found

    assert shown == found, "run `make golden` and read the diff"


def _question(query: Named) -> str:
    values = "".join(f":param {parameter.name} => {_example(parameter)};\n" for parameter in query.parameters)
    params = f"```\n{values}```\n" if values else ""
    return f"\n### {query.name}\n{params}```cypher\n{query.text.strip()}\n```\n"


def _example(parameter: Parameter) -> str:
    if parameter.default is None:
        return '"..."'
    is_text = parameter.type in ("text", "date") and parameter.default != "null"
    return f'"{parameter.default}"' if is_text else parameter.default


def _options() -> Iterator[tuple[str, str]]:
    for name, command in sorted(main.commands.items()):
        for option in command.params:
            if isinstance(option, click.Option):
                yield from ((name, spelling) for spelling in option.opts)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_the_readme_has_each_command(name: str):
    assert f"`kg {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "option"), sorted(_options()))
def test_the_readme_has_each_option(name: str, option: str):
    row = next(line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `kg {name}"))
    server = {"--user", "--database", "--password-file"}
    text = README.read_text(encoding="utf-8") if option in server and "`--neo4j`" in row else row

    assert f"`{option}`" in text


@pytest.mark.parametrize("name", kg.__all__)
def test_the_readme_has_each_exported_name(name: str):
    assert f"`{name}`" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page", ["README.md", "ARCHITECTURE.md", "benchmarks/README.md", "docs/quality.md", "docs/queries.md", "docs/browser.md"]
)
def test_each_link_between_pages_leads_to_a_file(page: str):
    file = ROOT / page
    links = re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8"))

    assert [link for link in links if not (file.parent / link).exists()] == []


@pytest.mark.parametrize(
    "path", re.findall(r"`((?:kg|schemas|tests|scripts|seeds)/(?!\S*NAME)[\w/.]+)`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
)
def test_each_path_in_the_architecture_exists(path: str):
    assert (ROOT / path).exists()


def test_exported_names_come_when_asked_and_not_before():
    code = """import sys, kg
before = {"spacy", "kg.model"} & set(sys.modules)
print(before, [name for name in kg.__all__ if getattr(kg, name).__name__ != name], set(kg.__all__) - set(dir(kg)))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set() [] set()\n"


def test_the_notebook_is_that_of_the_script_beside_it_without_outputs():
    import jupytext

    folder = ROOT / "notebooks"
    cells = json.loads((folder / "explore.ipynb").read_text(encoding="utf-8"))["cells"]
    script = jupytext.read(folder / "explore.py").cells

    assert [("".join(cell["source"]), cell.get("outputs", [])) for cell in cells] == [(cell.source, []) for cell in script]
