"""The figures of a kind of fact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.evaluate.gold import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """What a graph lacks, or has wrong: the sentence and the rule that it was read from, and the nearest thing that the other side says.

    None where there is none: nothing was read of what is missing.
    """

    verdict: Literal["missing", "wrong"]
    kind: str
    text: str
    sentence: str | None = None
    rule: str | None = None
    rival: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`found` and `missing` count what the gold file requires, `right` and `wrong` what the graph says."""

    found: int = 0
    missing: int = 0
    right: int = 0
    wrong: int = 0
    errors: tuple[Error, ...] = ()

    @property
    def precision(self) -> float:
        """The share of what the graph says that is right, from 0 to 1; 1 where it says nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is required that was found, from 0 to 1; 1 where nothing is required."""
        return self.found / (self.found + self.missing) if self.found + self.missing else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def added(scores: Iterable[Score]) -> Score:
    """Return the figures of all scores together."""
    all_ = tuple(scores)
    return Score(
        found=sum(score.found for score in all_),
        missing=sum(score.missing for score in all_),
        right=sum(score.right for score in all_),
        wrong=sum(score.wrong for score in all_),
        errors=tuple(error for score in all_ for error in score.errors),
    )


def pooled(results: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """Return the scores of several gold files together, by kind of fact."""
    all_ = tuple(results)
    return {kind: added(result[kind] for result in all_) for kind in KINDS}
