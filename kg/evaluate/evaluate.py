"""A graph against a gold file: figures by kind of fact, with every error."""

from collections.abc import Mapping

from kg.evaluate.edges import tell
from kg.evaluate.gold import EDGE_TYPES, KINDS, NODE_TYPES, Gold
from kg.evaluate.nodes import stand
from kg.evaluate.rivals import Rivals
from kg.evaluate.said import missing_happenings, quoted
from kg.evaluate.score import Error, Score
from kg.model import Graph


def evaluate(graph: Graph, gold: Gold) -> dict[str, Score]:
    """Return the score of each kind of fact, in the order of `kg.evaluate.gold.KINDS`.

    A prediction that a line of the gold file allows, required or optional, is right, another is wrong. What the graph denies, plans
    or doubts neither fits nor costs. Of events only those that the gold file asks for count.
    """
    standing = stand(graph, gold)
    told = tell(graph, gold, standing)
    said, absent = quoted(graph, gold, standing), missing_happenings(graph, gold, standing)
    rivals = Rivals(graph=graph, gold=gold, standing=standing)
    scores = {}
    for kind in NODE_TYPES:
        required = sum(thing.kind == kind and not thing.optional for thing in gold.things)
        errors = (*map(rivals.of_thing, standing.missing[kind]), *(rivals.of_node(kind, wrong) for wrong in standing.wrong[kind]))
        scores[kind] = _score(required - len(standing.missing[kind]), standing.right[kind], errors)
    for kind in EDGE_TYPES:
        errors = (*map(rivals.of_fact, told.missing[kind]), *(rivals.of_edge(kind, edge) for edge in told.wrong[kind]))
        scores[kind] = _score(told.found[kind], told.right[kind], errors)
    found = len(gold.happenings) - len(absent)
    scores["EVENT"] = _score(found, found, tuple(map(rivals.of_happening, absent)))
    found = len(gold.quotations) - len(said.missing)
    errors = (*map(rivals.of_quotation, said.missing), *(rivals.of_saying(*wrong) for wrong in said.wrong))
    scores["QUOTE"] = _score(found, found, errors)
    return {kind: scores[kind] for kind in KINDS}


def _score(found: int, right: int, errors: tuple[Error, ...]) -> Score:
    verdicts: Mapping[str, int] = {verdict: sum(error.verdict == verdict for error in errors) for verdict in ("missing", "wrong")}
    return Score(found=found, right=right, **verdicts, errors=errors)
