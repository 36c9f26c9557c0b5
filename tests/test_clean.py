"""What is masked of an article, and that nothing of the story is."""

import json
import tomllib
from importlib.resources import files
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import KINDS, mask

DATA = tomllib.loads(files("kg").joinpath("data", "cleaning.toml").read_text("utf-8"))
ROWS = [pytest.param(kind, row, id=row["name"]) for kind in KINDS for row in DATA[kind]]
STORY = "The minister came to the port on Monday.\n"
PIECES = [
    "SEE ALSO: ",
    "Read more",
    "Read more: ",
    "RELATED:",
    "Your browser doesn’t support HTML5",
    "Image: A. Boateng.",
    "(Photo: A)",
    "[AFP]",
    "((it))",
    "[",
    "]",
    "[sic]",
    "(END)",
    "EMPTY PROMISES",
    "Envoys Meet In Accra",
    "Heads",
    "A plan agreed with them was dropped.",
    "The end",
    ".",
    "?",
    "'",
    '"',
    " ",
    "  ",
    "\n",
    "\r\n",
    "\u2028",
    "(",
    ")",
    "By Ama Boateng",
    "(AFP)",
    "File photo.",
    "Getty Images",
    ":",
    "McDonald",
    "YouTube",
    "é",
    "x",
    "Advertisement",
    "More on this story",
]


def kept(text: str) -> str:
    """Return what is left of the text after masking, with single spaces."""
    return " ".join(mask(text).split())


def masked(text: str) -> str:
    """Return what is gone from the text, with single spaces."""
    return " ".join("".join(a if a != b else " " for a, b in zip(text, mask(text), strict=True)).split())


@pytest.mark.parametrize(("kind", "row"), ROWS)
def test_a_rule_masks_its_example(kind: str, row: dict[str, Any]):
    text = STORY + row["example"] + "\n" + STORY

    assert mask(text) != text
    assert kind == "inline" or not mask(text).splitlines()[1].strip()


@pytest.mark.parametrize(("kind", "row"), ROWS)
def test_no_rule_masks_a_near_miss(kind: str, row: dict[str, Any]):
    text = STORY + row["near_miss"] + "\n" + STORY

    assert mask(text) == text


@pytest.mark.parametrize(
    ("line", "story"),
    [
        (
            "SEE ALSO: Fires In Two Ports, While Other Harbours Also BurnBoateng said on May 3 that it was over.",
            "Boateng said on May 3 that it was over.",
        ),
        (
            "SEE ALSO: Gunboats In The Gulf? The President's Fishing Plan Turns HeadsA plan agreed in Accra was dropped.",
            "A plan agreed in Accra was dropped.",
        ),
        ("SEE ALSO: What To Expect From The Harbour Talks'Useful And Frank Talks'", ""),
        ('SEE ALSO: What To Expect From The Harbour Talks"It was useful," the minister said.', '"It was useful," the minister said.'),
        (
            "READ MORE: Minister Says 'We Are Ready'The minister said so on a visit to the port.",
            "The minister said so on a visit to the port.",
        ),
        ("SEE ALSO: How YouTube Changed The WarBoateng said that he had seen none of it.", "Boateng said that he had seen none of it."),
        (
            "Read more: How YouTube changed the fishing tradeThe minister said that he had seen none of it.",
            "The minister said that he had seen none of it.",
        ),
        ("Related: McDonald and MacArthur to Meet DeSantis", ""),
        ("Read more: Can the ferry still be saved?", ""),
        (
            "Read more: Ferry line is sold to its crew. The minister said on Monday that he knew nothing of it.",
            "The minister said on Monday that he knew nothing of it.",
        ),
        (
            "SEE ALSO: Ghana To Hold Talks With NATOMinisters said on Monday that they would go.",
            "Ministers said on Monday that they would go.",
        ),
        ("He left the port at noon. READ MORE: Envoys Meet Again In Accra", "He left the port at noon."),
        ("Read moreMinisters to meet in Accra over fishing rights", ""),
        ("• WATCH: Thousands Line The River", ""),
        ("Also read | Two dams in danger", ""),
    ],
)
def test_a_link_goes_and_the_story_glued_to_it_stays(line: str, story: str):
    assert kept(line) == story


def test_a_link_that_is_too_long_for_a_headline_loses_its_label_only():
    story = "Boateng and the men of the harbour " * 10 + "met."

    assert kept("SEE ALSO: " + story) == story


def test_the_caption_under_a_player_goes_too():
    text = f"{STORY}Your browser doesn't support HTML5\n'I Will Not Leave': Families Flee The Coast Amid Floods\n{STORY}"

    assert kept(text) == kept(STORY + STORY)


def test_the_story_under_a_player_stays():
    assert kept(f"Your browser doesn't support HTML5\n{STORY}") == STORY.strip()


