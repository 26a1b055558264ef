"""Scoring sheets in several processes; each compiles the questionnaire once, and gives back finished rows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from smartscore.cli.processes import Work, shared_out
from smartscore.errors import DocumentError, Fault, SheetError
from smartscore.sources.rejection import Rejection
from smartscore.sources.together import together
from smartscore.tables.row import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartscore.plans.filled import Filled
    from smartscore.questionnaire import Questionnaire
    from smartscore.sources.sheets import SheetLine
    from smartscore.tables import Columns, Row

AT_ONCE: Final = 32
"""So many sheets go to a process at a time."""


class Task(NamedTuple):
    """What every process needs to know.

    `written` is the format whose lines are wanted instead of rows; None where the rows themselves are.
    """

    questionnaire: "Questionnaire"
    columns: "Columns"
    written: str | None


Told = tuple["Row | Written | Rejection", list[Fault]]
"""A row or why there is none, and warnings."""


def rows_of_sheets(names: Iterable[str], task: Task, jobs: int) -> "Iterator[Told | None]":
    """Yield the row of every sheet, in order, or why it has none, and what is to be said of it; None for no sheet.

    Raises SmartscoreError where a process was killed.
    """
    yield from _in_processes(names, _rows, task, jobs)


def rows_of_lines(lines: "Iterable[SheetLine]", task: Task, jobs: int) -> "Iterator[Row | Written | Rejection]":
    """Yield the row of every sheet in a file of many, in order, or why it has none.

    Raises SmartscoreError where a process was killed, and what reading the lines raises, after the rows before it.
    """
    yield from _in_processes(lines, _rows_of_lines, task, jobs)


def _in_processes(
    items: "Iterable[Any]", make: "Callable[[list[Any]], list[Any]]", task: Task, jobs: int
) -> "Iterator[Any]":
    return shared_out(together(items, AT_ONCE), Work(_prepare, task, make), jobs)


_PREPARED: list[Any] = []
"""What makes rows in this process, and what reads sheets; filled once when it starts."""


def _prepare(task: Task) -> None:
    from smartscore.sources.by_parts import ByParts  # noqa: PLC0415  # in the other process only
    from smartscore.sources.shown import Shown  # noqa: PLC0415  # the same

    shown = Shown(task.questionnaire)
    _PREPARED[:] = [task, shown, ByParts(shown)]


def _rows(names: list[str]) -> list[Told | None]:
    """Return the rows of sheets; all are read before the first is scored, which suits a processor's memory."""
    found = list(map(_read, names))
    return [None if told is None else (_scored(told[0]), told[1]) for told in found]


def _rows_of_lines(lines: "list[SheetLine]") -> "list[Row | Written | Rejection]":
    """Return the rows of sheets in lines."""
    found = list(map(_read_line, lines))
    return list(map(_scored, found))


def _read(name: str) -> "tuple[Filled | Rejection, list[Fault]] | None":
    """Return what a sheet in a file says, and warnings; None where the file turns out to hold no sheet."""
    from smartscore.files.sheets import read_sheet_file  # noqa: PLC0415  # in the other process only
    from smartscore.sources.recognition import recognise  # noqa: PLC0415  # the same
    from smartscore.sources.sheets import filled_from  # noqa: PLC0415  # the same

    _, shown, by_parts = _PREPARED
    warnings: list[Fault] = []
    try:
        filled = by_parts.of_file(name)
        if filled is None:
            if recognise(name) != "sheet":
                return None
            file = read_sheet_file(name)
            warnings = file.warnings()
            filled = filled_from(shown, file, name, None)
    except (DocumentError, SheetError) as error:
        return Rejection(name, None, error.faults), warnings
    return filled, warnings


def _read_line(line: "SheetLine") -> "Filled | Rejection":
    from smartscore.sources.sheets import filled_from, sheet_in  # noqa: PLC0415  # in the other process only

    _, shown, by_parts = _PREPARED
    filled = by_parts.filled(line.content, line.name, line.number)
    try:
        filled = filled or filled_from(shown, sheet_in(line), line.name, line.number)
    except (DocumentError, SheetError) as error:
        return Rejection(line.name, line.number, error.faults)
    return filled


def _scored(filled: "Filled | Rejection") -> "Row | Written | Rejection":
    from smartscore.tables import row_of  # noqa: PLC0415  # in the other process only
    from smartscore.tables.formats import TABLE_FORMATS  # noqa: PLC0415  # the same

    if isinstance(filled, Rejection):
        return filled
    task, shown, _ = _PREPARED
    row = row_of(shown.to(filled.profile)[1].scorer(filled.form), filled, task.columns)
    line = TABLE_FORMATS[task.written].line if task.written else None
    return row if line is None else Written.of(row, line(row, task.columns))
