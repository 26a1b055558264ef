"""Long tables: one row for each answer. A respondent's rows need not stand together, so all are held."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Final

from smartscore.errors import AnswerError, Fault, unknown
from smartscore.plans.cells import STATES, CellReader
from smartscore.plans.filled import Filled
from smartscore.plans.values import MISSING, Value
from smartscore.plans.wordings import worded
from smartscore.sources.columns import Layout
from smartscore.sources.forms import Forms
from smartscore.sources.rejection import Rejection
from smartscore.sources.table import Table, TableRow
from smartscore.sources.who import Who, sure_who, who_of
from smartscore.sources.wide import column_letters

ANSWERED: Final = "answered"
STATE_WORDS: Final[dict[str, str]] = {
    ANSWERED: ANSWERED,
    "dijawab": ANSWERED,
    **{state: state for state in STATES.values()},
    **{word: state for word, state in STATES.items() if word},
}
"""The words of a column of states, in small letters; those that `answers show` writes are among them."""


@dataclass(slots=True)
class _Respondent:
    """What one respondent has answered so far: values, and the line (0: none yet) and the text of each, by position.

    There is one for each respondent of the table: lists take an eighth of what dicts would.
    """

    line: int
    who: Who
    values: list[Value]
    lines: "array[int]"
    texts: list[str]
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def begun(cls, line: int, who: Who, count: int) -> "_Respondent":
        """Return a respondent who has answered none of so many questions."""
        return cls(line, who, [MISSING] * count, array("q", bytes(8 * count)), [""] * count)


def read_long(table: Table, layout: Layout, forms: Forms) -> Iterator[Filled | Rejection]:
    """Yield what each respondent says, in the order of their first rows, or why it cannot be scored."""
    lanes = {form: _Lane(table, layout, forms, form) for form in forms.plans}
    found: dict[Who, _Respondent] = {}
    for row in (row for row in table.rows if not row.empty):
        if (rejection := _unread(row, table, layout, forms)) is not None:
            yield rejection
            continue
        who = who_of(row.cells, layout)
        respondent = found.get(who)
        if respondent is None:
            respondent = found[who] = _Respondent.begun(row.line, who, len(forms.plans[who.form].questions))
            if who.fault:
                respondent.faults.append(Fault(who.fault.key, who.fault.params, (), table.name, row.line))
        lanes[who.form].add(respondent, row)
        for number, fault in enumerate(respondent.faults):
            if not fault.file:
                respondent.faults[number] = replace(fault, file=table.name, line=row.line)
    for respondent in found.values():
        yield _finished(table.name, respondent)


def _unread(row: TableRow, table: Table, layout: Layout, forms: Forms) -> Rejection | None:
    """Return why a row cannot be read at all; None where it can."""
    if row.fault is not None:
        return _refused_row(row, table, row.fault)
    if row.cells == table.head:  # two exports were put together
        return _refused_row(row, table, Fault("table.head_again"))
    if len(row.cells) == layout.width:
        return None
    place = layout.long["question"]
    known = place < len(row.cells) and row.cells[place].strip() in forms.full.positions()
    region, period, respondent = sure_who(row.cells, layout, place if known else 0)
    rejection = _refused_row(row, table, Fault("table.ragged", {"count": len(row.cells), "expected": layout.width}))
    return rejection._replace(region=region, period=period, respondent=respondent)


def _refused_row(row: TableRow, table: Table, fault: Fault) -> Rejection:
    return Rejection(table.name, row.line, (Fault(fault.key, fault.params, (), table.name, row.line),))


class _Lane:
    """What reads the rows of one form."""

    def __init__(self, table: Table, layout: Layout, forms: Forms, form: str) -> None:
        self.table, self.long, self.forms = table, layout.long, forms
        self.plan = forms.plans[form]
        self.positions, self.whole = self.plan.positions(), forms.full.positions()
        self.reader = CellReader(self.plan, forms.store, table.decimal)
        self.knows_texts = forms.wordings is None

    def add(self, respondent: _Respondent, row: TableRow) -> None:
        """Add what a row says to what its respondent has answered; or why it cannot be understood."""
        name = row.cells[self.long["question"]].strip()
        number = self.positions.get(name)
        if number is None:
            if name not in self.whole:  # rows of the short form may hold the whole form's answers
                respondent.faults.append(
                    replace(unknown("fault.question_unknown", name, self.whole), questions=(name,))
                )
            return
        if respondent.lines[number]:
            params = {"id": name, "other": f"{respondent.lines[number]}"}
            respondent.faults.append(Fault("table.answered_twice", params, questions=(name,)))
            return
        respondent.lines[number] = row.line
        answer, word = self._cell(row, "answer"), self._cell(row, "state")
        respondent.texts[number] = intern(answer or STATE_WORDS.get(word.casefold(), ""))  # few texts come very often
        try:
            respondent.values[number] = self._value(number, answer, word)
        except AnswerError as error:
            told = (fault if fault.path else fault.within(name) for fault in error.faults)
            respondent.faults += [replace(fault, questions=(name,)) for fault in told]

    def _cell(self, row: TableRow, column: str) -> str:
        return row.cells[self.long[column]].strip() if column in self.long else ""

    def _value(self, number: int, answer: str, word: str) -> Value:
        """Return what an answer and the word for its state say. Raises AnswerError where they cannot be understood."""
        state = STATE_WORDS.get(word.casefold(), "") if word else ANSWERED
        if state == ANSWERED:
            return self._read(number, answer)
        if not state:
            raise self._refused("table.state", value=word, known=tuple(STATE_WORDS))
        if answer and STATES.get(answer.casefold()) != state:
            raise self._refused("table.state_and_answer", value=word, answer=answer)
        return self.reader.state(number, state)

    def _refused(self, key: str, **params: object) -> AnswerError:
        place = self.long["state"]
        column = f"{column_letters(place)} ({self.table.head[place].strip()})"
        return AnswerError([Fault(key, params, (column,))])

    def _read(self, number: int, text: str) -> Value:
        try:
            return self.reader.read(number, text)
        except AnswerError:
            if self.knows_texts or self.forms.wordings is None:
                raise
        self.knows_texts = True  # from now on cells may repeat the text of a level, an option or a criterion
        self.reader = CellReader(worded(self.plan, self.forms.wordings()), self.forms.store, self.table.decimal)
        return self.reader.read(number, text)


def _finished(name: str, respondent: _Respondent) -> Filled | Rejection:
    who = respondent.who
    if respondent.faults:
        faults = tuple(respondent.faults)
        return Rejection(name, respondent.line, faults, who.region, who.period, who.respondent)
    return Filled(
        *(name, respondent.line, who.region, who.period, who.respondent, who.role, who.form, respondent.values, None),
        told=respondent.texts.__getitem__,
    )
