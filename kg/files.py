"""Files that are read and written whole: a file is the old one or the new one, never half of it."""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from kg.errors import StoreError


def write_whole(path: str | Path, parts: Iterable[bytes]) -> None:
    """Write the parts into a file beside the one meant, and rename it when all is written.

    Raises:
        StoreError: the folder is missing, or the file can't be written; what stood there before stands there still.
    """
    path = Path(path)
    real = Path(os.path.realpath(path))
    if not real.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {real.parent}; make it first, or write elsewhere")
    if real.is_dir():
        raise StoreError(f"{path}: is a folder; name a file in it")
    try:
        if real.exists() and not real.is_file():
            _write(real, "wb", parts)  # a pipe or a device, /dev/null say: to rename a file over it would destroy it
        else:
            _write_and_rename(real, parts)
    except OSError as error:
        raise StoreError(f"{path}: can't be written ({error.strerror}); choose a place that you may write to and that has room") from error


def _write_and_rename(path: Path, parts: Iterable[bytes]) -> None:
    draft = path.with_name(f".kg-{secrets.token_hex(8)}.tmp")
    try:
        _write(draft, "xb", parts)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, mode: str, parts: Iterable[bytes]) -> None:
    with path.open(mode) as file:
        file.writelines(parts)


def read_json(path: str | Path) -> Any:
    """Read a JSON file.

    Raises:
        StoreError: there is none, it can't be read, or it isn't JSON in UTF-8.
    """
    try:
        return json.loads(Path(path).read_bytes().decode("utf-8-sig"), parse_constant=_refuse)
    except FileNotFoundError as error:
        raise StoreError(f"{path}: there is no such file; give a graph that kg build wrote") from error
    except OSError as error:
        raise StoreError(f"{path}: can't be read ({error.strerror}); give a graph that kg build wrote") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: byte {error.start} is no UTF-8; a graph is JSON in UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise StoreError(f"{path}: no JSON at {place} ({error.msg}); build the graph again") from error
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{path}: no JSON that a graph may hold ({error}); build the graph again") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
