"""How a group's value is made from its children's values: every rule of the questionnaires, exact.

All functions take pairs of weight and value; values lie in [0, 1], weights are positive, at least one pair is given.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from smartscore.exact import MAX_PLACES, round_half_up, weighted_mean
from smartscore.questionnaire import Rule, Tier
from smartscore.questions.logarithm import PRECISE, logarithm

Weighted = tuple[Fraction, Fraction]
"""A weight and a value."""

Aggregation = Callable[[Sequence[Weighted], Tier], Fraction]


def mean(parts: Sequence[Weighted], tier: Tier) -> Fraction:
    """Return the weighted mean: sum of w x over sum of w. Exact."""
    return weighted_mean(parts)


def minimum(parts: Sequence[Weighted], tier: Tier) -> Fraction:
    """Return the worst value; weights do not matter. Exact."""
    return min(x for _, x in parts)


def harmonic(parts: Sequence[Weighted], tier: Tier) -> Fraction:
    """Return the weighted harmonic mean, taken on the tier's scale [a, b] and mapped back. Exact.

    A value that is 0 on that scale makes the mean 0; nothing divides by it.
    """
    a, b = _scale(tier)
    on_scale = [(w, a + x * (b - a)) for w, x in parts]
    if any(y == 0 for _, y in on_scale):
        return Fraction(0)
    result = sum(w for w, _ in parts) / sum((w / y for w, y in on_scale), Fraction(0))
    return (result - a) / (b - a)


def geometric(parts: Sequence[Weighted], tier: Tier) -> Fraction:
    """Return the weighted geometric mean, taken on the tier's scale [a, b] and mapped back.

    Equal values give that value, exactly. Otherwise the result is irrational: it is computed with 50 digits and rounded
    half up to 12 decimals, and never lies outside its values. A value that is 0 on the scale makes the mean 0.
    """
    a, b = _scale(tier)
    values = [x for _, x in parts]
    if min(values) == max(values):
        return values[0]
    if a + min(values) * (b - a) == 0:
        return Fraction(0)
    total = sum(w for w, _ in parts)
    exponent = Decimal(0)
    for share, x in sorted((w / total, x) for w, x in parts):  # one order, so that the last digit cannot depend on it
        part = PRECISE.divide(Decimal(share.numerator), Decimal(share.denominator))
        exponent = PRECISE.add(exponent, PRECISE.multiply(part, logarithm(a + x * (b - a))))
    result = (Fraction(PRECISE.exp(exponent)) - a) / (b - a)
    return min(max(round_half_up(result, MAX_PLACES), min(values)), max(values))


AGGREGATIONS: Final[dict[Rule, Aggregation]] = {
    Rule.MEAN: mean,
    Rule.POOLED: mean,
    Rule.MINIMUM: minimum,
    Rule.HARMONIC: harmonic,
    Rule.GEOMETRIC: geometric,
}
"""What each rule does. `pooled` is the mean too, but of all questions below instead of the children."""


def _scale(tier: Tier) -> tuple[Fraction, Fraction]:
    if tier.on is None:
        raise AssertionError(tier.id)  # the questionnaire's validation has seen to it
    return tier.on
