"""Which dates are an article's own, and which lines are its headline."""

import pytest

from kg.dateline import find_date, parse_date
from kg.headline import find_title

STORY = "The minister came to the port on Monday, and the men of the harbour, who had waited for days, cheered him at the gates."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Friday, May 7, 2021", "2021-05-07"),
        ("Friday, May 7, 2021 \xa0", "2021-05-07"),
        ("Harbour correspondent - Friday 7 May 2021", "2021-05-07"),
        ("7 May 2021", "2021-05-07"),
        ("7th of May 2021", "2021-05-07"),
        ("MAY 7, 2021", "2021-05-07"),
        ("7-May-2021", "2021-05-07"),
        ("(Harbour desk) 7 Sept. 2021, 07:15 JST", "2021-09-07"),
        ("Sept. 7, 2021, 6:00 a.m. EST", "2021-09-07"),
        ("Last modified on Fri 7 May 2021 15.45 BST", "2021-05-07"),
        ("UPDATED: May 7, 2021 10:00 IST", "2021-05-07"),
        ("By Ama Boateng, 7 May 2021", "2021-05-07"),
        ("Ama Boateng | Accra | 7 May 2021, 10:00 GMT", "2021-05-07"),
        ("May 7, 2021 / 7:15 AM EST / Coast News", "2021-05-07"),
        ("2021-05-07", "2021-05-07"),
        ("2021-05-07T07:15:00Z", "2021-05-07"),
        ("Tema, May 7", "XXXX-05-07"),
        (f"ACCRA, May 7 - {STORY}", "XXXX-05-07"),
        (f"ACCRA, Sept. 7 (Coast News) -- {STORY}", "XXXX-09-07"),
        (f"TEMA, Ghana, May 7, 2021 (CN) — {STORY}", "2021-05-07"),
        (f"ACCRA, 7 May (Coast News) - {STORY}", "XXXX-05-07"),
        (f"Friday, May 7, 2021 {STORY}", "2021-05-07"),
        (f"7 May 2021 - {STORY}", "2021-05-07"),
    ],
)
def test_a_date_at_the_head_is_the_articles(line: str, day: str):
    assert find_date(f"Port opens again\n{line}\n\n{STORY}\n") == day


@pytest.mark.parametrize(
    "line",
    [
        "On May 7, 2021, the port was shut.",
        "The fire of May 7, 2021 remembered",
        "May 7, 2021: A Day That Shook The Harbour",
        "May 7, 2021 marked the start",
        f"On May 7 - a Friday - he left. {STORY}",
        "February 30, 2021",
        "may 7 people go",
        "The talks of May 7 were long.",
        "May 7 – the day he left – was cold.",
        "May 3-7, 2021",
        "Harbour Fire Begins May 7, 2021",
        "Room 12 May be closed",
        "May 2021 was warm",
        "What happened on 7 May 2021",
        "Goals: 7 May 2021 and 6 June 2021",
        "Flight 7 May 2021B",
        "12/05/2021",
    ],
)
def test_a_date_in_a_sentence_or_headline_is_not(line: str):
    assert find_date(f"Port opens again\n{line}\n\n{STORY}\n") is None


@pytest.mark.parametrize(
    "text", [f"{STORY}\n7 May 2021\n", "One.\nTwo.\nThree.\nFour.\nFive.\nSix.\n7 May 2021\n", f"{STORY} {STORY} ACCRA, May 7 - {STORY}"]
)
def test_a_date_after_the_head_is_not(text: str):
    assert find_date(text) is None


def test_a_date_with_a_year_comes_before_one_without():
    assert find_date(f"ACCRA, May 6 - Short.\nPublished 7 May 2021\n{STORY}") == "2021-05-07"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-05-07", "2021-05-07"),
        ("2021-05", "2021-05"),
        ("2021", "2021"),
        ("XXXX-05-07", "XXXX-05-07"),
        ("2021-05-XX", "2021-05-XX"),
        ("2021~", "2021~"),
        ("2021-05-07T07:15:00+02:00", "2021-05-07"),
        ("XXXX-02-29", "XXXX-02-29"),
    ],
)
def test_metadata_may_have_iso_and_edtf_dates(value: str, day: str):
    assert parse_date(value) == day


@pytest.mark.parametrize(
    "value", ["", "7 May 2021", "2021-13-01", "2021-02-29", "07-05-2021", "2021-5-7", "yesterday", "2021/2022", "２０２１-05-07"]
)
def test_metadata_may_have_no_other_dates(value: str):
    assert parse_date(value) is None


@pytest.mark.parametrize(
    "line",
    [
        "Port opens again, minister says",
        "Mensah visits Accra",
        "U.S., Ghana open 3rd round of talks",
        "Over 90 sailors rescued off Tema",
        "'It was useful': Minister leaves talks",
    ],
)
def test_a_short_first_line_without_full_stop_is_the_title(line: str):
    assert find_title(f"{line}\n\n{STORY}") == line


@pytest.mark.parametrize(
    "line",
    [
        "The port opens again.",
        "Friday, May 7, 2021",
        "ACCRA, May 7 -",
        "Coast News Service",
        "PRESS RELEASE",
        "He said:",
        "and so it went on for days",
        STORY,
        f"{STORY[:-1]} {STORY[:-1]}",
    ],
)
def test_other_first_lines_are_no_title(line: str):
    assert find_title(f"{line}\n\n{STORY}") is None


def test_a_text_of_one_line_has_no_title():
    assert find_title("Port opens again, minister says") is None
