"""Stage 4a: phrases that say what somebody is: "veteran former chief trade negotiator", "minister of state for finance"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.vocabulary import Head, TitleKind, Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FREE_WORDS = 3  # how many words that no list knows may describe an office ("rebel negotiator")
VERBS = frozenset({"VBZ", "VBP", "VBD", "VB"})  # "who heads the committee"
DESCRIBES = frozenset({"NN", "JJ"})
LONGEST_NAME = 5  # words of a name behind a title
COMMON = frozenset({"NN", "NNS"})
SHOUTED = 5  # capitals up to this length are an abbreviation ("CEO")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title over the tokens `start:end`; `text` is in lower case and leaves out what only says when it is held, which `status` says."""

    start: int
    end: int
    head: int
    text: str
    status: str | None
    kind: TitleKind
    plural: bool
    rank: bool
    sent: bool


def find_titles(doc: Doc, vocabulary: Vocabulary) -> list[Title]:
    """Return all titles of a document from left to right; where two overlap, the one whose head comes last has it all."""
    lower = [token.lower_ for token in doc]
    found: list[Title] = []
    for head, start, end in _heads(lower, vocabulary):
        head, start = _behind_body(doc, head, start, end, vocabulary)
        head, end = _before_party(doc, head, start, end, vocabulary)
        head = _elected(doc, head, end, vocabulary)
        adjective = end - start == 1 and doc[start].is_lower and doc[start].tag_ == "JJ"
        in_name = (
            doc[start].text[0].isupper()
            and end < len(doc)
            and doc[end].text[0].isupper()
            and lower[end] in vocabulary.forms
            and not vocabulary.forms[lower[end]].place
        )
        in_name = in_name or _begins_name(doc, start, end, vocabulary)
        word = not head.kind.office and doc[start].text[0].isupper() and not doc[start].is_sent_start and _inside_name(doc, start, end)
        if head.plural and doc[end - 1].tag_ in VERBS or adjective or in_name or word:
            continue
        title = _title(doc, lower, head, start, end, vocabulary)
        while found and (found[-1].end > title.start or found[-1].end == title.start and _seeks(title, vocabulary)):
            title = _joined(doc, found.pop(), title)
        found.append(title)
    return found


def _seeks(title: Title, vocabulary: Vocabulary) -> bool:
    """Tell whether the holder of a title only seeks the office that stands before it: "deputy mayor | candidate"."""
    return title.text in vocabulary.words["seekers"]


def _behind_body(doc: Doc, head: Head, start: int, end: int, vocabulary: Vocabulary) -> tuple[Head, int]:
    """Return the head without its first word where that ends the name of a body: "Ardan Unity Party | leader"."""
    short = _of_one_word(doc[end - 1], vocabulary)
    names = end - start == 2 and doc[start].is_title and doc[start].lower_ in vocabulary.forms and doc[end - 1].is_lower
    return (short, end - 1) if short and names and start > 0 and doc[start - 1].is_title and not doc[start].is_sent_start else (head, start)


def _of_one_word(token: Token, vocabulary: Vocabulary) -> Head | None:
    return next((head for head in vocabulary.heads.get(token.lower_, ()) if len(head.words) == 1), None)


def _before_party(doc: Doc, head: Head, start: int, end: int, vocabulary: Vocabulary) -> tuple[Head, int]:
    """Return only the first word of a head where the last one belongs to a party behind it: "leader | of the opposition Ardan Party"."""
    last = end
    while last < len(doc) and doc[last].is_title and not doc[last].is_sent_start:
        last += 1
    short = _of_one_word(doc[start], vocabulary)
    cut = "opposition" in head.words and end - start > 1 and last > end and doc[last - 1].lower_ in vocabulary.forms
    return (short, start + 1) if cut and short else (head, end)


