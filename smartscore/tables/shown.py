"""Numbers as tables show them: with few decimals, and more where rounding would seem to reach an edge."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from smartscore.language import Language
from smartscore.plans.edges import Edges
from smartscore.plans.plan import Pair

HUNDRED: Final = 100


class Shown:
    """Writes 100 x in a language, as `Language.number` does, in whole numbers; a table has thousands of them.

    `edges` are edges of x, in ascending order.
    """

    def __init__(self, words: Language, places: int, edges: Iterable[Fraction]) -> None:
        self._words, self._places, self._edges = words, places, tuple(edges)
        self._unit, self._tens = HUNDRED * 10**places, 10**places
        self._reached = Edges((edge.numerator, edge.denominator) for edge in self._edges).reached

    def text(self, x: Pair) -> str:
        """Return the number as text."""
        n, d = x
        units = (2 * self._unit * n + d) // (2 * d)
        if self._reached((units, self._unit)) > self._reached(x):
            return self._words.number(Fraction(HUNDRED * n, d), self._places, tuple(HUNDRED * e for e in self._edges))
        whole, rest = divmod(units, self._tens)
        return self._words.signs(f"{whole}.{rest:0{self._places}}") if self._places else str(whole)
