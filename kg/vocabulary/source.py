"""The files of kg/data, as TOML."""

import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from kg.errors import SchemaError

Reader = Callable[[str], dict[str, Any]]


def read_data(name: str) -> dict[str, Any]:
    """Return the content of `kg/data/NAME`. Raises SchemaError where it is missing or no TOML."""
    try:
        return tomllib.loads((files("kg") / "data" / name).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SchemaError(f"kg/data/{name}: {error}; the file has to be there and to be TOML") from error
