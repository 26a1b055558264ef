"""The cells of a block of delimited text, found in all rows at once."""

import csv
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from smartscore.arrays.cells import PADDING, Bytes, CellColumn, words_in
from smartscore.sources.blocks import NEAR, NEW_LINE, RETURN, Place
from smartscore.sources.numbered_rows import LONGEST_CELL, NumberedRows
from smartscore.sources.table import TableRow

NOTHING_ABOVE: Final = Place(0, 0)

LONGEST_ROW: Final = LONGEST_CELL
"""A longer row may have a cell that is too long; it is read by itself."""


class DelimitedCells:
    """The cells of rows that end in line feeds; in the text there is neither a quote nor a zero byte."""

    def __init__(self, text: bytes, delimiter: str, width: int, above: Place = NOTHING_ABOVE) -> None:
        """`above` is what stands above the first row in the file."""
        self._delimiter, self._text, self._above = delimiter, text + PADDING, above
        self._words = words_in(self._text)
        signs = np.frombuffer(self._text, np.uint8)
        marks = _marks(signs, ord(delimiter))
        last = np.flatnonzero(signs[marks] == NEW_LINE)
        self._ends = marks[last].astype(np.intp)
        self._begins = np.concatenate((np.zeros(1, np.intp), self._ends[:-1] + 1))
        self.size = len(last)
        counts = np.diff(last, prepend=-1)
        whole = (counts == width) & (self._ends - self._begins < LONGEST_ROW)
        taken = marks if whole.all() else marks[np.repeat(whole, counts)]
        self._bounds = np.ascontiguousarray(taken.reshape(-1, width).T)
        self._bounds[-1] -= signs[self._bounds[-1] - 1] == RETURN
        self.rows = np.flatnonzero(whole)
        self.lines = self.rows + above.rows + 1

    def column(self, place: int) -> CellColumn:
        """Return the cells of a column."""
        begins = self._bounds[place - 1] + np.intp(1) if place else self._begins[self.rows]
        return CellColumn(self._text, self._words, begins, self._bounds[place].astype(np.intp))

    def coded(self, place: int) -> None:  # other cells have codes
        """Return nothing: no column has codes."""

    def others(self, numbers: Sequence[int]) -> Iterator[TableRow | None]:
        """Yield rows as the reader of delimited text reads them."""
        for number in numbers:
            text = self._text[self._begins[number] : self._ends[number] + 1].decode()
            above = (self._above.lines + number, self._above.rows + number)
            yield next(iter(NumberedRows(csv.reader([text], delimiter=self._delimiter), *above)), None)


def _marks(signs: Bytes, delimiter: int) -> npt.NDArray[np.int32]:
    """Return where the delimiters and line feeds stand."""
    found = []
    for begin in range(0, len(signs), NEAR):  # what fits a processor's own memory is looked through much quicker
        near = signs[begin : begin + NEAR]
        here = np.flatnonzero((near == delimiter) | (near == NEW_LINE))
        found.append((here + begin).astype(np.int32))
    return np.concatenate(found)
