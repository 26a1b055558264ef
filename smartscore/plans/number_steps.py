"""The thresholds of a question that asks for a number: which of them a number reaches, in whole numbers."""

from bisect import bisect_right

from smartscore.plans.edges import Edges
from smartscore.plans.plan import Line


class NumberSteps:
    """Which numbers can be true, and how many thresholds one has reached; a number comes as numerator, denominator."""

    def __init__(self, line: Line) -> None:
        low, (high, high_d) = line.valid
        self._turn = 1 if line.rising else -1
        self._low, self._highest = Edges([low]), Edges([(-high, high_d)])
        self._steps = Edges((self._turn * step, d) for step, d in line.steps)

    def valid(self, n: int, d: int) -> bool:
        """Say whether a number can be true."""
        return n >= self._low[d][0] and -n >= self._highest[d][0]

    def reached(self, n: int, d: int) -> int:
        """Return how many thresholds a number has reached."""
        return bisect_right(self._steps[d], self._turn * n)
