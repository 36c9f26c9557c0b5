"""What a careful reader gets out of a few sentences: each case of tests/cases/*.txt against what `extract` reads.

A case is a title line, the text (indented, a paragraph a line) and what a reader gets out of it, one fact a line:

    Ada Okafor HAS_ROLE Kenya : foreign minister [former]      an edge of one of TYPES
    Ada Okafor HAS_ROLE Kenya / Nairobi : minister / envoy     any of these ends and titles will do
    maybe Ada Okafor NATIONALITY Kenya                         readers differ: it may come out or not
    not Ada Okafor HAS_ROLE *                                  in no case this edge; * is anything, and no title is any title
    none                                                       no edge at all
    PERSON Ada Okafor | Okafor (ORG, PLACE)                    one node that has all of these names
    NO PERSON Ardan                                            no node of that type and name
    MENTION Moscow -> Russia, NO MENTION Moscow -> Russia      the node is mentioned by these words, or isn't

All edges that come out must be listed. Left aside are edges of background knowledge, what is denied, doubted or only planned, and,
unless a line names or forbids it, a REPRESENTS that an office implies. An edge with `not` may not come out even so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.model import Document, Edge, Entity, Extraction
from kg.names import fold
from kg.pipeline import extract

FOLDER = Path(__file__).parent / "cases"
TYPES = ("HAS_ROLE", "HAS_OCCUPATION", "NATIONALITY", "PART_OF", "LOCATED_IN", "SUCCEEDED", "REPRESENTS")
NODES = {"PERSON": "Person", "ORG": "Organization", "PLACE": "Place"}
UNREAL = ("denied", "doubted", "planned")
FACT = re.compile(
    rf"(?:(?P<how>not|maybe) )?(?P<source>.+?) (?P<type>{'|'.join(TYPES)}) (?P<target>.+?)"
    r"(?: : (?P<title>[^\[]+?))?(?: \[(?P<status>\w+)\])?$"
)
MENTION = re.compile(r"(?P<no>NO )?MENTION (?P<words>.+) -> (?P<name>.+)")
NODE = re.compile(r"(?P<no>NO )?(?P<type>PERSON|ORG|PLACE) (?P<names>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and the lines that say what is in it."""

    name: str
    text: str
    lines: tuple[str, ...]


def read_cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of a folder's files, in order."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text("utf-8").strip().split("\n\n"):
            lines = [line for line in block.split("\n") if not line.startswith("#")]
            if lines:
                yield _case(path, lines)


def _case(path: Path, lines: Sequence[str]) -> Case:
    text = [line.removeprefix("    ") for line in lines if line.startswith("    ")]
    told = tuple(line for line in lines[1:] if not line.startswith("    "))
    wrong = [line for line in told if line != "none" and not any(form.fullmatch(line) for form in (FACT, MENTION, NODE))]
    if not text or not told or wrong:
        raise ValueError(f"{path.name}: {lines[0]}: a case has a title, an indented text and facts; {wrong or 'one of them is missing'}")
    return Case(name=f"{path.stem}: {lines[0]}", text="\n".join(text), lines=told)


def faults(case: Case, read: Extraction) -> list[str]:
    """Return what is missing and what is there and shouldn't be, a line each."""
    nodes = {entity.id: entity for entity in read.entities}
    facts = [fact for line in case.lines if (fact := FACT.fullmatch(line))]
    edges = [edge for edge in read.edges if edge.type in TYPES and edge.properties.get("modality") not in UNREAL]
    edges = [edge for edge in edges if not edge.evidence or not all(evidence.modality in UNREAL for evidence in edge.evidence)]
    wanted = [fact for fact in facts if not fact["how"]]
    missing = [f"missing: {fact[0]}" for fact in wanted if not any(_fits(fact, edge, nodes) for edge in edges)]
    forbidden = [fact for fact in facts if fact["how"] == "not"]
    allowed = [fact for fact in facts if fact["how"] != "not"]
    extra = [
        f"unexpected: {_shown(edge, nodes)}"
        for edge in edges
        if any(_fits(fact, edge, nodes) for fact in forbidden)
        or not _implied(edge)
        and not any(_fits(fact, edge, nodes) for fact in allowed)
    ]
    return [*missing, *dict.fromkeys(extra), *_node_faults(case, read)]


def _implied(edge: Edge) -> bool:
    return edge.properties.get("basis") == "background" or edge.type == "REPRESENTS" and edge.properties.get("basis") == "office"


def _fits(fact: re.Match[str], edge: Edge, nodes: dict[str, Entity]) -> bool:
    ends = (fact["source"], edge.source), (fact["target"], edge.target)
    status = edge.properties.get("status", "current") == (fact["status"] or "current") or fact["how"] == "not" and not fact["status"]
    titles = [_title(title) for title in (fact["title"] or "").split(" / ")]
    titled = not fact["title"] or _title(str(edge.properties.get("title", ""))) in titles
    return edge.type == fact["type"] and status and titled and all(_means(names, nodes[end]) for names, end in ends)


def _title(text: str) -> str:
    return text.replace("-", " ").replace(" the ", " ").lower()


def _means(names: str, node: Entity) -> bool:
    own = {fold(name) for name in (node.name, node.name.partition(" (")[0], *node.aliases)}
    return names == "*" or any(fold(name) in own for name in names.split(" / "))


def _shown(edge: Edge, nodes: dict[str, Entity]) -> str:
    title = f" : {edge.properties['title']}" if "title" in edge.properties else ""
    status = f" [{edge.properties['status']}]" if "status" in edge.properties else ""
    rules = ", ".join(sorted({evidence.rule for evidence in edge.evidence}))
    return f"{nodes[edge.source].name} {edge.type} {nodes[edge.target].name}{title}{status}  ({rules or edge.properties.get('basis')})"


def _node_faults(case: Case, read: Extraction) -> Iterator[str]:
    for line in case.lines:
        if node := NODE.fullmatch(line):
            names = node["names"].split(" | ")
            there = any(entity.type == NODES[node["type"]] and all(_means(name, entity) for name in names) for entity in read.entities)
        elif mention := MENTION.fullmatch(line):
            spans = [(e.span.start, e.span.end) for entity in read.entities if _means(mention["name"], entity) for e in entity.evidence]
            there = any(case.text[start:end] == mention["words"] for start, end in spans)
        else:
            continue
        if there == line.startswith("NO "):
            known = ", ".join(sorted(f"{entity.type} {entity.name}" for entity in read.entities))
            yield f"{'unexpected' if there else 'missing'}: {line.removeprefix('NO ')} (nodes: {known})"


CASES = list(read_cases(FOLDER))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_text_reads_as_a_careful_reader_reads_it(case: Case, nlp: Any, vocabulary: Any) -> None:
    read = extract(Document(id="document:case", path="case.txt", text=case.text), nlp, vocabulary)

    found = faults(case, read)

    assert not found, "\n".join(["", case.text, *found])


def test_no_two_cases_have_one_title() -> None:
    names = [case.name for case in CASES]

    assert len(names) == len(set(names))
