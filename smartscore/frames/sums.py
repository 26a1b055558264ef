"""The values of groups as columns of whole numbers: central, low, high, covered and absent, each in its unit."""

from typing import Any, Final, NamedTuple

from smartscore.frames.codes import ABSENT, ABSENT_UNMET, COUNTED, Expression
from smartscore.plans.plan import Plan, PlannedGroup
from smartscore.plans.units import GroupUnits, Units


class Part(NamedTuple):
    """A part of a group as columns. All but `absent` are null where nothing applies; central where nothing is known."""

    central: Expression
    low: Expression
    high: Expression
    covered: Expression
    absent: Expression


NAMES: Final = Part._fields


def column(number: int, name: str) -> str:
    """Return the name of a group's column."""
    return f"_g{number}_{name}"


def question_part(nw: Any, place: str, waiting: int | None, unit: int) -> Part:  # noqa: ANN401  # narwhals is an extra
    """Return a question's column of codes as a part of its group."""
    code = nw.col(place)
    none, zero, one, whole = nw.lit(None, nw.Int64), nw.lit(0, nw.Int64), nw.lit(1, nw.Int64), nw.lit(unit, nw.Int64)
    value = half(nw, code)
    known = code >= 0
    counts = code == COUNTED
    absent = (code == ABSENT) | (code == ABSENT_UNMET)
    counted = nw.lit(waiting or 0, nw.Int64)
    return Part(
        central=nw.when(known).then(value).otherwise(nw.when(counts).then(counted).otherwise(none)),
        low=nw.when(known).then(value).otherwise(_one_of(nw, absent, none, _one_of(nw, counts, counted, zero))),
        high=nw.when(known).then(value).otherwise(_one_of(nw, absent, none, whole)),
        covered=_one_of(nw, absent, none, _one_of(nw, known | counts, one, zero)),
        absent=_one_of(nw, absent, one, zero),
    )


def half(nw: Any, code: Expression) -> Expression:  # noqa: ANN401  # as above
    """Return the units of a code: half of it, without the mark for a must-have that is missed."""
    return ((code - code % 2) / 2).cast(nw.Int64)


def group_part(nw: Any, number: int) -> Part:  # noqa: ANN401  # as above
    """Return a group's columns as a part of the group above."""
    return Part(*(nw.col(column(number, name)) for name in NAMES))


def group_columns(nw: Any, plan: Plan, units: Units, number: int, parts: list[Part]) -> list[Expression]:  # noqa: ANN401  # as above
    """Return the columns of a group from its parts."""
    group, own = plan.groups[number], units.groups[number]
    found = [units.part(position, len(plan.questions)) for position in group.parts]
    inside = [part for part in found if part is not None]
    if own is None or len(inside) < len(found):
        raise AssertionError(group.id)  # `limits` has seen to it
    applicable = total(nw, [_weight(nw, part.covered, w) for w, part in zip(group.weights, parts, strict=True)])
    known = total(nw, [_weight(nw, part.central, w) for w, part in zip(group.weights, parts, strict=True)])
    scale = [own.common // unit.value for unit in inside]
    made = {
        "central": _value(nw, group, own, [p.central for p in parts], (scale, known)),
        "low": _value(nw, group, own, [p.low for p in parts], (scale, applicable)),
        "high": _value(nw, group, own, [p.high for p in parts], (scale, applicable)),
        "covered": _covered(nw, group, own, parts, (inside, applicable)),
        "absent": _absent(nw, group, own, parts, inside),
    }
    return [expression.alias(column(number, name)) for name, expression in made.items()]


def lowest(nw: Any, values: list[Expression]) -> Expression:  # noqa: ANN401  # as above
    """Return the least of the values that are not null; Spark has no least of one."""
    return nw.min_horizontal(*values) if len(values) > 1 else values[0]


def total(nw: Any, terms: list[Expression]) -> Expression:  # noqa: ANN401  # as above
    """Add up."""
    added = nw.lit(0, nw.Int64)
    for term in terms:
        added = added + term
    return added


def _one_of(nw: Any, condition: Expression, first: Expression, second: Expression) -> Expression:  # noqa: ANN401  # as above
    return nw.when(condition).then(first).otherwise(second)


def _weight(nw: Any, present: Expression, weight: int) -> Expression:  # noqa: ANN401  # as above
    return _one_of(nw, present.is_null(), nw.lit(0, nw.Int64), nw.lit(weight, nw.Int64))


def _or_zero(nw: Any, value: Expression, factor: int) -> Expression:  # noqa: ANN401  # as above
    return _one_of(nw, value.is_null(), nw.lit(0, nw.Int64), value * factor)


def _value(
    nw: Any,  # noqa: ANN401  # as above
    group: PlannedGroup,
    own: GroupUnits,
    values: list[Expression],
    how: tuple[list[int], Expression],
) -> Expression:
    scale, weights = how
    if group.rule == "minimum":
        return lowest(nw, [value * factor for value, factor in zip(values, scale, strict=True)])
    terms = [_or_zero(nw, value, w * f) for value, w, f in zip(values, group.weights, scale, strict=True)]
    return _shared(nw, total(nw, terms), weights, own.value // own.common)


def _covered(
    nw: Any,  # noqa: ANN401  # as above
    group: PlannedGroup,
    own: GroupUnits,
    parts: list[Part],
    how: tuple[list[GroupUnits], Expression],
) -> Expression:
    inside, applicable = how
    terms = [
        _or_zero(nw, part.covered, w * (own.covered_common // unit.covered))
        for part, w, unit in zip(parts, group.weights, inside, strict=True)
    ]
    return _shared(nw, total(nw, terms), applicable, own.covered // own.covered_common)


def _absent(
    nw: Any,  # noqa: ANN401  # as above
    group: PlannedGroup,
    own: GroupUnits,
    parts: list[Part],
    inside: list[GroupUnits],
) -> Expression:
    terms = [
        part.absent * (w * (own.absent_common // unit.absent))
        for part, w, unit in zip(parts, group.weights, inside, strict=True)
    ]
    return total(nw, terms)


def _shared(nw: Any, added: Expression, weights: Expression, divisor: int) -> Expression:  # noqa: ANN401  # as above
    """Return sum x (divisor / weights); the division comes out even, so that a double does it exactly."""
    some = _one_of(nw, weights > 0, weights, nw.lit(1, nw.Int64))
    factor = (nw.lit(float(divisor), nw.Float64) / some).cast(nw.Int64)
    return _one_of(nw, weights > 0, added * factor, nw.lit(None, nw.Int64))
