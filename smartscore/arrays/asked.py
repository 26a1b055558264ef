"""What the cells of a question add to the sums that it is in."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from smartscore.arrays.cells import Cells, CodedColumn, Places
from smartscore.arrays.words import Words
from smartscore.errors import AnswerError
from smartscore.frames.shares import Asked, Sum
from smartscore.frames.sums import total_column
from smartscore.plans.values import MISSING, Value

Whole = npt.NDArray[np.int64]
Totals = dict[str, Whole]
Mask = npt.NDArray[np.bool_] | np.bool_

NEVER: Final = np.bool_(False)

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
        self._tables = self._tables_of([NOT_UNDERSTOOD])
        self._words = Words(self._learn)
        self._codes = KnownCodes((), np.zeros(0, np.bool_), self._tables)

    def add(self, cells: Cells, place: int, totals: Totals) -> Mask:
        """Add what every cell of a column adds; return which cells were not understood."""
        coded = cells.coded(place)
        if coded is not None:
            return self._add_coded(coded, totals)
        if self._words.full:
            self._begin()
        numbers: Places = self._words.numbers(cells.column(place))
        if len(self._shares) > self._tables.shape[1]:
            self._tables = self._tables_of(range(len(self._shares)))
        self._add(self._tables, numbers, totals)
        bad: Mask = numbers == NOT_UNDERSTOOD
        return bad

    def _add_coded(self, column: CodedColumn, totals: Totals) -> Mask:
        if column.texts is not self._codes.texts:
            numbers = [self._learn(text) for text in column.texts]
            bad = np.array([number == NOT_UNDERSTOOD for number in numbers])
            self._codes = KnownCodes(column.texts, bad, self._tables_of(numbers))
        places = column.codes.astype(np.intp)
        self._add(self._codes.tables, places, totals)
        return self._codes.bad.take(places) if self._codes.bad.any() else NEVER

    def _add(self, tables: Whole, numbers: Places, totals: Totals) -> None:
        for name, table in zip(self._names, tables, strict=True):
            totals[name] += table.take(numbers)

    def add_missing(self, totals: Totals) -> None:
        """Add what a question adds that has no column."""
        for name, share in zip(self._names, self._told(MISSING), strict=True):
            totals[name] += share

    def _tables_of(self, numbers: Iterable[int]) -> Whole:
        """Return what each of some numbers adds to every column."""
        shares = [self._shares[number] for number in numbers]
        return np.array(shares, np.int64).reshape(len(shares), len(self._names)).T.copy()

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


class KnownCodes(NamedTuple):
    """What the codes of some texts add to every column, and which of the texts are not understood."""

    texts: tuple[bytes, ...]
    bad: npt.NDArray[np.bool_]
    tables: Whole
