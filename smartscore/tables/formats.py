"""The formats of a table of results: for people (table, markdown), for programs (csv, json, ndjson)."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from smartscore.exact import decimal_text, to_fraction
from smartscore.gfm import table as markdown_table
from smartscore.language import Language, one_line
from smartscore.model import INDEX_PLACES
from smartscore.tables.row import Columns, Row

if TYPE_CHECKING:
    from rich.console import RenderableType

Render = Callable[[Iterable[Row], Columns, Language], "Iterator[str | RenderableType]"]

TEXT_COLUMNS: Final = 3
"""Region, period and form; what follows are numbers."""

LEAST_NEEDED: Final = ((7,), (6,), (4,), (2,))
"""What a narrow screen does without after the dimensions: supported, interval, certain level, form."""

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""

CSV_COLUMNS: Final = (
    "file",
    "region",
    "period",
    "respondent",
    "role",
    "form",
    "index",
    "low",
    "high",
    "supported",
    "level",
    "provisional",
    "certain_level",
    "coverage",
)


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format: its file endings, whether rows come out one by one in input order, and what makes it."""

    endings: tuple[str, ...]
    streamed: bool
    render: Render


def render_csv(rows: Iterable[Row], columns: Columns, words: Language) -> Iterator[str]:
    """Yield CSV for programs: commas, decimal points, six decimals; cells that look like formulas begin with '."""
    del words
    yield csv_line([*CSV_COLUMNS, *columns.dimensions])
    for row in rows:
        cells = [_cell(getattr(row, name)) for name in CSV_COLUMNS]
        yield csv_line([*cells, *(_cell(row.dimensions.get(dimension)) for dimension in columns.dimensions)])


def render_ndjson(rows: Iterable[Row], columns: Columns, words: Language) -> Iterator[str]:
    """Yield one JSON object a line."""
    del columns, words
    yield from (row.model_dump_json() + "\n" for row in rows)


def render_json(rows: Iterable[Row], columns: Columns, words: Language) -> Iterator[str]:
    """Yield a JSON list."""
    del columns, words
    yield json.dumps([row.model_dump(mode="json") for row in rows], indent=2, ensure_ascii=False) + "\n"


def render_markdown(rows: Iterable[Row], columns: Columns, words: Language) -> Iterator[str]:
    """Yield a Markdown table."""
    yield markdown_table(
        _head(columns, words), (_line(row, columns, words) for row in rows), right=6 + len(columns.dimensions)
    )
    yield "\n"


def render_table(rows: Iterable[Row], columns: Columns, words: Language) -> "Iterator[RenderableType]":
    """Yield a table for a terminal; a narrow one leaves the dimensions out."""
    from smartscore.tables.drawn import DrawnTable  # noqa: PLC0415  # Rich is imported only where it prints

    head = _head(columns, words)
    dimensions = range(len(head) - len(columns.dimensions), len(head))
    yield DrawnTable(head, [_line(row, columns, words) for row in rows], TEXT_COLUMNS, [dimensions, *LEAST_NEEDED])


TABLE_FORMATS: Final[dict[str, TableFormat]] = {
    "table": TableFormat((".txt",), streamed=False, render=render_table),
    "markdown": TableFormat((".md", ".markdown"), streamed=False, render=render_markdown),
    "csv": TableFormat((".csv",), streamed=True, render=render_csv),
    "json": TableFormat((".json",), streamed=False, render=render_json),
    "ndjson": TableFormat((".ndjson", ".jsonl"), streamed=True, render=render_ndjson),
}
"""Every format of a table of results, by name."""


def csv_line(cells: Iterable[str]) -> str:
    """Return one line of CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()


def csv_text(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, unless it is a plain number."""
    if not text.startswith(FORMULA_STARTS):
        return text
    try:
        to_fraction(text)
    except (ValueError, ZeroDivisionError):
        return f"'{text}"
    return text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return decimal_text(value, INDEX_PLACES)
    return csv_text(one_line(str(value)))


def _head(columns: Columns, words: Language) -> list[str]:
    names = ("region", "period", "form", "level_short", "certain_short", "index", "interval", "supported", "coverage")
    return [*(words(f"column.{name}") for name in names), *columns.dimensions.values()]


def _line(row: Row, columns: Columns, words: Language) -> list[str]:
    def index(value: Fraction | None) -> str:
        return "?" if value is None else words.number(value, 1, columns.edges)

    nothing = words("report.nothing_applies")
    level = "?" if row.level is None else f"{row.level}*" if row.provisional else str(row.level)
    return [
        row.region or row.file,
        row.period or "–",
        words(f"form.short_{row.form}"),
        level,
        "–" if row.certain_level is None else str(row.certain_level),
        index(row.index),
        nothing if row.low is None or row.high is None else f"{index(row.low)}–{index(row.high)}",
        index(row.supported),
        "–" if row.coverage is None else words.percent(row.coverage, 0, (Fraction(1),)),
        *(index(row.dimensions.get(dimension)) for dimension in columns.dimensions),
    ]
