"""One actor as a card of text: what is known of it, with the sentences that say so."""

from kg.show.card import card
from kg.show.find import find

__all__ = ["card", "find"]
