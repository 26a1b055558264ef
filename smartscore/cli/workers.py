"""Reading sheets in several processes; each compiles the questionnaire once, and gives back finished rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from smartscore.cli.interruption import starting_processes
from smartscore.cli.processes import pool_of
from smartscore.errors import DocumentError, Fault, SheetError
from smartscore.sources.rejection import Rejection

if TYPE_CHECKING:
    from smartscore.questionnaire import Questionnaire
    from smartscore.tables import Columns, Row

AT_ONCE: Final = 32
"""So many sheets go to a process at a time."""


class Task(NamedTuple):
    """What every process needs to know."""

    questionnaire: "Questionnaire"
    columns: "Columns"


Told = tuple["Row | Rejection", list[Fault]]
"""A row or why there is none, and warnings."""


def rows_of_sheets(names: Sequence[str], task: Task, jobs: int) -> "Iterator[Told]":
    """Yield the row of every sheet, in order, or why it has none, and what is to be said of the sheet.

    Raises SmartscoreError where a process was killed.
    """
    with pool_of(jobs, _prepare, task) as pool:
        with starting_processes():
            found = pool.map(_row, names, chunksize=AT_ONCE)
        yield from found


_PREPARED: list[Any] = []
"""The task of this process, and its questionnaire with its forms; filled once when it starts."""


def _prepare(task: Task) -> None:
    from smartscore.sources.shown import Shown  # noqa: PLC0415  # in the other process only

    _PREPARED[:] = [task, Shown(task.questionnaire)]


def _row(name: str) -> "Told":
    from smartscore.files.sheets import read_sheet_file  # noqa: PLC0415  # in the other process only
    from smartscore.sources.sheets import filled_from  # noqa: PLC0415  # the same
    from smartscore.tables import row_of  # noqa: PLC0415  # the same

    task, shown = _PREPARED
    warnings: list[Fault] = []
    try:
        file = read_sheet_file(name)
        warnings = file.warnings()
        filled = filled_from(shown, file, name, None)
    except (DocumentError, SheetError) as error:
        return Rejection(name, None, error.faults), warnings
    forms = shown.to(filled.profile)[1]
    return row_of(forms.scorer(filled.form), filled, task.columns), warnings
