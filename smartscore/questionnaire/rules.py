"""The rules of a questionnaire: how values are put together, which results are which level, and what holds them."""

from enum import StrEnum
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from smartscore.model import Exact, Id, LevelNumber, Model, Share, Text, Weight, mistake


class Rule(StrEnum):
    """How a group's value is made from what it holds."""

    MEAN = "mean"
    POOLED = "pooled"
    MINIMUM = "minimum"
    HARMONIC = "harmonic"
    GEOMETRIC = "geometric"


class Tier(Model):
    """One storey of the tree, counted from the top: the whole, the dimensions, the areas ..."""

    id: Id = Field(description="A name for translations: overall, dimension, area ...")
    name: Text = Field(description="What people call a group of this storey.")
    rule: Rule = Field(default=Rule.MEAN, description="How its value is made from what it holds.")
    on: tuple[Exact, Exact] | None = Field(
        default=None, description="For harmonic and geometric: the scale [a, b] on which the mean is taken, 0 <= a < b."
    )

    @model_validator(mode="after")
    def _scale_where_needed(self) -> Self:
        needs_scale = self.rule in (Rule.HARMONIC, Rule.GEOMETRIC)
        if needs_scale and self.on is None:
            raise mistake("fault.tier_needs_scale", rule=self.rule.value)
        if not needs_scale and self.on is not None:
            raise mistake("fault.tier_takes_no_scale", rule=self.rule.value)
        if self.on is not None and not 0 <= self.on[0] < self.on[1]:
            raise mistake("fault.tier_scale")
        return self


class Band(Model):
    """A stretch of the result that is one maturity level; half-open: min belongs to it, max does not."""

    level: LevelNumber = Field(description="The maturity level.")
    name: Text = Field(description="The level's name in results.")
    min: Exact = Field(description="The first value that belongs to it.")
    max: Exact = Field(description="The first value that does not; the last band includes it.")


class Bands(Model):
    """The bands, lowest first."""

    unit: Literal["index", "native"] = Field(description="`index`: 0 to 100. `native`: the instrument's own scale.")
    levels: tuple[Band, ...] = Field(min_length=1, description="The bands, without gap or overlap.")

    @model_validator(mode="after")
    def _chained(self) -> Self:
        for band in self.levels:
            if band.min >= band.max:
                raise mistake("fault.band_empty", level=band.level)
        for below, above in zip(self.levels, self.levels[1:], strict=False):
            if above.level <= below.level:
                raise mistake("fault.bands_not_rising", level=above.level)
            if above.min < below.max:
                raise mistake("fault.bands_overlap", low=below.level, high=above.level)
            if above.min > below.max:
                raise mistake("fault.bands_gap", low=below.level, high=above.level)
        return self

    @property
    def unnamed(self) -> int:
        """The level of a result below the first band; it has no name."""
        return self.levels[0].level - 1

    def level(self, value: Fraction) -> int:
        """Return the level of a value in the bands' own unit."""
        return next((band.level for band in reversed(self.levels) if value >= band.min), self.unnamed)

    def name(self, level: int) -> str | None:
        """Return a level's name; None below the first band."""
        return next((band.name for band in self.levels if band.level == level), None)


class CoverageMarks(Model):
    """How much has to be known."""

    floor: Share = Field(default=Fraction(2, 3), description="Below this share no level is given.")
    provisional: Share = Field(default=Fraction(85, 100), description="Below this share a level is provisional.")

    @model_validator(mode="after")
    def _marks_in_order(self) -> Self:
        if self.provisional < self.floor:
            raise mistake("fault.coverage_order")
        return self


class NotApplicablePolicy(Model):
    """When a question may be called not applicable."""

    policy: Literal["allowed", "forbidden"] = Field(default="allowed", description="The rule for all questions.")
    mark: Share = Field(
        default=Fraction(20, 100), description="Above this share of a dimension its level is provisional."
    )


class WaitingPolicy(Model):
    """What an answer counts that an outside body has yet to give."""

    counts_as: LevelNumber = Field(description="The level that counts until then.")


class WeakestDimension(Model):
    """How far the whole may lie above its weakest dimension."""

    slack: int = Field(strict=True, ge=0, le=100, description="In levels.")


class Gate(Model):
    """A group that has to reach a level before the groups above it may exceed one."""

    id: Id = Field(description="The gate's own id.")
    group: Id = Field(description="The dimension or area that has to reach it.")
    at_least: LevelNumber = Field(description="The level it has to reach, by the bands.")
    holds_at: LevelNumber = Field(description="The level that is not exceeded while it does not.")
    because: Text = Field(description="The reason, for the report.")


class Claim(Model):
    """A question that stands at a level or above."""

    question: Id = Field(description="A question with levels: of kind level, or a number with thresholds.")
    at_least: LevelNumber = Field(description="The level.")


class Expectation(Model):
    """Two answers that belong together: who claims the one is expected to have reached the other."""

    id: Id = Field(description="The expectation's own id.")
    claim: Claim = Field(description="What is claimed.")
    expects: Claim = Field(description="What should then be so too.")
    because: Text = Field(description="Why, as a sentence for the person who answers.")


class EffortSize(Model):
    """What an effort means."""

    number: Weight = Field(description="Its size in comparisons.")
    means: Text = Field(description="In weeks and money.")


class ReadinessPart(Model):
    """One readiness element that questions tell of."""

    id: Id = Field(description="What a question names as its `element`.")
    name: Text = Field(description="Its name.")


class ReadinessElement(Model):
    """One of the groups of readiness elements: structure, infrastructure, superstructure."""

    id: Id = Field(description="Its id.")
    name: Text = Field(description="Its name.")
    parts: tuple[ReadinessPart, ...] = Field(min_length=1, description="The elements in it.")


class Readiness(Model):
    """The readiness view: each question good, moderate or poor, counted per element."""

    good: Share = Field(description="A question is good from this share of its best value.")
    moderate: Share = Field(description="Moderate from here, poor below.")
    elements: tuple[ReadinessElement, ...] = Field(min_length=1, description="The elements.")

    @model_validator(mode="after")
    def _cuts_in_order(self) -> Self:
        if not 0 < self.moderate < self.good:
            raise mistake("fault.cuts_order")
        return self


class Source(Model):
    """Where the instrument, or a rule of it, comes from."""

    title: Text = Field(description="The document or page.")
    year: int | None = Field(default=None, strict=True, ge=1900, le=2200, description="Its year.")
    url: Text | None = Field(default=None, description="Where to find it.")
    note: Text | None = Field(default=None, description="What was taken from it.")
