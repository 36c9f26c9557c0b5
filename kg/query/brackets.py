"""Which bracket of a query each of its tokens stands in: a node or an edge of a pattern, a map, or another."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.query.tokens import Token

BEFORE_PATTERN = tuple("MATCH WHERE AND OR XOR NOT IN RETURN WITH WHEN THEN ELSE CASE BY DISTINCT AS UNWIND SKIP LIMIT ON".split())
SHORTEST = ("SHORTESTPATH", "ALLSHORTESTPATHS")


@dataclass(frozen=True, slots=True)
class Bracket:
    """An open bracket: what it is (node, edge, map or other), whose it is, and whether it lies in a shortestPath."""

    kind: str
    owner: str
    shortest: bool


def brackets(tokens: Sequence[Token]) -> list[Bracket]:
    """Return for each token the innermost bracket that is open before it."""
    outside = Bracket("other", "", False)
    stack, found = [outside], []
    for at, token in enumerate(tokens):
        found.append(stack[-1])
        if token.is_symbol("(", "[", "{"):
            stack.append(_opened(tokens, at, stack[-1]))
        elif token.is_symbol(")", "]", "}") and len(stack) > 1:
            stack.pop()
    return found


def _opened(tokens: Sequence[Token], at: int, around: Bracket) -> Bracket:
    before = tokens[at - 1] if at else None
    text = tokens[at].text
    owner = before.text if before is not None and before.kind in ("word", "name") else ""
    shortest = around.shortest or text == "(" and owner.upper() in SHORTEST
    if text == "[":
        return Bracket("edge" if before is not None and before.is_symbol("-") else "other", owner, shortest)
    if text == "{":
        return Bracket(around.kind if around.kind in ("node", "edge") else "map", owner, shortest)
    is_call = before is not None and before.kind in ("word", "name") and not before.is_word(*BEFORE_PATTERN)
    return Bracket("other" if is_call else "node", owner, shortest)


def closing(tokens: Sequence[Token], at: int) -> int:
    """Return where the bracket that opens here is closed; the last token where it isn't."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].is_symbol("(", "[", "{") - tokens[place].is_symbol(")", "]", "}")
        if depth == 0:
            return place
    return len(tokens) - 1


def opening(tokens: Sequence[Token], at: int) -> int:
    """Return where the bracket that is closed here was opened; the first token where it wasn't."""
    depth = 0
    for place in range(at, -1, -1):
        depth += tokens[place].is_symbol(")", "]", "}") - tokens[place].is_symbol("(", "[", "{")
        if depth == 0:
            return place
    return 0
