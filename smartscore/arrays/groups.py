"""From what the cells of a block add up to, to the values and levels of its rows, by the rules of frames."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from smartscore.arrays.asked import Totals, Whole
from smartscore.arrays.expressions import LEVEL, Arrays, Column, unless_all
from smartscore.frames.levels import Caps, Grounds, Hold, binding, levelled
from smartscore.frames.shares import Field, Sum
from smartscore.frames.sums import Sums, column, field_column, total_column
from smartscore.plans.plan import Plan
from smartscore.plans.units import Units

MOST_WEIGHT: Final = 4_096
"""What is divided by more is not looked up."""

Held = dict[tuple[int, str, str], Column]
"""Where the whole is held, by level, kind and node of what holds it."""


class Groups:
    """Makes the columns of groups and levels."""

    def __init__(self, plan: Plan, units: Units, sums: dict[int, list[Sum]], shown: Sequence[int]) -> None:
        """`shown` are the groups whose index is wanted, besides that of the whole."""
        self._sums, self._shown = sums, [column(number, "central") for number in shown]
        self._plan, self._units = plan, units

    def levelled(self, totals: Totals) -> tuple[Arrays, Held]:
        """Return every group's columns, and where the whole is held, by what holds it, strictest first."""
        arrays = Arrays()
        grounds = Grounds(arrays, self._plan, self._units, small=LEVEL.type)
        held: Held = {}
        self._unpack(arrays, totals)
        made = ArraySums(arrays, grounds.plan, grounds.units, self._sums)
        arrays.keep(made.parts_of_minimums())
        for depth in sorted({group.depth for group in grounds.plan.groups}, reverse=True):
            for columns in made.storey(depth):
                arrays.keep(columns)
            arrays.keep_only([*made.needed_above(depth), *(name for name in self._shown if name in arrays.columns)])
        levelled(grounds, arrays, _into(held))
        return arrays, held

    def _unpack(self, arrays: Arrays, totals: Totals) -> None:
        """Take apart what is packed in sums."""
        for several in self._sums.values():
            for found in several:
                tops = {field.column: field for field in sorted(found.fields.values(), key=_place)}
                for name, field in found.fields.items():
                    packed = totals[total_column(found, field.column)]
                    if field.place:
                        packed = packed >> field.place
                    if field != tops[field.column]:  # nothing stands above the last
                        packed = packed & ((1 << field.width) - 1)
                    arrays.columns[field_column(found, name)] = Column(packed)


def _place(field: Field) -> int:
    return field.place


class ArraySums(Sums):
    """Makes the columns of groups; divides by looking up what was divided before."""

    def factor(self, weights: Column, divisor: int) -> Column:
        """Return divisor / weights, null where there are none; it comes out even."""
        highest = int(weights.values.max())
        if highest > MOST_WEIGHT:
            divided: Column = super().factor(weights, divisor)
            return divided
        there = weights.values > 0
        return Column(_quotients(divisor, highest).take(weights.values), unless_all(there))


@lru_cache(maxsize=1024)
def _quotients(divisor: int, highest: int) -> Whole:
    """Return divisor / weight for every weight up to the highest; 0 for none."""
    return np.array([0, *(divisor // weight for weight in range(1, highest + 1))], np.int64)


def _into(held: Held) -> Caps:
    """Return what keeps what holds the whole in `held`."""

    def kept(grounds: Grounds, holds: list[Hold]) -> list[Column]:
        held.update(binding(grounds, holds))
        return []

    return kept
