"""Stage 4f: one name has one type in a document. A title, a full name, a form or the vocabulary decides; else most of what the model
says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.context import CERTAIN, LIKELY, THING, cues
from kg.mentions.mention import Mention
from kg.mentions.titles import Title
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

Votes = Mapping[str, Counter[str]]
LONGEST = 5  # words of an unknown name that may be a person's
INTRODUCES = frozenset({"is", "was", ","})
HYPHENED = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+$")  # Korean names
WEIGHT = {"known": CERTAIN, "form": CERTAIN, "title": CERTAIN, "model": 1}


def retype(doc: Doc, mentions: Sequence[Mention], titles: Iterable[Title], vocabulary: Vocabulary) -> list[Mention]:
    """Give all mentions of one name the same code; drop what is no actor and no place, and organizations that the model alone sees, once,
    with nothing around that supports it."""
    votes = _votes(doc, mentions, titles, vocabulary)
    storms = {doc[token.i + 1].text for token in doc[:-1] if token.lower_ in vocabulary.words["storms"] and token.is_title}
    typed = []
    for mention in mentions:
        if mention.name in storms and mention.source == "model":
            continue
        count = votes[mention.name]
        likely = "P" if _is_surname(doc, mention, count) else max(sorted(count), key=lambda c: count[c])
        if likely == THING and mention.source == "model":
            continue
        code = mention.code if likely == THING or mention.entry and likely != "P" else likely
        if code != mention.code:
            mention = replace(mention, code=code, kind=None, entry=None)
        if code != "O" or _supported(doc, mention, count):
            typed.append(mention)
    return typed


def _is_surname(doc: Doc, mention: Mention, count: Counter[str]) -> bool:
    """Tell whether the known name of a place is that of a person here: one whose full name ends in it, where nothing says "in Jordan"."""
    owns = mention.end < len(doc) and doc[mention.end].tag_ == "POS"
    located = mention.start > 0 and doc[mention.start - 1].tag_ in ("IN", "TO") and not owns
    return mention.entry is not None and mention.code in "LC" and count["P"] >= CERTAIN and not located


def _votes(doc: Doc, mentions: Sequence[Mention], titles: Iterable[Title], vocabulary: Vocabulary) -> Votes:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    starts = {title.start: title for title in titles}
    ends = {title.end for title in starts.values()}
    for mention in mentions:
        votes[mention.name][mention.code] += 0 if mention.entry and mention.entry.ambiguous else WEIGHT[mention.source]
        if mention.source == "model" and (
            mention.start in ends or _apposed(doc, mention, starts, vocabulary) or _introduced(doc, mention, ends, vocabulary)
        ):
            votes[mention.name]["P"] += LIKELY
        if mention.source == "model" and (code := _kind_before(doc, mention, vocabulary)):
            votes[mention.name][code] += LIKELY
        if mention.source == "model" and _begins_as_person(mention, vocabulary):
            votes[mention.name]["P"] += LIKELY
        if HYPHENED.match(mention.name):
            votes[mention.name]["P"] += CERTAIN
    heads = {title.head: title for title in starts.values()}
    places = {mention.start: mention.end for mention in mentions if mention.entry and mention.code in "LC"}
    for place in _everywhere(doc, mentions, vocabulary):
        for code, weight in cues(doc, place, heads, places, vocabulary):
            votes[place.name][code] += weight
    _add_full_names(votes, {mention.name for mention in mentions if mention.source != "model"}, vocabulary)
    return votes


def _everywhere(doc: Doc, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the places of the names that the model alone sees, also those that it passed over."""
    names: dict[str, dict[tuple[str, ...], Mention]] = defaultdict(dict)
    inside = {i for mention in mentions for i in range(mention.start + 1, mention.end)}
    ends = {mention.start: mention.end for mention in mentions}
    for mention in mentions:
        if mention.source == "model" or mention.source == "form" and mention.name.split()[0] in vocabulary.given_names:
            names[doc[mention.start].text][tuple(token.text for token in doc[mention.start : mention.end])] = mention
    for token in doc:
        for words, mention in names.get(token.text, {}).items() if token.i not in inside else ():
            end = token.i + len(words)
            whole = ends.get(token.i, end) <= end
            if whole and (len(words) == 1 or tuple(other.text for other in doc[token.i : end]) == words):
                yield replace(mention, start=token.i, end=end)


