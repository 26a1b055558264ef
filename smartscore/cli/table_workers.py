"""Scoring the rows of a table in several processes; this one reads them and gets them back, scored, in their order."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from smartscore.cli.interruption import starting_processes
from smartscore.cli.processes import pool_of
from smartscore.errors import SmartscoreError
from smartscore.sources.rejection import Rejection
from smartscore.tables.row import Written

if TYPE_CHECKING:
    from concurrent.futures import Future

    from smartscore.plans.plan import Plan
    from smartscore.plans.wordings import Wordings
    from smartscore.sources.columns import Layout
    from smartscore.sources.table import TableRow
    from smartscore.tables import Columns, Row

AT_ONCE: Final = 250
"""So many rows go to a process at a time."""

AHEAD: Final = 2
"""So many times that for every process are read ahead, so that none has to wait, and no more are held in memory."""


class TableTask(NamedTuple):
    """What every process needs to know.

    `written` is the format whose lines are wanted instead of rows; None where the rows themselves are.
    """

    plans: "dict[str, Plan]"
    wordings: "Callable[[], Wordings]"
    name: str
    head: list[str]
    decimal: str
    layout: "Layout"
    columns: "Columns"
    written: str | None


def scored_rows(rows: "Iterator[TableRow]", task: TableTask, jobs: int) -> "Iterator[Row | Written | Rejection]":
    """Yield the result of every row, in order.

    Raises SmartscoreError where a process was killed, and what reading the rows raises, after the rows before it.
    """
    waiting: deque[Future[list[Any]]] = deque()
    with pool_of(jobs, _prepare, task) as pool:
        for together in _together(rows):
            if isinstance(together, SmartscoreError):
                while waiting:
                    yield from waiting.popleft().result()
                raise together
            with starting_processes():
                waiting.append(pool.submit(_score, together))
            if len(waiting) > AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _together(rows: "Iterator[TableRow]") -> "Iterator[list[TableRow] | SmartscoreError]":
    """Yield rows as they go to a process; what reading them raises comes last, after the rows before it."""
    held: list[TableRow] = []
    try:
        for row in rows:
            held.append(row)
            if len(held) == AT_ONCE:
                yield held
                held = []
    except SmartscoreError as error:
        yield held
        yield error
        return
    yield held


_PREPARED: list[Any] = []
"""The task of this process, its forms, and the rows that it reads from; filled once when it starts."""


def _prepare(task: TableTask) -> None:
    from smartscore.sources.forms import Forms  # noqa: PLC0415  # in the other process only
    from smartscore.sources.table import Table  # noqa: PLC0415  # the same
    from smartscore.sources.wide import WideReader  # noqa: PLC0415  # the same

    forms = Forms(task.plans)
    forms.wordings = task.wordings
    reader = WideReader(Table(task.name, task.head, iter(()), task.decimal), task.layout, forms)
    _PREPARED[:] = [task, forms, reader]


def _score(rows: "list[TableRow]") -> "list[Row | Written | Rejection]":
    from smartscore.tables import row_of  # noqa: PLC0415  # in the other process only
    from smartscore.tables.formats import TABLE_FORMATS  # noqa: PLC0415  # the same

    task, forms, reader = _PREPARED
    line = TABLE_FORMATS[task.written].line if task.written else None
    found: list[Row | Written | Rejection] = []
    for each in rows:
        item = reader.read(each)
        if isinstance(item, Rejection):
            found.append(item)
            continue
        row = row_of(forms.scorer(item.form), item, task.columns)
        found.append(row if line is None else Written.of(row, line(row, task.columns)))
    return found
