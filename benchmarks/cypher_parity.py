"""Compare the engine in process with recorded answers of a real Neo4j: the same rows, a refusal, or (never) others.

    python benchmarks/cypher_parity.py ../shared/eval/cypher/recorded.jsonl

Prints a count by kind of query, each wrong answer and each reason for a refusal, and exits with 1 where an answer is wrong or more
than 5 % are refused.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kg.errors import QueryError
from kg.query.embedded import EmbeddedStore

Outcome = tuple[str, str, str]  # kind, "same", "refused" or "wrong", and the query with what is amiss


def main(path: str) -> int:
    """Run all queries of a file and print what came of them."""
    outcomes = [outcome for line in Path(path).read_text(encoding="utf-8").splitlines() for outcome in compare(json.loads(line))]
    counts = Counter((kind, result) for kind, result, _ in outcomes)
    results = Counter(result for _, result, _ in outcomes)
    for kind in sorted({kind for kind, _, _ in outcomes}):
        click.echo(f"{kind:10}" + "".join(f"{counts[kind, result]:6} {result}" for result in ("same", "refused", "wrong")))
    for reason, count in Counter(text for _, result, text in outcomes if result == "refused").most_common():
        click.echo(f"refused {count} times: {reason}")
    for text in (text for _, result, text in outcomes if result == "wrong"):
        click.echo(f"wrong: {text}")
    click.echo(", ".join(f"{result} {results[result]} ({results[result] / len(outcomes):.1%})" for result in ("same", "refused", "wrong")))
    return int(results["wrong"] > 0 or results["refused"] > 0.05 * len(outcomes))


def compare(recorded: dict[str, Any]) -> Iterator[Outcome]:
    """Yield an outcome for each query of one recorded graph."""
    with _open(recorded) as store:
        for query in recorded["queries"]:
            yield query["kind"], *_outcome(store, query)


def _open(recorded: dict[str, Any]) -> EmbeddedStore:
    ids = {key: properties["id"] for key, _, properties in recorded["nodes"]}
    nodes = [(labels, properties) for _, labels, properties in recorded["nodes"]]
    edges = [(ids[source], ids[target], name, properties) for source, target, name, properties in recorded["edges"]]
    return EmbeddedStore(nodes, edges)


def _outcome(store: EmbeddedStore, query: dict[str, Any]) -> tuple[str, str]:
    try:
        table = store.query(query["query"], max_rows=1_000_000)
    except QueryError as error:
        return "refused", str(error).rpartition("column ")[2].partition(": ")[2] or str(error)
    free = query["kind"] in ("coll", "order")
    if _multiset([_comparable(list(row)) for row in table.rows], free) == _multiset([_comparable(row) for row in query["rows"]], free):
        return "same", ""
    return "wrong", f"{query['query']}\n  gives {table.rows[:5]}\n  not   {query['rows'][:5]}"


def _comparable(value: object) -> object:
    """Return a value in the form of the recording: numbers as ["f", value], nodes by their `id`, edges by their `eid`."""
    if isinstance(value, list) and value[:1] != ["f"]:
        return [_comparable(item) for item in value]
    if isinstance(value, list):
        return ["f", round(float(value[1]), 9)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ["f", round(float(value), 9)]
    if isinstance(value, dict) and "properties" in value:
        return _comparable(value["properties"].get("id", value["properties"].get("eid")))
    return value


def _multiset(rows: list[Any], free: bool) -> Counter[str]:
    return Counter(json.dumps([_sorted(cell) if free else cell for cell in row]) for row in rows)


def _sorted(cell: object) -> object:
    is_list = isinstance(cell, list) and cell[:1] != ["f"]
    return sorted(cell, key=json.dumps) if is_list and isinstance(cell, list) else cell


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
