"""The kinds of events, and how English tells of them, from kg/data/events.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import SchemaError
from kg.statements.speech import forms_of
from kg.vocabulary.source import read_data

PARTICIPANTS = "POC"
FLAGS = ("dated", "happening", "local", "owned", "clause", "whole", "there", "loose", "office", "done")
LISTS = ("objects", "agents", "never", "verbal", "participles", "needs", "places")
KEYS = frozenset({"verbs", "nouns", "roles", "least", "place", "called", *FLAGS, *LISTS})
KIND_KEYS = frozenset({"name", "family", "mutual", "many", "gathering", "plover", "ace", "say", "frame"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of event; `say` are the words before its roles in an event's name. `mutual` tells that it makes no difference who does it,
    `many` that one day sees many of them.
    """

    name: str
    family: str
    mutual: bool
    many: bool
    plover: str
    ace: str
    say: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way in which words tell of a kind: the head of kg/data/events.toml says what each field means.

    `roles` are a role and the codes of what can be it, by where it stands. `rule` names the frame in evidence: "events#attack-2".
    """

    rule: str
    kind: Kind
    roles: Mapping[str, tuple[str, str]]
    least: int
    place: str | None
    called: str | None
    flags: frozenset[str]
    lists: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The frames by the forms of their verbs, with base form and particle ("" for none), and by the last word of their nouns.

    `bases` are the base forms of the verbs that hold a noun or tell that it happened; `words` the other classes of words, `called`
    nouns for what verbs tell, by their base forms.
    `gatherings` are the kinds at which one can represent another, `gathered` the nouns for talks and meetings.
    """

    verbs: Mapping[str, tuple[tuple[str, str, Frame], ...]]
    nouns: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]
    bases: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    called: Mapping[str, str]
    gatherings: frozenset[str]
    gathered: frozenset[str]


@cache
def load_events() -> Vocabulary:
    """Read kg/data/events.toml. Raises SchemaError where a kind isn't as it has to be."""
    data = read_data("events.toml")
    verbs: dict[str, list[tuple[str, str, Frame]]] = {}
    nouns: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for table in data["kind"]:
        for frame, source in _frames(table):
            for verb in source.get("verbs", ()):
                base, _, particle = verb.partition(" ")
                for form in dict.fromkeys(forms_of(base, data["irregular"].get(base))):
                    verbs.setdefault(form, []).append((base, particle, frame))
            for noun in source.get("nouns", ()):
                words = tuple(noun.replace("-", " - ").split())
                nouns.setdefault(words[-1], []).append((words, frame))
    words_of = {name: frozenset(words) for name, words in data["words"].items()}
    held = words_of["light"] | words_of["occur"]
    return Vocabulary(
        verbs={form: tuple(sorted(found, key=lambda entry: -len(entry[1]))) for form, found in verbs.items()},
        nouns={last: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for last, found in nouns.items()},
        bases={form: base for base in sorted(held) for form in forms_of(base, data["irregular"].get(base))},
        words=words_of,
        called=data["called"],
        gatherings=frozenset(table["name"] for table in data["kind"] if table.get("gathering")),
        gathered=frozenset(last for last, found in nouns.items() if any(frame.kind.family == "meeting" for _, frame in found)),
    )


def _frames(table: Mapping[str, Any]) -> Iterator[tuple[Frame, Mapping[str, Any]]]:
    name = table.get("name", "?")
    _only(table, KIND_KEYS, name)
    kind = Kind(
        name=name,
        family=table.get("family", name),
        mutual=table.get("mutual", False),
        many=table.get("many", False),
        plover=table["plover"],
        ace=table["ace"],
        say=table["say"],
    )
    for number, source in enumerate(table["frame"], 1):
        _only(source, KEYS, f"{name}, frame {number}")
        frame = Frame(
            rule=f"events#{name.replace(' ', '-')}-{number}",
            kind=kind,
            roles={slot: _role(text) for slot, text in source["roles"].items()},
            least=source.get("least", 0),
            place=source.get("place"),
            called=source.get("called"),
            flags=frozenset(flag for flag in FLAGS if source.get(flag)),
            lists={key: frozenset(source.get(key, ())) for key in LISTS},
        )
        yield frame, source


def _role(text: str) -> tuple[str, str]:
    role, _, codes = text.partition(":")
    return role, codes or PARTICIPANTS


def _only(table: Mapping[str, Any], known: frozenset[str], place: str) -> None:
    for key in table:
        if key not in known:
            raise SchemaError(f'kg/data/events.toml: {place} has "{key}", which nothing reads; known are {", ".join(sorted(known))}')
