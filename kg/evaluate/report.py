"""Scores as a table, with errors, or as JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from kg.evaluate.score import Error, Score, added


def as_text(scores: Mapping[str, Score], errors: Mapping[str, Mapping[str, Score]]) -> str:
    """Return a table of the scores by kind, with a last row of all; before it each gold file's errors under its name."""
    blocks = ["\n".join(_errors(name, result)) for name, result in errors.items() if any(score.errors for score in result.values())]
    return "\n\n".join([*blocks, "\n".join(_table(scores))])


def as_json(scores: Mapping[str, Score], errors: Mapping[str, Mapping[str, Score]]) -> str:
    """Return the figures and the errors as JSON."""
    rows = {kind: _figures(score) for kind, score in _with_all(scores).items()}
    told = [{"gold": name} | asdict(error) for name, result in errors.items() for score in result.values() for error in score.errors]
    return json.dumps({"scores": rows, "errors": told}, ensure_ascii=False, indent=1)


def _with_all(scores: Mapping[str, Score]) -> dict[str, Score]:
    return {**scores, "ALL": added(scores.values())}


def _figures(score: Score) -> dict[str, float]:
    rates = {"precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4)}
    return rates | {"found": score.found, "missing": score.missing, "right": score.right, "wrong": score.wrong}


def _table(scores: Mapping[str, Score]) -> Iterator[str]:
    yield f"{'':12}{'precision':>10}{'recall':>8}{'F1':>8}{'found':>8}{'missing':>9}{'right':>7}{'wrong':>7}"
    for kind, score in _with_all(scores).items():
        rates = f"{score.precision:10.3f}{score.recall:8.3f}{score.f1:8.3f}"
        yield f"{kind:12}{rates}{score.found:8}{score.missing:9}{score.right:7}{score.wrong:7}"


def _errors(name: str, result: Mapping[str, Score]) -> Iterator[str]:
    yield name
    for score in result.values():
        for error in score.errors:
            yield from _error(error)


def _error(error: Error) -> Iterator[str]:
    yield f"  {error.verdict} {error.kind} {error.text}"
    where = " by ".join(part for part in (error.sentence and f"«{error.sentence}»", error.rule) if part)
    if where:
        yield f"      in {where}"
    if error.rival:
        yield f"      {'the graph has' if error.verdict == 'missing' else 'the gold file has'} {error.rival}"
