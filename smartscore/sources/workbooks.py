"""The first visible sheet of a workbook, read by calamine."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from smartscore.errors import DocumentError, Fault, UsageError
from smartscore.files.paths import unreadable
from smartscore.sources.recognition import STDIN, refuse_nothing_to_score
from smartscore.sources.table import Table, TableRow
from smartscore.sources.typed_cells import cell_text
from smartscore.sources.workbook_parts import Errors, look_into


@contextmanager
def workbook(name: str) -> Iterator[Table]:
    """Read the first visible sheet, row by row. Raises DocumentError, and UsageError where the extra is missing."""
    try:
        import python_calamine  # noqa: PLC0415  # an extra
    except ImportError:
        raise UsageError.of("extra.missing", extra="excel") from None
    content = _content(name)
    errors = look_into(content, name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [sheet.name for sheet in book.sheets_metadata if "Visible" in str(sheet.visible)]
        title = (visible or book.sheet_names)[0]
        page = book.get_sheet_by_name(title)
        left = [""] * (page.start[1] if page.start else 0)  # empty columns on the left, which calamine leaves out
        found: Iterator[tuple[int, list[str]]] = enumerate(
            ([*left, *map(cell_text, row)] for row in page.iter_rows()), 1
        )
        place = book.sheet_names.index(title)
        if place < len(errors) and errors[place]:
            found = _with_errors(found, errors[place])
        head = next((cells for _, cells in found if any(cells)), None)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise DocumentError([Fault("table.workbook", {"problem": str(error)}, file=name)]) from None
    if head is None:
        raise refuse_nothing_to_score(name)
    yield Table(name, head, _rows(found))


def _rows(found: Iterator[tuple[int, list[str]]]) -> Iterator[TableRow]:
    for line, cells in found:
        if any(cells):
            yield TableRow(line, cells)


def _with_errors(found: Iterable[tuple[int, list[str]]], errors: Errors) -> Iterator[tuple[int, list[str]]]:
    """Put in what formulas failed with: calamine gives nothing for #DIV/0!, which would pass for a missing answer."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, {})[column - 1] = text
    for line, cells in found:
        for place, text in by_row.get(line, {}).items():
            if place < len(cells):
                cells[place] = text
        yield line, cells


def _content(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise unreadable(error, name) from None
