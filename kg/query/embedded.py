"""The store in process: a graph held by a worker of its own, started at the first query and again after one that was stopped."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import kg
from kg.errors import QueryError, StoreError
from kg.model import Graph
from kg.query.guard import check_read_only
from kg.query.optimizer import steps_to_leave_out
from kg.query.rows import EdgeRow, NodeRow, edge_rows, node_rows
from kg.query.store import stopped
from kg.query.table import Table
from kg.query.tokens import without_comments
from kg.query.unlike import check_same_as_neo4j


class EmbeddedStore:
    """A `Store` on rows in memory; see `open_store`."""

    def __init__(self, nodes: Sequence[NodeRow], edges: Sequence[EdgeRow]) -> None:
        """Take the rows; no process is started before the first query."""
        self._graph = _encode({"nodes": nodes, "edges": edges})
        self._worker: tuple[subprocess.Popen[bytes], Connection] | None = None

    def query(self, text: str, params: Mapping[str, object] | None = None, *, timeout: float = 30.0, max_rows: int = 1000) -> Table:
        """Return the answer to a read-only query; see `Store.query`."""
        tokens = check_read_only(text)
        check_same_as_neo4j(text, tokens)
        request = {"text": without_comments(text), "params": dict(params or {}), "timeout": timeout, "max_rows": max_rows}
        request["without"] = steps_to_leave_out(tokens)
        answer = self._ask(_encode_request(request), timeout)
        if "error" in answer:
            raise QueryError(answer["error"])
        for name in answer["columns"]:
            if name.count("`") % 2:  # the engine drops the first of them: `a b`.name is called "a b`.name"
                raise QueryError(f"a column would be called {name}: give it a name with AS")
        return Table(columns=tuple(answer["columns"]), rows=tuple(map(tuple, answer["rows"])), cut=answer["cut"])

    def close(self) -> None:
        """End the worker."""
        if self._worker:
            process, connection = self._worker
            self._worker = None
            connection.close()
            process.kill()
            process.wait()

    def __enter__(self) -> "EmbeddedStore":
        """Return the store itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """End the worker."""
        self.close()

    def _ask(self, request: bytes, timeout: float) -> dict[str, Any]:
        process, connection = self._worker or self._start()
        try:
            connection.send_bytes(request)
            answer: dict[str, Any] = json.loads(connection.recv_bytes())
        except (EOFError, ConnectionError) as error:
            status = process.wait()
            self.close()
            raise _death(status, timeout) from error
        except BaseException:
            self.close()
            raise
        return answer

    def _start(self) -> tuple[subprocess.Popen[bytes], Connection]:
        ours, theirs = Pipe()
        path = os.pathsep.join([str(Path(kg.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.query.worker", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        self._worker = process, ours
        ours.send_bytes(self._graph)
        return self._worker


def open_store(graph: Graph) -> EmbeddedStore:
    """Open a graph for queries.

    A node carries its type as label, an edge its type; properties lie flat beside `id`, `name`, `aliases` and `confidence`.

    Raises:
        StoreError: a node has a property that the engine keeps for itself (`title`, `type`).
    """
    return EmbeddedStore(list(node_rows(graph)), list(edge_rows(graph)))


def _encode(value: object) -> bytes:
    """Return JSON; a lone surrogate, which the engine can't hold, becomes a question mark."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _encode_request(request: dict[str, Any]) -> bytes:
    try:
        return _encode(request)
    except (TypeError, ValueError) as error:
        raise QueryError(f"a parameter can't be sent ({error}); give texts, numbers, true, false, null, lists and maps") from error


def _death(status: int, timeout: float) -> QueryError | StoreError:
    if status == -signal.SIGALRM:
        return QueryError(stopped(timeout))
    if status in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGBUS):
        return QueryError("stopped: the query needs too much memory; match or collect less, or add a LIMIT")
    return StoreError(f"the query engine didn't start or broke off (exit status {status}); is kglite 0.21.2 installed?")
