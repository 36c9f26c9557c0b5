"""Measure how well kg reads, and write it into docs/quality.md.

    python benchmarks/quality [gold] [corpora] [rules] [events]     measures these parts (all without one) and writes their tables
    python benchmarks/quality unjudged                              prints the readings drawn for judging that have no verdict yet
    python benchmarks/quality judge < VERDICTS                      keeps verdicts, a line each: the short name, then + or -
    python benchmarks/quality unjudged-events, judge-events         the same for events

../shared (or the folder that KG_SHARED names) has the gold files and corpora, which stay outside the project. A reading is right if its
sentence says what the edge does: both ends, the relation, its title, its status.
"""

import argparse
import importlib.util
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import events_judged  # noqa: E402
import golds  # noqa: E402
import public  # noqa: E402
import rules  # noqa: E402
from corpora import Reader, read_corpus, read_document  # noqa: E402
from page import table, write_part  # noqa: E402
from targets import HEADS, Figure  # noqa: E402

from kg import Document, Extraction, extract, load_model, load_vocabulary, read_documents  # noqa: E402

SHARED = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared")
PAGE = ROOT / "docs/quality.md"
VERDICTS = ROOT / "tests/gold/judged.jsonl"
EVENT_VERDICTS = ROOT / "tests/gold/judged-events.jsonl"
SHORT = 8  # characters of a reading's name


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="gold, corpora, rules, events; or unjudged, judge ...")
    parts = parser.parse_args().parts or ["gold", "corpora", "rules", "events"]
    reader = (load_model(), load_vocabulary())
    for part in parts:
        PARTS[part](reader)


def measure_gold(reader: Reader) -> None:
    """Write the tables of gold files."""
    with tempfile.TemporaryDirectory() as folder:
        _materialize(Path(folder))
        results = golds.measure(SHARED, ROOT, Path(folder), reader)
    _write("targets-gold", _targets(golds.figures(results)))
    _write("gold", golds.as_page(results))


def measure_corpora(reader: Reader) -> None:
    """Write the tables of public corpora."""
    measured = public.measure(SHARED, reader)
    _write("targets-corpora", _targets(public.figures(measured)))
    _write("corpora", public.as_page(measured))


def measure_rules(reader: Reader) -> None:
    """Write the table of rules."""
    read = list(articles(reader))
    all_ = [(reading, evidence.rule) for extraction in read for reading, _, evidence in rules.readings(extraction)]
    sample = rules.drawn(reading for reading, _ in all_)
    by_rule, by_type = rules.judged(all_, sample, rules.read_verdicts(VERDICTS))
    _write("judged", rules.type_table(by_type, Counter(reading.edge for reading, _ in all_), Counter(one.edge for one in sample)))
    _write("rules", rules.rule_table(rules.fired(seeds(reader)), rules.fired(read), by_rule))


def show_unjudged(reader: Reader) -> None:
    """Print what is to be judged: a short name, what was read, and the sentence with the words that it was read from in brackets."""
    verdicts = rules.read_verdicts(VERDICTS)
    found = {reading: line for extraction in articles(reader) for reading, line in described(extraction)}
    for reading in rules.drawn(found):
        if reading not in verdicts:
            sys.stdout.write(f"{reading.place[:SHORT]} {found[reading]}\n")


def keep_verdicts(reader: Reader) -> None:
    """Add the verdicts of standard input to those that are kept."""
    _keep_verdicts(rules.drawn(reading for article in articles(reader) for reading, _, _ in rules.readings(article)), VERDICTS)


def measure_events(reader: Reader) -> None:
    """Write the table of events by kind."""
    _write("events", events_judged.as_page(events_judged.read(SHARED, ROOT, reader), rules.read_verdicts(EVENT_VERDICTS)))


def show_unjudged_events(reader: Reader) -> None:
    """Print what is to be judged: a short name, what was read, the document's date, and the sentences."""
    verdicts = rules.read_verdicts(EVENT_VERDICTS)
    for one in events_judged.drawn(events_judged.read(SHARED, ROOT, reader)):
        if one[0] not in verdicts:
            sys.stdout.write(f"{one[0].place[:SHORT]} {events_judged.described(one)}\n")


def keep_event_verdicts(reader: Reader) -> None:
    """Add the verdicts of standard input to those that are kept."""
    _keep_verdicts((reading for reading, _, _ in events_judged.drawn(events_judged.read(SHARED, ROOT, reader))), EVENT_VERDICTS)


def _keep_verdicts(sample: Iterable[rules.Reading], path: Path) -> None:
    drawn = {one.place[:SHORT]: one for one in sample}
    verdicts = rules.read_verdicts(path)
    for line in sys.stdin:
        name, verdict = line.split()[:2]
        if name not in drawn or verdict not in "+-":
            sys.exit(f"{line.strip()}: is no verdict on a reading that was drawn; write its short name, then + or -")
        verdicts[drawn[name]] = verdict == "+"
    rules.write_verdicts(path, verdicts)


def described(extraction: Extraction) -> Iterator[tuple[rules.Reading, str]]:
    """Yield each reading with what it says and where."""
    names = {entity.id: entity.name for entity in extraction.entities}
    text = extraction.document.text
    for reading, _, evidence in rules.readings(extraction):
        around = evidence.sentence
        sentence = f"{text[around.start : reading.start]}[{text[reading.start : reading.end]}]{text[reading.end : around.end]}"
        told = f" ({reading.told})" if reading.told else ""
        yield (
            reading,
            f"{reading.edge} {names[reading.source]} -> {names[reading.target]}{told} | {' '.join(sentence.split())} | {evidence.rule}",
        )


def articles(reader: Reader) -> tuple[Extraction, ...]:
    """Read the 277 articles of Wikinews anew."""
    return tuple(read_document(document, reader) for document in read_corpus(SHARED / "eval/wikinews-plain.jsonl"))


def seeds(reader: Reader) -> Iterator[Extraction]:
    """Read the articles of seeds/, which everybody has."""
    for document in read_documents([str(ROOT / "seeds")]):
        if isinstance(document, Document):
            yield extract(document, *reader)


def _materialize(folder: Path) -> None:
    """Write the texts of the gold files of Wikinews into the folder."""
    spec = importlib.util.spec_from_file_location("materialize", ROOT / "tests/gold/materialize.py")
    if spec is None or spec.loader is None:
        raise ImportError("tests/gold/materialize.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.materialize(SHARED / "eval/wikinews-plain.jsonl", folder, module.named_in_gold(ROOT / "tests/gold/wikinews"))


def _targets(figures: Iterable[Figure]) -> str:
    return table(HEADS, (figure.cells() for figure in figures))


def _write(name: str, text: str) -> None:
    write_part(PAGE, name, text)
    sys.stdout.write(f"## {name}\n{text}\n")
    sys.stdout.flush()


PARTS = {
    "gold": measure_gold,
    "corpora": measure_corpora,
    "rules": measure_rules,
    "unjudged": show_unjudged,
    "judge": keep_verdicts,
    "events": measure_events,
    "unjudged-events": show_unjudged_events,
    "judge-events": keep_event_verdicts,
}

if __name__ == "__main__":
    main()
