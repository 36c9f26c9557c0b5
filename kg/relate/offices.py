"""Stage 6d: what a description of somebody says: the title, whose office it is, of which country its holder is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from kg.mentions import Title
from kg.relate.items import Item, Row
from kg.vocabulary import Vocabulary

POSTED = frozenset({"to", "for", "in", "on", "at"})  # behind "envoy" these tell where somebody was sent
SERVES_PLACE = frozenset({"of", "for", "from"})  # behind other titles these alone make a place or country the holder
SERVES_BODY = SERVES_PLACE | {"at", "in", "with", "to"}
PREPOSITIONS = POSTED | SERVES_BODY
ENDED = frozenset({"until", "time"})  # "until May", "at the time"
EARLIER = ENDED | {"before"}  # within a description: "before that a director"
ACCORDING = "according"
LOCATES = frozenset({"in", "from", "to", "at", "near"})
TERM = 6  # items behind an office in which its years stand ("from 1977 to 1995")
CLAUSE = 4  # items behind "until" that tell a clause from a date
LISTS = frozenset({",", "and", "&"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a description says. `text` is the title in lower case; `status` is None where the office is held now; `holder` is whose
    office it is, told `behind` it or before; `posted` where its holder was sent."""

    title: Title
    text: str
    status: str | None
    holder: Item | None
    behind: bool
    nation: Item | None
    posted: Item | None
    items: tuple[Item, ...]


def offices(row: Row, items: Sequence[Item], vocabulary: Vocabulary) -> Iterator[Office]:
    """Part a list of descriptions into offices: each title with what stands before it, back to the office before, and behind it.

    Of "founder and director of the Ardan Bank" both are the bank's.
    """
    found = list(_listed(row, items, vocabulary))
    for office, after in zip_longest(found, found[1:]):
        shares = (
            after and after.behind and office.holder is None and office.title.kind.office and not office.title.kind.state and _joined(after)
        )
        yield replace(office, holder=after.holder) if after and shares else office


def _joined(office: Office) -> bool:
    """Tell whether "and", and no article, joins a title to the one before it."""
    return office.items[0].text in ("and", "&") and not any(item.code == "d" for item in office.items)


def _listed(row: Row, items: Sequence[Item], vocabulary: Vocabulary) -> Iterator[Office]:
    begin, inherited = 0, None
    for i, item in enumerate(items):
        if item.title and i >= begin and not (i + 1 < len(items) and items[i + 1].code == "P"):
            served = _served(items, i)
            end = next((j for j in range(served + 1, len(items)) if items[j].text in LISTS), len(items))
            office = _office(row, items[begin:i], items[i : served + 1], items[served + 1 : end], vocabulary)
            bare = inherited and office.status is None and not any(other.code == "d" for other in items[begin:i])
            if not any(is_unsure(other, vocabulary) for other in items[begin : i + 1]):
                yield replace(office, status=inherited) if bare else office
            begin, inherited = end, office.status or (inherited if bare else None)


def is_unsure(item: Item, vocabulary: Vocabulary) -> bool:
    """Tell whether an item says that something only may be: "possible", "potential buyer"."""
    words = (item.title.text if item.title else item.text).split()
    return not vocabulary.words["unsure"].isdisjoint(words)


def _served(items: Sequence[Item], i: int) -> int:
    """Return where the title that begins at `i` ends: there, or with the title of whom an aide serves, "adviser | to the director"."""
    for j in (i + 2, i + 3):
        to_title = (
            j < len(items)
            and items[i + 1].text in ("to", "of")
            and items[j].code == "T"
            and all(item.code == "d" for item in items[i + 2 : j])
        )
        if to_title and not (j + 1 < len(items) and items[j + 1].code == "P"):
            return j
    return i


def _office(row: Row, before: Sequence[Item], titled: Sequence[Item], after: Sequence[Item], vocabulary: Vocabulary) -> Office:
    title = titled[0].title
    assert title
    ahead = [
        item.text
        for item in before
        if item.code == "j" and item.text in vocabulary.modifiers and any(other.code in "OG" for other in before)
    ]
    text = " ".join([*ahead, *(item.title.text if item.title else item.text for item in titled)])
    behind, posted = _behind(title, after)
    front = _front(row, before)
    if front and front.code in "OGP":
        behind = None
    if front and front.code in "LR" and title.kind.demonym == "nationality":
        front = None  # where a lawyer works
    nation = front if front and front.code in "NC" and (behind or title.kind.demonym == "nationality") else None
    items = (*before, *titled, *after)
    return Office(
        title=title,
        text=text,
        status=_status(row, title, before, items, vocabulary),
        holder=behind or (front if front is not nation else None),
        behind=behind is not None,
        nation=nation,
        posted=posted,
        items=items,
    )


