"""A delimited file in pieces: blocks of plain lines as they are, and rows where quotes or odd signs stand."""

import csv
import io
from collections.abc import Callable, Iterator
from io import BufferedReader
from itertools import chain, islice
from typing import Final, NamedTuple

from smartscore.sources.numbered_rows import NumberedRows
from smartscore.sources.table import Block, Lines, Piece, TableRow
from smartscore.sources.together import together

SIZE: Final = 3_000_000
"""So many bytes are a block, to the end of a line; what is made of one takes some ten times as much."""

MOST_ROWS: Final = 8_000
"""Nor does a block have more rows: what is made of one grows with them, however few columns it has."""

HANDED_OVER: Final = 1 << 17
"""So many bytes are handed over at a time, to the end of a line."""

LONGEST_LINE: Final = SIZE
"""Where no line feed comes in so many bytes, this and all that follows is read row by row."""

NEAR: Final = 1 << 16
NEW_LINE: Final = 10
RETURN: Final = 13

TOGETHER: Final = 2_000
"""So many rows go together where they are read one by one."""


class Place(NamedTuple):
    """How many lines of text, and how many rows, stand above."""

    lines: int
    rows: int


def pieces_after(file: BufferedReader, place: Place, delimiter: str) -> Iterator[Piece]:
    """Yield what follows the first lines of a file, in pieces."""
    reading = _Reading(file, delimiter, place, SIZE)
    for text in reading.texts():
        rows = None if reading.endless else plain_rows(text)
        yield from reading.one_by_one(text) if rows is None else reading.blocks(text, rows)


def lines_after(file: BufferedReader, place: Place, delimiter: str) -> Iterator[Piece]:
    """Yield the same with plain lines as they are, instead of blocks."""
    reading = _Reading(file, delimiter, place, HANDED_OVER)
    for text in reading.texts():
        rows = None if reading.endless else counted_rows(text)
        yield from reading.one_by_one(text) if rows is None else reading.lines(text, rows)


def rows_in(lines: Lines) -> Iterator[TableRow]:
    """Yield the rows of lines."""
    text = io.StringIO(lines.text.decode(), newline="")
    return iter(NumberedRows(csv.reader(text, delimiter=lines.delimiter), lines.above, lines.line - 1))


def counted_rows(text: bytes) -> int | None:
    """Return the same as `plain_rows`, which is quicker where lines end in a return and a line feed."""
    odd = b'"' in text or b"\0" in text or text.endswith(b"\r")
    if odd or (b"\r" in text and text.count(b"\r\n") < text.count(b"\r")) or not _is_utf8(text):
        return None
    return text.count(b"\n") + (not text.endswith(b"\n"))


def plain_rows(text: bytes) -> int | None:
    """Return how many rows a text has where every line feed ends one, nothing else does, and every byte is text."""
    import numpy as np  # noqa: PLC0415  # an extra

    if b'"' in text or b"\0" in text:
        return None
    rows = lone = 0
    for begin in range(0, len(text), NEAR):  # what fits a processor's own memory is looked through much quicker
        signs = np.frombuffer(text[begin : begin + NEAR + 1], np.uint8)
        ends = signs == NEW_LINE
        rows += int(np.count_nonzero(ends[:NEAR]))
        lone += int(np.count_nonzero((signs[:-1] == RETURN) > ends[1:]))
    whole = text.endswith(b"\n")
    return rows + (not whole) if lone == 0 and not text.endswith(b"\r") and _is_utf8(text) else None


def _is_utf8(text: bytes) -> bool:
    try:
        return text.isascii() or bool(text.decode())
    except UnicodeDecodeError:
        return False


def _cuts(text: bytes, rows: int) -> Iterator[tuple[int, int]]:
    """Yield how long each part of a text is, and of how many rows, so that none has too many."""
    if rows <= MOST_ROWS:
        yield len(text), rows
        return
    import numpy as np  # noqa: PLC0415  # an extra

    ends = np.flatnonzero(np.frombuffer(text, np.uint8) == NEW_LINE) + 1
    begin = 0
    for end in ends[MOST_ROWS - 1 :: MOST_ROWS].tolist():
        yield end - begin, MOST_ROWS
        begin, rows = end, rows - MOST_ROWS
    if rows:
        yield len(text) - begin, rows


