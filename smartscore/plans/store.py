"""One object for every value that answers can have, so that equal answers are recognised at once."""

from typing import Final

from smartscore.plans.plan import Point
from smartscore.plans.values import Value, counted, known

MOST_STORED: Final = 100_000
"""Numbers can take any number of values; older ones are forgotten beyond this."""


class ValueStore:
    """Gives the same object for the same value; in a plan's unit where there is one."""

    def __init__(self, unit: int | None = None) -> None:
        self.unit = unit
        self._known: dict[Point, Value] = {}
        self._counted: dict[Point, Value] = {}

    def known(self, point: Point) -> Value:
        """Return the value of an answer."""
        value = self._known.get(point)
        if value is None:
            if len(self._known) >= MOST_STORED:
                self._known.clear()
            value = self._known[point] = known(self._in_unit(point))
        return value

    def counted(self, point: Point) -> Value:
        """Return the value of a waiting answer that counts."""
        value = self._counted.get(point)
        if value is None:
            value = self._counted[point] = counted(self._in_unit(point))
        return value

    def _in_unit(self, point: Point) -> Point:
        n, d, met = point
        return point if self.unit is None else (n * (self.unit // d), self.unit, met)
