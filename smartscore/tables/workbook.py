"""A table of results as an Excel workbook; text is written as text, so that nothing in it can be a formula."""

import io
from collections.abc import Iterable
from typing import Any, Final

from smartscore.errors import Fault, WriteError
from smartscore.files.writing import temporary_folder
from smartscore.language import Language, one_line
from smartscore.tables.cells import CELLS, NUMBERS, head, line
from smartscore.tables.row import Columns, Row

TEXT: Final = tuple(name for name in CELLS if name not in NUMBERS)


def workbook(rows: Iterable[Row], columns: Columns, words: Language) -> bytes:
    """Return the bytes of a workbook with one sheet. Raises UsageError where the extra `excel` is not installed."""
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
