"""An actor's card: a head, then a section for each kind of edge, each fact with the sentences that it was read from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from kg.identity import document_node_id
from kg.model import Edge, Entity, Graph
from kg.schema import load_schema
from kg.show.cite import document_caption, one_line, quotes
from kg.vocabulary.source import read_data

Direction = Literal["out", "in"]

_FEW = 3  # sentences shown for a fact: more say nothing new, and the graph has them all
_DETAILS = ("status", "capacity", "as", "verb", "via", "direct", "modality")


def card(graph: Graph, entity: Entity) -> str:
    """Return what the graph says of a node, as lines of text."""
    nodes = {node.id: node for node in graph.nodes}
    sections = _sections(graph.edges, entity.id)
    parts = [_head(entity, nodes)]
    for name, direction, heading in _headings(key[0] for key in sections):
        if edges := sections.get((name, direction)):
            is_list = (name, direction) == ("MENTIONED_IN", "out")
            facts = _documents(graph, edges, entity) if is_list else _facts(graph, edges, direction, nodes)
            parts.append("\n".join([heading, *facts]))
    return "\n\n".join(parts)


def _head(entity: Entity, nodes: Mapping[str, Entity]) -> str:
    lines = [f"{one_line(entity.name)}  ({_kind(entity)}, {entity.id})"]
    if entity.aliases:
        lines.append("also called " + ", ".join(map(one_line, entity.aliases)))
    own = {name: value for name, value in entity.properties.items() if name not in ("kind", "text")}
    if speakers := own.pop("asserted_by", None):
        own["said by"] = " and ".join(_name(one, nodes) for one in str(speakers).split(", "))
    lines += [f"{name}: {one_line(str(value))}" for name, value in sorted(own.items()) if value not in (None, "")]
    return "\n".join(lines)


def _kind(entity: Entity) -> str:
    kind = entity.properties.get("kind")
    return f"{entity.type}, {kind}" if kind else entity.type


def _sections(edges: Iterable[Edge], node: str) -> Mapping[tuple[str, Direction], list[Edge]]:
    sections: defaultdict[tuple[str, Direction], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.source == node:
            sections[edge.type, "out"].append(edge)
        if edge.target == node:
            sections[edge.type, "in"].append(edge)
    return sections


def _headings(present: Iterable[str]) -> Iterator[tuple[str, Direction, str]]:
    """Yield edge types, directions and headings in the order of kg/data/card.toml, other types after them."""
    known = read_data("card.toml")
    labels = {name: edge.label for name, edge in load_schema().edges.items()}
    for name in [*known, *sorted(set(present) - known.keys())]:
        label = labels.get(name, name).capitalize()
        names = known.get(name, {"out": label, "in": f"{label}: the other way round"})
        yield name, "out", names["out"]
        yield name, "in", names["in"]


def _facts(graph: Graph, edges: Iterable[Edge], direction: Direction, nodes: Mapping[str, Entity]) -> Iterator[str]:
    """Yield a line for each fact, and under it its sentences; edges that read alike are one fact."""
    facts: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        facts[_fact(edge, direction, nodes)].append(edge)
    for fact, same in sorted(facts.items(), key=lambda item: (_is_past(item[1][0]), item[0].casefold())):
        yield f"  {fact}"
        sentences = list(quotes(graph, (item for edge in same for item in edge.evidence)))
        yield from (f"      {sentence}" for sentence in sentences[:_FEW])
        if len(sentences) > _FEW:
            yield f"      and {len(sentences) - _FEW} more"


def _is_past(edge: Edge) -> bool:
    return edge.properties.get("status") == "former"


def _fact(edge: Edge, direction: Direction, nodes: Mapping[str, Entity]) -> str:
    other = _name(edge.target if direction == "out" else edge.source, nodes)
    title = one_line(str(edge.properties.get("title") or ""))
    details = ", ".join(_details(edge, nodes))
    text = _with_title(edge.type, title, other, direction) if title else other
    return f"{text} ({details})" if details else text


def _with_title(kind: str, title: str, other: str, direction: Direction) -> str:
    if kind == "HAS_ROLE":
        return f"{title} of {other}" if direction == "out" else f"{title}: {other}"
    return f"{other}, as {title}"


def _details(edge: Edge, nodes: Mapping[str, Entity]) -> Iterator[str]:
    properties = edge.properties
    for name in _DETAILS:
        value = properties.get(name)
        if isinstance(value, str) and value not in ("", "asserted", "current"):
            yield one_line(value)
    if basis := properties.get("basis"):
        yield {"office": "by office", "background": "background knowledge"}.get(str(basis), str(basis))
    if speakers := properties.get("asserted_by"):
        yield "says " + " and ".join(_name(one, nodes) for one in str(speakers).split(", "))
    if at := properties.get("at"):
        yield f"at {_name(str(at), nodes)}"
    yield from _dates(properties.get("start_date"), properties.get("end_date"))


def _dates(start: object, end: object) -> Iterator[str]:
    if start and end:
        yield f"{start} to {end}"
    elif start or end:
        yield f"since {start}" if start else f"until {end}"


def _documents(graph: Graph, edges: Iterable[Edge], entity: Entity) -> Iterator[str]:
    """Yield a line for each document, with how often it mentions the node."""
    documents = {document_node_id(document): document for document in graph.documents}
    mentions = Counter(item.span.doc for item in entity.evidence)
    for edge in edges:
        if document := documents.get(edge.target):
            count = mentions[document.id]
            yield f"  {document_caption(document)}" + (f" ({count} mentions)" if count > 1 else "")


def _name(node: str, nodes: Mapping[str, Entity]) -> str:
    return one_line(nodes[node].name) if node in nodes else node
