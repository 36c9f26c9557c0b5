"""A place where something is named, by tokens."""

from dataclasses import dataclass

from kg.vocabulary import Entry

# how far a source of names is trusted: where two names of one length overlap, the first counts
SOURCES = ("known", "form", "title", "model", "memory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The tokens `start:end` name a person (code P), organization (O), organ of a state (G), place (L), country (C) or people of a
    country (N).

    `name` is what they say, without brackets and possessives; `entry` is what the vocabulary knows of it; `source` tells how it was found.
    """

    start: int
    end: int
    code: str
    name: str
    source: str
    kind: str | None = None
    entry: Entry | None = None
    owner: str | None = None
