"""The scale of a questionnaire: its named levels, where zero lies, and how a level becomes a value x in [0, 1]."""

from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from smartscore.model import LevelNumber, Model, Text, mistake


class ScaleLevel(Model):
    """One level of the scale."""

    level: LevelNumber = Field(description="The number people see and type.")
    name: Text = Field(description="The level's name.")
    means: Text | None = Field(default=None, description="What the level means in general, in one sentence.")


class Scale(Model):
    """Named levels, from the worst to the best."""

    levels: tuple[ScaleLevel, ...] = Field(min_length=2, description="All levels, lowest first, without a gap.")
    floor: LevelNumber | None = Field(
        default=None,
        description="What counts as nothing: the lowest level, or 0 for gated instruments that start at 1.",
    )
    decimals: int = Field(
        default=2, ge=0, le=6, description="Decimals with which this instrument prints its own value."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        numbers = [item.level for item in self.levels]
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise mistake("fault.levels_not_in_order")
        if self.floor is not None and self.floor > numbers[0]:
            raise mistake("fault.floor_above_lowest", floor=self.floor, lowest=numbers[0])
        return self

    @property
    def lowest(self) -> int:
        """The lowest level that can be answered."""
        return self.levels[0].level

    @property
    def highest(self) -> int:
        """The highest level."""
        return self.levels[-1].level

    @property
    def base(self) -> int:
        """The level that counts as nothing: x = 0."""
        return self.lowest if self.floor is None else self.floor

    @property
    def numbers(self) -> tuple[int, ...]:
        """All levels, lowest first."""
        return tuple(item.level for item in self.levels)

    def x(self, level: int | Fraction) -> Fraction:
        """Return (level - floor) / (highest - floor), in [0, 1], of a level or of the instrument's own value."""
        return Fraction(level - self.base) / (self.highest - self.base)

    def native(self, x: Fraction) -> Fraction:
        """Return the instrument's own value: floor + x (highest - floor)."""
        return self.base + x * (self.highest - self.base)
