"""Stage 2: what in an article is no part of its story, masked so that no character moves."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.headline import headline_end, looks_like_headline

BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # where str.splitlines breaks
BULLET, AFTER_SENTENCE = r"[\s•*>▶►–—-]*", r"(?<=[.!?…\"”’)])\s?"
LINE, LINK, CREDIT, INLINE, SUBHEAD = KINDS = ("line", "link", "credit", "inline", "subhead")
LONGEST_LINE, LONGEST_CAPTION, LONGEST_CREDIT = 700, 320, 300  # in characters; what is longer belongs to the story
SENTENCE_ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
SENTENCE_WITHIN = re.compile(r"[a-z0-9)\"”’]{2}[.!?][\"”’)]?\s+[\"“‘(]?[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern of kg/data/cleaning.toml, whose head says what the kinds of rules do."""

    name: str
    pattern: re.Pattern[str]
    follow: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of each kind, in the order of the file, with one pattern that matches where any of the kind does.

    `first_label` is that of links at the start of a line, `later_label` the same after a sentence.
    """

    of: dict[str, tuple[Rule, ...]]
    any: dict[str, re.Pattern[str]]
    first_label: re.Pattern[str]
    later_label: re.Pattern[str]


def mask(text: str) -> str:
    """Replace each character that is no part of the story by a space; line breaks stay, and so does the length.

    Masking twice changes nothing. The time is linear in the length of the text.
    """
    return "".join(_mask_lines(text, load_rules()))


@cache
def load_rules() -> Rules:
    """Read kg/data/cleaning.toml."""
    data = tomllib.loads(files("kg").joinpath("data", "cleaning.toml").read_text("utf-8"))
    of = {kind: tuple(_rule(row) for row in data[kind]) for kind in KINDS}
    any_of = {kind: "|".join(f"(?:{rule.pattern.pattern})" for rule in of[kind]) for kind in KINDS}
    return Rules(
        of=of,
        any={kind: re.compile(pattern) for kind, pattern in any_of.items()},
        first_label=re.compile(f"{BULLET}(?:{any_of[LINK]})"),
        later_label=re.compile(f"{AFTER_SENTENCE}(?:{any_of[LINK]})"),
    )


def _rule(row: dict[str, object]) -> Rule:
    return Rule(name=str(row["name"]), pattern=re.compile(str(row["pattern"])), follow=int(str(row.get("follow", 0))))


def _mask_lines(text: str, rules: Rules) -> Iterator[str]:
    """Yield the lines, masked. What is above a line counts as it is after masking, or else masking twice would mask more."""
    above, follow = "", 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip(BREAKS)
        if body.strip():
            if follow and looks_like_headline(body.strip()):
                body, follow = _blank(body), follow - 1
            else:
                body, follow = _mask_line(body, above, rules)
            above = body.strip() or above
        yield body + line[len(body) :]


def _mask_line(body: str, above: str, rules: Rules) -> tuple[str, int]:
    """Return the line, masked until nothing changes, and how many lines may go with it."""
    follow = 0
    while stripped := body.strip():
        left = len(body) - len(body.lstrip())
        masked, lines = _mask_once(stripped, above, rules)
        follow = max(follow, lines)
        if masked == stripped:
            break
        body = body[:left] + masked + body[left + len(stripped) :]
    return body, follow


def _mask_once(line: str, above: str, rules: Rules) -> tuple[str, int]:
    if len(line) <= LONGEST_LINE and rules.any[LINE].fullmatch(line):
        return _blank(line), max(rule.follow for rule in rules.of[LINE] if rule.pattern.fullmatch(line))
    if rules.any[SUBHEAD].fullmatch(line) and SENTENCE_ENDS.search(above[-5:]):
        return _blank(line), 0
    line, follow = _mask_links(line, rules)
    return _mask_inline(_mask_credits(line, rules), rules), follow


def _mask_links(line: str, rules: Rules) -> tuple[str, int]:
    """Mask labels with their headlines; say how many lines may go with a label that has nothing after it."""
    parts: list[str] = []
    at, follow, first = 0, 0, True
    while found := (rules.first_label.match(line, at) if first else None) or rules.later_label.search(line, at):
        end = headline_end(line, found.end())
        if not line[found.end() : found.end() + 1]:
            follow = max(rule.follow for rule in rules.of[LINK] if rule.pattern.search(found.group()))
        parts += line[at : found.start()], _blank(line[found.start() : end])
        first, at = first and not line[at : found.start()].strip(), end
    return "".join(parts) + line[at:], follow


def _mask_credits(line: str, rules: Rules) -> str:
    """Mask credits, and the caption before those that end the line. A caption of two sentences tells a story of its own: it stays."""
    end = _story_end(line, rules)
    parts: list[str] = []
    at = 0
    for found in rules.any[CREDIT].finditer(line, 0, end):
        parts += line[at : found.start()], _blank(found.group())
        at = found.end()
    story = "".join(parts) + line[at:end]
    if end < len(line) <= LONGEST_CAPTION and not SENTENCE_WITHIN.search(story):
        return _blank(line)
    return story + _blank(line[end:])


def _story_end(line: str, rules: Rules) -> int:
    """Return where the credits that end the line begin."""
    end = len(line)
    while starts := [found.start() for found in rules.any[CREDIT].finditer(line, max(0, end - LONGEST_CREDIT), end) if found.end() == end]:
        end = starts[0]
        while end and line[end - 1].isspace():
            end -= 1
    return end


def _mask_inline(line: str, rules: Rules) -> str:
    parts: list[str] = []
    at = 0
    for found in rules.any[INLINE].finditer(line):
        groups = [number for number, group in enumerate(found.groups(), 1) if group is not None] or [0]
        for start, end in map(found.span, groups):
            parts += line[at:start], _blank(line[start:end])
            at = end
    return "".join(parts) + line[at:]


def _blank(text: str) -> str:
    return " " * len(text)
