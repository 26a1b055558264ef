"""Delimited text: CSV with `;`, `,` or tabs, in UTF-8, UTF-16 or an encoding that is told."""

import codecs
import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from smartscore.errors import STDIN, DocumentError, Fault, UsageError
from smartscore.files.paths import unreadable
from smartscore.sources.numbered_rows import LONGEST_CELL, NumberedRows
from smartscore.sources.recognition import peek, refuse_nothing_to_score
from smartscore.sources.table import Piece, Stamp, Table

DELIMITERS: Final = (";", ",", "\t")


class _Above(NamedTuple):
    """What stands above the head: lines of text, and the rows that a spreadsheet makes of them.

    `delimiter` is what a line such as `sep=;` names, which only Excel reads, and which it shows in no row.
    """

    lines: int
    rows: int
    delimiter: str


@contextmanager
def delimited(name: str, encoding: str | None = None) -> Iterator[Table]:
    """Read a table of delimited text, row by row. Raises DocumentError, and UsageError for an unknown encoding."""
    stamp = _stamp(name)  # of before: what takes the file's place from now on is another
    with _opened(name) as binary:
        beginning = peek(binary)
        try:
            chosen = _chosen(encoding, beginning) if encoding else _encoding(beginning, name)
            stream = io.TextIOWrapper(binary, encoding=chosen, errors="surrogateescape", newline="")
        except LookupError:
            raise UsageError([Fault("usage.encoding", {"name": encoding})]) from None
        try:
            yield _table(name, stream, binary)._replace(stamp=stamp)
        except OSError as error:
            raise unreadable(error, name) from None
        except UnicodeError as error:  # UTF-16 with half a sign; elsewhere such bytes cost their row only
            raise DocumentError([Fault("document.unreadable", {"reason": str(error)}, file=name)]) from None
        finally:
            stream.detach()


def _stamp(name: str) -> Stamp | None:
    if name == STDIN:
        return None
    try:
        return Stamp.of(name)
    except OSError as error:
        raise unreadable(error, name) from None


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STDIN:
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115  # closed below; only opening may raise this error
    except OSError as error:
        raise unreadable(error, name) from None
    with file:
        yield file


def _chosen(encoding: str, beginning: bytes) -> str:
    """Return the encoding that a file names by its mark, else the one that was asked for. Raises LookupError."""
    known = codecs.lookup(encoding).name
    if known.startswith("utf-32"):  # its mark begins as that of UTF-16 does
        return encoding
    if beginning.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else encoding


def _encoding(beginning: bytes, name: str) -> str:
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding, nulls in (("utf-16-le", beginning[1:8:2]), ("utf-16-be", beginning[0:8:2])):
        if len(nulls) > 1 and not any(nulls):  # the other half of each letter of a head in Latin letters
            raise DocumentError([Fault("table.utf16", {"name": encoding}, file=name)])
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError as error:
        line = beginning[: error.start].count(b"\n") + 1
        raise DocumentError([Fault("table.encoding", file=name, line=line)]) from None
    return "utf-8-sig"


def _table(name: str, stream: io.TextIOWrapper, binary: BinaryIO) -> Table:
    first, above = _first_line(stream)
    if not first:
        raise refuse_nothing_to_score(name)
    delimiter = above.delimiter or max(DELIMITERS, key=_outside_quotes(first).count)
    csv.field_size_limit(LONGEST_CELL)
    # a chain, and no generator: where one is given up it closes what it reads, and that is standard input at times
    reader = csv.reader(chain([first], stream), delimiter=delimiter)
    head = next(reader)
    rows = iter(NumberedRows(reader, above.lines, above.rows + 1))
    table = Table(name, head, rows, "," if delimiter == ";" else ".")
    if name == STDIN:
        return table
    table = table._replace(done=getattr(binary, "raw", binary).tell)
    utf8 = codecs.lookup(stream.encoding).name in ("utf-8", "utf-8-sig")
    others_can = not name.startswith(("/dev/", "/proc/"))  # what is one file here is another in another process
    if not (utf8 and others_can and binary.seekable() and first.endswith("\n")):  # lone returns are left to `rows`
        return table
    follow = (binary, above.lines + reader.line_num, above.rows + 1, delimiter)
    return table._replace(pieces=partial(_pieces, *follow), lines=partial(_lines, *follow))


def _pieces(binary: BinaryIO, lines: int, rows: int, delimiter: str) -> Iterator[Piece]:
    """Return the pieces of what follows so many lines, which are so many rows."""
    from smartscore.sources.blocks import Place, pieces_after  # noqa: PLC0415  # only for large tables

    return pieces_after(cast("io.BufferedReader", binary), Place(lines, rows), delimiter)


def _lines(binary: BinaryIO, lines: int, rows: int, delimiter: str) -> Iterator[Piece]:
    """Return the same in lines that are handed over."""
    from smartscore.sources.blocks import Place, lines_after  # noqa: PLC0415  # only for large tables

    return lines_after(cast("io.BufferedReader", binary), Place(lines, rows), delimiter)


def _first_line(stream: io.TextIOWrapper) -> tuple[str, _Above]:
    """Return the first line that holds anything, and what stands above it."""
    delimiter, rows = "", 0
    for lines, line in enumerate(stream):
        if line.lower().startswith("sep="):
            delimiter = line[4:5]
        elif line.strip(" \t\r\n,;"):
            return line, _Above(lines, rows, delimiter)
        else:
            rows += 1
    return "", _Above(0, 0, delimiter)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
