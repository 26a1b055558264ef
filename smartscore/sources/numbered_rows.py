"""The rows of delimited text, numbered as a spreadsheet numbers them: a cell of several lines is in one row."""

import csv
from collections.abc import Callable, Iterator
from typing import Final, Protocol

from smartscore.errors import Fault
from smartscore.sources.table import TableRow

LONGEST_CELL: Final = 1 << 17
"""A longer cell is a quote that was never closed."""


class Reader(Protocol):
    """What `csv.reader` returns; its class has no public name."""

    line_num: int

    def __next__(self) -> list[str]:
        """Return the next row."""


class NumberedRows:
    """Reads rows; `count` says how many so far, with those that are passed over."""

    def __init__(self, reader: Reader, lines: int, rows: int, ended: Callable[[], bool] = lambda: False) -> None:
        """`lines` of text and `rows` stand above the first; it is `ended`, asked after every row, that stops early."""
        csv.field_size_limit(LONGEST_CELL)  # which Python holds for all readers of a process
        self._reader, self._lines, self._rows, self._ended = reader, lines, rows, ended
        self.count = 0

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the rows that hold anything."""
        while True:
            line = self._reader.line_num
            try:
                row = self._row(next(self._reader))
            except StopIteration:
                return
            except csv.Error:
                self.count += 1
                row = TableRow(self._rows + self.count, [], Fault("table.line", {"line": self._lines + line + 1}))
            if row is not None:
                yield row
            if self._ended():
                return

    def _row(self, cells: list[str]) -> TableRow | None:
        """Return a row; None for one of nothing but separators, as Excel leaves behind."""
        self.count += 1
        if not any(map(str.strip, cells)):
            return None
        return TableRow(self._rows + self.count, cells, _undecoded(cells))


def _undecoded(cells: list[str]) -> Fault | None:
    """Return the fault of a row that holds bytes which are no text in the file's encoding."""
    text = "".join(cells)
    if text.isascii():
        return None
    return Fault("table.row_encoding") if any("\udc80" <= sign <= "\udcff" for sign in text) else None
