"""Work that is spread over processes comes back in order, and no process outlives it."""

import os
import signal
import time
from multiprocessing import active_children
from types import MappingProxyType

import pytest

from kg.errors import KgError
from kg.workers import spread, worker_pool


def slow_for_even(number: int) -> int:
    time.sleep(0.2 if number % 2 == 0 else 0)
    return number * number


def look_into(properties: MappingProxyType[str, int]) -> MappingProxyType[str, int]:
    return MappingProxyType({name: value + 1 for name, value in properties.items()})


def fail_at_three(number: int) -> int:
    if number == 3:
        raise KgError("three is too much")
    time.sleep(0.1)
    return number


def end_itself(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_keep_the_order_of_the_items():
    with worker_pool(2) as pool:
        squares = list(spread(pool, slow_for_even, range(7), most=3))

    assert squares == [0, 1, 4, 9, 16, 25, 36]


def test_read_only_properties_travel():
    with worker_pool(1) as pool:
        found = list(spread(pool, look_into, [MappingProxyType({"a": 1})], most=1))

    assert found == [MappingProxyType({"a": 2})]


def test_an_error_keeps_its_kind_and_ends_the_workers():
    with pytest.raises(KgError, match="three is too much"), worker_pool(2) as pool:
        list(spread(pool, fail_at_three, range(100), most=4))

    assert wait_until_no_child()


def test_a_worker_that_is_ended_from_outside_is_an_error_that_says_so():
    with pytest.raises(KgError, match="ended from outside"), worker_pool(1) as pool:
        list(spread(pool, end_itself, [1], most=1))

    assert wait_until_no_child()


def test_an_interrupt_ends_the_workers():
    with pytest.raises(KeyboardInterrupt), worker_pool(2) as pool:
        for _ in spread(pool, slow_for_even, range(1000), most=4):
            raise KeyboardInterrupt

    assert wait_until_no_child()


def wait_until_no_child(seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while active_children() and time.monotonic() < end:
        time.sleep(0.05)
    return not active_children()
