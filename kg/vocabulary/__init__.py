"""What English and the world have in general, as one frozen value: names, titles and small classes of words, from kg/data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.names import fold
from kg.vocabulary.names import WORD, Entry, Form, read_forms, read_names, read_party_marks, read_states
from kg.vocabulary.overlay import reader_of
from kg.vocabulary.titles import Head, TitleKind, read_heads

__all__ = ["Entry", "Form", "Head", "TitleKind", "Vocabulary", "country_of", "load_vocabulary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All that the reading of text knows beforehand: `names` and `heads` by their first word, the longest first, `countries` by id,
    `words` by class; `forms` by all of their words, the first of which are `form_starts`."""

    names: Mapping[str, tuple[tuple[str, Entry], ...]]
    party_marks: Mapping[str, Entry]
    states: Mapping[str, Entry]
    countries: Mapping[str, Entry]
    forms: Mapping[str, Form]
    form_starts: frozenset[str]
    heads: Mapping[str, tuple[Head, ...]]
    modifiers: frozenset[str]
    portfolios: frozenset[tuple[str, ...]]
    status: Mapping[str, str]
    honorifics: frozenset[str]
    kept_honorifics: frozenset[str]
    suffixes: frozenset[str]
    nicknames: Mapping[str, str]
    given_names: frozenset[str]
    words: Mapping[str, frozenset[str]]


@cache
def load_vocabulary(folder: str | None = None) -> Vocabulary:
    """Read kg/data, with the user's own files of a folder laid over it.

    Raises:
        SchemaError: a file isn't as it has to be.
    """
    read = cache(reader_of(folder))  # several read the same file
    titles = read("titles.toml")
    names, forms = read_names(read), read_forms(read)
    words = {name: frozenset(group) for name, group in read("words.toml").items()}
    return Vocabulary(
        names=names,
        party_marks=read_party_marks(read),
        states=read_states(read),
        countries={entry.id: entry for group in names.values() for _, entry in group if entry.code == "C"},
        forms=forms,
        form_starts=frozenset(form.split()[0] for form in forms),
        heads=read_heads(titles),
        modifiers=frozenset(titles["modifiers"]["rank"]),
        portfolios=frozenset(tuple(words.split()) for words in titles["modifiers"]["portfolio"]),
        status={word: status for status, words in titles["status"].items() for word in words},
        honorifics=frozenset(titles["honorifics"]["words"]),
        kept_honorifics=frozenset(titles["honorifics"]["kept"]),
        suffixes=frozenset(titles["honorifics"]["suffixes"]),
        nicknames={fold(short): fold(full) for short, full in read("nicknames.toml")["nicknames"].items()},
        given_names=frozenset(name for name in read("given_names.toml")["given"].split() if name.lower() not in words["no_name"]),
        words=words,
    )


def country_of(name: str, vocabulary: Vocabulary) -> str | None:
    """Return the id of the country of that name, None where it is none's."""
    first = WORD.match(name)
    known = vocabulary.names.get(first[0], ()) if first else ()
    return next((entry.id for spelling, entry in known if spelling == name and entry.code == "C"), None)
