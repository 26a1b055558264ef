"""Long tables: one row for each answer. A respondent's rows need not stand together, so all are held."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from smartscore.errors import AnswerError, Fault, unknown
from smartscore.plans.cells import CellReader
from smartscore.plans.filled import Filled
from smartscore.plans.plan import Plan
from smartscore.plans.values import MISSING, Value
from smartscore.sources.columns import Layout
from smartscore.sources.forms import Forms
from smartscore.sources.rejection import Rejection
from smartscore.sources.table import Table, TableRow
from smartscore.sources.who import Who, who_of


@dataclass(slots=True)
class _Respondent:
    """What one respondent has answered so far: values by position, and the line of each answer."""

    line: int
    who: Who
    values: list[Value]
    lines: dict[int, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_long(table: Table, layout: Layout, forms: Forms) -> Iterator[Filled | Rejection]:
    """Yield what each respondent says, in the order of their first rows, or why it cannot be scored."""
    readers = {form: CellReader(plan, forms.store, table.decimal) for form, plan in forms.plans.items()}
    positions = {form: plan.positions() for form, plan in forms.plans.items()}
    found: dict[Who, _Respondent] = {}
    for row in table.rows:
        fault = row.fault
        if fault is None and row.cells == table.head:  # two exports were put together
            fault = Fault("table.head_again")
        if fault is None and len(row.cells) != layout.width:
            fault = Fault("table.ragged", {"count": len(row.cells), "expected": layout.width})
        if fault is not None:
            yield Rejection(table.name, row.line, (Fault(fault.key, fault.params, (), table.name, row.line),))
            continue
        who = who_of(row.cells, layout)
        respondent = found.get(who)
        if respondent is None:
            respondent = found[who] = _Respondent(row.line, who, [MISSING] * len(forms.plans[who.form].questions))
            if who.fault:
                respondent.faults.append(Fault(who.fault.key, who.fault.params, (), table.name, row.line))
        _add(respondent, row, layout, readers[who.form], positions[who.form])
        for number, fault in enumerate(respondent.faults):
            if not fault.file:
                respondent.faults[number] = Fault(fault.key, fault.params, fault.path, table.name, row.line)
    for respondent in found.values():
        yield _finished(table.name, respondent)


def _add(respondent: _Respondent, row: TableRow, layout: Layout, reader: CellReader, positions: dict[str, int]) -> None:
    cells, long = row.cells, layout.long
    name = cells[long["question"]].strip()
    number = positions.get(name)
    if number is None:
        if not _asked_elsewhere(reader.plan, name):
            respondent.faults.append(unknown("fault.question_unknown", name, positions))
        return
    if number in respondent.lines:
        params = {"id": name, "other": f"{respondent.lines[number]}"}
        respondent.faults.append(Fault("table.answered_twice", params))
        return
    respondent.lines[number] = row.line
    state = cells[long["state"]].strip() if "state" in long else ""
    answer = cells[long["answer"]].strip() if "answer" in long else ""
    text = answer if state.casefold() in ("", "answered", "dijawab") else state
    try:
        respondent.values[number] = reader.read(number, text)
    except AnswerError as error:
        respondent.faults += [fault.within(name) for fault in error.faults]


def _asked_elsewhere(plan: Plan, name: str) -> bool:
    """Say whether a question may be left aside: the short form's rows may hold the whole form's answers."""
    return plan.form == "quick" and bool(name)


def _finished(name: str, respondent: _Respondent) -> Filled | Rejection:
    who = respondent.who
    if respondent.faults:
        faults = tuple(respondent.faults)
        return Rejection(name, respondent.line, faults, who.region, who.period, who.respondent)
    return Filled(
        name, respondent.line, who.region, who.period, who.respondent, who.role, who.form, respondent.values, None
    )