def test_headlines_under_a_label_go_and_the_story_after_them_stays():
    links = "More on this story\n\nFive charts that explain the drought\nWhy the ferry never sailed\n"
    text = f"{STORY}\n{links}\n{STORY}Then it rained in Accra\n"

    assert kept(text) == f"{STORY}{STORY}Then it rained in Accra".replace("\n", " ")


@pytest.mark.parametrize(
    "caption",
    [
        "Rescuers at the quay. Image: Ama Boateng.",
        "Rescuers at the quay Foto: AFP",
        "Rescuers at the quay.Image: U.S. Navy.",
        "Rescuers at the quay, May 3. [Ama Boateng/Reuters]",
        "Rescuers at the quay (AP Photo/Ama Boateng)",
        "Rescuers at the quay. Photograph: Ama Boateng/AFP/Getty Images",
        "Rescuers at the quay (File photo)",
        "Rescuers at the quay. (Photo by Ama Boateng/AFP via Getty Images)",
        "FILE - Rescuers at the quay, May 3, 2021. It burned for days. (AP Photo/Ama Boateng, File)",
        "Eyewitness picture of the quay Image: A. B. (flickr).",
    ],
)
def test_a_caption_with_a_credit_goes(caption: str):
    assert kept(f"{STORY}{caption}\n{STORY}") == kept(STORY + STORY)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The minister came to the port. He left at noon. Photo: AFP", "Photo: AFP"),
        ("Photo: AFP. The minister left at noon.", "Photo: AFP."),
        ("The road is open again. (AFP)", "(AFP)"),
        ("The road is open. (Reporting by Ama Boateng)", "(Reporting by Ama Boateng)"),
    ],
)
def test_of_a_paragraph_with_a_credit_only_the_credit_goes(line: str, credit: str):
    assert masked(line) == credit


@pytest.mark.parametrize(
    "line",
    [
        "ACCRA, May 7 - The minister came to the port.",
        "ACCRA, May 7 -",
        "ACCRA, GHANA (Coast News) --",
        "The US and NATO met the WHO and UNHCR in Accra.",
        "For queries: Ama Boateng, spokesperson of the port",
        "Port Reopens After The Fire",
        "Harbour correspondent - Friday 7 May 2021",
        '"NO MORE FISHING"',
        "Harbour workers",
        "OPEC+, the WTO and the IMF wait",
    ],
)
def test_what_tells_something_stays(line: str):
    text = STORY + line + "\n" + STORY

    assert mask(text) == text


def test_a_headline_in_capitals_stays():
    text = "KOFI MENSAH TO LEAD TALKS\nACCRA\n" + STORY

    assert mask(text) == text


def test_brackets_are_read_through():
    assert mask("He met [Ghanaian President] Mensah.") == "He met  Ghanaian President  Mensah."


@pytest.mark.parametrize("mark", ["[sic]", "[...]", "[…]", "((it))", "[3]"])
def test_marks_go_whole(mark: str):
    assert mask(f"a ship {mark} sank") == f"a ship {' ' * len(mark)} sank"


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text(max_size=200)))
def test_a_character_is_kept_or_becomes_a_space_and_lines_stay(text: str):
    result = mask(text)

    assert len(result) == len(text)
    assert all(b in (a, " ") for a, b in zip(text, result, strict=True))
    assert len(result.splitlines()) == len(text.splitlines())
    assert mask(result) == result


@pytest.mark.parametrize(
    "piece",
    [
        "word and word ",
        "A",
        "[",
        "[a ",
        "((",
        "(Photo: ",
        "Image: a ",
        "SEE ALSO: Envoys Meet. ",
        "By Ama ",
        "Reporting by A, ",
        "'A",
        "BurnA plan was. ",
        "a\n",
        "EMPTY\n",
        "Getty Images/",
        "Read more\n",
        ". ",
        "  ",
        "Follow A ",
        "Tags: a, ",
        "Sign up to ",
        "* ",
    ],
)
def test_the_time_is_linear_in_the_length(piece: str):
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = process_time()
        mask(text)
        return process_time() - start

    small, large = min(seconds(15_000) for _ in range(3)), seconds(120_000)

    assert large < 24 * small + 0.2


def test_a_line_of_megabytes_takes_seconds():
    text = "The minister said that [the] port (of Accra) would open: SEE ALSO. " * 30_000
    start = process_time()
    mask(text)

    assert process_time() - start < 6


def test_the_real_articles_keep_nearly_all_their_characters(shared: Any):
    texts = [json.loads(line)["text"] for line in (shared / "eval" / "wikinews-plain.jsonl").read_text("utf-8").splitlines()]
    gone = sum(a != b for text in texts for a, b in zip(text, mask(text), strict=True))

    assert gone < 0.02 * sum(map(len, texts))
