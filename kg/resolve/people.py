"""Stage 5a: which mentions of persons in a document mean one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from kg.mentions import Mention
from kg.names import entity_id, person_key, romanized, words_of

Words = tuple[str, ...]


def resolve_people(mentions: Sequence[Mention], document: str, nicknames: Mapping[str, str]) -> list[str | None]:
    """Return the id of the person that each mention (all of code P) names.

    `document` tells the document from all others.

    A surname, or a part of a name from its beginning, joins the only full name that has it ("Okafor" -> "Ada Okafor"); of several, the only
    one told before it; else it means nobody that is known: None. A name of one word that no full name has is a person of this
    document alone.
    """
    keys = [_words(mention, nicknames) for mention in mentions]
    full = _merged({key for key in keys if len(key) > 1})
    parts = _by_part(set(full.values()))
    told: set[Words] = set()
    ids: list[str | None] = []
    for key in keys:
        fitting = _fitting(key, parts)
        among = fitting if len(fitting) < 2 else [name for name in fitting if name in told]
        owner = full.get(key) or (among[0] if len(among) == 1 else None)
        told |= {full[key]} if key in full else set()
        if owner:
            ids.append(f"person:{'-'.join(owner)}")
        else:
            ids.append(entity_id("person", key[0], document) if len(key) == 1 and not fitting else None)
    return ids


def _words(mention: Mention, nicknames: Mapping[str, str]) -> Words:
    key = tuple(person_key(mention.name, nicknames).split("-"))
    return key if len(words_of(mention.name)) > 1 else tuple(romanized(word) for word in words_of(mention.name))


def _merged(full: Set[Words]) -> dict[Words, Words]:
    """Return for each full name the longest that it is a shorter form of: "Mary Okafor" is "Ada Mary Okafor"."""
    by_last: dict[str, list[Words]] = {}
    for name in full:
        by_last.setdefault(name[-1], []).append(name)
    return {
        key: max(
            (other for other in by_last[key[-1]] if other[-len(key) :] == key or _initials(key, other) or _middle(key, other)),
            key=lambda other: (len(other), other),
        )
        for key in full
    }


def _middle(short: Words, long: Words) -> bool:
    """Tell whether one name has names in the middle that the other leaves out: "Ada Okafor", "Ada Mary Okafor"."""
    return 1 < len(short) < len(long) and short[0] == long[0] and short[-1] == long[-1]


def _initials(short: Words, long: Words) -> bool:
    """Tell whether one name has initials for given names that the other spells out: "A Okafor", "Ada Okafor"."""
    return (
        len(short) == len(long)
        and short[-1] == long[-1]
        and all(a == b or len(a) == 1 and b.startswith(a) for a, b in zip(short, long, strict=True))
    )


def _by_part(names: Set[Words]) -> Mapping[Words, list[Words]]:
    """Return the full names by each of their ends, and by each of their beginnings with an empty word before it."""
    parts: dict[Words, list[Words]] = {}
    for name in sorted(names):
        for i in range(1, len(name) + 1):
            parts.setdefault(name[-i:], []).append(name)
            parts.setdefault(("", *name[:i]), []).append(name)
    return parts


def _fitting(key: Words, parts: Mapping[Words, list[Words]]) -> list[Words]:
    """Return the full names that end in the words, or where there is none begin with them."""
    return parts.get(key) or parts.get(("", *key), [])
