"""Exact numbers: reading them from text, rounding them half up, showing them without crossing an edge."""

import re
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from math import lcm
from typing import Final

MAX_DIGITS: Final = 30
"""A number with more digits (or a larger exponent) than this is refused where files are read."""

LONGEST_TEXT: Final = 1000
"""No number is read from longer text; results of harmonic means have long numerators and denominators."""

MAX_PLACES: Final = 12
"""No number is shown with more decimals than this; geometric means carry no more."""

HUNDRED: Final = Fraction(100)

NUMBER_PATTERN: Final = r"^-?[0-9]+((\.[0-9]+)?( ?%)?|/[0-9]+)$"
"""What a number in text looks like; the JSON Schemas say the same."""


def to_fraction(value: object) -> Fraction:
    """Return the exact value of an int, a Decimal, a Fraction, or text such as "2/3", "0.85" or "85%".

    Raises ValueError for anything else. A binary float is refused: it would not be the number that was written.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction | str):
        raise ValueError(value)  # noqa: TRY004  # one error for everything that is no number
    if isinstance(value, str):
        text = value.strip()
        if len(text) > LONGEST_TEXT or not re.match(NUMBER_PATTERN, text, re.ASCII):
            raise ValueError(value)
        return Fraction(text[:-1]) / HUNDRED if text.endswith("%") else Fraction(text)
    return Fraction(value)


def weighted_mean(parts: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return sum of w x over sum of w, exactly, of pairs of weight (positive) and value; there is at least one.

    Added up over common denominators: to add fraction by fraction takes several times as long.
    """
    weight_unit = lcm(*(w.denominator for w, _ in parts))
    unit = lcm(*(x.denominator for _, x in parts))
    weights = [w.numerator * (weight_unit // w.denominator) for w, _ in parts]
    total = sum(w * x.numerator * (unit // x.denominator) for w, (_, x) in zip(weights, parts, strict=True))
    return Fraction(total, sum(weights) * unit)


def round_half_up(value: Fraction, places: int) -> Fraction:
    """Round to a number of decimals; a half goes up."""
    return Fraction(_scaled(value, places), 10**places)


def _scaled(value: Fraction, places: int) -> int:
    """Return how many of the last decimal a number has; a half goes up."""
    ten: int = 10**places
    return (2 * value.numerator * ten + value.denominator) // (2 * value.denominator)


def decimal_text(value: Fraction, places: int) -> str:
    """Write a number with exactly this many decimals and a point, rounded half up."""
    scaled = _scaled(value, places)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def places_below(value: Fraction, places: int, edges: Iterable[Fraction], behind: Iterable[Fraction] = ()) -> int:
    """Return how many decimals show the number without reaching an edge that it does not reach.

    79.996 with two decimals would read 80.00; with an edge at 80 it needs three. Edges `behind` are those that the
    number has to be seen to exceed: with 20 among them, 20.04 needs two decimals.
    """
    ahead = [edge for edge in edges if edge > value]
    passed = [edge for edge in behind if edge < value]
    shown = round_half_up(value, places)
    while any(shown >= edge for edge in ahead) or any(shown <= edge for edge in passed):
        places += 1
        shown = round_half_up(value, places)
    return places


def shortest(value: Decimal) -> Decimal:
    """Return the same number without zeros at its end, and with all its other digits."""
    return Context(prec=len(value.as_tuple().digits)).normalize(value)


def plain_text(value: Fraction) -> str:
    """Write a number as briefly as it is exact: 3, 0.25, or 2/3 where no short decimal equals it."""
    for places in range(MAX_PLACES + 1):
        if 10**places % value.denominator == 0:
            return decimal_text(value, places)
    return f"{value.numerator}/{value.denominator}"
