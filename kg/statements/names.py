"""What a document names, by token, as far as finding a speaker needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.mentions import Mention, Title
from kg.model import Edge
from kg.relate.context import Context
from kg.statements.marks import Quotation, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

# how sure a speaker is that a name, a pronoun, or what describes the only person around tells
NAMED, MEANT, LIKELY = 0.9, 0.75, 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """An entity, the tokens that name it, or stand for it, and how sure that is."""

    entity: str
    first: int
    last: int
    confidence: float = NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a document names, by token. `ids` are the entities of mentions by their first token, `owners` the countries of bodies.

    `meant` are the entities that words such as "the ministry" and "She" stand for, `offices` the people by the last words of their titles,
    `quoted` the tokens inside `quotations`.
    """

    doc: Doc
    mentions: Mapping[int, Mention]
    titles: Mapping[int, Title]
    ids: Mapping[int, str]
    owners: Mapping[str, str]
    meant: Mapping[int, str]
    offices: Mapping[str, frozenset[str]]
    quotations: Sequence[Quotation]
    quoted: frozenset[int]
    sexes: dict[str, str] = field(default_factory=dict)  # "he" or "she", of the people whom one of these meant so far
    told: dict[int, Speaker] = field(default_factory=dict)  # speakers that were found so far, by the token of their cue

    def entity(self, i: int) -> str | None:
        """Return the entity that the token is part of the name of."""
        mention = self.mentions.get(i)
        return self.ids.get(mention.start) if mention else None


def names_of(context: Context, mentions: Sequence[Mention], titles: Sequence[Title], edges: Sequence[Edge]) -> Names:
    """Return what a document names. `edges` are those of relations: they tell who "the minister" is."""
    items = [item for row in context.rows for item in row.items]
    held = [(edge.source, str(edge.properties["title"])) for edge in edges if edge.type == "HAS_ROLE" and "title" in edge.properties]
    quotations = find_quotations(context.annotated)
    return Names(
        doc=context.annotated.doc,
        mentions={i: mention for mention in mentions for i in range(mention.start, mention.end)},
        titles={i: title for title in titles for i in range(title.start, title.end)},
        ids=context.resolved.ids,
        owners=context.resolved.owners,
        meant={item.start: item.entity for item in items if item.meant and item.entity},
        offices=offices_of(held),
        quotations=quotations,
        quoted=frozenset(i for q in quotations for i in range(q.before, q.after)),
    )


def offices_of(pairs: Sequence[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Return the people by the last word of their titles, of pairs of a person and a title."""
    found: dict[str, set[str]] = {}
    for person, title in pairs:
        found.setdefault(title.rsplit(" ", 1)[-1], set()).add(person)
    return {word: frozenset(people) for word, people in found.items()}
