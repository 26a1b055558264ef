"""Values in whole numbers, and how a group's value is made from its parts'."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from smartscore.plans.plan import Pair, PlannedGroup, Point
from smartscore.plans.units import GroupUnits, Units

NOTHING: Final[Pair] = (0, 1)
ALL: Final[Pair] = (1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """What is known of one question or group, as in `smartscore.scoring.tree`, as pairs.

    Two are the same only where they are one object, so that a tuple of them is a quick key. `met` says whether a
    question's must-have is met; it means nothing for groups.
    """

    central: Pair | None
    low: Pair | None
    high: Pair | None
    coverage: Pair | None
    absent: Pair = NOTHING
    met: bool = True


OPEN: Final = Value(None, NOTHING, ALL, NOTHING, met=False)
"""A question of which nothing is known; it meets no must-have."""

MISSING: Final = Value(None, NOTHING, ALL, NOTHING, met=False)
"""A question without an answer; counts like one of which nothing is known."""

NOT_APPLICABLE: Final = Value(None, None, None, None, ALL)
"""What does not apply, where no must-have minds."""

NOT_APPLICABLE_UNMET: Final = Value(None, None, None, None, ALL, met=False)
"""What does not apply, where that leaves a must-have unmet."""


def known(point: Point) -> Value:
    """Return the value of an answered question."""
    n, d, met = point
    return Value((n, d), (n, d), (n, d), ALL, met=met)


def counted(point: Point) -> Value:
    """Return the value of a question that counts as something until somebody outside answers it."""
    n, d, met = point
    return Value((n, d), (n, d), ALL, ALL, met=met)


def combine(group: PlannedGroup, parts: Sequence[Value]) -> Value:
    """Make a group's value from its parts'."""
    present = [(w, part) for w, part in zip(group.weights, parts, strict=True) if part.coverage is not None]
    if not present:
        return NOT_APPLICABLE
    rule = RULES[group.rule]
    central = [(w, part.central) for w, part in present]
    lows, highs = [(w, part.low) for w, part in present], [(w, part.high) for w, part in present]
    low = _made(rule, group, lows)
    return Value(
        central=low if central == lows else _made(rule, group, central),
        low=low,
        high=low if highs == lows else _made(rule, group, highs),
        coverage=_coverage([(w, part.coverage) for w, part in present]),
        absent=_absent(group.weights, parts, whole=len(present) == len(parts)),
    )


def _made(rule: "Combining", group: PlannedGroup, parts: list[tuple[int, Pair | None]]) -> Pair | None:
    found = [(w, pair) for w, pair in parts if pair is not None]
    return rule(found, group) if found else None


def _coverage(parts: list[tuple[int, Pair | None]]) -> Pair:
    shares = [(w, pair) for w, pair in parts if pair is not None]
    return ALL if all(pair is ALL for _, pair in shares) else _mean(shares)


def _absent(weights: Sequence[int], parts: Sequence[Value], *, whole: bool) -> Pair:
    if whole and all(part.absent is NOTHING for part in parts):
        return NOTHING
    return _mean([(w, part.absent) for w, part in zip(weights, parts, strict=True)])


Weighted = list[tuple[int, Pair]]
Combining = Callable[[Weighted, PlannedGroup], Pair]


def _mean(parts: Weighted) -> Pair:
    common = lcm(*[d for _, (_, d) in parts])
    total = weights = 0
    for w, (n, d) in parts:
        total += w * n * (common // d)
        weights += w
    return total, common * weights


def mean(parts: Weighted, group: PlannedGroup) -> Pair:
    """Return the weighted mean."""
    del group
    return _mean(parts)


def minimum(parts: Weighted, group: PlannedGroup) -> Pair:
    """Return the worst value."""
    del group
    common = lcm(*[d for _, (_, d) in parts])
    return min(n * (common // d) for _, (n, d) in parts), common


def curved(parts: Weighted, group: PlannedGroup) -> Pair:
    """Return the harmonic or geometric mean, by the rules of scoring themselves."""
    from smartscore.questionnaire import Rule, Tier  # noqa: PLC0415  # few questionnaires have such a mean
    from smartscore.scoring.aggregation import AGGREGATIONS  # noqa: PLC0415  # the same

    scale = tuple(Fraction(*edge) for edge in group.on or ())
    tier = Tier.model_validate({"id": "tier", "name": "-", "rule": group.rule, "on": scale})
    x = AGGREGATIONS[Rule(group.rule)]([(Fraction(w), Fraction(*pair)) for w, pair in parts], tier)
    return x.numerator, x.denominator


RULES: Final[dict[str, Combining]] = {
    "mean": mean,
    "pooled": mean,
    "minimum": minimum,
    "harmonic": curved,
    "geometric": curved,
}
"""What each rule does; the parts of a pooled group are all questions below it."""


class Adding:
    """Makes the values of one group in whole numbers of its unit; only for the rules `mean` and `pooled`."""

    def __init__(self, group: PlannedGroup, units: Units, place: tuple[int, int]) -> None:
        """`place` is the number of questions of the plan, and the group's among its groups."""
        asked, number = place
        own = units.groups[number]
        found = [units.part(position, asked) for position in group.parts]
        parts = [part for part in found if part is not None]
        if own is None or len(parts) < len(found):
            raise AssertionError(group.id)  # only groups with units are added up like this
        self.units = own
        self.weights = [
            (
                w,
                w * (own.common // p.value),
                w * (own.covered_common // p.covered),
                w * (own.absent_common // p.absent),
                p,
            )
            for w, p in zip(group.weights, parts, strict=True)
        ]
        self.divisor = own.value // own.common

    def combine(self, parts: Sequence[Value]) -> Value:
        """Make a group's value from its parts', as `combine` does."""
        applicable = known_weight = low = high = central = covered = absent = 0
        for (w, scaled, covering, missing, unit), part in zip(self.weights, parts, strict=True):
            if part.absent is not NOTHING:
                absent += missing * (unit.absent if part.absent is ALL else part.absent[0])
            if part.coverage is None or part.low is None or part.high is None:
                continue
            applicable += w
            low += scaled * part.low[0]
            high += scaled * (unit.value if part.high is ALL else part.high[0])
            if part.central is not None:
                known_weight += w
                central += scaled * part.central[0]
                covered += covering * (unit.covered if part.coverage is ALL else part.coverage[0])
        if not applicable:
            return NOT_APPLICABLE
        own, factor = self.units, self.divisor // applicable
        lowest = (low * factor, own.value)
        return Value(
            central=_same(lowest, central * (self.divisor // known_weight), own.value) if known_weight else None,
            low=lowest,
            high=_same(lowest, high * factor, own.value),
            coverage=ALL if covered * factor == own.covered else (covered * factor, own.covered),
            absent=(absent, own.absent) if absent else NOTHING,
        )


class Lowest:
    """Makes the value of a group whose rule is `minimum`, in its unit."""

    def __init__(self, group: PlannedGroup, own: GroupUnits) -> None:
        self.group, self.units = group, own

    def combine(self, parts: Sequence[Value]) -> Value:
        """Make a group's value from its parts', as `combine` does."""
        value, own = combine(self.group, parts), self.units
        if value.coverage is None:
            return value
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


def _same(pair: Pair, n: int, d: int) -> Pair:
    """Return the pair itself where the number is the same, else a new one."""
    return pair if pair[0] == n else (n, d)
