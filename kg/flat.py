"""A graph as networkx's XML formats can hold it: texts, numbers and booleans only, no list, no control character."""

import json
import re
from collections.abc import Mapping
from typing import Any

from kg.identity import document_node_id
from kg.model import Document
from kg.stores.graph_file import GraphFile, encode

# What XML 1.0 can't hold, or a reader changes: control characters, carriage returns, halves of surrogate pairs, two non-characters.
_LOST = re.compile("[\x00-\x08\x0b-\x1f\x85\u2028\ud800-\udfff\ufffe\uffff]")
# Names that GraphML or GEXF, or networkx on their behalf, use themselves.
_TAKEN = frozenset(
    "id label type name aliases key edge_key relation source target confidence evidence document exact weight start end viz pid".split()
)
Attributes = dict[str, Any]


def flat_graph(file: GraphFile, *, relation: str) -> Any:
    """Make a MultiDiGraph with flat attributes; `relation` is what an edge's type is called.

    Lists stand as JSON, a document in the attribute `document` of its node, what belongs to no node in the graph's own attribute `kg`.
    A node or edge of which a value can't be written as it is has U+FFFD in place of what can't be, and all of itself as JSON in `exact`.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    documents = {document_node_id(Document(id=name, path="", text="")): found for name, found in file.documents.items()}
    for item, line in file.nodes():
        own = {"type": item["type"], "name": item["name"], "aliases": _json(item["aliases"])}
        document = documents.pop(item["id"], None) if item["type"] == "Document" else None
        graph.add_node(item["id"], **_attributes(item, line, own if document is None else own | {"document": _json(document)}))
    for at, (item, line) in enumerate(file.edges()):
        attributes = _attributes(item, line, {relation: item["type"], "edge_key": item["key"]})
        graph.add_edges_from([(item["source"], item["target"], f"e{at}", attributes)])
    graph.graph["kg"] = _json({"model": file.model, "documents": list(documents.values())})
    _give_each_name_one_type(graph)
    return _with_legal_ids(graph)


def _attributes(item: Mapping[str, Any], line: str, own: Attributes) -> Attributes:
    found = {f"property_{name}" if name in _TAKEN else name: value for name, value in item["properties"].items() if value is not None}
    found |= own | {"confidence": float(item["confidence"]), "evidence": _json(item["evidence"])}
    legal = {name: _legal(value) for name, value in found.items()}
    is_exact = legal == found and _LOST.search(str(item.get("id")) + str(item.get("source")) + str(item.get("target"))) is None
    return legal if is_exact else legal | {"exact": _json(json.loads(line))}


def _give_each_name_one_type(graph: Any) -> None:
    """Turn an attribute that is a text here and a number there into text everywhere, and keep the whole beside it."""
    for items in ([data for _, data in graph.nodes(data=True)], [data for _, _, data in graph.edges(data=True)]):
        types: dict[str, set[type]] = {}
        for name, value in ((name, value) for data in items for name, value in data.items()):
            types.setdefault(name, set()).add(type(value))
        mixed = [name for name, found in types.items() if len(found) > 1]
        for data in items:
            if "exact" not in data and any(name in data for name in mixed):
                data["exact_properties"] = _json({name: data[name] for name in mixed if name in data})
            data.update({name: str(data[name]) for name in mixed if name in data})


def _with_legal_ids(graph: Any) -> Any:
    """Rename the nodes whose ids can't be written."""
    import networkx

    names = {name: _legal(name) + f" #{at}" for at, name in enumerate(graph) if _legal(name) != name}
    return networkx.relabel_nodes(graph, names) if names else graph


def _legal(value: Any) -> Any:
    return _LOST.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


def _json(value: object) -> str:
    """Return JSON in which each character that XML can't hold stands as an escape."""
    return _LOST.sub(lambda found: f"\\u{ord(found[0]):04x}", encode(value))
