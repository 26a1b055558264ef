"""The inputs of a batch: finding them, telling them apart, and reading each as what it is."""

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smartscore.cli.options import DEFAULT_QUESTIONNAIRE, load
from smartscore.cli.progress import Advance
from smartscore.cli.shell import Shell
from smartscore.errors import BrokenOffError, DocumentError, Fault, SheetError, SmartscoreError, unknown
from smartscore.sources.rejection import Rejection

if TYPE_CHECKING:
    from smartscore.cli.sheet_reports import SheetReports
    from smartscore.files.sheets import SheetFile
    from smartscore.plans.filled import Filled
    from smartscore.plans.wordings import Wordings
    from smartscore.profile import Profile
    from smartscore.questionnaire import Questionnaire
    from smartscore.sources.columns import Layout
    from smartscore.sources.forms import Forms
    from smartscore.sources.shown import Shown
    from smartscore.sources.table import Table

MOST_HEADS_TOLD = 12
"""So many unknown columns are named; the others are counted."""


class Wanted(NamedTuple):
    """What was asked for on the command line about the inputs."""

    questionnaire: str | None = None
    lang: str | None = None
    encoding: str | None = None
    map: Path | None = None
    cached: bool = True


@dataclass(slots=True)
class Inputs:
    """The inputs while they are read: the questionnaire of the batch is the one asked for, else the first sheet's."""

    shell: Shell
    wanted: Wanted
    reports: "SheetReports | None" = None
    forms: "Forms | None" = None
    shown: "Shown | None" = None
    told: dict[str, str] = field(default_factory=dict)

    def read(self, names: Iterable[str], advance: Advance) -> "Iterator[Filled | Rejection]":
        """Yield what stands in the inputs, in their order."""
        for name in names:
            before = advance.results
            try:
                yield from self._one(name, advance)
            except (DocumentError, SheetError) as error:
                if advance.results > before:
                    raise _broken_off(error, name, advance.results - before) from None
                yield Rejection(name, None, error.faults)
            advance.finished(name)

    def _one(self, name: str, advance: Advance) -> "Iterator[Filled | Rejection]":
        from smartscore.sources.recognition import recognise  # noqa: PLC0415  # not needed for --help

        kind = "sheet" if name.startswith("example:") else recognise(name)
        if kind == "sheet":
            yield self._sheet(name)
            advance.one_more()
        elif kind == "ndjson":
            yield from self._sheet_lines(name, advance)
        else:
            yield from self._table(name, kind, advance)

    def _sheet(self, name: str) -> "Filled":
        from smartscore.files.sheets import read_sheet_file  # noqa: PLC0415  # not needed for tables

        return self._filled(read_sheet_file(name), name, None)

    def _sheet_lines(self, name: str, advance: Advance) -> "Iterator[Filled | Rejection]":
        from smartscore.sources.sheets import sheet_lines  # noqa: PLC0415  # not needed for tables

        for line, found in sheet_lines(name):
            if isinstance(found, Rejection):
                yield found
                continue
            try:
                yield self._filled(found, name, line)
            except (DocumentError, SheetError) as error:
                yield Rejection(name, line, error.faults)
            advance.one_more()

    def _filled(self, file: "SheetFile", name: str, line: int | None) -> "Filled":
        from smartscore.sources.sheets import filled_from  # noqa: PLC0415  # not needed for tables
        from smartscore.sources.shown import Shown  # noqa: PLC0415  # the same

        if self.shown is None:
            self.shown = Shown(self._for_sheet(file), self.forms)
            self.forms = self.shown.whole
        for warning in file.warnings():
            self.shell.complain(warning)
        filled = filled_from(self.shown, file, name, line)
        if self.reports is not None:
            self.reports.write(self.shown.questionnaire, file, name)
        return filled

    def _for_sheet(self, file: "SheetFile") -> "Questionnaire":
        """Load the questionnaire of the batch: the one asked for, else that of the first sheet."""
        from smartscore.files.questionnaire_folders import names  # noqa: PLC0415  # not needed for --help

        wanted = file.sheet.questionnaire.id
        if self.wanted.questionnaire is None and wanted not in names():
            fault = unknown("fault.questionnaire_unknown", wanted, names()).within("questionnaire", "id")
            raise SheetError(file.document.locate([fault]))
        return load(self.shell, self.wanted.questionnaire or wanted, self.wanted.lang, file.sheet)

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

    def _wordings(self) -> "Wordings":
        from smartscore.files.plans import PlanFiles  # noqa: PLC0415  # only where a table repeats the questions' texts
        from smartscore.files.questionnaire_folders import find  # noqa: PLC0415  # the same

        name = self.wanted.questionnaire or self.for_table().full.questionnaire
        return PlanFiles(find(name), cached=self.wanted.cached).wordings()

    def _table(self, name: str, kind: str, advance: Advance) -> "Iterator[Filled | Rejection]":
        from smartscore.sources.columns import layout_of, read_map  # noqa: PLC0415  # not needed for sheets

        forms = self.for_table()
        forms.wordings = self._wordings
        if forms.full.gated:
            raise DocumentError([Fault("table.gated", {"id": forms.full.questionnaire}, file=name)])
        if self.wanted.map is not None and not self.told:
            self.told = read_map(self.wanted.map)
        with _opened(name, kind, self.wanted.encoding) as table:
            layout = layout_of(table.head, forms.full, name, self._told(table, forms))
            self._tell(table, layout)
            before = advance.results
            for item in _answers(table, layout, forms):
                yield item
                advance.one_more(table.done())
            if advance.results == before:
                raise DocumentError([Fault("table.no_rows", file=name)])

    def _told(self, table: "Table", forms: "Forms") -> dict[str, str]:
        """Return what heads mean that do not say it by an id: by hand, else by the texts of the questions."""
        from smartscore.sources.columns import Heads  # noqa: PLC0415  # not needed for sheets

        heads = Heads(table.head, forms.full, self.told)
        if forms.wordings is None or not heads.unknown():
            return self.told
        from smartscore.sources.by_text import told_by_text  # noqa: PLC0415  # only where heads are unknown

        return {**told_by_text(heads, forms.wordings()), **self.told}

    def _tell(self, table: "Table", layout: "Layout") -> None:
        """Say which columns were not understood, and how many questions have none."""
        if layout.unknown:
            names = [*layout.unknown[:MOST_HEADS_TOLD], *(["..."] if len(layout.unknown) > MOST_HEADS_TOLD else [])]
            said = {"file": table.name, "count": len(layout.unknown), "columns": ", ".join(names)}
            self.shell.say(self.shell.words("table.unknown_columns", **said), style="yellow")
        if layout.missing:
            said = {"file": table.name, "count": len(layout.missing), "first": layout.missing[0]}
            self.shell.say(self.shell.words("table.missing_columns", **said), style="yellow")


