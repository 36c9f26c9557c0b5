"""Writes a graph in the forms that other programs read; each module of this package is a format.

A format is a function `export(file, output, names)`: `file` is a `GraphFile`, `output` the file or folder to write, `names` says
what a dataset's properties are called (only formats for Neo4j need it).
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from kg.errors import StoreError


def formats() -> list[str]:
    """Return the names of the formats: those of the modules, with hyphens."""
    return sorted(module.name.replace("_", "-") for module in iter_modules(__path__))


def export(graph_path: str | Path, form: str, output: str | Path, *, dataset: str = "default") -> None:
    """Write a graph file in another format.

    Raises:
        StoreError: the file is no good graph, or the output can't be written.
    """
    from kg.schema import load_schema
    from kg.stores.graph_file import open_graph_file
    from kg.stores.rows import check_dataset
    from kg.stores.survey import survey

    file = open_graph_file(graph_path)
    survey(file, load_schema())
    try:
        import_module(f"{__name__}.{form.replace('-', '_')}").export(file, Path(output), check_dataset(dataset))
    except OSError as error:
        raise StoreError(
            f"{output}: can't be written ({error.strerror}); choose a place that you may write to and that has room"
        ) from error
