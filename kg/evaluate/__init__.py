"""How well a graph says what a gold file says: the figures of each kind of fact, and each error with what tells why."""

from kg.evaluate.evaluate import evaluate
from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.report import as_json, as_text
from kg.evaluate.run import score_graph, score_texts
from kg.evaluate.score import Error, Score, pooled

__all__ = ["Error", "Gold", "Score", "as_json", "as_text", "evaluate", "pooled", "read_gold", "score_graph", "score_texts"]
