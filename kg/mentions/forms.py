"""Stage 4c: names of organizations and places by their form: "Committee for the Defence of X", "X State University", "Russia's upper
house"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.mentions.mention import Mention
from kg.mentions.titles import is_status
from kg.names import ARTICLE
from kg.vocabulary import Form, Vocabulary, country_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 12  # tokens of a name
ABOUT = ("committee", "council", "institute")  # "Commission on Debates"
# what lies in a greater place, and what before it is no name ("Eastern Province of Kenya")
PARTS = frozenset({"province", "county", "district", "oblast", "region", "governorate", "prefecture", "voivodeship", "canton", "parish"})
SIDES = frozenset({"autonomous", "special", "capital", "northern", "southern", "eastern", "western", "central", "upper", "lower"})
CONNECT_AFTER_HEAD = ("of", "for")
ALONE = ("company", "bank", "club", "media", "news agency")  # "Barlow Partners | for Ardan"


def find_forms(
    doc: Doc, vocabulary: Vocabulary, known: Mapping[int, Mention], titled: frozenset[int], heads: frozenset[int]
) -> Iterator[Mention]:
    """Yield a mention for each word that makes its surroundings a name. `known` are mentions by their last token, `titled` the tokens
    of titles, `heads` the last of each."""
    inside = 0
    bodies = {i: m for i, m in known.items() if m.code in "OG"}
    for token in doc:
        form, width = form_at(doc, token.i, vocabulary)
        if form is None or token.i < inside or token.i in (titled if token.text[0].isupper() else heads) or token.i + width - 1 in bodies:
            continue
        if token.text == "Games" and token.i and doc[token.i - 1].lower_ in vocabulary.words["contests"]:
            continue
        if form.suffix and doc[token.i + width : token.i + width + 1].text == "of":
            continue
        inside = token.i + width
        if token.text[0].isupper():
            yield from _capitalized(doc, token.i, width, form, vocabulary, known, titled)
        elif form.lower:
            yield from _lower(doc, token.i, width, form, titled, known)


def form_at(doc: Doc, i: int, vocabulary: Vocabulary) -> tuple[Form | None, int]:
    """Return what the words that begin at `i` make of a name, and how many they are; none and 0 where they say nothing."""
    if doc[i].lower_ not in vocabulary.form_starts:
        return None, 0
    for width in (3, 2, 1):
        words = " ".join(token.lower_ for token in doc[i : i + width])
        if words in vocabulary.forms and i + width <= len(doc):
            return vocabulary.forms[words], width
    return None, 0


def _capitalized(
    doc: Doc, i: int, width: int, form: Form, vocabulary: Vocabulary, known: Mapping[int, Mention], titled: frozenset[int]
) -> Iterator[Mention]:
    start = _start(doc, i, vocabulary, titled)
    places = {mention.start for mention in known.values() if mention.code in "CL"} if form.place else ()
    end = i + width if form.suffix or in_known(doc, start, i, places) else _end(doc, i + width, form, vocabulary, titled, known)
    owned = form.state or form.kind in vocabulary.words["national"]
    start, whole = (_behind_owner(doc, start, i, known), start) if owned else (start, start)
    owner = known.get(start - 1 - (start > 0 and doc[start - 1].tag_ == "POS"))
    alone = form.kind == "parliament" and not doc[start].is_sent_start or start > 0 and doc[start - 1].lower_ == "the"
    proper = width > 1 and form.kind in vocabulary.words["proper_alone"] and all(token.text[0].isupper() for token in doc[i : i + width])
    if end - whole > width or proper or form.state and (width > 1 or alone or owner is not None and owner.code in "NC"):
        state = form.state or start > whole or owned and _of_country(doc, end, vocabulary)
        yield Mention(
            start=start, end=end, code="L" if form.place else "G" if state else "O", name=doc[start:end].text, source="form", kind=form.kind
        )


def in_known(doc: Doc, start: int, i: int, places: Collection[int]) -> bool:
    """Tell whether "of" and a known place (`places` are their first tokens) follow the name of a part of it, which ends at the token `i`:
    "Varna Province | of | Bulgaria"."""
    first = i + 2 + (doc[i + 2 : i + 3].text == "the")
    part = start < i and doc[i].lower_ in PARTS and doc[i - 1].lower_ not in SIDES
    return part and doc[i + 1 : i + 2].text == "of" and first in places


def _of_country(doc: Doc, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a name ends in "of" and a country: "Aviation Office of Kenya"."""
    for i in range(end - 1, max(end - 5, 0), -1):
        if doc[i].lower_ == "of":
            return country_of(ARTICLE.sub("", doc[i + 1 : end].text), vocabulary) is not None
    return False


