"""Scoring by a plan: the same numbers, levels and caps as `smartscore.scoring`, in whole numbers."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import lcm
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from smartscore.plans.plan import OVERALL, Pair, Plan, PlannedGate
from smartscore.plans.units import Units
from smartscore.plans.values import NOTHING, Adding, Lowest, Value, combine

MOST_REMEMBERED: Final = 10_000
"""So many distinct sets of answers are remembered for each area."""

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


@dataclass(frozen=True, slots=True)
class Result:
    """One sheet or row scored: the value of every group (in the plan's order) and the levels that follow."""

    values: tuple[Value, ...]
    overall: Found
    dimensions: tuple[Found, ...]

    @property
    def whole(self) -> Value:
        """The value of the whole."""
        return self.values[-1]


_Step = tuple[
    Callable[[Sequence[Value]], Value],
    Callable[[Sequence[Value]], tuple[Value, ...]],
    dict[tuple[Value, ...], Value] | None,
]
"""How a group is made: the sum, the choice of its parts, and what is remembered of it."""


class Scorer:
    """Scores by one plan; remembers what an area's answers came to, so that few sets of answers are added up twice.

    Groups of groups are not remembered: hardly any two respondents agree in that much.
    """

    def __init__(self, plan: Plan, units: Units | None = None) -> None:
        """`units` are the plan's, where the values to score are in its unit (see `ValueStore`)."""
        self.plan = plan
        asked = len(plan.questions)
        self._steps: list[_Step] = [
            (_combining(plan, number, units), _getter(group.parts), {} if max(group.parts, default=0) < asked else None)
            for number, group in enumerate(plan.groups)
        ]
        self._names = [plan.groups[position].id for position in plan.dimensions]
        self._demanding = tuple(
            (number, Held(Cap(question.holds_at, "must_have", question.id), question.dimension))
            for number, question in enumerate(plan.questions)
            if question.holds_at is not None
        )

    def values(self, answers: Sequence[Value]) -> tuple[Value, ...]:
        """Return the value of every group, from one value for every question of the plan."""
        everything = list(answers)
        for combining, getter, remembered in self._steps:
            parts = getter(everything)
            value = None if remembered is None else remembered.get(parts)
            if value is None:
                value = combining(parts)
                if remembered is not None:
                    if len(remembered) >= MOST_REMEMBERED:
                        remembered.clear()
                    remembered[parts] = value
            everything.append(value)
        return tuple(everything[len(answers) :])

    def score(self, answers: Sequence[Value]) -> Result:
        """Score one set of answers."""
        values = self.values(answers)
        held = [item for number, item in self._demanding if not answers[number].met]
        held += self._gates(values)
        names = self._names
        parts = [values[position] for position in self.plan.dimensions]
        found = tuple(
            self._find(value, [item for item in held if item.dimension == name], ())
            for name, value in zip(names, parts, strict=True)
        )
        held += self._weakest(names, parts, found)
        return Result(values, self._find(values[-1], held, found), found)

    def band_level(self, x: Pair) -> int:
        """Return the level whose band holds x."""
        bands = self.plan.bands
        place = bisect_right(bands.edges, x[0] * bands.scale // x[1])
        return bands.levels[place - 1] if place else bands.unnamed

    def _gates(self, values: Sequence[Value]) -> Iterator[Held]:
        for gate in self.plan.gates:
            value = values[gate.group]
            if value.coverage is not None and not self._open(gate, value.low):
                x = value.low if _below(value.coverage, self.plan.marks.floor) else value.central
                node = self.plan.groups[gate.group].id
                yield Held(Cap(gate.holds_at, "gate", node), gate.dimension, self._open(gate, x))

    def _open(self, gate: PlannedGate, x: Pair | None) -> bool:
        return x is not None and self.band_level(x) >= gate.at_least

    def _weakest(self, names: Sequence[str], values: Sequence[Value], found: Sequence[Found]) -> Iterator[Held]:
        slack = self.plan.marks.slack
        if slack is None:
            return
        for certain_only in (False, True):
            levels = [item.certain if certain_only or item.level is None else item.level for item in found]
            lowest = min((level for level in levels if level is not None), default=None)
            if lowest is not None:
                tied = [n for n, level in enumerate(levels) if level == lowest]
                weakest = tied[0] if len(tied) == 1 else _lowest(tied, values, names)
                yield Held(Cap(lowest + slack, "weakest_dimension", names[weakest]), None, certain_only)

    def _find(self, value: Value, held: Sequence[Held], dimensions: tuple[Found, ...]) -> Found:
        if value.low is None or value.coverage is None:
            return Found(None, None, none_because="not_applicable")
        lowest = self.band_level(value.low)
        certain = min([lowest, *(item.cap.holds_at for item in held)])
        if value.central is None or _below(value.coverage, self.plan.marks.floor):
            return Found(None, certain, caps=_binding(held, lowest), none_because="coverage")
        band = lowest if value.central is value.low else self.band_level(value.central)
        binding = _binding([item for item in held if not item.certain_only], band)
        level = binding[0].holds_at if binding else band
        return Found(level, certain, band, binding, tuple(self._doubts(value, dimensions)))

    def _doubts(self, value: Value, dimensions: tuple[Found, ...]) -> Iterator[str]:
        marks = self.plan.marks
        if self.plan.form == "quick":
            yield "short_form"
        if value.coverage is not None and _below(value.coverage, marks.provisional):
            yield "coverage"
        if any(found.none_because == "coverage" for found in dimensions):
            yield "dimension_below_floor"
        inside = any(found.none_because == "not_applicable" or "not_applicable" in found.doubts for found in dimensions)
        if inside or _below(marks.not_applicable, value.absent):
            yield "not_applicable"


def millionths(x: Pair | None) -> int | None:
    """Return an index (100 x) in whole millionths, half up; None stays None."""
    return None if x is None else (200 * MILLION * x[0] + x[1]) // (2 * x[1])


def _combining(plan: Plan, number: int, units: Units | None) -> Callable[[Sequence[Value]], Value]:
    """Return what makes a group's value: adding up in its unit where it has one, else any rule with fractions."""
    group = plan.groups[number]
    own = units.groups[number] if units else None
    if units is None or own is None:
        return partial(combine, group)
    if group.rule == "minimum":
        return Lowest(group, own).combine
    return Adding(group, units, (len(plan.questions), number)).combine


def _getter(parts: tuple[int, ...]) -> Callable[[Sequence[Value]], tuple[Value, ...]]:
    if len(parts) < 2:  # noqa: PLR2004  # one position gives no tuple, none gives an error
        return lambda values: tuple(values[part] for part in parts)
    getter: Callable[[Sequence[Value]], tuple[Value, ...]] = itemgetter(*parts)
    return getter


def _below(first: Pair, second: Pair) -> bool:
    return first[0] * second[1] < second[0] * first[1]


def _lowest(places: Sequence[int], values: Sequence[Value], names: Sequence[str]) -> int:
    """Return the dimension of the lowest bound; the first by id where bounds are the same."""
    lows = {place: values[place].low or NOTHING for place in places}
    common = lcm(*(d for _, d in lows.values()))
    return min(places, key=lambda place: (lows[place][0] * (common // lows[place][1]), names[place]))


def _binding(held: Sequence[Held], band: int) -> tuple[Cap, ...]:
    return tuple(sorted({item.cap for item in held if item.cap.holds_at < band})) if held else ()


__all__ = ["OVERALL", "Cap", "Found", "Result", "Scorer", "millionths"]
