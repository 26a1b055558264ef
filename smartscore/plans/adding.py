"""Groups whose values are added up in whole numbers of their unit: one sum for all that a group's parts tell."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from smartscore.plans.plan import Pair, Plan, PlannedGroup
from smartscore.plans.units import GroupUnits, Units
from smartscore.plans.values import ALL, NOTHING, Value, combine


class _Share(NamedTuple):
    """What a part adds for each unit of its values, each at the field's place, and the part's own units.

    `applies` and `known` are its weight.
    """

    applies: int
    known: int
    low: int
    high: int
    central: int
    covered: int
    absent: int
    units: GroupUnits


FIELDS: Final = ("applicable", "known", "low", "high", "central", "covered", "absent")
"""What parts tell a sum: the weight of what applies and of what is known, the values, coverage, what does not apply."""


class Adding:
    """Makes the values of one group from sums; only for the rules `mean` and `pooled`.

    What a part tells is one whole number: the `FIELDS` side by side, the first in the lowest bits. No field can
    overflow, so that the sum of these numbers holds the seven sums, and equal sums are equal values.
    """

    def __init__(self, own: GroupUnits, weights: Sequence[int], parts: Sequence[GroupUnits]) -> None:
        """`own` are the group's units, `parts` those of its parts."""
        self.units, self.divisor = own, own.value // own.common
        whole = sum(weights)
        value, covered = (whole * unit for unit in (own.common, own.covered_common))
        highest = (whole, whole, value, value, value, covered, own.absent)
        self.widths = [number.bit_length() for number in highest]
        self.places = tuple(accumulate(self.widths[:-1], initial=0))
        self._masks = tuple([(1 << width) - 1 for width in self.widths])
        self._shares = [self._share(w, part) for w, part in zip(weights, parts, strict=True)]

    @classmethod
    def of(cls, plan: Plan, units: Units, number: int) -> "Adding":
        """Return what adds up a group of a plan that has units."""
        group, own = plan.groups[number], units.groups[number]
        found = [units.part(position, len(plan.questions)) for position in group.parts]
        parts = [part for part in found if part is not None]
        if own is None or len(parts) < len(found):
            raise AssertionError(group.id)  # only groups with units are added up like this
        return cls(own, group.weights, parts)

    def share(self, number: int, value: Value) -> int:
        """Return what a part (by its place in the group) adds to the sum."""
        applies, known, lows, highs, centrals, coverages, absences, units = self._shares[number]
        absent, coverage, low, high, central = value.absent, value.coverage, value.low, value.high, value.central
        added = 0 if absent is NOTHING else absences * (units.absent if absent is ALL else absent[0])
        if coverage is None or low is None or high is None:
            return added
        added += applies + lows * low[0] + highs * (units.value if high is ALL else high[0])
        if central is not None:
            added += known + centrals * central[0] + coverages * (units.covered if coverage is ALL else coverage[0])
        return added

    def value(self, total: int) -> Value:
        """Return the group's value from the sum of what its parts add."""
        _, known_at, low_at, high_at, central_at, covered_at, absent_at = self.places
        weights, known_weights, lows, highs, centrals, coverages, absences = self._masks
        applicable, absent = total & weights, total >> absent_at & absences
        if not applicable:
            return Value(None, None, None, None, ALL)
        unit, all_covered, all_absent, _, _, _ = self.units
        factor = self.divisor // applicable
        low, high, covered = total >> low_at & lows, total >> high_at & highs, total >> covered_at & coverages
        lowest, known = (low * factor, unit), total >> known_at & known_weights
        central = (total >> central_at & centrals) * (self.divisor // known) if known else None
        return Value(
            None if central is None else lowest if central == lowest[0] else (central, unit),
            lowest,
            lowest if high == low else (high * factor, unit),
            ALL if covered * factor == all_covered else (covered * factor, all_covered),
            (absent, all_absent) if absent else NOTHING,
        )

    def _share(self, weight: int, part: GroupUnits) -> _Share:
        own = self.units
        value = weight * (own.common // part.value)
        covered, absent = weight * (own.covered_common // part.covered), weight * (own.absent_common // part.absent)
        known_at, low_at, high_at, central_at, covered_at, absent_at = self.places[1:]
        return _Share(
            weight,
            weight << known_at,
            value << low_at,
            value << high_at,
            value << central_at,
            covered << covered_at,
            absent << absent_at,
            part,
        )


class Lowest:
    """Makes the value of a group whose rule is `minimum`, in its unit."""

    def __init__(self, group: PlannedGroup, own: GroupUnits) -> None:
        self.group, self.units = group, own

    def combine(self, parts: Sequence[Value]) -> Value:
        """Make a group's value from its parts', as `combine` does."""
        value, own = combine(self.group, parts), self.units
        if value.coverage is None:
            return Value(None, None, None, None, ALL)
        low = _brought(value.low, own.value)
        return Value(
            central=low if value.central is value.low else _brought(value.central, own.value),
            low=low,
            high=low if value.high is value.low else _brought(value.high, own.value),
            coverage=value.coverage if value.coverage is ALL else _brought(value.coverage, own.covered),
            absent=value.absent if value.absent is NOTHING else (_brought(value.absent, own.absent) or NOTHING),
        )


def _brought(pair: Pair | None, unit: int) -> Pair | None:
    """Return the same number in a unit; None stays None."""
    return None if pair is None else (pair[0] * (unit // pair[1]), unit)
