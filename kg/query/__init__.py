"""Read-only openCypher on a graph: in process, or on a Neo4j server, with the same guards and the same form of answer."""

from kg.query.embedded import open_store
from kg.query.server import open_neo4j
from kg.query.store import Store
from kg.query.table import Table, as_csv, as_json, as_text

__all__ = ["Store", "Table", "as_csv", "as_json", "as_text", "open_neo4j", "open_store"]
