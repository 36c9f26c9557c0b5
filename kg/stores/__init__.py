"""Where a graph can be kept besides its file: a Neo4j server, which `load` fills and `pull` reads back."""

from kg.stores.load import load
from kg.stores.plan import Change, Plan, describe
from kg.stores.pull import pull

__all__ = ["Change", "Plan", "describe", "load", "pull"]
