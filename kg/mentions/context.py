"""Stage 4f, the words around: what a text says outright, or lets see, about what bears a name: "X is a town", "the band X", "born in X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.mentions.mention import Mention
from kg.mentions.titles import Title
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

Cue = tuple[str, int]  # a code, or THING, and how many of the model's labels it outweighs
THING = "T"  # what is neither a person nor a body nor a place: a work, a prize, a ship, a war
DEFINES = 40
CERTAIN = 4
LIKELY = 2
LONGEST_BRACKET = 25  # tokens between a name and what is said of it
LONGEST_PHRASE = 12  # tokens from an article to its noun
IS = frozenset({"is", "was", "are", "were"})
ARTICLES = frozenset({"a", "an", "the", "one"})
DESIGNATION = re.compile(r"(?!(?:1[5-9]|20)\d\d$)(?:[A-Z]+-?\d[\w/-]*|\d{3,4}[A-Z]?|[A-HJ-Z]|I{2,3})$")  # "A320", "747", "2600", "Q", "II"
INSIDE_PHRASE = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "HYPH", "CC", "CD", "VBN", "VBG", "RB", "RBS", "POS", ","})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "HYPH"})


def cues(doc: Doc, mention: Mention, titles: Mapping[int, Title], places: Mapping[int, int], vocabulary: Vocabulary) -> Iterator[Cue]:
    """Yield what the words around a mention say about its kind. `titles` are those of the document by their heads, `places` the ends
    of known places by their first tokens."""
    yield from _told(doc, mention, titles, vocabulary)
    if _in_place(doc, mention, places):
        yield "L", CERTAIN
    yield from _before(doc, mention, vocabulary)
    yield from _behind(doc, mention, vocabulary)


def _told(doc: Doc, mention: Mention, titles: Mapping[int, Title], vocabulary: Vocabulary) -> Iterator[Cue]:
    """Yield what "X is a town in", "X (born 1950) was a singer" and "X, a small town," say."""
    i = _past_bracket(doc, mention.end)
    if any(token.lower_ in ("born", "née", "b.") for token in doc[mention.end : i]):
        yield "P", DEFINES
    if i + 1 >= len(doc) or doc[i].lower_ not in IS and doc[i].text != "," or doc[i + 1].lower_ not in ARTICLES:
        return
    weight = CERTAIN if doc[i].text == "," else DEFINES
    known = doc[i].text == "," and doc[i + 1].lower_ in ("the", "one")
    words = mention.name.lower().split()
    if known and (len(words) == 1 or any(word in vocabulary.forms for word in words)):
        return
    for noun in _nouns(doc, i + 1):
        title = titles.get(noun)
        if not known and (code := _code_of(doc, noun, vocabulary)):
            yield code, weight
            return
        if title and not (known and doc[noun].tag_ == "NNS") and title.text.rsplit(" ", 1)[-1] not in vocabulary.words["of_bodies_too"]:
            yield "P", weight
            return


def _in_place(doc: Doc, mention: Mention, places: Mapping[int, int]) -> bool:
    """Tell whether a known place stands behind a comma, and "in" or the like before the name: "at Windsor, Ontario"."""
    i = mention.end
    end = places.get(i + 1, len(doc))
    near = end < len(doc) and doc[i].text == "," and doc[end].tag_ not in NOUNS and doc[end].tag_ != "POS"
    return near and mention.start > 0 and doc[mention.start - 1].lower_ in ("in", "at", "near", "from", "of", "to", "outside")


def _past_bracket(doc: Doc, i: int) -> int:
    if i >= len(doc) or doc[i].text not in ("(", "["):
        return i
    ends = (j + 1 for j in range(i + 1, min(i + LONGEST_BRACKET, len(doc))) if doc[j].text in (")", "]"))
    return next(ends, i)


def _nouns(doc: Doc, article: int) -> Iterator[int]:
    """Yield the nouns of the phrase that an article begins: "a small | town", "the last of six | villages", "a | singer and | poet"."""
    i = article + 1
    of = i + (doc[article].lower_ == "the")
    if doc[of : of + 1].text == "of":
        i = of + 1 + (doc[of + 1 : of + 2].text in ("the", "its"))
    for end in range(i, min(i + LONGEST_PHRASE, len(doc))):
        if doc[end].tag_ not in INSIDE_PHRASE or doc[end].is_sent_start:
            return
        behind = doc[end + 1].tag_ if end + 1 < len(doc) else ""
        if doc[end].tag_ in ("NN", "NNS") and behind not in NOUNS:
            yield end


def _code_of(doc: Doc, noun: int, vocabulary: Vocabulary) -> str | None:
    """Return the code of what the common noun at a place means: L for "town", O for "band", "radio station", T for "film"."""
    two, one = doc[max(noun - 1, 0) : noun + 1].text.lower(), doc[noun].lower_
    for words in (two, one):
        for code, group in (("O", "bodies"), (THING, "works"), ("L", "places")):
            if words in vocabulary.words[group]:
                return code
    return None


def _before(doc: Doc, mention: Mention, vocabulary: Vocabulary) -> Iterator[Cue]:
    i = mention.start - 1
    if i < 1 or doc[mention.start].is_sent_start:
        return
    before, words = doc[i], vocabulary.words
    further = doc[i - 1].lower_
    if before.lower_ == "of" and (further in words["places"] or further in words["directions"]):
        yield "L", CERTAIN
    elif before.lower_ in words["inside"] and not _is_no_place(doc, mention):
        if further in words["performs"]:
            yield THING, LIKELY
        elif further not in words["trusts"]:
            yield "L", 1 if mention.code == "O" else LIKELY
    elif before.lower_ == "at" and further in words["stands"] or before.lower_ == "to" and further in words["goes"]:
        if mention.code == "P" and (before.lower_ == "at" or " " not in mention.name):
            yield "L", LIKELY
    elif before.lower_ == "by" and further in words["authored"]:
        yield "P", LIKELY
    elif before.lower_ in ("of", "for", "at") and further in words["serves"] or before.lower_ == "by" and further in words["made_by"]:
        yield "O", LIKELY
    elif before.is_lower and before.tag_ in ("NN", "HYPH") and (code := _code_of(doc, i, vocabulary)) in ("O", THING):
        yield code, LIKELY


def _is_no_place(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name behind "in" may well be no place's: "in Okafor's view", "in ArDa", "in Ardan Letters"."""
    owns = mention.end < len(doc) and doc[mention.end].tag_ == "POS"
    return owns or not mention.name.istitle() or mention.code == "O" and " " in mention.name


