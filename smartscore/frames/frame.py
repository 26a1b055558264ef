"""A frame of answers in, a frame of results out."""

from typing import Any, Final, TypeVar, cast

from smartscore.errors import UsageError
from smartscore.frames.codes import BAD, Expression, coded
from smartscore.frames.levels import (
    Grounds,
    Hold,
    caps_column,
    caps_grounds,
    first_columns,
    found_columns,
    holds,
    lowest_columns,
    provisional_column,
    tied_columns,
    unread,
    weakest_columns,
    weakest_holds,
)
from smartscore.frames.limits import checked_units
from smartscore.frames.sums import column, group_columns, group_part, question_part
from smartscore.plans.plan import Plan
from smartscore.sources.columns import layout_of

AnyFrame = TypeVar("AnyFrame")

MILLION: Final = 1_000_000


def score_frame(frame: AnyFrame, plan: Plan) -> AnyFrame:
    """Score a wide frame by a plan: one row for each respondent, one column for each question.

    Returns a frame of the same kind: the columns that are no questions, then `index`, `low`, `high` and `coverage` as
    whole millionths (half up), `level`, `certain_level`, `provisional`, `caps`, the index of each dimension, and
    `unread_cells`. A row with cells that cannot be understood has no results, only their number. Lazy frames stay lazy.
    Raises UsageError where the plan cannot be scored exactly with 63 bits, or the package `narwhals` is missing, and
    DocumentError where no column is a question.
    """
    try:
        import narwhals as nw  # noqa: PLC0415  # an extra
    except ImportError:
        raise UsageError.of("extra.missing", extra="batch") from None
    grounds = Grounds(nw, plan, checked_units(plan))
    data: Any = nw.from_native(frame)
    pandas = data.implementation.is_pandas()
    if pandas:
        data = _as_arrow(data)
    names: list[str] = data.collect_schema().names()
    layout = layout_of(names, plan, "frame", {})
    places = {question.id: f"_q{number}" for number, question in enumerate(plan.questions)}
    kept = [name for place, name in enumerate(names) if place not in layout.questions.values()]
    taken = {question_id: names[place] for question_id, place in layout.questions.items()}
    data = data.select(*map(nw.col, kept), *_texts(grounds, data.collect_schema(), taken, places))
    data = data.with_columns(*_codes(grounds, places))
    data = _summed(grounds, data, places)
    data = _levelled(grounds, data, places)
    result: Any = data.select(*map(nw.col, kept), *_results(grounds, list(places.values()))).to_native()
    return cast("AnyFrame", _as_pandas(result) if pandas else result)


def _as_arrow(data: Any) -> Any:  # noqa: ANN401  # narwhals is an extra
    """Return a pandas frame as Arrow: pandas' own whole numbers cannot be null, and its floats are not exact.

    Raises UsageError where Arrow is missing.
    """
    import narwhals as nw  # noqa: PLC0415  # an extra

    try:
        return nw.from_native(data.to_arrow())
    except ImportError:
        raise UsageError.of("engine.arrow") from None


def _as_pandas(table: Any) -> Any:  # noqa: ANN401  # as above
    import pandas as pd  # noqa: PLC0415  # the frame is one of pandas

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _texts(grounds: Grounds, schema: Any, taken: dict[str, str], places: dict[str, str]) -> list[Expression]:  # noqa: ANN401  # narwhals is an extra
    """Return every question's cells as text; a question without a column has empty ones."""
    nw = grounds.nw
    found = []
    for question_id, place in places.items():
        name = taken.get(question_id)
        if name is None:
            found.append(nw.lit("").alias(place))
            continue
        cell = nw.col(name)
        if schema[name] == nw.Boolean:
            yes = nw.when(cell).then(nw.lit("yes")).otherwise(nw.lit("no"))
            cell = nw.when(cell.is_null()).then(nw.lit("")).otherwise(yes)
        elif schema[name] != nw.String:
            cell = cell.cast(nw.String)
        found.append(cell.alias(place))
    return found


