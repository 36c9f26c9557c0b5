"""Which quotations are somebody's words: those that a cue before or behind attributes, and those that go on with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate import Annotated
from kg.statements.cues import Cue
from kg.statements.marks import Quotation
from kg.statements.said import Said
from kg.statements.speech import load_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

STOPS = frozenset(".?!;")
JOINED = frozenset(",.!?…-–—")
DASHES = ("-", "--", "–", "—")
TURNS = frozenset({"and", "but", "which", "while", "although", "though", "because", "who", "whose", ";"})
BESIDE = 5  # tokens behind a quotation in which its cue stands, where no comma joins them
FURTHEST = 40  # tokens behind a quotation in which its cue stands
NEAR = 12  # tokens between a cue and a fragment that no syntax ties together
SHORT = 4  # letters of a word that a title may leave small


def quoted(annotated: Annotated, quotations: Sequence[Quotation], cues: Sequence[Cue]) -> list[Said]:
    """Return the quotations that the text attributes to somebody, in order. What is in quotation marks for its wording alone is none."""
    doc = annotated.doc
    inside = {i for q in quotations for i in range(q.before, q.after)}
    usable = {cue.at: cue for cue in cues if cue.at not in inside and cue.kind != "think"}
    found: list[Said] = []
    places: dict[int, int] = {}
    for number, quotation in enumerate(quotations):
        if quotation.first >= quotation.last:
            continue
        cue, rule = _cue(doc, quotation, inside, usable)
        follows = None if cue else _followed(annotated, quotations, number, found, places)
        if cue or follows is not None:
            places[number] = len(found)
            found.append(
                Said(
                    start=quotation.start,
                    end=quotation.end,
                    first=quotation.first,
                    last=quotation.last,
                    direct=True,
                    rule=rule if cue else "said#goes_on",
                    cue=cue,
                    follows=follows,
                )
            )
    return found


def _cue(doc: Doc, quotation: Quotation, inside: set[int], cues: Mapping[int, Cue]) -> tuple[Cue | None, str]:
    before = _stretch_before(doc, quotation, inside)
    cue = _cue_before(doc, quotation, before, cues) if before else None
    if cue:
        return cue, "said#before"
    ended = bool(before) and doc[quotation.last - 1].text[-1] in STOPS  # the sentence that began before ends with it
    if not ended and (cue := _cue_after(doc, quotation, inside, cues, bool(before))):
        return cue, "said#after"
    if cue := _signed(doc, quotation):
        return cue, "said#signed"
    if before:
        return _led_in(doc, quotation, before), "said#led_in"
    return _cue_of_report(doc, quotation, cues), "said#after_report"


def _led_in(doc: Doc, quotation: Quotation, stretch: Sequence[int]) -> Cue | None:
    """Return a cue for the subject of a sentence that leads to a quoted sentence by a colon: "Okafor had a message for them: '...'"."""
    if doc[stretch[-1]].text != ":" or not doc[quotation.first].text[0].isupper() or doc[quotation.last - 1].text[-1] not in ".!?…":
        return None
    root = next((doc[i] for i in stretch if doc[i].tag_.startswith("VB") and doc[i].head.i not in stretch or doc[i].dep_ == "ROOT"), None)
    subject = next((child for child in root.children if child.dep_ == "nsubj" and child.i in stretch), None) if root is not None else None
    return Cue(at=stretch[-1], verb="say", kind="say", subject=subject.i) if subject is not None else None


def _signed(doc: Doc, quotation: Quotation) -> Cue | None:
    """Return a cue for the name that a dash sets under a quotation, alone to the end of the paragraph or a comma: '"..." - Ada Okafor'."""
    at, name = quotation.after, quotation.after + 1
    if doc[at : at + 1].text not in DASHES or at >= quotation.paragraph[1]:
        return None
    while name < quotation.paragraph[1] and doc[name].tag_ in ("NNP", "NNPS"):
        name += 1
    ends = name == quotation.paragraph[1] or doc[name].text in (",", ".")
    return Cue(at=at, verb="say", kind="say", subject=name - 1) if ends and name > at + 1 else None


def _cue_of_report(doc: Doc, quotation: Quotation, cues: Mapping[int, Cue]) -> Cue | None:
    """Return the only cue of the sentence before a quotation that is a sentence: "Okafor said it worked. 'It is safe.'"."""
    last = quotation.before - 1
    if last < quotation.paragraph[0] or doc[last].text not in STOPS or not doc[quotation.first].text[0].isupper():
        return None
    here = [cues[i] for i in range(doc[last].sent.start, last) if i in cues]
    return here[0] if len(here) == 1 and here[0].kind == "say" and doc[quotation.last - 1].text[-1] in ".!?…" else None


def _stretch_before(doc: Doc, quotation: Quotation, inside: set[int]) -> list[int]:
    """Return the tokens of the sentence before a quotation, other quotations aside; a colon at the end of the paragraph before leads on."""
    i = quotation.before - 1
    begin = quotation.paragraph[0] if i >= quotation.paragraph[0] or i < 0 or doc[i].text != ":" else doc[i].sent.start
    stretch: list[int] = []
    while i >= begin and (i in inside or doc[i].text not in STOPS or not stretch and doc[i].text == ";"):
        if i in inside and (not stretch or i + 1 not in inside) and doc[i - 1].text in STOPS and doc[i - 1].text != ";":
            break  # another quotation that is a sentence of its own
        if i not in inside:
            stretch.append(i)
        i -= 1
    return stretch[::-1]


def _cue_before(doc: Doc, quotation: Quotation, stretch: Sequence[int], cues: Mapping[int, Cue]) -> Cue | None:
    here = [i for i in stretch if i in cues]
    if not here:
        return None
    if doc[stretch[-1]].text in (",", ":") and here[-1] > stretch[-1] - FURTHEST:
        return cues[here[-1]]
    if _is_title(doc, quotation):
        return None
    above = _above(doc, quotation)
    if tied := next((i for i in above if i in cues), None):
        return cues[tied] if tied in here and not _is_answered(doc, quotation, cues[tied], above) else None
    between = {doc[i].lower_ for i in stretch if i > here[-1]}
    return cues[here[-1]] if stretch[-1] - here[-1] <= NEAR and between.isdisjoint(TURNS) else None


def _is_title(doc: Doc, quotation: Quotation) -> bool:
    """Tell whether what is quoted looks like the title of a work, all of its long words in capitals, and so is nobody's words."""
    words = [token.text for token in doc[quotation.first : quotation.last] if token.is_alpha]
    return (
        doc[quotation.last - 1].text not in STOPS
        and all(word[0].isupper() or len(word) < SHORT for word in words)
        and any(word[0].isupper() for word in words)
    )


