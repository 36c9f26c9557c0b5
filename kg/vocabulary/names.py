"""Names that are known beforehand: countries with their people, places, bodies; and the words that make a name one of these."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.names import ARTICLE, entity_id
from kg.vocabulary.source import Reader

WORD = re.compile(r"\w+")
SHOUTED = 4  # from this length on a place is known in capitals, too ("KUALA LUMPUR", but "IRAN" and not "UK" twice)
Named = Iterator[tuple[str, "Entry"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a name means. `code` is C (country), N (of a country: adjective or people), L (place), O (organization), G (organ of a state)
    or M (members of a party).

    `id` and `name` are those of the thing that is meant: of the country, where `code` is N. `country` is the id of the country that it
    lies in, belongs to or, as its capital or seat of power, speaks for, `region` the name of that where a city lies; `adjective` tells
    that a country's name is one, too ("US"). An `ambiguous` name means something else as often.
    """

    code: str
    id: str
    name: str
    kind: str
    country: str | None = None
    ambiguous: bool = False
    speaks: bool = False
    adjective: bool = False
    namesake_in: str | None = None
    iso2: str | None = None
    wikidata: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a word in a name says of the thing: its kind; whether it is a place; whether a state has it as an organ; whether it needs
    no capital."""

    kind: str
    place: bool = False
    state: bool = False
    lower: bool = False
    suffix: bool = False


def read_names(read: Reader) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
    """Return all known names by their first word, the longest first. Of two things with one name the first file's counts."""
    countries = read("countries.toml")["country"]
    ids = _ids(countries)
    found: dict[str, Entry] = {}
    for source in (
        _countries(countries),
        _seats(ids, read),
        _organizations(ids, read),
        _parties(read),
        _regions(ids, read),
        _capitals(countries),
        _cities(ids, read),
    ):
        for name, entry in source:
            found.setdefault(name, entry)
    for name, entry in list(found.items()):
        if entry.code in "CL" and len(name) >= SHOUTED:
            found.setdefault(name.upper(), entry)
    return _by_first_word(found)


def _ids(countries: list[dict[str, Any]]) -> Mapping[str, str]:
    return {table["iso2"]: entity_id("place", table["iso2"]) for table in countries if "iso2" in table}


def _by_first_word(found: Mapping[str, Entry]) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
    grouped: dict[str, list[tuple[str, Entry]]] = {}
    for name, entry in found.items():
        if first := WORD.match(name):
            grouped.setdefault(first[0], []).append((name, entry))
    return {word: tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair[0]))) for word, names in grouped.items()}


def _countries(tables: list[dict[str, Any]]) -> Named:
    for table in tables:
        unsure = set(table.get("ambiguous", ()))
        country = Entry(
            code="C",
            id=_country_id(table),
            name=table["name"],
            kind=table["kind"],
            country=_country_id(table),
            iso2=table.get("iso2"),
            wikidata=table.get("wikidata"),
            namesake_in=entity_id("place", table["namesake_in"]) if "namesake_in" in table else None,
        )
        for name in (table["name"], *table.get("names", ())):
            yield ARTICLE.sub("", name), replace(country, ambiguous=name in unsure, adjective=name in table.get("adjectives", ()))
        for name in (*table.get("adjectives", ()), *table.get("people", ())):
            if name not in table.get("names", ()):
                yield name, replace(country, code="N", ambiguous=name in unsure)


def _country_id(table: Mapping[str, Any]) -> str:
    return entity_id("place", table.get("iso2") or table["name"])


def _capitals(tables: list[dict[str, Any]]) -> Named:
    for table in tables:
        if capital := table.get("capital"):
            name = re.sub(r" \(.*\)$", "", capital)
            entry = Entry(
                code="L",
                id=entity_id("place", name, table.get("iso2", "").lower() or None),
                name=name,
                kind="city",
                country=_country_id(table),
                speaks=True,
            )
            for spelling in (name, *table.get("capital_names", ())):
                yield spelling, replace(entry, ambiguous=spelling in table.get("ambiguous", ()))