def _status(row: Row, title: Title, before: Sequence[Item], items: Sequence[Item], vocabulary: Vocabulary) -> str | None:
    """Return when the office is held as the title, words before it ("a former British MP") or "until" on either side of it tell."""
    first, behind = row.items.index(items[0]), row.items.index(items[-1]) + 1
    ends = [item.text for item in row.items[max(first - 1, 0) : first] + row.items[behind : behind + 1]]
    behind_status = vocabulary.status.get(row.items[behind].text) if behind < len(row.items) and row.items[behind].code == "r" else None
    later = list(takewhile(lambda item: item.code != "v", row.items[behind : behind + TERM]))
    words = [item.text for item in later]
    if (
        "until" in words
        and _dated(row, behind + words.index("until") + 1)
        or "from" in words
        and "to" in words
        and any(item.code == "#" for item in later)
    ):
        ends.append("until")
    prefix = row.items[first - 2].text if first > 1 and row.items[first - 1].text == "-" else ""  # "ex-Kenyan minister"
    told = [
        title.status,
        vocabulary.status.get(prefix),
        behind_status,
        *(vocabulary.status.get(item.text) for item in before),
        "former" if ENDED.intersection(ends) or EARLIER.intersection(item.text for item in before) else None,
    ]
    return next((status for status in told if status not in (None, "current")), None)


def _dated(row: Row, i: int) -> bool:
    """Tell whether no clause begins at an item: "until | May", "until | his death", not "until | he left"."""
    return not any(item.code in "vh" for item in row.items[i : i + CLAUSE])


def _behind(title: Title, after: Sequence[Item]) -> tuple[Item | None, Item | None]:
    """Return the holder that stands behind the title, or where its holder was sent."""
    named = [item for item in after if item.mention and item.code != "N"]
    if not named:
        return None, None
    last = named[-1]
    preposition = next(
        item.text for item in reversed((after[0], *after[: after.index(last)])) if item.text in PREPOSITIONS or item is after[0]
    )
    if title.sent and preposition == "to" and after[0].text in SERVES_PLACE and len(named) > 1:
        return named[0], last  # "ambassador of Kenya to Peru"
    if last.code in "LCR" and len(named) > 1 and named[-2].code in "OG" and after[after.index(last) - 1].text == "in":
        last = named[-2]  # "a professor at Ardan University in Kenya"
    if title.sent and preposition in POSTED:
        return None, last
    allowed = SERVES_PLACE if last.code in "CLR" else SERVES_BODY
    return (last, None) if preposition in allowed else (None, None)


def _front(row: Row, before: Sequence[Item]) -> Item | None:
    """Return whose the title is by what stands right before it: a body, a country or its people, or a person in the genitive."""
    named = [i for i, item in enumerate(before) if item.mention and item.code != "M"]
    if not named:
        return None
    if len(named) > 1 and before[named[-1]].code == "N" and before[named[-2]].code in "OG" and before[named[-2] + 1].text == "'s":
        return before[named[-2]]  # "the Ardan Bank's Irish chairman"
    item = before[named[-1]]
    genitive = before[named[-1] + 1 : named[-1] + 2] and before[named[-1] + 1].text == "'s"
    if item.code in "NOG":
        return item
    first = row.items.index(before[0])
    at = row.items.index(item)
    if item.code in "LR" and at > 1 and row.items[at - 1].text == "," and row.items[at - 2].code in "OG":
        return row.items[at - 2]  # "Ardan University, Kisumu's chancellor"
    if genitive:
        return item
    located = (
        item is before[0]
        and first > 0
        and row.items[first - 1].text in LOCATES
        and not (first > 1 and row.items[first - 2].text == ACCORDING)
        and not (item.mention and item.mention.entry and item.mention.entry.adjective)
    )
    return None if item.code == "P" or located and item.code in "LRC" else item