def _is_answered(doc: Doc, quotation: Quotation, cue: Cue, above: Sequence[int]) -> bool:
    """Tell whether a fragment is what a cue answers ("replied to the call for 'peace'"), or part of the speaker ("according to 'X'")."""
    to = any(doc[i].text == "to" and doc[i].head.i == cue.at for i in above)
    return (
        to
        and cue.verb in load_speech().of["answer"]
        or cue.subject is not None
        and (cue.subject in above or cue.subject in range(quotation.first, quotation.last))
    )


def _above(doc: Doc, quotation: Quotation) -> list[int]:
    """Return the words that a quotation hangs on, the nearest first."""
    root = next((doc[i] for i in range(quotation.first, quotation.last) if not quotation.first <= doc[i].head.i < quotation.last), None)
    return [token.i for token in root.ancestors] if root is not None else []


def _cue_after(doc: Doc, quotation: Quotation, inside: set[int], cues: Mapping[int, Cue], begun: bool) -> Cue | None:
    """Return the cue of the words right behind a quotation. `begun` tells that its sentence began before it."""
    after = quotation.after
    behind = doc[after : after + 1].text
    joined = doc[quotation.last - 1].text.rstrip("]")[-1:] in (*JOINED, "") or behind in (",", "-", "–", "—")
    if quotation.open or behind.lower() in TURNS or begun and not joined:
        return None
    for i in range(after, min(after + (FURTHEST if joined else BESIDE), quotation.paragraph[1])):
        if i in inside or doc[i].text in STOPS:
            return None
        if i in cues and not _other_clause(doc, after, i):
            misread = cues[i].subject is not None and cues[i].subject in inside
            return replace(cues[i], subject=None) if misread else cues[i]
    return None


def _other_clause(doc: Doc, first: int, cue: int) -> bool:
    """Tell whether another finite verb than that of a description stands between a quotation and its cue."""
    return any(doc[i].tag_ in ("VBD", "VBZ", "VBP") and doc[i].dep_ not in ("relcl", "acl", "aux", "auxpass") for i in range(first, cue))


def _followed(
    annotated: Annotated, quotations: Sequence[Quotation], number: int, found: Sequence[Said], places: Mapping[int, int]
) -> int | None:
    """Return the place of the quotation that this one goes on with: after the words that attribute it alone, or in the next paragraph."""
    if number - 1 not in places:
        return None
    place, before, this = places[number - 1], quotations[number - 1], quotations[number]
    doc = annotated.doc
    cue = found[place].cue
    upright = annotated.document.text[this.start] in "[(" or not annotated.document.text[this.start].islower()
    if not upright or this.before > 0 and doc[this.before - 1].text in (",", ":") and this.paragraph == before.paragraph and cue is None:
        return None
    until = this.before if this.paragraph == before.paragraph else before.paragraph[1]
    near = this.paragraph == before.paragraph or this.before == this.paragraph[0] == before.paragraph[1]
    said_there = cue is not None and before.after <= cue.at < until
    words = [doc[i].text for i in range(before.after, until)]
    stops = sum(word in STOPS for word in words)
    alone = not any(word[0].isalpha() for word in words)
    if this.paragraph != before.paragraph and not (before.open or _fills(doc, this)):
        return None
    return place if near and (alone or said_there and stops <= 1) else None


def _fills(doc: Doc, quotation: Quotation) -> bool:
    """Tell whether a quotation has its paragraph for itself."""
    return not any(doc[i].text[0].isalpha() for i in range(quotation.after, quotation.paragraph[1]))
