"""The command `batch`: many sheets or rows of tables, one row each."""

import gc
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from smartscore.cli.batch_options import (
    AreasOption,
    DoublesOption,
    EncodingOption,
    ExcelOption,
    FormatOption,
    JobsOption,
    JoinOption,
    MapOption,
    NoCacheOption,
    PathsArgument,
    RejectsOption,
    ReportsOption,
    SortOption,
    SummaryOption,
)
from smartscore.cli.batch_rows import Output, Run, rows_of
from smartscore.cli.options import (
    LangOption,
    OutputOption,
    QuestionnaireOption,
    QuietOption,
    choose_format,
    refuse_over,
    shell_of,
)
from smartscore.cli.shell import ReaderGone
from smartscore.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_NO, Fault, UsageError, unknown

if TYPE_CHECKING:
    from smartscore.cli.shell import Shell
    from smartscore.tables import Columns, TableFormat
    from smartscore.tables.row import AnyRow, Row

TOGETHER = 1 << 16
"""So many characters are written at once."""


def batch(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    paths: PathsArgument,
    questionnaire: QuestionnaireOption = None,
    format: FormatOption = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    sort: SortOption = None,
    areas: AreasOption = False,
    summary: SummaryOption = False,
    reports: ReportsOption = None,
    rejects: RejectsOption = None,
    doubles: DoublesOption = None,
    join: JoinOption = None,
    excel: ExcelOption = False,
    map: MapOption = None,  # noqa: A002  # the option's name
    encoding: EncodingOption = None,
    jobs: JobsOption = None,
    no_cache: NoCacheOption = False,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Score many sheets or rows of a table, one row each; a bad one is reported and does not stop the others.

    Inputs are told apart by what they hold: answer sheets, NDJSON of sheets, CSV, XLSX and Parquet tables with a
    column for each question (or a row for each answer). Two respondents of one region are two rows; nothing is
    averaged. Rows for people are sorted by region and period, rows for programs (csv, ndjson) come in the order of the
    input.

    Examples:
      smartscore batch round-2026/ -f csv -o round-2026.csv

      smartscore batch 'round-2026/*.answers.yaml' --sort index --reports reports/

      smartscore batch survey.csv --rejects rejected.csv --summary
    """
    shell = shell_of(context, quiet=quiet)
    from smartscore.cli.inputs import Inputs, Wanted  # noqa: PLC0415  # not needed for --help
    from smartscore.cli.listed_rows import ListedRows  # noqa: PLC0415  # the same
    from smartscore.cli.rejects import Rejects  # noqa: PLC0415  # the same
    from smartscore.cli.sheet_reports import SheetReports  # noqa: PLC0415  # the same

    name, kind = _kind(format, output, sort, excel=excel)
    shown = Output(name, kind, output, sort, areas=areas, excel=excel, summary=summary)
    _refuse_together(join, rejects, doubles)
    names = _names(shell, paths, [output or Path("-"), *(path for path in (rejects, doubles) if path is not None)])
    if sort and shown.kind.streamed:
        shell.say(shell.words("batch.holds", sort=sort), style="dim")
    wanted = Wanted(questionnaire, lang, encoding, map, cached=not no_cache)
    inputs = Inputs(shell, wanted, SheetReports(shell, reports) if reports else None)
    run = Run(shell, inputs, Rejects(shell, ListedRows()), ListedRows(), shown, join, jobs)
    _score(run, names, rejects, doubles)
    _close(run, [rejects, doubles])


def _refuse_together(join: str | None, rejects: Path | None, doubles: Path | None) -> None:
    """Raise UsageError for options that are wrong, or do not fit each other."""
    from smartscore.cli.listed_rows import refuse_other_ending  # noqa: PLC0415  # not needed for --help

    if join not in (None, "region"):
        raise UsageError([unknown("usage.join", str(join), ["region"])])
    if join is not None and doubles is not None:
        raise UsageError([Fault("usage.doubles_join")])
    refuse_other_ending(rejects)
    refuse_other_ending(doubles)


def _score(run: Run, names: list[str], rejects: Path | None, doubles: Path | None) -> None:
    """Score the inputs, and write rows and lists. Raises Exit and ReaderGone, each with its code, where it is ended."""
    from smartscore.cli.doubles import HEAD as DOUBLES_HEAD  # noqa: PLC0415  # not needed for --help
    from smartscore.cli.interruption import ended_like_interrupted  # noqa: PLC0415  # the same
    from smartscore.cli.listed_rows import listed_to  # noqa: PLC0415  # the same
    from smartscore.cli.rejects import HEAD  # noqa: PLC0415  # the same

    excel = run.output.excel
    with (
        ended_like_interrupted(),
        listed_to(rejects, HEAD, excel=excel) as run.rejects.listed,
        listed_to(doubles, DOUBLES_HEAD, excel=excel) as run.doubles,
    ):
        try:
            _write(run, names)
        except KeyboardInterrupt:
            raise _interrupted(run) from None
        except ReaderGone:
            raise ReaderGone(EXIT_NO if run.rejects.count else EXIT_DONE) from None


def _names(shell: "Shell", paths: list[str], written: list[Path]) -> list[str]:
    """Return the inputs by name. Raises UsageError where there are none, or one file would be written over another."""
    from smartscore.cli.input_files import find_with_tables, told_name  # noqa: PLC0415  # not needed for --help

    places = list(map(_place, written))
    names, left, others, repeated = find_with_tables(paths, {place for place in places if place})
    for name in repeated:
        shell.say(shell.words("inputs.once", path=told_name(name)), style="yellow")
    for folder, count in left.items():
        shell.say(shell.words("batch.tables_left", folder=folder, count=count), style="yellow")
    for folder, endings in others.items():
        told = ", ".join(f"{ending or shell.words('batch.no_ending')} ({count})" for ending, count in endings.items())
        shell.say(shell.words("batch.others_left", folder=folder, count=endings.total(), endings=told), style="yellow")
    if not names:
        raise UsageError([Fault("usage.no_inputs", {"paths": paths})])
    for number, (path, place) in enumerate(zip(written, places, strict=True)):
        refuse_over(path, names)
        if place in places[:number]:
            raise UsageError([Fault("usage.same_output", {"path": "<stdout>" if place is None else str(path)})])
    return names


def _place(path: Path | None) -> Path | None:
    """Return where something is written; None is standard output."""
    return None if path is None or str(path) == "-" else path.resolve()


def _kind(
    format: str | None,  # noqa: A002  # as above
    output: Path | None,
    sort: str | None,
    *,
    excel: bool,
) -> "tuple[str, TableFormat]":
    """Return the format of the rows, by name. Raises UsageError for one that does not fit the other options."""
    from smartscore.tables import SORT_KEYS, TABLE_FORMATS  # noqa: PLC0415  # not needed for --help

    endings = {name: kind.endings for name, kind in TABLE_FORMATS.items()}
    name = choose_format(format, output, endings, "csv" if excel else "table")
    if sort is not None and sort not in SORT_KEYS:
        raise UsageError([unknown("usage.sort", sort, SORT_KEYS)])
    if excel and name != "csv":
        raise UsageError([Fault("usage.excel", {"name": name})])
    if TABLE_FORMATS[name].binary and (output is None or str(output) == "-") and sys.stdout.isatty():
        raise UsageError([Fault("usage.binary", {"name": name})])
    return name, TABLE_FORMATS[name]


def _interrupted(run: Run) -> typer.Exit:
    """Say what has become of the output; return what ends the command."""
    key = "batch.interrupted_screen" if run.output.on_screen else "batch.interrupted"
    run.shell.complain(Fault(key, {"count": run.scored, "path": str(run.output.path)}))
    return typer.Exit(EXIT_INTERRUPTED)


def _write(run: Run, names: list[str]) -> None:
    from smartscore.cli.interruption import uninterrupted  # noqa: PLC0415  # not needed for --help
    from smartscore.cli.processes import GARBAGE  # noqa: PLC0415  # the same
    from smartscore.cli.progress import progress  # noqa: PLC0415  # not needed for --help

    output = run.output
    gc.freeze()  # what has been imported stays, and need not be looked through again
    gc.set_threshold(*GARBAGE)
    shown = not output.on_screen or not sys.stdout.isatty() or not output.kind.streamed
    with progress(run.shell, names, shown=shown) as advance:
        rows = rows_of(run, names, advance)
        first = next(rows, None)
        if first is None or run.columns is None:
            _nothing(run)
            return
        pieces = _pieces(run, chain([first], rows), run.columns)
        if output.path is None or output.on_screen:
            for piece in _together(pieces):
                with uninterrupted():
                    run.shell.print(piece)
            return
        from smartscore.files.early_flush import EarlyFlush  # noqa: PLC0415  # only where a file is written
        from smartscore.files.writing import replacing  # noqa: PLC0415  # the same

        with replacing(output.path) as file, EarlyFlush(file) as early:
            for piece in _together(pieces):
                drawn = piece if isinstance(piece, str | bytes) else run.shell.draw(piece)
                early.write(drawn.encode("utf-8") if isinstance(drawn, str) else drawn)
    run.shell.say(run.shell.words("command.written", path=str(output.path)))


def _nothing(run: Run) -> None:
    """Say that no file was written where nothing could be scored; an older one could pass for the result."""
    path = run.output.path
    if path is not None and not run.output.on_screen:
        run.shell.complain(Fault("batch.nothing" if path.exists() else "batch.nothing_new", {"path": str(path)}))


def _pieces(run: Run, rows: "Iterable[AnyRow]", columns: "Columns") -> Iterator[Any]:
    """Yield the table, and the summary after it where people read it there."""
    from smartscore.tables import SORT_KEYS  # noqa: PLC0415  # not needed for --help

    kind, sort = run.output.kind, run.output.sort
    found = cast("Iterable[Row]", rows)  # others come only where a format takes them
    if sort or not kind.streamed:
        found = sorted(found, key=SORT_KEYS[sort or "region"])
    words, summary = run.shell.words, run.summary
    if summary is not None and kind.summed is not None:
        yield from kind.summed(found, columns, words, summary)
        return
    yield from kind.render(found, columns, words)
    if summary is not None and not kind.machine:
        yield "\n"
        yield summary.drawn(words) if run.output.name == "table" else summary.text(words)


def _together(pieces: Iterator[Any]) -> Iterator[Any]:
    """Put short texts together, so that not every row is a write of its own."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        if not isinstance(piece, str):
            if held:
                yield "".join(held)
                held, size = [], 0
            yield piece
            continue
        held.append(piece)
        size += len(piece)
        if size >= TOGETHER:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)


def _close(run: Run, lists: list[Path | None]) -> None:
    words, rejected = run.shell.words, run.rejects.count
    written = run.inputs.reports
    if written is not None and written.count:
        run.shell.say(words("batch.reports", count=written.count, path=str(written.folder)))
    if written is not None and run.scored > written.count:
        without = {"count": run.scored - written.count}
        run.shell.complain(Fault("batch.without_report", without, severity="warning"))
    for path in filter(_place, lists):
        run.shell.say(words("command.written", path=str(path)))
    if run.summary is not None and run.output.kind.machine:
        run.shell.show(run.summary.drawn(words))
    if rejected:
        counts = {"count": rejected, "total": run.scored + rejected, "what": run.what()}
        run.shell.complain(Fault("batch.rejected", counts))
        raise typer.Exit(EXIT_NO)
    run.shell.say(words("batch.done", count=run.scored, what=run.what(run.scored)))
