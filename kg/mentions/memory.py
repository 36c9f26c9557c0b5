"""Stage 4g: further mentions of names that the document has told: surnames, and names that the model passed over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions.longer import of_event
from kg.mentions.mention import Mention
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

Remembered = Mapping[str, list[tuple[tuple[str, ...], Mention]]]


def recall(doc: Doc, mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Return the mentions with those added that repeat one of their names, or the surname of a person, where no other mention stands."""
    words = [token.text for token in doc]
    remembered = _remembered(words, mentions, vocabulary)
    taken = {i for mention in mentions for i in range(mention.start, mention.end)}
    found = list(mentions)
    i = 0
    while i < len(words):
        repeated = next((pair for pair in remembered.get(words[i], ()) if tuple(words[i : i + len(pair[0])]) == pair[0]), None)
        if repeated and taken.isdisjoint(range(i, i + len(repeated[0]))) and not _is_other(doc, i, repeated, vocabulary):
            name, mention = repeated
            end = i + len(name)
            found.append(replace(mention, start=i, end=end, name=doc[i:end].text, source="memory"))
            i = end
        else:
            i += 1
    return sorted(found, key=lambda m: m.start)


def _is_other(doc: Doc, i: int, repeated: tuple[tuple[str, ...], Mention], vocabulary: Vocabulary) -> bool:
    """Tell whether the words at a token are a piece of another name, or a common word that no article makes a body's name."""
    name, mention = repeated
    cut = mention.code == "O" and len(name) == 1 and name[0] != mention.name and name[0].lower() in vocabulary.forms
    before, after = doc[i - 1 : i].text.lower(), doc[i + 1 : i + 2].text
    goes_on = after[:1].isupper() or after in ("and", "&", "of", "for")
    return cut and (before != "the" or goes_on) or _part_of_name(doc, i, i + len(name), vocabulary)


def _remembered(words: Sequence[str], mentions: Sequence[Mention], vocabulary: Vocabulary) -> Remembered:
    names: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        name = tuple(words[mention.start : mention.end])
        names.setdefault(name, mention)
        if (
            mention.code == "P"
            and len(name) > 1
            and name[-1][0].isupper()
            and len(name[-1]) > 1
            and name[-1].lower() not in vocabulary.suffixes
        ):
            names.setdefault(name[-1:], mention)
            if name[0] not in vocabulary.given_names and name[0][0].isupper() and name[0].lower() not in vocabulary.honorifics:
                names.setdefault(name[:1], mention)  # a surname that stands first
    for word, mention in _last_words(mentions, vocabulary):
        names.setdefault((word,), mention)
    grouped: dict[str, list[tuple[tuple[str, ...], Mention]]] = defaultdict(list)
    for name, mention in names.items():
        if len(name) > 1 or name[0] not in vocabulary.words["calendar"] or mention.code == "P":
            grouped[name[0]].append((name, mention))
    return {word: sorted(pairs, key=lambda pair: -len(pair[0])) for word, pairs in grouped.items()}


def _last_words(mentions: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[tuple[str, Mention]]:
    """Yield the last words of bodies' names that mean the body by themselves here, as only one has it: "Commission"."""
    ending: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in mentions:
        words = mention.name.split()
        named = mention.code == "O" and len(words) > 1 and mention.entry is None
        last = words[-1].lower()
        if named and words[-1].istitle() and last in vocabulary.forms and last not in vocabulary.words["events"]:
            ending[words[-1]].setdefault(mention.name, mention)
    for word, found in ending.items():
        shortest = min(found, key=len)
        if all(name.endswith(shortest) for name in found):
            yield word, found[shortest]


def _part_of_name(doc: Doc, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the tokens are a piece of a longer name, or a month ("May 5"), rather than the thing remembered."""
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) else None
    dated = doc[start].text in vocabulary.words["calendar"] and (
        after is not None
        and after.like_num
        or before is not None
        and before.lower_ in ("in", "on", "since", "until", "last", "late", "early")
    )
    bare = doc[start].is_lower and (
        before is None or before.lower_ not in ("the", "this") or after is not None and after.tag_ in ("NN", "NNS", "NNP")
    )
    joined = (
        before is not None
        and before.text == "-"
        and not before.whitespace_
        or after is not None
        and after.text == "-"
        and not after.whitespace_
        and not doc[end - 1].whitespace_
    )
    return dated or joined or bare or of_event(doc, start, end, vocabulary)
