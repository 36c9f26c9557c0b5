"""The steps of the engine's optimizer that give other rows than the query as it is written, and when they do.

Found by comparing kglite 0.21.2 with a real Neo4j; tests/test_parity.py looks for more.
"""

from collections.abc import Sequence

from kg.query.brackets import opening
from kg.query.tokens import Token


def steps_to_leave_out(tokens: Sequence[Token]) -> list[str]:
    """Return the steps that a query has to be run without.

    Counting two hops of which one has no direction gives 0 with the first of them, and a comparison with startNode() or endNode()
    nothing with the second. They are left in elsewhere: without the first, counting a million paths takes a hundred times longer.
    """
    steps = []
    if _has_edge_without_direction(tokens):
        steps.append("fuse_match_return_aggregate")
    if any(token.is_word("STARTNODE", "ENDNODE") for token in tokens):
        steps.append("extract_pushable_rel_predicates")
    return steps


def _has_edge_without_direction(tokens: Sequence[Token]) -> bool:
    """Tell if there is a (a)-[r]-(b) or (a)--(b)."""
    for at in range(2, len(tokens)):
        if not (tokens[at].is_symbol("(") and tokens[at - 1].is_symbol("-")):
            continue
        start = opening(tokens, at - 2) - 1 if tokens[at - 2].is_symbol("]") else at - 2
        if start > 0 and tokens[start].is_symbol("-") and not tokens[start - 1].is_symbol("<"):
            return True
    return False
