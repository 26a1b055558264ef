"""Groups whose values are added up in whole numbers of their unit: one sum for all that a group's parts tell."""

from collections.abc import Sequence
from typing import NamedTuple

from smartscore.plans.plan import Pair, PlannedGroup
from smartscore.plans.units import GroupUnits, Units
from smartscore.plans.values import ALL, NOTHING, Value, combine


class _Share(NamedTuple):
    """What a part's weight comes to in the group's units, and the part's own units."""

    weight: int
    value: int
    covered: int
    absent: int
    units: GroupUnits


class Adding:
    """Makes the values of one group from sums; only for the rules `mean` and `pooled`.

    What a part tells is one whole number, seven fields of equal width side by side: the weight of what applies, the
    weight of what is known, low, high, central, coverage, and what does not apply. No field can overflow, so that the
    sum of these numbers holds the seven sums, and equal sums are equal values.
    """

    def __init__(self, group: PlannedGroup, units: Units, place: tuple[int, int]) -> None:
        """`place` is the number of questions of the plan, and the group's among its groups."""
        asked, number = place
        own = units.groups[number]
        found = [units.part(position, asked) for position in group.parts]
        parts = [part for part in found if part is not None]
        if own is None or len(parts) < len(found):
            raise AssertionError(group.id)  # only groups with units are added up like this
        self.units, self.divisor = own, own.value // own.common
        self.shares = [_share(w, part, own) for w, part in zip(group.weights, parts, strict=True)]
        whole = sum(group.weights)
        widest = max(whole * own.common, whole * own.covered_common, own.absent)
        self.bits = widest.bit_length()
        self.mask = (1 << self.bits) - 1

    def share(self, number: int, value: Value) -> int:
        """Return what a part (by its place in the group) adds to the sum."""
        part, bits, units = self.shares[number], self.bits, self.shares[number].units
        absent = value.absent
        added = 0 if absent is NOTHING else part.absent * (units.absent if absent is ALL else absent[0])
        coverage, low, high, central = value.coverage, value.low, value.high, value.central
        if coverage is None or low is None or high is None:
            return added << 6 * bits
        if central is not None:
            added = added << bits | part.covered * (units.covered if coverage is ALL else coverage[0])
            added = added << bits | part.value * central[0]
        else:
            added <<= 2 * bits
        added = added << bits | part.value * (units.value if high is ALL else high[0])
        added = added << bits | part.value * low[0]
        return (added << bits | (0 if central is None else part.weight)) << bits | part.weight

    def value(self, total: int) -> Value:
        """Return the group's value from the sum of what its parts add."""
        bits, mask, own = self.bits, self.mask, self.units
        applicable = total & mask
        if not applicable:
            return Value(None, None, None, None, ALL)
        known = (total := total >> bits) & mask
        low = (total := total >> bits) & mask
        high = (total := total >> bits) & mask
        central = (total := total >> bits) & mask
        covered = (total := total >> bits) & mask
        absent = total >> bits
        factor = self.divisor // applicable
        unit = own.value
        lowest = (low * factor, unit)
        return Value(
            _same(lowest, central * (self.divisor // known), unit) if known else None,
            lowest,
            lowest if high == low else (high * factor, unit),
            ALL if covered * factor == own.covered else (covered * factor, own.covered),
            (absent, own.absent) if absent else NOTHING,
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


def _share(weight: int, part: GroupUnits, own: GroupUnits) -> _Share:
    return _Share(
        weight,
        weight * (own.common // part.value),
        weight * (own.covered_common // part.covered),
        weight * (own.absent_common // part.absent),
        part,
    )


def _brought(pair: Pair | None, unit: int) -> Pair | None:
    """Return the same number in a unit; None stays None."""
    return None if pair is None else (pair[0] * (unit // pair[1]), unit)


def _same(pair: Pair, n: int, d: int) -> Pair:
    """Return the pair itself where the number is the same, else a new one."""
    return pair if pair[0] == n else (n, d)
