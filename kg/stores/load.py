"""Brings a graph file into Neo4j: what is new or changed is written, what is gone is taken out, and nobody else's nodes are touched.

Each batch is a transaction of its own that can be sent again without harm, so that a load that broke off is finished by the next.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.schema import Schema, load_schema
from kg.stores import statements
from kg.stores.ahead import Ahead
from kg.stores.connection import connect, explain
from kg.stores.graph_file import GraphFile, open_graph_file
from kg.stores.plan import Change, Plan
from kg.stores.rows import Names, check_dataset, edge_row, graph_record, is_ours, node_records, node_row
from kg.stores.survey import Survey, survey

if TYPE_CHECKING:
    import neo4j

BATCH = 10_000  # rows of a transaction: from 5,000 to 20,000 Neo4j loads fastest
_TEXT = 8_000_000  # characters of a transaction, so that long texts don't add up to more than the server's memory
_PENDING = 40_000  # rows that wait for others of their kind
_KEPT = ("id", "name")

Progress = Callable[[int, int], None]
Batch = tuple[str, str, str, list[dict[str, object]]]  # section, type, statement, rows


@dataclass(slots=True)
class _Server:
    """A session with a server, and the parameters that every statement for one dataset has."""

    session: "neo4j.Session"
    names: Names
    uri: str

    def ask(self, text: str, **params: object) -> list[Any]:
        """Run a statement in a transaction; the driver sends it again where the fault may pass."""
        return self.ask_and(lambda: None, text, **params)

    def ask_and(self, meanwhile: Callable[[], None], text: str, **params: object) -> list[Any]:
        """Do the same, and something else while the server works: what `run` gives back has been sent, and not yet been done."""

        def work(transaction: "neo4j.ManagedTransaction") -> list[Any]:
            result = transaction.run(text, self.params(params))
            meanwhile()
            return list(result)

        return self.session.execute_write(work)

    def run(self, text: str) -> None:
        """Run a statement that can't be in a transaction with others."""
        self.session.run(text, self.params({})).consume()

    def params(self, params: Mapping[str, object]) -> dict[str, object]:
        names = self.names
        return {"dataset": names.dataset, "print": names.print, "record": names.record, "graph": names.graph, **params}


@dataclass(slots=True)
class _State:
    """What the server has of the dataset: fingerprints of each type, and which properties an older form may have."""

    prints: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    cleared: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    def all(self, section: str) -> set[int]:
        return {mark for (name, _), prints in self.prints.items() if name == section for mark in prints}


def load(
    path: str | Path,
    uri: str,
    user: str,
    password: str,
    *,
    database: str | None = None,
    dataset: str = "default",
    dry_run: bool = False,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> Plan:
    """Bring the server's part called `dataset` to what the file holds, and return what that changed, or (`dry_run`) would change.

    `batch` is how many rows a transaction has at most; `progress` is told how many rows are written, and of how many.

    Raises:
        StoreError: the file can't be loaded as it is, the server can't be reached or refuses, or has nodes of others with the same ids.
    """
    names = check_dataset(dataset)
    file, schema = open_graph_file(path), load_schema()
    found = survey(file, schema)
    import neo4j

    try:
        with connect(uri, user, password) as driver, driver.session(database=database) as session:
            return _Load(_Server(session, names, uri), file, schema, found, batch).run(dry_run, progress)
    except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError) as error:
        raise explain(uri, error) from error


