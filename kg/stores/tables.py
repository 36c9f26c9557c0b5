"""The rows of a whole file, for those who write them elsewhere than to a server."""

from collections.abc import Iterator
from typing import Any

from kg.stores.graph_file import GraphFile
from kg.stores.rows import Names, edge_row, fingerprint, node_records, node_row, shown_hashes

Row = dict[str, Any]


def node_rows(file: GraphFile, names: Names) -> Iterator[tuple[str, Row]]:
    """Yield the type of each node and what a server is sent of it."""
    for item, record in node_records(file):
        yield item["type"], node_row(item, record, fingerprint(record), names)


def edge_rows(file: GraphFile, names: Names) -> Iterator[tuple[str, Row]]:
    """Yield the type of each edge and what a server is sent of it."""
    for item, record in file.edges():
        yield item["type"], edge_row(item, record, fingerprint(record, shown_hashes(item, file)), names, file)
