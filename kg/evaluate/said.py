"""Which events and quotations of a gold file a graph has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.edges import UNSAID, modality
from kg.evaluate.gold import Gold, Happening, Quotation
from kg.evaluate.nodes import Standing, assigned
from kg.evaluate.words import plain
from kg.model import Edge, Entity, Graph

MORE = 4  # participants that an event may have beyond those of its line


def missing_happenings(graph: Graph, gold: Gold, standing: Standing) -> list[Happening]:
    """Return the events that no event of the graph, each taken once, can be."""
    events = [node for node in graph.nodes if node.type == "Event" and modality(node) not in UNSAID]
    places = _ends(graph.edges, "TOOK_PLACE_IN", "source")
    actors = _ends(graph.edges, "PARTICIPATED_IN", "target")
    fitting = {
        i: [event.id for event in events if _fits(event, happening, actors.get(event.id, []), places.get(event.id, []), standing)]
        for i, happening in enumerate(gold.happenings)
    }
    taken = assigned(fitting, fitting)
    return [happening for i, happening in enumerate(gold.happenings) if i not in taken]


def _ends(edges: Sequence[Edge], type_: str, side: str) -> Mapping[str, list[str]]:
    """Return the ends of the edges of a type that are no events, by the event."""
    found: dict[str, list[str]] = {}
    for edge in edges:
        if edge.type == type_:
            event, other = (edge.source, edge.target) if side == "source" else (edge.target, edge.source)
            found.setdefault(event, []).append(other)
    return found


def _fits(event: Entity, happening: Happening, actors: Sequence[str], places: Sequence[str], standing: Standing) -> bool:
    label = " " + plain(f"{event.properties.get('kind', '')} {event.name}")
    return (
        any(" " + plain(kind) in label for kind in happening.kinds)
        and str(event.properties.get("start_date") or "").startswith(happening.start)
        and (not happening.places or any(standing.is_one_of(place, happening.places) for place in places))
        and all(any(standing.is_one_of(actor, who) for actor in (*actors, *places)) for who in happening.participants)
        and len(actors) <= len(happening.participants) + MORE
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The quotations that nobody fitting says, and the SAID edges from others than the speaker, each with the line that it belies."""

    missing: Sequence[Quotation]
    wrong: Sequence[tuple[Quotation, Edge]]


def quoted(graph: Graph, gold: Gold, standing: Standing) -> Quoted:
    """Compare the statements with the quotations, each taken once."""
    left = {node.id: plain(str(node.properties.get("text") or node.name)) for node in graph.nodes if node.type == "Statement"}
    missing, wrong = [], []
    for quotation in gold.quotations:
        statement = next((i for i, text in left.items() if f"{text} ".startswith(f"{quotation.start} ")), None)
        said = [edge for edge in graph.edges if edge.type == "SAID" and edge.target == statement]
        fitting = [edge for edge in said if standing.is_one_of(edge.source, quotation.speakers)]
        missing += [] if fitting else [quotation]
        wrong += [(quotation, edge) for edge in said if edge not in fitting]
        left.pop(statement or "", None)
    return Quoted(missing=missing, wrong=wrong)
