"""The formats that can be read: each module of this package that names its SUFFIXES."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO, Protocol

from kg.errors import ReadError
from kg.model import Document


class Read(Protocol):
    """Yield what a stream holds: documents with what the file itself and its metadata say, and errors for parts of it.

    An error that is raised is about the file as a whole.
    """

    def __call__(self, stream: BinaryIO, path: str) -> Iterator[Document | ReadError]:
        """Read the stream that was opened at `path` ("-" for standard input)."""


@cache
def load_formats() -> Mapping[str, Read]:
    """Return the reader of each suffix (".txt"), in the order of suffixes."""
    folder = Path(__file__).parent
    modules = [import_module(f"kg.read.{found.name}") for found in iter_modules([str(folder)])]
    readers = {suffix: module.read for module in modules for suffix in getattr(module, "SUFFIXES", ())}
    return dict(sorted(readers.items()))
