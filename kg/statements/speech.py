"""The words by which English tells that somebody says something, from kg/data/speech.toml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.vocabulary.source import read_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """`verbs` are base forms by each form of a verb, `of` the base forms of each class, `words` the other classes of words."""

    verbs: Mapping[str, str]
    of: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]


@cache
def load_speech() -> Speech:
    """Read kg/data/speech.toml."""
    data = read_data("speech.toml")
    of = {name: frozenset(verbs) for name, verbs in data["verbs"].items()}
    bases = sorted(of["say"] | of["quote"] | of["think"] | of["written"])
    verbs = {form: base for base in bases for form in forms_of(base, data["irregular"].get(base))}
    return Speech(verbs=verbs, of=of, words={name: frozenset(words) for name, words in data["words"].items()})


def forms_of(base: str, irregular: list[str] | None = None) -> Iterator[str]:
    """Yield the forms of a verb: "deny", "denies", "denied", "denying"."""
    stem = base.removesuffix("e") if not base.endswith("ee") else base
    consonant = base.endswith("y") and base[-2] not in "aeiou"
    yield base
    yield base[:-1] + "ies" if consonant else base + ("es" if base.endswith(("s", "x", "ch", "sh", "o")) else "s")
    yield from irregular or (base[:-1] + "ied" if consonant else stem + "ed", stem + "ing")
