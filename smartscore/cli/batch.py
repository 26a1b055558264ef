"""The command `batch`: many sheets, one row each."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartscore.cli.options import (
    LangOption,
    OutputOption,
    QuestionnaireOption,
    QuietOption,
    choose_format,
    load,
    refuse_over,
    shell_of,
)
from smartscore.cli.shell import Shell
from smartscore.errors import EXIT_NO, DocumentError, Fault, SheetError, UsageError, unknown

if TYPE_CHECKING:
    from rich.progress import Progress

    from smartscore.files.sheets import SheetFile
    from smartscore.questionnaire import Questionnaire
    from smartscore.tables import Row
    from smartscore.tables.formats import Render

PROGRESS_AFTER = 1.0
"""Seconds after which a progress bar appears."""

PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Answer sheets: files, folders, patterns such as 'round-1/*.yaml'."),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="table|markdown|csv|json|ndjson", help="The format; by the file's ending without it."
    ),
]
SortOption = Annotated[
    str | None,
    typer.Option(
        metavar="region|period|file|coverage|index|level", help="Sort the rows; csv and ndjson then hold them all."
    ),
]
ReportsOption = Annotated[
    Path | None, typer.Option("--reports", metavar="FOLDER", help="Also write a Markdown report of every sheet there.")
]


@dataclass(slots=True)
class Run:
    """What one batch has read so far."""

    shell: Shell
    wanted: str | None
    lang: str | None
    reports: Path | None
    questionnaire: "Questionnaire | None" = None
    read: int = 0
    rejected: int = 0
    report_names: set[str] = field(default_factory=set)


def batch(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    paths: PathsArgument,
    questionnaire: QuestionnaireOption = None,
    format: FormatOption = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    sort: SortOption = None,
    reports: ReportsOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Score many sheets, one row each; a bad sheet is reported and does not stop the others.

    Two respondents of one region are two rows; nothing is averaged. Rows for people are sorted by region and period,
    rows for programs (csv, ndjson) come in the order of the input.

    Examples:
      smartscore batch round-2026/ -f csv -o round-2026.csv

      smartscore batch 'round-2026/*.answers.yaml' --sort index --reports reports/
    """
    shell = shell_of(context, quiet=quiet)
    from smartscore.tables import SORT_KEYS, TABLE_FORMATS  # noqa: PLC0415  # not needed for --help

    endings = {name: kind.endings for name, kind in TABLE_FORMATS.items()}
    kind = TABLE_FORMATS[choose_format(format, output, endings, "table")]
    if sort is not None and sort not in SORT_KEYS:
        raise UsageError([unknown("usage.sort", sort, SORT_KEYS)])
    files = list(find_sheets(paths))
    if not files:
        raise UsageError([Fault("usage.no_sheets", {"paths": paths})])
    refuse_over(output, files)
    run = Run(shell, questionnaire, lang, reports)
    key = SORT_KEYS[sort or "region"] if sort or not kind.streamed else None
    if sort and kind.streamed:
        shell.say(shell.words("batch.holds", sort=sort), style="dim")
    _write(run, kind.render, key, files, output)
    _close(run)


def find_sheets(paths: Iterable[str]) -> Iterator[str]:
    """Yield the sheets that paths name: files as they are, folders and patterns by name. Raises UsageError."""
    from smartscore.files.paths import exists, is_folder  # noqa: PLC0415  # not needed for --help
    from smartscore.files.questionnaires import SHEET_ENDINGS  # noqa: PLC0415  # the same

    for text in paths:
        path = Path(text)
        if is_folder(path):
            yield from sorted(
                str(file) for file in path.rglob("*") if file.name.endswith(SHEET_ENDINGS) and file.is_file()
            )
        elif exists(path) or text == "-" or text.startswith("example:") or not _is_pattern(text):
            yield text
        else:
            yield from sorted(str(file) for file in _matching(path) if file.is_file())


def _is_pattern(text: str) -> bool:
    return any(sign in text for sign in "*?[")


def _matching(pattern: Path) -> Iterator[Path]:
    fixed = [part for part in pattern.parts if not _is_pattern(part)]
    first = next((number for number, part in enumerate(pattern.parts) if _is_pattern(part)), len(fixed))
    base = Path(*pattern.parts[:first]) if first else Path()
    yield from base.glob(str(Path(*pattern.parts[first:]))) if base.is_dir() else ()


