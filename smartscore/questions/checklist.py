"""The kind `checklist`: several things that must exist; each is met or not."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from smartscore.errors import Fault, unknown
from smartscore.model import Id, Model, Text, Weight, mistake
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
from smartscore.scale import Scale


class CriteriaMinimum(MustHave):
    """A must-have that names criteria."""

    at_least: tuple[Id, ...] = Field(min_length=1, description="The criteria that have to be met.")


class Criterion(Model):
    """One thing that must exist."""

    id: Id = Field(description="What an answer names.")
    text: Text = Field(description="The criterion, as people read it.")
    weight: Weight = Field(default=Fraction(1), description="Its weight among the criteria.")


class ChecklistQuestion(Question):
    """A question whose answer lists the criteria that are met; what is not listed is not met."""

    field: ClassVar[str] = "criteria"

    kind: Literal["checklist"] = Field(description="Several criteria.")
    criteria: tuple[Criterion, ...] = Field(min_length=1, description="The criteria.")
    evidence: dict[str, tuple[EvidenceAsked, ...]] | tuple[EvidenceAsked, ...] = Field(
        default=(), description="What proves each criterion (by its id), or one list for all of them."
    )
    actions: dict[str, Action] = Field(default={}, description="What to do for each criterion, by its id.")
    must_have: CriteriaMinimum | None = Field(default=None, description="A minimum without which levels are held.")

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        ids = [criterion.id for criterion in self.criteria]
        for criterion_id in ids:
            if ids.count(criterion_id) > 1:
                raise mistake("fault.twice", name=criterion_id)
        return self

    def _standing(self, met: frozenset[str]) -> Standing:
        weights = self._whole_weights
        reached = sum(weight for criterion_id, weight in weights.items() if criterion_id in met)
        return Standing(Fraction(reached, sum(weights.values())), None, met)

    @cached_property
    def _whole_weights(self) -> dict[str, int]:
        """The weights of the criteria as whole numbers of the same proportions; fractions add up slowly."""
        common = lcm(*(criterion.weight.denominator for criterion in self.criteria))
        return {criterion.id: int(criterion.weight * common) for criterion in self.criteria}

    def _asked_for(self, criterion_id: str) -> tuple[EvidenceAsked, ...]:
        return self.evidence.get(criterion_id, ()) if isinstance(self.evidence, dict) else self.evidence

    def accept(self, given: Given, scale: Scale) -> Standing:
        known = [criterion.id for criterion in self.criteria]
        if not isinstance(given, tuple):
            raise refuse("answer.criteria_type", value=given, known=known)
        for criterion_id in given:
            if criterion_id not in known:
                raise refuse("answer.criterion", value=criterion_id, known=known)
            if given.count(criterion_id) > 1:
                raise refuse("answer.criterion_twice", value=criterion_id)
        return self._standing(frozenset(given))

    def supported(self, standing: Standing, proved: frozenset[str], scale: Scale) -> Standing:
        return self._standing(frozenset(c for c in standing.criteria if is_proved(self._asked_for(c), proved)))

    def needed(self, standing: Standing) -> tuple[EvidenceAsked, ...]:
        asked = [item for c in self.criteria if c.id in standing.criteria for item in self._asked_for(c.id)]
        return tuple(dict.fromkeys(asked))

    def steps(self, standing: Standing, scale: Scale) -> tuple[Step, ...]:
        open_ones = [criterion.id for criterion in self.criteria if criterion.id not in standing.criteria]
        return tuple(Step(c, self._standing(standing.criteria | {c}), self.action_for(c)) for c in open_ones)

    def best(self, scale: Scale) -> Standing:
        return self._standing(frozenset(criterion.id for criterion in self.criteria))

    def worst(self, scale: Scale) -> Standing:
        return self._standing(frozenset())

    def meets(self, standing: Standing) -> bool:
        return self.must_have is None or standing.criteria.issuperset(self.must_have.at_least)

    def path_to_minimum(self, standing: Standing, scale: Scale) -> tuple[Step, ...]:
        steps: list[Step] = []
        required = self.must_have.at_least if self.must_have else ()
        for criterion_id in required:
            if criterion_id not in standing.criteria:
                standing = self._standing(standing.criteria | {criterion_id})
                steps.append(Step(criterion_id, standing, self.action_for(criterion_id)))
        return tuple(steps)

    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(str(number), criterion.text) for number, criterion in enumerate(self.criteria, 1))

    def keys(self) -> str:
        return f"1-{len(self.criteria)}, 0"

    def parse(self, text: str) -> Given:
        by_key = {str(number): criterion.id for number, criterion in enumerate(self.criteria, 1)}
        by_id = {criterion.id: criterion.id for criterion in self.criteria}
        parts = text.replace(",", " ").split()
        if parts == ["0"]:
            return ()
        unknown_parts = [part for part in parts if part not in by_key and part not in by_id]
        if not parts or unknown_parts:
            raise refuse("answer.criteria_keys", value=" ".join(unknown_parts) or text, known=list(by_key))
        return tuple(dict.fromkeys({**by_key, **by_id}[part] for part in parts))

    def chosen(self, given: Given) -> str | None:
        met = given if isinstance(given, tuple) else ()
        return "; ".join(criterion.text for criterion in self.criteria if criterion.id in met) or None

    def evidence_lists(self) -> Iterator[tuple[str, tuple[EvidenceAsked, ...]]]:
        if isinstance(self.evidence, dict):
            yield from self.evidence.items()
        else:
            yield "", self.evidence

    def action_keys(self, scale: Scale) -> Iterator[str]:
        yield from (criterion.id for criterion in self.criteria)

    def faults(self, scale: Scale) -> Iterator[Fault]:
        yield from super().faults(scale)
        known = [criterion.id for criterion in self.criteria]
        places: list[tuple[tuple[str | int, ...], str]] = [(("actions", key), key) for key in self.actions]
        if isinstance(self.evidence, dict):
            places += [(("evidence", key), key) for key in self.evidence]
        if self.must_have:
            places += [(("must_have", "at_least", i), key) for i, key in enumerate(self.must_have.at_least)]
        for path, key in places:
            if key not in known:
                yield unknown("fault.criterion_unknown", key, known).within(*path)
