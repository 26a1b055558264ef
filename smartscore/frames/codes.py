"""The cells of a frame as whole numbers: a value in the plan's unit, or a code for a state."""

from typing import Any, Final

from smartscore.plans.cells import NONE_MET, STATES, YES_NO
from smartscore.plans.plan import Pair, PlannedQuestion

OPEN: Final = -1
ABSENT: Final = -2
ABSENT_UNMET: Final = -3
COUNTED: Final = -4
BAD: Final = -9
"""Codes below zero: nothing known, not applicable (and a must-have minds), waiting and counted, not understood."""

UNMET: Final = 1
"""A value is twice its number of units, and one more where it misses the question's must-have."""

NUMBER: Final = r"^-?[0-9]{1,9}([.,][0-9]{1,6})?$"

THOUSANDS: Final = r"^-?[1-9][0-9]{0,2},[0-9]{3}$"
"""What may be thousands as well as a decimal; it is not read, as in `smartscore.plans.cells`."""

Expression = Any
"""A narwhals expression."""


def coded(nw: Any, column: str, question: PlannedQuestion, unit: int) -> Expression:  # noqa: ANN401  # narwhals is an extra
    """Return the expression that turns a column of text, numbers or truth values into codes."""
    text = nw.col(column).str.strip_chars()
    folded = text.str.to_lowercase()
    found = KINDS[question.kind](nw, text, question, unit)
    taken = question.checklist.weights if question.checklist else question.table
    for state, code in _states(question):
        words = [word for word, name in STATES.items() if name == state and word not in taken]
        found = nw.when(folded.is_in(words)).then(nw.lit(code, nw.Int64)).otherwise(found)
    return nw.when(nw.col(column).is_null()).then(nw.lit(OPEN, nw.Int64)).otherwise(found).alias(column)


def _states(question: PlannedQuestion) -> list[tuple[str, int]]:
    absent = ABSENT if question.absence_waives else ABSENT_UNMET
    return [
        ("missing", OPEN),
        ("unknown", OPEN),
        ("waiting", COUNTED if question.waiting else OPEN),
        ("not_applicable", absent if question.may_be_absent else BAD),
    ]


def code_of(point: tuple[int, int, bool], unit: int) -> int:
    """Return the code of a value."""
    n, d, met = point
    return 2 * n * (unit // d) + (0 if met else UNMET)


def _table(nw: Any, text: Expression, question: PlannedQuestion, unit: int) -> Expression:  # noqa: ANN401  # as above
    folded = text.str.to_lowercase()
    found = nw.lit(BAD, nw.Int64)
    for answer, point in question.table.items():
        words = [answer.lower(), *(word for word, meant in question.names.items() if meant == answer)]
        if question.kind == "yes_no":
            words += [word for word, meant in YES_NO.items() if meant == answer]
        if question.kind == "level":
            words += [f"{answer}.0", f"{answer},0"]
        found = nw.when(folded.is_in(words)).then(nw.lit(code_of(point, unit), nw.Int64)).otherwise(found)
    return found


def _number(nw: Any, text: Expression, question: PlannedQuestion, unit: int) -> Expression:  # noqa: ANN401  # as above
    line = question.line
    if line is None:
        raise AssertionError(question.id)  # a number has its line
    readable = text.str.contains(NUMBER) & ~text.str.contains(THOUSANDS)
    value = nw.when(readable).then(text.str.replace_all(",", ".", literal=True)).otherwise(None).cast(nw.Float64)
    found = nw.lit(code_of(line.reached[0], unit), nw.Int64)
    for step, point in zip(line.steps, line.reached[1:], strict=True):
        reached = value >= _double(step) if line.rising else value <= _double(step)
        found = nw.when(reached).then(nw.lit(code_of(point, unit), nw.Int64)).otherwise(found)
    possible = (value >= _double(line.valid[0])) & (value <= _double(line.valid[1]))
    return nw.when(readable & possible).then(found).otherwise(nw.lit(BAD, nw.Int64))


def _checklist(nw: Any, text: Expression, question: PlannedQuestion, unit: int) -> Expression:  # noqa: ANN401  # as above
    checklist = question.checklist
    if checklist is None:
        raise AssertionError(question.id)  # a checklist has criteria
    spaced = nw.concat_str(nw.lit(" "), text.str.replace_all(r"[\s,;]+", " "), nw.lit(" "))
    total = sum(checklist.weights.values())
    none = text.is_in(sorted(NONE_MET))
    reached, signs, lacking = nw.lit(0, nw.Int64), nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    for criterion, weight in checklist.weights.items():
        met = spaced.str.contains(f" {criterion} ", literal=True)
        reached = reached + nw.when(met).then(nw.lit(weight * (unit // total), nw.Int64)).otherwise(nw.lit(0, nw.Int64))
        signs = signs + nw.when(met).then(nw.lit(len(criterion) + 1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
        if criterion in checklist.required:
            lacking = nw.when(met).then(lacking).otherwise(nw.lit(1, nw.Int64))
    unmet = nw.lit(1 if checklist.required else 0, nw.Int64)
    understood = signs == spaced.str.len_chars()
    listed = nw.when(understood).then(reached * 2 + lacking).otherwise(nw.lit(BAD, nw.Int64))
    return nw.when(none).then(unmet).otherwise(listed)


def _double(pair: Pair) -> float:
    """Return an edge as the double that its decimal text is read as; `limits` has seen to it that there is one."""
    return pair[0] / pair[1]


KINDS: Final = {
    "level": _table,
    "yes_no": _table,
    "choice": _table,
    "number": _number,
    "checklist": _checklist,
}
"""How the cells of each kind of question become codes."""
