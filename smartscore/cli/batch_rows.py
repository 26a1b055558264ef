"""The rows of a batch: what its inputs say, scored in one process or several."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from smartscore.cli.shell import Shell
from smartscore.errors import Fault

if TYPE_CHECKING:
    from smartscore.cli.doubles import Doubles
    from smartscore.cli.inputs import Inputs, Item
    from smartscore.cli.jobs import Parallel
    from smartscore.cli.listed_rows import ListedRows
    from smartscore.cli.progress import Advance
    from smartscore.cli.rejects import Rejects
    from smartscore.plans.filled import Filled
    from smartscore.sources.rejection import Rejection
    from smartscore.tables import Columns, Row, TableFormat
    from smartscore.tables.row import AnyRow
    from smartscore.tables.summary import Summary

WORTH_IT = 5_000
"""Below so many sheets the start of other processes costs more than it saves."""

COUNTED: Final = ("regions", "rows", "sheets", "files")
"""What is counted, in the order in which it is told."""


class Output(NamedTuple):
    """Where the rows go and what they show."""

    name: str
    kind: "TableFormat"
    path: Path | None
    sort: str | None
    areas: bool
    excel: bool
    summary: bool

    @property
    def on_screen(self) -> bool:
        """Whether the rows go to standard output."""
        return self.path is None or str(self.path) == "-"


@dataclass(slots=True)
class Run:
    """What one batch has done so far."""

    shell: Shell
    inputs: "Inputs"
    rejects: "Rejects"
    doubles: "ListedRows"
    output: Output
    join: str | None
    jobs: int | None
    scored: int = 0
    columns: "Columns | None" = None
    summary: "Summary | None" = None

    def what(self, count: int | None = None) -> str:
        """Return what is counted, in words: for so many, or in general."""
        found: set[str] = set(self.inputs.found)
        if self.join is not None:
            found = {"regions", *(found if self.rejects.count > self.rejects.regions else ())}
        words = self.shell.words
        *others, last = [words(f"batch.what_{name}", count=count) for name in COUNTED if name in (found or {"files"})]
        return words("batch.what_and", others=", ".join(others), last=last) if others else last


def rows_of(run: Run, names: list[str], advance: "Advance") -> "Iterator[AnyRow]":
    """Yield the row of every sheet and respondent that can be scored; the others are told of."""
    from smartscore.cli.doubles import Doubles  # noqa: PLC0415  # not needed for --help
    from smartscore.sources.rejection import Rejection  # noqa: PLC0415  # the same
    from smartscore.tables.row import WrittenRows  # noqa: PLC0415  # the same

    doubles = Doubles(run.shell, run.doubles)
    for item in _results(run, names, advance, doubles):
        if isinstance(item, Rejection):
            run.rejects.add(item)
            continue
        run.scored += item.size if isinstance(item, WrittenRows) else 1
        yield item
    doubles.close()
    run.rejects.close(run.scored)


def _results(run: Run, names: list[str], advance: "Advance", doubles: "Doubles") -> "Iterator[AnyRow | Rejection]":
    """Yield rows, and what could not be scored."""
    from smartscore.plans.filled import Filled  # noqa: PLC0415  # not needed for --help
    from smartscore.sources.rejection import Rejection  # noqa: PLC0415  # the same

    row_of = _scoring(run)
    lacking: dict[tuple[str, str | None], list[Rejection]] = {}
    for item in _items(run, names, advance):
        if isinstance(item, Rejection):
            if run.join is not None and item.region:
                lacking.setdefault(_whose(item), []).append(item)
            yield item
            continue
        if run.join is None:
            doubles.look(item)
        elif isinstance(item, Filled) and (left := lacking.get(_whose(item))):
            run.shell.complain(_incomplete(str(item.region), left))
        yield row_of(item) if isinstance(item, Filled) else item  # another has scored and perhaps written it


def _items(run: Run, names: list[str], advance: "Advance") -> "Iterator[Item]":
    """Yield what the inputs say, in their order; what other processes read, they have scored."""
    run.inputs.alone = len(names) == 1
    run.inputs.whole = run.join is not None or run.inputs.reports is not None
    if run.inputs.whole or run.output.summary:
        yield from _joined(run, run.inputs.read(names, advance))
        return
    jobs, run.inputs.parallel = _jobs(run, names), _parallel(run)
    sheets_from = _sheets_from(names) if jobs > 1 else len(names)
    for number, name in enumerate(names):
        if number >= sheets_from and run.inputs.shown is not None and run.columns is not None:
            yield from _from_workers(run, names[number:], jobs, advance)
            return
        yield from run.inputs.read([name], advance)


def _whose(item: "Filled | Rejection") -> tuple[str, str | None]:
    """Return the region and period that answers are joined by."""
    return (item.region or "").casefold(), item.period


def _incomplete(region: str, rejected: "list[Rejection]") -> Fault:
    """Say that a joined region lacks what was rejected."""
    names = dict.fromkeys(item.respondent or item.file for item in rejected)
    return Fault("join.incomplete", {"region": region, "names": list(names)}, severity="warning")


def _jobs(run: Run, names: list[str]) -> int:
    """Return how many processes to use: what is wanted, else as many as there are processors for many sheets."""
    if run.jobs is not None:
        return run.jobs
    from smartscore.cli.jobs import chosen  # noqa: PLC0415  # not needed for --help

    return chosen() if len(names) >= WORTH_IT else 1


def _sheets_from(names: list[str]) -> int:
    """Return the number of the first name from which on all are sheets, which other processes can read."""
    first = len(names)
    while first and _is_sheet(names[first - 1]):
        first -= 1
    return first


def _is_sheet(name: str) -> bool:
    """Say whether an input is named like a sheet; who reads it sees whether it is one."""
    from smartscore.files.questionnaire_folders import SHEET_ENDINGS  # noqa: PLC0415  # not needed for --help

    return name.endswith(SHEET_ENDINGS)


def _from_workers(run: Run, names: list[str], jobs: int, advance: "Advance") -> "Iterator[Item]":
    from smartscore.cli.workers import Task, rows_of_sheets  # noqa: PLC0415  # only with many sheets

    if run.inputs.shown is None or run.columns is None or run.inputs.parallel is None:
        raise AssertionError(names)  # the first sheet has been read before
    task = Task(run.inputs.shown.questionnaire, run.columns, run.inputs.parallel.written)
    for name, told in zip(names, rows_of_sheets(names, task, jobs), strict=True):
        if told is None:  # named like a sheet, and something else
            yield from run.inputs.read([name], advance)
            continue
        row, warnings = told
        for warning in warnings:
            run.shell.complain(warning)
        advance.finished(name)
        advance.one_more()
        yield row


def _parallel(run: Run) -> "Parallel":
    """Return how large tables are scored; a format that writes row by row gets its lines ready made."""
    from smartscore.cli.jobs import Parallel  # noqa: PLC0415  # not needed for --help

    kind = run.output.kind
    lines = kind.line is not None and run.output.sort is None
    return Parallel(lambda: _columns(run), run.output.name if lines else None, run.jobs)


def _joined(run: Run, found: "Iterator[Item]") -> "Iterator[Filled | Rejection]":
    """Return what is read in this process, by region where that was asked for."""
    answers = cast("Iterator[Filled | Rejection]", found)  # what is joined is not scored before
    if run.join is None:
        return answers
    from smartscore.sources.joining import join_regions  # noqa: PLC0415  # only with --join

    return join_regions(answers, run.inputs.forms_for)


def _scoring(run: Run) -> "Callable[[Filled], Row]":
    """Return what scores the answers that were read in this process."""
    from smartscore.tables import row_from  # noqa: PLC0415  # not needed for --help

    def row(item: "Filled") -> "Row":
        columns = run.columns or _columns(run)
        scorer = run.inputs.forms_for(item.profile).scorer(item.form)
        result = scorer.score(item.values)
        made = row_from(scorer, item, result, columns)
        if run.summary is not None:
            run.summary.add(made, item, result, scorer.plan)
        return made

    return row


def _columns(run: Run) -> "Columns":
    """Return the columns of the table, which the first input decides."""
    from smartscore.tables import Columns  # noqa: PLC0415  # not needed for --help

    if run.columns is None:
        run.columns = Columns.of(run.inputs.for_table().full, areas=run.output.areas, excel=run.output.excel)
        run.summary = _summary(run) if run.output.summary else None
    return run.columns


def _summary(run: Run) -> "Summary":
    from smartscore.tables.summary import Summary  # noqa: PLC0415  # only with --summary

    return Summary(run.inputs.for_table().full)