class _Reading:
    """A file that is being read, and how far."""

    def __init__(self, file: BufferedReader, delimiter: str, place: Place, size: int) -> None:
        """Read what follows the lines at the beginning of a file, so many bytes at a time."""
        self._file, self._delimiter, self._size, self.endless = file, delimiter, size, False
        self._lines, self._rows = place

    def texts(self) -> Iterator[bytes]:
        """Yield the lines that follow, many together."""
        self._file.seek(0)
        self._pass_over(self._lines)
        while text := self._next():
            yield text

    def _pass_over(self, lines: int) -> None:
        """Go to what follows so many lines, whatever ends them."""
        stream = io.TextIOWrapper(self._file, encoding="utf-8", errors="surrogateescape", newline="")
        passed = sum(len(line.encode("utf-8", "surrogateescape")) for line in islice(stream, lines))
        stream.detach()
        self._file.seek(passed)

    def _next(self) -> bytes:
        """Return the next lines, whole ones; nothing at the end.

        `endless` says that the last of them is no whole one: there was no line feed for too long.
        """
        text, self.endless = self._file.read(self._size), False
        if text and not text.endswith(b"\n"):
            text += self._file.readline(LONGEST_LINE)
            self.endless = not text.endswith(b"\n") and bool(self._file.peek(1))
        return text

    def _next_whole(self) -> bytes:
        """Return the next lines, however long the last of them is."""
        text = self._next()
        return text + self._file.readline() if self.endless else text

    def blocks(self, text: bytes, rows: int) -> Iterator[Block]:
        """Yield the blocks of a text of so many rows that was read last."""
        begin = self._file.tell() - len(text)
        for end, count in _cuts(text, rows):
            yield Block(self._rows + 1, self._lines, begin, begin + end, self._delimiter)
            self._lines, self._rows, begin = self._lines + count, self._rows + count, begin + end

    def lines(self, text: bytes, rows: int) -> Iterator[Lines]:
        """Yield a text of so many rows that was read last."""
        yield Lines(self._rows + 1, self._lines, text, self._delimiter)
        self._lines, self._rows = self._lines + rows, self._rows + rows

    def _rest_one_by_one(self, text: bytes) -> Iterator[list[TableRow]]:
        """Yield all rows from a text on that was read last."""
        self._file.seek(-len(text), io.SEEK_CUR)
        stream = io.TextIOWrapper(self._file, encoding="utf-8", errors="surrogateescape", newline="")
        try:
            reader = csv.reader(chain(stream), delimiter=self._delimiter)
            yield from together(NumberedRows(reader, self._lines, self._rows), TOGETHER)
        finally:
            stream.detach()

    def one_by_one(self, text: bytes) -> Iterator[list[TableRow]]:
        """Yield the rows of a text, some together; where its last row goes on in the next text, that is read too.

        Where its last line is endless, all that follows is read.
        """
        if self.endless:
            yield from self._rest_one_by_one(text)
            return
        lines = _Lines(text, self._next_whole)
        rows = NumberedRows(csv.reader(lines, delimiter=self._delimiter), self._lines, self._rows, lines.all_read)
        yield from together(rows, TOGETHER)
        self._lines, self._rows = self._lines + lines.count, self._rows + rows.count


class _Lines:
    """Lines of text, with those of the next text where more are asked for."""

    def __init__(self, text: bytes, following: Callable[[], bytes]) -> None:
        self._following = following
        self._lines, self._place, self.count = _decoded(text), 0, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.all_read():
            self._lines, self._place = _decoded(self._following()), 0
            if not self._lines:
                raise StopIteration
        self._place, self.count = self._place + 1, self.count + 1
        return self._lines[self._place - 1]

    def all_read(self) -> bool:
        """Say whether the lines of this text have all been given."""
        return self._place == len(self._lines)


def _decoded(text: bytes) -> list[str]:
    return list(io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", errors="surrogateescape", newline=""))
