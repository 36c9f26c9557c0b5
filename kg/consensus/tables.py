"""Claims and conflicts as tables."""

from __future__ import annotations

from kg.consensus.claims import Claim, claims
from kg.consensus.conflicts import conflicts
from kg.model import Graph
from kg.query import Table

COLUMNS = ("type", "fact", "documents", "reported_by", "denied_by", "modality", "dates")


def consensus_table(graph: Graph) -> Table:
    """Return a row for each event, office and representation, those of most independent documents first."""
    return Table(columns=COLUMNS, rows=tuple(map(_row, claims(graph))))


def conflict_table(graph: Graph) -> Table:
    """Return a row for each claim of each conflict; the claims of a conflict stand together, under its number."""
    found = enumerate(conflicts(graph, claims(graph)), 1)
    rows = tuple((number, kind, *_row(claim)) for number, (kind, group) in found for claim in group)
    return Table(columns=("number", "conflict", *COLUMNS), rows=rows)


def _row(claim: Claim) -> tuple[object, ...]:
    return (
        claim.type,
        claim.fact,
        claim.documents,
        list(claim.reported_by),
        list(claim.denied_by),
        claim.modality,
        list(claim.dates),
    )
