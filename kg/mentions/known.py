"""Stage 4b: names that the vocabulary knows: countries and their people, places, bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.mention import Mention
from kg.vocabulary import Entry, Vocabulary
from kg.vocabulary.names import WORD

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STATES = frozenset(
    {"state", "province", "territory", "county", "oblast", "prefecture", "canton", "republic", "governorate"}
)  # kinds of regions that have towns and organs of their own
PLACES = frozenset({"GPE", "LOC"})
# the model's labels by which a name that may mean something else is believed
LABELS = {"C": PLACES, "L": PLACES, "N": PLACES | {"NORP", "LANGUAGE"}, "O": frozenset({"ORG"}), "G": frozenset({"ORG"}), "M": frozenset()}


def find_known(doc: Doc, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the longest known name that begins at each token. An ambiguous one counts where the model agrees."""
    text = doc.text
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    for token in doc:
        found = _longest(token, text, ends, vocabulary)
        if found and (not found[1].ambiguous or token.ent_type_ in LABELS[found[1].code]):
            end, entry = found
            if entry.code == "N" and _is_language(doc, token.i, end):
                continue
            yield as_known(doc, token.i, end, entry)


def as_known(doc: Doc, start: int, end: int, entry: Entry) -> Mention:
    """Return the mention that the tokens `start:end` are of what the vocabulary knows by them."""
    return Mention(start=start, end=end, code=entry.code, name=doc[start:end].text, source="known", kind=entry.kind, entry=entry)


def _is_language(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the name of a people is that of its language: "in Kenyan.", "into Kenyan and", "(Kenyan: ...)"."""
    before, after = doc[start - 1] if start else None, doc[end] if end < len(doc) else None
    if after is None or before is None:
        return False
    spoken = before.lower_ in ("in", "into") and after.tag_ in ("CC", ",", ".", "IN", "VBD", "VBZ", "VBN", "RB", "MD", "-RRB-", ":", "''")
    glossed = before.text == "(" and after.text in (":", ";", ",")
    return spoken or glossed or after.lower_ in ("language", "dialect", "alphabet")


def _longest(token: Token, text: str, ends: dict[int, int], vocabulary: Vocabulary) -> tuple[int, Entry] | None:
    word = WORD.match(token.text)
    if not word or token.text[0].islower():
        return None
    for name, entry in vocabulary.names.get(word[0], ()):
        end = ends.get(token.idx + len(name))
        if end and text.startswith(name, token.idx):
            return ends[token.idx + len(name.partition(",")[0])], entry
    return None


def country_inside(doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> Mention | None:
    """Return the first name of a country, or of its people, inside the tokens `start:end`, which are more than it."""
    body = doc[start:end]
    text, begin = body.text, body.start_char
    for token in body:
        first = WORD.match(token.text)
        rest = text[token.idx - begin :]
        for name, entry in vocabulary.names.get(first[0], ()) if first else ():
            if (
                entry.code in "CN"
                and not entry.ambiguous
                and (rest + " ").startswith(name + " ")
                and not (token.i == start and rest == name)
            ):
                return Mention(
                    start=token.i, end=token.i + len(name.split()), code=entry.code, name=name, source="known", kind=entry.kind, entry=entry
                )
    return None


def part_namesakes(doc: Doc, known: Iterable[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Forget what the vocabulary knows of a name where the text means a namesake of which it knows nothing.

    A country's name is a state's among names of the country that has a state so called ("Georgia" beside "US"); an organ of a state that
    many states have ("National Security Council") is that of another where the text never names the country that is best known for it, and
    a region's where the region stands before it ("Florida Department of Transportation"); a town is another one where the text says that it
    lies elsewhere ("Antioch, Illinois").
    """
    mentions = list(known)
    named = {m.entry.country for m in mentions if m.entry and m.code in "CNL" and not (m.code == "C" and m.entry.namesake_in)}
    mentions = [_parted(mention, named, vocabulary) for mention in mentions]
    behind = [*mentions, None][1:]
    mentions = [_elsewhere(doc, mention, after) for mention, after in zip(mentions, behind, strict=True)]
    return list(_of_regions(doc, mentions))


def _parted(mention: Mention, named: Set[str | None], vocabulary: Vocabulary) -> Mention:
    entry = mention.entry
    if entry is None or entry.country in named or not named:
        return mention
    if mention.code == "C" and entry.namesake_in in named:
        return replace(mention, code="L", entry=None)
    if mention.code == "G" and mention.name.rpartition(" ")[2].lower() in vocabulary.forms:
        return replace(mention, entry=None, source="form")
    return mention


def _elsewhere(doc: Doc, mention: Mention, after: Mention | None) -> Mention:
    """Forget a city where a comma and a region or country follow in which it doesn't lie, as long as that is no list and no other clause
    ("After talks in Riyadh, | Kenya agreed")."""
    city, place = mention.entry, after.entry if after else None
    apart = after is not None and after.start == mention.end + 1 and doc[mention.end].text == ","
    if not (apart and after and city and place and city.kind == "city" and city.country and after.code in "CL"):
        return mention
    behind = doc[after.end] if after.end < len(doc) else None
    opens = doc[mention.start].sent[0].tag_ == "IN" and behind is not None and behind.tag_[:2] in ("VB", "MD")
    listed = opens or behind is not None and (behind.lower_ in ("and", "or", "-", "'s", "’s") or behind.tag_ in ("NNS", "NNP", "JJ"))
    same = place.country == city.country and (city.region in (None, place.name) or place.kind not in STATES or after.code == "C")
    if same or listed or place.country is None or place.kind not in {"country", *STATES}:
        return mention
    return replace(mention, entry=None)


def _of_regions(doc: Doc, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the mentions with a region taken into the name of its own organ, whose name the vocabulary knows as the whole country's."""
    skipped = False
    for mention, after in zip(mentions, [*mentions, None][1:], strict=True):
        organ = after is not None and after.start == mention.end and after.code == "G" and doc[after.start].text[0].isupper()
        if skipped:
            skipped = False
        elif after and organ and mention.code == "L" and mention.entry and mention.entry.kind in STATES:
            skipped = True
            yield replace(after, start=mention.start, code="O", name=f"{mention.name} {after.name}", source="form", entry=None)
        else:
            yield mention
