"""Makes the next batch while the server works at the last: a server and a program that take turns leave one processor idle."""

from collections.abc import Iterator
from itertools import islice


class Ahead[T]:
    """Items of which the next can be made before it is asked for, at a time when there is nothing else to do; its error comes then, too."""

    def __init__(self, items: Iterator[T]) -> None:
        """Take the items one by one."""
        self._items, self._made = items, list[T]()

    def __iter__(self) -> Iterator[T]:
        """Yield the items, those first that are made."""
        while True:
            self.make()
            if not self._made:
                return
            yield self._made.pop()

    def make(self) -> None:
        """Make the next item, unless it is made already."""
        if not self._made:
            self._made.extend(islice(self._items, 1))
