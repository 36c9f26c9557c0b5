"""The date that an article bears: what metadata may say, and the date in the first lines of a text."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice

HEAD, HEAD_LINES, HEAD_LINE = 4000, 6, 110  # a date stands in the first lines; a line of more than 110 characters is the story
EDTF = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?")
TIMESTAMP = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:?[0-9]{2}.*")
NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}"
PLACE = re.compile(rf"{NAME}(?:, {NAME}){{0,2}}, |[A-Z]{{2}}[A-Z .'’-]{{1,40}} ")
DASH = re.compile(r"(?:\s?\([^()]{1,40}\))?\s?(?:--|[-–—])\s*(?=[\"“‘'A-Z0-9]|$)")
WORD = re.compile(r"[^\W\d_][\w.'’]*")
PARTED_BEFORE = re.compile(r"[-–—|•·,;)\]/]\s*$")
PARTED_AFTER = re.compile(r"\s*[-–—|•·,;(\[/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What kg/data/dateline.toml gives: the pattern of a date, that of times and zones, and words that may stand beside them."""

    date: re.Pattern[str]
    time: re.Pattern[str]
    months: dict[str, int]
    labels: frozenset[str]


def parse_date(value: str) -> str | None:
    """Return a date of metadata as a document bears it ("2021-05-07", "2021-05", "XXXX-05-07", "2021~"), None where it is none.

    It is ISO 8601 or EDTF, without intervals; of a point in time ("2021-05-07T07:15:00Z") the day stays.
    """
    value = value.strip()
    if stamp := TIMESTAMP.fullmatch(value):
        value = stamp[1]
    found = EDTF.fullmatch(value)
    return value if found and _exists(*found.groups()) else None


def _exists(year: str, month: str | None, day: str | None) -> bool:
    """Tell whether a calendar has such a day; where the year is open, that of a leap year."""
    try:
        date(int(year) if year.isdecimal() else 2000, _number(month), _number(day))
    except ValueError:
        return False
    return True


def _number(part: str | None) -> int:
    return int(part) if part and part.isdecimal() else 1


def find_date(text: str) -> str | None:
    """Return the date in the first lines of an article, as "2021-05-07", or "XXXX-05-07" where it has no year.

    It has a line to itself, perhaps with a place, a time or the desk, or starts the story ("Friday, May 7, 2021 On Tuesday",
    "ACCRA, May 7 - "). A date in a sentence or a headline is none; one with a year comes before one without.
    """
    found = [day for line in _head(text) if (day := _date_of_line(line, load_forms()))]
    return next((day for day in found if not day.startswith("X")), found[0] if found else None)


def _head(text: str) -> Iterator[str]:
    """Yield the first lines, down to the first paragraph of the story."""
    for line in islice(filter(None, map(str.strip, text[:HEAD].splitlines())), HEAD_LINES):
        yield line
        if len(line) > HEAD_LINE:
            return


def _date_of_line(line: str, forms: Forms) -> str | None:
    for found in forms.date.finditer(line, 0, HEAD_LINE):
        before, after = line[: found.start()], line[found.end() :]
        if _starts_story(before, after, found, forms) or _stands_alone(before, after, forms):
            return _day(found, forms)
    return None


def _starts_story(before: str, after: str, found: re.Match[str], forms: Forms) -> bool:
    """Tell whether the story comes right after the date."""
    if before and (not PLACE.fullmatch(before) or _is_label(before.split()[0], forms)):
        return False
    if dash := DASH.match(after):
        return not forms.date.match(after, dash.end())
    whole = found["weekday"] and (found["year"] or found["year_2"])
    return bool(not before and whole and len(after) > HEAD_LINE // 2 and re.match(r"\s[A-Z\"“‘]", after))


def _stands_alone(before: str, after: str, forms: Forms) -> bool:
    """Tell whether the rest of the line is a time, a place, or who published it, each parted from the date."""
    sides = [forms.time.sub(" ", side) for side in (before, after)]
    words = [WORD.findall(side) for side in sides]
    both = words[0] + words[1]
    if len(before + after) > HEAD_LINE or any(re.search(r"\d", side) for side in sides):
        return False
    if not all(word[0].isupper() or _is_label(word, forms) for word in both):
        return False
    if both and _is_label(both[0], forms) and len(both) <= 9:
        return True
    parted = (not words[0] or PARTED_BEFORE.search(sides[0])) and (not words[1] or PARTED_AFTER.match(sides[1]))
    certain = sides != [before, after] or any(_is_label(word, forms) for word in both)
    return bool(parted) and len(both) <= (9 if certain else 3)


def _is_label(word: str, forms: Forms) -> bool:
    return word.lower().rstrip(".,") in forms.labels


def _day(found: re.Match[str], forms: Forms) -> str | None:
    if found["iso"]:
        return parse_date(found["iso"])
    month = forms.months[(found["month"] or found["month_2"]).lower()]
    year = found["year"] or found["year_2"] or "XXXX"
    return parse_date(f"{year}-{month:02}-{int(found['day'] or found['day_2']):02}")


@cache
def load_forms() -> Forms:
    """Read kg/data/dateline.toml."""
    data = tomllib.loads(files("kg").joinpath("data", "dateline.toml").read_text("utf-8"))
    months = {word: number for number, words in enumerate(data["months"], 1) for word in words}
    month, weekday, day, year = _either(months), _either(data["weekdays"]), r"[0-3]?\d", r"(?:19|20)\d\d"
    week = rf"(?:(?P<weekday>{weekday})\.?,? )?"
    day_first = rf"(?P<day>{day})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>{month})\b\.?(?:,?[ -](?P<year>{year}))?"
    month_first = rf"(?P<month_2>{month})\b\.? (?P<day_2>{day})(?:st|nd|rd|th)?(?:,? (?P<year_2>{year}))?"
    iso = rf"(?P<iso>{year}-\d\d-\d\d)(?:T[\d:.]+Z?)?"
    clock = r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d\d:?\d\d\b"
    return Forms(
        date=re.compile(rf"(?<![\w.,/-]){week}(?:{day_first}|{month_first}|{iso})(?![\w%]|[.,:/–-]\d)"),
        time=re.compile(rf"{clock}|\b(?:{weekday}|{_either(data['zones'])})\b", re.IGNORECASE),
        months=months,
        labels=frozenset(data["labels"]),
    )


def _either(words: Iterable[str]) -> str:
    """Match one of the words, as a name is written or in capitals."""
    spelled = {form for word in words for form in (word.title(), word.upper())}
    return "|".join(sorted(spelled, key=lambda word: (-len(word), word)))
