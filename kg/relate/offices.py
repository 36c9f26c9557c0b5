"""Stage 6c: what a description of somebody says: the title, whose office it is, of which country its holder is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions import Title
from kg.relate.items import Item, Row
from kg.vocabulary import Vocabulary

POSTED = frozenset({"to", "for", "in", "on", "at"})     # behind "envoy" these tell where somebody was sent
SERVES_PLACE = frozenset({"of", "for", "from"})         # behind other titles these alone make a place or country the holder
SERVES_BODY = SERVES_PLACE | {"at", "in", "with", "to"}
LISTS = frozenset({",", "and", "&"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a description says. `text` is the title in lower case; `status` is None where the office is held now; `holder` is whose office it is; `posted` where its holder was sent."""

    title: Title
    text: str
    status: str | None
    holder: Item | None
    nation: Item | None
    posted: Item | None
    items: tuple[Item, ...]


def offices(row: Row, items: Sequence[Item], vocabulary: Vocabulary) -> Iterator[Office]:
    """Part a list of descriptions into offices: each title with what stands before it, back to the office before, and behind it."""
    begin = 0
    for i, item in enumerate(items):
        if item.title and not _nested(items, i):
            end = next((j for j in range(i + 1, len(items)) if items[j].text in LISTS), len(items))
            yield _office(row, items[begin:i], item, items[i + 1 : end], vocabulary)
            begin = end


def _nested(items: Sequence[Item], i: int) -> bool:
    """Tell whether the title at `i` is that of an aide, before the title of whom he serves: "adviser | to the director of"."""
    behind = items[i + 1 : i + 4]
    served = next((item for item in behind[1:] if item.code != "d"), None)
    return bool(behind) and behind[0].text in ("to", "of") and served is not None and served.code == "T" and items.index(served) + 1 < len(items) and items[items.index(served) + 1].text in SERVES_BODY


def _office(row: Row, before: Sequence[Item], item: Item, after: Sequence[Item], vocabulary: Vocabulary) -> Office:
    assert item.title
    outer = next((other.title for other in before if other.title), None)
    title = outer or item.title
    text = f"{title.text} {' '.join(other.text for other in before if not other.mention and not other.title)} {item.title.text}" if outer else title.text
    behind, posted = _behind(title, after)
    front = _front(row, before)
    if front and front.code in "OGP":
        behind = None
    nation = front if front and front.code in "NC" and (behind or title.kind.demonym == "nationality") else None
    return Office(title=title, text=" ".join(text.split()), status=_status(row, title, before, (*before, item, *after), vocabulary),
                  holder=behind or (front if front is not nation else None), nation=nation, posted=posted, items=(*before, item, *after))


def _status(row: Row, title: Title, before: Sequence[Item], items: Sequence[Item], vocabulary: Vocabulary) -> str | None:
    """Return when the office is held as the title, words before it ("a former British MP") or "until" on either side of it tell."""
    first, behind = row.items.index(items[0]), row.items.index(items[-1]) + 1
    ends = [item.text for item in row.items[max(first - 1, 0) : first] + row.items[behind : behind + 1]]
    told = [title.status, *(vocabulary.status.get(item.text) for item in before), "former" if "until" in ends else None]
    return next((status for status in told if status not in (None, "current")), None)


def _behind(title: Title, after: Sequence[Item]) -> tuple[Item | None, Item | None]:
    """Return the holder that stands behind the title, or where its holder was sent."""
    named = [item for item in after if item.mention and item.code != "N"]
    if not named:
        return None, None
    preposition, last = after[0].text, named[-1]
    if title.sent and preposition in POSTED:
        return None, last
    allowed = SERVES_PLACE if last.code in "CL" else SERVES_BODY
    return (last, None) if preposition in allowed else (None, None)


def _front(row: Row, before: Sequence[Item]) -> Item | None:
    """Return whose the title is by what stands right before it: a body, a country or its people, or a person in the genitive."""
    named = [i for i, item in enumerate(before) if item.mention]
    if not named:
        return None
    item = before[named[-1]]
    genitive = before[named[-1] + 1 : named[-1] + 2] and before[named[-1] + 1].text == "'s"
    if genitive or item.code in "NOG":
        return item
    first = row.items.index(before[0])
    located = item is before[0] and first > 0 and row.items[first - 1].text in ("in", "from", "to", "at", "of", "over", "near")
    return None if item.code == "P" or located and item.code in "LC" else item
