"""Processes that work for this one: how many, how they are started, and what is said where one is killed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from smartscore.errors import Fault, SmartscoreError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MOST_JOBS: Final = 61
"""Windows waits for no more processes than this."""

GARBAGE: Final = (50_000, 20, 20)
"""How rarely Python looks for garbage: rows leave none that needs looking for, and looking takes a quarter longer."""


@contextmanager
def pool_of(jobs: int, prepare: Callable[[Any], None], task: object) -> "Iterator[ProcessPoolExecutor]":
    """Give processes that `prepare(task)` has prepared. Raises SmartscoreError where one was killed."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # only with large inputs
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415  # the same
    from multiprocessing import get_context  # noqa: PLC0415  # the same

    pool = ProcessPoolExecutor(min(jobs, MOST_JOBS), get_context("spawn"), _begin, (prepare, task))
    try:
        yield pool
    except BrokenProcessPool:
        raise SmartscoreError([Fault("batch.worker")]) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(prepare: Callable[[Any], None], task: object) -> None:
    """Prepare a process that works for another."""
    import gc  # noqa: PLC0415  # in the other process only
    import signal  # noqa: PLC0415  # the same

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that asked; it ends the others
    prepare(task)
    gc.freeze()  # what has been prepared stays, and need not be looked through again
    gc.set_threshold(*GARBAGE)
