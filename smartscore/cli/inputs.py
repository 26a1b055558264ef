"""The inputs of a batch: telling them apart, and reading each as what it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from smartscore.cli.input_files import told_name
from smartscore.cli.jobs import Parallel, jobs_for
from smartscore.cli.options import DEFAULT_QUESTIONNAIRE, load
from smartscore.cli.progress import Advance
from smartscore.cli.shell import Shell
from smartscore.errors import (
    BrokenOffError,
    DocumentError,
    Fault,
    SheetError,
    SmartscoreError,
    UsageError,
    unknown,
)
from smartscore.sources.rejection import Rejection

if TYPE_CHECKING:
    from smartscore.cli.sheet_reports import SheetReports
    from smartscore.files.sheets import SheetFile
    from smartscore.plans.filled import Filled
    from smartscore.profile import Profile
    from smartscore.questionnaire import Questionnaire
    from smartscore.sources.by_parts import ByParts
    from smartscore.sources.columns import ColumnMap
    from smartscore.sources.forms import Forms
    from smartscore.sources.recognition import Kind
    from smartscore.sources.sheets import SheetLine
    from smartscore.sources.shown import Shown
    from smartscore.tables import Row, Written
    from smartscore.tables.row import WrittenRows

    Item = Filled | Row | Written | WrittenRows | Rejection

Met = Literal["rows", "sheets", "files"]
"""Files are what costs a result as a whole: not there, no table of answers, or without a row."""

EXTRA_MISSING = "extra.missing"
"""What is said where an input needs a package that is not installed."""

SHEETS_AHEAD = 8
"""So many lines of a file are taken apart before the first is scored: work of one sort in a row is quicker."""

LARGE_LINES = 25_000_000
"""A file of so many bytes with a sheet in each line is worth the start of other processes."""


class Wanted(NamedTuple):
    """What was asked for on the command line about the inputs."""

    questionnaire: str | None = None
    lang: str | None = None
    encoding: str | None = None
    map: Path | None = None
    cached: bool = True


@dataclass(slots=True)
class Inputs:
    """The inputs while they are read: the questionnaire of the batch is the one asked for, else the first sheet's.

    `whole`: sheets are read in the whole, because all that they say is wanted: for reports, and where they are joined.
    """

    shell: Shell
    wanted: Wanted
    reports: "SheetReports | None" = None
    forms: "Forms | None" = None
    shown: "Shown | None" = None
    by_parts: "ByParts | None" = None
    whole: bool = False
    mapped: "ColumnMap | None" = None
    parallel: Parallel | None = None
    alone: bool = True
    """Whether there is one input only; what it needs and is not installed then ends the run."""
    found: set[Met] = field(default_factory=set)
    """What has been met so far."""

    def read(self, names: Iterable[str], advance: Advance) -> "Iterator[Item]":
        """Yield what stands in the inputs, in their order. Raises DocumentError for a map that cannot be read."""
        self._read_map()
        for name in names:
            before = advance.results
            try:
                yield from self._one(name, advance)
            except (DocumentError, SheetError) as error:
                if advance.results > before:
                    raise self._broken_off(error, name, advance.results - before) from None
                self.found.add("sheets" if _is_sheet(name, error) else "files")
                yield Rejection(told_name(name), None, error.faults)
            except UsageError as error:
                yield self._without_extra(error, name)
            advance.finished(name)

    def _without_extra(self, error: UsageError, name: str) -> Rejection:
        """Return what is said of an input that needs another package, which costs only itself among several.

        Raises UsageError for a single one, and what ends every run.
        """
        if any(fault.key != EXTRA_MISSING for fault in error.faults):
            raise error
        named = tuple(replace(fault, file=name) for fault in error.faults)
        if self.alone:
            raise UsageError(named) from None
        self.found.add("files")
        return Rejection(told_name(name), None, named)

    def _broken_off(self, error: SmartscoreError, name: str, count: int) -> BrokenOffError:
        """Return the error that ends the batch: the rows so far are only a part, and would pass for the whole."""
        first = error.faults[0]
        problem = Fault(first.key, first.params).text(self.shell.words).partition(". ")[0]
        reason = first.params.get("reason") or first.params.get("problem") or problem
        return BrokenOffError([Fault("batch.broken_off", {"count": count, "reason": reason}, file=name)])

    def _read_map(self) -> None:
        if self.wanted.map is not None and self.mapped is None:
            from smartscore.sources.columns import read_map  # noqa: PLC0415  # only with --map

            self.mapped = read_map(self.wanted.map)

    def _one(self, name: str, advance: Advance) -> "Iterator[Item]":
        from smartscore.sources.recognition import recognise  # noqa: PLC0415  # not needed for --help

        filled = self.by_parts.of_file(name) if self.by_parts else None  # looked at first: it is quicker than to ask
        kind = "sheet" if filled or name.startswith("example:") else recognise(name)
        if kind == "sheet":
            item = filled or self._sheet(name)
            self.found.add("sheets")
            yield item
            advance.one_more()
        elif kind == "ndjson":
            yield from self._sheet_lines(name, advance)
        else:
            yield from self._table(name, kind, advance)

    def _table(self, name: str, kind: "Kind", advance: Advance) -> "Iterator[Item]":
        from smartscore.cli.table_input import TableInput  # noqa: PLC0415  # not needed for sheets

        table = TableInput(self.shell, self.wanted, self.for_table(), self.mapped, self.parallel, self.found)
        return table.read(name, kind, advance)

    def _sheet(self, name: str) -> "Filled | Rejection":
        from smartscore.files.sheets import read_sheet_file  # noqa: PLC0415  # not needed for tables

        return self._filled(read_sheet_file(name), name, None)

    def _sheet_lines(self, name: str, advance: Advance) -> "Iterator[Item]":
        from smartscore.sources.sheets import sheet_lines  # noqa: PLC0415  # not needed for tables

        lines = sheet_lines(name)
        jobs = jobs_for(name, self.parallel.jobs, LARGE_LINES) if self.parallel else 1
        for line in lines:  # one by one until it is known what the sheets answer
            found = self._sheet_line(line)
            self._refuse_results(found, name)
            self.found.add("sheets")
            yield found
            advance.one_more()
            if self.shown is not None:
                break
        others = self._from_workers(lines, self.shown, jobs) if jobs > 1 and self.shown else self._ahead(lines, name)
        for row in others:
            yield row
            advance.one_more()

    def _ahead(self, lines: "Iterator[SheetLine]", name: str) -> "Iterator[Filled | Rejection]":
        """Yield what sheets in lines say; of a file, some are taken apart before the first is scored."""
        from smartscore.sources.together import together  # noqa: PLC0415  # not needed for tables

        for some in together(lines, SHEETS_AHEAD if Path(name).is_file() else 1):
            taken_apart = list(map(self._in_parts, some))
            yield from (filled or self._whole_sheet(line) for filled, line in zip(taken_apart, some, strict=True))

    def _refuse_results(self, found: "Filled | Rejection", name: str) -> None:
        """Refuse all of a file of results, which it is if its first line is one. Raises DocumentError."""
        from smartscore.files.own_results import RESULTS  # noqa: PLC0415  # not needed for tables

        if isinstance(found, Rejection) and found.line == 1 and found.faults[0].key == RESULTS:
            raise DocumentError([Fault(RESULTS, file=name)])

    def _from_workers(
        self, lines: "Iterator[SheetLine]", shown: "Shown", jobs: int
    ) -> "Iterator[Row | Written | Rejection]":
        from smartscore.cli.workers import Task, rows_of_lines  # noqa: PLC0415  # only for large files

        if self.parallel is None:
            raise AssertionError(jobs)  # several processes were asked for
        task = Task(shown.questionnaire, self.parallel.columns(), self.parallel.written)
        return rows_of_lines(lines, task, jobs)

    def _sheet_line(self, line: "SheetLine") -> "Filled | Rejection":
        return self._in_parts(line) or self._whole_sheet(line)

    def _in_parts(self, line: "SheetLine") -> "Filled | None":
        return self.by_parts.filled(line.content, line.name, line.number) if self.by_parts else None

    def _whole_sheet(self, line: "SheetLine") -> "Filled | Rejection":
        from smartscore.sources.sheets import sheet_in  # noqa: PLC0415  # not needed for tables

        try:
            return self._filled(sheet_in(line), line.name, line.number)
        except (DocumentError, SheetError) as error:
            return Rejection(line.name, line.number, error.faults)

    def _filled(self, file: "SheetFile", name: str, line: int | None) -> "Filled | Rejection":
        from smartscore.sources.by_parts import ByParts  # noqa: PLC0415  # not needed for tables
        from smartscore.sources.sheets import filled_from  # noqa: PLC0415  # the same
        from smartscore.sources.shown import Shown  # noqa: PLC0415  # the same

        if self.shown is None:
            self.shown = Shown(self._for_sheet(file), self.forms)
            self.forms = self.shown.whole
            self.by_parts = None if self.whole else ByParts(self.shown)
        for warning in file.warnings():
            self.shell.complain(warning)
        filled = filled_from(self.shown, file, told_name(name), line)
        if self.reports is not None and not isinstance(filled, Rejection):
            self.reports.write(self.shown.questionnaire, file, name)
        return filled

    def _for_sheet(self, file: "SheetFile") -> "Questionnaire":
        """Load the questionnaire of the batch: the one asked for, else that of the first sheet."""
        from smartscore.files.questionnaire_folders import names  # noqa: PLC0415  # not needed for --help

        wanted = file.sheet.questionnaire.id
        if self.wanted.questionnaire is None and wanted not in names():
            fault = unknown("fault.questionnaire_unknown", wanted, names()).within("questionnaire", "id")
            raise SheetError(file.document.locate([fault]))
        return load(
            self.shell, self.wanted.questionnaire or wanted, self.wanted.lang, file.sheet, cached=self.wanted.cached
        )

    def forms_for(self, profile: "Profile | None") -> "Forms":
        """Return the plans of what a kind of region sees; tables do not say what kind theirs is."""
        return self.for_table() if self.shown is None else self.shown.to(profile)[1]

    def for_table(self) -> "Forms":
        """Return the plans of the batch's questionnaire, from the cache where it has them."""
        if self.forms is None:
            from smartscore.files.plans import PlanFiles  # noqa: PLC0415  # not needed for --help
            from smartscore.files.questionnaire_folders import find  # noqa: PLC0415  # the same
            from smartscore.sources.forms import Forms  # noqa: PLC0415  # the same

            name = self.wanted.questionnaire or DEFAULT_QUESTIONNAIRE
            files = PlanFiles(find(name), cached=self.wanted.cached)
            code = self.shell.speak(self.wanted.lang, None, files.languages[0])
            self.forms = Forms(files.plans(code if code in files.languages else files.languages[0]))
        return self.forms


def _is_sheet(name: str, error: SmartscoreError) -> bool:
    """Say whether an input that is rejected is a sheet: by its name, or because it was looked into as one."""
    from smartscore.files.questionnaire_folders import SHEET_ENDINGS  # noqa: PLC0415  # not needed for --help

    located = any(fault.line is not None for fault in error.faults)
    return name.endswith(SHEET_ENDINGS) or located or isinstance(error, SheetError)
