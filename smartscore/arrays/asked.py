"""What the cells of a question add to the sums that it is in."""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from smartscore.arrays.cells import Cells, Places
from smartscore.arrays.words import Words
from smartscore.errors import AnswerError
from smartscore.frames.shares import Asked, Sum
from smartscore.frames.sums import total_column
from smartscore.plans.values import MISSING, Value

Whole = npt.NDArray[np.int64]
Totals = dict[str, Whole]

NOT_UNDERSTOOD: Final = 0
"""The number of all texts that say nothing known."""


class AskedCells:
    """Adds up the cells of one question."""

    def __init__(self, read: Callable[[str], Value], sums: list[tuple[Sum, Asked]]) -> None:
        """`read` says what a cell means, or raises AnswerError; `sums` are those that the question is in."""
        self._read, self._sums = read, sums
        self._names = [total_column(found, column) for found, _ in sums for column in range(found.columns)]
        self._begin()

    def _begin(self) -> None:
        self._shares: list[list[int]] = [[0] * len(self._names)]
        self._known: dict[Value, int] = {}
        self._tables = np.zeros((len(self._names), 1), np.int64)
        self._words = Words(self._learn)

    def add(self, cells: Cells, place: int, totals: Totals) -> npt.NDArray[np.bool_]:
        """Add what every cell of a column adds; return which cells were not understood."""
        if self._words.full:
            self._begin()
        numbers: Places = self._words.numbers(cells.column(place))
        if len(self._shares) > self._tables.shape[1]:
            self._tables = np.array(self._shares, np.int64).T.copy()
        for name, table in zip(self._names, self._tables, strict=True):
            totals[name] += table.take(numbers)
        bad: npt.NDArray[np.bool_] = numbers == NOT_UNDERSTOOD
        return bad

    def add_missing(self, totals: Totals) -> None:
        """Add what a question adds that has no column."""
        for name, share in zip(self._names, self._told(MISSING), strict=True):
            totals[name] += share

    def _learn(self, text: bytes) -> int:
        try:
            value = self._read(text.decode())
        except AnswerError:
            return NOT_UNDERSTOOD
        if value not in self._known:
            self._known[value] = len(self._shares)
            self._shares.append(self._told(value))
        return self._known[value]

    def _told(self, value: Value) -> list[int]:
        return [share for found, asked in self._sums for share in found.shares(asked, value)]
