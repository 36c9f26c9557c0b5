"""Takes a Cypher text apart, so that what is forbidden in it isn't looked for within strings, names and comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from kg.errors import QueryError

Kind = Literal["word", "name", "string", "number", "symbol"]

# Order matters: "1..3" is a number, a range and a number; "//" and "/*" come before the symbol "/".
_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n\r]*|/\*.*?\*/)
    |(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<name>`(?:[^`]|``)*`)
    |(?P<word>[^\W\d]\w*)
    |(?P<number>0[xX][0-9a-fA-F]+|0[oO][0-7]+|(?:\d+(?:\.\d+)?|(?<!\.)\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<symbol>\.\.|<=|>=|<>|=~|[^\w\s'"`\\])""",
    re.VERBOSE | re.DOTALL,
)
_OPEN = {"'": "string", '"': "string", "`": "name in backticks", "/": "comment"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. `text` of a word is as written, of a name in backticks without them; `start` is its offset."""

    kind: Kind
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Tell if this is one of the words (given in upper case), in any case and not in backticks."""
        return self.kind == "word" and self.text.upper() in words

    def is_symbol(self, *symbols: str) -> bool:
        """Tell if this is one of the symbols."""
        return self.kind == "symbol" and self.text in symbols


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a query without spaces and comments.

    Raises:
        QueryError: a string, name or comment isn't closed, or a backslash stands outside a string.
    """
    return [Token(cast(Kind, kind), _unquote(kind, piece), start) for kind, piece, start in _pieces(text) if kind != "skip"]


def without_comments(text: str) -> str:
    """Return the query with each comment blanked out, so that lines and columns stay as they are."""
    blank = re.compile(r"[^\n\r]")
    return "".join(blank.sub(" ", piece) if kind == "skip" else piece for kind, piece, _ in _pieces(text))


def place(text: str, start: int) -> str:
    """Return where an offset is, in words: "line 2, column 5"."""
    before = text[:start]
    return f"line {before.count(chr(10)) + 1}, column {start - before.rfind(chr(10))}"


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None or text.startswith("/*", at) and match.lastgroup != "skip":
            raise QueryError(_unreadable(text, at))
        yield match.lastgroup, match.group(), at
        at = match.end()


def _unreadable(text: str, at: int) -> str:
    if opened := _OPEN.get(text[at]):
        return f"{place(text, at)}: this {opened} is never closed"
    return f"{place(text, at)}: {text[at]} has no meaning here"


def _unquote(kind: str, piece: str) -> str:
    return piece[1:-1].replace("``", "`") if kind == "name" else piece
