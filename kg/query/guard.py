"""Refuses what a query may not do, before any engine sees it: to write, to administer, to read files."""

import re
from collections.abc import Iterator, Sequence

from kg.errors import QueryError
from kg.query.tokens import Token, place, tokenize

_BEGIN = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "CALL", "RETURN")
_WRITES = frozenset("CREATE MERGE INSERT SET DELETE DETACH NODETACH REMOVE DROP FOREACH ALTER COPY EXPORT IMPORT".split())
_TWO_WORDS = {
    ("LOAD", "CSV"): "reads files",
    ("LOAD", "FROM"): "reads files",
    ("IN", "TRANSACTIONS"): "writes",
    ("FORMAT", "CSV"): "isn't openCypher",
}
_PROCEDURES = ("db.labels", "db.relationshiptypes")
_LABEL_SIGNS = (".", ":", "|", "&", "!", "%")


def check_read_only(text: str) -> list[Token]:
    """Return the tokens of a query that only reads.

    Raises:
        QueryError: the query is empty, more than one, or has a clause that writes, administers or reads files.
    """
    # A server turns \u0027 into a quote before it looks for strings, so that what is a string here would be code there.
    if escape := re.search(r"\\[uU]", text):
        raise QueryError(f"{place(text, escape.start())}: write the character itself in place of a {escape.group()} escape")
    tokens = tokenize(text)
    if not tokens:
        raise QueryError("the query is empty; try MATCH (p:Person) RETURN p.name LIMIT 10")
    for fault in (*_begin(tokens), *_end(tokens), *_clauses(tokens)):
        raise QueryError(f"{place(text, fault[0].start)}: {fault[1]}")
    return tokens


def _begin(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    if not tokens[0].is_word(*_BEGIN):
        yield tokens[0], f"a query begins with MATCH, OPTIONAL MATCH, UNWIND, WITH, CALL or RETURN, not with {tokens[0].text}"


def _end(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    for token in tokens[:-1]:
        if token.is_symbol(";"):
            yield token, "one query at a time: take out what stands behind the semicolon"
    if not any(token.is_word("RETURN", "FINISH", "CALL") for token in tokens):
        yield tokens[-1], "a query ends with RETURN and what is wanted, as in RETURN p.name"


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    for at, token in enumerate(tokens):
        if token.kind != "word" or _is_a_name(tokens, at):
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else token
        if token.is_word(*_WRITES):
            yield token, f"{token.text.upper()} isn't allowed: a query only reads (a name like this goes in backticks: `{token.text}`)"
        for (first, second), does in _TWO_WORDS.items():
            if token.is_word(first) and after.is_word(second):
                yield token, f"{first} {second} isn't allowed: it {does}; a query only reads the graph"
        if token.is_word("CALL") and not _is_allowed_call(tokens[at + 1 :]):
            yield token, "CALL is allowed for a subquery, CALL { ... }, and for db.labels() and db.relationshipTypes()"


def _is_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell if a word is a property, label, type, or key of a map: n.set, (:Set), {set: 1}."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None:
        return False
    is_key = before.is_symbol("{", ",") and after is not None and after.is_symbol(":")
    return before.is_symbol(*_LABEL_SIGNS) or is_key


def _is_allowed_call(rest: Sequence[Token]) -> bool:
    if rest and rest[0].is_symbol("{", "("):
        return True
    name = "".join(token.text for token in rest[:3]).lower()
    return name in _PROCEDURES
