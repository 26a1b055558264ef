"""Which plans whole numbers of 63 bits can hold; any other is refused by name, never approximated."""

from fractions import Fraction
from math import lcm
from typing import Final

from smartscore.errors import UsageError
from smartscore.plans.plan import Line, Plan
from smartscore.plans.units import STRAIGHT, Units, units_of

LARGEST: Final = (1 << 63) - 1
MILLIONTHS: Final = 200_000_000
MOST_DIGITS: Final = 15
"""A double tells all decimal numbers of so many digits apart."""
MOST_CRITERIA: Final = LARGEST.bit_length() - 1
"""Which criteria are met are the bits of a whole number; the last is told by the bit above it, which must fit too."""


def checked_units(plan: Plan) -> Units:
    """Return the units of a plan. Raises UsageError where an engine could not score by it exactly."""
    if plan.gated:
        raise UsageError.of("table.gated", id=plan.questionnaire)
    for group in plan.groups:
        if group.rule not in STRAIGHT:
            raise UsageError.of("engine.rule", name=group.id, rule=group.rule)
    for question in plan.questions:
        if question.line is not None and not _comparable(question.line):
            raise UsageError.of("engine.number", name=question.id)
        if question.checklist is not None and len(question.checklist.weights) > MOST_CRITERIA:
            raise UsageError.of("engine.wide", name=question.id)
    units = units_of(plan)
    if units is None or not fits(plan, units):
        raise UsageError.of("engine.wide", name=plan.questionnaire)
    return units


def fits(plan: Plan, units: Units) -> bool:
    """Say whether 63 bits hold every whole number that scoring can come to."""
    straight = all(group.rule in STRAIGHT for group in plan.groups)
    return straight and None not in units.groups and bits(plan, units) <= LARGEST.bit_length()


def bits(plan: Plan, units: Units) -> int:
    """Return how many bits the widest whole number needs that scoring can come to; 1000 where there is no end."""
    widest = units.question
    for group, own in zip(plan.groups, units.groups, strict=True):
        if own is None:
            return 1000
        factor = max(plan.bands.scale, MILLIONTHS + 1)
        widest = max(widest, own.value * factor, own.covered * factor, own.absent * plan.marks.not_applicable[1])
        shares = max(plan.marks.floor[1], plan.marks.provisional[1], 1)
        widest = max(widest, own.common * sum(group.weights), own.covered * shares)
    return max(widest, _compared(plan, units)).bit_length()


def _compared(plan: Plan, units: Units) -> int:
    """Return the unit in which the bounds of the dimensions are compared, to find the weakest; 1 where none is."""
    if plan.marks.slack is None:
        return 1
    found = (units.groups[place] for place in plan.dimensions)
    return lcm(*(own.value for own in found if own is not None))


def _comparable(line: Line) -> bool:
    """Say whether every edge is a decimal that a double holds apart from all others."""
    if line.goalposts is not None:
        return False
    return all(_is_short(Fraction(*edge)) for edge in (*line.valid, *line.steps))


def _is_short(value: Fraction) -> bool:
    scaled = abs(value) * 10**6
    return scaled.denominator == 1 and len(str(scaled.numerator)) <= MOST_DIGITS
