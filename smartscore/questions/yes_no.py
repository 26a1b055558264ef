"""The kind `yes_no`: a legal fact that is or is not."""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Final, Literal

from pydantic import Field

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
from smartscore.scale import Scale

YES: Final = Standing(Fraction(1))
NO: Final = Standing(Fraction(0))

_KEYS: Final = {"1": True, "0": False}
_WORDS: Final = {"yes": True, "no": False}
_TYPED: Final = {**_KEYS, **_WORDS, "ya": True, "tidak": False}
"""What a person may type, in every language; files hold yes and no."""


class YesMinimum(MustHave):
    """A must-have that only a yes meets."""

    at_least: Literal["yes"] = Field(description="Always `yes`.")


class YesNoQuestion(Question):
    """A question whose answer is yes or no."""

    field: ClassVar[str] = "yes"

    kind: Literal["yes_no"] = Field(description="Yes or no.")
    evidence: tuple[EvidenceAsked, ...] = Field(default=(), description="What proves a yes.")
    must_have: YesMinimum | None = Field(default=None, description="A minimum without which levels are held.")

    def accept(self, given: Given, scale: Scale) -> Standing:
        value = _WORDS.get(given) if isinstance(given, str) else given
        if not isinstance(value, bool):
            raise refuse("answer.yes_no", value=given)
        return YES if value else NO

    def supported(self, standing: Standing, proved: frozenset[str], scale: Scale) -> Standing:
        return standing if is_proved(self.evidence, proved) else NO

    def needed(self, standing: Standing) -> tuple[EvidenceAsked, ...]:
        return self.evidence if standing.x else ()

    def steps(self, standing: Standing, scale: Scale) -> tuple[Step, ...]:
        return () if standing.x else (Step("", YES, self.action),)

    def best(self, scale: Scale) -> Standing:
        return YES

    def worst(self, scale: Scale) -> Standing:
        return NO

    def meets(self, standing: Standing) -> bool:
        return self.must_have is None or standing.x == 1

    def choices(self) -> tuple[Choice, ...]:
        return (Choice("1", "yes"), Choice("0", "no"))

    def keys(self) -> str:
        return "1/0"

    def parse(self, text: str) -> Given:
        found = _TYPED.get(text.lower())
        if found is None:
            raise refuse("answer.yes_no_typed", value=text)
        return found

    def chosen(self, given: Given) -> str | None:
        return None

    def evidence_lists(self) -> Iterator[tuple[str, tuple[EvidenceAsked, ...]]]:
        yield "", self.evidence

    def action_keys(self, scale: Scale) -> Iterator[str]:
        yield from ()
