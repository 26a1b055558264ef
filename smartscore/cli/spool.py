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
    from smartscore.cli.piece_scorer import Result


class TextInFile(NamedTuple):
    """Rows without their text, which lies in a file: so many bytes from a place on."""

    begin: int
    size: int
    rows: WrittenRows


class SpoolFile(NamedTuple):
    """Results in their order; the texts of rows are in a file, but for those that it had no room for."""

    file: str
    results: "list[Result | TextInFile]"


def lay_down(results: "Iterable[Result]", folder: str) -> SpoolFile:
    """Put the texts of results into a new file of a folder; return what finds them. Raises OSError without a file."""
    with NamedTemporaryFile(dir=folder, delete=False, buffering=0) as file:
        return SpoolFile(file.name, [_laid(each, file) if isinstance(each, WrittenRows) else each for each in results])


def _laid(rows: WrittenRows, file: IO[bytes]) -> WrittenRows | TextInFile:
    """Return rows whose text is in the file, or as they are where there is no room for it."""
    begin = file.tell()
    left = memoryview(rows.text)
    try:
        while left:
            left = left[file.write(left) :]
    except OSError:
        return rows
    return TextInFile(begin, len(rows.text), rows._replace(text=b""))


def take_up(spools: Iterable[SpoolFile]) -> "Iterator[Result]":
    """Yield all results with their texts; every file goes once it is read. Raises OSError where one is not whole."""
    for spool in spools:
        with Path(spool.file).open("rb") as file:
            yield from (_with_text(each, file) if isinstance(each, TextInFile) else each for each in spool.results)
        with suppress(OSError):  # virus scanners hold files for a moment; it goes with its folder
            Path(spool.file).unlink()


def _with_text(in_file: TextInFile, file: IO[bytes]) -> WrittenRows:
    file.seek(in_file.begin)
    text = file.read(in_file.size)
    if len(text) != in_file.size:
        raise OSError(errno.EIO, os.strerror(errno.EIO), file.name)
    return in_file.rows._replace(text=text)
