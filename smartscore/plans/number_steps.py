"""The thresholds of a question that asks for a number: which of them a number reaches, in whole numbers."""

from smartscore.plans.edges import Edges
from smartscore.plans.plan import Line


class NumberSteps:
    """Which numbers can be true, and how many thresholds one has reached; a number comes as numerator, denominator."""

    def __init__(self, line: Line) -> None:
        self._low, self._high = line.valid
        self._turn = 1 if line.rising else -1
        self._steps = Edges((self._turn * step, d) for step, d in line.steps)

    def valid(self, n: int, d: int) -> bool:
        """Say whether a number can be true."""
        (low, low_d), (high, high_d) = self._low, self._high
        return n * low_d >= low * d and n * high_d <= high * d

    def reached(self, n: int, d: int) -> int:
        """Return how many thresholds a number has reached."""
        return self._steps.reached((self._turn * n, d))
