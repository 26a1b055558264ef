"""Processes that work for this one: how they are started, what they get, and what is said where one is killed."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from smartscore.cli.interruption import starting_processes
from smartscore.errors import Fault, SmartscoreError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Piece = TypeVar("Piece")

MOST_JOBS: Final = 61
"""Windows waits for no more processes than this."""

GARBAGE: Final = (50_000, 20, 20)
"""How rarely Python looks for garbage: rows leave none that needs looking for, and looking takes a quarter longer."""

AHEAD: Final = 2
"""So many pieces every process has at a time, so that none has to wait, and no more are held in memory."""


class Work(NamedTuple):
    """What processes do: `prepare(task)` once each, then `make(piece)` for every piece that comes to them."""

    prepare: Callable[[Any], None]
    task: Any
    make: Callable[[Any], list[Any]]


def shared_out(pieces: Iterable[Any], work: Work, jobs: int) -> Generator[Any, None, None]:
    """Yield what is made of every piece, in the order of the pieces, by two processes or more, this one among them.

    Raises SmartscoreError where a process was killed, and what getting the pieces raises, after what was made of those
    before it.
    """
    others = min(jobs - 1, MOST_JOBS)
    with _others(others, work) as pool:
        making = _Making(work, pool, AHEAD * others)
        for piece in _until_error(pieces):
            if isinstance(piece, SmartscoreError | OSError):
                yield from making.rest()
                raise piece
            making.take(piece)
            yield from making.finished()
        yield from making.rest()


class _Making:
    """Pieces that are being made, in their order: others have some, this process makes one when they have enough."""

    def __init__(self, work: Work, pool: "ProcessPoolExecutor", most: int) -> None:
        """`most` pieces are with the others at a time."""
        self._work, self._pool, self._most = work, pool, most
        self._waiting: deque[Future[list[Any]]] = deque()
        self._prepared = False

    def take(self, piece: object) -> None:
        """Give a piece to the others, or make it here."""
        if sum(not each.done() for each in self._waiting) < self._most:
            with starting_processes():
                self._waiting.append(self._pool.submit(self._work.make, piece))
            return
        if not self._prepared:
            self._work.prepare(self._work.task)
            self._prepared = True
        self._waiting.append(self._made(piece))

    def _made(self, piece: object) -> "Future[list[Any]]":
        """Make a piece here; what goes wrong waits for its turn, so that the results before it are not lost."""
        from concurrent.futures import Future  # noqa: PLC0415  # only with large inputs

        made: Future[list[Any]] = Future()
        try:
            made.set_result(self._work.make(piece))
        except Exception as error:  # noqa: BLE001  # raised again when its turn comes
            made.set_exception(error)
        return made

    def finished(self) -> Iterator[Any]:
        """Yield what is made of the first pieces that are finished; of more, where many wait for one."""
        while self._waiting and (self._waiting[0].done() or self._many()):
            yield from self._next()

    def rest(self) -> Iterator[Any]:
        """Yield what is made of all others."""
        while self._waiting:
            yield from self._next()

    def _many(self) -> bool:
        return len(self._waiting) > 2 * self._most

    def _next(self) -> list[Any]:
        return self._waiting.popleft().result()


@contextmanager
def _others(count: int, work: Work) -> "Iterator[ProcessPoolExecutor]":
    """Give so many processes that have been prepared. Raises SmartscoreError where one was killed."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # only with large inputs
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415  # the same
    from multiprocessing import get_context  # noqa: PLC0415  # the same

    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (work.prepare, work.task))
    unfinished = True
    try:
        with starting_processes():
            for _ in range(count):  # they start while the first pieces are read
                pool.submit(_started)
        yield pool
        unfinished = False  # then they end while the last results are written, and Python waits for them at its own end
    except BrokenProcessPool:
        raise SmartscoreError([Fault("batch.worker")]) from None
    finally:
        pool.shutdown(wait=unfinished, cancel_futures=True)


def _started() -> None:
    """Do nothing, once a process has been prepared."""


def _until_error(pieces: Iterable[Piece]) -> Iterator[Piece | SmartscoreError | OSError]:
    """Yield pieces; what getting them raises comes last, and is not raised before the results so far are taken."""
    try:
        yield from pieces
    except (SmartscoreError, OSError) as error:
        yield error


def _begin(prepare: Callable[[Any], None], task: object) -> None:
    """Prepare a process that works for another."""
    import gc  # noqa: PLC0415  # in the other process only
    import signal  # noqa: PLC0415  # the same
    from threading import Thread  # noqa: PLC0415  # the same

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that asked; it ends the others
    Thread(target=_end_with_who_asked, daemon=True).start()
    prepare(task)
    gc.freeze()  # what has been prepared stays, and need not be looked through again
    gc.set_threshold(*GARBAGE)


def _end_with_who_asked() -> None:
    """End this process where the one that asked is killed; it would wait for pieces for ever."""
    from multiprocessing import parent_process  # noqa: PLC0415  # in the other process only

    if asking := parent_process():
        asking.join()
        os._exit(1)
