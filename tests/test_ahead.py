"""The next item is made when it is asked for or before, each once and in order."""

from collections.abc import Iterator

import pytest

from kg.stores.ahead import Ahead


def numbers(made: list[int], upto: int) -> Iterator[int]:
    for number in range(upto):
        made.append(number)
        yield number
    if upto == 2:
        raise ValueError("broken")


def test_an_item_is_made_once_however_often_that_is_asked() -> None:
    made: list[int] = []
    items = Ahead(numbers(made, 3))
    items.make()
    items.make()

    assert made == [0]
    assert list(items) == [0, 1, 2]
    items.make()
    assert list(items) == []


def test_an_item_that_breaks_tells_so_where_it_is_made() -> None:
    items = Ahead(numbers([], 2))
    iterator = iter(items)

    assert (next(iterator), next(iterator)) == (0, 1)
    with pytest.raises(ValueError, match="broken"):
        items.make()
