"""Stage 5a: which mentions of persons in a document mean one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set

from kg.mentions import Mention
from kg.names import entity_id, person_key, romanized, words_of

Words = tuple[str, ...]
ESTABLISHED = 2  # how often a person is named before a namesake comes, so that the bare surname goes on meaning the first
MISSPELT = 6  # letters of a name that may be written with one letter wrong


def resolve_people(mentions: Sequence[Mention], document: str, nicknames: Mapping[str, str]) -> list[str | None]:
    """Return the id of the person that each mention (all of code P) names.

    `document` tells the document from all others.

    A surname, or a part of a name from its beginning, joins the only full name that has it ("Okafor" -> "Ada Okafor"); of several, the only
    one told before it, or the one that was established before the others came; else it means nobody that is known: None. A name of one
    word that no full name has is a person of this document alone.
    """
    keys = _keys(mentions, nicknames)
    full = _merged(Counter(key for key in keys if len(key) > 1))
    parts = _by_part(set(full.values()))
    swapped = _by_letters(set(full.values()))
    ends: dict[str, set[Words]] = {}  # the full names told so far, by their last word
    told: Counter[Words] = Counter()
    established: dict[Words, Words] = {}
    ids: list[str | None] = []
    for key in keys:
        fitting = _fitting(key, parts) or _spelt_otherwise(key, swapped)
        among = [name for name in fitting if told[name]] if len(fitting) > 1 else fitting
        owner = full.get(key) or _only(among) or established.get(key[-1:])
        if key in full and not told[full[key]]:
            rival = _only(sorted(ends.setdefault(full[key][-1], set())))
            if rival and told[rival] >= ESTABLISHED:
                established[rival[-1:]] = rival
            ends[full[key][-1]].add(full[key])
        if owner:
            told[owner] += 1
            ids.append(f"person:{'-'.join(owner)}")
        else:
            ids.append(entity_id("person", key[0], document) if len(key) == 1 and not fitting else None)
    return ids


def _only(names: Sequence[Words]) -> Words | None:
    return names[0] if len(names) == 1 else None


def _keys(mentions: Sequence[Mention], nicknames: Mapping[str, str]) -> list[Words]:
    """Return the words of each name, spelt in one way; a nickname is spelt out, unless it is a part of another's name ("Ben" of
    "Hassan Ben Okafor")."""
    plain = [tuple(romanized(word) for word in words_of(mention.name)) for mention in mentions]
    ends = {words[i:] for words in plain for i in range(1, len(words))}
    return [
        words if len(words) == 1 or words in ends else tuple(person_key(mention.name, nicknames).split("-"))
        for mention, words in zip(mentions, plain, strict=True)
    ]


def _by_letters(names: Set[Words]) -> Mapping[str, list[Words]]:
    """Return the full names by the letters of their surnames, sorted."""
    found: dict[str, list[Words]] = {}
    for name in sorted(names):
        found.setdefault("".join(sorted(name[-1])), []).append(name)
    return found


def _spelt_otherwise(key: Words, swapped: Mapping[str, Sequence[Words]]) -> list[Words]:
    """Return the full names of which a single word is the surname with two letters that changed places ("Okafro"); one letter more or
    another is somebody else's surname: Johnson, Johnston."""
    if len(key) > 1 or len(key[0]) < MISSPELT:
        return []
    return [name for name in swapped.get("".join(sorted(key[0])), ()) if _one_letter(name[-1], key[0])]


def _merged(full: Mapping[Words, int]) -> dict[Words, Words]:
    """Return for each full name, of which it is told how often it stands there, the longest that it is a shorter form of ("Mary Okafor" is
    "Ada Mary Okafor"), or what it is a slip of."""
    by_last: dict[str, list[Words]] = {}
    for name in full:
        by_last.setdefault(name[-1], []).append(name)
    longest = {
        key: max(
            (other for other in by_last[key[-1]] if other[-len(key) :] == key or _initials(key, other) or _middle(key, other)),
            key=lambda other: (len(other), other),
        )
        for key in full
    }
    alike: dict[tuple[Words | None, Words | None], list[Words]] = {}
    for name in full:
        alike.setdefault((name[:-1], None), []).append(name)
        alike.setdefault((None, name[1:]), []).append(name)
    return {key: _meant(key, full, {*alike[key[:-1], None], *alike[None, key[1:]]}) or name for key, name in longest.items()}


def _meant(key: Words, full: Mapping[Words, int], alike: Collection[Words]) -> Words | None:
    """Return the full name that one told once is a slip of: one letter of its surname, or inside its first name, is wrong."""
    if full[key] > 1:
        return None
    return _only(sorted(name for name in alike if (full[name], name) > (1, key) and _is_slip(key, name)))


def _is_slip(key: Words, name: Words) -> bool:
    if name[:-1] == key[:-1]:
        return len(key[-1]) >= MISSPELT and _one_letter(name[-1], key[-1])
    first = name[1:] == key[1:] and len(key[0]) >= MISSPELT and key[0][-1] == name[0][-1]
    return first and _one_letter(name[0], key[0])


def _one_letter(a: str, b: str) -> bool:
    """Tell whether two words differ in one letter: another, one more or less, or two that change places."""
    short, long = sorted((a, b), key=len)
    i = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return len(long) == len(short) + 1 and short[i:] == long[i + 1 :]
    return short[i + 1 :] == long[i + 1 :] or short[i:][:2] == long[i:][:2][::-1] and short[i + 2 :] == long[i + 2 :]


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
