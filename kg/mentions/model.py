"""Stage 4d: names that the language model sees, trimmed to the name itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.mentions.forms import in_known
from kg.mentions.mention import Mention
from kg.mentions.titles import is_status
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

CODES = {"PERSON": "P", "ORG": "O", "GPE": "L", "LOC": "L", "FAC": "L"}
NAMING = frozenset(
    {"NNP", "NNPS", "NN", "NNS", "JJ", "FW", "CD", "ADD", "VBG", "VB", "VBP", "VBD", "UH"}
)  # what the model takes words of names for
LONGEST_PERSON = 5  # tokens of a person's name, hyphens aside
CLITICS = frozenset({"'s", "’s", "'", "’"})


def find_by_model(doc: Doc, vocabulary: Vocabulary, titled: frozenset[int], known: Mapping[int, Mention]) -> Iterator[Mention]:
    """Yield the model's persons, organizations and places. `titled` are the tokens of titles, `known` the known names by their first
    token."""
    for span in doc.ents:
        code = CODES.get(span.label_, "")
        for part in _parts(span) if code else ():
            start, end = _trimmed(part, code, vocabulary, titled, known)
            if start < end and _is_name(doc[start:end], code, vocabulary):
                yield Mention(start=start, end=end, code=code, name=doc[start:end].text, source="model")


def _parts(span: Span) -> Iterator[Span]:
    """Part two names that the model takes for one: "Kisumu, Nakuru"."""
    begin = span.start
    for token in span:
        if token.text == ",":
            yield span.doc[begin : token.i]
            begin = token.i + 1
    yield span.doc[begin : span.end]


def _trimmed(span: Span, code: str, vocabulary: Vocabulary, titled: frozenset[int], known: Mapping[int, Mention]) -> tuple[int, int]:
    """Cut articles, titles, honorifics and (before a person) countries from the front, what follows a clitic from the end."""
    doc, start, end = span.doc, span.start, span.end
    for i in range(start, end):
        if doc[i].text == "(" or doc[i].text in CLITICS and (code == "P" or i == end - 1):
            end = i
            break
    if code == "L":
        end = next((i + 1 for i in range(start, end - 2) if in_known(doc, start, i, known)), end)
    while start < end and _goes_before(doc, start, code, vocabulary, titled, known, end):
        start += 1
    located = code == "P" and end - start > 2 and start > 0 and doc[start - 1].tag_ == "IN"
    start += (
        located and doc[start].text not in vocabulary.given_names and doc[start + 1].text in vocabulary.given_names
    )  # "mayor of Kisumu Ada Okafor"
    while start < end and (
        doc[end - 1].is_punct
        or doc[end - 1].text in CLITICS
        or end - 1 in titled
        or doc[end - 1].text in vocabulary.words["calendar"]
        or doc[end - 1].lower_ in vocabulary.words["connectors"]
    ):
        end -= 1
    return start, end


def _goes_before(
    doc: Doc, i: int, code: str, vocabulary: Vocabulary, titled: frozenset[int], known: Mapping[int, Mention], end: int
) -> bool:
    token = doc[i]
    honorific = code == "P" and token.lower_ in vocabulary.honorifics and token.lower_ not in vocabulary.kept_honorifics
    country = (
        code in "PL"
        and i in known
        and known[i].end < end - (code == "L")
        and (known[i].code in "NCM" or code == "P" and i > 0 and doc[i - 1].lower_ == "of")
    )
    return (
        token.tag_ in ("DT", "PRP$", "IN", "TO")
        or "]" in token.text
        or token.is_punct
        or honorific
        or country
        or token.text in CLITICS
        or i in titled
        or (token.lower_ in vocabulary.status if code == "P" else is_status(token, vocabulary))
    )


def _is_name(span: Span, code: str, vocabulary: Vocabulary) -> bool:
    first = span[0]
    unnamed = first.lower_ in vocabulary.words["no_name"] or first.lower_ in vocabulary.suffixes or len(first) < 2
    if len(span) == 1 and (unnamed or first.text in vocabulary.words["calendar"]):
        return False
    if len(span) == 1 and (code == "O" and first.tag_ == "NNS" or first.tag_ not in NAMING):
        return False
    if code == "O" and first.text[0].islower():
        return False
    if code == "P" and (sum(not token.is_punct for token in span) > LONGEST_PERSON or any(token.like_num for token in span)):
        return False
    if (
        code in "PO"
        and len(span) > 1
        and (
            any(token.lower_ in vocabulary.words["things"] for token in span)
            or any(t.lower_ in vocabulary.words["storms"] for t in span[:2])
        )
    ):
        return False
    if code == "L" and len(span) > 1 and span[-1].lower_ in vocabulary.words["events"]:
        return False
    return any(token.text[0].isupper() for token in span) and not any(token.text in '"“”‘;:@' or token.is_space for token in span)
