"""What a headline looks like, and where one ends that runs into the next sentence."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import chain, islice

from kg.dateline import find_date

LONGEST = 200
LOOKAHEAD = 600
GLUED = re.compile(
    r"(?:(?<=[a-z]{2})|(?<=[a-z]\d)|(?<=[a-z0-9]{2}[.!?]))[\"'’”“‘(]?(?=[A-Z])"  # DarkMinisters, HeadsA, Talks'Constructive
    r"|(?<=[A-Z]{2})(?=[A-Z][a-z]{2,}\s)"  # NATOMinisters said
)
PARTED = re.compile(r"(?<=[a-z0-9]{2}[.!?])[\"”’']?\s+(?=[\"“‘'(]?[A-Z])")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
TWO_WORDS = re.compile(r"[^\W\d_][\w'’-]*\W+\w")
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?:\s|$)")
CLOSING = "\"”’')]"


def looks_like_headline(line: str) -> bool:
    """Tell whether a line of its own may be a headline: three words or more, short, and no full stop at its end."""
    return len(line) <= 140 and len(WORD.findall(line)) >= 3 and line.rstrip(CLOSING)[-1:] not in tuple(".:;,…–—-")


def find_title(text: str) -> str | None:
    """Return the first line that isn't blank if it looks like a headline, not like a date or the story itself."""
    lines = [line.strip() for line in text[:5000].splitlines() if line.strip()]
    if len(lines) < 2 or not looks_like_headline(lines[0]) or find_date(lines[0]):
        return None
    words = WORD.findall(lines[0])
    starts = lines[0][0].isupper() or not lines[0][0].isalpha()
    return lines[0] if starts and (len(words) > 4 or any(word[0].islower() for word in words)) else None


def headline_end(line: str, start: int) -> int:
    """Return where the headline that begins at `start` ends: where a story runs into it, else at the end of the line.

    "Towns Went DarkThe minister said he would go." ends after "Dark". What is too long for a headline and has no such place in it is
    none: it ends at `start`.
    """
    window = line[start : start + LONGEST + LOOKAHEAD]
    for found in chain(GLUED.finditer(window, 0, LONGEST), PARTED.finditer(window, 0, LONGEST)):
        at = _story_start(window, found)
        if TWO_WORDS.search(window, 0, at) and not _is_brand(window, at) and _is_story(window[at : at + LOOKAHEAD]):
            return start + at
    return len(line) if len(line) - start <= LONGEST else start


def _story_start(window: str, found: re.Match[str]) -> int:
    """Return where the story starts: before an opening quotation mark, behind a closing one."""
    mark = found.group().strip()
    if not mark:
        return found.end()
    before = window[: found.start()]
    opened = before.count(mark) % 2 == 1 if mark == '"' else mark == "”" or (mark in "'’" and re.search(r"(?:^|\s)['‘]", before))
    return found.end() if opened else found.start()


def _is_brand(window: str, at: int) -> bool:
    """Tell whether the word around `at` has a capital inside, as YouTube and MacArthur do."""
    before, after = re.search(r"\w*$", window[:at]), re.match(r"\w*", window[at:])
    if not before or not after:
        return False
    brands, starts = load_brands()
    return before.group() in starts or any((before.group() + after.group()).startswith(brand) for brand in brands)


def _is_story(text: str) -> bool:
    """Tell whether running text begins here, with a verb or noun in small letters and a full stop, and not one more headline."""
    if not SENTENCE_END.search(text):
        return False
    words = [word.group() for word in islice(WORD.finditer(text), 14)]
    small = [word for word in words if word[0].islower()]
    return len(words) >= 3 and (2 * len(small) >= len(words) or sum(len(word) >= 4 for word in small) >= 2)


@cache
def load_brands() -> tuple[tuple[str, ...], frozenset[str]]:
    """Read kg/data/headlines.toml: words with a capital inside, and beginnings of such words."""
    data = tomllib.loads(files("kg").joinpath("data", "headlines.toml").read_text("utf-8"))
    return tuple(data["brands"]), frozenset(data["brand_starts"])
