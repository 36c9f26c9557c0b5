"""Brings a dataset back from Neo4j as the graph that was loaded."""

import json
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.model import Graph
from kg.parse_graph import parse_graph
from kg.shape import SCHEMA
from kg.stores import statements
from kg.stores.connection import connect, explain
from kg.stores.rows import Names, check_dataset

if TYPE_CHECKING:
    import neo4j


def pull(uri: str, user: str, password: str, *, database: str | None = None, dataset: str = "default") -> Graph:
    """Return the graph that the server has under the name `dataset`, equal to the one that was loaded.

    Raises:
        StoreError: the server can't be reached, has no such dataset, or its last load broke off.
    """
    import neo4j

    names = check_dataset(dataset)
    try:
        with connect(uri, user, password) as driver, driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
            return parse_graph(session.execute_read(_read, names, uri))
    except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError) as error:
        raise explain(uri, error) from error


def _read(transaction: "neo4j.ManagedTransaction", names: Names, uri: str) -> dict[str, Any]:
    finished = [json.loads(row["graph"]) for row in transaction.run(statements.FINISHED, graph=names.graph)]
    if not finished:
        raise StoreError(f"{uri}: {_what_is_there(transaction, names)}")
    nodes = [json.loads(row["record"]) for row in transaction.run(statements.NODES, record=names.record)]
    edges = [json.loads(row["record"]) for row in transaction.run(statements.EDGES, record=names.record)]
    documents = [node.pop("document") for node in nodes if "document" in node]
    graph = {"schema": SCHEMA, "model": finished[0]["model"], "documents": documents + finished[0]["documents"]}
    return {"graph": graph, "nodes": nodes, "edges": edges}


def _what_is_there(transaction: "neo4j.ManagedTransaction", names: Names) -> str:
    ((found,),) = transaction.run(statements.DATASETS)
    if names.dataset in found:
        return f'the last load of the dataset "{names.dataset}" broke off; load it again, then pull'
    return f'there is no dataset "{names.dataset}"; there are {", ".join(sorted(found)) or "none"}'
