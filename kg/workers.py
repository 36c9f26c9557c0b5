"""Run a function over many items in several processes, which see no interrupt and outlive neither the work nor their parent."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.reduction import ForkingPickler
from threading import Thread
from types import MappingProxyType

from kg.errors import KgError


def _read_only(items: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(items)


# Properties without an entry are a mapping proxy (kg.model.NOTHING), which can't be pickled by itself.
ForkingPickler.register(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))


@contextmanager
def worker_pool(jobs: int) -> Iterator[Executor]:
    """Give a pool of at most `jobs` processes that end with the block, at once where an error or an interrupt leaves it.

    Raises:
        KgError: a worker was ended from outside.
    """
    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield pool
    except BrokenProcessPool as error:
        raise KgError("a worker process was ended from outside, perhaps for want of memory; use fewer --jobs") from error
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(active_children()) - others:
            child.terminate()
        raise
    finally:
        pool.shutdown()


def submit[**P, R](pool: Executor, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
    """Hand work to the pool with interrupts held back: a worker may be started here, and inherits that it sees none."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(function, *args, **kwargs)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def spread[T, R](pool: Executor, function: Callable[[T], R], items: Iterable[T], *, most: int) -> Iterator[R]:
    """Apply the function to each item, and give the results in the items' order; at most `most` wait at a time."""
    waiting: deque[Future[R]] = deque()
    for item in items:
        waiting.append(submit(pool, function, item))
        if len(waiting) == most:
            yield waiting.popleft().result()
    for future in waiting:
        yield future.result()


def _end_with_parent() -> None:
    Thread(target=_exit_after_parent, daemon=True).start()


def _exit_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