def _answers(table: "Table", layout: "Layout", forms: "Forms") -> "Iterator[Filled | Rejection]":
    """Return what the rows of a table say: one row for each respondent, or one for each answer."""
    if layout.wide:
        from smartscore.sources.wide import read_wide  # noqa: PLC0415  # not needed for long tables

        return read_wide(table, layout, forms)
    from smartscore.sources.long import read_long  # noqa: PLC0415  # not needed for wide tables

    return read_long(table, layout, forms)


def _opened(name: str, kind: str, encoding: str | None) -> "AbstractContextManager[Table]":
    if kind == "workbook":
        from smartscore.sources.workbooks import workbook  # noqa: PLC0415  # an extra

        return workbook(name)
    if kind == "parquet":
        from smartscore.sources.parquet import parquet  # noqa: PLC0415  # an extra

        return parquet(name)
    from smartscore.sources.delimited import delimited  # noqa: PLC0415  # not needed for sheets

    return delimited(name, encoding)


def _broken_off(error: SmartscoreError, name: str, count: int) -> BrokenOffError:
    """Return the error that ends the batch: the rows so far are only a part, and would pass for the whole."""
    params = error.faults[0].params
    reason = params.get("reason") or params.get("problem") or error.faults[0].key
    return BrokenOffError([Fault("batch.broken_off", {"count": count, "reason": reason}, file=name)])


def find_inputs(paths: Iterable[str]) -> Iterator[str]:
    """Yield the inputs that paths name: files as they are, the sheets of folders and what patterns match by name.

    So are folders below them that may not be read: whoever reads them says so, and nothing is passed over silently.
    """
    from smartscore.files.paths import exists, is_folder  # noqa: PLC0415  # not needed for --help

    for text in paths:
        path = Path(text)
        if is_folder(path):
            yield from sorted(_sheets_below(path))
        elif exists(path) or text == "-" or text.startswith("example:") or not _is_pattern(text):
            yield text
        else:
            yield from sorted(str(file) for file in _matching(path) if file.is_file())


def _sheets_below(folder: Path) -> Iterator[str]:
    from smartscore.files.questionnaire_folders import SHEET_ENDINGS  # noqa: PLC0415  # not needed for --help

    closed: list[str] = []
    for above, _, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        found = (Path(above, name) for name in names if name.endswith(SHEET_ENDINGS))
        yield from (str(file) for file in found if file.is_file())
    yield from closed


def _is_pattern(text: str) -> bool:
    return any(sign in text for sign in "*?[")


def _matching(pattern: Path) -> Iterator[Path]:
    fixed = [part for part in pattern.parts if not _is_pattern(part)]
    first = next((number for number, part in enumerate(pattern.parts) if _is_pattern(part)), len(fixed))
    base = Path(*pattern.parts[:first]) if first else Path()
    yield from base.glob(str(Path(*pattern.parts[first:]))) if base.is_dir() else ()
