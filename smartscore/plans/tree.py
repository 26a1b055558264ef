"""The groups of a plan: every group's value, made from its parts', the lowest groups first."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import getitem, itemgetter
from typing import Final

from smartscore.plans.adding import Adding, Lowest
from smartscore.plans.plan import Plan
from smartscore.plans.units import Units
from smartscore.plans.values import NOT_APPLICABLE, Value, combine

MOST_REMEMBERED: Final = 10_000
"""So many distinct results are remembered for each group."""

Pick = Callable[[Sequence[Value]], Sequence[Value]]


class Tree:
    """Makes the groups' values; remembers what the answers to a group's own questions came to: many come to the same.

    Groups of groups are not remembered: hardly any two respondents agree in that much.
    """

    def __init__(self, plan: Plan, units: Units | None) -> None:
        """`units` are the plan's, where the values to come are in its unit (see `ValueStore`)."""
        asked_in_all = len(plan.questions)
        sums = [_adding(plan, number, units) for number in range(len(plan.groups))]
        above = _above(plan, sums)
        self._asked = asked_in_all
        self._room = [NOT_APPLICABLE] * len(plan.groups)
        self._lowest: list[tuple[int, _OfQuestions, slice]] = []
        self._others: list[tuple[int, _OfGroups | _Rule]] = []
        self._shares: list[_Shares] = []
        taken: list[int] = []
        for number, (group, adding) in enumerate(zip(plan.groups, sums, strict=True)):
            place, higher = asked_in_all + number, above.get(number)
            if adding is None:
                self._others.append((place, _Rule(plan, number, units, higher)))
                continue
            asked = [part for part, position in enumerate(group.parts) if position < asked_in_all]
            groups = [position for position in group.parts if position >= asked_in_all]
            own = slice(len(taken), len(taken) + len(asked))
            if groups:
                self._others.append((place, _OfGroups(adding, higher, own, groups)))
            else:
                self._lowest.append((place, _OfQuestions(adding, higher), own))
            self._shares += [_Shares(adding, part) for part in asked]
            taken += [group.parts[part] for part in asked]
        self._taken = _pick(taken)

    def values(self, answers: Sequence[Value]) -> tuple[Value, ...]:
        """Return the value of every group, from one value for every question of the plan."""
        shares = list(map(getitem, self._shares, self._taken(answers)))
        everything = [*answers, *self._room]
        for place, sums, own in self._lowest:
            everything[place] = sums[sum(shares[own])]
        for place, group in self._others:
            everything[place] = group.make(everything, shares)
        return tuple(everything[self._asked :])


Adds = Callable[[Value], int]
"""What a group's value adds to the sum of the group above."""


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


class _OfQuestions(dict[int, Value]):
    """The values that a group of questions has come to, by the sum."""

    def __init__(self, adding: Adding, adds: Adds | None) -> None:
        super().__init__()
        self._value, self._adds = adding.value, adds

    def __missing__(self, total: int) -> Value:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        value = self[total] = self._value(total)
        if self._adds is not None:
            value.adds = self._adds(value)
        return value


class _OfGroups:
    """A group of groups (which say what they add), and perhaps of questions, that is added up."""

    def __init__(self, adding: Adding, adds: Adds | None, asked: slice, groups: Sequence[int]) -> None:
        """`asked` is where the shares of its questions stand, `groups` are the positions of its groups."""
        self._value, self._adds = adding.value, adds
        self._asked = asked if asked.stop > asked.start else None
        self._groups = _pick(groups)

    def make(self, everything: Sequence[Value], shares: Sequence[int]) -> Value:
        total = sum([part.adds for part in self._groups(everything)])
        value = self._value(total + sum(shares[self._asked]) if self._asked else total)
        if self._adds is not None:
            value.adds = self._adds(value)
        return value


class _Rule:
    """A group made by a rule that is no sum, or whose values have no common unit."""

    def __init__(self, plan: Plan, number: int, units: Units | None, adds: Adds | None) -> None:
        group, own = plan.groups[number], units.groups[number] if units else None
        self._combine = partial(combine, group) if own is None else Lowest(group, own).combine
        self._adds, self._parts = adds, _pick(group.parts)
        only_questions = max(group.parts, default=0) < len(plan.questions)
        self._remembered: dict[tuple[Value, ...], Value] | None = {} if only_questions else None

    def make(self, everything: Sequence[Value], shares: Sequence[int]) -> Value:
        del shares
        parts = tuple(self._parts(everything))
        value = None if self._remembered is None else self._remembered.get(parts)
        if value is None:
            value = self._combine(parts)
            if self._adds is not None:
                value.adds = self._adds(value)
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


def _above(plan: Plan, sums: Sequence[Adding | None]) -> dict[int, Adds]:
    """Return what every group that stands in a sum adds to it."""
    asked = len(plan.questions)
    return {
        position - asked: partial(adding.share, place)
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
