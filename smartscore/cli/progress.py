"""One progress bar on stderr: how much of the input has been read, how fast, and how long it will still take."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress

    from smartscore.cli.shell import Shell

PROGRESS_AFTER: Final = 1.0
"""Seconds after which a progress bar appears."""

EVERY: Final = 0.2
"""Seconds between two looks at it."""


class Advance:
    """Counts bytes and results; draws the bar once the run takes over a second."""

    def __init__(self, shell: "Shell", total: int, *, possible: bool) -> None:
        self.shell, self.total, self.possible = shell, total, possible
        self.started = self.looked = time.monotonic()
        self.bytes = self.results = 0
        self.bar: Progress | None = None

    def finished(self, name: str) -> None:
        """Count a whole input as read."""
        if self.possible:
            self.bytes += size_of(name)
            self._look()

    def one_more(self, inside: Callable[[], int] = lambda: 0, count: int = 1) -> None:
        """Count a result, or several; `inside` tells the bytes read of the input that it stands in, 0 if unknown."""
        self.results += count
        if not self.possible:
            return
        done = inside()
        if self.results % 64 == 0 or done == 0 or count > 1:
            self._look(done)

    def _look(self, inside: int = 0) -> None:
        now = time.monotonic()
        if not self.possible or now - self.looked < EVERY or now - self.started < PROGRESS_AFTER:
            return
        self.looked = now
        if self.bar is None:
            self.bar = _bar(self.shell, self.total)
        rate = f"{self.results / (now - self.started):,.0f}/s"
        self.bar.update(self.bar.task_ids[0], completed=self.bytes + inside, results=self.results, rate=rate)


@contextmanager
def progress(shell: "Shell", names: list[str], *, shown: bool) -> Iterator[Advance]:
    """Give what counts; the bar goes when all is read."""
    possible = shown and sys.stderr.isatty() and not shell.quiet
    advance = Advance(shell, sum(map(size_of, names)) if possible else 0, possible=possible)
    try:
        yield advance
    finally:
        if advance.bar is not None:
            advance.bar.stop()


def size_of(name: str) -> int:
    """Return the bytes of an input; 0 where they are not known."""
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0


def _bar(shell: "Shell", total: int) -> "Progress":
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415  # rarely drawn

    figures = TextColumn("{task.fields[results]}  {task.fields[rate]}")
    bar = Progress(BarColumn(), figures, TimeRemainingColumn(), console=shell.console(sys.stderr), transient=True)
    bar.add_task("", total=total or None, results=0, rate="")
    bar.start()
    return bar
