"""What may be in a graph: the node and edge types that schemas/ describes, one TOML file each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import SchemaError

PROPERTY_TYPES = ("string", "number", "boolean", "date", "node")
VOCABULARIES = ("popolo", "followthemoney", "wikidata")
_KINDS = {str: "a text", bool: "true or false", dict: "a table", list: "a list of texts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property that nodes or edges of a type may have.

    `type` is one of PROPERTY_TYPES: "date" is a text in ISO 8601 or EDTF, "node" the id of a node of the type `node`. `values` are the
    only ones allowed; empty where any will do.
    """

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()
    node: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeType:
    """A kind of thing.

    `caption` names what to show it by, the first that a node has; `counterparts` says what it is called in other vocabularies.
    """

    name: str
    description: str
    caption: tuple[str, ...]
    needs_evidence: bool
    properties: Mapping[str, Property]
    counterparts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeType:
    """A relation from a node of one of the types `source` to one of the types `target`; `label` is what to show where no caption is."""

    name: str
    description: str
    label: str
    caption: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    needs_evidence: bool
    properties: Mapping[str, Property]
    counterparts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """All node types and all edge types by name, in alphabetical order."""

    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]


def schema_folder() -> Path:
    """Find schemas/: inside the package where it was installed from a wheel, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent / "schemas"


@cache
def load_schema(folder: Path | None = None) -> Schema:
    """Read all types of the folder, by default those that come with the program.

    Raises:
        SchemaError: a file is missing or isn't as it has to be.
    """
    folder = folder or schema_folder()
    every = _read(folder / "every.toml")
    nodes = [_node_type(path, every) for path in _files(folder / "nodes")]
    names = tuple(sorted(node.name for node in nodes))
    edges = [_edge_type(path, every, names) for path in _files(folder / "edges")]
    return Schema(nodes={node.name: node for node in nodes}, edges={edge.name: edge for edge in edges})


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.toml"))
    if not found:
        raise SchemaError(f"{folder}: no .toml file; each type of the graph needs one there")
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SchemaError(f"{path}: can't be read ({error.strerror}); a schema file belongs there") from error
    except ValueError as error:
        raise SchemaError(f"{path}: no TOML in UTF-8: {error}") from error


def _node_type(path: Path, every: dict[str, Any]) -> NodeType:
    table = _read(path)
    _only(table, {"name", "description", "caption", "needs_evidence", "properties", "counterparts"}, path.name)
    return NodeType(
        name=_name(table, path),
        description=_take(table, "description", str, path.name),
        caption=_texts(table, "caption", path.name),
        needs_evidence=_take(table, "needs_evidence", bool, path.name),
        properties=_properties(table, every, "node", path.name),
        counterparts=_counterparts(table, path.name),
    )


def _edge_type(path: Path, every: dict[str, Any], nodes: tuple[str, ...]) -> EdgeType:
    table = _read(path)
    _only(table, {"name", "description", "label", "caption", "source", "target", "needs_evidence", "properties", "counterparts"}, path.name)
    properties = _properties(table, every, "edge", path.name)
    for place, name in ((f"{path.name}: property {p.name!r}", p.node) for p in properties.values() if p.node):
        _known(name, nodes, place)
    return EdgeType(
        name=_name(table, path),
        description=_take(table, "description", str, path.name),
        label=_take(table, "label", str, path.name),
        caption=_texts(table, "caption", path.name),
        source=_ends(table, "source", nodes, path.name),
        target=_ends(table, "target", nodes, path.name),
        needs_evidence=_take(table, "needs_evidence", bool, path.name),
        properties=properties,
        counterparts=_counterparts(table, path.name),
    )


def _name(table: dict[str, Any], path: Path) -> str:
    name: str = _take(table, "name", str, path.name)
    if name.lower() != path.stem:
        raise SchemaError(f'{path.name}: its name is "{name}"; a file is called as the type in it, so {name.lower()}.toml')
    return name


def _ends(table: dict[str, Any], key: str, nodes: tuple[str, ...], place: str) -> tuple[str, ...]:
    """Return the node types of an end; "any" stands for all, so that a new node type needs no other file."""
    if table.get(key) == "any":
        return nodes
    ends = _texts(table, key, place)
    for name in ends:
        _known(name, nodes, f"{place}: {key}")
    if not ends:
        raise SchemaError(f'{place}: "{key}" is empty; it lists node types, or is "any"')
    return ends


def _known(name: str, nodes: tuple[str, ...], place: str) -> None:
    if name not in nodes:
        raise SchemaError(f'{place} names the node type "{name}"; there are {", ".join(nodes)}')


def _properties(table: dict[str, Any], every: dict[str, Any], kind: str, place: str) -> dict[str, Property]:
    """Read the properties of a type, its own before those of every type of its kind."""
    shared = _take(_take(every, kind, dict, "every.toml"), "properties", dict, f"every.toml: {kind}")
    own = _take(table, "properties", dict, place) if "properties" in table else {}
    places = {name: place if name in own else "every.toml" for name in shared | own}
    return {name: _property(name, (shared | own)[name], f"{places[name]}: property {name!r}") for name in sorted(places)}


def _property(name: str, table: object, place: str) -> Property:
    if not isinstance(table, dict):
        raise SchemaError(f"{place} is no table; it needs a type and a description")
    _only(table, {"type", "description", "values", "node"}, place)
    kind = _take(table, "type", str, place)
    if kind not in PROPERTY_TYPES:
        raise SchemaError(f'{place} has the type "{kind}"; it is one of {", ".join(PROPERTY_TYPES)}')
    if ("node" in table) != (kind == "node"):
        raise SchemaError(f'{place}: "node" goes with the type "node", and only with it: it names the type of node that is meant')
    values = _texts(table, "values", place) if "values" in table else ()
    if values and kind != "string":
        raise SchemaError(f'{place} lists values; only the type "string" has a list of values')
    node = _take(table, "node", str, place) if kind == "node" else None
    return Property(name=name, type=kind, description=_take(table, "description", str, place), values=values, node=node)


def _counterparts(table: dict[str, Any], place: str) -> dict[str, str]:
    found = _take(table, "counterparts", dict, place)
    _only(found, set(VOCABULARIES), f"{place}: counterparts")
    return {name: _take(found, name, str, f"{place}: counterparts") for name in VOCABULARIES}


def _only(table: dict[str, Any], known: set[str], place: str) -> None:
    for key in table:
        if key not in known:
            raise SchemaError(f'{place} has "{key}", which nothing reads; known are {", ".join(sorted(known))}')


def _take(table: dict[str, Any], key: str, kind: type, place: str) -> Any:
    if key not in table:
        raise SchemaError(f'{place} has no "{key}"; it is {_KINDS[kind]}')
    if not isinstance(table[key], kind) or table[key] == "":
        raise SchemaError(f'{place}: "{key}" is {table[key]!r}; it has to be {_KINDS[kind]}')
    return table[key]


def _texts(table: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    found = _take(table, key, list, place)
    if not all(isinstance(item, str) and item for item in found):
        raise SchemaError(f'{place}: "{key}" is {found!r}; it has to be {_KINDS[list]}')
    return tuple(found)
