"""One object for every value that answers can have, so that equal answers are recognised at once."""

from typing import Final

from smartscore.plans.plan import Point
from smartscore.plans.values import Value, counted, known

MOST_STORED: Final = 100_000
"""Numbers can take any number of values; older ones are forgotten beyond this."""


class ValueStore:
    """Gives the same object for the same value."""

    def __init__(self) -> None:
        self._known: dict[Point, Value] = {}
        self._counted: dict[Point, Value] = {}

    def known(self, point: Point) -> Value:
        """Return the value of an answer."""
        value = self._known.get(point)
        if value is None:
            if len(self._known) >= MOST_STORED:
                self._known.clear()
            value = self._known[point] = known(point)
        return value

    def counted(self, point: Point) -> Value:
        """Return the value of a waiting answer that counts."""
        return self._counted.setdefault(point, counted(point))
