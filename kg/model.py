"""The types that stages hand to each other: frozen values, with offsets in characters, half-open, into `Document.text`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from kg.query import Table

Properties = Mapping[str, object]
Modality = Literal["asserted", "reported", "denied", "planned", "doubted"]
NOTHING: Properties = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source as it was read: its text is never changed afterwards.

    `date` is ISO 8601 or EDTF ("2025-03-24", "XXXX-03-24"), None where nothing tells it. `path` is as the user gave it.
    """

    id: str
    path: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None

    @property
    def sha256(self) -> str:
        """The hash of the text in UTF-8, in hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The characters `start:end` of the document with the id `doc`."""

    doc: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where in which document, and by which rule, something was read.

    `sentence` is the span of the sentence (or sentences) around it. `confidence` is from 0 to 1; 1 is stated outright, not
    inferred. `asserted_by` is the id of the entity that says so, None where the document's own narration does.
    """

    span: Span
    sentence: Span
    rule: str
    confidence: float = 1.0
    modality: Modality = "asserted"
    asserted_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A node: a person, organization, place, occupation or document, with each place where it is mentioned.

    `id` is made from the type, the normalized name and what tells it from namesakes, so that two documents that mean the same
    thing give the same id; `type` is the name of a node type in schemas/.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    properties: Properties = field(default_factory=lambda: NOTHING)
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relation between two entities, by their ids, with each place where it was read; `type` is an edge type in schemas/."""

    source: str
    target: str
    type: str
    properties: Properties = field(default_factory=lambda: NOTHING)
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document says, by itself: the first half's result and the second half's input."""

    document: Document
    entities: tuple[Entity, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What all documents say together. Nodes are in order of id, edges of (source, target, key), documents of id."""

    documents: tuple[Document, ...]
    nodes: tuple[Entity, ...]
    edges: tuple[Edge, ...]
    model: Properties = field(default_factory=lambda: NOTHING)

    def to_networkx(self) -> Any:
        """Make a networkx MultiDiGraph of it, the same that `networkx.node_link_graph` makes of the graph's file."""
        from kg.graph import to_networkx

        return to_networkx(self)

    def query(self, text: str, params: Properties = NOTHING, *, timeout: float = 30.0, max_rows: int = 1000) -> "Table":
        """Ask one question in openCypher; whoever has several opens the graph once, with `kg.open_store`. See `kg.query.Store.query`."""
        from kg.query import open_store

        with open_store(self) as store:
            return store.query(text, params, timeout=timeout, max_rows=max_rows)

    def draw(self, *, title: str = "Who speaks for whom") -> Any:
        """Make the map of `kg render` for a notebook, where a cell shows it; it needs no network."""
        from kg.render.notebook import Drawing

        return Drawing(self, title=title)
