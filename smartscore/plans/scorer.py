"""Scoring by a plan: the same numbers, levels and caps as `smartscore.scoring`, in whole numbers."""

from collections.abc import Iterator, Sequence
from math import lcm
from typing import Final, Literal, NamedTuple

from smartscore.plans.edges import Edges
from smartscore.plans.plan import OVERALL, Pair, Plan, PlannedGate
from smartscore.plans.tree import MOST_REMEMBERED, Tree
from smartscore.plans.units import Units
from smartscore.plans.values import NOTHING, Value

MILLION: Final = 1_000_000


class Cap(NamedTuple):
    """What holds a level below its band; sorted, the strictest comes first."""

    holds_at: int
    kind: str
    node: str


class Found(NamedTuple):
    """The level of the whole or of a dimension, as in `smartscore.scoring.levels`."""

    level: int | None
    certain: int | None
    band: int | None = None
    caps: tuple[Cap, ...] = ()
    doubts: tuple[str, ...] = ()
    none_because: Literal["coverage", "not_applicable"] | None = None


class Held(NamedTuple):
    """A cap, the dimension it holds besides the whole, and whether it holds only the certain level."""

    cap: Cap
    dimension: str | None
    certain_only: bool = False


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
        self._floor, self._provisional = Edges([plan.marks.floor]), Edges([plan.marks.provisional])
        self._names = [plan.groups[position].id for position in plan.dimensions]
        self._demanding = tuple(
            (number, Held(Cap(question.holds_at, "must_have", question.id), question.dimension))
            for number, question in enumerate(plan.questions)
            if question.holds_at is not None
        )
        self._unheld: dict[Value, Found] = {}

    def score(self, answers: Sequence[Value]) -> Result:
        """Score one set of answers."""
        values = self.values(answers)
        held = [item for number, item in self._demanding if not answers[number].met]
        held += self._gates(values)
        parts = [values[position] for position in self.plan.dimensions]
        found = tuple(map(self._dimension, parts, self._names, [held] * len(parts)))
        held += self._weakest(parts, found)
        return Result(values, self._find(values[-1], held, found), found)

    def band_level(self, x: Pair) -> int:
        """Return the level whose band holds x."""
        return self._levels[self._bands.reached(x)]

    def _gates(self, values: Sequence[Value]) -> Iterator[Held]:
        for gate in self.plan.gates:
            value = values[gate.group]
            if value.coverage is not None and not self._open(gate, value.low):
                x = value.central if self._floor.reached(value.coverage) else value.low
                node = self.plan.groups[gate.group].id
                yield Held(Cap(gate.holds_at, "gate", node), gate.dimension, self._open(gate, x))

    def _open(self, gate: PlannedGate, x: Pair | None) -> bool:
        return x is not None and self.band_level(x) >= gate.at_least

    def _weakest(self, values: Sequence[Value], found: Sequence[Found]) -> Iterator[Held]:
        slack, names = self.plan.marks.slack, self._names
        if slack is None:
            return
        for certain_only in (False, True):
            levels = [item.certain if certain_only or item.level is None else item.level for item in found]
            lowest = min([level for level in levels if level is not None], default=None)
            if lowest is not None:
                once = levels.count(lowest) == 1
                weakest = levels.index(lowest) if once else _lowest(levels, lowest, values, names)
                yield Held(Cap(lowest + slack, "weakest_dimension", names[weakest]), None, certain_only)

    def _dimension(self, value: Value, name: str, held: Sequence[Held]) -> Found:
        """Return the level of a dimension; remembered where nothing holds it, for values that come again."""
        own = [item for item in held if item.dimension == name] if held else held
        if own:
            return self._find(value, own, ())
        found = self._unheld.get(value)
        if found is None:
            if len(self._unheld) >= MOST_REMEMBERED:
                self._unheld.clear()
            found = self._unheld[value] = self._find(value, own, ())
        return found

    def _find(self, value: Value, held: Sequence[Held], dimensions: Sequence[Found]) -> Found:
        low, central, coverage = value.low, value.central, value.coverage
        if low is None or coverage is None:
            return Found(None, None, none_because="not_applicable")
        lowest = self.band_level(low)
        certain = min([lowest, *[item.cap.holds_at for item in held]]) if held else lowest
        if central is None or not self._floor.reached(coverage):
            return Found(None, certain, None, _binding(held, lowest), (), "coverage")
        band = lowest if central is low else self.band_level(central)
        binding = _binding([item for item in held if not item.certain_only], band)
        level = binding[0].holds_at if binding else band
        return Found(level, certain, band, binding, self._doubts(value, coverage, dimensions))

    def _doubts(self, value: Value, coverage: Pair, dimensions: Sequence[Found]) -> tuple[str, ...]:
        doubts = ["short_form"] if self.plan.form == "quick" else []
        if not self._provisional.reached(coverage):
            doubts.append("coverage")
        without = [found.none_because for found in dimensions]
        if "coverage" in without:
            doubts.append("dimension_below_floor")
        much = value.absent is not NOTHING and _below(self.plan.marks.not_applicable, value.absent)
        if much or "not_applicable" in without or any("not_applicable" in found.doubts for found in dimensions):
            doubts.append("not_applicable")
        return tuple(doubts)


def millionths(x: Pair | None) -> int | None:
    """Return an index (100 x) in whole millionths, half up; None stays None."""
    return None if x is None else (200 * MILLION * x[0] + x[1]) // (2 * x[1])


def _below(first: Pair, second: Pair) -> bool:
    return first[0] * second[1] < second[0] * first[1]


def _lowest(levels: Sequence[int | None], lowest: int, values: Sequence[Value], names: Sequence[str]) -> int:
    """Return, of the dimensions at the lowest level, that of the lowest bound; the first by id where they are equal."""
    lows = {n: values[n].low or NOTHING for n, level in enumerate(levels) if level == lowest}
    common = lcm(*[d for _, d in lows.values()])
    return min(lows, key=lambda n: (lows[n][0] * (common // lows[n][1]), names[n]))


def _binding(held: Sequence[Held], band: int) -> tuple[Cap, ...]:
    binding = {item.cap for item in held if item.cap.holds_at < band}
    return tuple(sorted(binding)) if binding else ()


__all__ = ["OVERALL", "Cap", "Found", "Result", "Scorer", "millionths"]
