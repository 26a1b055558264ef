"""Processes that work for this one: how many, how they are started, and what is said where one is killed."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from smartscore.cli.interruption import starting_processes
from smartscore.errors import Fault, SmartscoreError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Piece = TypeVar("Piece")
Found = TypeVar("Found")

MOST_JOBS: Final = 61
"""Windows waits for no more processes than this."""

GARBAGE: Final = (50_000, 20, 20)
"""How rarely Python looks for garbage: rows leave none that needs looking for, and looking takes a quarter longer."""

AHEAD: Final = 2
"""So many times that for every process are read ahead, so that none has to wait, and no more are held in memory."""


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


def in_order(
    pool: "ProcessPoolExecutor", pieces: Iterable[Piece], work: Callable[[Piece], list[Found]], ahead: int
) -> Iterator[Found]:
    """Yield what `work` makes of every piece, in the order of the pieces; so many of them may wait.

    Raises what getting the pieces raises, after what was made of those before it.
    """
    waiting: deque[Future[list[Found]]] = deque()
    for piece in _until_error(pieces):
        if isinstance(piece, SmartscoreError):
            while waiting:
                yield from waiting.popleft().result()
            raise piece
        with starting_processes():
            waiting.append(pool.submit(work, piece))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _until_error(pieces: Iterable[Piece]) -> Iterator[Piece | SmartscoreError]:
    """Yield pieces; what getting them raises comes last, and is not raised before the results so far are taken."""
    try:
        yield from pieces
    except SmartscoreError as error:
        yield error


def _begin(prepare: Callable[[Any], None], task: object) -> None:
    """Prepare a process that works for another."""
    import gc  # noqa: PLC0415  # in the other process only
    import signal  # noqa: PLC0415  # the same

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that asked; it ends the others
    prepare(task)
    gc.freeze()  # what has been prepared stays, and need not be looked through again
    gc.set_threshold(*GARBAGE)
