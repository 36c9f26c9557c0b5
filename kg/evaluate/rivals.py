"""What an error stands beside: its sentence, its rule, and the nearest thing that the other side says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.evaluate.edges import modality
from kg.evaluate.gold import EDGE_TYPES, NODE_TYPES, Fact, Gold, Happening, Quotation, Thing
from kg.evaluate.nodes import Standing, Wrong
from kg.evaluate.score import Error
from kg.evaluate.words import plain
from kg.model import Edge, Entity, Evidence, Graph
from kg.quote import sentence_text

SHOWN = ("title", "capacity", "status", "basis", "modality")
FEW = 3  # rivals that are shown


@dataclass(frozen=True, kw_only=True)
class Rivals:
    """The graph and the gold file that errors are explained by."""

    graph: Graph
    gold: Gold
    standing: Standing

    @cached_property
    def _nodes(self) -> Mapping[str, Entity]:
        return {node.id: node for node in self.graph.nodes}

    def of_thing(self, thing: Thing) -> Error:
        """Explain a node that is missing: by nodes of its name and another type, else by those that share a word with it."""
        near = _nearest(thing.names, ((self.standing.own[node.id], node) for node in self._actors()))
        return Error(
            verdict="missing",
            kind=thing.kind,
            text=thing.shown,
            sentence=self._line(thing.names),
            rival=_few(f"{node.type} {node.name}" for node in near),
        )

    def of_node(self, kind: str, wrong: Wrong) -> Error:
        """Explain a node that is too much: by what it stands for a second time, else by things that share a word with it."""
        near = [wrong.rival] if wrong.rival else _nearest(self.standing.own[wrong.node.id], ((t.names, t) for t in self.gold.things))
        what = "is also " if wrong.also else "is a second node for " if wrong.rival else ""
        names = f" (also {', '.join(sorted(wrong.node.aliases))})" if wrong.node.aliases else ""
        rival = _few(f"{thing.kind} {thing.shown}" for thing in near)
        return self._wrong(kind, wrong.node.name + names, wrong.node.evidence, what + rival if rival else None)

    def of_fact(self, fact: Fact) -> Error:
        """Explain an edge that is missing: by edges of its kind from its source, else by any between its ends, from or to them."""
        edges = [edge for edge in self.graph.edges if edge.type in EDGE_TYPES.values()]
        ours = [edge for edge in edges if self.standing.is_one_of(edge.source, fact.sources) and "*" not in fact.sources]
        theirs = [edge for edge in edges if self.standing.is_one_of(edge.target, fact.targets) and "*" not in fact.targets]
        between = [edge for edge in ours if edge in theirs]
        same = [[edge for edge in group if edge.type == EDGE_TYPES[fact.kind]] for group in (ours, theirs)]
        near = next((group for group in (same[0], between, ours, same[1]) if group), [])
        return Error(
            verdict="missing",
            kind=fact.kind,
            text=fact.text,
            sentence=self._line_of_both(fact.sources, fact.targets),
            rival=_few(map(self._told, near)),
        )

    def of_edge(self, kind: str, edge: Edge) -> Error:
        """Explain an edge that is wrong: by the lines of that kind with its source, else with its target."""
        lines = [fact for fact in self.gold.facts if fact.kind == kind]
        ours = [fact for fact in lines if self.standing.is_one_of(edge.source, fact.sources)]
        theirs = [fact for fact in lines if "*" not in fact.targets and self.standing.is_one_of(edge.target, fact.targets)]
        near = [fact for fact in ours if fact in theirs] or ours or theirs
        return self._wrong(kind, self._told(edge), edge.evidence, _few(f"{fact.kind} {fact.text}" for fact in near))

    def of_happening(self, happening: Happening) -> Error:
        """Explain an event that is missing: by the events of its kind."""
        events = (node for node in self.graph.nodes if node.type == "Event")
        near = (node for node in events if any(f" {plain(kind)}" in f" {plain(node.name)}" for kind in happening.kinds))
        return Error(verdict="missing", kind="EVENT", text=happening.text, rival=_few(node.name for node in near))

    def of_quotation(self, quotation: Quotation) -> Error:
        """Explain a statement that is missing: by what else its speaker says."""
        edges = (edge for edge in self.graph.edges if edge.type == "SAID" and self.standing.is_one_of(edge.source, quotation.speakers))
        return Error(
            verdict="missing",
            kind="QUOTE",
            text=quotation.text,
            sentence=self._line([quotation.start]),
            rival=_few(self._told(edge) for edge in edges),
        )

    def of_saying(self, quotation: Quotation, edge: Edge) -> Error:
        """Explain a statement that the wrong one says."""
        return self._wrong("QUOTE", self._told(edge), edge.evidence, f"QUOTE {quotation.text}")

    def _actors(self) -> Iterator[Entity]:
        return (node for node in self.graph.nodes if node.type in NODE_TYPES.values())

    def _told(self, edge: Edge) -> str:
        ends = (self._nodes[end].name if end in self._nodes else end for end in (edge.source, edge.target))
        values = [str(edge.properties[name]) for name in SHOWN if edge.properties.get(name) and name != "modality"]
        values += [modality(edge)] if modality(edge) != "asserted" else []
        return f"{edge.type} {' -> '.join(ends)}" + (f" ({', '.join(values)})" if values else "")

    def _wrong(self, kind: str, text: str, evidence: Iterable[Evidence], rival: str | None) -> Error:
        """Return what is wrong with the sentence of its first evidence, and all of its rules."""
        items = tuple(evidence)
        return Error(
            verdict="wrong",
            kind=kind,
            text=text,
            sentence=" ".join(sentence_text(self.graph, items[0]).split()) if items else None,
            rule=", ".join(dict.fromkeys(item.rule for item in items)) or None,
            rival=rival,
        )

    def _line(self, names: Iterable[str]) -> str | None:
        """Return the first line of the documents that has one of the plain names."""
        wanted = [f" {name} " for name in sorted(names)]
        return next((shown for folded, shown in self._lines if any(name in folded for name in wanted)), None)

    def _line_of_both(self, sources: Iterable[str], targets: Iterable[str]) -> str | None:
        """Return the first line that has a name of either end, by its last word; where one end may be anything, of the other."""
        ends = [self._last_words(names) for names in (sources, targets)]
        return next((shown for folded, shown in self._lines if all(not words or any(w in folded for w in words) for words in ends)), None)

    def _last_words(self, names: Iterable[str]) -> list[str]:
        known = {synonym for name in names if name != "*" for synonym in self.standing.synonyms.get(plain(name)) or {plain(name)}}
        return [f" {name.rpartition(' ')[2]} " for name in sorted(known) if name]

    @cached_property
    def _lines(self) -> list[tuple[str, str]]:
        """The sentences of all evidence, in order of place, each with its plain form between spaces."""
        spans = {e.sentence: e for node in self.graph.nodes for e in node.evidence}
        ordered = sorted(spans, key=lambda span: (span.doc, span.start, span.end))
        texts = (" ".join(sentence_text(self.graph, spans[span]).split()) for span in ordered)
        return [(f" {plain(text)} ", text) for text in texts]


def _nearest[T](names: frozenset[str], others: Iterable[tuple[frozenset[str], T]]) -> list[T]:
    """Return those that have one of the names, else those that share a word with them."""
    all_ = list(others)
    words = {word for name in names for word in name.split()}
    same = [other for theirs, other in all_ if theirs & names]
    return same or [other for theirs, other in all_ if any(words & set(name.split()) for name in theirs)]


def _few(texts: Iterable[str]) -> str | None:
    found = list(dict.fromkeys(texts))
    return "; ".join(found[:FEW]) + (f"; and {len(found) - FEW} more" if len(found) > FEW else "") or None