class _Load:
    """One load: the server, the file, and what was found in both."""

    def __init__(self, server: _Server, file: GraphFile, schema: Schema, found: Survey, batch: int) -> None:
        self._server, self._file, self._schema, self._survey, self._batch = server, file, schema, found, batch
        self._state = _State()
        self._present: dict[str, set[int]] = {}

    def run(self, dry_run: bool, progress: Progress | None) -> Plan:
        """Plan, and unless it is a dry run, do it."""
        self._look()
        plan = Plan(nodes=self._plan("nodes"), edges=self._plan("edges"))
        if not dry_run:
            self._do(plan, progress)
        return plan

    def _look(self) -> None:
        for section, kinds in (("nodes", self._schema.nodes), ("edges", self._schema.edges)):
            for kind in kinds:
                ((prints, strangers),) = self._server.ask(statements.state(kind, section))
                self._refuse(strangers)
                if prints:
                    self._state.prints[section, kind] = prints
            self._present[section] = self._state.all(section)

    def _refuse(self, strangers: Sequence[object]) -> None:
        for name in strangers:
            if isinstance(name, str) and name in self._survey.types:
                raise StoreError(f"{self._server.uri}: the node {name} is there already and isn't from kg; remove it, or change its id")

    def _plan(self, section: str) -> Change:
        """Count; only where the server has something that the file hasn't can a row be a changed one."""
        marks = self._survey.nodes if section == "nodes" else self._survey.edges
        present = self._present[section]
        same = sum(mark in present for mark in marks)
        left = sum(map(len, self._gone(section).values()))
        changed = sum(self._count_known(batch) for batch in self._batches(section)) if left else 0
        return Change(new=len(marks) - same - changed, changed=changed, same=same, gone=left - changed)

    def _gone(self, section: str) -> dict[str, list[int]]:
        """Return by type the fingerprints that only the server has: 0 for each of those that another dataset let go."""
        kinds = self._survey.node_types if section == "nodes" else self._survey.edge_types
        found = {}
        for (name, kind), prints in self._state.prints.items():
            if name == section:
                wanted = set(kinds.get(kind, ()))
                found[kind] = [mark for mark in prints if mark not in wanted]
        return {kind: marks for kind, marks in found.items() if marks}

    def _count_known(self, batch: Batch) -> int:
        section, kind, _, rows = batch
        slim = [{name: value for name, value in row.items() if name != "properties"} for row in rows]
        return int(self._server.ask(statements.known(kind, section), rows=slim)[0]["found"])

    def _do(self, plan: Plan, progress: Progress | None) -> None:
        server, last = self._server, self._survey.last
        for text in statements.constraints(self._schema):
            server.run(text)
        server.run("CALL db.awaitIndexes(600)")
        graph = graph_record(self._file, self._survey.types)
        finished = [tuple(row) for row in server.ask(statements.FINISHED)]
        to_write = sum(change.new + change.changed for change in (plan.nodes, plan.edges))
        if not to_write + plan.nodes.gone + plan.edges.gone and finished == ([(last[1], graph)] if last else []):
            return
        self._mend(bool(finished))
        server.ask(statements.UNFINISH, unfinished={server.names.graph: None})
        self._write(to_write, progress)
        for section in ("edges", "nodes"):
            self._take_out(section)
        if last:
            server.ask(statements.finish(last[0]), id=last[1], finished={server.names.graph: graph})

    def _mend(self, is_finished: bool) -> None:
        """Mend what neo4j-admin imported, which no load has finished yet."""
        if not is_finished:
            for section, kind in self._state.prints:
                self._server.run(statements.mend(kind, section))

    def _write(self, total: int, progress: Progress | None) -> None:
        done = 0
        for section in ("nodes", "edges"):
            batches = Ahead(self._batches(section))
            for _, kind, text, rows in batches:
                written = self._server.ask_and(batches.make, text, rows=rows, cleared=self._cleared(section, kind))[0]["written"]
                if written != len(rows):
                    raise StoreError(f"{self._server.uri}: somebody else took nodes out while this load ran; load again")
                done += len(rows)
                if progress:
                    progress(done, total)

    def _cleared(self, section: str, kind: str) -> dict[str, None]:
        """Return a null for each property that a node or edge may have from before; nothing where the dataset had none of the type."""
        name = kind.split(" ")[1] if section == "edges" else kind
        if (section, name) not in self._state.prints:
            return {}
        if (section, name) not in self._state.cleared:
            ((found,),) = self._server.ask(statements.names(name, section))
            self._state.cleared[section, name] = {key: None for key in found if not is_ours(key) and key not in _KEPT}
        return self._state.cleared[section, name]

    def _take_out(self, section: str) -> None:
        for kind, marks in self._gone(section).items():
            found = self._server.ask(statements.gone(kind, section), gone=marks)
            for places in batched((row["at"] for row in found), self._batch):
                self._server.session.execute_write(self._remove, section, list(places))

    def _remove(self, transaction: "neo4j.ManagedTransaction", section: str, places: list[str]) -> None:
        """Remove what nobody else has; of the rest, let the others' next load see that it isn't as they left it."""
        names = self._server.names
        released = {names.print: None, names.record: None}
        params = self._server.params({"places": places, "released": released})
        transaction.run(statements.remove(section), params).consume()
        shared = [(row["at"], row["datasets"]) for row in transaction.run(statements.release(section), params)]
        rows = [{"at": at, "properties": {Names(dataset=name).print: 0 for name in datasets}} for at, datasets in shared if datasets]
        transaction.run(statements.forget(section), rows=rows).consume()

    def _batches(self, section: str) -> Iterator[Batch]:
        """Yield what the server hasn't in this form, as rows of one statement each."""
        return _Batches(section, self._batch).cut(self._node_rows() if section == "nodes" else self._edge_rows())

    def _node_rows(self) -> Iterator[tuple[str, str, dict[str, object], int]]:
        present, names = self._present["nodes"], self._server.names
        for mark, (item, record) in zip(self._survey.nodes, node_records(self._file), strict=True):
            if mark not in present:
                kind = item["type"]
                yield kind, statements.write_nodes(kind), node_row(item, record, mark, names), len(record)

    def _edge_rows(self) -> Iterator[tuple[str, str, dict[str, object], int]]:
        present, names, types = self._present["edges"], self._server.names, self._survey.types
        for mark, (item, record) in zip(self._survey.edges, self._file.edges(), strict=True):
            if mark not in present:
                source, target = types[item["source"]], types[item["target"]]
                text = statements.write_edges(source, item["type"], target)
                yield f"{source} {item['type']} {target}", text, edge_row(item, record, mark, names, self._file), len(record)


class _Batches:
    """Rows that wait until there are enough of their kind."""

    def __init__(self, section: str, most: int) -> None:
        self._section, self._most = section, most
        self._waiting: dict[tuple[str, str], list[dict[str, object]]] = {}
        self._text: dict[tuple[str, str], int] = {}

    def cut(self, rows: Iterator[tuple[str, str, dict[str, object], int]]) -> Iterator[Batch]:
        """Yield batches of `most` rows or _TEXT characters, and smaller ones at the end or where too many rows wait."""
        count = 0
        for kind, text, row, size in rows:
            at = kind, text
            self._waiting.setdefault(at, []).append(row)
            self._text[at] = self._text.get(at, 0) + size
            count += 1
            if len(self._waiting[at]) >= self._most or self._text[at] >= _TEXT or count >= _PENDING:
                full = max(self._waiting, key=lambda key: len(self._waiting[key])) if count >= _PENDING else at
                count -= len(self._waiting[full])
                yield self._take(full)
        for at in list(self._waiting):
            yield self._take(at)

    def _take(self, at: tuple[str, str]) -> Batch:
        self._text.pop(at)
        return (self._section, *at, self._waiting.pop(at))
