"""Refuses what the engine in process would answer otherwise than Neo4j: silence would be a wrong answer.

kglite gives every node a hidden `title` and `type`, every edge a hidden `type` and `id`. Measured with its version 0.21.2;
benchmarks/cypher_parity.py holds it against a real Neo4j's answers, and docs/queries.md lists what is refused.
"""

from collections.abc import Iterator, Sequence

from kg.errors import QueryError
from kg.query.brackets import BEFORE_PATTERN, Bracket, brackets
from kg.query.paths_unlike import paths_unlike
from kg.query.tokens import Token, place
from kg.query.values_unlike import values_unlike

Kinds = dict[str, set[str]]

_EDGE_LISTS = ("RELATIONSHIPS", "RELS")


def check_same_as_neo4j(text: str, tokens: Sequence[Token]) -> None:
    """Refuse a query whose rows might differ from those that Neo4j gives.

    Raises:
        QueryError: the message says where, and what to write in its place.
    """
    groups = brackets(tokens)
    kinds = _variables(tokens, groups)
    faults = (
        *paths_unlike(tokens, groups), *_properties(tokens, groups, kinds), *_maps(tokens, groups, kinds), *_indexes(tokens, kinds),
        *values_unlike(tokens),
    )  # fmt: skip
    for token, fault in sorted(faults, key=lambda found: found[0].start):
        raise QueryError(f"{place(text, token.start)}: {fault}")


def _variables(tokens: Sequence[Token], groups: Sequence[Bracket]) -> Kinds:
    """Return which variables name nodes and which edges, or lists of them; a name used for both has both."""
    kinds: Kinds = {}
    for at, token in enumerate(tokens):
        before, after = _at(tokens, at - 1), _at(tokens, at + 1)
        if token.kind not in ("word", "name"):
            continue
        if groups[at].kind == "node" and before.is_symbol("(") and (after.is_symbol(")", ":", "{") or after.is_word("WHERE")):
            kinds.setdefault(token.text, set()).add("node")
        elif groups[at].kind == "edge" and before.is_symbol("[") and (after.is_symbol("]", ":", "*", "{") or after.is_word("WHERE")):
            kinds.setdefault(token.text, set()).add("edge")
        elif before.is_word("AS"):
            kinds.setdefault(token.text, set()).update(_kinds_before(tokens, at - 2, kinds))
        elif after.is_word("IN"):
            kinds.setdefault(token.text, set()).update(_kinds_after(tokens, at + 2, kinds))
    return kinds


def _kinds_before(tokens: Sequence[Token], at: int, kinds: Kinds) -> set[str]:
    """Return what `... AS x` makes of x: what r, collect(r) or relationships(p) is; "other" if it can't be told."""
    value = _at(tokens, at)
    start = _at(tokens, at - 1)
    if value.kind in ("word", "name") and (start.is_symbol(",") or start.is_word("WITH", "RETURN", "UNWIND", "DISTINCT")):
        return kinds.get(value.text, {"other"})
    if not value.is_symbol(")"):
        return {"other"}
    at -= 3 if not _at(tokens, at - 2).is_word("DISTINCT") else 4
    argument = _at(tokens, at + 2 if not _at(tokens, at + 2).is_word("DISTINCT") else at + 3)
    return _kinds_of_call(_at(tokens, at), argument, kinds)


def _kinds_after(tokens: Sequence[Token], at: int, kinds: Kinds) -> set[str]:
    """Return what `x IN ...` makes of x."""
    value, after = _at(tokens, at), _at(tokens, at + 1)
    if after.is_symbol("("):
        return _kinds_of_call(value, _at(tokens, at + 2), kinds)
    return kinds.get(value.text, {"other"}) if value.kind in ("word", "name") else {"other"}


def _kinds_of_call(function: Token, argument: Token, kinds: Kinds) -> set[str]:
    if function.is_word(*_EDGE_LISTS):
        return {"edge"}
    if function.is_word("NODES"):
        return {"node"}
    return kinds.get(argument.text, {"other"}) if function.is_word("COLLECT", "HEAD", "LAST", "REVERSE", "TAIL") else {"other"}


def _maps(tokens: Sequence[Token], groups: Sequence[Bracket], kinds: Kinds) -> Iterator[tuple[Token, str]]:
    """Find {key: r.name} in a pattern: where r is an edge, the engine takes the value for missing."""
    for at, token in enumerate(tokens):
        owner, dot, after = (_at(tokens, at + ahead) for ahead in (1, 2, 4))
        if not token.is_symbol(":") or groups[at].kind not in ("node", "edge") or not _at(tokens, at - 2).is_symbol("{", ","):
            continue
        if dot.is_symbol(".") and after.is_symbol("}", ",") and "edge" in kinds.get(owner.text, ()):
            yield owner, f"an edge's property can't stand in a pattern here: write WHERE ... = {owner.text}.{_at(tokens, at + 3).text}"


def _properties(tokens: Sequence[Token], groups: Sequence[Bracket], kinds: Kinds) -> Iterator[tuple[Token, str]]:
    for at, token in enumerate(tokens):
        before, after = _at(tokens, at - 1), _at(tokens, at + 1)
        if after.is_symbol("{") and groups[at].kind != "edge" and kinds.get(token.text) == {"edge"}:
            yield token, f"an edge can't be projected here: write {{title: {token.text}.title}}, or return {token.text} itself"
        if token.is_symbol("*") and before.is_symbol(".") and groups[at].kind == "map":
            yield token, "{.*} isn't supported here: name the properties, as in p {.id, .name}"
        if token.kind not in ("word", "name"):
            continue
        if before.is_symbol("."):
            in_projection = _at(tokens, at - 2).is_symbol("{", ",") and groups[at].kind == "map"
            owner = groups[at].owner if in_projection else _at(tokens, at - 2).text
            yield from _property(token, owner, kinds.get(owner, {"other"}))
        elif after.is_symbol(":") and before.is_symbol("{", ",") and groups[at].kind in ("node", "edge"):
            yield from _property(token, "", {groups[at].kind})


def _property(token: Token, owner: str, kind: set[str]) -> Iterator[tuple[Token, str]]:
    if token.text == "title" and kind != {"edge"}:
        yield token, "a node has no title but a name; for an edge's title name the edge in its brackets, as in -[r:HAS_ROLE]->"
    elif token.text == "type":
        yield token, f'no node or edge has a property "type": write labels({owner or "n"}) or type({owner or "r"})'
    elif token.text == "id" and kind == {"edge"}:
        yield token, "an edge has no id: compare its ends and its type"


def _indexes(tokens: Sequence[Token], kinds: Kinds) -> Iterator[tuple[Token, str]]:
    for at, token in enumerate(tokens):
        inside = _at(tokens, at + 1)
        if not token.is_symbol("[") or _at(tokens, at - 1).kind not in ("word", "name") or _at(tokens, at - 1).is_word(*BEFORE_PATTERN):
            continue
        if inside.kind == "string" or kinds.get(_at(tokens, at - 1).text) == {"node"} and inside.kind != "number":
            yield token, "a property by its computed name isn't supported here: write it out, as in n.name"


def _at(tokens: Sequence[Token], at: int) -> Token:
    return tokens[at] if 0 <= at < len(tokens) else Token("symbol", "", -1)
