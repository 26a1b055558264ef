"""Writing files so that a reader sees the old content or the new, never half of one."""

import errno
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from smartscore.errors import Fault, WriteError
from smartscore.files.paths import exists, is_file, is_folder

RETRY_SECONDS: Final = 2.0
"""How long a replacement is tried again on Windows, where virus scanners hold files for a moment."""

_REASONS: Final = {
    errno.ENOSPC: "write.disk_full",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "write.disk_full",
    errno.EROFS: "write.no_permission",
    errno.EACCES: "write.no_permission",
    errno.EPERM: "write.no_permission",
    errno.ENOENT: "write.no_folder",
    errno.ENOTDIR: "write.no_folder",
    errno.EISDIR: "write.is_folder",
    errno.EEXIST: "write.exists",
    errno.ENAMETOOLONG: "write.name_too_long",
}


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with line feeds. Raises WriteError; whatever stood there before is then untouched."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file. Raises WriteError; whatever stood there before is then untouched."""
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; at the end it is flushed to the disk and moved into place. Raises WriteError.

    Until then, and if anything goes wrong, the path shows what stood there before.
    """
    try:
        if is_folder(path):
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        special = exists(path) and not is_file(path)  # a pipe or a device, which no file may replace
        with path.open("wb") if special else _temporary_beside(path.resolve()) as file:
            yield file
    except OSError as error:
        raise write_error(path, error) from None


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder for what is put together in files; it goes afterwards. Raises WriteError."""
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # somebody may hold a file in it
            yield Path(folder)
    except OSError as error:
        raise write_error(Path(tempfile.tempdir or os.curdir), error) from None


def sweep(path: Path) -> None:
    """Take away what interrupted writes of a file left beside it. Only where nobody else can be writing it."""
    left = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\.tmp")
    with suppress(OSError):
        for name in os.listdir(path.parent):  # noqa: PTH208  # names are enough, and a folder may hold many
            if left.fullmatch(name):
                path.with_name(name).unlink(missing_ok=True)


def append_bytes(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Add to the end of a file that is there; durable: on the disk before this returns.

    Raises WriteError; what was added is then taken out again, where that is possible.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "ab") as file:
            _append(file, content, durable=durable)
    except OSError as error:
        raise write_error(path, error) from None


def _append(file: BinaryIO, content: bytes, *, durable: bool) -> None:
    size = os.fstat(file.fileno()).st_size
    try:
        file.write(content)
        file.flush()
        if durable:
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.ftruncate(file.fileno(), size)
        raise


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there. Raises WriteError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(path, error) from None


def write_error(path: Path, error: OSError) -> WriteError:
    """Say in our own words why something could not be written."""
    key = _REASONS.get(error.errno or 0, "write.failed")
    return WriteError([Fault(key, {"reason": error.strerror or str(error)}, file=str(path))])


@contextmanager
def _temporary_beside(path: Path) -> Iterator[BinaryIO]:
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except KeyboardInterrupt:
        sweep(path)  # the file may have been made already, under a name that nobody has told
        raise
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(path, temporary)
        _replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    _flush_folder(path.parent)


def _keep_mode(path: Path, temporary: str) -> None:
    """Give the new file the old one's mode; a new one what the user's mask allows."""
    with suppress(OSError):
        if path.exists():
            mode = path.stat().st_mode & 0o777
        else:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        Path(temporary).chmod(mode)


def _replace(temporary: str, path: Path) -> None:
    deadline = time.monotonic() + (RETRY_SECONDS if os.name == "nt" else 0)
    while True:
        try:
            Path(temporary).replace(path)
        except PermissionError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Make the replacement itself durable, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
