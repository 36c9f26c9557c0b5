"""Stage 6a: a sentence as a row of items, each a name, a title or a word, and that row as a text that patterns match.

Codes of words: d determiner or possessive, j adjective, n noun, v verb, c conjunction, i preposition, # number, h pronoun, p
punctuation, x other.
What says nothing about who is what is left out: adverbs (but for negation), ages, letters (", QC") and "himself" behind a name, brackets
behind a name, "region" behind a place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate import Annotated
from kg.mentions import Mention
from kg.mentions.titles import Title
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CODES = (
    ("d", ("DT", "PRP$", "WP$", "PDT")),
    ("j", ("JJ", "JJR", "JJS")),
    ("n", ("NN", "NNS", "NNP", "NNPS")),
    ("v", ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD")),
    ("c", ("CC",)),
    ("i", ("IN", "TO")),
    ("#", ("CD",)),
    ("h", ("PRP", "WP")),
    ("p", (",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH")),
    ("r", ("RB", "RBR", "RBS")),
)
CODE_OF = {tag: code for code, tags in CODES for tag in tags}
DASHES = frozenset({"-", "--", "---", "–", "—"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
LONGEST_BRACKET = 25  # tokens inside round brackets that are passed over


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The tokens `start:end` as one thing, with the mention or title that they are; `entity` is the id of what they name.

    `meant` tells that no name but a pronoun stands here.
    """

    code: str
    text: str
    start: int
    end: int
    mention: Mention | None = None
    title: Title | None = None
    entity: str | None = None
    meant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The items of a sentence and their text: of each item its code and its words, then a space; `starts` are the items' places in it."""

    items: tuple[Item, ...]
    text: str
    starts: tuple[int, ...]

    def at(self, place: int) -> int:
        """Return the number of the item at a place of the text."""
        return bisect_right(self.starts, place) - 1


def encode(items: Sequence[Item]) -> Row:
    """Return the row of the items."""
    pieces = [f"{item.code}{item.text.replace(' ', '_')} " for item in items]
    starts, place = [], 0
    for piece in pieces:
        starts.append(place)
        place += len(piece)
    return Row(items=tuple(items), text="".join(pieces), starts=tuple(starts))


def items_of(
    annotated: Annotated, mentions: Sequence[Mention], titles: Sequence[Title], ids: Mapping[int, str], vocabulary: Vocabulary
) -> list[list[Item]]:
    """Return the items of each sentence of the document, in order. `ids` are the entities that mentions name, by their first token."""
    named: dict[int, Mention | Title] = {title.start: title for title in titles}
    named |= {mention.start: mention for mention in mentions}
    return [_tidied(_items(annotated.doc, start, end, named, ids), vocabulary) for start, end in annotated.sentences]


def _items(doc: Doc, start: int, end: int, named: Mapping[int, Mention | Title], ids: Mapping[int, str]) -> list[Item]:
    items = []
    i = start
    while i < end:
        thing = named.get(i)
        if isinstance(thing, Mention):
            items.append(Item(code=_code(thing, ids.get(i)), text="", start=i, end=thing.end, mention=thing, entity=ids.get(i)))
        elif isinstance(thing, Title):
            items.append(Item(code="U" if thing.plural else "T", text=doc[thing.head].lower_, start=i, end=thing.end, title=thing))
        else:
            items.append(_word(doc[i], i))
        i = items[-1].end
    return items


def _code(mention: Mention, entity: str | None) -> str:
    """Return R for a known region, C for a capital that means its country, else the mention's own code."""
    if mention.code != "L" or mention.entry is None:
        return mention.code
    return "C" if entity == mention.entry.country else "L" if mention.entry.kind == "city" else "R"


def _word(token: Token, i: int) -> Item:
    if token.text in DASHES and token.whitespace_:
        return Item(code="p", text=",", start=i, end=i + 1)
    return Item(code=CODE_OF.get(token.tag_, "x"), text=token.lower_.replace("’", "'"), start=i, end=i + 1)


def _tidied(items: list[Item], vocabulary: Vocabulary) -> list[Item]:
    """Leave out what says nothing."""
    kept: list[Item] = []
    i = 0
    while i < len(items):
        item = items[i]
        if item.text == "(" and (width := _bracket(items, i)):
            i += width
            continue
        behind_place = kept and kept[-1].code in "LRC" and item.title is None and item.text in vocabulary.words["regions"]
        age = item.code == "#" and kept and kept[-1].text == "," and items[i + 1 : i + 2] and items[i + 1].text == ","
        letters = item.text in vocabulary.suffixes and item.mention is None and [other.code for other in kept[-2:]] == ["P", "p"]
        if age or letters and kept[-1].text == ",":
            kept.pop()
        elif (
            not behind_place
            and not (item.text in REFLEXIVE and kept and kept[-1].code in "POG")
            and not (item.title is None and item.text in vocabulary.honorifics and items[i + 1 : i + 2] and items[i + 1].code == "P")
            and (item.code != "r" or item.text in vocabulary.words["negation"] or item.text in vocabulary.status)
        ):
            kept.append(item)
        i += 1
    return kept


def _bracket(items: list[Item], i: int) -> int:
    """Return how many items a short bracket from `i` on has; 0 where there is none, or where it names somebody or whose the person
    before it is."""
    for width in range(2, LONGEST_BRACKET + 2):
        if items[i + width - 1 : i + width] and items[i + width - 1].text == ")":
            inside = items[i + 1 : i + width - 1]
            marks = inside and (len(inside) == 1 and inside[0].mention or inside[0].code == "M")
            belongs = marks and i > 0 and items[i - 1].code == "P"
            return width if not belongs and not any(item.code in "PTU" for item in inside) else 0
    return 0
