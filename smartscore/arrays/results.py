"""The results of a block's rows, drawn as lines of CSV."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from smartscore.arrays import lines
from smartscore.arrays.cells import Bytes, Places
from smartscore.arrays.expressions import Arrays, Column
from smartscore.arrays.groups import Held
from smartscore.arrays.lines import LeftOut
from smartscore.arrays.who import Flags
from smartscore.frames.sums import column
from smartscore.plans.plan import Plan
from smartscore.plans.units import Units
from smartscore.tables.cells import CELLS, csv_text
from smartscore.tables.formats import csv_line
from smartscore.tables.row import Columns


class Results:
    """Makes results of columns; remembers the texts of what holds rows together."""

    def __init__(self, plan: Plan, units: Units, columns: Columns) -> None:
        self.plan, self.units, self.columns = plan, units, columns
        places = {group.id: place for place, group in enumerate(plan.groups)}
        self.groups = [places[name] for name in columns.groups]
        self.whole = len(plan.groups) - 1

    def of(self, arrays: Arrays, held: Held, count: int) -> "BlockResults":
        """Return the results of one block."""
        return BlockResults(self, arrays, held, count)


class BlockResults:
    """The results of one block."""

    def __init__(self, made: Results, arrays: Arrays, held: Held, count: int) -> None:
        self._made, self._arrays, self._held, self._count = made, arrays, held, count

    def unknown(self) -> Flags:
        """Say of which rows nothing is known; perhaps they say nothing at all, which is another matter."""
        found = self._column(self._made.whole, "central").is_null()
        return np.broadcast_to(found.values, (self._count,))

    def drawn(self, known: Mapping[str, Bytes | str], rows: Places) -> Bytes:
        """Return the lines; `known` are the cells that are no results, `rows` the numbers of the rows in the file."""
        whole, count, made = self._made.whole, self._count, self._made
        base, span, unit = made.columns.base, made.columns.span, self._unit(whole)
        cells: dict[str, Bytes] = {
            name: lines.same(_written(cell), count) if isinstance(cell, str) else cell for name, cell in known.items()
        }
        cells |= {name: self._index(whole, value) for name, value in _INDEXES.items()}
        cells["supported"] = lines.same("", count)
        cells["level"] = lines.levels(self._column(whole, "level"), count)
        cells["provisional"] = lines.answers(self._arrays.col("provisional"), count)
        cells["certain_level"] = lines.levels(self._column(whole, "certain"), count)
        covered = self._column(whole, "covered")
        cells["coverage"] = lines.millionths(_rounded(covered, lines.MILLION, self._unit(whole, "covered")), count)
        native = self._column(whole, "central") * span + base * unit
        cells["native"] = lines.millionths(_rounded(native, lines.MILLION, unit), count)
        cells["caps"] = lines.left_out(self._capped())
        cells["row"] = lines.numbers(rows)
        return lines.joined([*(cells[name] for name in CELLS), *(self._index(n, "central") for n in made.groups)])

    def _column(self, group: int, name: str) -> Column:
        return self._arrays.col(column(group, name))

    def _unit(self, group: int, name: str = "value") -> int:
        unit: int = getattr(self._made.units.groups[group], name)
        return unit

    def _index(self, group: int, name: str) -> Bytes:
        rounded = _rounded(self._column(group, name), 100 * lines.MILLION, self._unit(group))
        return lines.millionths(rounded, self._count)

    def _capped(self) -> Flags:
        """Say which rows something holds."""
        held: Flags = np.zeros(self._count, np.bool_)
        for found in self._held.values():
            held |= found.true()
        return held

    def caps(self) -> LeftOut:
        """Return what holds each row that something holds; few do, and rows that the same holds have the same text."""
        rows: Places = np.flatnonzero(self._capped())
        if not rows.size:
            return LeftOut(rows, [])
        flags = [np.broadcast_to(found.true(), (self._count,))[rows] for found in self._held.values()]
        packed = np.ascontiguousarray(np.packbits(np.array(flags), axis=0).T)
        kinds = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
        _, first, which = np.unique(kinds, return_index=True, return_inverse=True)
        texts = [self._cap_text([bool(flag[row]) for flag in flags]) for row in first.tolist()]
        return LeftOut(rows, [texts[kind] for kind in which.tolist()])

    def _cap_text(self, holds: list[bool]) -> str:
        return csv_text(" ".join(f"{node}:{at}" for (at, _, node), held in zip(self._held, holds, strict=True) if held))


_INDEXES: Final = {"index": "central", "low": "low", "high": "high"}


def _rounded(value: Column, factor: int, unit: int) -> Column:
    """Return value x factor / unit, half up."""
    return Column((np.asarray(value.values) * (2 * factor) + unit) // (2 * unit), value.there)


def _written(text: str) -> str:
    """Return a text as a cell of CSV, in quotes where it needs them."""
    return csv_line([csv_text(text)]).removesuffix("\n")
