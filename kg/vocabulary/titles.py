"""What people are called by what they do: the heads of titles and what each implies, from kg/data/titles.toml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import SchemaError

PIECES = re.compile(r"-|[^\s-]+")  # a hyphen is a token of its own, as it is to spaCy


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleKind:
    """What the heads of a kind of title imply: the head of kg/data/titles.toml says what each field means."""

    name: str
    office: bool
    represents: bool
    state: bool
    demonym: str
    person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a title as a sequence of words in lower case, in the singular or plural; `singular` is the title in full."""

    words: tuple[str, ...]
    singular: str
    kind: TitleKind
    plural: bool = False
    rank: bool = False
    sent: bool = False


def read_heads(titles: Mapping[str, Any]) -> Mapping[str, tuple[Head, ...]]:
    """Return the heads of titles by their first word, the longest first. Where a head stands under two kinds, the first counts."""
    found: dict[tuple[str, ...], Head] = {}
    for table in titles["kind"]:
        kind = TitleKind(**{key: table.get(key, False) for key in ("name", "office", "represents", "state", "demonym", "person")})
        ranks, sent = (frozenset(map(str.lower, table.get(key, ()))) for key in ("ranks", "sent"))
        for head in dict.fromkeys([*map(str.lower, table["heads"]), *map(str.lower, table.get("ranks", ()))]):
            for words, plural in ((head, False), (plural_of(head), True)):
                key = tuple(PIECES.findall(words))
                found.setdefault(key, Head(words=key, singular=head, kind=kind, plural=plural, rank=head in ranks, sent=head in sent))
    for short, full in titles["short"].items():
        meant = found.get(tuple(PIECES.findall(full))) or found.get((full.rsplit(" ", 1)[-1],))
        if meant is None:
            raise SchemaError(f'titles.toml: short: "{short}" stands for "{full}", which ends in no head of a title; add that to a kind')
        key = tuple(PIECES.findall(short))
        found[key] = Head(words=key, singular=full, kind=meant.kind, rank=meant.rank, sent=meant.sent)
    return _longest_first(found.values())


def plural_of(head: str) -> str:
    """Return the plural of a title: "secretary of state" -> "secretaries of state", "spokesman" -> "spokesmen"."""
    first, of, rest = head.partition(" of ")
    if first.endswith(("man", "woman")):
        first = first[:-2] + "en"
    elif first.endswith("y") and first[-2:-1] not in tuple("aeiou"):
        first = first[:-1] + "ies"
    else:
        first += "es" if first.endswith(("s", "ch", "x")) else "s"
    return first + of + rest


def _longest_first(heads: Iterable[Head]) -> Mapping[str, tuple[Head, ...]]:
    grouped: dict[str, list[Head]] = {}
    for head in heads:
        grouped.setdefault(head.words[0], []).append(head)
    return {word: tuple(sorted(group, key=lambda head: (-len(head.words), head.words))) for word, group in grouped.items()}
