"""How often each rule fires on real news, and how often it was right where a person judged it by its sentence.

A reading is one edge at one place: its document, the characters that it was read from, and what it says. Verdicts are kept by that
alone (tests/gold/judged.jsonl), so that they are found again as long as kg reads the same there; those that it reads no more don't count.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import Any

from page import rows_of, table

from kg import Edge, Evidence, Extraction

JUDGED = ("HAS_ROLE", "REPRESENTS", "PART_OF", "HAS_OCCUPATION")
DRAWN = 200  # readings of each of these types
SEED = "20261124"
ENOUGH, LEAST = 20, 0.85  # a rule that fired so often has to be right so often
Z = 1.96  # of a 95 % interval
RECORD = ("judged", "right", "precision", "95 % interval")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reading:
    """An edge at a place, without its rule: which rule it was may change. `told` are the properties that tell it from others."""

    doc: str
    start: int
    end: int
    edge: str
    source: str
    target: str
    told: str = ""

    @property
    def place(self) -> str:
        """The reading's rank among all in a draw, and its short name: chance that stays the same when other readings come and go."""
        return sha256(f"{SEED} {'|'.join(map(str, asdict(self).values()))}".encode()).hexdigest()


def readings(extraction: Extraction) -> Iterator[tuple[Reading, Edge, Evidence]]:
    """Yield all places where edges were read in a document."""
    for edge in extraction.edges:
        told = ", ".join(
            f"{name} {edge.properties[name]}" for name in ("title", "capacity", "status", "modality") if edge.properties.get(name)
        )
        for evidence in edge.evidence:
            span = evidence.span
            yield (
                Reading(doc=span.doc, start=span.start, end=span.end, edge=edge.type, source=edge.source, target=edge.target, told=told),
                edge,
                evidence,
            )


def fired(extractions: Iterable[Extraction]) -> Counter[str]:
    """Count how often each rule read an edge."""
    return Counter(evidence.rule for extraction in extractions for edge in extraction.edges for evidence in edge.evidence)


def drawn(all_: Iterable[Reading]) -> list[Reading]:
    """Return the readings that are to be judged: DRAWN of each type, all if there are fewer."""
    by_type: dict[str, set[Reading]] = {name: set() for name in JUDGED}
    for reading in all_:
        if reading.edge in by_type:
            by_type[reading.edge].add(reading)
    return [reading for group in by_type.values() for reading in sorted(group, key=lambda one: one.place)[:DRAWN]]


# --- verdicts


def read_verdicts(path: Path) -> dict[Reading, bool]:
    """Return the verdicts of the file; none where it isn't there."""
    if not path.exists():
        return {}
    rows: Iterator[dict[str, Any]] = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {Reading(**{name: value for name, value in row.items() if name != "right"}): row["right"] for row in rows}


def write_verdicts(path: Path, verdicts: Mapping[Reading, bool]) -> None:
    """Write the verdicts, a line each, in order of document and place."""
    rows = (json.dumps(asdict(reading) | {"right": verdicts[reading]}, ensure_ascii=False) for reading in sorted(verdicts))
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How often a rule, or a type of edge, was judged and right."""

    judged: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """The share that was right; None where nothing was judged."""
        return self.right / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the precision."""
        n, z = self.judged, Z
        if not n:
            return 0.0, 1.0
        p = self.right / n
        middle, spread = (p + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(middle - spread, 0.0), min(middle + spread, 1.0)


def records(verdicts: Mapping[str, Sequence[bool]]) -> dict[str, Record]:
    """Return the record of each name that has verdicts."""
    return {name: Record(judged=len(found), right=sum(found)) for name, found in sorted(verdicts.items())}


def judged(
    all_: Iterable[tuple[Reading, str]], sample: Iterable[Reading], verdicts: Mapping[Reading, bool]
) -> tuple[dict[str, Record], dict[str, Record]]:
    """Return the records by rule, of all readings that have a verdict, and by type of edge, of the sample alone."""
    by_rule: dict[str, list[bool]] = {}
    for reading, rule in dict.fromkeys(all_):
        if reading in verdicts:
            by_rule.setdefault(rule, []).append(verdicts[reading])
    by_type: dict[str, list[bool]] = {}
    for reading in sample:
        if reading in verdicts:
            by_type.setdefault(reading.edge, []).append(verdicts[reading])
    return records(by_rule), records(by_type)


# --- tables


def type_table(by_type: Mapping[str, Record], read: Mapping[str, int], sample: Mapping[str, int]) -> str:
    """Return the precision of the sample by type of edge."""
    rows = [[name, str(read[name]), str(sample[name]), *_cells(by_type.get(name, Record()))] for name in JUDGED]
    return table(["edge", "read in 277 articles", "drawn", *RECORD], rows)


def rule_table(seeds: Mapping[str, int], articles: Mapping[str, int], by_rule: Mapping[str, Record]) -> str:
    """Return how often each rule fired, and its record; a rule that fired often and is wrong too often is in bold."""
    rows = []
    for rule in sorted({*seeds, *articles}, key=_in_order):
        record = by_rule.get(rule, Record())
        often = articles.get(rule, 0)
        poor = often >= ENOUGH and record.precision is not None and record.precision < LEAST
        rows.append([f"**{rule}**" if poor else rule, str(seeds.get(rule, 0)), str(often), *_cells(record)])
    return table(["rule", "seeds/", "277 articles", *RECORD], rows)


def with_seeds(rule_table_: str, seeds: Mapping[str, int]) -> str:
    """Return the table of rules with other numbers for the seeds, as they are after a change of the rules."""
    rows = {row[0].strip("*"): row for row in rows_of(rule_table_)}
    for rule in set(seeds) - set(rows):
        rows[rule] = [rule, "0", "not counted yet", *_cells(Record())]
    for rule, row in rows.items():
        row[1] = str(seeds.get(rule, 0))
    return table(["rule", "seeds/", "277 articles", *RECORD], (rows[rule] for rule in sorted(rows, key=_in_order)))


def _cells(record: Record) -> list[str]:
    if record.precision is None:
        return ["0", "", "", ""]
    low, high = record.interval
    return [str(record.judged), str(record.right), f"{record.precision:.2f}", f"{low:.2f} to {high:.2f}"]


def _in_order(rule: str) -> tuple[str, int, str]:
    """Sort the tenth pattern of a file behind its ninth."""
    name, _, number = rule.partition("#")
    return name, int(number) if number.isdigit() else 0, number
