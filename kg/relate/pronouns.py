"""Stage 6b: pronouns that safely mean somebody or something, as items of that: "its director" after "the Ardan Bank said", "She" after
one woman.

Only these are read: "the" and a noun that the name of just one body has; "the country's", "the city's" and "the bank's" after the only
one of the sentence, else of the one before; "whose" behind a name; "its" after the nearest body or country of the sentence, else the
first of the sentence before; "he" and "she" at the beginning of a sentence, "his" and "her", after the only person of the same sentence
or the first of the one before.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.names import words_of
from kg.relate.items import Item
from kg.vocabulary import Vocabulary

Told = Mapping[str, Mapping[str, Item]]  # the bodies told so far, by the words of their names and by id
SUBJECTS = frozenset({"he", "she"})
POSSESSIVES = frozenset({"his", "her"})
ACTORS = frozenset("OGC")
COMPANIES = frozenset({"company", "bank"})  # kinds of bodies that are "the company"
UNNAMED = frozenset({"a", "an", "another", "its", "some"})
NEAR = 5  # items before "the country's" in which a name is just before


def read_pronouns(sentences: Sequence[Sequence[Item]], vocabulary: Vocabulary) -> list[list[Item]]:
    """Return the sentences with those pronouns replaced: "its" and "whose" by the thing and "'s", "he" by the person."""
    read: list[list[Item]] = []
    told: dict[str, dict[str, Item]] = {}
    for sentence in sentences:
        before = read[-1] if read else []
        items: list[Item] = []
        for i, item in enumerate(sentence):
            after = sentence[i + 1] if i + 1 < len(sentence) else None
            meant = _meant(item, i, items, before, told, after) or _owner(item, items, before, after, vocabulary)
            if meant and item.code == "n":
                items.pop()
            items += _read(item, meant)
            if item.mention and item.code in "OG" and item.entity:
                for word in words_of(item.mention.name):
                    told.setdefault(word, {})[item.entity] = item
        read.append(items)
    return read


def _read(item: Item, meant: Item | None) -> list[Item]:
    if meant is None:
        return [item]
    name = replace(meant, start=item.start, end=item.end, meant=True)
    return [name] if item.text in SUBJECTS or item.code == "n" else [name, replace(item, code="x", text="'s")]


def _body(item: Item, items: Sequence[Item], told: Told) -> Item | None:
    """Return the only body told so far that has the noun in its name, where "the" is before it: "the committee", "the Fund"."""
    if not items or items[-1].text != "the":
        return None
    named = told.get(item.text, {})
    return next(iter(named.values())) if len(named) == 1 else None


def _owner(item: Item, items: Sequence[Item], before: Sequence[Item], after: Item | None, vocabulary: Vocabulary) -> Item | None:
    """Return the only country, city or body of the sentence so far, else of the one before, where "the country's", "the city's" or "the
    bank's" stands; a country that was named just before ("Kenya's Ada Okafor, the country's president")."""
    if item.code != "n" or not items or items[-1].text != "the" or after is None or after.text != "'s":
        return None
    noun, words = item.text, vocabulary.words
    kinds = (words["named_countries"], words["named_cities"], words["named_companies"], words["named_bodies"])
    like = next((kind for kind in kinds if noun in kind), frozenset())
    if not like or _another(like, [*before, *items]):
        return None
    if noun in words["named_countries"]:
        near = next((other for other in reversed(items[-NEAR:]) if other.code == "C" and other.entity), None)
        return near or _only(items, before, "CL", "C")
    if noun in words["named_cities"]:
        return _only(items, before, "L", "L")
    body = _only(items, before, "OG", "OG")
    kind = body.mention.kind if body and body.mention else None
    fits = kind is None or noun in kind.split() or kind in COMPANIES and noun in words["named_companies"]
    return body if fits else None


def _another(nouns: Collection[str], items: Sequence[Item]) -> bool:
    """Tell whether such a thing without a name has been told: "a small firm", "its startup"."""
    return any(
        item.text in nouns and any(before.text in UNNAMED for before in items[max(i - NEAR, 0) : i]) for i, item in enumerate(items[:-1])
    )


def _only(items: Sequence[Item], before: Sequence[Item], rivals: str, codes: str) -> Item | None:
    """Return the only thing with a code of `rivals` in the sentence so far, else in the one before, if its code is one of `codes`."""
    for told in (items, before):
        named = {other.entity: other for other in told if other.code in rivals and other.entity}
        if named:
            only = next(iter(named.values()))
            return only if len(named) == 1 and only.code in codes else None
    return None


def _meant(item: Item, i: int, items: Sequence[Item], before: Sequence[Item], told: Told, after: Item | None) -> Item | None:
    if item.code == "n":
        return None if after and after.code in "nOGPTU" else _body(item, items, told)
    if item.code not in "dhx" or item.mention:
        return None
    if item.text == "whose":
        named = [other for other in items[-2:] if other.entity]
        return named[-1] if named else None
    if item.text == "its":
        return next((other for other in reversed(items) if other.code in ACTORS and other.entity), None) or _first(before, ACTORS)
    if item.text in SUBJECTS and i == 0:
        return _first(before, frozenset("P"))
    if item.text in POSSESSIVES:
        apposed = (
            items[-2].entity if len(items) > 1 and items[-1].text == "," and items[-2].code == "P" else None
        )  # "sent X, his envoy": not X's
        people = [other for other in items if other.code == "P" and other.entity != apposed]
        if len({other.entity for other in people}) == 1:
            return people[-1]
        return _first(before, frozenset("P")) if not people and i == 0 else None
    return None


def _first(items: Sequence[Item], codes: frozenset[str]) -> Item | None:
    """Return the first item of a code before any verb, the subject where it is one; else the only one, unless it is an agent
    ("appointed by X")."""
    verb = next((i for i, item in enumerate(items) if item.code == "v"), len(items))
    named = [(i, item) for i, item in enumerate(items) if item.code in codes and item.entity]
    if named and (named[0][0] < verb or len({item.entity for _, item in named}) == 1):
        i, item = named[0]
        return None if any(other.text == "by" for other in items[max(i - 3, 0) : i]) else item
    return None
