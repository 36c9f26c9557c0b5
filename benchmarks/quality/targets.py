"""A figure beside its target."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured, on what; `target` is the least (or, where `most`, the most) that it should be."""

    what: str
    on: str
    measured: float
    target: float
    most: bool = False

    @property
    def reached(self) -> bool:
        """Whether it is as it should be."""
        return self.measured <= self.target if self.most else self.measured >= self.target

    def cells(self) -> list[str]:
        """Return it as a row of a table."""
        form = "{:.0f}" if self.most else "{:.3f}"
        sign = "at most" if self.most else "at least"
        return [self.on, self.what, f"{sign} {form.format(self.target)}", form.format(self.measured), "yes" if self.reached else "**no**"]


HEADS = ("measured on", "what", "target", "now", "reached")
