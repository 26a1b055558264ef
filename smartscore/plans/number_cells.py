"""Numbers in cells, and the value that each has for its question."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from smartscore.errors import AnswerError, Fault
from smartscore.exact import MAX_DIGITS
from smartscore.plans.number_steps import NumberSteps
from smartscore.plans.plan import Line, Pair, Point

_NUMBER: Final = re.compile(r"(-?[0-9]+)(?:([.,])([0-9]+))?")
_GROUPED: Final = r"-?[1-9][0-9]{0,2}"
GROUP: Final = 3
"""So many digits stand behind a sign for thousands."""

MOST_REMEMBERED: Final = 10_000
"""So many texts of numbers are remembered, whatever question they answer."""


class _Written(NamedTuple):
    """A number as it was written; `grouped` is a sign in it that could be one for thousands, else empty."""

    n: int
    d: int
    grouped: str


class NumberCells:
    """Reads the cells of one question that asks for a number.

    `decimal` is the file's own decimal sign: text that could be thousands by it is refused and not guessed.
    """

    def __init__(self, line: Line, decimal: str) -> None:
        self._line, self._decimal, self._steps = line, decimal, NumberSteps(line)

    def point(self, text: str) -> Point:
        """Return the value of what a cell says. Raises AnswerError where it cannot be understood."""
        line = self._line
        n, d, grouped = _written(text, line.unit)
        if grouped and grouped != self._decimal:
            raise AnswerError([Fault("cell.thousands", {"value": text})])
        reached = self._steps.reached(n, d)
        if reached is None:
            low, high = line.valid
            params = {"low": Fraction(*low), "high": Fraction(*high), "unit": line.unit}
            raise AnswerError([Fault("answer.number_range", {"value": Fraction(n, d), **params})])
        if line.goalposts is None:
            return line.reached[reached]
        x = _between(line, Fraction(n, d), line.goalposts)
        return x.numerator, x.denominator, line.minimum is None or x >= Fraction(*line.minimum)


def number_in(text: str, unit: str) -> Fraction:
    """Return the number in a cell that was understood. Raises AnswerError where there is none."""
    found = _written(text, unit)
    return Fraction(found.n, found.d)


def _written(text: str, unit: str) -> _Written:
    found = _read(text.removesuffix(unit).strip())
    if found is None:
        raise AnswerError([Fault("answer.number_type", {"value": text, "unit": unit})])
    return found


@lru_cache(MOST_REMEMBERED)
def _read(plain: str) -> _Written | None:
    """Return a number that stands alone; None for anything else."""
    found = _NUMBER.fullmatch(plain)
    if not found or len(plain) > MAX_DIGITS:
        return None
    whole, sign, decimals = found[1], found[2] or "", found[3] or ""
    thousands = len(decimals) == GROUP and re.fullmatch(_GROUPED, whole)
    return _Written(int(whole + decimals), 10 ** len(decimals), sign if thousands else "")


def _between(line: Line, value: Fraction, posts: tuple[Pair, Pair]) -> Fraction:
    worst, best = Fraction(*posts[0]), Fraction(*posts[1])
    inside = min(max(value, min(worst, best)), max(worst, best))
    if line.logarithmic:
        from smartscore.questions.logarithm import log_position  # noqa: PLC0415  # few questions have such a line

        return log_position(inside, worst, best)
    return (inside - worst) / (best - worst)
