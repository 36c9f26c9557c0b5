"""What a load changes, in numbers and in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many nodes, or edges, a load writes for the first time, writes anew, leaves as they are, and takes out."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a load changes."""

    nodes: Change
    edges: Change


def describe(plan: Plan) -> str:
    """Return a line for nodes and one for edges: "nodes: 3 new, 1 changed, 420 as they were, 2 removed"."""
    return "\n".join(f"{name}: {_words(change)}" for name, change in (("nodes", plan.nodes), ("edges", plan.edges)))


def _words(change: Change) -> str:
    return f"{change.new:,} new, {change.changed:,} changed, {change.same:,} as they were, {change.gone:,} removed"
