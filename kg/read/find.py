"""Which files are meant by the paths that a user gives."""

import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.read.faults import fault, half_of_a_pair

STANDARD_INPUT = "-"
Place = tuple[int, int]  # device and inode


def find_files(path: str, suffixes: Collection[str]) -> list[str | ReadError]:
    """Return the path itself or those of the documents in the folder that it names, and what is wrong with it."""
    if path == STANDARD_INPUT:
        return [path]
    if not path:
        return [fault("''", "an empty path; give a file, a folder or - for standard input")]
    try:
        folder = stat.S_ISDIR(Path(path).stat().st_mode)
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or error
        return [fault(path, f"can't be found ({words}); give a file, a folder or - for standard input")]
    if folder:
        return list(_walk(path, suffixes)) or [fault(path, f"no document in this folder; a file that ends in {_list(suffixes)} is needed")]
    if Path(path).suffix.lower() not in suffixes:
        return [fault(path, f"no format that can be read; give a file that ends in {_list(suffixes)}, or - for text on standard input")]
    return [_file(path)]


def _walk(top: str, suffixes: Collection[str]) -> Iterator[str | ReadError]:
    """Go through a folder and what lies in it. A folder that links lead to twice is read once; a link to a folder above it is an error."""
    waiting: list[tuple[str, tuple[Place, ...]]] = [(top, ())]
    seen: set[Place] = set()
    while waiting:
        folder, above = waiting.pop()
        try:
            here, inside = _place(folder), _inside(folder)
        except OSError as error:
            yield fault(folder, f"can't be read ({error.strerror}); it has to be a folder that you may read")
            continue
        if here in above:
            yield fault(folder, "this link leads back to a folder that it lies in; remove it or name the folders one by one")
        if here not in seen:
            seen.add(here)
            waiting += [(path, (*above, here)) for path in reversed(inside) if _is_folder(path)]
            yield from (_file(path) for path in inside if Path(path).suffix.lower() in suffixes and not _is_folder(path))


def _place(folder: str) -> Place:
    about = Path(folder).stat()
    return about.st_dev, about.st_ino


def _inside(folder: str) -> list[str]:
    """Return the paths in a folder, in order, as they begin with it; hidden ones are left out."""
    names = sorted(entry.name for entry in Path(folder).iterdir() if not entry.name.startswith("."))
    return [f"{folder.removesuffix('/')}/{name}" for name in names]


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(Path(path).stat().st_mode)
    except OSError:
        return False


def _file(path: str) -> str | ReadError:
    """Return the path of a regular file; to open another, such as a pipe, might wait for ever."""
    try:
        about = Path(path).stat()
    except OSError as error:
        return fault(path, f"can't be read ({error.strerror}); it has to be a file that you may read")
    if not stat.S_ISREG(about.st_mode):
        return fault(path, "no regular file; give a file, or - to read standard input")
    if half_of_a_pair(path) is not None:
        return fault(path, "the name isn't UTF-8; rename the file")
    return path


def _list(suffixes: Collection[str]) -> str:
    return " or ".join(suffixes)
