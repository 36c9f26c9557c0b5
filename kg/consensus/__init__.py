"""What documents agree on and what they don't: events and offices by the number of independent documents, and conflicts."""

from kg.consensus.claims import Claim, claims
from kg.consensus.conflicts import conflicts
from kg.consensus.tables import conflict_table, consensus_table

__all__ = ["Claim", "claims", "conflict_table", "conflicts", "consensus_table"]
