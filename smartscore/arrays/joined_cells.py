"""The cells of rows that have been read one by one, put together again to be scored at once."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from smartscore.arrays.cells import CellColumn
from smartscore.arrays.delimited_cells import DelimitedCells
from smartscore.sources.table import TableRow

BETWEEN: Final = "\x1f"
"""Stands between cells; rows with cells that hold it, or a line feed, are left as they are."""


class JoinedCells:
    """The cells of rows; those with a fault, or as many cells as the head has not, are no part of it."""

    def __init__(self, rows: Sequence[TableRow], width: int) -> None:
        self._all = rows
        texts = [_joined(row, width) for row in rows]
        taken = [number for number, text in enumerate(texts) if text is not None]
        whole = b"".join([text for text in texts if text is not None])
        self._cells = DelimitedCells(whole, BETWEEN, width) if taken else None
        self.size, self.rows = len(rows), np.array(taken, np.intp)
        self.lines = np.array([rows[number].line for number in taken], np.intp)

    def column(self, place: int) -> CellColumn:
        """Return the cells of a column."""
        if self._cells is None:
            raise AssertionError(place)  # nobody asks where there are no rows
        return self._cells.column(place)

    def coded(self, place: int) -> None:  # other cells have codes
        """Return nothing: no column has codes."""

    def others(self, numbers: Sequence[int]) -> Iterator[TableRow | None]:
        """Yield rows as they were read."""
        return (self._all[number] for number in numbers)


def _joined(row: TableRow, width: int) -> bytes | None:
    """Return a row as a line; None where that would not show where its cells end."""
    if row.fault is not None or len(row.cells) != width:
        return None
    text = BETWEEN.join(row.cells)
    if text.count(BETWEEN) != width - 1 or "\n" in text or "\0" in text:
        return None
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError:
        return None
