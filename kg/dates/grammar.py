"""The expressions of kg/data/dates.toml, compiled, and the words that they are made of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from kg.errors import SchemaError
from kg.vocabulary.source import read_data

PLACEHOLDER = re.compile(r"(?<!P)<([a-z]+?)(\d?)>")
BEFORE = r"(?<![\w$€£¥#])(?<!\d[.,/])"  # no time begins inside a word, a price or a number
BEHIND = r"(?![\w%])(?![.,]\d)"
FIELDS = frozenset({"reading", "match", "near", "example", "after"})
# groups of words by the table of kg/data/dates.toml that says what they mean
TABLES = {"season": "seasons", "offset": "days", "holiday": "holidays", "decade": "decades", "share": "shares", "unit": "units"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """One way to say when: what it looks like, the name of its reading, the class of words of which one must stand before it."""

    pattern: re.Pattern[str]
    reading: str
    example: str
    after: str | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What kg/data/dates.toml gives.

    `near` are the expressions that may be around a word, by words without which no expression is, with 0 for digits. `words` are the
    values of words in lower case, by their table. The patterns of `bounds` end at a time; `sure` are the months that are nothing else.
    """

    expressions: tuple[Expression, ...]
    near: Mapping[str, tuple[Expression, ...]]
    words: Mapping[str, Mapping[str, Any]]
    bounds: Mapping[str, re.Pattern[str]]
    after: Mapping[str, frozenset[str]]
    sure: frozenset[str]
    zones: frozenset[str]
    lead: re.Pattern[str]


@cache
def load_grammar() -> Grammar:
    """Read kg/data/dates.toml. Raises SchemaError where an expression isn't as it has to be."""
    data = read_data("dates.toml")
    groups = _groups(data)
    tables = data["expression"]
    expressions = tuple(_expression(table, groups, number) for number, table in enumerate(tables, 1))
    return Grammar(
        expressions=expressions,
        near=_near(data, expressions),
        words=_values(data),
        bounds={name: _bound(name, words) for name, words in data["bounds"].items() if name != "lead"},
        after={name: frozenset(words) for name, words in data["after"].items()},
        sure=frozenset(data["months"]) - frozenset(data["unsure"]["months"]),
        zones=frozenset(data["unsure"]["zones"]),
        lead=re.compile(rf"(?:(?:{either(data['bounds']['lead'])})\s)*", re.IGNORECASE),
    )


def either(words: Iterable[str]) -> str:
    """Match one of the words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda word: (-len(word), word)))


def _values(data: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    tables = {name: table for name, table in data.items() if isinstance(table, dict)} | {"months": data["months"] | data["short_months"]}
    return {name: {word.lower(): value for word, value in table.items()} for name, table in tables.items()}


def _bound(name: str, words: Iterable[str]) -> re.Pattern[str]:
    if name == "to":
        return re.compile(rf"\s*(?P<word>{either(words)})\s*(?:the\s)?", re.IGNORECASE)
    return re.compile(rf"(?:^|(?<=[\s(“\"]))(?P<word>{either(words)})\s(?P<more>the\s|at\sleast\s)?$", re.IGNORECASE)


def _groups(data: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the pattern of each group of words."""
    months, shorts, weekdays = (_written(data[table]) for table in ("months", "short_months", "weekdays"))
    return {
        **{name: either(data[table]) for name, table in TABLES.items()},
        **{name: either(words) for name, words in data["classes"].items()},
        "month": rf"(?-i:{months}|(?:{shorts})\.?)",
        "weekday": f"(?-i:{weekdays})",
        "number": rf"\d{{1,3}}|{either(data['numbers'])}",
        "ordinal": rf"{either(data['ordinals'])}|\d\d?(?:st|nd|rd|th)",
        "units": either(_plural(unit) for unit in data["units"]),
        "day": r"[0-3]?\d(?!\d)",
        "year": r"(?:1[5-9]|20)\d\d(?!\d)",
    }


def _written(words: Iterable[str]) -> str:
    """Match one of the words as a name is written or in capitals."""
    return either({form for word in words for form in (word, word.upper())})


def _plural(unit: str) -> str:
    return unit[:-1] + "ies" if unit.endswith("y") and unit[-2] not in "aeiou" else unit + "s"


def _near(data: Mapping[str, Any], expressions: Sequence[Expression]) -> Mapping[str, tuple[Expression, ...]]:
    """Return the expressions by the words of which they have one."""
    found: dict[str, dict[int, Expression]] = {}
    for expression, table in zip(expressions, data["expression"], strict=True):
        for words in (data["near"][name] for name in table["near"]):
            for word in chain.from_iterable(_listed(word, data) for word in words):
                found.setdefault(word, {})[expression.number] = expression
    return {word: tuple(near.values()) for word, near in found.items()}


def _listed(word: str, data: Mapping[str, Any]) -> Iterator[str]:
    if not word.startswith("<"):
        yield word
        return
    table = data["classes"].get(word[1:-1]) or data[word[1:-1]]
    yield from (name.rpartition(" ")[2].lower() for name in table)


def _expression(table: Mapping[str, Any], groups: Mapping[str, str], number: int) -> Expression:
    where = f"kg/data/dates.toml: expression {number}"
    if unknown := set(table) - FIELDS:
        raise SchemaError(f"{where} has {', '.join(sorted(unknown))}; it may have {', '.join(sorted(FIELDS))}")
    try:
        match = PLACEHOLDER.sub(lambda found: f"(?P<{found[1]}{found[2]}>{groups[found[1]]})", table["match"])
        pattern = re.compile(f"{BEFORE}(?:{match}){BEHIND}", re.IGNORECASE)
    except (KeyError, re.error) as error:
        raise SchemaError(f"{where}: {error} in {table.get('match')!r}; it needs a match of known groups") from error
    return Expression(pattern=pattern, reading=table["reading"], example=table["example"], after=table.get("after"), number=number)
