"""GraphML, for Gephi, yEd, Cytoscape and networkx; an edge's type is in the attribute `type`."""

import io
from pathlib import Path

from kg.files import write_whole
from kg.flat import flat_graph
from kg.stores.graph_file import GraphFile
from kg.stores.rows import Names


def export(file: GraphFile, output: Path, names: Names) -> None:
    """Write one file; `networkx.read_graphml(path, force_multigraph=True)` reads it."""
    import networkx

    text = io.BytesIO()
    networkx.write_graphml_xml(flat_graph(file, relation="type"), text)
    write_whole(output, [text.getvalue()])
