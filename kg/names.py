"""What makes two written names one name: case, accents, spelling of other alphabets, nicknames, initials; and the ids made from it."""

import re
import unicodedata
from collections.abc import Mapping

POSSESSIVE = re.compile(r"['’]s?$")
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
# letters that news writes in several ways when a name comes from another alphabet: "Yuri/Yuriy", "Aleksei/Aleksey", "Petrovsky/Petrovskyy"
ROMANIZATION = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"(?<=.)(?:i|y|ij)+$", "i"),
        (r"(?<=.)(?:iy|ij|yy|ii|yi)", "i"),
        (r"(?<=.)y", "i"),
        (r"(?<=.)ie", "e"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"(?<=.)ei$", "i"),
        (r"(.)\1", r"\1"),
    )
)


def fold(text: str) -> str:
    """Return the text in lower case, without accents and with plain apostrophes: "Élysée" -> "elysee"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[str]:
    """Return the folded words of a name; full stops and hyphens part no word of initials ("U.S." -> "us") but hyphens do ("Seo-yeon")."""
    return re.findall(r"\w+", re.sub(r"'s?\b", "", fold(text)).replace(".", ""))


def slug(text: str) -> str:
    """Return a name as part of an id: "The Élysée Palace" -> "elysee-palace"; never empty."""
    return "-".join(words_of(ARTICLE.sub("", text))) or "-".join(f"{ord(c):x}" for c in text) or "x"


def entity_id(kind: str, name: str, qualifier: str | None = None) -> str:
    """Return the id of an entity: its type, its name and, where namesakes must stay apart, what it belongs to."""
    return f"{kind.lower()}:{slug(name)}" + (f"~{qualifier}" if qualifier else "")


def romanized(word: str) -> str:
    """Return a key that the spellings of one name in Latin letters share: "Yurii" and "Yuriy", not "Mykola" and "Nikolai"."""
    for pattern, letter in ROMANIZATION:
        word = pattern.sub(letter, word)
    return word


def person_key(name: str, nicknames: Mapping[str, str]) -> str:
    """Return what the full names of one person share: no initials, nicknames spelt out, one spelling of other alphabets."""
    words = words_of(name)
    kept = [word for i, word in enumerate(words) if len(word) > 1 or i in (0, len(words) - 1)] or words
    kept[0] = nicknames.get(kept[0], kept[0])
    return "-".join(romanized(word) for word in kept)