def _behind(doc: Doc, mention: Mention, vocabulary: Vocabulary) -> Iterator[Cue]:
    after = [token.lower_ for token in doc[mention.end : mention.end + 3]]
    before = doc[mention.start - 1] if mention.start else None
    quoted = before is not None and before.text in ('"', "“", "‘") and after[:1] in (['"'], ["”"], ["’"])
    dated = len(after) == 3 and after[0] == "(" and after[2] == ")" and after[1].isdigit() and len(after[1]) == 4
    if after[:1] != [] and after[0] in vocabulary.words["places"] and doc[mention.end].is_lower:
        yield "L", CERTAIN if before is not None and before.lower_ == "the" else LIKELY
    if " " in mention.name and mention.name.split()[0].lower() in vocabulary.words["place_beginnings"]:
        yield "L", CERTAIN
    numbered = mention.code == "O" and after[:1] != [] and DESIGNATION.match(doc[mention.end].text) is not None
    if quoted or dated or numbered:
        yield THING, LIKELY
    elif after[:2] == ["-", "based"]:
        yield "L", CERTAIN
    elif after[:2] in (["was", "born"], ["was", "married"]) or after[:1] in (["died"], ["married"]) or _has_kin(after, vocabulary):
        yield "P", LIKELY


def _has_kin(after: list[str], vocabulary: Vocabulary) -> bool:
    return after[:1] in (["'s"], ["’s"]) and after[1:2] != [] and after[1] in vocabulary.words["persons"]
