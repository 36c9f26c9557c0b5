"""Whether the events that kg reads in the documents of gold files and in seeds/ are so, where a person judged them by their sentences.

A reading is one Event node of one document: where it is first told, its kind, who took part as what, where, when, and its modality. All of
that has to be right. Verdicts are kept by it alone (tests/gold/judged-events.jsonl), as those of `rules`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpora import Reader
from page import table
from rules import RECORD, Reading, records

from kg import Document, Entity, Extraction, extract, read_documents

DRAWN = 100
Read = tuple[Reading, Entity, Extraction]


def documents(shared: Path, root: Path) -> list[Document]:
    """Return the documents, each once, in order of id."""
    lines = [line for path in sorted((shared / "gold").glob("*.gold")) for line in path.read_text(encoding="utf-8").splitlines()]
    paths = [str(shared / line.removeprefix("DOC ")) for line in lines if line.startswith("DOC ")]
    folders = [str(root / "tests/gold/passages"), str(root / "seeds")]
    found = {one.id: one for one in read_documents([*dict.fromkeys(paths), *folders]) if isinstance(one, Document)}
    return [found[name] for name in sorted(found)]


def read(shared: Path, root: Path, reader: Reader) -> list[Read]:
    """Return all readings."""
    return [one for document in documents(shared, root) for one in readings(extract(document, *reader))]


def readings(extraction: Extraction) -> Iterator[Read]:
    """Yield the events of a document."""
    for event in extraction.entities:
        if event.type == "Event":
            span = min((evidence.span for evidence in event.evidence), key=lambda span: (span.start, span.end))
            parts = {f"{e.properties['as']} {e.source}" for e in extraction.edges if e.target == event.id and e.type == "PARTICIPATED_IN"}
            places = {e.target for e in extraction.edges if e.source == event.id and e.type == "TOOK_PLACE_IN"}
            dates = [str(event.properties[name]) for name in ("start_date", "end_date") if name in event.properties]
            modalities = sorted({evidence.modality for evidence in event.evidence})
            told = "; ".join([*sorted(places), *dates, *modalities])
            yield (
                Reading(
                    doc=span.doc,
                    start=span.start,
                    end=span.end,
                    edge="Event",
                    source=str(event.properties["kind"]),
                    target="; ".join(sorted(parts)),
                    told=told,
                ),
                event,
                extraction,
            )


def drawn(all_: Iterable[Read]) -> list[Read]:
    """Return the readings that are to be judged."""
    return sorted(all_, key=lambda one: one[0].place)[:DRAWN]


def described(one: Read) -> str:
    """Return what is to be judged, in words, with the sentences that it was read from."""
    reading, event, extraction = one
    text = extraction.document.text
    sentences = dict.fromkeys((e.sentence.start, e.sentence.end) for e in event.evidence)
    quoted = " / ".join(" ".join(text[first:last].split()) for first, last in sentences)
    return f"{event.name} | {reading.target} | {reading.told} | {extraction.document.date} | {quoted}"


def as_page(all_: Iterable[Read], verdicts: Mapping[Reading, bool]) -> str:
    """Return the table: precision by kind in the sample, of what has a verdict."""
    told = list(all_)
    sample = [reading for reading, _, _ in drawn(told)]
    by_kind: dict[str, list[bool]] = {"**all**": [verdicts[one] for one in sample if one in verdicts]}
    for reading in sample:
        if reading in verdicts:
            by_kind.setdefault(reading.source, []).append(verdicts[reading])
    read_ = [reading.source for reading, _, _ in told]
    rows = []
    for kind, record in records(by_kind).items():
        low, high = record.interval
        count = len(told) if kind == "**all**" else read_.count(kind)
        rows.append([kind, str(count), str(record.judged), str(record.right), f"{record.precision:.2f}", f"{low:.2f} to {high:.2f}"])
    return table(["kind", "events read", *RECORD], rows)
