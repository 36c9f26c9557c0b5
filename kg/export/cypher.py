"""A Cypher script that does what `kg load` does on an empty database: for cypher-shell, or where no other program may connect."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched, chain
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.files import write_whole
from kg.schema import load_schema
from kg.stores import statements
from kg.stores.graph_file import GraphFile
from kg.stores.rows import Names, graph_record
from kg.stores.tables import edge_rows, node_rows

_ROWS = 200  # in one statement: a text of many megabytes takes the server long to read


def export(file: GraphFile, output: Path, names: Names) -> None:
    """Write one file; a second run of it changes nothing, and `kg load` and `kg pull` go on from what it made."""
    types: dict[str, str] = {item["id"]: item["type"] for item, _ in file.nodes()}
    parts = chain(_constraints(), _nodes(file, names), _edges(file, names, types), _end(file, names, types))
    write_whole(output, (f"{text};\n".encode() for text in parts))


def _constraints() -> Iterator[str]:
    yield from statements.constraints(load_schema())
    yield "CALL db.awaitIndexes(600)"


def _nodes(file: GraphFile, names: Names) -> Iterator[str]:
    for kind, rows in _grouped((kind, row) for kind, row in node_rows(file, names)):
        yield _filled(statements.write_nodes(kind), names, rows=rows)


def _edges(file: GraphFile, names: Names, types: Mapping[str, str]) -> Iterator[str]:
    rows = ((f"{types[row['source']]} {kind} {types[row['target']]}", row) for kind, row in edge_rows(file, names))
    for kinds, group in _grouped(rows):
        yield _filled(statements.write_edges(*kinds.split(" ")), names, rows=group)


def _end(file: GraphFile, names: Names, types: Mapping[str, str]) -> Iterator[str]:
    if types:
        last, kind = list(types.items())[-1]
        yield _filled(statements.finish(kind), names, id=last, finished={names.graph: graph_record(file, types)})


def _grouped(rows: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for kind, row in rows:
        groups.setdefault(kind, []).append(row)
    for kind, found in groups.items():
        for batch in batched(found, _ROWS):
            yield kind, list(batch)


def _filled(text: str, names: Names, **params: object) -> str:
    """Put values into a statement, in place of what `kg load` sends as parameters."""
    values = {"dataset": names.dataset, "cleared": {}, **params}
    return re.sub(r"\$(\w+)", lambda found: _literal(values[found[1]]), text)


def _literal(value: object) -> str:
    """Write a value. A text is written as in JSON: its escapes are Cypher's too, and a server leaves "u" behind two backslashes alone."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(name)}: {_literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _name(name: str) -> str:
    # A server turns \u0060 into a backtick before it looks for names, and in a name nothing can keep it from that.
    if "\\" in name:
        raise StoreError(f'a property is called "{name}", which a script can\'t hold safely; use kg load')
    return statements.quote(name)
