"""Wide tables: one row for each respondent, one column for each question."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from smartscore.errors import AnswerError, Fault
from smartscore.plans.cells import CellReader
from smartscore.plans.filled import Filled
from smartscore.plans.values import MISSING
from smartscore.sources.columns import Layout
from smartscore.sources.forms import Forms
from smartscore.sources.rejection import Rejection
from smartscore.sources.table import Table, TableRow
from smartscore.sources.who import Who, who_of

Pick = Callable[[Sequence[str]], tuple[str, ...]]
NO_COLUMN: Final = -1
"""An empty cell stands at the end of every row, for questions that have no column."""


def read_wide(table: Table, layout: Layout, forms: Forms) -> Iterator[Filled | Rejection]:
    """Yield what each row says, or why it cannot be scored."""
    lanes = {form: _Lane(table, layout, forms, form) for form in forms.plans}
    for row in table.rows:
        fault = row.fault or _ragged(row, layout)
        if fault is not None:
            yield Rejection(table.name, row.line, (_placed(fault, table, row),))
            continue
        who = who_of(row.cells, layout)
        yield _broken(table, row, who) if who.fault else lanes[who.form].read(row, who)


class _Lane:
    """What reads the rows of one form."""

    def __init__(self, table: Table, layout: Layout, forms: Forms, form: str) -> None:
        self.table = table
        self.plan = forms.plans[form]
        self.reader = CellReader(self.plan, forms.store, table.decimal)
        self.places = [layout.questions.get(question.id, NO_COLUMN) for question in self.plan.questions]
        self.pick: Pick = itemgetter(*self.places, NO_COLUMN)

    def read(self, row: TableRow, who: Who) -> Filled | Rejection:
        row.cells.append("")
        cells = self.pick(row.cells)
        try:
            values = self.reader.row(cells)
        except AnswerError:
            return self._explained(row, cells, who)
        if values.count(MISSING) == len(values):
            return _rejected(self.table, row, who, (Fault("table.row_empty", line=row.line, file=self.table.name),))
        return Filled(
            self.table.name, row.line, who.region, who.period, who.respondent, who.role, who.form, values, None
        )

    def _explained(self, row: TableRow, cells: Sequence[str], who: Who) -> Rejection:
        """Return every fault of a row, each with its row and column."""
        if row.cells[:-1] == self.table.head:  # two exports were put together
            return _rejected(self.table, row, who, (Fault("table.head_again", file=self.table.name, line=row.line),))
        faults: list[Fault] = []
        for number, question in enumerate(self.plan.questions):
            try:
                self.reader.read(number, cells[number])
            except AnswerError as error:
                place = (f"{column_letters(self.places[number])} ({question.id})",)
                faults += [Fault(fault.key, fault.params, place, self.table.name, row.line) for fault in error.faults]
        return _rejected(self.table, row, who, tuple(faults))


def column_letters(place: int) -> str:
    """Return the name that spreadsheets give a column: 0 is A, 26 is AA."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters, place = chr(ord("A") + letter) + letters, place - 1
    return letters


def _ragged(row: TableRow, layout: Layout) -> Fault | None:
    if len(row.cells) == layout.width:
        return None
    extra = row.cells[layout.width :]
    if len(row.cells) > layout.width and not any(cell.strip() for cell in extra):
        del row.cells[layout.width :]
        return None
    return Fault("table.ragged", {"count": len(row.cells), "expected": layout.width})


def _placed(fault: Fault, table: Table, row: TableRow) -> Fault:
    return Fault(fault.key, fault.params, fault.path, table.name, row.line)


def _broken(table: Table, row: TableRow, who: Who) -> Rejection:
    faults = (_placed(who.fault, table, row),) if who.fault else ()
    return _rejected(table, row, who, faults)


def _rejected(table: Table, row: TableRow, who: Who, faults: tuple[Fault, ...]) -> Rejection:
    return Rejection(table.name, row.line, faults, who.region, who.period, who.respondent)
