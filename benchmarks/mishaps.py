"""What a disk does when it refuses: full, read-only, held by another program, gone. Each for one save only."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import BinaryIO, NoReturn, Self
from unittest.mock import patch


class Room:
    """A file on a disk that has room for so many bytes more; the others go to nobody."""

    def __init__(self, file: BinaryIO, left: list[int]) -> None:
        self._file = file
        self._left = left

    def __enter__(self) -> Self:
        """Open as the real one does."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the real one."""
        self._file.close()

    def write(self, content: bytes) -> int:
        """Write what there is room for."""
        fits = content[: self._left[0]]
        self._left[0] -= len(fits)
        self._file.write(fits)
        self._file.flush()
        if len(fits) < len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(fits)

    def __getattr__(self, name: str) -> object:
        """Return what the real file has."""
        return getattr(self._file, name)


@contextmanager
def full_disk(chance: Random, _: Path) -> Iterator[None]:
    """Let the disk be full after some bytes, in two saves of three."""
    real, left = os.fdopen, [chance.choice([0, chance.randint(0, 300), chance.randint(0, 1500), 10**9])]
    with patch.object(os, "fdopen", lambda *given, **named: Room(real(*given, **named), left)):
        yield


@contextmanager
def read_only(chance: Random, _: Path) -> Iterator[None]:
    """Let nothing be made in the folder; in some saves, nothing that is there be opened either."""
    kind, real = chance.randrange(3), os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, flags, mode)

    if kind == 0:
        yield
        return
    with (
        patch.object(tempfile, "mkstemp", _failing(errno.EROFS)),
        patch.object(os, "open", refuse if kind == 1 else real),
    ):
        yield


@contextmanager
def held(chance: Random, path: Path) -> Iterator[None]:
    """Let another program hold the sheet, in two saves of three: it cannot be replaced."""
    real, kind = Path.replace, chance.randrange(3)

    def move(self: Path, target: Path) -> Path:
        if kind and Path(target).name == path.name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, target)

    with patch.object(Path, "replace", move):
        yield


@contextmanager
def folder_gone(chance: Random, path: Path) -> Iterator[None]:
    """Move the folder away in every other save, and back after it."""
    elsewhere = path.parent.with_name("elsewhere")
    if chance.random() < 0.5:  # noqa: PLR2004  # every other
        yield
        return
    path.parent.rename(elsewhere)
    try:
        yield
    finally:
        elsewhere.rename(path.parent)


def _failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail
