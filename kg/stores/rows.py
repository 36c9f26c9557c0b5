"""What of a node or an edge goes to a server: the properties that users see, and beside them what brings the item back as it was.

The latter are called `kg.DATASET` (the item as JSON) and `kg.DATASET.print` (its fingerprint): two datasets that share a node both keep
their own. `datasets` lists who has the node or edge.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from kg.errors import StoreError
from kg.identity import document_node_id, slug
from kg.model import Document
from kg.stores.graph_file import GraphFile, Item, encode

KEY = "kg.key"  # tells an edge from others of its type between the same nodes
_LONGEST_ID = 8000  # bytes: an index of Neo4j holds little more
_OWN = ("id", "name", "aliases", "confidence", "evidence", "datasets")
_INT64 = 2**63


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the properties that belong to one dataset are called."""

    dataset: str

    @property
    def record(self) -> str:
        """The item as JSON."""
        return f"kg.{self.dataset}"

    @property
    def print(self) -> str:
        """The fingerprint of the item."""
        return f"kg.{self.dataset}.print"

    @property
    def graph(self) -> str:
        """On one node, when all is loaded: what belongs to the graph as a whole."""
        return f"kg.{self.dataset}.graph"


def is_ours(name: str) -> bool:
    """Tell if a property is kept for `kg load` and `kg pull` and nothing that the graph itself says."""
    return name == "datasets" or name.startswith("kg.")


def node_records(file: GraphFile) -> Iterator[Item]:
    """Yield each node with its record: its line, and in that of a Document what the file has of the document."""
    documents = {_node_id(name): document for name, document in file.documents.items()}
    for item, line in file.nodes():
        document = documents.get(item.get("id", "")) if documents and item.get("type") == "Document" else None
        yield item, line if document is None else f'{line[:-1]}, "document": {encode(document)}}}'


def graph_record(file: GraphFile, nodes: Container[str]) -> str:
    """Return what belongs to no node: the model, and the documents that no node stands for."""
    loose = [document for name, document in file.documents.items() if _node_id(name) not in nodes]
    return encode({"model": file.model, "documents": loose})


def _node_id(name: str) -> str:
    return document_node_id(Document(id=name, path="", text=""))


def fingerprint(record: str, further: str = "") -> int:
    """Return 64 bits that differ where a record, or what is shown with it, differs."""
    text = (record + further).encode("utf-8", "backslashreplace")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def node_row(item: Mapping[str, Any], record: str, mark: int, names: Names) -> dict[str, object]:
    """Return what to send of a node."""
    own = {"name": item["name"], "aliases": item["aliases"], "confidence": float(item["confidence"])}
    properties = {**_plain(item), **own, names.record: record, names.print: mark}
    return {**_sendable({"id": item["id"]}, record), "properties": _sendable(properties, record)}


def edge_row(item: Mapping[str, Any], record: str, mark: int, names: Names, file: GraphFile) -> dict[str, object]:
    """Return what to send of an edge; its evidence is a text for each place, "document:start-end: sentence"."""
    evidence = [show_evidence(found, file.documents) for found in item["evidence"]]
    own = {"confidence": float(item["confidence"]), "evidence": evidence}
    properties = {**_plain(item), **own, names.record: record, names.print: mark}
    ends = {"source": item["source"], "target": item["target"], "key": item["key"]}
    return {**_sendable(ends, record), "properties": _sendable(properties, record)}


def show_evidence(evidence: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]) -> str:
    """Return where something was read and the sentence; the words alone where the file has no text of the document."""
    text = documents.get(evidence["doc"], {}).get("text")
    first, last = evidence["sentence"]
    return f"{evidence['doc']}:{evidence['start']}-{evidence['end']}: {evidence['text'] if text is None else text[first:last]}"


def shown_hashes(item: Mapping[str, Any], file: GraphFile) -> str:
    """Return the hashes of the documents that the item's evidence quotes: their sentences are sent with it."""
    return "".join(str(file.documents.get(name, {}).get("sha256")) for name in dict.fromkeys(found["doc"] for found in item["evidence"]))


def item_fault(item: Mapping[str, Any]) -> str | None:
    """Say what a server can't hold as it is: an id too long for an index, a property that is no text, number, true or false, or
    has a name that kg keeps. None where there is nothing.
    """
    name = item.get("id", "")
    if len(name) > _LONGEST_ID // 4 and len(name.encode("utf-8", "replace")) > _LONGEST_ID:
        return f"has an id of {len(name):,} characters; an index of Neo4j holds {_LONGEST_ID:,} bytes"
    for key, value in item["properties"].items():
        if key in _OWN or is_ours(key) or not key:
            return f'is refused: a property can\'t be called "{key}" there; {", ".join(_OWN)} and kg... are kept'
        is_number = isinstance(value, int) and -_INT64 <= value < _INT64 or isinstance(value, float)
        if not (value is None or is_number or isinstance(value, str)):
            return f"is refused: {key} is no text, 64-bit number, true or false; a property of Neo4j can't be anything else"
    return None


def _plain(item: Mapping[str, Any]) -> dict[str, object]:
    return {name: value for name, value in item["properties"].items() if value is not None}


def _sendable(properties: dict[str, Any], record: str) -> dict[str, Any]:
    """Put "?" for half a surrogate pair, which no server holds; the record has it as an escape, which is how it is recognized."""
    return {name: _whole(value) for name, value in properties.items()} if "\\ud" in record else properties


def _whole(value: object) -> object:
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def check_dataset(name: str) -> Names:
    """Return the names that go with a dataset.

    Raises:
        StoreError: the name isn't one that can be part of a property's name.
    """
    if not name or slug(name) != name or not name.isascii():
        raise StoreError(f"{name!r} is no name for a dataset: lower-case letters, digits and hyphens, as in march-2025")
    return Names(dataset=name)
