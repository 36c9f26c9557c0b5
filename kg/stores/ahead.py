"""Makes the next batch while the last is on its way: a server and a program that take turns leave one processor idle."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor


def ahead[T](items: Iterator[T]) -> Iterator[T]:
    """Yield the items, each made by a thread while the one before it is in use; an error comes where its item would have come."""
    end = object()
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming = pool.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = pool.submit(next, items, end)
            yield item  # type: ignore[misc]
