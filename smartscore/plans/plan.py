"""What a plan is: ids, whole-number weights, value tables, rules, must-haves, gates and bands of one form.

A pair is an exact number: numerator and denominator, the denominator above zero, not always reduced.
Values x lie in [0, 1]; an index is 100 x.
"""

from typing import Final, NamedTuple

Pair = tuple[int, int]

Point = tuple[int, int, bool]
"""The value of one answer, as numerator and denominator, and whether it meets the question's must-have."""

OVERALL: Final = "overall"


class Checklist(NamedTuple):
    """The criteria of a checklist with whole-number weights, and those that its must-have names."""

    weights: dict[str, int]
    required: tuple[str, ...]


class Line(NamedTuple):
    """How a number becomes a value: by thresholds (`steps`, with the value of each count reached) or by goalposts."""

    valid: tuple[Pair, Pair]
    unit: str
    rising: bool
    steps: tuple[Pair, ...]
    reached: tuple[Point, ...]
    goalposts: tuple[Pair, Pair] | None
    logarithmic: bool
    minimum: Pair | None


class PlannedQuestion(NamedTuple):
    """A question of the form.

    `table` holds every answer of a level, yes-or-no or choice question by its text in files; `names` other words for
    them. `waiting` is what a waiting answer counts, None where it counts as unknown. `holds_at` is the must-have's.
    """

    id: str
    earlier_ids: tuple[str, ...]
    kind: str
    dimension: str
    element: str | None
    table: dict[str, Point]
    names: dict[str, str]
    checklist: Checklist | None
    line: Line | None
    waiting: Point | None
    may_be_absent: bool
    absence_waives: bool
    holds_at: int | None
    asks_for_proof: bool


class PlannedGroup(NamedTuple):
    """A group: the positions of its parts (questions first, then the groups of the plan) and their weights."""

    id: str
    name: str
    depth: int
    dimension: str
    has_questions: bool
    rule: str
    on: tuple[Pair, Pair] | None
    parts: tuple[int, ...]
    weights: tuple[int, ...]


class PlannedGate(NamedTuple):
    """A gate: the position of its group, the level to reach, and what it holds meanwhile."""

    group: int
    at_least: int
    holds_at: int
    dimension: str | None


class PlannedBands(NamedTuple):
    """The bands: a value x is at or above the edge e where floor(x * scale) >= e."""

    levels: tuple[int, ...]
    edges: tuple[int, ...]
    scale: int
    unnamed: int
    names: tuple[str, ...]


class Marks(NamedTuple):
    """How much has to be known, how much may not apply, and how far the whole may lie above its weakest dimension."""

    floor: Pair
    provisional: Pair
    not_applicable: Pair
    slack: int | None
    good: Pair | None


class Plan(NamedTuple):
    """One form of a questionnaire in one language; groups stand after their parts, the whole last."""

    questionnaire: str
    version: str
    language: str
    form: str
    gated: bool
    base: int
    highest: int
    decimals: int
    questions: tuple[PlannedQuestion, ...]
    groups: tuple[PlannedGroup, ...]
    dimensions: tuple[int, ...]
    bands: PlannedBands
    marks: Marks
    gates: tuple[PlannedGate, ...]
    elements: dict[str, str]

    def areas(self) -> tuple[int, ...]:
        """Return the positions of the groups that hold questions and are no dimensions."""
        return tuple(n for n, group in enumerate(self.groups) if group.has_questions and group.depth > 1)

    def positions(self) -> dict[str, int]:
        """Return each question's position by id, earlier ids included."""
        earlier = {old: n for n, question in enumerate(self.questions) for old in question.earlier_ids}
        return {**earlier, **{question.id: n for n, question in enumerate(self.questions)}}
