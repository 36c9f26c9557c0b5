"""JSON lines: one article a line, its text in `text`, with `id`, `title`, `date` and `url` where they are known."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Document
from kg.read.decode import decode, refuse_binary
from kg.read.faults import fault, half_of_a_pair, text_fault
from kg.read.metadata import load_object, to_metadata

SUFFIXES = (".jsonl",)


def read(stream: BinaryIO, path: str) -> Iterator[Document | ReadError]:
    """Yield the document of each line that isn't blank. A line at fault is an error that names it; the lines after it are read."""
    blank = True
    for number, line in enumerate(stream, 1):
        if number == 1:
            line = line.removeprefix(BOM_UTF8)
            refuse_binary(line, path)
        if line.strip():
            blank = False
            yield _read_line(line, path, f"{path}, line {number}")
    if blank:
        raise fault(path, 'it is empty; lines such as {"text": "..."} are needed')


def _read_line(line: bytes, path: str, where: str) -> Document | ReadError:
    try:
        record = load_object(decode(line, where), where)
        text, about = _text(record, where), to_metadata(record, where)
        name = _id(record, where) or sha256(text.encode("utf-8")).hexdigest()[:16]
    except ReadError as error:
        return error
    return Document(id=name, path=path, text=text, title=about.title, date=about.date, url=about.url)


def _text(record: Mapping[str, object], where: str) -> str:
    text = record.get("text")
    if not isinstance(text, str):
        raise fault(where, '"text" is missing' if text is None else f'"text" has to be text, not {type(text).__name__}')
    if words := text_fault(text):
        raise fault(where, words)
    return text


def _id(record: Mapping[str, object], where: str) -> str | None:
    """Return the line's own id; a whole number is one, too."""
    name = record.get("id")
    if name is None:
        return None
    if isinstance(name, int) and not isinstance(name, bool):
        return str(name)
    if not isinstance(name, str) or not name.strip() or half_of_a_pair(name) is not None:
        raise fault(where, f'"id" has to be text or a whole number, not {ascii(name)[:60]}')
    return name
