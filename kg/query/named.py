"""The queries that come with kg: kg/data/queries has a file for each, which begins with what it asks and which parameters it takes.

    // Who has held an office: all whose title has these words in it.
    // $title: text // words of the office: foreign minister
    // $limit: integer = 20 // how many rows
    MATCH ...

A parameter without "= ..." has to be given. Its type is text, integer, number, boolean or date.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError

FOLDER = Path(__file__).parents[1] / "data" / "queries"
_PARAMETER = re.compile(r"// \$(?P<name>\w+): (?P<type>text|integer|number|boolean|date)( = (?P<default>\S+))? // (?P<description>.+)")
_DATE = re.compile(r"-?[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?")
_WANTED = {"integer": "a whole number", "number": "a number", "boolean": "true or false", "date": "a date, like 2025-03-24 or 2025"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a query asks for; `default` is as it would be given, None where one has to be given."""

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A query by its name: what it asks, its parameters, and its text."""

    name: str
    asks: str
    parameters: tuple[Parameter, ...]
    text: str

    def values(self, given: Mapping[str, str]) -> dict[str, object]:
        """Return the values of all parameters, as what they are.

        Raises:
            QueryError: one is missing, is of the wrong type, or isn't a parameter of this query.
        """
        for name in given:
            if name not in {parameter.name for parameter in self.parameters}:
                known = ", ".join(parameter.name for parameter in self.parameters) or "none"
                raise QueryError(f'{self.name} has no parameter "{name}"; it has {known}')
        return {parameter.name: self._value(parameter, given) for parameter in self.parameters}

    def _value(self, parameter: Parameter, given: Mapping[str, str]) -> object:
        text = given.get(parameter.name, parameter.default)
        if text is None:
            raise QueryError(f"{self.name} needs {parameter.name}, {parameter.description}: give it with --param {parameter.name}=...")
        if parameter.name not in given and text == "null":
            return None
        try:
            return _read(parameter.type, text)
        except ValueError as error:
            raise QueryError(f'{self.name}: {parameter.name} is "{text}"; it has to be {_WANTED[parameter.type]}') from error


def read_named(name: str) -> Named:
    """Return a query by its name.

    Raises:
        QueryError: there is none of this name.
    """
    known = {path.stem: path for path in sorted(FOLDER.glob("*.cypher"))}
    if name not in known:
        raise QueryError(f'no query is called "{name}"; there are {", ".join(known)}')
    return _parse(name, known[name].read_text(encoding="utf-8"))


def all_named() -> list[Named]:
    """Return all queries, by name."""
    return [read_named(path.stem) for path in sorted(FOLDER.glob("*.cypher"))]


def describe(query: Named) -> str:
    """Return what a query asks and a line for each parameter."""
    lines = [f"{query.name}: {query.asks}"]
    for parameter in query.parameters:
        given = "" if parameter.default in (None, "null") else f" (else {parameter.default})"
        lines.append(f"    --param {parameter.name}=... ({parameter.type}) {parameter.description}{given}")
    return "\n".join(lines)


def _parse(name: str, text: str) -> Named:
    first, *rest = text.splitlines()
    found = [match for line in rest if (match := _PARAMETER.fullmatch(line))]
    parameters = tuple(Parameter(**{key: match[key] for key in ("name", "type", "default", "description")}) for match in found)
    return Named(name=name, asks=first.removeprefix("// "), parameters=parameters, text=text)


def _read(kind: str, text: str) -> object:
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    if kind == "boolean" or kind == "date" and not _DATE.fullmatch(text):
        raise ValueError(text)
    return text
