"""A plan as plain tuples and back, for the cache."""

from dataclasses import fields, is_dataclass
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
    """Return a plan as tuples, dicts, texts and numbers."""
    packed: Packed = _packed(plan)
    return packed


def unpack(packed: Packed) -> Plan:
    """Return the plan that was packed. Raises ValueError or TypeError for anything else."""
    plan = _named(Plan, packed)
    plan["questions"] = tuple(_question(item) for item in plan["questions"])
    plan["groups"] = tuple(PlannedGroup(*item) for item in plan["groups"])
    plan["gates"] = tuple(PlannedGate(*item) for item in plan["gates"])
    plan["bands"], plan["marks"] = PlannedBands(*plan["bands"]), Marks(*plan["marks"])
    return Plan(**plan)


def _packed(value: Any) -> Any:  # noqa: ANN401  # any part of a plan
    if is_dataclass(value):
        return tuple(_packed(getattr(value, part.name)) for part in fields(value))
    return tuple(_packed(item) for item in value) if isinstance(value, tuple) else value


def _named(kind: type, packed: Packed) -> dict[str, Any]:
    return dict(zip((part.name for part in fields(kind)), packed, strict=True))


def _question(packed: Packed) -> PlannedQuestion:
    question = _named(PlannedQuestion, packed)
    question["checklist"] = Checklist(*question["checklist"]) if question["checklist"] else None
    question["line"] = Line(*question["line"]) if question["line"] else None
    return PlannedQuestion(**question)