def _codes(grounds: Grounds, places: dict[str, str]) -> list[Expression]:
    return [
        coded(grounds.nw, places[question.id], question, grounds.units.question) for question in grounds.plan.questions
    ]


def _summed(grounds: Grounds, data: Any, places: dict[str, str]) -> Any:  # noqa: ANN401  # narwhals is an extra
    """Add the columns of every group: those of one storey in one step, the lowest first."""
    nw, plan, unit = grounds.nw, grounds.plan, grounds.units.question
    asked = len(plan.questions)
    for depth in sorted({group.depth for group in plan.groups}, reverse=True):
        made: list[Expression] = []
        for number, group in enumerate(plan.groups):
            if group.depth != depth:
                continue
            parts = []
            for position in group.parts:
                if position >= asked:
                    parts.append(group_part(nw, position - asked))
                    continue
                question = plan.questions[position]
                counted = question.waiting[0] * (unit // question.waiting[1]) if question.waiting else None
                parts.append(question_part(nw, places[question.id], counted, unit))
            made += group_columns(nw, plan, grounds.units, number, parts)
        data = data.with_columns(*made)
    return data


def _levelled(grounds: Grounds, data: Any, places: dict[str, str]) -> Any:  # noqa: ANN401  # as above
    """Add the levels of the dimensions, then of the whole, and what holds it."""
    plan, whole = grounds.plan, len(grounds.plan.groups) - 1
    held = list(holds(grounds, places))
    for place in plan.dimensions:
        name = plan.groups[place].id
        data = data.with_columns(*found_columns(grounds, place, [hold for hold in held if hold.dimension == name]))
    every: list[Hold] = list(held)
    if plan.marks.slack is not None:
        for columns in (weakest_columns, lowest_columns, tied_columns, first_columns):
            data = data.with_columns(*columns(grounds))
        every += weakest_holds(grounds)
    data = data.with_columns(*caps_grounds(grounds))
    return data.with_columns(
        *found_columns(grounds, whole, every), caps_column(grounds, every), provisional_column(grounds)
    )


def _results(grounds: Grounds, places: list[str]) -> list[Expression]:
    nw, plan, whole = grounds.nw, grounds.plan, len(grounds.plan.groups) - 1
    shown = {
        "index": _millionths(grounds, whole, "central"),
        "low": _millionths(grounds, whole, "low"),
        "high": _millionths(grounds, whole, "high"),
        "coverage": _rounded(nw, nw.col(column(whole, "covered")), (MILLION, grounds.unit(whole, "covered"))),
        "level": nw.col(column(whole, "level")),
        "certain_level": nw.col(column(whole, "certain")),
        "provisional": nw.col("provisional"),
        "caps": nw.col("caps"),
        **{plan.groups[place].id: _millionths(grounds, place, "central") for place in plan.dimensions},
    }
    readable = nw.max_horizontal(*(nw.when(nw.col(p) == BAD).then(nw.lit(1)).otherwise(nw.lit(0)) for p in places)) == 0
    results = [nw.when(readable).then(found).otherwise(None).alias(name) for name, found in shown.items()]
    return [*results, unread(nw, places)]


def _millionths(grounds: Grounds, number: int, name: str) -> Expression:
    return _rounded(grounds.nw, grounds.nw.col(column(number, name)), (100 * MILLION, grounds.unit(number)))


def _rounded(nw: Any, value: Expression, how: tuple[int, int]) -> Expression:  # noqa: ANN401  # as above
    """Return value x factor / unit, half up: a double finds it to one, whole numbers put it right."""
    factor, unit = how
    dividend, divisor = value * (2 * factor) + unit, 2 * unit
    near = (dividend / float(divisor)).floor().cast(nw.Int64)
    rest = dividend - near * divisor
    return nw.when(rest < 0).then(near - 1).otherwise(nw.when(rest >= divisor).then(near + 1).otherwise(near))
