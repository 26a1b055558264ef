"""The kind `choice`: one of several options, each with points."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from smartscore.model import Exact, Id, Model, Share, Text, mistake
from smartscore.questions.question import (
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
from smartscore.questions.yes_no import NO, YES
from smartscore.scale import Scale

RESERVED = frozenset({"yes", "no", "true", "false", "null", "unknown", "waiting"})
"""Words that mean something else where an answer is written in short."""


class ShareMinimum(MustHave):
    """A must-have at a share of the best."""

    at_least: Share = Field(description="The lowest share of the best, 0 to 1, that meets it.")


class ChoiceOption(Model):
    """One option."""

    id: Id = Field(description="What an answer names.")
    text: Text = Field(description="The option, as people read it.")
    points: Exact = Field(description="Its points; only their proportions matter.")


class ChoiceQuestion(Question):
    """A question whose answer is one of its options."""

    field: ClassVar[str] = "option"

    kind: Literal["choice"] = Field(description="One of several options.")
    options: tuple[ChoiceOption, ...] = Field(min_length=2, description="The options.")
    evidence: tuple[EvidenceAsked, ...] = Field(default=(), description="What proves any option above the worst.")
    must_have: ShareMinimum | None = Field(default=None, description="A minimum without which levels are held.")

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        ids = [option.id for option in self.options]
        for option_id in ids:
            if ids.count(option_id) > 1:
                raise mistake("fault.twice", name=option_id)
            if option_id in RESERVED:
                raise mistake("fault.reserved", name=option_id)
        if len({option.points for option in self.options}) == 1:
            raise mistake("fault.points_all_equal")
        return self

    def _standing(self, option: ChoiceOption) -> Standing:
        points = [item.points for item in self.options]
        return Standing((option.points - min(points)) / (max(points) - min(points)))

    def accept(self, given: Given, scale: Scale) -> Standing:
        for option in self.options:
            if option.id == given:
                return self._standing(option)
        raise refuse("answer.option", value=given, known=[option.id for option in self.options])

    def supported(self, standing: Standing, proved: frozenset[str], scale: Scale) -> Standing:
        return standing if is_proved(self.evidence, proved) else NO

    def needed(self, standing: Standing) -> tuple[EvidenceAsked, ...]:
        return self.evidence if standing.x else ()

    def steps(self, standing: Standing, scale: Scale) -> tuple[Step, ...]:
        better = sorted((self._standing(option).x, option.id) for option in self.options)
        following = [(x, option_id) for x, option_id in better if x > standing.x]
        return tuple(Step(option_id, Standing(x), self.action) for x, option_id in following[:1])

    def best(self, scale: Scale) -> Standing:
        return YES

    def worst(self, scale: Scale) -> Standing:
        return NO

    def meets(self, standing: Standing) -> bool:
        return self.must_have is None or standing.x >= self.must_have.at_least

    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(str(number), option.text) for number, option in enumerate(self.options, 1))

    def keys(self) -> str:
        return f"1-{len(self.options)}"

    def parse(self, text: str) -> Given:
        by_key = {str(number): option.id for number, option in enumerate(self.options, 1)}
        by_id = {option.id: option.id for option in self.options}
        found = {**by_key, **by_id}.get(text)
        if found is None:
            raise refuse("answer.option", value=text, known=list(by_key))
        return found

    def chosen(self, given: Given) -> str | None:
        return next(option.text for option in self.options if option.id == given)

    def evidence_lists(self) -> Iterator[tuple[str, tuple[EvidenceAsked, ...]]]:
        yield "", self.evidence

    def action_keys(self, scale: Scale) -> Iterator[str]:
        yield from ()
