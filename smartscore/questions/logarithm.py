"""The position of a number on a logarithmic line: irrational, so computed with 50 digits and rounded to 12 decimals."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Final

from smartscore.exact import MAX_PLACES, round_half_up

PRECISE: Final = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""Fifty digits: far more than the twelve decimals that are kept."""


def logarithm(value: Fraction) -> Decimal:
    """Return the natural logarithm of a positive number, with 50 digits."""
    return PRECISE.ln(PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator)))


def log_position(value: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    """Return ln(value / worst) / ln(best / worst), rounded half up to 12 decimals; exact at the goalposts."""
    if value in (worst, best):
        return Fraction(int(value == best))
    position = PRECISE.divide(logarithm(value / worst), logarithm(best / worst))
    return min(max(round_half_up(Fraction(position), MAX_PLACES), Fraction(0)), Fraction(1))
