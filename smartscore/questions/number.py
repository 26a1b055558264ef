"""The kind `number`: a statistic that the office holds, judged by thresholds (levels) or by goalposts (a line)."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from smartscore.errors import Fault
from smartscore.exact import MAX_DIGITS
from smartscore.model import Exact, LevelNumber, Model, Share, Text, mistake
from smartscore.questions.logarithm import log_position
from smartscore.questions.question import (
    Action,
    Choice,
    EvidenceAsked,
    Given,
    MustHave,
    Question,
    Standing,
    Step,
    is_proved,
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
from smartscore.questions.yes_no import NO, YES
from smartscore.scale import Scale


class Goalposts(Model):
    """The value that counts as nothing and the value that counts as all; a straight line between them."""

    worst: Exact = Field(description="x = 0 from here on outwards.")
    best: Exact = Field(description="x = 1 from here on outwards.")
    line: Literal["linear", "log"] = Field(default="linear", description="`log`: equal ratios are equal steps.")

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if self.worst == self.best:
            raise mistake("fault.goalposts_equal")
        if self.line == "log" and min(self.worst, self.best) <= 0:
            raise mistake("fault.goalposts_log")
        return self

    def x(self, value: Fraction) -> Fraction:
        """Return the position between the goalposts, clipped to [0, 1]."""
        inside = min(max(value, min(self.worst, self.best)), max(self.worst, self.best))
        if self.line == "log":
            return log_position(inside, self.worst, self.best)
        return (inside - self.worst) / (self.best - self.worst)


class NumberMinimum(MustHave):
    """A must-have at a level (thresholds) or at a share of the best (goalposts)."""

    at_least: LevelNumber | Share = Field(description="A level, or with goalposts a share from 0 to 1.")


class NumberQuestion(Question):
    """A question whose answer is a number with a unit."""

    field: ClassVar[str] = "number"

    kind: Literal["number"] = Field(description="A number with a unit.")
    unit: Text = Field(description="The unit: %, hours, villages ...")
    valid: tuple[Exact, Exact] = Field(description="The smallest and the largest number that can be true.")
    count: Text | None = Field(default=None, description="What is counted, over what.")
    source: Text | None = Field(default=None, description="Where the office finds the number.")
    better: Literal["higher", "lower"] = Field(default="higher", description="Which direction is better.")
    thresholds: tuple[Exact, ...] | None = Field(
        default=None, description="One for each level above the lowest: reached means that level."
    )
    goalposts: Goalposts | None = Field(default=None, description="Worst and best, instead of thresholds.")
    evidence: EvidenceByLevel | tuple[EvidenceAsked, ...] = Field(
        default=(), description="What proves it: by level (thresholds), or one list."
    )
    actions: dict[str, Action] = Field(default={}, description="What leads to the next level, by step (thresholds).")
    must_have: NumberMinimum | None = Field(default=None, description="A minimum without which levels are held.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.valid[0] >= self.valid[1]:
            raise mistake("fault.valid_range")
        if (self.thresholds is None) == (self.goalposts is None):
            raise mistake("fault.thresholds_or_goalposts")
        if any(not self.valid[0] <= edge <= self.valid[1] for edge in self._edges()):
            raise mistake("fault.edges_outside_valid")
        if not self._thresholds_in_order():
            raise mistake("fault.thresholds_order", better=self.better)
        if self.goalposts and (self.goalposts.best > self.goalposts.worst) != (self.better == "higher"):
            raise mistake("fault.goalposts_direction", better=self.better)
        return self

    def _edges(self) -> tuple[Fraction, ...]:
        return self.thresholds or ((self.goalposts.worst, self.goalposts.best) if self.goalposts else ())

    def _thresholds_in_order(self) -> bool:
        steps = self.thresholds or ()
        rising = all(low < high for low, high in pairwise(steps))
        falling = all(low > high for low, high in pairwise(steps))
        return rising if self.better == "higher" else falling

    def _by_level(self) -> EvidenceByLevel:
        return self.evidence if isinstance(self.evidence, dict) else {}

    def _for_all(self) -> tuple[EvidenceAsked, ...]:
        return () if isinstance(self.evidence, dict) else self.evidence

    def accept(self, given: Given, scale: Scale) -> Standing:
        if isinstance(given, bool) or not isinstance(given, int | Decimal):
            raise refuse("answer.number_type", value=given, unit=self.unit)
        value = Fraction(given)
        if not self.valid[0] <= value <= self.valid[1]:
            raise refuse("answer.number_range", value=value, low=self.valid[0], high=self.valid[1], unit=self.unit)
        if self.goalposts:
            return Standing(self.goalposts.x(value))
        return self.at_level(scale.lowest + self._reached(value), scale)

    def _reached(self, value: Fraction) -> int:
        steps = self.thresholds or ()
        return sum(value >= step if self.better == "higher" else value <= step for step in steps)

    def supported(self, standing: Standing, proved: frozenset[str], scale: Scale) -> Standing:
        if standing.level is None:
            return standing if is_proved(self._for_all(), proved) else NO
        if not is_proved(self._for_all(), proved):
            return self.at_level(scale.base, scale)
        return self.at_level(supported_level(standing.level, self._by_level(), proved, scale), scale)

    def needed(self, standing: Standing) -> tuple[EvidenceAsked, ...]:
        return (*(self._for_all() if standing.x else ()), *needed_up_to(standing.level, self._by_level()))

    def steps(self, standing: Standing, scale: Scale) -> tuple[Step, ...]:
        if standing.x == 1:
            return ()
        if standing.level is None:
            return (Step("", YES, self.action),)
        key = step_key(standing.level)
        return (Step(key, self.at_level(standing.level + 1, scale), self.action_for(key)),)

    def best(self, scale: Scale) -> Standing:
        return YES if self.goalposts else self.at_level(scale.highest, scale)

    def worst(self, scale: Scale) -> Standing:
        return NO if self.goalposts else self.at_level(scale.base, scale)

    def meets(self, standing: Standing) -> bool:
        if self.must_have is None:
            return True
        reached = standing.x if self.goalposts or standing.level is None else standing.level
        return reached >= self.must_have.at_least

    def has_levels(self) -> bool:
        return self.thresholds is not None

    def choices(self) -> tuple[Choice, ...]:
        return ()

    def counts(self) -> str:
        return self.count or ""

    def keys(self) -> str:
        return self.unit

    def parse(self, text: str) -> Given:
        plain = text.removesuffix(self.unit).strip().replace(",", ".")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            raise refuse("answer.number_type", value=text, unit=self.unit) from None
        if not number.is_finite() or len(plain) > MAX_DIGITS or "e" in plain.lower() or "_" in plain:
            raise refuse("answer.number_type", value=text, unit=self.unit)
        return int(number) if number == number.to_integral_value() and "." not in plain else number

    def chosen(self, given: Given) -> str | None:
        return None

    def evidence_lists(self) -> Iterator[tuple[str, tuple[EvidenceAsked, ...]]]:
        if isinstance(self.evidence, dict):
            yield from lists_by_level(self.evidence)
        else:
            yield "", self.evidence

    def action_keys(self, scale: Scale) -> Iterator[str]:
        if self.thresholds:
            yield from step_keys(scale.numbers)

    def faults(self, scale: Scale) -> Iterator[Fault]:
        yield from super().faults(scale)
        if self.thresholds is not None and len(self.thresholds) != len(scale.numbers) - 1:
            counts = {"count": len(self.thresholds), "expected": len(scale.numbers) - 1}
            yield Fault("fault.thresholds_count", counts, ("thresholds",))
        if self.thresholds is None and (self._by_level() or self.actions):
            yield Fault("fault.goalposts_have_no_levels", {}, ("evidence" if self._by_level() else "actions",))
        else:
            yield from level_faults(self._by_level(), self.actions, scale)
        yield from self._minimum_faults(scale)

    def _minimum_faults(self, scale: Scale) -> Iterator[Fault]:
        if self.must_have is None:
            return
        minimum = self.must_have.at_least
        if self.thresholds is not None and minimum not in scale.numbers:
            yield Fault("fault.level_unknown", {"level": minimum, "known": scale.numbers}, ("must_have", "at_least"))
        elif self.goalposts is not None and not 0 <= minimum <= 1:
            yield Fault("fault.not_a_share", {}, ("must_have", "at_least"))