def _write(
    run: Run, render: "Render", key: "Callable[[Row], Any] | None", files: list[str], output: Path | None
) -> None:
    from smartscore.tables import Columns  # noqa: PLC0415  # not needed for --help

    with _progress(run, len(files), shown=output is not None or not sys.stdout.isatty() or key is not None) as advance:
        rows = _rows(run, files, advance)
        first = next(rows, None)
        if first is None or run.questionnaire is None:
            return
        found: Iterable[Row] = chain([first], rows)
        if key is not None:
            found = sorted(found, key=key)
        pieces = render(found, Columns.of(run.questionnaire), run.shell.words)
        if output is None or str(output) == "-":
            for piece in pieces:
                run.shell.print(piece)
            return
        from smartscore.files.writing import replacing  # noqa: PLC0415  # only where a file is written

        with replacing(output) as file:
            for piece in pieces:
                file.write((piece if isinstance(piece, str) else run.shell.draw(piece)).encode("utf-8"))
    run.shell.say(run.shell.words("command.written", path=str(output)))


def _rows(run: Run, files: list[str], advance: "Callable[[], None]") -> "Iterator[Row]":
    from smartscore.files.sheets import read_sheet_file  # noqa: PLC0415  # not needed for --help
    from smartscore.tables import row_of  # noqa: PLC0415  # the same

    for name in files:
        try:
            file = read_sheet_file(name)
            questionnaire = _questionnaire(run, file)
            with file.document.located():
                row = row_of(questionnaire, file.sheet, name)
                _write_report(run, questionnaire, file, name)
        except (DocumentError, SheetError) as error:
            run.rejected += 1
            run.shell.complain_of(error.faults, name)
        else:
            run.read += 1
            yield row
        advance()


def _questionnaire(run: Run, file: "SheetFile") -> "Questionnaire":
    """Return the questionnaire of the batch: the one asked for, else that of the first sheet."""
    from smartscore.files.questionnaires import names  # noqa: PLC0415  # not needed for --help

    if run.questionnaire is None:
        wanted = file.sheet.questionnaire.id
        if run.wanted is None and wanted not in names():
            fault = unknown("fault.questionnaire_unknown", wanted, names()).within("questionnaire", "id")
            raise SheetError(file.document.locate([fault]))
        run.questionnaire = load(run.shell, run.wanted or wanted, run.lang, file.sheet)
    return run.questionnaire


def _write_report(run: Run, questionnaire: "Questionnaire", file: "SheetFile", name: str) -> None:
    if run.reports is None:
        return
    from smartscore.files.writing import make_folder, write_text  # noqa: PLC0415  # only where a file is written
    from smartscore.reports import markdown  # noqa: PLC0415  # the same
    from smartscore.scoring import score  # noqa: PLC0415  # the same

    make_folder(run.reports)
    text = markdown.render(score(questionnaire, file.sheet), run.shell.words)
    write_text(run.reports / _report_name(run, name), text)


def _report_name(run: Run, name: str) -> str:
    """Return a file name that no other sheet of the batch has: the sheet's own, numbered where it comes again."""
    from smartscore.files.questionnaires import SHEET_ENDINGS  # noqa: PLC0415  # not needed for --help

    stem = Path(name.removeprefix("example:")).name
    ending = next((end for end in SHEET_ENDINGS if stem.endswith(end)), Path(stem).suffix)
    stem = stem.removesuffix(ending) or "sheet"
    unused = (text for number in count(1) if (text := f"{stem}.md" if number == 1 else f"{stem}-{number}.md"))
    chosen = next(text for text in unused if text.casefold() not in run.report_names)
    run.report_names.add(chosen.casefold())
    return chosen


@contextmanager
def _progress(run: Run, total: int, *, shown: bool) -> "Iterator[Callable[[], None]]":
    """Give a function to call after each sheet; it draws a bar on stderr once the run takes over a second."""
    bar: list[Progress] = []
    started = time.monotonic()
    possible = shown and sys.stderr.isatty() and not run.shell.quiet

    def advance() -> None:
        if bar:
            bar[0].advance(bar[0].task_ids[0])
        elif possible and time.monotonic() - started > PROGRESS_AFTER:
            bar.append(_bar(run, total))

    try:
        yield advance
    finally:
        if bar:
            bar[0].stop()


def _bar(run: Run, total: int) -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415  # rarely drawn

    console = run.shell.console(sys.stderr)
    bar = Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True)
    bar.add_task("", total=total, completed=run.read + run.rejected + 1)
    bar.start()
    return bar


def _close(run: Run) -> None:
    total = run.read + run.rejected
    if run.reports is not None and run.read:
        run.shell.say(run.shell.words("batch.reports", count=run.read, path=str(run.reports)))
    if run.rejected:
        run.shell.complain(Fault("batch.rejected", {"count": run.rejected, "total": total}))
        raise typer.Exit(EXIT_NO)
    run.shell.say(run.shell.words("batch.done", count=run.read))
