"""Edges that a value reaches or not, compared in whole numbers of the value's own unit."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from smartscore.plans.plan import Pair

MOST_UNITS: Final = 1_000
"""Edges are remembered in so many units; a plan with units has one for each group."""


class Edges(dict[int, tuple[int, ...]]):
    """Numbers in ascending order, as whole numbers of every unit that a value has come in.

    n / unit is at or above an edge where n is at or above the edge x unit, rounded up.
    """

    def __init__(self, edges: Iterable[Pair]) -> None:
        super().__init__()
        self._edges = tuple(edges)

    def __missing__(self, unit: int) -> tuple[int, ...]:
        """Return the edges in a unit that no value has come in before."""
        if len(self) >= MOST_UNITS:
            self.clear()
        found = self[unit] = tuple(-(-edge * unit // scale) for edge, scale in self._edges)
        return found

    def reached(self, x: Pair) -> int:
        """Return how many of the edges a value is at or above."""
        n, unit = x
        return bisect_right(self[unit], n)
