"""Common denominators: in which unit every possible value of a question or group is a whole number.

Where there is one, adding up needs neither fractions nor the search for a denominator, and it is known beforehand how
wide the whole numbers get: that decides which engines can hold them exactly.
"""

from math import lcm
from typing import Final, NamedTuple

from smartscore.plans.plan import Plan, PlannedGroup, PlannedQuestion

MOST_SUMS: Final = 4096
"""Weights with more different sums than this have no common denominator worth having."""

WIDEST: Final = 1 << 256
"""Nor has a group whose unit would be wider than this."""

STRAIGHT: Final = ("mean", "pooled", "minimum")
"""The rules whose results are whole numbers of some unit; a harmonic or geometric mean's are not."""


class GroupUnits(NamedTuple):
    """The units of a group: of its values, its coverage and the share that does not apply.

    `common`, `covered_common` and `absent_common` are the units to which its parts are brought first.
    """

    value: int
    covered: int
    absent: int
    common: int
    covered_common: int
    absent_common: int


class Units(NamedTuple):
    """The unit of all questions, and those of every group; None for a group that has none."""

    question: int
    groups: tuple[GroupUnits | None, ...]

    def part(self, position: int, asked: int) -> GroupUnits | None:
        """Return the units of a part of a group: a question's (positions below `asked`) or a group's."""
        if position < asked:
            return GroupUnits(self.question, 1, 1, 1, 1, 1)
        return self.groups[position - asked]


def units_of(plan: Plan, question: int = 1) -> Units | None:
    """Return the units of a plan; None where a question can have any value at all.

    The questions' unit is a multiple of `question`.
    """
    denominators = [_denominator(asked) for asked in plan.questions]
    known = [d for d in denominators if d is not None]
    if len(known) < len(denominators):
        return None
    units = Units(lcm(question, *known), ())
    for group in plan.groups:
        units = Units(units.question, (*units.groups, _group(group, units, len(plan.questions))))
    return units


def _denominator(question: PlannedQuestion) -> int | None:
    """Return the common denominator of all values of a question; None where goalposts make any value possible."""
    if question.line is not None and question.line.goalposts is not None:
        return None
    points = [*question.table.values(), *(question.line.reached if question.line else ())]
    points += [question.waiting] if question.waiting else []
    weights = sum(question.checklist.weights.values()) if question.checklist else 1
    return lcm(weights, *(d for _, d, _ in points))


def _group(group: PlannedGroup, units: Units, asked: int) -> GroupUnits | None:
    parts = [units.part(position, asked) for position in group.parts]
    found = [part for part in parts if part is not None]
    sums = _sums(group.weights)
    if group.rule not in STRAIGHT or len(found) < len(parts) or sums is None or not found:
        return None
    common, covered, absent = (
        lcm(*(part.value for part in found)),
        lcm(*(part.covered for part in found)),
        lcm(*(part.absent for part in found)),
    )
    divisor = lcm(*sums)
    value = common if group.rule == "minimum" else common * divisor
    made = GroupUnits(value, covered * divisor, absent * sum(group.weights), common, covered, absent)
    return made if max(made.value, made.covered) < WIDEST else None


def _sums(weights: tuple[int, ...]) -> set[int] | None:
    """Return every sum that some of the weights can have; None where there are too many."""
    sums = {0}
    for weight in weights:
        sums |= {weight + other for other in sums}
        if len(sums) > MOST_SUMS:
            return None
    return sums - {0}
