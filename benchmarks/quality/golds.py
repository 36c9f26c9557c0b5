"""kg against all gold files at hand: ../shared/gold, and those of tests/gold."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpora import Reader
from page import table
from targets import Figure

from kg.evaluate import Score, pooled, score_texts
from kg.evaluate.score import added

ROUND = 5  # articles
Result = Mapping[str, Score]
SHOWN = (
    "PERSON",
    "ORG",
    "PLACE",
    "ROLE",
    "REPRESENTS",
    "OCCUPATION",
    "NATIONALITY",
    "PART_OF",
    "LOCATED_IN",
    "SUCCEEDED",
    "EVENT",
    "QUOTE",
)
LEFT_OUT = ("EVENT", "QUOTE")  # of ALL, as in the tables of first looks


def sources(shared: Path, root: Path, articles: Path) -> Iterator[tuple[str, list[Path], Path]]:
    """Yield each source of gold files: its name, the files, and the folder that their DOC lines start from.

    `articles` is the folder into which tests/gold/materialize.py wrote the texts of wikinews/.
    """
    given = sorted((shared / "gold").glob("*.gold"))
    yield "saudi-talks", [path for path in given if path.stem == "saudi-talks"], shared
    yield "the eighteen others of ../shared/gold", [path for path in given if path.stem != "saudi-talks"], shared
    yield "seeds/", sorted((root / "tests/gold/seeds").glob("*.gold")), root
    yield "passages", sorted((root / "tests/gold/passages").glob("*.gold")), root / "tests/gold"
    rounds: dict[int, list[Path]] = {}
    for path in sorted((root / "tests/gold/wikinews").glob("*.gold")):
        number = re.match(r"\d+", path.stem)
        rounds.setdefault((int(number[0]) - 1) // ROUND + 1 if number else 0, []).append(path)
    for number, paths in sorted(rounds.items()):
        yield f"wikinews, round {number}", paths, articles


def measure(shared: Path, root: Path, articles: Path, reader: Reader) -> dict[str, dict[str, Result]]:
    """Return the scores of each gold file, by source."""
    return {name: score_texts([str(path) for path in paths], str(base), *reader) for name, paths, base in sources(shared, root, articles)}


def together(results: Mapping[str, Mapping[str, Result]], *begin: str) -> dict[str, Score]:
    """Return the scores of all sources whose names begin so."""
    return pooled(result for name, files in results.items() if name.startswith(begin) for result in files.values())


def as_page(results: Mapping[str, Mapping[str, Result]]) -> str:
    """Return the table of precision and recall by source and kind."""
    rows = [[name, *_cells(pooled(files.values()))] for name, files in results.items()]
    rows.append(["**wikinews, all rounds**", *_cells(together(results, "wikinews"))])
    rows.append(["**all nineteen of ../shared/gold**", *_cells(together(results, "saudi", "the eighteen"))])
    rows.append(["**everything**", *_cells(together(results, ""))])
    return table(["texts", *(f"{kind} R" if kind == "EVENT" else f"{kind} P / R" for kind in SHOWN), "ALL F1"], rows)


def _cells(scores: Result) -> list[str]:
    all_ = added(score for kind, score in scores.items() if kind not in LEFT_OUT)
    return [*(_rates(kind, scores[kind]) for kind in SHOWN), f"{all_.f1:.3f}"]


def _rates(kind: str, score: Score) -> str:
    """Return precision and recall; no gold file says which other events there are, so that these have no precision."""
    return f"{score.recall:.2f}" if kind == "EVENT" else f"{score.precision:.2f} / {score.recall:.2f}"


def figures(results: Mapping[str, Mapping[str, Result]]) -> list[Figure]:
    """Return the figures that have targets."""
    nineteen, talks = together(results, "saudi", "the eighteen"), together(results, "saudi")
    on = "nineteen gold files"
    apart = added((nineteen["PART_OF"], nineteen["LOCATED_IN"]))
    return [
        Figure(on=on, what="PERSON F1", target=0.95, measured=nineteen["PERSON"].f1),
        Figure(on=on, what="PLACE F1", target=0.92, measured=nineteen["PLACE"].f1),
        Figure(on=on, what="ORG F1", target=0.85, measured=nineteen["ORG"].f1),
        Figure(on=on, what="ROLE precision", target=0.92, measured=nineteen["ROLE"].precision),
        Figure(on=on, what="ROLE recall", target=0.80, measured=nineteen["ROLE"].recall),
        Figure(on=on, what="REPRESENTS precision", target=0.95, measured=nineteen["REPRESENTS"].precision),
        Figure(on=on, what="REPRESENTS recall", target=0.85, measured=nineteen["REPRESENTS"].recall),
        Figure(on=on, what="PART_OF and LOCATED_IN wrong", target=4, measured=apart.wrong, most=True),
        Figure(on=on, what="PART_OF and LOCATED_IN recall", target=2 / 3, measured=apart.recall),
        Figure(on=on, what="SUCCEEDED missing", target=1, measured=nineteen["SUCCEEDED"].missing, most=True),
        *(
            Figure(on="saudi-talks", what=f"{kind} errors", target=1, measured=talks[kind].missing + talks[kind].wrong, most=True)
            for kind in ("ROLE", "REPRESENTS")
        ),
        Figure(on="saudi-talks", what="QUOTE recall", target=0.95, measured=talks["QUOTE"].recall),
        Figure(on="saudi-talks", what="QUOTE with a wrong speaker", target=0, measured=talks["QUOTE"].wrong, most=True),
        Figure(on="saudi-talks", what="EVENT recall", target=0.85, measured=talks["EVENT"].recall),
        Figure(on=on, what="QUOTE recall", target=0.90, measured=nineteen["QUOTE"].recall),
        Figure(on=on, what="EVENT recall", target=0.65, measured=nineteen["EVENT"].recall),
    ]
