"""The process in which the engine answers, so that a query which can't be stopped takes nothing else along.

kglite looks at its own clock too rarely for some queries (allShortestPaths over a thousand nodes ran 230 s with a timeout of 2),
and has no limit of memory; the kernel's timer and limit hold in every case.
"""

import contextlib
import json
import resource
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.query.engine import Engine

GRACE = 1.0  # seconds past its timeout that a query has to stop by itself
MEMORY = 2 << 30  # bytes that a query may need beyond the graph


def serve(connection: Connection) -> None:
    """Read a graph, then answer each query with {"columns", "rows", "cut"} or {"error"}, until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    graph = json.loads(connection.recv_bytes())
    engine = Engine(graph["nodes"], graph["edges"])
    del graph
    _limit_memory()
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            connection.send_bytes(_answer(engine, json.loads(connection.recv_bytes())))


def _answer(engine: Engine, request: dict[str, Any]) -> bytes:
    signal.setitimer(signal.ITIMER_REAL, request["timeout"] + GRACE)  # its default is to end the process
    try:
        answer = engine.query(**request)
    except QueryError as error:
        answer = {"error": str(error)}
    text = json.dumps(answer).encode()
    signal.setitimer(signal.ITIMER_REAL, 0)
    return text


def _limit_memory() -> None:
    """Let the process grow by MEMORY from here on; only Linux says how large it is, and only there is a limit set."""
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
