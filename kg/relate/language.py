"""The small language that patterns in kg/data/patterns are written in: a regular expression over the items of a sentence.

| written | means |
|---|---|
| `word`, `is|was`, `\\(` | a word, or one of several, in lower case; a bracket of the text |
| `{P}` | an item of that code: P person, O organization, G organ of a state, L place (R: known, and no city), C country, N demonym, T
title, U titles in the plural, or one of kg.relate.items for other words |
| `{OG:holder}` | an item of one of the codes, remembered under that name |
| `{!P}`, `{*}` | an item of any other code, any item |
| `( a b | c )` | one of several sequences |
| `(! a b )`, `(= a b )` | what must not, what must follow here |
| `^` | the beginning of the sentence |
| `?`, `*`, `+`, `*5` behind any of these | may be absent, any number, at least one, at most five; `*5?` as few as will do |
| `<name>`, `<name:group>` | a phrase of kg/data/patterns/phrases.toml, its items remembered under a name |
"""

import re
from collections.abc import Mapping

from kg.errors import SchemaError

PIECE = re.compile(
    r"\s*(?:(?P<open>\([!=]?(?=\s))|(?P<close>\))|(?P<bar>\|(?=\s))|\{(?P<item>[^}]+)\}|<(?P<phrase>\w+)(?::(?P<group>\w+))?>|(?P<word>[^\s?*+]+|[?*+](?=\s)))(?P<times>[?+]|\*\d*\??)?"
)
OPENINGS = {"(": "(?:", "(!": "(?!", "(=": "(?="}


def compile_pattern(pattern: str, phrases: Mapping[str, str], where: str) -> re.Pattern[str]:
    """Return the regular expression, over the text of `kg.relate.items.encode`. Raises SchemaError that names `where` and the place of
    the fault."""
    try:
        return re.compile(r"(?<!\S)" + _expression(pattern, phrases, where))
    except re.error as error:
        raise SchemaError(f"{where}: {error} in the pattern {pattern!r}") from error


def _expression(pattern: str, phrases: Mapping[str, str], where: str) -> str:
    done = 0
    parts = []
    while pattern[done:].strip():
        piece = PIECE.match(pattern, done)
        if not piece:
            raise SchemaError(f"{where}: can't read the pattern from {pattern[done:]!r} on")
        done = piece.end()
        parts.append(_part(piece, phrases, where))
    return "".join(parts)


def _part(piece: re.Match[str], phrases: Mapping[str, str], where: str) -> str:
    times = _times(piece["times"])
    if piece["open"]:
        return OPENINGS[piece["open"]]
    if piece["close"]:
        return ")" + times
    if piece["bar"]:
        return "|"
    if piece["word"] == "^":
        return "^"
    if piece["phrase"]:
        if piece["phrase"] not in phrases:
            raise SchemaError(f"{where}: no phrase <{piece['phrase']}> in phrases.toml")
        group = f"?P<{piece['group']}>" if piece["group"] else "?:"
        return f"({group}{_expression(phrases[piece['phrase']], phrases, where)})" + times
    if piece["item"]:
        codes, _, name = piece["item"].partition(":")
        return (f"(?P<{name}>{_item(codes)})" if name else f"(?:{_item(codes)})") + times
    words = "|".join(re.escape(word.removeprefix("\\")) for word in piece["word"].split("|")) if piece["word"] != "|" else re.escape("|")
    return f"(?:[a-z#TU](?:{words}) )" + times


def _item(codes: str) -> str:
    if codes == "*":
        return r"\S+ "
    codes = codes.replace("L", "LR")
    return rf"[^{codes[1:]}\s]\S* " if codes.startswith("!") else rf"[{codes}]\S* "


def _times(times: str | None) -> str:
    if not times or times in ("?", "+", "*"):
        return times or ""
    number, lazy = (times[1:-1], "?") if times.endswith("?") else (times[1:], "")
    return (f"{{0,{number}}}" if number else "*") + lazy
