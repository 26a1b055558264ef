"""A large file that goes to the disk while it is being written, so that the end has not to wait for all of it."""

import os
import stat
from threading import Thread
from types import TracebackType
from typing import BinaryIO, Final, Self

EVERY: Final = 32 << 20
"""Bytes; smaller files go to the disk at the end, which takes no time that anybody notices."""


class EarlyFlush:
    """Writes to a file; beside it the disk takes what has been written so far.

    Raises OSError where the disk did not take it: at the next write, or at the end.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._since = file, 0
        self._on_disk = stat.S_ISREG(os.fstat(file.fileno()).st_mode)  # no pipe and no device
        self._running: Thread | None = None
        self._error: OSError | None = None

    def write(self, data: bytes) -> None:
        """Write."""
        self._file.write(data)
        self._since += len(data)
        if self._on_disk and self._since >= EVERY and (self._running is None or not self._running.is_alive()):
            self._finish()
            self._file.flush()
            self._since = 0
            self._running = Thread(target=self._flush)
            self._running.start()

    def _flush(self) -> None:
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            self._error = error  # the system tells it once only

    def _finish(self) -> None:
        if self._running is not None:
            self._running.join()
        if self._error is not None:
            raise self._error

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, _where: TracebackType | None) -> None:
        """Wait for the disk; what went wrong before is not covered up."""
        if kind is None:
            self._finish()
        elif self._running is not None:
            self._running.join()
