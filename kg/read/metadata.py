"""What is known of a document beside its text: title, date, url, from NAME.meta.json or the fields of a .jsonl line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.dateline import parse_date
from kg.read.decode import decode
from kg.read.faults import fault, half_of_a_pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What metadata say of a document; what they leave out is None."""

    title: str | None = None
    date: str | None = None
    url: str | None = None


def read_sidecar(path: str) -> Metadata:
    """Read the NAME.meta.json that lies beside NAME.txt; where none does, nothing is known.

    Raises:
        ReadError: it is broken, or says something that can't be.
    """
    sidecar = Path(path).with_suffix(".meta.json")
    if not sidecar.exists():
        return Metadata()
    try:
        record = load_object(decode(sidecar.read_bytes(), str(sidecar)), str(sidecar))
    except OSError as error:
        raise fault(str(sidecar), f"can't be read ({error.strerror}); it has to be a file that you may read") from error
    return to_metadata(record, str(sidecar))


def load_object(text: str, where: str) -> dict[str, object]:
    """Parse a JSON object.

    Raises:
        ReadError: it is none; the message begins with `where`.
    """
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise fault(where, f"no JSON ({error.msg} at character {error.pos}); a JSON object is needed") from error
    except (ValueError, RecursionError) as error:
        raise fault(where, f"no JSON that can be read ({type(error).__name__}); numbers and nesting in it are too large") from error
    if not isinstance(record, dict):
        raise fault(where, f"a JSON object is needed, not {type(record).__name__}")
    return record


def to_metadata(record: Mapping[str, object], where: str) -> Metadata:
    """Take title, date and url out of a JSON object; other keys are left alone.

    Raises:
        ReadError: one of them is no text, or the date is no date.
    """
    title, date, url = (text_of(record, key, where) for key in ("title", "date", "url"))
    day = parse_date(date) if date else None
    if date and not day:
        raise fault(where, f"the date {date!r} is none that I know; it has to be as 2021-05-07 (ISO 8601 or EDTF)")
    return Metadata(title=title, date=day, url=url)


def text_of(record: Mapping[str, object], key: str, where: str) -> str | None:
    """Return the text at a key, None where there is none or only white space.

    Raises:
        ReadError: it is something else than text.
    """
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or half_of_a_pair(value) is not None:
        raise fault(where, f"{key!r} has to be text, not {ascii(value)[:60]}")
    return value if value.strip() else None
