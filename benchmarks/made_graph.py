"""A made-up graph of any size for benchmarks, written line by line as kg writes one: people, countries, offices, and who met whom."""

import json
import random
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

_SENTENCES = 20  # in a document, each of which says one edge
_TITLES = ("minister", "spokesman", "envoy", "chair", "judge", "adviser")


def write_made_graph(path: Path, nodes: int, edges: int) -> None:
    """Write a graph with so many nodes and edges; the same numbers give the same graph.

    There is a document for 20 edges. Of the other nodes 60 % are people, 20 % bodies, 10 % places and 10 % events; few of them have
    most of the edges.
    """
    texts = _Texts(edges)
    nodes -= texts.count
    with path.open("w", encoding="utf-8") as file:
        file.write('{\n"directed": true,\n"edges": ')
        _write(file, _edges(nodes, edges, texts))
        file.write(',\n"graph": {"documents": ')
        _write(file, texts.documents())
        file.write(',\n"model": {"name": "none"},\n"schema": "kg/1"},\n"multigraph": true,\n"nodes": ')
        _write(file, chain(texts.nodes(), _nodes(nodes)))
        file.write("\n}\n")


def _write(file: Any, items: Iterator[dict[str, Any]]) -> None:
    first = True
    for item in items:
        file.write(("[\n" if first else ",\n") + json.dumps(item, sort_keys=True, ensure_ascii=False))
        first = False
    file.write("[]" if first else "\n]")


class _Texts:
    """Documents of sentences of one length, so that offsets are known without the text."""

    sentence = "Somebody of note said on Monday that a thing had been agreed with others, and that more would be told later. "

    def __init__(self, edges: int) -> None:
        self.count = max(1, -(-edges // _SENTENCES))

    def documents(self) -> Iterator[dict[str, Any]]:
        for at in range(self.count):
            text = f"{at:08d} " + self.sentence * _SENTENCES
            yield {
                "id": f"d{at:08d}",
                "path": f"{at}.txt",
                "title": f"News {at}",
                "date": "2025-03-24",
                "sha256": sha256(text.encode()).hexdigest(),
                "text": text,
            }

    def nodes(self) -> Iterator[dict[str, Any]]:
        for at in range(self.count):
            own = {"id": f"document:d{at:08d}", "type": "Document", "name": f"News {at}", "aliases": []}
            yield {**own, "properties": {"path": f"{at}.txt", "date": "2025-03-24"}, "confidence": 1.0, "evidence": []}

    def evidence(self, at: int) -> dict[str, Any]:
        length = len(self.sentence)
        start = 9 + at % _SENTENCES * length
        place = {"doc": f"d{at // _SENTENCES % self.count:08d}", "start": start, "end": start + 20, "sentence": [start, start + length - 1]}
        return {**place, "text": self.sentence[:20], "rule": "made#1", "confidence": 0.9}


def node_id(at: int, nodes: int) -> str:
    """The id of a node by its number; the first are events, bodies, people and places, in the order of their ids."""
    share = at / nodes
    kind = "event" if share < 0.1 else "organization" if share < 0.3 else "person" if share < 0.9 else "place"
    return f"{kind}:n{at:08d}"


def _nodes(nodes: int) -> Iterator[dict[str, Any]]:
    for at in range(nodes):
        name = node_id(at, nodes)
        kind = name.partition(":")[0].capitalize()
        properties = {"kind": "country" if kind == "Place" and at % 10 == 0 else ("talks", "ministry", "official", "city")[at % 4]}
        own = {"id": name, "type": kind, "name": f"Name {at}", "aliases": [f"N{at}"] if at % 3 == 0 else []}
        yield {**own, "properties": properties, "confidence": 0.9, "evidence": []}


def _edges(nodes: int, edges: int, texts: _Texts) -> Iterator[dict[str, Any]]:
    chance = random.Random(7)
    people, bodies = range(int(nodes * 0.3) + 1, int(nodes * 0.9)), range(int(nodes * 0.1) + 1, int(nodes * 0.3))
    places, events = range(int(nodes * 0.9) + 1, nodes), range(int(nodes * 0.1))
    kinds = [("HAS_ROLE", bodies), ("REPRESENTS", places), ("PARTICIPATED_IN", events), ("NATIONALITY", places)]
    sources = sorted(people[int(len(people) * chance.random() ** 2)] for _ in range(edges))
    for at, source in enumerate(sources):
        kind, range_ = kinds[at % 4]
        target = range_[int(len(range_) * chance.random() ** 3)] if range_ else people[0]
        properties = {"HAS_ROLE": {"title": _TITLES[at % 6], "status": "current"}, "REPRESENTS": {"basis": "office"}}.get(kind, {})
        ends = {"source": node_id(source, nodes), "target": node_id(target, nodes), "key": f"{kind}:{at}", "type": kind}
        yield {**ends, "properties": properties, "confidence": 0.9, "evidence": [texts.evidence(at)]}
