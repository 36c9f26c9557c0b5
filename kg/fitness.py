"""Whether a text is an English article that facts can be read from, or something that would only give nonsense."""

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.dateline import find_date

SAMPLE = 20_000  # characters from the start, the middle and the end each, by which a longer text is judged
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBER = re.compile(r"(?<!\w)[-+−($€£¥]{0,2}\d[\d.,:/%)-]*")
PDF = re.compile(r"%PDF-\d|\bendobj\b|\b\d+ \d+ obj\b|%%EOF|\bendstream\b")
MARKUP = re.compile(r"<!doctype html|<html\b|<\?xml|</(?:p|div|span|a|li|td|script|head|body|h\d)>", re.IGNORECASE)
BLOCK = re.compile(r"[A-Za-z0-9+/=_-]{60,}")
SYMBOLS = re.compile(r"[{}<>;=\[\]_\\|#&*$@]|\(\)|->|::|//")
CODE_LINE = re.compile(
    r"[\w.\[\]'\"]+ ?[-+:]?= ?\S.*|[\w.]+\(.*\)|.*[;{}]"
    r"|(?:def|class|import|return|if|elif|else|for|while|function|#include|from)\b.*[:(<].*"
)
JSON_KEY = re.compile(r"[{,\[]\s*\"[\w -]{1,40}\"\s*:")
FOUR_WORDS = re.compile(r"(?<![\w'’.%-])(?:[^\W_][\w'’.%-]*[,;:]?[\"”’)]?[ \xa0]+[\"“‘(]?){3}[^\W_]")
DELIMITER = re.compile(r"\t|[;|]|,(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class StopWords:
    """The little words of English and of other languages; `particles` matches those that begin a name."""

    english: frozenset[str]
    languages: dict[str, frozenset[str]]
    particles: re.Pattern[str]


def unfit(text: str) -> str | None:
    """Say in a clause why a text is no English article, None where it is one or may be one.

    What is doubtful is fit. Of 277 real articles and 19 passages of 130 words none is unfit (2026-11).
    """
    sample = _sample(text)
    checks = (_bytes, _markup, _other_script, _numbers, _table, _code, _no_sentence, _other_language)
    return next((reason for check in checks if (reason := check(sample))), None)


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))


def _bytes(text: str) -> str | None:
    """Tell files that were read as if they were text."""
    if text.lstrip().startswith("%PDF") or len(set(PDF.findall(text))) > 2:
        return "looks like a PDF's bytes; convert it to text first"
    solid = len(text) - sum(map(str.isspace, text))
    if sum(len(block) for block in BLOCK.findall(text) if any(map(str.isdigit, block))) > solid / 2:
        return "looks like base64 or other encoded bytes, not sentences"
    if sum(unicodedata.category(char) in ("Cc", "Co", "Cn") or char == "\ufffd" for char in text if not char.isspace()) > solid / 20:
        return "looks like a binary file's bytes, not text"
    return None


def _markup(text: str) -> str | None:
    if len(MARKUP.findall(text)) > 2:
        return "looks like HTML or XML; take the text out of it first"
    if text.lstrip()[:1] in ("{", "[") and JSON_KEY.search(text):
        return "looks like JSON; give it as .jsonl, one object a line"
    return None


def _other_script(text: str) -> str | None:
    letters = [char for char in text if char.isalpha()]
    scripts = Counter("LATIN" if char.isascii() else unicodedata.name(char, "OTHER").split()[0] for char in letters)
    if not letters or 2 * scripts["LATIN"] >= len(letters):
        return None
    [(script, _)] = scripts.most_common(1)
    return f"not English ({script if len(script) < 4 else script.capitalize()} letters prevail)"


def _numbers(text: str) -> str | None:
    return "a table of numbers, not sentences" if len(NUMBER.findall(text)) > len(WORD.findall(text)) else None


def _table(text: str) -> str | None:
    """Tell rows that have as many short cells each."""
    rows = [DELIMITER.split(line) for line in text.splitlines() if line.strip()] or [[text]]
    width, count = Counter(map(len, rows)).most_common(1)[0]
    cells = [cell for row in rows for cell in row if len(row) == width]
    if width > 2 and count > 3 and 5 * count > 4 * len(rows) and sum(len(cell.split()) for cell in cells) < 3 * len(cells):
        return "a table, not sentences"
    return None


def _code(text: str) -> str | None:
    lines = [line.strip()[:200] for line in text.splitlines() if line.strip()]
    symbols = len(SYMBOLS.findall(text)) / max(1, len(text) - sum(map(str.isspace, text)))
    like_code = sum(bool(CODE_LINE.fullmatch(line)) for line in lines)
    if symbols > 0.08 or (symbols > 0.02 and len(lines) > 2 and 5 * like_code > 2 * len(lines)):
        return "looks like program code, not sentences"
    return None


def _no_sentence(text: str) -> str | None:
    """Tell a text without four words in a row; one that bears a date is an article all the same, of which the story is missing."""
    return None if FOUR_WORDS.search(text) or find_date(text) else "no sentence in it"


def _other_language(text: str) -> str | None:
    """Tell a text in which another language's little words outnumber the English ones, or that has next to none of these."""
    stop_words = load_stop_words()
    words = Counter(word.lower().replace("’", "'") for word in WORD.findall(stop_words.particles.sub(" ", text)))
    total, english = words.total(), _count(words, stop_words.english)
    language, most = max(((name, _count(words, little)) for name, little in stop_words.languages.items()), key=lambda item: item[1])
    if most > 1 and most > english and 8 * most > total:
        return f"not English ({language} stop words prevail)"
    if total >= 50 and 20 * english < total:
        return "not English, or no sentences (next to no English stop words)"
    return None


def _count(words: Counter[str], little: frozenset[str]) -> int:
    return sum(words[word] for word in little)


@cache
def load_stop_words() -> StopWords:
    """Read kg/data/fitness.toml."""
    data = tomllib.loads(files("kg").joinpath("data", "fitness.toml").read_text("utf-8"))
    particles = "|".join(sorted(data["particles"], key=len, reverse=True))
    return StopWords(
        english=frozenset(data["english"]),
        languages={name: frozenset(words) for name, words in data["languages"].items()},
        particles=re.compile(rf"\b(?i:{particles})(?=[ -][A-ZÀ-ÞŁŚŠŽČ])"),
    )
