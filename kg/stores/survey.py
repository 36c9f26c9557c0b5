"""Looks a graph file through before anything of it is sent: is it whole, and which fingerprint has each node and edge?"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.schema import Schema
from kg.shape import edge_place, node_place, short
from kg.stores.graph_file import GraphFile, check_shape
from kg.stores.rows import fingerprint, item_fault, node_records, shown_hashes


@dataclass(slots=True)
class Survey:
    """What a file holds: the type of each node by its id, and the fingerprints of nodes and edges, in order and by type."""

    types: dict[str, str] = field(default_factory=dict)
    nodes: "array[int]" = field(default_factory=lambda: array("q"))
    edges: "array[int]" = field(default_factory=lambda: array("q"))
    last: tuple[str, str] | None = None  # the type and the id of the last node
    node_types: dict[str, "array[int]"] = field(default_factory=dict)
    edge_types: dict[str, "array[int]"] = field(default_factory=dict)


def survey(file: GraphFile, schema: Schema) -> Survey:
    """Check a file and take its fingerprints.

    Neo4j's Community edition can't be told which properties have to be there, so that is looked at here.

    Raises:
        StoreError: a type isn't in schemas/, an id or key stands twice, an edge's end is missing, or a property can't be held.
    """
    found = Survey()
    for at, (item, record) in enumerate(node_records(file)):
        check_shape(item, "nodes", f"{file.path}: nodes[{at}]")
        _check(item, _node_fault(item, schema, found.types), file.path)
        found.types[item["id"]] = kind = _same(item["type"], schema.nodes)
        mark = fingerprint(record)
        found.nodes.append(mark)
        found.node_types.setdefault(kind, array("q")).append(mark)
        found.last = kind, item["id"]
    seen: set[int] = set()
    for at, (item, record) in enumerate(file.edges()):
        check_shape(item, "edges", f"{file.path}: edges[{at}]")
        _check(item, _edge_fault(item, schema, found.types, seen), file.path)
        mark = fingerprint(record, shown_hashes(item, file))
        found.edges.append(mark)
        found.edge_types.setdefault(item["type"], array("q")).append(mark)
    return found


def _check(item: Mapping[str, Any], fault: str | None, path: Path) -> None:
    if fault := fault or item_fault(item):
        raise StoreError(f"{path}: {node_place(item) if 'id' in item else edge_place(item)} {fault}")


def _same(name: str, types: Mapping[str, Any]) -> str:
    """Return the schema's own text for a type, so that a million nodes don't hold a million."""
    return str(types[name].name)


def _node_fault(item: Mapping[str, Any], schema: Schema, types: Mapping[str, str]) -> str | None:
    if item["type"] not in schema.nodes:
        return f'has the type "{short(item["type"])}"; there are {", ".join(schema.nodes)}'
    return "stands twice; kg validate lists all faults" if item["id"] in types else None


def _edge_fault(item: Mapping[str, Any], schema: Schema, types: Mapping[str, str], seen: set[int]) -> str | None:
    source, target, kind, key = item["source"], item["target"], item["type"], item["key"]
    if kind not in schema.edges:
        return f"has an unknown type; there are {', '.join(schema.edges)}"
    for end in (source, target):
        if end not in types:
            return f"refers to {short(end)}, which is no node of the file; kg validate lists all faults"
    identity = hash((source, target, kind, key))
    if identity in seen:
        return f'has the key "{short(key)}", which stands twice; kg validate lists all faults'
    seen.add(identity)
    return None
