"""The kind `level`: anchored levels, each telling what an assessor would see."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import Field, StrictInt

from smartscore.errors import Fault
from smartscore.model import Exact, LevelNumber, Text
from smartscore.questions.question import (
    Action,
    Choice,
    EvidenceAsked,
    Given,
    MustHave,
    Question,
    Standing,
    Step,
    refuse,
)
from smartscore.questions.staircase import (
    EvidenceByLevel,
    level_faults,
    lists_by_level,
    needed_up_to,
    step_key,
    step_keys,
    supported_level,
)
from smartscore.scale import Scale


class LevelMinimum(MustHave):
    """A must-have at a level."""

    at_least: LevelNumber = Field(description="The lowest level that meets it.")


class LevelQuestion(Question):
    """A question whose answer is one of the scale's levels."""

    field: ClassVar[str] = "level"

    kind: Literal["level"] = Field(description="Anchored levels.")
    levels: dict[StrictInt, Text] = Field(description="For each level, what exists and can be shown.")
    points: dict[StrictInt, Exact] | None = Field(
        default=None, description="The levels' own points, strictly increasing; equal steps where not given."
    )
    evidence: EvidenceByLevel = Field(default={}, description="What proves each level, by level.")
    actions: dict[str, Action] = Field(default={}, description="What leads to the next level, by step: 1-2.")
    must_have: LevelMinimum | None = Field(default=None, description="A minimum without which levels are held.")

    def accept(self, given: Given, scale: Scale) -> Standing:
        if isinstance(given, bool) or not isinstance(given, int):
            raise refuse("answer.level_type", value=given, known=tuple(self.levels))
        if given not in self.levels:
            raise refuse("answer.level_range", value=given, known=tuple(self.levels))
        return self.at_level(given, scale)

    def at_level(self, level: int, scale: Scale) -> Standing:
        if self.points is None:
            return Standing(scale.x(level), level)
        if level not in self.points:  # the floor of a gated instrument lies below the lowest level
            return Standing(Fraction(0), level)
        worst = self.points[scale.lowest] if scale.base == scale.lowest else Fraction(0)
        return Standing((self.points[level] - worst) / (self.points[scale.highest] - worst), level)

    def supported(self, standing: Standing, proved: frozenset[str], scale: Scale) -> Standing:
        claimed = scale.base if standing.level is None else standing.level
        return self.at_level(supported_level(claimed, self.evidence, proved, scale), scale)

    def needed(self, standing: Standing) -> tuple[EvidenceAsked, ...]:
        return needed_up_to(standing.level, self.evidence)

    def steps(self, standing: Standing, scale: Scale) -> tuple[Step, ...]:
        level = scale.base if standing.level is None else standing.level
        if level >= scale.highest:
            return ()
        key = step_key(level)
        return (Step(key, self.at_level(level + 1, scale), self.action_for(key)),)

    def best(self, scale: Scale) -> Standing:
        return self.at_level(scale.highest, scale)

    def meets(self, standing: Standing) -> bool:
        return self.must_have is None or (standing.level is not None and standing.level >= self.must_have.at_least)

    def has_levels(self) -> bool:
        return True

    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(str(level), self.levels[level]) for level in sorted(self.levels))

    def keys(self) -> str:
        return f"{min(self.levels)}-{max(self.levels)}"

    def parse(self, text: str) -> Given:
        digits = text.lstrip("0") or "0"  # Python refuses to read a number of thousands of digits
        if not text.isascii() or not text.isdigit() or digits not in map(str, self.levels):
            raise refuse("answer.level_typed", value=text, known=tuple(sorted(self.levels)))
        return int(digits)

    def chosen(self, given: Given) -> str | None:
        return self.levels[given] if isinstance(given, int) else None

    def evidence_lists(self) -> Iterator[tuple[str, tuple[EvidenceAsked, ...]]]:
        yield from lists_by_level(self.evidence)

    def action_keys(self, scale: Scale) -> Iterator[str]:
        yield from step_keys(scale.numbers)

    def faults(self, scale: Scale) -> Iterator[Fault]:
        yield from super().faults(scale)
        if tuple(sorted(self.levels)) != scale.numbers:
            yield Fault("fault.levels_differ", {"known": scale.numbers}, ("levels",))
        yield from level_faults(self.evidence, self.actions, scale)
        if self.must_have and self.must_have.at_least not in scale.numbers:
            known = {"level": self.must_have.at_least, "known": scale.numbers}
            yield Fault("fault.level_unknown", known, ("must_have", "at_least"))
        yield from self._points_faults(scale)

    def _points_faults(self, scale: Scale) -> Iterator[Fault]:
        if self.points is None:
            return
        values = [self.points[level] for level in sorted(self.points)]
        if tuple(sorted(self.points)) != scale.numbers:
            yield Fault("fault.levels_differ", {"known": scale.numbers}, ("points",))
        elif any(low >= high for low, high in pairwise(values)):
            yield Fault("fault.points_not_rising", {}, ("points",))
        elif scale.base < scale.lowest and values[0] <= 0:
            yield Fault("fault.points_above_floor", {}, ("points",))
