"""Values in whole numbers, and how a group's value is made from its parts'."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from smartscore.plans.plan import Pair, PlannedGroup, Point

NOTHING: Final[Pair] = (0, 1)
ALL: Final[Pair] = (1, 1)


@dataclass(slots=True, eq=False)
class Value:
    """What is known of one question or group, as in `smartscore.scoring.tree`, as pairs. Nothing changes one.

    Two are the same only where they are one object, so that they are quick keys; it is not frozen because a frozen one
    takes three times as long to make, and every row makes some. `met` says whether a question's must-have is met; it
    means nothing for groups. `adds` is what a group's value adds to the group above (see `Adding`).
    """

    central: Pair | None
    low: Pair | None
    high: Pair | None
    coverage: Pair | None
    absent: Pair = NOTHING
    met: bool = True
    adds: int = 0


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
