"""Stage 6g: what people say: quotations and reported speech, who said them, and whom and what they are about."""

from kg.statements.names import names_of
from kg.statements.nodes import Voice, state

__all__ = ["Voice", "names_of", "state"]
