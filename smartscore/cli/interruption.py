"""Ctrl-C and orders to end: what is being written or started is finished first, and temporary files go."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Final

ENDING: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def ended_like_interrupted() -> Iterator[None]:
    """Take an order to end (`kill`, `timeout`) for a Ctrl-C, so that nothing is left half done."""
    with _answering(signal.SIGTERM, signal.default_int_handler):
        yield


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a Ctrl-C wait for what is being written, so that no row is cut in two; a second one does not wait."""
    asked: list[int] = []

    def later(number: int, frame: Any) -> None:  # noqa: ANN401  # as the signal module has it
        if asked:
            signal.default_int_handler(number, frame)
        asked.append(number)

    with ExitStack() as answers:
        for number in ENDING:
            answers.enter_context(_answering(number, later))
        yield
    if asked:
        raise KeyboardInterrupt


@contextmanager
def starting_processes() -> Iterator[None]:
    """Let a Ctrl-C wait until processes have been started, and keep it from them: they are ended by who started them.

    What a process has blocked its children have blocked too.
    """
    with uninterrupted():
        if not hasattr(signal, "pthread_sigmask"):
            yield
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _answering(number: signal.Signals, answer: Callable[[int, Any], None]) -> Iterator[None]:
    """Answer a signal in another way for a while; only a program's first thread may."""
    try:
        before = signal.signal(number, answer)
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        with suppress(TypeError):  # whoever answered before was no Python
            signal.signal(number, before)
