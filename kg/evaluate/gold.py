"""A gold file: what a careful reader gets out of some documents, one fact a line. tests/gold/README.md says how it is written."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.evaluate.words import countries, lists, plain

NODE_TYPES = {"PERSON": "Person", "ORG": "Organization", "PLACE": "Place"}
EDGE_TYPES = {
    "ROLE": "HAS_ROLE",
    "OCCUPATION": "HAS_OCCUPATION",
    "REPRESENTS": "REPRESENTS",
    "NATIONALITY": "NATIONALITY",
    "PART_OF": "PART_OF",
    "LOCATED_IN": "LOCATED_IN",
    "SUCCEEDED": "SUCCEEDED",
}
KINDS = (*NODE_TYPES, *EDGE_TYPES, "EVENT", "QUOTE")
LINE = re.compile(r"(?P<kind>[A-Z_]+)(?P<optional>\??) (?P<text>.*)")
TAG = re.compile(r"\[(\w+)\]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A node that there should be: its plain names, and the first as it is written. An optional one need not be found."""

    kind: str
    optional: bool
    names: frozenset[str]
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """An edge that there should be; `text` is its line. Each of the sides is a choice of names, "*" among them stands for anything.

    `titles` are empty where the line has none, `tag` is former, acting, designate or empty. An `untold` holder is one that the text
    doesn't tell plainly: an occupation of that title will do.
    """

    kind: str
    optional: bool
    text: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    titles: tuple[str, ...] = ()
    tag: str = ""
    untold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event that there should be: choices of its kind, of each participant, of its place; its first date is `start` or begins so."""

    text: str
    kinds: tuple[str, ...]
    participants: tuple[tuple[str, ...], ...]
    places: tuple[str, ...]
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A statement that there should be: choices of its speaker, and its plain first words."""

    text: str
    speakers: tuple[str, ...]
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """All that a gold file says. `documents` are paths as it gives them; optional events and quotations are remarks and left out."""

    path: str
    documents: tuple[str, ...]
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    happenings: tuple[Happening, ...]
    quotations: tuple[Quotation, ...]


def read_gold(path: str | Path) -> Gold:
    """Read a gold file.

    Raises:
        ReadError: it can't be read, or a line isn't as it has to be; the message names the line.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: can't be read ({error}); give a gold file, as tests/gold/README.md describes it") from error
    told = [(f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    parts = [_part(where, line) for where, line in told]
    return Gold(
        path=str(path),
        documents=tuple(part for part in parts if isinstance(part, str)),
        things=tuple(part for part in parts if isinstance(part, Thing)),
        facts=tuple(part for part in parts if isinstance(part, Fact)),
        happenings=tuple(part for part in parts if isinstance(part, Happening)),
        quotations=tuple(part for part in parts if isinstance(part, Quotation)),
    )


def _part(where: str, line: str) -> str | Thing | Fact | Happening | Quotation | None:
    found = LINE.fullmatch(line)
    if not found or found["kind"] not in (*KINDS, "DOC"):
        raise ReadError(f"{where}: no gold line: {line[:60]!r}; it begins with DOC, {', '.join(KINDS)}, with ? behind it where optional")
    kind, optional, text = found["kind"], bool(found["optional"]), found["text"]
    if kind == "DOC":
        return text
    if kind in NODE_TYPES:
        return _thing(kind, optional, text)
    if kind in EDGE_TYPES:
        return _fact(where, kind, optional, text)
    if optional:
        return None
    return _happening(text) if kind == "EVENT" else _quotation(where, text)


def _choices(text: str, separator: str = " / ") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator))


def _thing(kind: str, optional: bool, text: str) -> Thing:
    written = _choices(text, "|")
    names = frozenset(map(plain, written))
    for group in countries() if kind == "PLACE" else ():
        names |= group if names & group else frozenset()
    return Thing(kind=kind, optional=optional, names=names, shown=written[0])


def _fact(where: str, kind: str, optional: bool, text: str) -> Fact:
    tagged = TAG.search(text)
    tag = tagged[1] if tagged else ""
    if tag and tag not in lists()["status"]:
        raise ReadError(f"{where}: [{tag}] is no status; write one of {', '.join(f'[{name}]' for name in lists()['status'])}")
    arrow = " : " if kind == "OCCUPATION" else " -> "
    source, found, rest = text.removesuffix(f"[{tag}]").strip().partition(arrow)
    if not found:
        raise ReadError(f'{where}: {kind} has no "{arrow.strip()}"; a line is written {kind} source{arrow}target')
    target, _, title = ("*", "", rest) if kind == "OCCUPATION" else rest.partition(" : ") if kind == "ROLE" else (rest, "", "")
    targets = _choices(target)
    untold = kind == "ROLE" and "*" in targets
    return Fact(
        kind=kind,
        optional=optional,
        text=text,
        sources=_choices(source),
        targets=tuple(name for name in targets if name != "*") or targets if untold else targets,
        titles=_choices(title) if title else (),
        tag=tag,
        untold=untold,
    )


def _happening(text: str) -> Happening:
    kind, _, rest = text.partition(" : ")
    rest, _, start = rest.partition(" # ")
    rest, _, place = rest.partition(" @ ")
    return Happening(
        text=text,
        kinds=_choices(kind),
        participants=tuple(map(_choices, _choices(rest, " ; "))),
        places=_choices(place) if place else (),
        start=start.strip(),
    )


def _quotation(where: str, text: str) -> Quotation:
    speaker, found, start = text.partition(" : ")
    if not found:
        raise ReadError(f'{where}: QUOTE has no ":"; a line is written QUOTE speaker : first words')
    return Quotation(text=text, speakers=_choices(speaker), start=plain(start))
