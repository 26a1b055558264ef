"""A frame of answers in, a frame of results out."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final, TypeVar, cast

from smartscore.errors import DocumentError, Fault, UsageError
from smartscore.frames.levels import Grounds, levelled
from smartscore.frames.limits import checked_units
from smartscore.frames.shares import (
    BAD,
    Coding,
    Expression,
    Sum,
    criteria,
    folded_column,
    numbers,
    share_column,
    spaced,
    sums_of,
    text_column,
)
from smartscore.frames.sums import Sums, column
from smartscore.plans.plan import Plan
from smartscore.sources.columns import Heads, Layout, layout_of

AnyFrame = TypeVar("AnyFrame")

MILLION: Final = 1_000_000

RESULTS: Final = ("index", "low", "high", "coverage", "level", "certain_level", "provisional", "caps", "unread_cells")
"""The columns of results, besides those of the dimensions."""

_OWN: Final = re.compile(r"_(g|t|l|n|c|m)[0-9]|_gate[0-9]|_unmet_|_weakest_|_lowest_|_known$|_caps_band$")
"""The names of the columns that scoring makes on its way."""


def score_frame(frame: AnyFrame, plan: Plan) -> AnyFrame:
    """Score a wide frame by a plan: one row for each respondent, one column for each question.

    Returns a frame of the same kind: the columns that are no questions, then `index`, `low`, `high` and `coverage` as
    whole millionths (half up), `level`, `certain_level`, `provisional`, `caps`, the index of each dimension, and
    `unread_cells`. A row with cells that cannot be understood has no results, only their number. Lazy frames stay lazy.
    Columns are questions by their ids, with or without a group's name before them; any other column is kept as it is,
    with who answered: a `role` that is none is no fault here. A frame has one form, the plan's.
    Raises UsageError where the plan cannot be scored exactly with 63 bits, where a column has the name of a result,
    says the form of each row, or tells only a part of a question (one option, a note) that has no column of its own,
    or where the package `narwhals` is missing, and DocumentError where no column is a question.
    """
    try:
        import narwhals as nw  # noqa: PLC0415  # an extra
    except ImportError:
        raise UsageError.of("extra.missing", extra="batch") from None
    units = checked_units(plan)
    data: Any = nw.from_native(frame)
    grounds = Grounds(nw, plan, units, selective=data.implementation.is_duckdb())
    pandas = data.implementation.is_pandas()
    if pandas:
        data = _as_arrow(data)
    names: list[str] = data.collect_schema().names()
    layout = layout_of(names, plan, "frame", {})
    kept = [name for place, name in enumerate(names) if place not in layout.questions.values()]
    _refuse(layout, names, plan)
    _refuse_columns(layout, kept, plan)
    taken = {question_id: names[place] for question_id, place in layout.questions.items()}
    scored = _scored(data, kept, taken, grounds)
    result: Any = scored.to_native()
    return cast("AnyFrame", _as_pandas(result) if pandas else result)


def _refuse(layout: Layout, names: list[str], plan: Plan) -> None:
    """Refuse a frame whose rows are not what they have to be: each a respondent, of the plan's form."""
    if not layout.wide:
        raise DocumentError([Fault("table.no_questions", {"questionnaire": plan.questionnaire}, file="frame")])
    if "form" in layout.who:  # what it says cannot be looked at where a frame is lazy
        raise UsageError.of("engine.form", name=names[layout.who["form"]].strip())


def _refuse_columns(layout: Layout, kept: list[str], plan: Plan) -> None:
    """Refuse columns that a frame would be scored wrongly by, rather than take answers for missing."""
    for question_id in layout.parts:
        raise UsageError.of("engine.parts", name=question_id)
    heads = Heads(kept, plan, {})
    results = {*RESULTS, *(plan.groups[place].id for place in plan.dimensions)}
    for name in kept:
        repeated = heads.repeated(name.strip())
        if repeated and repeated[0] not in layout.questions:
            raise UsageError.of("engine.only_part", column=name.strip(), name=repeated[0])
        if name in results or _OWN.match(name):
            raise UsageError.of("engine.column", name=name)


def _scored(data: Any, kept: list[str], taken: dict[str, str], grounds: Grounds) -> Any:  # noqa: ANN401  # narwhals is an extra
    """Score in steps, each of which sees the columns of the one before: what it needs twice is worked out once."""
    nw, plan = grounds.nw, grounds.plan
    others = [nw.col(name) for name in kept]
    sums = sums_of(plan, grounds.units)
    made = Sums(nw, plan, grounds.units, sums)
    data = data.select(*others, *_texts(grounds, data.collect_schema(), taken))
    data = data.with_columns(*_folded(nw, plan))
    if lists := _criteria(nw, plan):
        data = data.with_columns(*lists)
    data = data.select(*others, *_shares(grounds, sums))
    data = data.select(*others, *made.totals(), _unread(nw, sums))
    data = data.select(*others, nw.col("unread_cells"), *made.fields())
    if parts := list(made.parts_of_minimums()):
        data = data.with_columns(*parts)
    for depth in sorted({group.depth for group in plan.groups}, reverse=True):
        for columns in made.storey(depth):
            data = data.with_columns(*columns)
        data = data.select(*others, nw.col("unread_cells"), *map(nw.col, made.needed_above(depth)))
    data = levelled(grounds, data)
    return data.select(*others, *_results(grounds))


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


