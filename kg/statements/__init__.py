"""Stage 6e: what people say: quotations and reported speech, who said them, and whom and what they are about."""

from kg.statements.nodes import state

__all__ = ["state"]
