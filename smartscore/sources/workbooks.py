"""The first visible sheet of a workbook, read by calamine."""

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from smartscore.errors import STDIN, DocumentError, Fault, UsageError
from smartscore.files.foreign import packed_fault
from smartscore.files.paths import unreadable
from smartscore.sources.table import Table, TableRow
from smartscore.sources.typed_cells import NumberTexts, cell_text, percent_text
from smartscore.sources.workbook_parts import Marks, look_into

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


Tell = Callable[[str, list[str]], None]
"""Takes the title of the sheet that is read, and of those with anything in them that are not."""


@contextmanager
def workbook(name: str, tell: Tell) -> Iterator[Table]:
    """Read the first visible sheet, row by row. Raises DocumentError, and UsageError where the extra is missing."""
    content = _content(name)
    _refuse_other_kinds(content, name)
    try:
        import python_calamine  # noqa: PLC0415  # an extra
    except ImportError:
        raise UsageError.of("extra.missing", extra="excel") from None
    marks = look_into(content, name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        title, *others = _visible(book)
        titled = dict(zip(book.sheet_names, marks, strict=False))
        tell(title, [other for other, found in titled.items() if found.filled and other != title])
        found = _texts(book.get_sheet_by_name(title), _marks(titled, title, name))
        head = next((cells for _, cells in found if any(cells)), [])
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise DocumentError([Fault("table.workbook", {"problem": str(error)}, file=name)]) from None
    yield Table(name, head, _rows(found), title=title, beside=partial(_heads, book, others))


def _refuse_other_kinds(content: bytes, name: str) -> None:
    """Refuse what is packed as a workbook is; in OpenDocument's, percentages would be read as hundredths."""
    fault = packed_fault(content)
    if fault is not None and fault.key != "foreign.workbook":
        raise DocumentError([replace(fault, file=name)])


def _visible(book: "CalamineWorkbook") -> list[str]:
    """Return the titles of the sheets with cells that people see; of all where they see none."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  # an extra

    pages = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible: list[str] = [sheet.name for sheet in pages if sheet.visible == SheetVisibleEnum.Visible]
    return visible or list(book.sheet_names)


def _heads(book: "CalamineWorkbook", titles: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the heads of sheets; one that cannot be read, which nobody asked for, is left out."""
    from python_calamine import CalamineError  # noqa: PLC0415  # an extra

    for title in titles:
        with suppress(CalamineError, ValueError, OSError):
            rows = (list(map(cell_text, row)) for row in book.get_sheet_by_name(title).iter_rows())
            yield title, next(filter(any, rows), [])


def _marks(titled: Mapping[str, Marks], title: str, name: str) -> Marks:
    """Return what is marked in the sheet that is read. Raises DocumentError where its percentages are not known."""
    marks = titled.get(title)
    if marks is None or marks.percents is None:
        raise DocumentError([Fault("table.percent_unknown", file=name)])
    return marks


def _texts(page: "CalamineSheet", marks: Marks) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of every row as text, numbered from 1."""
    left = page.start[1] if page.start else 0  # empty columns on the left, which calamine leaves out
    percents = marks.percents or {}
    errors, numbers = dict[int, dict[int, str]](), NumberTexts()
    for (line, column), text in marks.errors.items():
        errors.setdefault(line, {})[column - 1] = text
    for line, row in enumerate(page.iter_rows(), 1):
        texts = [
            cell if type(cell) is str else numbers[cell] if type(cell) is float else cell_text(cell) for cell in row
        ]
        cells = [*[""] * left, *texts]
        for column in percents.get(line, ()):
            if left < column <= len(cells):
                cells[column - 1] = percent_text(row[column - 1 - left])
        for place, text in errors.get(line, {}).items():
            if place < len(cells):  # calamine gives nothing for #DIV/0!, which would pass for a missing answer
                cells[place] = text
        yield line, cells


def _rows(found: Iterator[tuple[int, list[str]]]) -> Iterator[TableRow]:
    for line, cells in found:
        if any(cells):
            yield TableRow(line, cells)


def _content(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise unreadable(error, name) from None
