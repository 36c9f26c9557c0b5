"""A folder of CSV for `neo4j-admin database import`, which fills an empty database many times faster than `kg load`.

In the folder: `neo4j-admin database import full neo4j @arguments.txt`, with the server stopped; then `kg load`, which makes the
constraints, puts back the empty lists that the import leaves out, and finds nothing else to do.
"""

import csv
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.stores.graph_file import GraphFile
from kg.stores.rows import KEY, Names
from kg.stores.tables import edge_rows, node_rows

# Characters for private use: what separates the items of a list is the first that no list has in it.
_SEPARATORS = [chr(code) for code in range(0xE000, 0xF8FF)]
_BUFFER = 4 << 20  # bytes of a row that the import reads by default
Columns = tuple[tuple[str, str], ...]


def export(file: GraphFile, output: Path, names: Names) -> None:
    """Write the tables, a file for each type and set of properties, and arguments.txt, which names them."""
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("*.csv"):
        old.unlink()
    with ExitStack() as stack:
        tables = _Tables(output, stack, _separator(file))
        for kind, row in node_rows(file, names):
            tables.write("nodes", kind, {"id": row["id"]}, row["properties"] | {"datasets": [names.dataset]})
        for kind, row in edge_rows(file, names):
            own = {":START_ID": row["source"], ":END_ID": row["target"]}
            tables.write("relationships", kind, own, row["properties"] | {KEY: row["key"], "datasets": [names.dataset]})
    (output / "arguments.txt").write_text("\n".join(tables.arguments()) + "\n", encoding="utf-8")


def _separator(file: GraphFile) -> str:
    used = {char for item, _ in file.nodes() for alias in item["aliases"] for char in alias}
    used |= {char for document in file.documents.values() for char in document.get("text") or ""}
    used |= {char for item, _ in file.edges() for found in item["evidence"] for char in found["doc"] + found["text"]}
    return next(char for char in _SEPARATORS if char not in used)


class _Tables:
    """The files that are open, one for each type and set of columns."""

    def __init__(self, folder: Path, stack: ExitStack, separator: str) -> None:
        self._folder, self._stack, self._separator = folder, stack, separator
        self._writers: dict[tuple[str, str, Columns], Any] = {}
        self._names: list[tuple[str, str, str]] = []
        self._longest = 0

    def write(self, section: str, kind: str, own: Mapping[str, str], properties: Mapping[str, object]) -> None:
        columns = tuple((name, _type(name, value)) for name, value in properties.items())
        writer = self._writers.get((section, kind, columns)) or self._open(section, kind, tuple(own), columns)
        row = [*own.values(), *map(self._cell, properties.values())]
        self._longest = max(self._longest, sum(len(cell) for cell in row))
        writer.writerow(row)

    def _open(self, section: str, kind: str, own: tuple[str, ...], columns: Columns) -> Any:
        name = f"{section}-{kind}-{len(self._writers) + 1}.csv"
        file = self._stack.enter_context((self._folder / name).open("w", encoding="utf-8", newline=""))
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        head = ["id:ID" if column == "id" else column for column in own]
        writer.writerow([*head, *(f"{column}:{form}" for column, form in columns)])
        self._writers[section, kind, columns] = writer
        self._names.append((section, kind, name))
        return writer

    def _cell(self, value: object) -> str:
        if isinstance(value, list):
            return self._separator.join(value)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def arguments(self) -> list[str]:
        """Return the options of the import, a line each."""
        files = [f"--{section}={kind}={name}" for section, kind, name in self._names]
        wide = [f"--read-buffer-size={5 * self._longest}"] if 5 * self._longest > _BUFFER else []
        return [*files, f"--array-delimiter=U+{ord(self._separator):04X}", "--multiline-fields=true", *wide]


def _type(name: str, value: object) -> str:
    if ":" in name or "{" in name:
        raise StoreError(f'a property is called "{name}", which the head of a table for neo4j-admin can\'t hold; use kg load')
    if isinstance(value, list):
        return "string[]"
    return {bool: "boolean", int: "long", float: "double"}.get(type(value), "string")
