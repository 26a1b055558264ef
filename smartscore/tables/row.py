"""One sheet as one row of a table."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from pydantic import Field

from smartscore.answers import Role, Sheet
from smartscore.model import Exact, Index, Model, to_index
from smartscore.questionnaire import Form, Questionnaire
from smartscore.scoring import assessments


class Row(Model):
    """The result of one sheet, without its tree."""

    file: str = Field(description="The sheet's file.")
    region: str | None = Field(description="The region.")
    period: str | None = Field(description="The period.")
    respondent: str | None = Field(description="Who answered.")
    role: Role = Field(description="self, assessor or agreed.")
    form: Form = Field(description="full or quick.")
    index: Index | None = Field(description="From known answers only.")
    low: Index | None = Field(description="With everything not known at its worst.")
    high: Index | None = Field(description="With everything not known at its best.")
    supported: Index | None = Field(description="From what evidence supports; None for gated instruments.")
    level: int | None = Field(description="The level; None where too little is known.")
    provisional: bool = Field(description="Whether the level may still change.")
    certain_level: int | None = Field(description="The level that is reached whatever the open answers are.")
    coverage: Exact | None = Field(description="Known weight over applicable weight.")
    dimensions: dict[str, Index | None] = Field(description="The dimensions' indexes, by id.")


@dataclass(frozen=True, slots=True)
class Columns:
    """The dimensions of a table of results, and the edges that rounding must not cross."""

    dimensions: dict[str, str]
    edges: tuple[Fraction, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Columns":
        """Return the columns of a questionnaire's table."""
        names = {group.id: group.name for group in questionnaire.dimensions}
        bands = questionnaire.bands
        scale = questionnaire.scale
        span = Fraction(100, scale.highest - scale.base)
        edges = [band.min if bands.unit == "index" else (band.min - scale.base) * span for band in bands.levels]
        return cls(names, tuple(edges))


def row_of(questionnaire: Questionnaire, sheet: Sheet, file: str) -> Row:
    """Score a sheet to a row. Raises SheetError with every fault at once."""
    main, supported = assessments(questionnaire, sheet)
    whole, result = main.root.value, main.overall
    return Row(
        file=file,
        region=sheet.region,
        period=sheet.period,
        respondent=sheet.respondent,
        role=sheet.role,
        form=sheet.form,
        index=to_index(whole.central),
        low=to_index(whole.low),
        high=to_index(whole.high),
        supported=to_index(supported.root.value.central) if supported else None,
        level=result.level,
        provisional=bool(result.doubts),
        certain_level=result.certain,
        coverage=whole.coverage,
        dimensions={node.id: to_index(node.value.central) for node in main.root.children},
    )


def _text(value: str | None) -> tuple[bool, str]:
    return value is None, (value or "").casefold()


def _best_first(value: Fraction | int | None) -> tuple[bool, Fraction | int]:
    return value is None, -(value or 0)


SORT_KEYS: Final[dict[str, Callable[[Row], Any]]] = {
    "region": lambda row: (_text(row.region), _text(row.period), row.file),
    "period": lambda row: (_text(row.period), _text(row.region), row.file),
    "file": lambda row: row.file,
    "coverage": lambda row: (_best_first(row.coverage), _text(row.region), row.file),
    "index": lambda row: (_best_first(row.index), _text(row.region), row.file),
    "level": lambda row: (_best_first(row.level), _best_first(row.index), _text(row.region), row.file),
}
"""What rows can be sorted by; scores with the best first, and only when asked."""
