"""Scoring by a plan: the same numbers, levels and caps as `smartscore.scoring`, in whole numbers."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import getitem
from typing import Final, NamedTuple

from smartscore.plans.edges import Edges
from smartscore.plans.levels import MARKS, Cap, Found, Held, Levels, Reach, Weakest, level_of
from smartscore.plans.plan import OVERALL, Pair, Plan, PlannedGate
from smartscore.plans.tree import MOST_REMEMBERED, Tree
from smartscore.plans.units import Units
from smartscore.plans.values import ALL, NOTHING, Value

MILLION: Final = 1_000_000


class Holding(NamedTuple):
    """What unmet must-haves and shut gates hold: the whole, and the levels of every dimension under what holds it."""

    whole: tuple[Held, ...]
    dimensions: tuple[Levels, ...]


class Result(NamedTuple):
    """One sheet or row scored: the value of every group (in the plan's order) and the levels that follow."""

    values: tuple[Value, ...]
    overall: Found
    dimensions: tuple[Found, ...]

    @property
    def whole(self) -> Value:
        """The value of the whole."""
        return self.values[-1]


class Scorer:
    """Scores by one plan."""

    def __init__(self, plan: Plan, units: Units | None = None) -> None:
        """`units` are the plan's, where the values to score are in its unit (see `ValueStore`)."""
        self.plan = plan
        self.places = {group.id: place for place, group in enumerate(plan.groups)}
        self.values = Tree(plan, units).values
        self._bands = Edges((edge, plan.bands.scale) for edge in plan.bands.edges)
        self._levels = (plan.bands.unnamed, *plan.bands.levels)
        self._marks = Edges([plan.marks.floor, plan.marks.provisional])
        self._names = [plan.groups[position].id for position in plan.dimensions]
        self._minimums = {
            number: Held(Cap(question.holds_at, "must_have", question.id), question.dimension)
            for number, question in enumerate(plan.questions)
            if question.holds_at is not None
        }
        self._holding: dict[tuple[tuple[int, ...], tuple[Held, ...]], Holding] = {}
        self._dimensions: dict[tuple[Held, ...], Levels] = {}
        self._weakest = Weakest(self._names, plan.marks.slack)

    def score(self, answers: Sequence[Value]) -> Result:
        """Score one set of answers."""
        values = self.values(answers)
        unmet = tuple([number for number in self._minimums if not answers[number].met])
        holding = self._held(unmet, tuple(self._gates(values)) if self.plan.gates else ())
        parts = [values[position] for position in self.plan.dimensions]
        found = tuple(map(getitem, holding.dimensions, map(self._reach, parts)))
        held = (*holding.whole, *self._weakest.holds(found, [value.low for value in parts]))
        return Result(values, level_of(self._reach(values[-1]), held, found, self.plan.form), found)

    def band_level(self, x: Pair) -> int:
        """Return the level whose band holds x."""
        n, unit = x
        return self._levels[bisect_right(self._bands[unit], n)]

    def _reach(self, value: Value) -> Reach | None:
        low, central, coverage = value.low, value.central, value.coverage
        if low is None or coverage is None:
            return None
        bands, levels = self._bands, self._levels
        n, unit = low
        band: int | None
        lowest = band = levels[bisect_right(bands[unit], n)]
        if central is None:
            band = None
        elif central is not low:
            n, unit = central
            band = levels[bisect_right(bands[unit], n)]
        much = value.absent is not NOTHING and _below(self.plan.marks.not_applicable, value.absent)
        return lowest, band, MARKS if coverage is ALL else self._marks.reached(coverage), much

    def _held(self, unmet: tuple[int, ...], shut: tuple[Held, ...]) -> Holding:
        """Return what is held by must-haves (by the positions of their questions) and gates; it often comes again."""
        holding = self._holding.get((unmet, shut))
        if holding is None:
            if len(self._holding) >= MOST_REMEMBERED:
                self._holding.clear()
            held = (*[self._minimums[number] for number in unmet], *shut)
            holding = Holding(held, tuple([self._dimension(name, held) for name in self._names]))
            self._holding[unmet, shut] = holding
        return holding

    def _dimension(self, name: str, held: Sequence[Held]) -> Levels:
        own = tuple([item for item in held if item.dimension == name])
        if own not in self._dimensions:
            if len(self._dimensions) >= MOST_REMEMBERED:
                self._dimensions.clear()
            self._dimensions[own] = Levels(own, self.plan.form)
        return self._dimensions[own]

    def _gates(self, values: Sequence[Value]) -> Iterator[Held]:
        for gate in self.plan.gates:
            value = values[gate.group]
            if value.coverage is not None and not self._open(gate, value.low):
                x = value.central if self._marks.reached(value.coverage) else value.low
                node = self.plan.groups[gate.group].id
                yield Held(Cap(gate.holds_at, "gate", node), gate.dimension, self._open(gate, x))

    def _open(self, gate: PlannedGate, x: Pair | None) -> bool:
        return x is not None and self.band_level(x) >= gate.at_least


def millionths(x: Pair | None) -> int | None:
    """Return an index (100 x) in whole millionths, half up; None stays None."""
    return None if x is None else (200 * MILLION * x[0] + x[1]) // (2 * x[1])


def _below(first: Pair, second: Pair) -> bool:
    return first[0] * second[1] < second[0] * first[1]


__all__ = ["OVERALL", "Cap", "Found", "Result", "Scorer", "millionths"]
