"""A user's own vocabulary: files of the same form as those of kg/data, laid over them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import SchemaError
from kg.vocabulary.source import Reader, read_data

FILES = (
    "cities.toml",
    "countries.toml",
    "given_names.toml",
    "nicknames.toml",
    "organizations.toml",
    "parties.toml",
    "regions.toml",
    "seats.toml",
    "titles.toml",
    "words.toml",
)
CALLED = {dict: "a table", list: "a list", str: "a text", bool: "true or false"}


def reader_of(folder: str | Path | None) -> Reader:
    """Return what reads a file of kg/data, with the folder's file of that name laid over it; without a folder kg/data alone.

    Raises:
        SchemaError: the folder, or a file in it, isn't as it has to be.
    """
    if folder is None:
        return read_data
    given = {path.name: _read(path) for path in files_of(folder)}
    read = _laid(given, folder)
    forms = {name: read(name) for name in ("countries.toml", *given)}
    codes = frozenset(table["iso2"] for table in forms["countries.toml"]["country"] if "iso2" in table)
    for name, data in given.items():
        _check_codes(data, codes, f"{Path(folder) / name}")
    return read


def digest_of(folder: str | Path) -> str:
    """Return the hash of the folder's files of vocabulary, in hexadecimal: the same files give the same one, wherever they lie."""
    parts = (f"{path.name}\n{sha256(path.read_bytes()).hexdigest()}\n" for path in files_of(folder))
    return sha256("".join(parts).encode()).hexdigest()


def files_of(folder: str | Path) -> list[Path]:
    """Return the folder's files of vocabulary, in order of name.

    Raises:
        SchemaError: there is no such folder, it has no such file, or a .toml file in it is none of kg/data's.
    """
    if not Path(folder).is_dir():
        raise SchemaError(f"{folder}: there is no such folder; give one with files like kg/data/parties.toml")
    found = sorted(path for path in Path(folder).iterdir() if path.suffix == ".toml")
    if unknown := next((path for path in found if path.name not in FILES), None):
        raise SchemaError(f"{unknown}: kg has no vocabulary of that name; it has {', '.join(FILES)}")
    if not found:
        raise SchemaError(f"{folder}: has no file of vocabulary; it may have {', '.join(FILES)}")
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SchemaError(f"{path}: {error}; the file has to be TOML in UTF-8, like kg/data/{path.name}") from error


def _laid(given: Mapping[str, dict[str, Any]], folder: str | Path) -> Reader:
    def read(name: str) -> dict[str, Any]:
        own = read_data(name)
        return _over_table(own, given[name], f"{Path(folder) / name}:") if name in given else own

    return read


def _over(own: Any, new: Any, where: str) -> Any:
    """Lay a value over kg's own: tables key by key, lists and texts of words together."""
    if type(new) is not type(own):
        raise SchemaError(f"{where} is {CALLED.get(type(new), type(new).__name__)}; it has to be {CALLED[type(own)]}")
    if isinstance(own, dict):
        return _over_table(own, new, where, free=all(isinstance(value, str) for value in own.values()))
    return _over_list(own, new, where) if isinstance(own, list) else f"{own} {new}"


def _over_table(own: dict[str, Any], new: dict[str, Any], where: str, *, free: bool = False) -> dict[str, Any]:
    """Lay a table over kg's own. In a `free` one, of words by words, any key may stand, in another only those that kg's own has."""
    for key, value in new.items():
        if free and not isinstance(value, str):
            raise SchemaError(
                f"{where} {key} is {CALLED.get(type(value), type(value).__name__)}; it has to be a text, like {_example(own)}"
            )
        if not free and key not in own:
            raise SchemaError(f"{where} has {key}; it may have {', '.join(own)}")
    return own | {key: value if free else _over(own[key], value, f"{where} {key}") for key, value in new.items()}


def _over_list(own: list[Any], new: list[Any], where: str) -> list[Any]:
    """Put a list before kg's own, where of two things with one name the first counts."""
    if own and isinstance(own[0], dict):
        return _over_tables(own, new, where)
    for number, value in enumerate(new, 1):
        if type(value) is not type(own[0]) or isinstance(value, list) and not _is_row(value, own):
            raise SchemaError(f"{where}: item {number} is {value!r}; it has to be like {own[0]!r}")
    return [*new, *own]


def _is_row(value: list[Any], own: Sequence[list[Any]]) -> bool:
    return len(value) >= min(map(len, own)) and all(isinstance(item, str) for item in value)


def _over_tables(own: list[dict[str, Any]], new: list[Any], where: str) -> list[dict[str, Any]]:
    """Put tables before kg's own. One with the name of one that is there is the same thing: what it doesn't say, that one says for it."""
    named = {table["name"]: table for table in own if "name" in table}
    fields = _fields(own)
    given: list[dict[str, Any]] = []
    for number, table in enumerate(new, 1):
        place = f"{where} {number}"
        _check_fields(table, fields, place)
        there = named.get(table.get("name"), {})
        whole = {key: value for key, value in there.items() if not isinstance(value, list)} | table
        _require(whole, own, place)
        given.append(whole)
    said = {
        table["name"]: {key: value for key, value in table.items() if not isinstance(value, list)} for table in given if "name" in table
    }
    return [*given, *(table | said.get(table.get("name", ""), {}) for table in own)]


def _fields(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return an example of the value of each field that the tables have."""
    found: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            found.setdefault(key, value)
    return found


def _check_fields(table: Any, fields: Mapping[str, Any], where: str) -> None:
    if not isinstance(table, dict):
        raise SchemaError(f"{where} is {table!r}; it has to be a table with {', '.join(fields)}")
    for key, value in table.items():
        if key not in fields:
            raise SchemaError(f"{where} has {key}; it may have {', '.join(sorted(fields))}")
        texts = value if isinstance(value, list) else [value] if isinstance(value, str) else ["true or false"]
        if type(value) is not type(fields[key]) or not all(isinstance(item, str) and item.strip() for item in texts):
            raise SchemaError(f"{where}: {key} is {value!r}; it has to be like {fields[key]!r:.60}")


def _require(table: Mapping[str, Any], own: Sequence[Mapping[str, Any]], where: str) -> None:
    needed = [key for key in own[0] if all(key in other for other in own)]
    if missing := [key for key in needed if key not in table]:
        raise SchemaError(f"{where} has no {' and no '.join(missing)}; it needs {', '.join(needed)}")


def _check_codes(data: Mapping[str, Any], codes: frozenset[str], where: str) -> None:
    """Refuse a country's code that no country has."""
    for what, code in _codes(data):
        if code and code not in codes:
            raise SchemaError(f'{where}: {what} has the country "{code}", which kg doesn\'t know; give its ISO code, such as "KE"')


def _codes(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for value in data.values():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict) and "country" in item:
                yield str(item.get("name")), item["country"]
            elif isinstance(item, list):
                yield item[0], item[1]


def _example(table: Mapping[str, str]) -> str:
    key, value = next(iter(table.items()))
    return f'{key} = "{value}"'
