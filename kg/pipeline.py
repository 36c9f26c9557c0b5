"""The first half: from one document to what it says. Read this first: the stages in order, each in a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate import annotate
from kg.asserted import ascribe
from kg.dates import find_times
from kg.events import happen, placed
from kg.mentions import find_mentions
from kg.model import Document, Edge, Entity, Extraction
from kg.relate import Context, relate
from kg.relate.items import encode, items_of
from kg.relate.occupations import occupations
from kg.relate.pronouns import read_pronouns
from kg.resolve import Resolved, resolve
from kg.statements import names_of, state
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.language import Language


def extract(document: Document, nlp: Language, vocabulary: Vocabulary) -> Extraction:
    """Read a document: a pure function of it, the model and the vocabulary, and of no other document."""
    annotated = annotate(document, nlp)
    mentions, titles = find_mentions(annotated, vocabulary)
    resolved = resolve(annotated, mentions, vocabulary)
    items = items_of(annotated, mentions, titles, resolved.ids, vocabulary)
    rows = tuple(encode(sentence) for sentence in read_pronouns(items, vocabulary))
    times = find_times(annotated)
    context = Context(annotated=annotated, rows=rows, resolved=resolved, vocabulary=vocabulary, times=times)
    relations = relate(context)
    names = names_of(context, mentions, titles, relations)
    statements, sayings, voices = state(context, names, times)
    happenings = happen(context, names, times)
    edges = ascribe((*placed(relations, happenings, context), *sayings, *happenings.edges), voices)
    events = ascribe(happenings.entities, voices)
    return Extraction(document=document, entities=(*_told(resolved, edges), *statements, *events), edges=tuple(edges))


def _told(resolved: Resolved, edges: Sequence[Edge]) -> tuple[Entity, ...]:
    """Return the entities of the document, those that are only implied ("a Russian") where an edge ends in them, and the occupations."""
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    named = (entity for name, entity in resolved.entities.items() if name not in resolved.implied or name in ends)
    return (*named, *occupations(edges))
