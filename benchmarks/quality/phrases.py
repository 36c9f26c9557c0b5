"""Which country kg takes a phrase to stand for, on plover-gsr ("Russian official", "President Ada Okafor": the actors of an event).

Names are taken from `kg.resolve` and not from the graph, which leaves out a country that nothing but "French" tells, as long as nothing
is said of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpora import Reader

from kg import Document, extract
from kg.annotate import annotate
from kg.mentions import find_mentions
from kg.resolve import resolve

# edges that lead from an actor to the country that it stands for, the surest first
LEADING = ("REPRESENTS", "HAS_ROLE", "PART_OF", "NATIONALITY", "LOCATED_IN")
BODIES = frozenset({"IGO", "NGO", "ISM"})  # codes that are no country's
OTHER_CODES = {"JAP": "JPN"}  # the corpus's own slip
STEPS = 3  # a minister of a ministry of a country

Names = Sequence[tuple[int, int, str]]  # where a name begins and ends, and the id that it means
Ways = Sequence[tuple[str, str]]  # from an id to one that it stands for, the surest first


def country_codes(tables: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    """Return the three-letter codes by the ids of countries, from the tables of kg/data/countries.toml."""
    return {f"place:{table['iso2'].lower()}": table["iso3"] for table in tables if "iso2" in table and "iso3" in table}


def judged(document: Mapping[str, Any], reader: Reader, codes: Mapping[str, str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield each actor's phrase, the code of its country, and the code that kg gives it (None where it gives none)."""
    names, ways = read(document, reader)
    entities = {entity["id"]: entity for entity in document["entities"]}
    for relation in document["relations"]:
        if relation["type"] == "actor_code" and (code := relation["tail"].removeprefix("c:")) not in BODIES:
            actor = entities[relation["head"]]
            yield actor["name"], OTHER_CODES.get(code, code), country_of_phrase(names, ways, actor["mentions"][0], codes)


def read(source: Mapping[str, Any], reader: Reader) -> tuple[Names, Ways]:
    """Return what names mean in a document, and what leads from there to what it stands for."""
    nlp, vocabulary = reader
    document = Document(id=source["id"], path=source["id"], text=source["text"])
    annotated = annotate(document, nlp)
    mentions, _ = find_mentions(annotated, vocabulary)
    resolved = resolve(annotated, mentions, vocabulary)
    edges = extract(document, nlp, vocabulary).edges
    names = [(annotated.starts[m.start], annotated.ends[m.end - 1], resolved.ids[m.start]) for m in mentions if m.start in resolved.ids]
    return names, [*((e.source, e.target) for kind in LEADING for e in edges if e.type == kind), *resolved.owners.items()]


def country_of_phrase(names: Names, ways: Ways, span: tuple[int, int], codes: Mapping[str, str]) -> str | None:
    """Return the code of the country that the names inside the span stand for, the first of them that leads to one."""
    inside = (name for start, end, name in names if span[0] < end and start < span[1])
    return next((code for name in inside if (code := country_of(name, ways, codes))), None)


def country_of(name: str, ways: Ways, codes: Mapping[str, str]) -> str | None:
    """Return the code of the country that an id means, or stands for by what leads from it."""
    reached = [name]
    for _ in range(STEPS):
        if found := next((codes[node] for node in reached if node in codes), None):
            return found
        reached = [target for source, target in ways if source in reached]
    return None
