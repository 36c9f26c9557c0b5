"""Edges that a pattern tells by itself: from each `source` of a reading to each `target`, where no "not" or "possible" stands between."""

from collections.abc import Iterator, Sequence

from kg.model import Edge
from kg.relate.context import Context
from kg.relate.items import Item
from kg.relate.offices import is_unsure
from kg.relate.patterns import Reading
from kg.vocabulary import Vocabulary


def edges(readings: Sequence[Reading], context: Context) -> Iterator[Edge]:
    """Yield the edges of the readings."""
    for reading in readings:
        for fact in reading.facts:
            fact = {**reading.facts[0], **fact}
            targets, sources = fact.get("target", ()), fact.get("source", ())
            for source in context.actors(sources):
                for target in context.actors(targets):
                    if reading.pattern.means(source, target, context.vocabulary.forms) and not _denied(reading, source, target, context):
                        yield context.edge(reading, source, target, [*sources, *targets])


def _denied(reading: Reading, source: Item, target: Item, context: Context) -> bool:
    first, last = sorted((source.start, target.start))
    return any(_denies(item, reading, context.vocabulary) for item in reading.row.items if first < item.start < last)


def _denies(item: Item, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Tell whether an item says that something isn't so, or isn't yet: "not", "possible", of a part of something "future member"."""
    to_be = reading.pattern.edge == "PART_OF" and item.title is not None and item.title.status == "designate"
    return to_be or item.text in vocabulary.words["denials"] or is_unsure(item, vocabulary)
