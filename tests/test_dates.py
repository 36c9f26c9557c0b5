"""Expressions of time: what each means, and what only looks like one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import annotate
from kg.dates import find_times, resolve, role_dates
from kg.dates.grammar import load_grammar
from kg.dates.readings import READINGS
from kg.model import Document
from kg.relate.items import Item

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 1, 1))
CASES = Path(__file__).parent / "dates"


def read_cases() -> Iterator[Any]:
    """Yield the lines of tests/dates."""
    for path in sorted(CASES.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                yield pytest.param(*(part.strip() for part in line.split("|", 3)), id=f"{path.stem}:{number}: {line}")


@pytest.mark.parametrize(("text", "anchor", "tense", "wanted"), read_cases())
def test_an_expression_means(text: str, anchor: str, tense: Any, wanted: str) -> None:
    found = resolve(text, None if anchor == "-" else anchor, None if tense == "-" else tense)

    got = "none" if found is None else " | ".join((found.start or "-", found.end or "-", found.granularity, found.kind))
    assert got == wanted


def test_there_are_enough_cases() -> None:
    assert len(list(read_cases())) >= 150


@pytest.mark.parametrize("expression", load_grammar().expressions, ids=lambda expression: expression.example)
def test_each_expression_matches_its_example(expression: Any) -> None:
    match = expression.pattern.search(expression.example)

    assert match and expression.example.endswith(match[0]) and expression.reading in READINGS


@pytest.mark.parametrize(
    ("text", "length"),
    [("three years", "P3Y"), ("a 30-day pause", None), ("two fortnights", "P4W"), ("half a year", "P6M"), ("three straight nights", "P3D")],
)
def test_a_duration_has_a_length(text: str, length: str | None) -> None:
    found = resolve(text, "2025-03-25")

    assert (found.duration if found else None) == length


@given(DAYS, st.sampled_from(["past", "future", "present", None]))
def test_a_full_date_means_itself_whatever_the_document_s_is(day: Any, tense: Any) -> None:
    told = f"{day:%B} {day.day}, {day.year}"

    found = resolve(told, "2025-03-25", tense)

    assert found is not None and found.start == found.end == day.isoformat()


@given(DAYS)
def test_a_weekday_lies_in_the_week_up_to_the_document(day: Any) -> None:
    found = resolve(f"{day:%A}", "2025-03-25", "past")

    assert found is not None and found.start is not None and "2025-03-19" <= found.start <= "2025-03-25"


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    resolve(text, "2025-03-25", "past")


def times(text: str, nlp: Any, day: str | None = "2025-03-25") -> list[tuple[str, str | None, str | None]]:
    """Return what is found in a text: its words, start and end."""
    document = Document(id="d", path="d.txt", text=text, date=day)
    return [(time.text, time.start, time.end) for time in find_times(annotate(document, nlp))]


def test_the_verb_s_tense_tells_the_week(nlp: Any) -> None:
    assert times("The ministers met on Friday.", nlp) == [("Friday", "2025-03-21", "2025-03-21")]
    assert times("The ministers will meet on Friday.", nlp) == [("Friday", "2025-03-28", "2025-03-28")]
    assert times("The ministers might meet on Friday.", nlp) == [("Friday", "2025-03-28", "2025-03-28")]
    assert times("The ministers could not meet on Friday.", nlp) == [("Friday", "2025-03-21", "2025-03-21")]
    assert times("The ministers might've met on Friday.", nlp) == [("Friday", "2025-03-21", "2025-03-21")]
    assert times("The ministers might have met on Friday.", nlp) == [("Friday", "2025-03-21", "2025-03-21")]
    assert times("The ministers agreed to meet on Friday.", nlp) == [("Friday", "2025-03-28", "2025-03-28")]
    assert times("The ministers failed to meet on Friday.", nlp) == [("Friday", "2025-03-21", "2025-03-21")]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May met the ministers.",
        "Prices may rise, the bank said.",
        "May we ask why?",
        "They march on the capital.",
        "April Okafor won.",
        "The second minister left.",
        "It cost $2023 and weighed 2,021 tons.",
        "About 2000 soldiers were there.",
        "It began at 1700 UTC.",
        "About a quarter of the city was dark.",
        "The spring broke and prices fall.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str, nlp: Any) -> None:
    assert times(text, nlp) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He has led the bank since 2023.", ("since 2023", "2023", None)),
        ("She was minister from 2008 to 2016.", ("from 2008 to 2016", "2008", "2016")),
        ("The deal ended in May.", ("May", "2024-05", "2024-05")),
        ("The 2018 agreement failed.", ("2018", "2018", "2018")),
        ("As Monday's talks began, shells fell.", ("Monday", "2025-03-24", "2025-03-24")),
        ("Envoys left after Monday's talks.", ("Monday", "2025-03-24", "2025-03-24")),
        ("Firefighters battled for a fifth day.", ("for a fifth day", "2025-03-21", "2025-03-25")),
        ("The war is in its fourth year.", ("in its fourth year", "2022~", None)),
    ],
)
def test_a_time_is_found_in_a_sentence(text: str, wanted: Any, nlp: Any) -> None:
    assert times(text, nlp) == [wanted]


def test_without_a_date_there_is_no_guess(nlp: Any) -> None:
    assert times("They met on March 24 and on Monday.", nlp, None) == [("March 24", "XXXX-03-24", "XXXX-03-24"), ("Monday", None, None)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She was director of Ardan Bank until 2019.", {"end_date": "2019"}),
        ("She was director of Ardan Bank (2008-2016).", {"start_date": "2008", "end_date": "2016"}),
        ("She was director of Ardan Bank, from March to May 2020, and left.", {"start_date": "2020-03", "end_date": "2020-05"}),
        ("Since Monday, She is director of Ardan Bank.", {"start_date": "2025-03-24"}),
        ("She was director of Ardan Bank when it was fined until 2019.", {}),
        ("She was director of Ardan Bank in 2019.", {}),
    ],
)
def test_an_office_has_the_dates_beside_it(text: str, wanted: Any, nlp: Any) -> None:
    annotated = annotate(Document(id="d", path="d.txt", text=text, date="2025-03-25"), nlp)
    words = [Item(code="x", text=token.text, start=token.i, end=token.i + 1) for token in annotated.doc]
    told = [word for word in words if word.text in ("She", "Bank")]

    assert role_dates(words, told, find_times(annotated)) == wanted
