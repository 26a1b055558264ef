"""What all kinds of question have in common, and what they have to answer for themselves."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from smartscore.errors import AnswerError, Fault
from smartscore.model import Id, LevelNumber, Model, Text, Weight
from smartscore.profile import When
from smartscore.scale import Scale

Given = int | Decimal | bool | str | tuple[str, ...]
"""An answer as it is written down: a level, a number, yes or no, an option, or the criteria that are met."""

Effort = Literal["S", "M", "L"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an answer stands: its value x in [0, 1], and the level or the criteria behind it where there are any."""

    x: Fraction
    level: int | None = None
    criteria: frozenset[str] = frozenset()


class EvidenceAsked(Model):
    """One document that proves something."""

    id: Id = Field(description="Unique within the question; an answer's evidence names it under `proves`.")
    name: Text = Field(description="The document's name as offices call it.")
    shows: Text | None = Field(default=None, description="What must be readable in it.")
    max_age_months: int | None = Field(
        default=None,
        ge=1,
        description="How old it may be at the period's end; `check` doubts what is older; no limit where not given.",
    )


class Action(Model):
    """One thing to do next."""

    do: Text = Field(description="What to do, and what exists when it is done.")
    owner: Text | None = Field(default=None, description="The kind of agency that usually does it.")
    effort: Effort = Field(default="M", description="S, M or L; what they mean stands in questionnaire.yaml.")
    quick_win: bool = Field(default=False, strict=True, description="Done within 12 months and noticed by citizens.")
    needs: tuple[Id, ...] = Field(default=(), description="Questions whose answers should come first.")


class Reference(Model):
    """A link to another instrument; it never changes a score."""

    scheme: Id = Field(description="The instrument: iso-37120, iso-37122, u4ssc, sdg ...")
    edition: int = Field(strict=True, ge=1900, le=2200, description="Its year.")
    id: Text = Field(description="The identifier there.")
    relation: Literal["exact", "close", "related", "contributes"] = Field(description="How close the two are.")


