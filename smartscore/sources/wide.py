"""Wide tables: one row for each respondent, one column for each question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Final

from smartscore.errors import AnswerError, Fault
from smartscore.plans.cells import STATES, YES_NO, CellReader
from smartscore.plans.filled import Filled
from smartscore.plans.values import MISSING, Value
from smartscore.plans.wordings import worded
from smartscore.sources.columns import Layout
from smartscore.sources.forms import Forms
from smartscore.sources.rejection import Rejection
from smartscore.sources.table import Table, TableRow
from smartscore.sources.who import Who, sure_who, who_of

Pick = Callable[[Sequence[str]], tuple[str, ...]]
NO_COLUMN: Final = -1
"""An empty cell stands at the end of every row, for questions that have no column."""


class WideReader:
    """Reads the rows of a wide table."""

    def __init__(self, table: Table, layout: Layout, forms: Forms) -> None:
        self._table, self._layout = table, layout
        self._lanes = {form: _Lane(table, layout, forms, form) for form in forms.plans}
        self._positions = forms.full.positions()

    def read(self, row: TableRow) -> Filled | Rejection | None:
        """Return what a row says, or why it cannot be scored; None for a row of nothing, which is passed over."""
        if row.fault is not None:
            return Rejection(self._table.name, row.line, (_placed(row.fault, self._table, row),))
        if (ragged := _ragged(row, self._layout)) is not None:
            sure = sure_who(row.cells, self._layout, self._sure(row))
            return Rejection(self._table.name, row.line, (_placed(ragged, self._table, row),), *sure)
        who = who_of(row.cells, self._layout)
        return _broken(self._table, row, who) if who.fault else self._lanes[who.form].read(row, who)

    def _sure(self, row: TableRow) -> int:
        """Return the first question's column where a ragged row has an answer to it, or nothing; else the first."""
        questions = self._layout.questions
        first = min(questions, key=questions.__getitem__, default="")
        place = questions.get(first, 0)
        try:
            self.cell(self._positions[first], row.cells[place] if place < len(row.cells) else "")
        except (AnswerError, KeyError):
            return 0
        return place

    def cell(self, number: int, text: str) -> Value:
        """Return what a cell of a question (by position, in the full form) says. Raises AnswerError."""
        return self._lanes["full"].cell(number, text)


class _Lane:
    """What reads the rows of one form."""

    def __init__(self, table: Table, layout: Layout, forms: Forms, form: str) -> None:
        self.table, self.forms = table, forms
        self.plan = forms.plans[form]
        self.reader = CellReader(self.plan, forms.store, table.decimal)
        self.places = [layout.questions.get(question.id, NO_COLUMN) for question in self.plan.questions]
        self.parts = {n: layout.parts[q.id] for n, q in enumerate(self.plan.questions) if q.id in layout.parts}
        self.pick: Pick = itemgetter(*self.places, NO_COLUMN)
        self.knows_texts = forms.wordings is None

    def read(self, row: TableRow, who: Who) -> Filled | Rejection | None:
        row.cells.append("")
        cells = self.pick(row.cells)
        if self.parts:
            cells = self._with_parts(row.cells, cells)
        found = self._read(row, cells, who)
        if found is None or isinstance(found, Filled) or self.knows_texts:
            return found
        self._learn_texts()
        return self._read(row, cells, who)

    def cell(self, number: int, text: str) -> Value:
        try:
            return self.reader.read(number, text)
        except AnswerError:
            if self.knows_texts:
                raise
            self._learn_texts()
            return self.reader.read(number, text)

    def _learn_texts(self) -> None:
        """Understand from now on cells that repeat the text of a level, an option or a criterion."""
        self.knows_texts = True
        if self.forms.wordings is not None:
            plan = worded(self.plan, self.forms.wordings())
            self.reader = CellReader(plan, self.forms.store, self.table.decimal)

    def _with_parts(self, row: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
        """Return the cells, where checklists whose criteria have columns of their own are what these say."""
        found = list(cells)
        for number, columns in self.parts.items():
            found[number] = criteria_cell(found[number], {name: row[place] for name, place in columns.items()})
        return tuple(found)

    def _read(self, row: TableRow, cells: Sequence[str], who: Who) -> Filled | Rejection | None:
        try:
            values = self.reader.row(cells)
        except AnswerError:
            return self._explained(row, cells, who)
        if all(value is MISSING for value in values):
            if row.empty:
                return None
            return _rejected(self.table, row, who, (Fault("table.row_empty", line=row.line, file=self.table.name),))
        name, line, told = self.table.name, row.line, cells.__getitem__
        return Filled(name, line, who.region, who.period, who.respondent, who.role, who.form, values, None, None, told)

    def _column(self, number: int) -> int:
        place = self.places[number]
        return min(self.parts[number].values()) if place == NO_COLUMN and number in self.parts else place

    def _explained(self, row: TableRow, cells: Sequence[str], who: Who) -> Rejection:
        """Return every fault of a row, each with its row and column."""
        if row.cells[:-1] == self.table.head:  # two exports were put together
            return _rejected(self.table, row, who, (Fault("table.head_again", file=self.table.name, line=row.line),))
        faults: list[Fault] = []
        for number, error in self.reader.refused(cells):
            question = self.plan.questions[number].id
            place = (f"{column_letters(self._column(number))} ({question})",)
            name, line, asked = self.table.name, row.line, (question,)
            faults += [replace(f, path=place, file=name, line=line, questions=asked) for f in error.faults]
        return _rejected(self.table, row, who, tuple(faults))


def criteria_cell(summary: str, parts: Mapping[str, str]) -> str:
    """Return the cell that names the criteria which have a yes in their own columns.

    Where none of these has anything, the summary counts: the question was not put, or it has a state.
    """
    said = {name: YES_NO.get(text.strip().casefold()) for name, text in parts.items() if text.strip()}
    odd = next((f"{name}={parts[name]}" for name, answer in said.items() if answer is None), None)
    met = [name for name, answer in said.items() if answer == "yes"]
    if odd is not None:
        return odd
    if not met and (not said or summary.strip().casefold() in STATES.keys() - {""}):
        return summary
    return " ".join(met) or "0"


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
    return replace(fault, file=table.name, line=row.line)


def _broken(table: Table, row: TableRow, who: Who) -> Rejection:
    faults = (_placed(who.fault, table, row),) if who.fault else ()
    return _rejected(table, row, who, faults)


def _rejected(table: Table, row: TableRow, who: Who, faults: tuple[Fault, ...]) -> Rejection:
    return Rejection(table.name, row.line, faults, who.region, who.period, who.respondent)
