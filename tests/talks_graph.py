"""An invented graph with every type of node and edge, parallel edges, a cycle and a self-loop, for tests of stores and queries."""

from typing import Any

from kg.identity import edge_key
from kg.model import Document, Edge, Entity, Evidence, Graph, Span

HOSTILE = [
    "x'}) DETACH DELETE n //",
    "`) MATCH (n) DETACH DELETE n //",
    'say "hi" \\ back\\u0027slash \\',
    "line\nbreak\r\nand\ttab",
    "nul \x00 bell \x07 escape \x1b del \x7f",
    "\N{GRINNING FACE} \U0010ffff \N{COMBINING ACUTE ACCENT}",
    "$name {name} %s ${x}",
    "'); DROP DATABASE neo4j; --",
    " ",
]
_TALKS = "Mara Quill, foreign minister of Norland, met Ivo Brandt of Sudmark in Westport. She praised the deal."
_STRIKE = "Ivo Brandt said the strike was over. Lena Osei, who spoke for the Dockers, doubted it."
_TEXTS = {
    "a1": ("Norland and Sudmark talk", "2024-03-02", _TALKS),
    "b2": ("A strike is called off", "2024-05-17", _STRIKE),
    "c3": ("Undated notes", None, "Per Holm, an analyst, once led the Harbour Board."),
}
_NODES: dict[str, tuple[str, dict[str, object], tuple[str, ...]]] = {
    "person:mara-quill": ("Mara Quill", {"wikidata": "Q101"}, ("Quill",)),
    "person:ivo-brandt": ("Ivo Brandt", {}, ("Brandt", "Ivo")),
    "person:lena-osei": ("Lena Osei", {"kind": "union leader"}, ()),
    "person:per-holm": ("Per Holm", {}, ()),
    "person:ada-moss": ("Ada Moss", {}, ("Moss",)),
    "place:nl": ("Norland", {"kind": "country", "iso2": "NL", "wikidata": "Q55"}, ("the Norlanders",)),
    "place:sm": ("Sudmark", {"kind": "country", "iso2": "SM"}, ()),
    "place:westport": ("Westport", {"kind": "city"}, ()),
    "organization:harbour-board": ("Harbour Board", {"kind": "committee"}, ("the Board",)),
    "organization:dockers": ("Dockers", {"kind": "union"}, ()),
    "organization:ministry~nl": ("Foreign Ministry (Norland)", {"kind": "ministry"}, ()),
    "organization:league": ("League of Coasts", {}, ("LoC",)),
    "occupation:analyst": ("analyst", {}, ()),
    "occupation:judge": ("judge", {}, ()),
    "event:talks-westport": ("talks in Westport", {"kind": "talks", "start_date": "2024-03-01", "end_date": "2024-03-02"}, ()),
    "event:strike": ("strike", {"kind": "strike", "start_date": "2024-05"}, ()),
    "event:summit": ("summit", {"kind": "summit", "start_date": "2024-09-10", "modality": "planned"}, ()),
    "statement:over": ("the strike was over", {"text": "the strike was over", "direct": False, "date": "2024-05-17"}, ()),
    "statement:deal": ("a good deal", {"text": "a good deal", "direct": True, "date": "2024-03-02"}, ()),
}
_EDGES: list[tuple[str, str, str, dict[str, object]]] = [
    ("person:mara-quill", "HAS_ROLE", "place:nl", {"title": "foreign minister", "status": "current", "start_date": "2023-01-09"}),
    (
        "person:mara-quill",
        "HAS_ROLE",
        "place:nl",
        {"title": "trade minister", "status": "former", "start_date": "2019", "end_date": "2022-12"},
    ),
    ("person:mara-quill", "HAS_ROLE", "organization:ministry~nl", {"title": "head", "status": "current"}),
    ("person:ada-moss", "HAS_ROLE", "place:nl", {"title": "foreign minister", "status": "former", "end_date": "2023-01-08"}),
    ("person:ada-moss", "HAS_ROLE", "person:mara-quill", {"title": "adviser"}),
    ("person:ivo-brandt", "HAS_ROLE", "place:sm", {"title": "president", "status": "acting"}),
    ("person:per-holm", "HAS_ROLE", "organization:harbour-board", {"title": "chair", "status": "former"}),
    ("person:lena-osei", "HAS_ROLE", "organization:dockers", {"title": "spokeswoman"}),
    ("person:per-holm", "HAS_OCCUPATION", "occupation:analyst", {}),
    ("person:ada-moss", "HAS_OCCUPATION", "occupation:judge", {"status": "former"}),
    ("person:mara-quill", "REPRESENTS", "place:nl", {"basis": "office"}),
    ("person:mara-quill", "REPRESENTS", "place:nl", {"basis": "stated", "capacity": "delegation leader", "at": "event:talks-westport"}),
    ("person:ivo-brandt", "REPRESENTS", "place:sm", {"basis": "office"}),
    ("person:lena-osei", "REPRESENTS", "organization:dockers", {"basis": "stated", "capacity": "spokeswoman"}),
    ("person:ada-moss", "REPRESENTS", "place:nl", {"basis": "stated", "modality": "denied"}),
    ("organization:ministry~nl", "REPRESENTS", "place:nl", {"basis": "office"}),
    ("person:mara-quill", "NATIONALITY", "place:nl", {}),
    ("person:per-holm", "NATIONALITY", "place:sm", {}),
    ("organization:ministry~nl", "PART_OF", "place:nl", {}),
    ("organization:harbour-board", "PART_OF", "organization:league", {}),
    ("organization:league", "PART_OF", "organization:dockers", {"modality": "reported"}),
    ("organization:dockers", "PART_OF", "organization:harbour-board", {"modality": "doubted"}),
    ("organization:league", "PART_OF", "organization:league", {"modality": "denied"}),
    ("place:westport", "LOCATED_IN", "place:nl", {"basis": "background"}),
    ("organization:league", "LOCATED_IN", "place:westport", {}),
    ("person:mara-quill", "SUCCEEDED", "person:ada-moss", {"title": "foreign minister"}),
    ("person:mara-quill", "PARTICIPATED_IN", "event:talks-westport", {"as": "side"}),
    ("person:ivo-brandt", "PARTICIPATED_IN", "event:talks-westport", {"as": "side"}),
    ("place:nl", "PARTICIPATED_IN", "event:talks-westport", {"as": "host"}),
    ("organization:dockers", "PARTICIPATED_IN", "event:strike", {}),
    ("person:lena-osei", "PARTICIPATED_IN", "event:strike", {"modality": "reported"}),
    ("person:ivo-brandt", "PARTICIPATED_IN", "event:summit", {"modality": "planned"}),
    ("person:lena-osei", "PARTICIPATED_IN", "event:summit", {"modality": "planned"}),
    ("event:talks-westport", "TOOK_PLACE_IN", "place:westport", {}),
    ("event:strike", "TOOK_PLACE_IN", "place:westport", {"modality": "reported", "asserted_by": "person:ivo-brandt, person:lena-osei"}),
    ("person:ivo-brandt", "SAID", "statement:over", {"verb": "say"}),
    ("person:mara-quill", "SAID", "statement:deal", {"verb": "praise", "via": "Coast Radio"}),
    ("statement:over", "ABOUT", "event:strike", {}),
    ("statement:over", "ABOUT", "organization:dockers", {}),
    ("statement:deal", "ABOUT", "event:talks-westport", {}),
]


