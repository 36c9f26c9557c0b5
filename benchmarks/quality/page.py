"""docs/quality.md: what a person wrote stays, what stands between markers is written anew."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PART = re.compile(r"(<!-- measured: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def replaced(page: str, name: str, text: str) -> str:
    """Return the page with the text between the markers of that name. Raises ValueError where it has none."""
    found = next((match for match in PART.finditer(page) if match["name"] == name), None)
    if found is None:
        raise ValueError(f"the page has no part <!-- measured: {name} --> ... <!-- end -->")
    return page[: found.end(1)] + text.rstrip("\n") + "\n" + page[found.start(3) :]


def part(page: str, name: str) -> str:
    """Return what stands between the markers of that name."""
    return next(match[0] for match in PART.finditer(page) if match["name"] == name).split("\n", 1)[1].removesuffix("<!-- end -->")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_part(path: Path, name: str, text: str) -> None:
    """Write a part of the page anew."""
    path.write_text(replaced(path.read_text(encoding="utf-8"), name, text), encoding="utf-8")


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of a table's rows, without its head."""
    return [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in text.splitlines() if line.startswith("|")][2:]
