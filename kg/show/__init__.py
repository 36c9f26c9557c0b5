"""One actor as a card of text: what is known of it, with the sentences that say so."""

from kg.show.card import card
from kg.show.find import find
from kg.show.hits import hits
from kg.show.narrow import narrow

__all__ = ["card", "find", "hits", "narrow"]
