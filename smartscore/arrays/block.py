"""Scoring a block of a table's rows at once; rows that are not plain are left to whoever reads them one by one."""

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

import numpy as np

from smartscore.arrays.asked import AskedCells, Totals
from smartscore.arrays.cells import Bytes, Cells, Keys, Places
from smartscore.arrays.groups import Groups
from smartscore.arrays.lines import LeftOut
from smartscore.arrays.results import Results
from smartscore.arrays.who import Flags, WhoReader
from smartscore.frames.shares import Asked, Sum, sums_of
from smartscore.frames.sums import total_column
from smartscore.plans.plan import Plan
from smartscore.plans.units import Units
from smartscore.plans.values import Value
from smartscore.sources.columns import Layout
from smartscore.tables.row import Columns

Read = Callable[[int, str], Value]
"""Says what a cell of a question (by position) means, or raises AnswerError."""


class Scored(NamedTuple):
    """The rows of a block that were scored: their numbers in it and in the file, what is written, and who answered.

    What holds rows together has been left out of what is written; `caps` has it.
    """

    rows: Places
    lines: Places
    drawn: Bytes
    keys: Keys
    without_region: Flags
    caps: LeftOut

    def but(self, odd: Flags) -> "Scored":
        """Return the other rows."""
        kept = ~odd
        known = self.rows[kept], self.lines[kept], self.drawn[kept], self.keys[kept], self.without_region[kept]
        return Scored(*known, self.caps.without(kept))


class BlockScorer:
    """Scores blocks of one table by one plan; what its cells have meant is remembered."""

    def __init__(self, plan: Plan, units: Units, layout: Layout, columns: Columns, read: Read) -> None:
        sums = sums_of(plan, units)
        every = list(chain.from_iterable(sums.values()))
        self._names = [total_column(found, number) for found in every for number in range(found.columns)]
        self._asked = [AskedCells(_of(read, n), _sums_with(n, every)) for n in range(len(plan.questions))]
        self._places = [layout.questions.get(question.id) for question in plan.questions]
        self._results, self._who = Results(plan, units, columns), WhoReader(layout.who)
        self._groups = Groups(plan, units, sums, self._results.groups)

    def score(self, cells: Cells, name: str) -> Scored:
        """Score the plain rows of a block of the file `name`."""
        if not len(cells.rows):
            nothing = np.zeros((0, 0), np.uint8), np.zeros(0, np.uint64), np.zeros(0, np.bool_)
            return Scored(cells.rows, cells.lines, *nothing, LeftOut(cells.rows, []))
        totals, odd = self._added(cells)
        found = self._results.of(*self._groups.levelled(totals), len(cells.rows))
        who = self._who.read(cells)
        odd |= who.odd() | found.unknown()
        drawn = found.drawn({"file": name, **who.drawn()}, cells.lines)
        scored = Scored(cells.rows, cells.lines, drawn, who.keys(), who.without_region(), found.caps())
        return scored.but(odd) if odd.any() else scored

    def _added(self, cells: Cells) -> tuple[Totals, Flags]:
        """Return what the cells of every sum add up to, and which rows have cells that are not understood."""
        count = len(cells.rows)
        totals = {name: np.zeros(count, np.int64) for name in self._names}
        odd = np.zeros(count, np.bool_)
        for asked, place in zip(self._asked, self._places, strict=True):
            if place is None:
                asked.add_missing(totals)
            else:
                odd |= asked.add(cells, place, totals)
        return totals, odd


def _of(read: Read, number: int) -> Callable[[str], Value]:
    return lambda text: read(number, text)


def _sums_with(number: int, sums: list[Sum]) -> list[tuple[Sum, Asked]]:
    return [(found, asked) for found in sums for asked in found.asked if asked.number == number]
