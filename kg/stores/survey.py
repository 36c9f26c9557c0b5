"""Looks a graph file through before anything of it is sent: is it whole, and which fingerprint has each node and edge?"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import StoreError
from kg.schema import Schema
from kg.stores.graph_file import GraphFile, check_shape
from kg.stores.rows import check_item, fingerprint, node_records, shown_hashes


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
        _check_node(item, file, schema, found.types)
        found.types[item["id"]] = kind = _same(item["type"], schema.nodes)
        mark = fingerprint(record)
        found.nodes.append(mark)
        found.node_types.setdefault(kind, array("q")).append(mark)
        found.last = kind, item["id"]
    seen: set[int] = set()
    for at, (item, record) in enumerate(file.edges()):
        check_shape(item, "edges", f"{file.path}: edges[{at}]")
        _check_edge(item, file, schema, found.types, seen)
        mark = fingerprint(record, shown_hashes(item, file))
        found.edges.append(mark)
        found.edge_types.setdefault(item["type"], array("q")).append(mark)
    return found


def _same(name: str, types: Mapping[str, Any]) -> str:
    """Return the schema's own text for a type, so that a million nodes don't hold a million."""
    return str(types[name].name)


def _check_node(item: Mapping[str, Any], file: GraphFile, schema: Schema, types: Mapping[str, str]) -> None:
    place = f"{file.path}: node {item['id']}"
    if item["type"] not in schema.nodes:
        raise StoreError(f'{place} has the type "{item["type"]}"; there are {", ".join(schema.nodes)}')
    if item["id"] in types:
        raise StoreError(f"{place} stands twice; kg validate lists all faults")
    check_item(item, place)


def _check_edge(item: Mapping[str, Any], file: GraphFile, schema: Schema, types: Mapping[str, str], seen: set[int]) -> None:
    place = f"{file.path}: edge {item['source']} -[{item['type']}]-> {item['target']}"
    if item["type"] not in schema.edges:
        raise StoreError(f"{place} has an unknown type; there are {', '.join(schema.edges)}")
    for end in ("source", "target"):
        if item[end] not in types:
            raise StoreError(f"{place}: there is no node {item[end]}; kg validate lists all faults")
    identity = hash((item["source"], item["target"], item["type"], item["key"]))
    if identity in seen:
        raise StoreError(f'{place}: the key "{item["key"]}" stands twice; kg validate lists all faults')
    seen.add(identity)
    check_item(item, place)
