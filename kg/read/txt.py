"""Plain text: one article a file, with what is known of it in NAME.meta.json beside NAME.txt."""

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Document
from kg.read.decode import decode
from kg.read.faults import fault, text_fault
from kg.read.find import STANDARD_INPUT
from kg.read.metadata import Metadata, read_sidecar

SUFFIXES = (".txt",)


def read(stream: BinaryIO, path: str) -> Iterator[Document | ReadError]:
    """Yield the one document; its id comes from its text."""
    text = decode(stream.read(), path)
    if words := text_fault(text):
        raise fault(path, words)
    about = Metadata() if path == STANDARD_INPUT else read_sidecar(path)
    name = sha256(text.encode("utf-8")).hexdigest()[:16]
    yield Document(id=name, path=path, text=text, title=about.title, date=about.date, url=about.url)
