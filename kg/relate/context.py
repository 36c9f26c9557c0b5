"""What a relation can know of the document that it is read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.annotate import Annotated
from kg.dates import Time
from kg.model import Edge, Evidence, Modality, Properties
from kg.relate.items import Item, Row
from kg.relate.patterns import Reading
from kg.resolve import Resolved
from kg.schema import load_schema
from kg.vocabulary import Vocabulary

BACKGROUND = 0.9
MEANT = 0.75  # the confidence of what rests on a pronoun


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A document with its rows of items, its entities and its times."""

    annotated: Annotated
    rows: Sequence[Row]
    resolved: Resolved
    vocabulary: Vocabulary
    times: Sequence[Time]

    def actors(self, items: Sequence[Item]) -> Iterator[Item]:
        """Yield the items that name an entity; of several the persons, if there are any ("A, a director of B, and C" names A and C)."""
        named = [item for item in items if item.entity]
        people = [item for item in named if item.code == "P"]
        return iter(people if len(named) > 1 and people else named)

    def evidence(self, rule: str, confidence: float, items: Sequence[Item], modality: Modality = "asserted") -> Evidence:
        """Return as evidence the shortest span that holds the items."""
        start, end = min(item.start for item in items), max(item.end for item in items)
        confidence = min(confidence, MEANT) if any(item.meant for item in items) else confidence
        return Evidence(
            span=self.annotated.span(start, end),
            sentence=self.annotated.sentence(start, end),
            rule=rule,
            confidence=confidence,
            modality=modality,
        )

    def edge(
        self,
        reading: Reading,
        source: Item,
        target: Item,
        items: Sequence[Item],
        properties: Properties | None = None,
        type_: str | None = None,
    ) -> Edge:
        """Return the edge between what two items name, read from all of `items`."""
        evidence = self.evidence(reading.pattern.rule, reading.pattern.confidence, items)
        return Edge(
            source=source.entity or "",
            target=target.entity or "",
            type=type_ or reading.pattern.edge,
            properties=reading.pattern.properties if properties is None else properties,
            confidence=evidence.confidence,
            evidence=(evidence,),
        )

    def background(self, type_: str, sources: Iterable[str]) -> Iterator[Edge]:
        """Yield what everybody knows: an edge from each of the sources to its country, where the document names that, too."""
        for source in sources:
            country = self.resolved.owners[source]
            if country in self.resolved.entities and country not in self.resolved.implied:
                yield Edge(source=source, target=country, type=type_, properties={"basis": "background"}, confidence=BACKGROUND)

    def allows(self, edge: Edge) -> bool:
        """Tell whether schemas/ allows an edge between its two ends, which are two things."""
        ends = load_schema().edges[edge.type]
        source, target = (self._type(end) for end in (edge.source, edge.target))
        return edge.source != edge.target and source in ends.source and target in ends.target

    def _type(self, end: str) -> str | None:
        """Return the type of an edge's end: of an entity of the document, or of an occupation, which its edges make; None where it is
        neither."""
        if end.startswith("occupation:"):
            return "Occupation"
        return self.resolved.entities[end].type if end in self.resolved.entities else None
