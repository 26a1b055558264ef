"""A plan as plain tuples and back, for the cache."""

from typing import Any

from smartscore.plans.plan import (
    Checklist,
    Line,
    Marks,
    Plan,
    PlannedBands,
    PlannedGate,
    PlannedGroup,
    PlannedQuestion,
)

Packed = tuple[Any, ...]


def pack(plan: Plan) -> Packed:
    """Return a plan as plain tuples, dicts, texts and numbers, which the cache can write."""
    packed: Packed = _packed(plan)
    return packed


def unpack(packed: Packed) -> Plan:
    """Return the plan that was packed. Raises ValueError or TypeError for anything else."""
    plan = Plan(*packed)
    return plan._replace(
        questions=tuple(map(_question, plan.questions)),
        groups=tuple(PlannedGroup(*item) for item in plan.groups),
        gates=tuple(PlannedGate(*item) for item in plan.gates),
        bands=PlannedBands(*plan.bands),
        marks=Marks(*plan.marks),
    )


def _packed(value: Any) -> Any:  # noqa: ANN401  # any part of a plan
    return tuple(map(_packed, value)) if isinstance(value, tuple) else value


def _question(packed: Packed) -> PlannedQuestion:
    question = PlannedQuestion(*packed)
    return question._replace(
        checklist=Checklist(*question.checklist) if question.checklist else None,
        line=Line(*question.line) if question.line else None,
    )