def _kind_before(doc: Doc, mention: Mention, vocabulary: Vocabulary) -> str | None:
    """Return the code that a common noun right before the name gives it: "the airline Ardan", "at Ardan"."""
    i = mention.start - 1
    if i < 0 or doc[mention.start].is_sent_start:
        return None
    if doc[i].lower_ == "at" and mention.code == "O":
        return "O"
    form = vocabulary.forms.get(doc[i].lower_) if doc[i].is_lower and doc[i].tag_ == "NN" else None
    return ("L" if form.place else "O") if form else None


def _begins_as_person(mention: Mention, vocabulary: Vocabulary) -> bool:
    """Tell whether a name of several words begins with a given name and has no word of a body or place in it."""
    words = mention.name.split()
    return 1 < len(words) < LONGEST and words[0] in vocabulary.given_names and not any(word.lower() in vocabulary.forms for word in words)


def _apposed(doc: Doc, mention: Mention, titles: Mapping[int, Title], vocabulary: Vocabulary) -> bool:
    """Tell whether a title that only a person has stands behind the name: "Ada Okafor, the governor"."""
    i = mention.end
    if mention.end - mention.start < 2 or i + 2 >= len(doc) or doc[i].text != ",":
        return False
    i += 1 + (doc[i + 1].tag_ == "DT")
    title = titles.get(i)
    return title is not None and not title.plural and title.text.rsplit(" ", 1)[-1] not in vocabulary.words["of_bodies_too"]


def _introduced(doc: Doc, mention: Mention, ends: Collection[int], vocabulary: Vocabulary) -> bool:
    """Tell whether a title and a word that gives it its holder's name stand before a name of several words: "whose president is Ada
    Okafor", "her successor, Ada Okafor"."""
    i = mention.start
    return (
        1 < mention.end - i < LONGEST
        and i > 1
        and doc[i - 1].text in INTRODUCES
        and (i - 1 in ends or doc[i - 2].lower_ in vocabulary.words["persons"])
        and not any(token.lower_ in vocabulary.forms for token in doc[i : mention.end])
    )


def _add_full_names(votes: dict[str, Counter[str]], sure: Set[str], vocabulary: Vocabulary) -> None:
    """Make the last (or, less surely where it is a given name, the first) word of a person's full name a person, whatever the model says
    of it where the full name comes first, as long as nothing else speaks of it (`sure` are such names); make what has initials that are
    an organization one."""
    order = {name: i for i, name in enumerate(votes)}
    full = [name for name, count in votes.items() if " " in name and count.most_common(1)[0][0] == "P"]
    for name in [name for name, count in votes.items() if " " in name and count["O"] >= LIKELY and count.most_common(1)[0][0] == "O"]:
        if (first := name.split()[0]) in votes and not votes[first]["C"]:
            votes[first]["O"] += LIKELY
    acronyms = {name for name, count in votes.items() if name.isupper() and count["O"]}
    for name in full:
        words = name.split()
        if len(words) > 2 and "".join(word[0] for word in words).upper() in acronyms:
            votes[name]["O"] += 2 * CERTAIN
            continue
        if words[-1] in votes and "of" not in words:
            early = words[-1] not in sure and (order[name] < order[words[-1]] or words[0] in vocabulary.given_names)
            votes[words[-1]]["P"] += CERTAIN + (votes[words[-1]]["O"] if early else 0)
        if words[0] in votes:
            votes[words[0]]["P"] += LIKELY if words[0] in vocabulary.given_names else CERTAIN


def _supported(doc: Doc, mention: Mention, votes: Counter[str]) -> bool:
    """Tell whether anything but one look of the model says that this is an organization."""
    if mention.source != "model" or votes["O"] > 1 or mention.end - mention.start > 1:
        return True
    after = doc[mention.end] if mention.end < len(doc) else None
    before = doc[mention.start - 1] if mention.start else None
    acts = after is not None and after.tag_ in ("VBD", "VBZ", "POS", "MD")
    placed = before is not None and before.lower_ in ("at", "of", "for", "with", "by", "from")
    return acts or placed or doc[mention.start].is_upper
