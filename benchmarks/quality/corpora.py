"""What kg makes of the annotated corpora of ../shared/eval, in their own format, and the figures that their referee gives it.

A document is read as any other; what is predicted are kg's persons, organizations and places with the spans of their mentions. In
knowledgenet the pronoun that a fact was read from is a mention, too, because facts are annotated there by the words that state them.
"""

import json
import re
import subprocess
import sys
import tempfile
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg import Document, Edge, Extraction, extract
from kg.names import fold

Corpus = list[dict[str, Any]]
Figures = dict[str, Any]
Reader = Any  # (nlp, vocabulary)

TYPES = {"Person": "PER", "Organization": "ORG", "Place": "LOC"}
PRONOUN = re.compile(r"\b(?:he|she|his|her|it|its|who|whose|they|their|I|we|our|my)\b", re.IGNORECASE)
SEAT = re.compile(r"\b(?:based|located|headquarter\w*|offices?|main office)\b", re.IGNORECASE)
CHIEF = re.compile(r"\b(?:chief executive|ceo)\b", re.IGNORECASE)


def read_corpus(path: Path) -> Corpus:
    """Return the documents of a corpus."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_document(document: Mapping[str, Any], reader: Reader) -> Extraction:
    """Let kg read a corpus's document."""
    return extract(Document(id=document["id"], path=document["id"], text=document["text"]), *reader)


def named(extraction: Extraction) -> dict[str, Any]:
    """Return the names of an extraction as a document of the corpora's format."""
    entities = [
        {
            "id": entity.id,
            "type": TYPES[entity.type],
            "name": entity.name,
            "mentions": sorted({(e.span.start, e.span.end) for e in entity.evidence}),
        }
        for entity in extraction.entities
        if entity.type in TYPES
    ]
    return {"id": extraction.document.id, "text": extraction.document.text, "entities": entities, "relations": []}


def names_alone(extraction: Extraction) -> dict[str, Any]:
    """Return the names of an extraction without mentions that aren't one of the entity's names ("Kenyan" for Kenya, "Nairobi said")."""
    document = named(extraction)
    called = {entity.id: {fold(name) for name in (entity.name, *entity.aliases)} for entity in extraction.entities}
    text = document["text"]
    for entity in document["entities"]:
        if entity["type"] == "LOC":
            entity["mentions"] = [(s, e) for s, e in entity["mentions"] if fold(text[s:e]) in called[entity["id"]]]
    return document


# --- facts by the words that state them (knowledgenet)


def stated(extraction: Extraction) -> dict[str, Any]:
    """Return the facts of an extraction: each mention is an entity of its own, each edge is told once for each place that it was read."""
    kinds = {entity.id: (entity.type, entity.properties.get("kind")) for entity in extraction.entities}
    spans = {entity.id: sorted((e.span.start, e.span.end) for e in entity.evidence) for entity in extraction.entities}
    text = extraction.document.text
    found: dict[tuple[int, int], str] = {}
    relations = []
    for edge in extraction.edges:
        for label, head, tail in labels(edge, kinds):
            for evidence in edge.evidence:
                if label == "HEADQUARTERS" and not SEAT.search(text, evidence.span.start, evidence.span.end):
                    continue  # "a school in Kisumu" is no seat to this corpus
                sides = [_words(spans[end], (evidence.span.start, evidence.span.end), text) for end in (head, tail)]
                for end, side in zip((head, tail), sides, strict=True):
                    found.setdefault(side, TYPES[kinds[end][0]])
                head_id, tail_id = ("m{}-{}".format(*side) for side in sides)
                relations.append(
                    {"head": head_id, "tail": tail_id, "type": label, "evidence": [[evidence.sentence.start, evidence.sentence.end]]}
                    | {"rule": evidence.rule}
                )
    entities = [{"id": f"m{s}-{e}", "type": kind, "name": text[s:e], "mentions": [(s, e)]} for (s, e), kind in found.items()]
    return {"id": extraction.document.id, "text": text, "entities": entities, "relations": relations}


def labels(edge: Edge, kinds: Mapping[str, tuple[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield the knowledgenet relations that an edge is, each with its head and tail."""
    if edge.properties.get("basis") == "background" or edge.properties.get("status") == "designate":
        return
    target, kind = kinds.get(edge.target, ("", None))
    if edge.type == "HAS_ROLE" and target == "Organization":
        if kind == "party":
            yield "POLITICAL_AFFILIATION", edge.source, edge.target
        elif CHIEF.search(str(edge.properties.get("title", ""))):
            yield "CEO", edge.target, edge.source
        else:
            yield "EMPLOYEE_OR_MEMBER_OF", edge.source, edge.target
    elif edge.type == "NATIONALITY":
        yield "NATIONALITY", edge.source, edge.target
    elif edge.type == "PART_OF" and target == "Organization" and kinds[edge.source][0] == "Organization":
        yield "SUBSIDIARY_OF", edge.source, edge.target
    elif edge.type == "LOCATED_IN" and kinds[edge.source][0] == "Organization":
        yield "HEADQUARTERS", edge.source, edge.target


def _words(mentions: Sequence[tuple[int, int]], span: tuple[int, int], text: str) -> tuple[int, int]:
    """Return the mention inside the span, else the first pronoun inside it, else the last mention before it."""
    inside = [mention for mention in mentions if span[0] <= mention[0] and mention[1] <= span[1]]
    if inside:
        return inside[0]
    if pronoun := PRONOUN.search(text, *span):
        return pronoun.span()
    return mentions[max(bisect_left(mentions, span) - 1, 0)]


# --- the referee


def referee(
    shared: Path, corpus: str, predicted: Corpus, *options: str, labels_: Mapping[str, Mapping[str, str | None]] | None = None
) -> Figures:
    """Score predictions with ../shared/eval/score_mentions.py, which stays independent of kg."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "predicted.jsonl"
        told.write_text("".join(json.dumps(document) + "\n" for document in predicted), encoding="utf-8")
        command = [
            sys.executable,
            str(shared / "eval/score_mentions.py"),
            str(shared / f"eval/{corpus}.jsonl"),
            str(told),
            "--json",
            *options,
        ]
        if labels_:
            table = Path(folder) / "labels.json"
            table.write_text(json.dumps(labels_), encoding="utf-8")
            command += ["--map", str(table)]
        figures: Figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return figures
