"""Stage 5a: which mentions of persons in a document mean one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.mentions import Mention
from kg.names import entity_id, person_key, romanized, words_of

Words = tuple[str, ...]


def resolve_people(mentions: Sequence[Mention], document_id: str, nicknames: Mapping[str, str]) -> list[str | None]:
    """Return the id of the person that each mention (all of code P) names.

    A surname, or a part of a name from its beginning, joins the only full name that has it ("Okafor" -> "Ada Okafor"); of several, the
    only one
    told before it; else it means nobody that is known: None. A name of one word that no full name has is a person of this document alone.
    """
    keys = [_words(mention, nicknames) for mention in mentions]
    full = _merged({key: i for i, key in reversed(list(enumerate(keys))) if len(key) > 1})
    ids: list[str | None] = []
    for i, key in enumerate(keys):
        owner = full.get(key) or _owner(key, i, full, keys)
        if owner:
            ids.append(f"person:{'-'.join(owner)}")
        elif len(key) == 1 and not _fitting(key, full):
            ids.append(entity_id("person", key[0], document_id[:8]))
        else:
            ids.append(None)
    return ids


def _words(mention: Mention, nicknames: Mapping[str, str]) -> Words:
    key = tuple(person_key(mention.name, nicknames).split("-"))
    return key if len(words_of(mention.name)) > 1 else tuple(romanized(word) for word in words_of(mention.name))


def _merged(full: Mapping[Words, int]) -> dict[Words, Words]:
    """Return for each full name the longest one that it is the end of: "Arabnejad Khanooki" is "Hamid Arabnejad Khanooki"."""
    return {
        key: max(
            (other for other in full if other[-len(key) :] == key or _initials(key, other) or _middle(key, other)),
            key=lambda other: (len(other), other),
        )
        for key in full
    }


def _middle(short: Words, long: Words) -> bool:
    """Tell whether one name has names in the middle that the other leaves out: "Ada Okafor", "Ada Mary Okafor"."""
    return 1 < len(short) < len(long) and short[0] == long[0] and short[-1] == long[-1]


def _initials(short: Words, long: Words) -> bool:
    """Tell whether one name has initials for given names that the other spells out: "A Heagle", "Anna Heagle"."""
    return (
        len(short) == len(long)
        and short[-1] == long[-1]
        and all(a == b or len(a) == 1 and b.startswith(a) for a, b in zip(short, long, strict=True))
    )


def _owner(key: Words, i: int, full: Mapping[Words, Words], keys: Sequence[Words]) -> Words | None:
    fitting = _fitting(key, full)
    if len(fitting) > 1:
        told = {full[k] for k in keys[:i] if k in full}
        fitting = [name for name in fitting if name in told]
    return fitting[0] if len(fitting) == 1 else None


def _fitting(key: Words, full: Mapping[Words, Words]) -> list[Words]:
    """Return the full names that end in the words, or where there is none begin with them."""
    names = sorted(set(full.values()))
    return [name for name in names if name[-len(key) :] == key] or [name for name in names if name[: len(key)] == key]