def _start(doc: Doc, i: int, vocabulary: Vocabulary, titled: frozenset[int]) -> int:
    """Walk left over capitalized words and what joins them."""
    start = i
    while start > 0 and not doc[start].is_sent_start and i - start < LONGEST and start - 1 not in titled:
        before = doc[start - 1]
        if before.tag_ == "POS" and start > 2 and doc[start - 3].lower_ in vocabulary.words["saints"]:
            start -= 3
            continue
        joins = before.lower_ in ("&", "-") and start >= 2 and _names(doc[start - 2], vocabulary)
        if _names(before, vocabulary) and not (before.is_sent_start and before.tag_ == "IN"):
            start -= 1
        elif joins and not doc[start - 1].is_sent_start and start - 2 not in titled:
            start -= 2
        else:
            break
    return start


def _end(doc: Doc, end: int, form: Form, vocabulary: Vocabulary, titled: frozenset[int], known: Mapping[int, Mention]) -> int:
    """Walk right from behind a head over "of ..." and "for ..."; a place has no "for", a university no "of the" country."""
    i = end
    joint = (
        form.state or form.kind in vocabulary.words["national"]
    )  # "Ministry of Trade and Industry", but "University of Kisumu | and Ardan Bank"
    abroad = form.kind == "university" and _of_the_country(doc, i, vocabulary)
    joins = ("of",) if form.place or form.kind in ALONE else (*CONNECT_AFTER_HEAD, "on") if form.kind in ABOUT else CONNECT_AFTER_HEAD
    if doc[i : i + 1].text not in joins or abroad:
        return end
    first, i = end, i + 1
    while i < len(doc) and i - first < LONGEST and not doc[i].is_sent_start and i not in titled and not _of_the_country(doc, i, vocabulary):
        if i in known and known[i].code == "N" and i + 1 < len(doc) and doc[i + 1].is_lower:
            break
        if _names(doc[i], vocabulary):
            end = i + 1
        elif doc[i].lower_ not in vocabulary.words["connectors"] or doc[i].lower_ == "in" or doc[i].lower_ in ("and", "&") and not joint:
            break
        i += 1
    return _before_another(doc, first, end, vocabulary)


def _of_the_country(doc: Doc, i: int, vocabulary: Vocabulary) -> bool:
    return doc[i : i + 2].text == "of the" and country_of(doc[i + 2 : i + 3].text, vocabulary) is not None


def _before_another(doc: Doc, first: int, end: int, vocabulary: Vocabulary) -> int:
    """End a name before another body that its last words name: "Foreign Affairs Committee | of the Federation Council"."""
    for i in range(end - 1, first, -1):
        form = form_at(doc, i, vocabulary)[0]
        if form and not form.place and doc[i].text[0].isupper():
            joint = next((j for j in range(i, first - 1, -1) if doc[j].lower_ in ("and", "of", "for")), first)
            return _before_another(doc, first, joint, vocabulary) if joint > first else first
    return end


def _names(token: Token, vocabulary: Vocabulary) -> bool:
    """Tell whether the token can be a word of a name."""
    return (
        token.text[0].isupper()
        and token.tag_[:2] in ("NN", "JJ", "VB", "CD", "FW", "IN")
        and token.text not in vocabulary.words["calendar"]
        and not token.is_punct
        and not (token.like_num and token.is_alpha)
        and not is_status(token, vocabulary)
    )


def _behind_owner(doc: Doc, start: int, head: int, known: Mapping[int, Mention]) -> int:
    """Part the country or body before the name of a state's organ ("Saudi | Interior Ministry") from it, where something is left."""
    for i in range(start, head):
        mention = known.get(i)
        if (
            mention
            and not (start and doc[start - 1].tag_ == "POS")
            and mention.start == start
            and mention.end == i + 1
            and mention.code in "NCG"
        ):
            return i + 1
    return start


def _lower(doc: Doc, i: int, width: int, form: Form, titled: frozenset[int], known: Mapping[int, Mention]) -> Iterator[Mention]:
    """Yield a body in lower case that a country's name stands before: "the Chinese | foreign ministry"."""
    start = i
    while start > 0 and doc[start - 1].is_lower and doc[start - 1].tag_ in ("JJ", "NN", "NNS") and i - start < 3:
        start -= 1
    before = start - 1 - (doc[start - 1].tag_ == "POS") if start else -1
    followed = (
        i + width < len(doc) and i + width not in titled and doc[i + width].tag_ in ("NN", "NNS") and not doc[i + width].is_sent_start
    )
    if before in known and known[before].code in "NC" and not followed:
        yield Mention(
            start=start, end=i + width, code="G" if form.state else "O", name=doc[start : i + width].text, source="form", kind=form.kind
        )
