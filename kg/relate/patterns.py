"""Stage 6c: the patterns of kg/data/patterns and what they find in the rows of a document."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import SchemaError
from kg.model import Properties
from kg.relate.items import Item, Row
from kg.relate.language import compile_pattern
from kg.vocabulary.source import read_data

FOLDER = "patterns"
PHRASES = "phrases.toml"
FIELDS = frozenset({"match", "example", "near_miss", "properties", "confidence", "not_kinds", "sure", "named"})
GROUPED = re.compile(r"\(.*\)")  # from the first bracket to the last: what may be absent or otherwise
GROUP = re.compile(r"^([a-z]+)\d*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A way in which English says something. `rule` names it in evidence: "represents#2" is the second pattern of represents.toml.

    A source, or a body that has members, of one of the kinds `not_kinds` isn't meant; where it is `sure`, nor is one that the language
    model alone sees and no word of its name says what it is; where it is `named`, a pronoun is no end of it.
    """

    rule: str
    edge: str
    expression: re.Pattern[str]
    example: str
    near_miss: str
    properties: Properties
    status: str | None
    confidence: float
    needs: frozenset[str]
    not_kinds: frozenset[str]
    sure: bool
    named: bool

    def means_kind(self, item: Item) -> bool:
        """Tell whether something of this kind can be a source, or a body that has members."""
        return item.mention is None or item.mention.kind not in self.not_kinds

    def means(self, source: Item, target: Item, forms: Container[str]) -> bool:
        """Tell whether the two can be the ends of what the pattern says."""
        mention = source.mention
        return (
            mention is not None
            and self.means_kind(source)
            and not (self.sure and mention.source == "model" and mention.name.lower().split()[-1] not in forms)
            and not (self.named and (source.meant or target.meant))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A place where a pattern fits: the items of each of its groups (a digit behind a group's name makes it the same group once more)."""

    pattern: Pattern
    row: Row
    facts: tuple[Mapping[str, Sequence[Item]], ...]


@cache
def load_patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Return the patterns by the name of their file, in order of name. Raises SchemaError where a file isn't as it has to be."""
    phrases = read_data(f"{FOLDER}/{PHRASES}")["phrases"]
    names = sorted(file.name for file in (files("kg") / "data" / FOLDER).iterdir() if file.name.endswith(".toml") and file.name != PHRASES)
    return {name.removesuffix(".toml"): tuple(_patterns(name, phrases)) for name in names}


def _patterns(name: str, phrases: Mapping[str, str]) -> Iterator[Pattern]:
    data = read_data(f"{FOLDER}/{name}")
    for number, table in enumerate(data["pattern"], 1):
        where = f"kg/data/{FOLDER}/{name}: pattern {number}"
        if unknown := set(table) - FIELDS:
            raise SchemaError(f"{where} has {', '.join(sorted(unknown))}; it may have {', '.join(sorted(FIELDS))}")
        if missing := {"match", "example", "near_miss"} - set(table):
            raise SchemaError(f"{where} has no {', '.join(sorted(missing))}; a pattern needs a match, an example and a near miss")
        yield Pattern(
            rule=f"{name.removesuffix('.toml')}#{number}",
            edge=data["edge"],
            expression=compile_pattern(table["match"], phrases, where),
            example=table["example"],
            near_miss=table["near_miss"],
            properties={key: value for key, value in table.get("properties", {}).items() if key != "status"},
            status=table.get("properties", {}).get("status"),
            confidence=table.get("confidence", 0.9),
            needs=_needs(table["match"]),
            not_kinds=frozenset(table.get("not_kinds", ())),
            sure=table.get("sure", False),
            named=table.get("named", False),
        )


def _needs(match: str) -> frozenset[str]:
    """Return the codes that a row must have for the pattern to fit: those of items that stand alone in braces and can't be absent (L
    has two)."""
    return frozenset(re.findall(r"\{([A-KM-Z])(?::\w+)?\}(?![?*])", GROUPED.sub("", match)))


def readings_of(patterns: Sequence[Pattern], rows: Sequence[Row]) -> Iterator[Reading]:
    """Yield all places where the patterns fit, row by row. A pattern's places don't overlap each other."""
    for row in rows:
        codes = {item.code for item in row.items}
        for pattern in patterns:
            if pattern.needs <= codes:
                for match in pattern.expression.finditer(row.text):
                    yield Reading(pattern=pattern, row=row, facts=_facts(match, row))


def _facts(match: re.Match[str], row: Row) -> tuple[Mapping[str, Sequence[Item]], ...]:
    facts: dict[str, dict[str, Sequence[Item]]] = {}
    for name, text in match.groupdict().items():
        if text is not None and (group := GROUP.match(name)):
            items = row.items[row.at(match.start(name)) : row.at(match.end(name) - 1) + 1]
            facts.setdefault(name[len(group[1]) :], {})[group[1]] = items
    return tuple(facts[number] for number in sorted(facts))