def _seats(ids: Mapping[str, str], read: Reader) -> Named:
    for table in read("seats.toml")["seat"]:
        country = ids.get(table.get("country", ""))
        entry = Entry(
            code="G" if table["org"] else "L",
            id=entity_id("organization" if table["org"] else "place", table["name"]),
            name=table["name"],
            kind=table["kind"],
            country=country,
            speaks=bool(country),
        )
        for name in (table["name"], *table.get("names", ())):
            yield ARTICLE.sub("", name), replace(entry, ambiguous=name in table.get("ambiguous", ()))


def _regions(ids: Mapping[str, str], read: Reader) -> Named:
    for table in read("regions.toml")["region"]:
        entry = _region(table, ids)
        for name in (table["name"], *table.get("names", ())):
            yield ARTICLE.sub("", name), replace(entry, ambiguous=name in table.get("ambiguous", ()))


def _region(table: Mapping[str, Any], ids: Mapping[str, str]) -> Entry:
    return Entry(
        code="L",
        id=entity_id("place", table["name"], table.get("country", "").lower() or None),
        name=table["name"],
        kind=table["kind"],
        country=ids.get(table.get("country", "")),
    )


def _cities(ids: Mapping[str, str], read: Reader) -> Named:
    data = read("cities.toml")
    unsure = frozenset(data["ambiguous"])
    for name, iso2, region, *spellings in data["city"]:
        bare = name.partition(",")[0]
        entry = Entry(
            code="L",
            id=entity_id("place", name, (iso2 or region).lower() or None),
            name=bare,
            kind="city",
            country=ids.get(iso2),
            region=region or None,
        )
        for spelling in (name, *spellings):
            yield spelling, replace(entry, ambiguous=spelling in unsure)


def _organizations(ids: Mapping[str, str], read: Reader) -> Named:
    data = read("organizations.toml")
    state = {kind["kind"] for kind in data["form"]["heads"] if kind.get("state")}
    for table in data["organization"]:
        country = ids.get(table.get("country", ""))
        entry = Entry(
            code="G" if country and table["kind"] in state else "O",
            id=entity_id("organization", table["name"]),
            name=table["name"],
            kind=table["kind"],
            country=country,
            wikidata=table.get("wikidata"),
        )
        for name in (table["name"], *table.get("names", ()), *table.get("acronyms", ())):
            yield ARTICLE.sub("", name), replace(entry, ambiguous=name in table.get("ambiguous", ()))


def _parties(read: Reader) -> Named:
    for table in read("parties.toml")["party"]:
        for word in table["words"]:
            yield word, _party(table)


def _party(table: Mapping[str, Any]) -> Entry:
    return Entry(code="M", id=entity_id("organization", table["name"]), name=table["name"], kind="party")


def read_party_marks(read: Reader) -> Mapping[str, Entry]:
    """Return the parties by the letters that stand for them behind a name: "D"."""
    return {table["mark"]: _party(table) for table in read("parties.toml")["party"] if "mark" in table}


def read_states(read: Reader) -> Mapping[str, Entry]:
    """Return the regions that have abbreviations, by these and by their names: "Tex.", "TX", "Texas"."""
    ids = _ids(read("countries.toml")["country"])
    tables = [table for table in read("regions.toml")["region"] if "abbreviations" in table]
    return {word: _region(table, ids) for table in tables for word in (table["name"], *table["abbreviations"])}


def read_forms(read: Reader) -> Mapping[str, Form]:
    """Return what words at the end of a name, or before "of", make of it, by the words in lower case."""
    forms = read("organizations.toml")["form"]
    found: dict[str, Form] = {}
    for group, more in (("heads", {}), ("heads_place", {"place": True}), ("suffixes", {"suffix": True})):
        for table in forms[group]:
            for words in table["words"]:
                found.setdefault(words, Form(kind=table["kind"], state=table.get("state", False), lower=table.get("lower", False), **more))
    return found
