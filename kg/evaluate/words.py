"""When two names, or two titles, count as one in a gold file: kg/data/evaluate.toml has the words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from kg.vocabulary.source import read_data

MORE = 3  # words that a title may have beyond those of the gold file's
BRACKET = re.compile(r"\s*\([^)]*\)$")


def plain(text: str) -> str:
    """Return a name in lower case, without accents, punctuation, a leading article, possessives and a bracket at its end."""
    text = BRACKET.sub("", text) or text
    text = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"[^a-z0-9]+", " ", re.sub(r"'s\b", "", text)).strip()
    return text.removeprefix("the ")


@cache
def lists() -> Mapping[str, Any]:
    """Return kg/data/evaluate.toml."""
    return read_data("evaluate.toml")


def countries() -> tuple[frozenset[str], ...]:
    """Return the groups of names that mean one country."""
    return tuple(frozenset(group) for group in lists()["countries"]["groups"])


def fits_status(status: str, tag: str) -> bool:
    """Tell whether an edge's status fits a gold line's tag; without a tag anything but "former" does."""
    return status in lists()["status"][tag] if tag else status != "former"


def fits_title(wanted: Iterable[str], title: str) -> bool:
    """Tell whether a title has every word of one that is wanted and at most three more, none of which makes it another office."""
    told = _words(title)
    other = frozenset(lists()["titles"]["other_office"])
    return any((words := _words(one)) <= told and len(told - words) <= MORE and not (told - words) & other for one in wanted)


def _words(title: str) -> frozenset[str]:
    titles = lists()["titles"]
    text = plain(title)
    for phrase, word in titles["phrases"].items():
        text = text.replace(phrase, word)
    return frozenset(titles["same"].get(word, word) for word in text.split()) - frozenset(titles["small"])
