"""The thresholds of a question that asks for a number: which of them a number reaches, in whole numbers."""

from bisect import bisect_right
from typing import NamedTuple

from smartscore.plans.plan import Line


class Steps(NamedTuple):
    """The smallest and the largest number that can be true, and the thresholds in ascending order."""

    lowest: int
    highest: int
    thresholds: tuple[int, ...]


class NumberSteps(dict[int, Steps]):
    """What numbers are compared with, as whole numbers of every unit that they come in; falling ones are turned."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._valid, self._steps, self._turn = line.valid, line.steps, 1 if line.rising else -1

    def __missing__(self, d: int) -> Steps:
        """Return them for a denominator that no number has come in before."""
        (low, low_d), (high, high_d) = self._valid
        thresholds = tuple([-(-self._turn * step * d // step_d) for step, step_d in self._steps])
        found = self[d] = Steps(-(-low * d // low_d), high * d // high_d, thresholds)
        return found

    def reached(self, n: int, d: int) -> int | None:
        """Return how many thresholds a number n / d has reached; None for one that cannot be true."""
        lowest, highest, thresholds = self[d]
        return bisect_right(thresholds, self._turn * n) if lowest <= n <= highest else None
