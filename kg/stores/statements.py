"""The Cypher that a server is sent. Only names of types out of schemas/ stand in it; all else goes as parameters.

`$print`, `$record` and `$graph` are the names of the properties of one dataset (see `kg.stores.rows.Names`).
"""

from kg.schema import Schema
from kg.stores.rows import KEY

_DATASETS = (
    "{0}.datasets = CASE WHEN $dataset IN coalesce({0}.datasets, []) THEN {0}.datasets ELSE coalesce({0}.datasets, []) + $dataset END"
)


def constraints(schema: Schema) -> list[str]:
    """Return what makes the constraints and indexes: an id is unique under its label, names and aliases are searched as text.

    There is no other index on names: Neo4j's hold values up to some kilobytes only, and would refuse a longer name.
    """
    unique = [f"CREATE CONSTRAINT kg_{name.lower()}_id IF NOT EXISTS FOR (n:{quote(name)}) REQUIRE n.id IS UNIQUE" for name in schema.nodes]
    labels = "|".join(map(quote, schema.nodes))
    return [*unique, f"CREATE FULLTEXT INDEX kg_names IF NOT EXISTS FOR (n:{labels}) ON EACH [n.name, n.aliases]"]


def quote(name: str) -> str:
    """Quote a name of a type."""
    return "`" + name.replace("`", "``") + "`"


def state(kind: str, section: str) -> str:
    """Ask for the fingerprints of a type's nodes or edges that the dataset has, and the ids of nodes that no dataset has."""
    if section == "edges":
        return f"MATCH ()-[r:{quote(kind)}]->() RETURN collect(r[$print]) AS prints, collect(null) AS strangers"
    strangers = "collect(CASE WHEN n.datasets IS NULL THEN n.id END)"
    return f"MATCH (n:{quote(kind)}) RETURN collect(n[$print]) AS prints, {strangers} AS strangers"


def known(kind: str, section: str) -> str:
    """Ask how many of $rows the dataset has, in whatever form."""
    return f"UNWIND $rows AS row {_match(kind, section)} WHERE x[$print] IS NOT NULL RETURN count(*) AS found"


def names(kind: str, section: str) -> str:
    """Ask which properties the dataset's nodes or edges of a type have."""
    return f"MATCH {_pattern(kind, section)} WHERE x[$print] IS NOT NULL UNWIND keys(x) AS name RETURN collect(DISTINCT name) AS names"


def write_nodes(kind: str) -> str:
    """Write $rows of nodes of a type; $cleared has a null for each property that an older form might have."""
    return (
        f"UNWIND $rows AS row MERGE (n:{quote(kind)} {{id: row.id}}) ON MATCH SET n += $cleared "
        f"SET n += row.properties, {_DATASETS.format('n')} RETURN count(*) AS written"
    )


def write_edges(source: str, kind: str, target: str) -> str:
    """Write $rows of edges of a type between nodes of two types."""
    return (
        f"UNWIND $rows AS row MATCH (a:{quote(source)} {{id: row.source}}) MATCH (b:{quote(target)} {{id: row.target}}) "
        f"MERGE (a)-[r:{quote(kind)} {{{quote(KEY)}: row.key}}]->(b) ON MATCH SET r += $cleared "
        f"SET r += row.properties, {_DATASETS.format('r')} RETURN count(*) AS written"
    )


def gone(kind: str, section: str) -> str:
    """Ask where the nodes or edges with $gone as fingerprints are."""
    return f"MATCH {_pattern(kind, section)} WHERE x[$print] IN $gone RETURN elementId(x) AS at"


def remove(section: str) -> str:
    """Remove those at $places that no other dataset has; a node stays as long as somebody else's edge hangs on it."""
    alone = "" if section == "edges" else "AND NOT (x)--() "
    return f"MATCH {_anything(section)} WHERE elementId(x) IN $places AND x.datasets = [$dataset] {alone}DELETE x"


def release(section: str) -> str:
    """Take the dataset out of those at $places that are still there, and return who else has them."""
    return (
        f"MATCH {_anything(section)} WHERE elementId(x) IN $places SET x += $released, "
        "x.datasets = [name IN x.datasets WHERE name <> $dataset] RETURN elementId(x) AS at, x.datasets AS datasets"
    )


def forget(section: str) -> str:
    """Set $rows of properties, so that what another dataset's next load finds isn't the fingerprint that it left."""
    return f"UNWIND $rows AS row MATCH {_anything(section)} WHERE elementId(x) = row.at SET x += row.properties"


def mend(kind: str, section: str) -> str:
    """Put back the empty lists that neo4j-admin leaves out."""
    name = "evidence" if section == "edges" else "aliases"
    return (
        f"MATCH {_pattern(kind, section)} WHERE x[$print] IS NOT NULL AND x.{name} IS NULL "
        f"CALL {{ WITH x SET x.{name} = [] }} IN TRANSACTIONS OF 20000 ROWS"
    )


UNFINISH = "MATCH (n) WHERE n[$graph] IS NOT NULL SET n += $unfinished"
FINISHED = "MATCH (n) WHERE n[$graph] IS NOT NULL RETURN n.id AS id, n[$graph] AS graph"
NODES = "MATCH (n) WHERE n[$record] IS NOT NULL RETURN n[$record] AS record"
EDGES = "MATCH ()-[r]->() WHERE r[$record] IS NOT NULL RETURN r[$record] AS record"
DATASETS = "MATCH (n) WHERE n.datasets IS NOT NULL UNWIND n.datasets AS name RETURN collect(DISTINCT name) AS names"


def finish(kind: str) -> str:
    """Say on the node $id that all is loaded."""
    return f"MATCH (n:{quote(kind)} {{id: $id}}) SET n += $finished"


def _pattern(kind: str, section: str) -> str:
    return f"()-[x:{quote(kind)}]->()" if section == "edges" else f"(x:{quote(kind)})"


def _anything(section: str) -> str:
    return "()-[x]->()" if section == "edges" else "(x)"


def _match(kind: str, section: str) -> str:
    if section == "edges":
        source, name, target = kind.split(" ")
        ends = f"(a:{quote(source)} {{id: row.source}}) MATCH (b:{quote(target)} {{id: row.target}})"
        return f"MATCH {ends} MATCH (a)-[x:{quote(name)} {{{quote(KEY)}: row.key}}]->(b)"
    return f"MATCH (x:{quote(kind)} {{id: row.id}})"
