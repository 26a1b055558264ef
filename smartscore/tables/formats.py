"""The formats of a table of results: for people (table, markdown), for programs (csv, json, ndjson)."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from smartscore.exact import decimal_text, plain_text
from smartscore.language import Language
from smartscore.plans.plan import Pair
from smartscore.tables.cells import head, line, native
from smartscore.tables.row import Columns, Row, Written, WrittenRows
from smartscore.tables.shown import HUNDRED, Shown
from smartscore.tables.whose import whose

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartscore.tables.summary import Summary

Render = Callable[[Iterable[Row], Columns, Language], "Iterator[str | bytes | RenderableType]"]

INDEX_PLACES: Final = 6

TEXT_COLUMNS: Final = 3
"""Region, period and form; what follows are numbers."""

SUPPORTED: Final = 7
"""The column of what evidence supports."""

LEAST_NEEDED: Final = ((SUPPORTED,), (6,), (4,), (2,))
"""What a narrow screen does without after the dimensions: supported, interval, certain level, form."""


HELD: Final = "!"
"""The mark of a level that something holds, where that is said below the table."""


class TableFormat(NamedTuple):
    """A format: its file endings, what makes it, and whether rows come out one by one in the order of the input.

    `machine` formats are for programs: nothing may stand after the rows. `binary` ones are no text. `line` writes one
    row, where rows are written one by one; such a format also takes rows that have been written already. `csv_lines`:
    these are lines of CSV, of which many may have been written together. `summed` makes it with a place for the summary
    of its own.
    """

    endings: tuple[str, ...]
    streamed: bool
    render: Render
    machine: bool = True
    binary: bool = False
    line: Callable[[Row, Columns], str] | None = None
    csv_lines: bool = False
    summed: "Callable[[Iterable[Row], Columns, Language, Summary], Iterator[bytes]] | None" = None


def csv_head(columns: Columns) -> str:
    """Return the head of CSV."""
    return ("\ufeff" if columns.excel else "") + csv_line(head(columns), excel=columns.excel)


def csv_row(row: Row, columns: Columns) -> str:
    """Return a row of CSV."""
    return csv_line(line(row, columns), excel=columns.excel)


def ndjson_row(row: Row, columns: Columns) -> str:
    """Return a row as a JSON object on a line."""
    import json  # noqa: PLC0415  # not needed for tables

    return json.dumps(row_data(row, columns), ensure_ascii=False, separators=(",", ":")) + "\n"


def render_csv(rows: Iterable[Row | Written | WrittenRows], columns: Columns, words: Language) -> Iterator[str | bytes]:
    """Yield CSV: commas and decimal points for programs, semicolons and decimal commas for an Indonesian Excel.

    Indexes have six decimals; cells that look like formulas begin with '.
    """
    del words
    yield from csv_lines(rows, columns)


def csv_lines(rows: Iterable[Row | Written | WrittenRows], columns: Columns) -> Iterator[str | bytes]:
    """Yield the lines of CSV, many together where rows have been written together."""
    yield csv_head(columns)
    yield from (row.text if isinstance(row, Written | WrittenRows) else csv_row(row, columns) for row in rows)


def render_ndjson(rows: Iterable[Row | Written], columns: Columns, words: Language) -> Iterator[str]:
    """Yield one JSON object a line."""
    del words
    yield from (row.text if isinstance(row, Written) else ndjson_row(row, columns) for row in rows)


def render_json(rows: Iterable[Row], columns: Columns, words: Language) -> Iterator[str]:
    """Yield a JSON list, row by row: many rows are long."""
    import json  # noqa: PLC0415  # not needed for tables

    del words
    before = "[\n"
    for row in rows:
        text = json.dumps(row_data(row, columns), indent=2, ensure_ascii=False)
        yield before + "  " + text.replace("\n", "\n  ")  # line ends inside of texts are escaped
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def render_markdown(rows: Iterable[Row], columns: Columns, words: Language) -> Iterator[str]:
    """Yield a Markdown table."""
    from smartscore.gfm import escape, table  # noqa: PLC0415  # not needed for CSV
    from smartscore.tables.held import held_by  # noqa: PLC0415  # the same

    found = list(rows)
    held = any(row.found.caps for row in found)
    head = [*_head(columns, words), *([words("column.held")] if held else [])]
    lines = ([*line, *([held_by(row, columns)] if held else [])] for row, line in _with_lines(found, columns, words))
    yield table(head, lines, right=6 + len(columns.groups) + held)
    yield "\n"
    yield from (f"\n{escape(text)}\n" for text in (*_legend(found, words), *_of_supported(found, words)))


def render_table(rows: Iterable[Row], columns: Columns, words: Language) -> "Iterator[RenderableType]":
    """Yield a table for a terminal; a narrow one leaves columns out and says which."""
    from smartscore.tables.drawn import DrawnTable  # noqa: PLC0415  # only where a table is drawn
    from smartscore.tables.held import causes  # noqa: PLC0415  # the same

    found = list(rows)
    titles = _head(columns, words)
    areas = range(len(titles) - len(columns.areas), len(titles))
    dimensions = range(areas.start - len(columns.dimensions), areas.start)

    legend = [*_legend(found, words), *causes(found, columns, words)]

    def below(gone: Sequence[int], cut: bool) -> list[str]:  # noqa: FBT001  # whether names were cut
        names = [titles[number] for number in gone if number < dimensions.start]
        for key, group in (("batch.lost_dimensions", dimensions), ("batch.lost_areas", areas)):
            names += [words(key, count=len(group))] if set(group) & set(gone) else []
        names += [words("batch.lost_names")] if cut else []
        supported = [] if SUPPORTED in gone else _of_supported(found, words)
        return [*legend, *supported, *([words("batch.lost", names=", ".join(names))] if names else [])]

    lines = list(_lines(found, columns, words, HELD))
    yield DrawnTable(titles, lines, below, TEXT_COLUMNS, [areas, dimensions, *LEAST_NEEDED])


def render_xlsx(
    rows: Iterable[Row], columns: Columns, words: Language, summary: "Summary | None" = None
) -> Iterator[bytes]:
    """Yield a workbook. Raises UsageError where the extra `excel` is not installed."""
    from smartscore.tables.workbook import workbook  # noqa: PLC0415  # an extra

    yield workbook(rows, columns, words, summary)


def render_parquet(rows: Iterable[Row | Written | WrittenRows], columns: Columns, words: Language) -> Iterator[bytes]:
    """Yield a Parquet file. Raises UsageError where the extra `batch` is not installed."""
    from smartscore.tables.parquet import parquet  # noqa: PLC0415  # an extra

    yield from parquet(rows, columns, words)


TABLE_FORMATS: Final[dict[str, TableFormat]] = {
    "table": TableFormat((".txt",), streamed=False, render=render_table, machine=False),
    "markdown": TableFormat((".md", ".markdown"), streamed=False, render=render_markdown, machine=False),
    "csv": TableFormat((".csv",), streamed=True, render=render_csv, line=csv_row, csv_lines=True),
    "json": TableFormat((".json",), streamed=False, render=render_json),
    "ndjson": TableFormat((".ndjson", ".jsonl"), streamed=True, render=render_ndjson, line=ndjson_row),
    "xlsx": TableFormat((".xlsx",), streamed=True, render=render_xlsx, binary=True, summed=render_xlsx),
    "parquet": TableFormat(
        (".parquet",), streamed=True, render=render_parquet, binary=True, line=csv_row, csv_lines=True
    ),
}
"""Every format of a table of results, by name."""


class _Returned:
    """Stands for a file, and returns what is written to it: then a writer of CSV returns every line it makes."""

    def write(self, text: str) -> str:
        return text


_CSV: Final = csv.writer(_Returned(), lineterminator="\n")
_EXCEL: Final = csv.writer(_Returned(), delimiter=";", lineterminator="\r\n")


def csv_line(cells: Iterable[str], *, excel: bool = False) -> str:
    """Return one line of CSV; for Excel with semicolons and decimal commas."""
    line: str = _EXCEL.writerow(map(with_comma, cells)) if excel else _CSV.writerow(cells)  # what `write` returns
    return line


def with_comma(cell: str) -> str:
    """Return a number with a decimal comma; anything else as it is."""
    whole, point, decimals = cell.partition(".")
    return f"{whole},{decimals}" if point and len(decimals) == INDEX_PLACES and (whole + decimals).isdigit() else cell


def row_data(row: Row, columns: Columns) -> dict[str, Any]:
    """Return a row as JSON holds it; indexes as decimal text and as a fraction."""
    place = {} if row.line is None else {"row": row.line}
    areas = {"areas": dict(zip(columns.areas, map(_index_data, row.areas), strict=True))} if columns.areas else {}
    return {
        "file": row.file,
        **place,
        "region": row.region,
        "period": row.period,
        "respondent": row.respondent,
        "role": row.role,
        "form": row.form,
        "index": _index_data(row.whole.central),
        "low": _index_data(row.whole.low),
        "high": _index_data(row.whole.high),
        "supported": _index_data(row.supported),
        "level": row.found.level,
        "provisional": row.provisional,
        "certain_level": row.found.certain,
        "coverage": None if row.whole.coverage is None else plain_text(Fraction(*row.whole.coverage)),
        "native": native(row.whole.central, columns),
        "caps": [{"kind": cap.kind, "node": cap.node, "holds_at": cap.holds_at} for cap in row.found.caps],
        "dimensions": dict(zip(columns.dimensions, map(_index_data, row.dimensions), strict=True)),
        **areas,
    }


def _index_data(x: Pair | None) -> dict[str, str] | None:
    if x is None:
        return None
    value = Fraction(100 * x[0], x[1])
    return {"value": decimal_text(value, INDEX_PLACES), "exact": f"{value.numerator}/{value.denominator}"}


def _head(columns: Columns, words: Language) -> list[str]:
    names = ("region", "period", "form", "level_short", "certain_short", "index", "interval", "supported", "coverage")
    return [*(words(f"column.{name}") for name in names), *columns.groups.values()]


def _legend(rows: Iterable[Row], words: Language) -> Iterator[str]:
    """Yield what the marks mean that stand in the table."""
    marks = {("batch.mark_star" if row.provisional else "batch.mark_little") for row in rows if _is_marked(row)}
    yield from (words(mark) for mark in sorted(marks, reverse=True))


def _of_supported(rows: Iterable[Row], words: Language) -> Iterator[str]:
    """Yield what counts as supported, where that is less than what is claimed."""
    known = ((row.supported, row.whole.central) for row in rows)
    if any(Fraction(*less) != Fraction(*claimed) for less, claimed in known if less and claimed):
        yield words("batch.supported")


def _with_lines(rows: list[Row], columns: Columns, words: Language) -> Iterator[tuple[Row, list[str]]]:
    return zip(rows, _lines(rows, columns, words), strict=True)


def _is_marked(row: Row) -> bool:
    return row.provisional or row.found.none_because == "coverage"


def _lines(rows: Iterable[Row], columns: Columns, words: Language, held: str = "") -> Iterator[list[str]]:
    """Yield the cells of each row as people read them; `held` marks levels that something holds."""
    shown = Shown(words, 1, (edge / HUNDRED for edge in columns.edges)).text
    share = Shown(words, 0, (Fraction(1),)).text
    no_region = words("batch.no_region")
    nothing, forms = words("report.nothing_applies"), {form: words(f"form.short_{form}") for form in ("full", "quick")}

    def index(x: Pair | None) -> str:
        return "?" if x is None else shown(x)

    for row in rows:
        whole, found = row.whole, row.found
        little = found.level is None
        mark = f"{'*' if row.provisional else ''}{held if found.caps else ''}"
        level = "?" if little else f"{found.level}{mark}"
        yield [
            whose(row, no_region),
            row.period or "–",
            forms[row.form],
            level,
            "–" if found.certain is None else str(found.certain),
            f"({index(whole.central)})" if little and whole.central is not None else index(whole.central),
            nothing if whole.low is None or whole.high is None else f"{index(whole.low)}–{index(whole.high)}",
            f"({index(row.supported)})" if little and row.supported is not None else index(row.supported),
            "–" if whole.coverage is None else f"{share(whole.coverage)}\N{NO-BREAK SPACE}%",
            *map(index, (*row.dimensions, *row.areas)),
        ]
