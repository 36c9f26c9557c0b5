"""What is said, before it is known by whom."""

from dataclasses import dataclass

from kg.statements.cues import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The characters `start:end`, the tokens `first:last`, as somebody's words.

    `cue` attributes them; without one they go on what `follows` (a place in the list of all) began. `rule` names how that was read.
    """

    start: int
    end: int
    first: int
    last: int
    direct: bool
    rule: str
    cue: Cue | None = None
    follows: int | None = None
