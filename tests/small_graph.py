"""Small invented documents and what they say, for tests of the second half."""

from collections.abc import Sequence
from typing import Any

from kg.model import Document, Edge, Entity, Evidence, Extraction, Span


def document(name: str, text: str, **rest: Any) -> Document:
    return Document(id=name, path=f"news/{name}.txt", text=text, **rest)


def evidence(source: Document, words: str, **rest: Any) -> Evidence:
    """Evidence that quotes the words where they first stand, with the whole text as its sentence."""
    start = source.text.index(words)
    span = Span(doc=source.id, start=start, end=start + len(words))
    return Evidence(span=span, sentence=Span(doc=source.id, start=0, end=len(source.text)), **{"rule": "test#1", **rest})


def entity(source: Document, name: str, words: str, *, title: str | None = None, **rest: Any) -> Entity:
    """An entity with one mention; `name` is its id, "person:ada-moss" say."""
    kind = name.partition(":")[0].capitalize()
    return Entity(id=name, type=kind, name=title or words, evidence=(evidence(source, words),), **rest)


def minister(name: str = "a", status: str = "current", **rest: Any) -> Extraction:
    """One document that says that Ada Moss is minister of Norland, represents it, and met Bo Reyes."""
    source = document(name, f"Ada Moss, trade minister of Norland, met Bo Reyes. Moss was glad. [{name}]", **rest)
    ada = entity(source, "person:ada-moss", "Ada Moss", aliases=("Moss",))
    places = Entity(id="place:nl", type="Place", name="Norland", properties={"kind": "country"}, evidence=(evidence(source, "Norland"),))
    bo = entity(source, "person:bo-reyes", "Bo Reyes")
    role = {"title": "trade minister", "status": status}
    words = evidence(source, "Ada Moss, trade minister of Norland", confidence=0.9)
    edges = [
        Edge(source=ada.id, target=places.id, type="HAS_ROLE", properties=role, evidence=(words,)),
        Edge(source=ada.id, target=places.id, type="REPRESENTS", properties={"basis": "office"}, evidence=(words,)),
    ]
    return extraction(source, [ada, places, bo], edges)


def extraction(source: Document, entities: Sequence[Entity], edges: Sequence[Edge] = ()) -> Extraction:
    return Extraction(document=source, entities=tuple(entities), edges=tuple(edges))