def _texts(grounds: Grounds, schema: Any, taken: dict[str, str]) -> Iterator[Expression]:  # noqa: ANN401  # narwhals is an extra
    """Yield every question's cells as text without space around it; a question without a column has empty ones."""
    nw = grounds.nw
    for number, question in enumerate(grounds.plan.questions):
        name = taken.get(question.id)
        if name is None:
            yield nw.lit("").alias(text_column(number))
            continue
        cell, nothing = nw.col(name), nw.col(name).is_null()
        if schema[name] in (nw.Float32, nw.Float64):
            nothing = nothing | cell.is_nan()
        if schema[name] == nw.Boolean:
            cell = nw.when(cell).then(nw.lit("yes")).otherwise(nw.lit("no"))
        elif schema[name] != nw.String:
            cell = cell.cast(nw.String)
        cell = nw.when(nothing).then(nw.lit("")).otherwise(cell)
        yield _stripped(nw, cell, grounds.selective).alias(text_column(number))


def _stripped(nw: Any, cell: Expression, selective: bool) -> Expression:  # noqa: ANN401, FBT001  # as above
    """Return text without space around it; where an engine works only on what a condition selects, ask first."""
    stripped = cell.str.strip_chars()
    if not selective:
        return stripped
    spaced = cell < "!"  # all space sorts before it
    for sign in " \t\r\n":
        spaced = spaced | cell.str.ends_with(sign)
    return nw.when(spaced).then(stripped).otherwise(cell)


def _folded(nw: Any, plan: Plan) -> Iterator[Expression]:  # noqa: ANN401  # as above
    """Yield the cells in small letters, and the numbers in them."""
    for number, question in enumerate(plan.questions):
        yield nw.col(text_column(number)).str.to_lowercase().alias(folded_column(number))
        if question.kind == "number":
            yield numbers(nw, number)
        if question.checklist is not None:
            yield spaced(nw, number)


def _criteria(nw: Any, plan: Plan) -> list[Expression]:  # noqa: ANN401  # as above
    lists = ((number, question.checklist) for number, question in enumerate(plan.questions))
    return [criteria(nw, number, checklist) for number, checklist in lists if checklist is not None]


def _shares(grounds: Grounds, sums: dict[int, list[Sum]]) -> Iterator[Expression]:
    """Yield what every question adds to the sums that it is in."""
    codings = [Coding(grounds.nw, question, grounds.units.question) for question in grounds.plan.questions]
    for found in chain.from_iterable(sums.values()):
        for asked in found.asked:
            yield from codings[asked.number].shares(found, asked)


def _unread(nw: Any, sums: dict[int, list[Sum]]) -> Expression:  # noqa: ANN401  # as above
    """Return how many cells of a row could not be understood; each question is looked at in one of its sums."""
    each = [(found, asked) for found in chain.from_iterable(sums.values()) for asked in found.asked]
    first = {asked.number: share_column(found, asked, 0) for found, asked in each}
    one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    count = none
    for name in first.values():
        count = count + nw.when(nw.col(name) == BAD).then(one).otherwise(none)
    return count.alias("unread_cells")


def _results(grounds: Grounds) -> list[Expression]:
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
    readable = nw.col("unread_cells") == 0
    results = [nw.when(readable).then(found).otherwise(None).alias(name) for name, found in shown.items()]
    return [*results, nw.col("unread_cells")]


def _millionths(grounds: Grounds, number: int, name: str) -> Expression:
    return _rounded(grounds.nw, grounds.nw.col(column(number, name)), (100 * MILLION, grounds.unit(number)))


def _rounded(nw: Any, value: Expression, how: tuple[int, int]) -> Expression:  # noqa: ANN401  # as above
    """Return value x factor / unit, half up: a double finds it to one, whole numbers put it right."""
    factor, unit = how
    dividend, divisor = value * (2 * factor) + unit, 2 * unit
    near = (dividend / float(divisor)).floor().cast(nw.Int64)
    rest = dividend - near * divisor
    return nw.when(rest < 0).then(near - 1).otherwise(nw.when(rest >= divisor).then(near + 1).otherwise(near))
