"""The JSON Schema of graph.json, made from schemas/; `python -m kg.json_schema` writes it anew after a change there."""

import json
from collections.abc import Mapping
from typing import Any

from kg.files import write_whole
from kg.schema import EdgeType, NodeType, Property, Schema, load_schema, schema_folder
from kg.shape import DOCUMENT, EDGE, EVIDENCE, MODALITIES, NODE, SCHEMA, Fields
from kg.validate import DATE

_TEXT = {"type": "string"}
_SHAPES: Mapping[str, Mapping[str, Any]] = {
    "a text": _TEXT,
    "a text or null": {"type": ["string", "null"]},
    "a list of texts": {"type": "array", "items": _TEXT, "uniqueItems": True},
    "a list": {"type": "array", "items": {"$ref": "#/$defs/evidence"}},
    "a number": {"type": "number", "minimum": 0, "maximum": 1},
    "an offset": {"type": "integer", "minimum": 0},
    "a pair of offsets": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}
_PROPERTIES: Mapping[str, Mapping[str, Any]] = {
    "string": _TEXT,
    "node": _TEXT,
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "pattern": f"^(?:{DATE.pattern})$"},
}


def json_schema(schema: Schema) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a graph with these types.

    It can't say what `kg.validate` checks besides: that ends and evidence refer to something, and that what evidence quotes is there.
    """
    documents = {"type": "array", "items": {"$ref": "#/$defs/document"}}
    graph = {"schema": {"const": SCHEMA}, "model": {"type": "object"}, "documents": documents}
    kinds = {**{kind.name: _node(kind) for kind in schema.nodes.values()}, **{kind.name: _edge(kind) for kind in schema.edges.values()}}
    tables = {
        "directed": {"const": True},
        "multigraph": {"const": True},
        "graph": {"type": "object", "properties": graph, "required": list(graph)},
        "nodes": {"type": "array", "items": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in schema.nodes]}},
        "edges": {"type": "array", "items": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in schema.edges]}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "graph.json",
        "description": "A graph that kg build writes. Made from the .toml files beside it by `python -m kg.json_schema`; change those.",
        "type": "object",
        "properties": tables,
        "required": list(tables),
        "$defs": {"document": _table(DOCUMENT, {}), "evidence": _table(EVIDENCE, {}), **kinds},
    }


def schema_text(schema: Schema) -> str:
    """Return the JSON Schema as its file holds it."""
    return json.dumps(json_schema(schema), ensure_ascii=False, indent=2) + "\n"


def _node(kind: NodeType) -> dict[str, Any]:
    return {"description": kind.description, **_table(NODE, _own(kind))}


def _edge(kind: EdgeType) -> dict[str, Any]:
    ends = f"From {' or '.join(kind.source)} to {' or '.join(kind.target)}."
    return {"description": f"{kind.description} {ends}", **_table(EDGE, _own(kind))}


def _own(kind: NodeType | EdgeType) -> dict[str, Any]:
    properties = {name: _property(kind.properties[name]) for name in kind.properties}
    return {"type": {"const": kind.name}, "properties": {"type": "object", "properties": properties, "additionalProperties": False}}


def _property(known: Property) -> dict[str, Any]:
    found = {"description": known.description, **_PROPERTIES[known.type]}
    return {**found, "enum": list(known.values)} if known.values else found


def _table(fields: Fields, own: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a table by its fields; `own` replaces those that the type of a node or edge says more about."""
    shapes = {key: own.get(key) or _SHAPES.get(kind) or {"enum": list(MODALITIES)} for key, (kind, _) in fields.items()}
    required = [key for key, (_, needed) in fields.items() if needed]
    return {"type": "object", "properties": shapes, "required": required, "additionalProperties": False}


if __name__ == "__main__":
    write_whole(schema_folder() / "graph.schema.json", [schema_text(load_schema()).encode()])