def _begins_name(doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a title is only the beginning of the name of a place or body that no person's name ends in: "Queen Ada Market"."""
    last = end
    while last < len(doc) and doc[last].text[0].isupper() and not doc[last].is_sent_start and doc[last].tag_ in ("NNP", "NNPS", "NN"):
        last += 1
    whole = doc[start].text[0].isupper() and start + 1 < last < end + LONGEST_NAME
    return whole and last - end > 1 and doc[last - 1].lower_ in vocabulary.words["no_surnames"]


def _elected(doc: Doc, head: Head, end: int, vocabulary: Vocabulary) -> Head:
    """Return the head of a kind of lawmaker where "Representative" in capitals stands right before a name."""
    named = doc[end - 1].is_title and end < len(doc) and doc[end].is_title
    return replace(head, kind=vocabulary.heads["congressman"][0].kind) if head.words == ("representative",) and named else head


def _inside_name(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the model takes a kind of work for the beginning of the name of a body or thing: "Marine Traffic", "Doctor Who"."""
    return end < len(doc) and doc[start].ent_type_ not in ("", "PERSON", "NORP", "GPE") and doc[end].ent_iob_ == "I"


def _joined(doc: Doc, before: Title, after: Title) -> Title:
    if after.start <= before.start:
        return after
    if after.end <= before.end:
        return before
    if after.rank and not before.rank and doc[before.head].is_lower and doc[after.head].is_title:
        return replace(before, end=after.end)  # "army chief General"
    return replace(after, start=before.start, text=f"{before.text} {after.text}", status=before.status or after.status)


def shortened(title: Title, start: int, doc: Doc) -> Title:
    """Return the title without what stands before the token `start`, which is something else's name: "foreign ministry | spokesman"."""
    return replace(title, start=start, text=" ".join(token.lower_ for token in doc[start : title.end]).replace(" - ", "-"))


def _heads(lower: list[str], vocabulary: Vocabulary) -> Iterator[tuple[Head, int, int]]:
    i = 0
    while i < len(lower):
        for head in vocabulary.heads.get(lower[i], ()):
            goes_on = head.words[-1] == "house" and lower[i + len(head.words) : i + len(head.words) + 1] == [
                "of"
            ]  # "of the House of Commons"
            if tuple(lower[i : i + len(head.words)]) == head.words and not goes_on:
                yield head, i, i + len(head.words)
                i += len(head.words) - 1
                break
        i += 1


def _title(doc: Doc, lower: list[str], head: Head, start: int, end: int, vocabulary: Vocabulary) -> Title:
    words_from, status_from, status = _leftwards(doc, lower, start, vocabulary)
    until, after = _rightwards(doc, lower, end, vocabulary)
    modifiers = [doc[i].text if doc[i].is_upper and len(doc[i]) < SHOUTED else lower[i] for i in range(words_from, start)]
    tail = lower[end:until] if after is None else []
    singular = " ".join(head.words) if head.plural else head.singular
    text = " ".join([*modifiers, singular if not head.plural else head.singular, *tail]).replace(" - ", "-")
    return Title(
        start=status_from,
        end=until,
        head=end - 1,
        text=text,
        status=after or status,
        kind=head.kind,
        plural=head.plural,
        rank=head.rank,
        sent=head.sent,
    )


def _leftwards(doc: Doc, lower: list[str], start: int, vocabulary: Vocabulary) -> tuple[int, int, str | None]:
    """Return where the words of the title begin, where those that say when it is held begin, and what these say."""
    i = words_from = start
    free = 0
    status = None
    while i > 0 and not doc[i].is_sent_start:
        said, width = _status(lower, i, vocabulary)
        known = 0 if width else _known(lower, i, vocabulary)
        if width:
            status = status if said == "current" else said
            i -= width
        elif known and status is None:
            i -= known
            words_from = i
        elif free < FREE_WORDS and status is None and i == words_from and _describes(doc, i - 1):
            free += 1
            i -= 1
            words_from = i
        elif status is None and i == words_from < start and _hyphened(doc, i):
            i -= 2
            words_from = i
        else:
            break
    return words_from, i, status


def _hyphened(doc: Doc, i: int) -> bool:
    """Tell whether a hyphen joins a word in lower case to the word at `i`: "anti-war activist"."""
    return i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_ and doc[i - 2].is_lower


def _status(lower: list[str], i: int, vocabulary: Vocabulary) -> tuple[str | None, int]:
    if lower[i - 1] == "-" and i >= 2 and lower[i - 2] in vocabulary.status:
        return vocabulary.status[lower[i - 2]], 2
    return (vocabulary.status[lower[i - 1]], 1) if lower[i - 1] in vocabulary.status else (None, 0)


def is_status(token: Token, vocabulary: Vocabulary) -> bool:
    """Tell whether a word says when an office is held, and begins no name: "former", "Former" opening a sentence, not "the Next Ten"."""
    status = vocabulary.status.get(token.lower_)
    return status is not None and (token.is_lower or token.is_sent_start is True and status in ("former", "acting"))


def _known(lower: list[str], i: int, vocabulary: Vocabulary) -> int:
    """Return how many words before `i` are a known modifier or portfolio."""
    for width in (3, 2, 1):
        if i >= width and tuple(lower[i - width : i]) in vocabulary.portfolios:
            return width
    if lower[i - 1] == "-" and i >= 2 and lower[i - 2] in vocabulary.modifiers:
        return 2
    return int(lower[i - 1] in vocabulary.modifiers)


def _describes(doc: Doc, i: int) -> bool:
    token = doc[i]
    return token.is_lower and token.is_alpha and token.tag_ in DESCRIBES and not doc[i + 1].is_sent_start


def _rightwards(doc: Doc, lower: list[str], end: int, vocabulary: Vocabulary) -> tuple[int, str | None]:
    """Return where the title ends ("minister | of finance and revenue", "president | - elect"), and the status that is said there."""
    after = lower[end : end + 2]
    if after and after[0] in ("-", "designate", "elect") and after[-1] in ("elect", "designate"):
        return end + (2 if after[0] == "-" else 1), "designate"
    for preposition in ("of", "for"):
        if after and after[0] == preposition:
            until = _portfolios(lower, end + 1, vocabulary)
            goes_on = until < len(doc) and not doc[until].is_sent_start and (doc[until].tag_ in COMMON or lower[until] in vocabulary.forms)
            whole = until > end + 1 and not goes_on
            return (until, None) if whole else (end, None)
    return end, None


def _portfolios(lower: list[str], i: int, vocabulary: Vocabulary) -> int:
    """Return where a list of portfolios that begins at `i` ends; `i` itself where none does."""
    end = i
    while True:
        j = i + (lower[i : i + 1] == ["the"])
        width = next((w for w in (3, 2, 1) if tuple(lower[j : j + w]) in vocabulary.portfolios and len(lower) >= j + w), 0)
        if not width:
            return end
        end = i = j + width
        if lower[i : i + 1] in (["and"], [","], ["&"]):
            i += 1
        else:
            return end