class MustHave(Model):
    """A minimum without which the dimension and the whole are held at a level."""

    holds_at: LevelNumber = Field(description="The level that is not exceeded while this is not met.")
    because: Text = Field(description="The reason, for the report.")
    not_applicable: Literal["unmet", "waived"] = Field(
        default="unmet", description="What a not-applicable answer means for it."
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A possible improvement: where it leads, and the action that leads there (None where none is written)."""

    key: str
    to: Standing
    action: Action | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One printed choice: the key to type, and its text."""

    key: str
    text: str


class Question(Model):
    """What every question has; each kind adds its own answer."""

    field: ClassVar[str]
    """The key under which an answer of this kind is written in full."""

    id: Id = Field(description="Readable and never used again for something else.")
    kind: str = Field(description="The kind of question.")
    ask: Text = Field(description="The question, about one thing that can be observed.")
    help: Text | None = Field(default=None, description="What counts and what does not.")
    weight: Weight = Field(default=Fraction(1), description="Its weight among its neighbours.")
    quick: bool = Field(default=False, strict=True, description="Part of the short form.")
    element: Id | None = Field(default=None, description="The readiness element it tells of.")
    not_applicable: Literal["allowed", "forbidden"] | None = Field(
        default=None, description="Whether `not applicable` may be answered; the questionnaire's rule where not given."
    )
    when: When | None = Field(
        default=None, description="The regions it is put to, by their profile; every one where not given."
    )
    must_have: MustHave | None = Field(default=None, description="A minimum without which levels are held.")
    action: Action | None = Field(default=None, description="The one thing to do, where steps make no difference.")
    references: tuple[Reference, ...] = Field(default=(), description="Links to other instruments.")
    renamed_from: tuple[Id, ...] = Field(default=(), description="Earlier ids; old sheets stay valid.")
    sources: tuple[Text, ...] = Field(default=(), description="Where the question comes from.")

    @abstractmethod
    def accept(self, given: Given, scale: Scale) -> Standing:
        """Return where an answer stands. Raises AnswerError where the question cannot take it."""

    @abstractmethod
    def supported(self, standing: Standing, proved: frozenset[str], scale: Scale) -> Standing:
        """Return the part of an answer that its evidence (ids of what is proved) supports."""

    @abstractmethod
    def needed(self, standing: Standing) -> tuple[EvidenceAsked, ...]:
        """Return the evidence that an answer standing there has to show."""

    @abstractmethod
    def steps(self, standing: Standing, scale: Scale) -> tuple[Step, ...]:
        """Return the next improvements, each on its own; none at the best."""

    @abstractmethod
    def choices(self) -> tuple[Choice, ...]:
        """Return the printed choices, in the order of printing; none for a number."""

    def has_levels(self) -> bool:
        """Say whether its answers stand at levels of the scale."""
        return False

    def counts(self) -> str:
        """Return what a number counts, over what; empty for other kinds."""
        return ""

    @abstractmethod
    def keys(self) -> str:
        """Return what may be typed, briefly: `0-5`."""

    @abstractmethod
    def parse(self, text: str) -> Given:
        """Read what a person typed. Raises AnswerError where it is no answer."""

    @abstractmethod
    def chosen(self, given: Given) -> str | None:
        """Return what an answer says in words; None where the value says it itself."""

    @abstractmethod
    def evidence_lists(self) -> Iterator[tuple[str, tuple[EvidenceAsked, ...]]]:
        """Yield each list of evidence with the level, criterion or (as "") question it is asked for."""

    @abstractmethod
    def action_keys(self, scale: Scale) -> Iterator[str]:
        """Yield the keys that its actions may have, besides the single `action`."""

    @abstractmethod
    def best(self, scale: Scale) -> Standing:
        """Return the best that an answer can be."""

    def worst(self, scale: Scale) -> Standing:
        """Return the worst that an answer can be."""
        return self.at_level(scale.base, scale)

    def at_level(self, level: int, scale: Scale) -> Standing:
        """Return where an answer counted as this level stands (for `waiting: {counts_as: ...}`)."""
        return Standing(scale.x(level), level if self.has_levels() else None)

    def meets(self, standing: Standing) -> bool:
        """Say whether an answer standing there meets the question's minimum (True where it has none)."""
        return self.must_have is None

    def path_to_minimum(self, standing: Standing, scale: Scale) -> tuple[Step, ...]:
        """Return the steps from there to the minimum, in order; none where it is met."""
        steps: list[Step] = []
        while not self.meets(standing):
            following = self.steps(standing, scale)
            if not following:
                break
            steps.append(following[0])
            standing = following[0].to
        return tuple(steps)

    def faults(self, scale: Scale) -> Iterator[Fault]:
        """Yield what does not fit the questionnaire's scale, or contradicts itself."""
        yield from self._repeated_evidence()

    def all_evidence(self) -> dict[str, EvidenceAsked]:
        """Return everything that can be proved, by id."""
        return {item.id: item for _, items in self.evidence_lists() for item in items}

    def all_actions(self) -> dict[str, Action]:
        """Return the actions by key; the single one has the key ""."""
        single = {"": self.action} if self.action else {}
        return {**single, **getattr(self, "actions", {})}

    def action_for(self, key: str) -> Action | None:
        """Return the action of a step, else the single one."""
        found: Action | None = getattr(self, "actions", {}).get(key)
        return found or self.action

    def _repeated_evidence(self) -> Iterator[Fault]:
        seen: set[str] = set()
        for _, items in self.evidence_lists():
            for item in items:
                if item.id in seen:
                    yield Fault("fault.evidence_twice", {"id": item.id}, ("evidence",))
                seen.add(item.id)


def refuse(key: str, /, **params: object) -> AnswerError:
    """Return the error for an answer that a question cannot take."""
    return AnswerError([Fault(key, params)])


def is_proved(items: tuple[EvidenceAsked, ...], proved: frozenset[str]) -> bool:
    """Say whether everything on a list of evidence is there; an empty list asks for nothing."""
    return all(item.id in proved for item in items)
