"""What kg makes of dwie-names, which has each article's names in order and no running text: they go straight to `kg.resolve`."""

from collections.abc import Iterator, Mapping
from typing import Any

from corpora import Reader

from kg import Document
from kg.annotate import Annotated, annotate
from kg.mentions import Mention
from kg.resolve import resolve
from kg.vocabulary import Entry, Vocabulary
from kg.vocabulary.names import WORD

CODES = {"person": "P", "organization": "OGM", "location": "CL"}  # codes of mentions that a gold type allows; the first is the default
DEMONYM = "gpe0-x"


def resolved(document: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """Return the document with its own names and types, grouped as `kg.resolve` groups them; a name that means nobody stands alone."""
    nlp, vocabulary = reader
    annotated = annotate(Document(id=document["id"], path=document["id"], text=document["text"]), nlp)
    mentions = sorted(mentions_of(document, annotated, vocabulary), key=lambda mention: mention.start)
    ids = resolve(annotated, mentions, vocabulary).ids
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(ids.get(mention.start) or f"alone:{mention.start}", []).append(mention)
    entities = [
        {
            "id": name,
            "type": kind_of(group[0]),
            "name": group[0].name,
            "mentions": [[annotated.starts[m.start], annotated.ends[m.end - 1]] for m in group if m.code != "N"],
            "demonyms": [[annotated.starts[m.start], annotated.ends[m.end - 1]] for m in group if m.code == "N"],
        }
        for name, group in groups.items()
    ]
    return {"id": document["id"], "text": document["text"], "entities": entities, "relations": []}


def kind_of(mention: Mention) -> str:
    """Return the corpus's type of a mention."""
    return {"P": "person", "O": "organization", "G": "organization", "M": "organization"}.get(mention.code, "location")


def mentions_of(document: Mapping[str, Any], annotated: Annotated, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the document's names of persons, organizations, places and peoples as mentions, with what the vocabulary knows of each."""
    starts = {place: i for i, place in enumerate(annotated.starts)}
    ends = {place: i + 1 for i, place in enumerate(annotated.ends)}
    for entity in document["entities"]:
        codes = "N" if DEMONYM in entity["tags"] else CODES.get(entity["type"], "")
        for begin, stop in entity["mentions"] if codes else ():
            if begin in starts and stop in ends:
                yield mention_of(document["text"][begin:stop], starts[begin], ends[stop], codes, vocabulary)


def mention_of(name: str, start: int, end: int, codes: str, vocabulary: Vocabulary) -> Mention:
    """Return the mention of a name, of one of the codes."""
    entry = known(name, codes, vocabulary)
    form = vocabulary.forms.get(name.rpartition(" ")[2].lower())
    code = entry.code if entry else "G" if "G" in codes and form and form.state else codes[-1] if codes == "CL" else codes[0]
    return Mention(
        start=start,
        end=end,
        code=code,
        name=name,
        source="known" if entry else "form" if form else "model",
        kind=entry.kind if entry else form.kind if form and code in "OG" else None,
        entry=entry,
    )


def known(name: str, codes: str, vocabulary: Vocabulary) -> Entry | None:
    """Return what the vocabulary knows under a name and one of the codes; "US" as the name of a people is the country's."""
    first = WORD.match(name)
    entries = [entry for spelling, entry in vocabulary.names.get(first[0], ()) if spelling == name] if first else []
    return next((entry for entry in entries if entry.code in codes or codes == "N" and entry.code == "C"), None)


def demonyms(document: Mapping[str, Any], predicted: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield each name of a people that the corpus ties to a country of the document, that country, and whether kg gives both one id."""
    entities = {entity["id"]: entity for entity in document["entities"]}
    ids = {tuple(span): e["id"] for e in predicted["entities"] for span in (*e["mentions"], *e["demonyms"])}
    for relation in document["relations"]:
        if relation["type"] == "gpe0":
            people, country = entities[relation["head"]], entities[relation["tail"]]
            sides = [{ids.get(tuple(span)) for span in side["mentions"]} - {None} for side in (people, country)]
            yield people["name"], country["name"], len(sides[0]) == 1 and sides[0] <= sides[1]
