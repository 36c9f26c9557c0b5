"""GEXF, for Gephi and networkx; an edge's type is in `relation`, its key in `edge_key`: networkx loses what is called `type` or `key`."""

import io
from pathlib import Path

from kg.files import write_whole
from kg.flat import flat_graph
from kg.stores.graph_file import GraphFile
from kg.stores.rows import Names


def export(file: GraphFile, output: Path, names: Names) -> None:
    """Write one file; `networkx.read_gexf(path)` reads it.

    The first node's attribute `kg` has what belongs to the graph as a whole: networkx writes no attribute of the graph itself.
    """
    import networkx

    graph = flat_graph(file, relation="relation")
    for name, data in graph.nodes(data=True):
        data["label"] = data["name"] or name
    for name in list(graph)[:1]:
        graph.nodes[name]["kg"] = graph.graph["kg"]
    text = io.BytesIO()
    networkx.write_gexf(graph, text)
    write_whole(output, [text.getvalue()])
