"""The lines that processes have made, in temporary files until their turn comes: too many to be held or handed over."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, NamedTuple

from smartscore.tables.row import WrittenRows

if TYPE_CHECKING:
    from smartscore.cli.table_workers import Result


class Spooled(NamedTuple):
    """Rows without their text, which lies in a file: so many bytes from a place on."""

    begin: int
    size: int
    rows: WrittenRows


class Spool(NamedTuple):
    """Results in their order; the texts of rows are in a file, but for those that it had no room for."""

    file: str
    results: "list[Result | Spooled]"


def spooled(results: "Iterable[Result]", folder: str) -> Spool:
    """Return results whose texts are in a new file of a folder. Raises OSError where there can be none."""
    with NamedTemporaryFile(dir=folder, delete=False, buffering=0) as file:
        return Spool(file.name, [_laid_down(each, file) if isinstance(each, WrittenRows) else each for each in results])


def _laid_down(rows: WrittenRows, file: IO[bytes]) -> WrittenRows | Spooled:
    """Return rows whose text is in the file, or as they are where there is no room for it."""
    begin = file.tell()
    left = memoryview(rows.text)
    try:
        while left:
            left = left[file.write(left) :]
    except OSError:
        return rows
    return Spooled(begin, len(rows.text), rows._replace(text=b""))


def taken_up(spools: Iterable[Spool]) -> "Iterator[Result]":
    """Yield all results with their texts; every file goes once it is read. Raises OSError where one is not whole."""
    for spool in spools:
        with Path(spool.file).open("rb") as file:
            yield from (_with_text(each, file) if isinstance(each, Spooled) else each for each in spool.results)
        with suppress(OSError):  # virus scanners hold files for a moment; it goes with its folder
            Path(spool.file).unlink()


def _with_text(spooled_rows: Spooled, file: IO[bytes]) -> WrittenRows:
    file.seek(spooled_rows.begin)
    text = file.read(spooled_rows.size)
    if len(text) != spooled_rows.size:
        raise OSError(errno.EIO, os.strerror(errno.EIO), file.name)
    return spooled_rows.rows._replace(text=text)