def talks() -> Graph:
    """The graph, in the order that a graph has."""
    documents = [Document(id=name, path=f"{name}.txt", title=title, date=date, text=text) for name, (title, date, text) in _TEXTS.items()]
    nodes = [_node(name, *rest) for name, rest in _NODES.items()] + [_document_node(document) for document in documents]
    edges = [_edge(at, *edge) for at, edge in enumerate(_EDGES)] + [_mention(node, at) for at, node in enumerate(nodes[:12])]
    return graph(nodes, edges, documents)


def graph(nodes: list[Entity], edges: list[Edge], documents: list[Document] | None = None) -> Graph:
    """A graph of these, in the order that a graph has."""
    return Graph(
        documents=tuple(documents or ()),
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge_key(edge)))),
        model={"name": "test"},
    )


def kind_of(name: str) -> str:
    """The type of a node, by its id."""
    return name.partition(":")[0].capitalize()


def _node(name: str, title: str, properties: dict[str, object], aliases: tuple[str, ...]) -> Entity:
    modality: Any = properties.get("modality", "asserted")
    evidence = (
        Evidence(
            span=Span(doc="a1", start=0, end=10),
            sentence=Span(doc="a1", start=0, end=_TALKS.index(". ") + 1),
            rule="test#1",
            modality=modality,
        ),
    )
    return Entity(id=name, type=kind_of(name), name=title, properties=properties, aliases=aliases, confidence=0.9, evidence=evidence)


def _document_node(document: Document) -> Entity:
    properties: dict[str, object] = {"path": document.path, "date": document.date}
    known = {name: value for name, value in properties.items() if value is not None}
    return Entity(id=f"document:{document.id}", type="Document", name=document.title or document.path, properties=known)


def _edge(at: int, source: str, kind: str, target: str, properties: dict[str, object]) -> Edge:
    modality: Any = properties.get("modality", "asserted")
    speakers = str(properties.get("asserted_by") or "").split(", ")
    spans = [Span(doc="a1", start=0, end=40), Span(doc="b2", start=0, end=11)][: 1 + at % 2]
    evidence = [
        Evidence(
            span=span,
            sentence=Span(doc=span.doc, start=0, end=_TEXTS[span.doc][2].index(". ") + 1),
            rule=f"test#{at}",
            confidence=0.8,
            modality=modality,
            asserted_by=speaker or None,
        )
        for span in spans
        for speaker in speakers
    ]
    confidence = 0.5 + at % 5 / 10
    return Edge(source=source, target=target, type=kind, properties=properties, confidence=confidence, evidence=tuple(evidence))


def _mention(node: Entity, at: int) -> Edge:
    return Edge(source=node.id, target=f"document:{['a1', 'b2', 'c3'][at % 3]}", type="MENTIONED_IN")


def hostile() -> Graph:
    """People and offices whose names try to break out of queries, scripts and tables."""
    people = [Entity(id=f"person:{at}", type="Person", name=text, aliases=(text + text,)) for at, text in enumerate(HOSTILE)]
    edges = [
        Edge(source=one.id, target="person:0", type="HAS_ROLE", properties={"title": text})
        for one, text in zip(people, HOSTILE, strict=True)
    ]
    return graph(people, edges)


TALKS = talks()
