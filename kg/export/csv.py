"""CSV tables in a folder: nodes, edges, evidence, documents and the model; in UTF-8, with a head, a list or a whole as JSON."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.stores.graph_file import GraphFile, Item, encode
from kg.stores.rows import Names

_NODE = ("id", "type", "name", "aliases", "confidence")
_EDGE = ("source", "target", "key", "type", "confidence")
_DOCUMENT = ("id", "path", "title", "date", "sha256", "url", "text")
_EVIDENCE = ("doc", "start", "end", "text", "rule", "confidence", "modality", "asserted_by")


def export(file: GraphFile, output: Path, names: Names) -> None:
    """Write nodes.csv, edges.csv, evidence.csv, documents.csv and model.csv into the folder `output`.

    A property has a column of its own, for reading, and stands in the column `properties` with its type.
    """
    output.mkdir(parents=True, exist_ok=True)
    for name, items, columns in (("nodes", file.nodes, _NODE), ("edges", file.edges, _EDGE)):
        properties = sorted({key for item, _ in items() for key in item["properties"]} - set(columns))
        _write(output / f"{name}.csv", [*columns, *properties, "properties"], _items(items(), columns, properties))
    _write(output / "evidence.csv", ["node", "source", "target", "key", *_EVIDENCE, "sentence_start", "sentence_end"], _evidence(file))
    _write(output / "documents.csv", _DOCUMENT, ([document.get(name) for name in _DOCUMENT] for document in file.documents.values()))
    _write(output / "model.csv", ["name", "value"], ([name, encode(value)] for name, value in file.model.items()))


def _items(items: Iterable[Item], columns: Sequence[str], properties: Sequence[str]) -> Iterator[list[object]]:
    for item, _ in items:
        own = [item["properties"].get(name) for name in properties]
        yield [*(_cell(item[name]) for name in columns), *map(_cell, own), encode(item["properties"])]


def _evidence(file: GraphFile) -> Iterator[list[object]]:
    for item, _ in file.nodes():
        yield from ([item["id"], None, None, None, *_places(found)] for found in item["evidence"])
    for item, _ in file.edges():
        yield from ([None, item["source"], item["target"], item["key"], *_places(found)] for found in item["evidence"])


def _places(evidence: Mapping[str, Any]) -> list[object]:
    return [*(evidence.get(name) for name in _EVIDENCE), *evidence["sentence"]]


def _cell(value: object) -> object:
    return encode(value) if isinstance(value, bool | list | dict) else value


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)
