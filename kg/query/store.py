"""What a store of a graph can be asked, whichever engine answers."""

from collections.abc import Mapping
from typing import Protocol

from kg.query.table import Table


class Store(Protocol):
    """A graph that answers openCypher. It holds a process or a connection: close it, or use it in a `with` statement."""

    def query(self, text: str, params: Mapping[str, object] | None = None, *, timeout: float = 30.0, max_rows: int = 1000) -> Table:
        """Return the answer to a read-only query, its first `max_rows` rows at most; `timeout` is in seconds.

        Raises:
            QueryError: the query writes, has a fault, isn't supported, or was stopped at its timeout.
            StoreError: the store can't be reached.
        """
        ...

    def close(self) -> None:
        """Let go of the process or connection."""
        ...

    def __enter__(self) -> "Store": ...

    def __exit__(self, *exception: object) -> None: ...


def stopped(timeout: float) -> str:
    """Return what to say of a query that outran its time."""
    return f"stopped after {timeout:g} s; start from a named node, put a bound on paths, or give it more time"
