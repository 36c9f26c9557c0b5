"""Stage 1: files, folders and standard input as documents, and what is wrong with those that can't be read.

A format is a module of this package that names its SUFFIXES and has a function `read`; the package is walked for them (formats.py).
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.dateline import find_date, parse_date
from kg.errors import ReadError
from kg.headline import find_title
from kg.model import Document
from kg.read.faults import fault
from kg.read.find import STANDARD_INPUT, find_files
from kg.read.formats import load_formats


def read_documents(paths: Sequence[str], *, date: str | None = None) -> Iterator[Document | ReadError]:
    """Yield the documents of files and folders, and an error for each input that is none, in the order of their paths.

    Folders are read with all that lies in them, without hidden files and files of other formats; "-" is standard input, one text.
    `date` is for documents whose metadata has none; without it the head of the text is looked at. A text that comes twice is yielded
    once, with the path that sorts first, whatever the order of `paths`: paths are collected for that, texts are not.

    Raises:
        ReadError: `date` is no date.
    """
    day = parse_date(date) if date is not None else None
    if date is not None and day is None:
        raise ReadError(f"{date!r} is no date; give a day as 2021-05-07, a month as 2021-05 or a year as 2021")
    return (_complete(item, day) for item in _each_once(_read_all(paths)))


def _read_all(paths: Sequence[str]) -> Iterator[Document | ReadError]:
    found = {str(item): item for path in paths for item in find_files(path, load_formats())}
    for _, item in sorted(found.items()):
        if isinstance(item, ReadError):
            yield item
        else:
            yield from _read_file(item)


def _read_file(path: str) -> Iterator[Document | ReadError]:
    """Yield what its format makes of a file; an error that the format raises ends this file alone."""
    try:
        if path == STANDARD_INPUT:
            yield from load_formats()[".txt"](sys.stdin.buffer, path)
        else:
            with Path(path).open("rb") as stream:
                yield from load_formats()[Path(path).suffix.lower()](stream, path)
    except ReadError as error:
        yield error
    except OSError as error:
        yield fault(path, f"can't be read ({error.strerror}); it has to be a file that you may read")


def _each_once(items: Iterable[Document | ReadError]) -> Iterator[Document | ReadError]:
    """Leave out texts that came before; tell where an id comes again with another text."""
    texts: set[str] = set()
    paths: dict[str, str] = {}
    for item in items:
        if isinstance(item, ReadError):
            yield item
        elif item.sha256 in texts:
            continue
        elif item.id in paths:
            yield fault(item.path, f"the id {item.id!r} belongs to another text in {paths[item.id]}; each text needs an id of its own")
        else:
            texts.add(item.sha256)
            paths[item.id] = item.path
            yield item


def _complete(item: Document | ReadError, date: str | None) -> Document | ReadError:
    """Give a document the headline and the date that its metadata lack."""
    if isinstance(item, ReadError):
        return item
    return replace(item, title=item.title or find_title(item.text), date=item.date or date or find_date(item.text))
