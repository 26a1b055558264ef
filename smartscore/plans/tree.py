"""The groups of a plan: every group's value, made from its parts', the lowest groups first."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import getitem, itemgetter
from typing import Final

from smartscore.plans.adding import Adding, Lowest
from smartscore.plans.plan import Plan
from smartscore.plans.units import Units
from smartscore.plans.values import Value, combine

MOST_REMEMBERED: Final = 10_000
"""So many distinct results are remembered for each group."""

Pick = Callable[[Sequence[Value]], Sequence[Value]]


class Tree:
    """Makes the groups' values; remembers what sums came to: many sets of answers come to the same.

    The whole is not remembered: hardly any two respondents agree in that much.
    """

    def __init__(self, plan: Plan, units: Units | None) -> None:
        """`units` are the plan's, where the values to come are in its unit (see `ValueStore`)."""
        sums = [_adding(plan, number, units) for number in range(len(plan.groups))]
        above = _above(plan, sums)
        self._steps: list[_Sum | _Rule] = []
        self._shares: list[_Shares] = []
        taken: list[int] = []
        for number, (group, adding) in enumerate(zip(plan.groups, sums, strict=True)):
            if adding is None:
                self._steps.append(_Rule(plan, number, units, above.get(number)))
                continue
            asked = [place for place, position in enumerate(group.parts) if position < len(plan.questions)]
            groups = [position for position in group.parts if position >= len(plan.questions)]
            own = slice(len(taken), len(taken) + len(asked))
            self._steps.append(_Sum(_Values(adding, above.get(number)), own, groups))
            self._shares += [_Shares(adding, place) for place in asked]
            taken += [group.parts[place] for place in asked]
        self._taken = _pick(taken)

    def values(self, answers: Sequence[Value]) -> tuple[Value, ...]:
        """Return the value of every group, from one value for every question of the plan."""
        shares = list(map(getitem, self._shares, self._taken(answers)))
        everything = list(answers)
        for step in self._steps:
            everything.append(step.make(everything, shares))
        return tuple(everything[len(answers) :])


Above = tuple[Adding, int]
"""The sum of the group above, and the place that a group has in it."""


class _Shares(dict[Value, int]):
    """What each value of one question adds to the sum of its group."""

    def __init__(self, adding: Adding, place: int) -> None:
        super().__init__()
        self._adding, self._place = adding, place

    def __missing__(self, value: Value) -> int:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        share = self[value] = self._adding.share(self._place, value)
        return share


class _Values(dict[int, Value]):
    """The values that sums have come to, by the sum; the whole's are not kept."""

    def __init__(self, adding: Adding, above: Above | None) -> None:
        super().__init__()
        self._adding, self._above = adding, above

    def __missing__(self, total: int) -> Value:
        value = self._adding.value(total)
        if self._above is not None:
            adding, place = self._above
            value.adds = adding.share(place, value)
            if len(self) >= MOST_REMEMBERED:
                self.clear()
            self[total] = value
        return value


class _Sum:
    """A group that is added up: from its questions, from its groups (which say what they add), or from both."""

    def __init__(self, values: _Values, asked: slice, groups: Sequence[int]) -> None:
        """`asked` is where the shares of its questions stand, `groups` are the positions of its groups."""
        self._values, self._asked = values, asked
        self._groups = _pick(groups) if groups else None

    def make(self, everything: Sequence[Value], shares: Sequence[int]) -> Value:
        if self._groups is None:
            return self._values[sum(shares[self._asked])]
        return self._values[sum(shares[self._asked]) + sum([part.adds for part in self._groups(everything)])]


class _Rule:
    """A group made by a rule that is no sum, or whose values have no common unit."""

    def __init__(self, plan: Plan, number: int, units: Units | None, above: Above | None) -> None:
        group, own = plan.groups[number], units.groups[number] if units else None
        self._combine = partial(combine, group) if own is None else Lowest(group, own).combine
        self._above, self._parts = above, _pick(group.parts)
        only_questions = max(group.parts, default=0) < len(plan.questions)
        self._remembered: dict[tuple[Value, ...], Value] | None = {} if only_questions else None

    def make(self, everything: Sequence[Value], shares: Sequence[int]) -> Value:
        del shares
        parts = tuple(self._parts(everything))
        value = None if self._remembered is None else self._remembered.get(parts)
        if value is None:
            value = self._combine(parts)
            if self._above is not None:
                adding, place = self._above
                value.adds = adding.share(place, value)
            if self._remembered is not None:
                if len(self._remembered) >= MOST_REMEMBERED:
                    self._remembered.clear()
                self._remembered[parts] = value
        return value


def _adding(plan: Plan, number: int, units: Units | None) -> Adding | None:
    """Return what adds a group up; None where it cannot be added up."""
    if units is None or units.groups[number] is None or plan.groups[number].rule == "minimum":
        return None
    return Adding.of(plan, units, number)


def _above(plan: Plan, sums: Sequence[Adding | None]) -> dict[int, Above]:
    """Return the sum above every group that stands in one."""
    asked = len(plan.questions)
    return {
        position - asked: (adding, place)
        for group, adding in zip(plan.groups, sums, strict=True)
        if adding is not None
        for place, position in enumerate(group.parts)
        if position >= asked
    }


def _pick(positions: Sequence[int]) -> Pick:
    """Return what takes the values at some positions; neighbours are taken as a slice, which is quicker."""
    first, count = (positions[0] if positions else 0), len(positions)
    if list(positions) == list(range(first, first + count)):
        taken: Pick = itemgetter(slice(first, first + count))
    else:
        taken = itemgetter(*positions)
    return taken
