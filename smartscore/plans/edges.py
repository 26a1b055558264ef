"""Edges that a value reaches or not, compared in whole numbers of the value's own unit."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from smartscore.plans.plan import Pair

MOST_UNITS: Final = 1_000
"""Edges are remembered in so many units; a plan with units has one for each group."""


class Edges:
    """Numbers in ascending order, as whole numbers of any unit that a value comes in.

    n / unit is at or above an edge where n is at or above the edge x unit, rounded up.
    """

    def __init__(self, edges: Iterable[Pair]) -> None:
        self._edges = tuple(edges)
        self._in_unit: dict[int, tuple[int, ...]] = {}

    def reached(self, x: Pair) -> int:
        """Return how many of the edges a value is at or above."""
        n, unit = x
        edges = self._in_unit.get(unit)
        if edges is None:
            if len(self._in_unit) >= MOST_UNITS:
                self._in_unit.clear()
            edges = self._in_unit[unit] = tuple(-(-edge * unit // scale) for edge, scale in self._edges)
        return bisect_right(edges, n)
