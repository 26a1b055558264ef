"""A table of results as an Excel workbook; text is written as text, so that nothing in it can be a formula."""

import io
from collections.abc import Iterable
from typing import Any, Final

from smartscore.errors import Fault, WriteError
from smartscore.files.writing import temporary_folder
from smartscore.language import Language, one_line
from smartscore.tables.cells import CELLS, NUMBERS, head, line
from smartscore.tables.row import Columns, Row
from smartscore.tables.summary import Figures, Heading, Number, Summary

TEXT: Final = tuple(name for name in CELLS if name not in NUMBERS)


FIRST_WIDTH: Final = 40
"""How wide the names in a summary stand, in signs."""


def workbook(rows: Iterable[Row], columns: Columns, words: Language, summary: Summary | None = None) -> bytes:
    """Return the bytes of a workbook: the rows, and on a second sheet their summary, where there is one.

    Raises UsageError where the extra `excel` is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415  # an extra
    except ImportError:
        from smartscore.errors import UsageError  # noqa: PLC0415  # only then

        raise UsageError.of("extra.missing", extra="excel") from None
    with temporary_folder() as folder:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": str(folder)})
        try:
            _fill(book, rows, columns, words)
            if summary is not None:  # it is complete only now
                _sum_up(book, summary, words)
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise WriteError([Fault("write.failed", {"reason": str(error)}, file=str(folder))]) from None
        finally:
            book.fileclosed = True  # it would try once more when it goes, and complain
    return stream.getvalue()


def _fill(book: Any, rows: Iterable[Row], columns: Columns, words: Language) -> None:  # noqa: ANN401  # an extra
    page = book.add_worksheet(words("batch.page"))
    titles = head(columns)
    page.freeze_panes(1, 2)
    page.write_row(0, 0, titles, book.add_format({"bold": True}))
    for number, row in enumerate(rows, 1):
        for place, (title, cell) in enumerate(zip(titles, line(row, columns), strict=True)):
            if title in TEXT:
                told = getattr(row, title, None)  # as it was given: only CSV needs a mark before what may be a formula
                page.write_string(number, place, one_line(told if isinstance(told, str) else cell))
            elif cell:
                page.write_number(number, place, float(cell))
    page.autofilter(0, 0, 0, len(titles) - 1)


def _sum_up(book: Any, summary: Summary, words: Language) -> None:  # noqa: ANN401  # an extra
    page, bold = book.add_worksheet(words("summary.page")), book.add_format({"bold": True})
    page.set_column(0, 0, FIRST_WIDTH)
    number = 0
    for part in summary.parts(words):
        if isinstance(part, Figures):
            number = _write_figures(book, page, number, part)
            continue
        heading = isinstance(part, Heading)
        page.write_string(number, 0, part.text if isinstance(part, Heading) else part, bold if heading else None)
        number += 2


def _write_figures(book: Any, page: Any, first: int, part: Figures) -> int:  # noqa: ANN401  # an extra
    """Write a table and return the number of the row after the empty one below it."""
    page.write_row(first, 0, part.head, book.add_format({"italic": True}))
    for row, (name, numbers) in enumerate(part.lines, first + 1):
        page.write_string(row, 0, name)
        for column, number in enumerate(numbers, 1):
            page.write_number(row, column, float(number.value), book.add_format({"num_format": _form(number)}))
    return first + len(part.lines) + 2


def _form(number: Number) -> str:
    """Return how a spreadsheet shows a number with the places that people read: 0, 0.0 or 0.0%."""
    digits, percent, _ = number.text.partition("%")
    _, comma, places = digits.strip().replace(",", ".").partition(".")
    return f"0{'.' * bool(comma)}{'0' * len(places)}{percent}"
