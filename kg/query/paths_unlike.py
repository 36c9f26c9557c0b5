"""Paths that the engine in process answers otherwise than Neo4j; see `kg.query.unlike`, which refuses them.

kglite ends a path without an upper bound after 10 steps, gives the edges of `[r*1..3]` from the end where it began to search,
and looks at a condition on a shortest path when it has found one, where a server looks for the shortest that meets it.
"""

from collections.abc import Iterator, Sequence

from kg.query.brackets import SHORTEST, Bracket, closing
from kg.query.tokens import Token

Fault = tuple[Token, str]

_CLAUSES = ("MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "CALL", "UNION")
_WITHOUT_ORDER = ("ALL", "ANY", "NONE", "SINGLE")


def paths_unlike(tokens: Sequence[Token], groups: Sequence[Bracket]) -> Iterator[Fault]:
    """Yield each path whose rows may be others, and each use of one."""
    yield from _endless(tokens, groups)
    yield from _searched_on(tokens, groups)
    yield from _in_order(tokens, groups)


def _endless(tokens: Sequence[Token], groups: Sequence[Bracket]) -> Iterator[tuple[Token, str]]:
    for at, token in enumerate(tokens):
        if not token.is_symbol("*") or groups[at].kind != "edge" or groups[at].shortest:
            continue
        low = 1 if _at(tokens, at + 1).kind == "number" else 0
        has_range = _at(tokens, at + 1 + low).is_symbol("..")
        bounded = _at(tokens, at + 2 + low).kind == "number" if has_range else bool(low)
        if not bounded:
            yield token, "a path of any length has no end: write an upper bound, as in *1..5"


def _searched_on(tokens: Sequence[Token], groups: Sequence[Bracket]) -> Iterator[Fault]:
    """Find the conditions on a shortest path, or on its edges by their name, in the WHERE that belongs to it."""
    for at, token in enumerate(tokens):
        if not token.is_word(*SHORTEST) or not _at(tokens, at + 1).is_symbol("("):
            continue
        end = closing(tokens, at + 1)
        names = {_at(tokens, at - 2).text} if _at(tokens, at - 1).is_symbol("=") else set()
        names |= {name.text for name in _named_edges(tokens, groups) if token.start < name.start < tokens[end].start}
        for used in _condition(tokens, end + 1):
            if used.kind in ("word", "name") and used.text in names:
                yield (
                    used,
                    f"a condition on a shortest path isn't supported here: name its types, or write WITH {used.text} WHERE",
                )


def _condition(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """Return the WHERE of the clause whose pattern goes on here; nothing where it has none."""
    start = depth = 0
    for place in range(at, len(tokens)):
        token = tokens[place]
        depth += token.is_symbol("(", "[", "{") - token.is_symbol(")", "]", "}")
        if depth < 0 or depth == 0 and token.is_word(*_CLAUSES) and not tokens[place - 1].is_word("STARTS", "ENDS"):
            return tokens[start:place] if start else ()
        if depth == 0 and token.is_word("WHERE"):
            start = place + 1
    return tokens[start:] if start else ()


def _in_order(tokens: Sequence[Token], groups: Sequence[Bracket]) -> Iterator[Fault]:
    """Find uses of the edges of `[r*1..3]` for which their order matters: all but size(r) and any(x IN r WHERE ...) and its like.

    Of a shortest path they are missing.
    """
    names = list(_named_edges(tokens, groups))
    missing = {name.text for name in _named_edges(tokens, groups, shortest=True)}
    for at, token in enumerate(tokens):
        if token.kind not in ("word", "name") or token in names or _at(tokens, at - 1).is_symbol("."):
            continue
        is_counted = _at(tokens, at - 1).is_symbol("(") and _at(tokens, at - 2).is_word("SIZE") and _at(tokens, at + 1).is_symbol(")")
        is_asked = _at(tokens, at - 1).is_word("IN") and _at(tokens, at - 3).is_symbol("(") and _at(tokens, at - 4).is_word(*_WITHOUT_ORDER)
        if token.text in missing or token.text in {name.text for name in names} and not (is_counted or is_asked):
            yield (
                token,
                f"name the path, p = (a)-[*1..3]->(b), and take relationships(p) for {token.text}: only there its edges are in order",
            )


def _named_edges(tokens: Sequence[Token], groups: Sequence[Bracket], *, shortest: bool = False) -> Iterator[Token]:
    """Yield the names of edges with a star: r in [r*2], [r:MET*1..3]; or only those in a shortest path."""
    for at, token in enumerate(tokens):
        if token.is_symbol("*") and groups[at].kind == "edge" and (groups[at].shortest or not shortest):
            start = max(place for place in range(at) if tokens[place].is_symbol("["))
            if tokens[start + 1].kind in ("word", "name"):
                yield tokens[start + 1]


def _at(tokens: Sequence[Token], at: int) -> Token:
    return tokens[at] if 0 <= at < len(tokens) else Token("symbol", "", -1)
