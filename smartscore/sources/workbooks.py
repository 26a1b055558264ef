"""The first visible sheet of a workbook, read by calamine."""

import io
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from smartscore.errors import DocumentError, Fault, UsageError
from smartscore.files.paths import unreadable
from smartscore.sources.recognition import STDIN, refuse_nothing_to_score
from smartscore.sources.table import Table, TableRow
from smartscore.sources.typed_cells import cell_text

MOST_UNPACKED: Final = 512 * 1024 * 1024
"""A workbook that unpacks to more than this is refused: half a gigabyte is a million rows of a questionnaire."""

MOST_PACKING: Final = 300
"""Nothing that people write is packed so many times smaller than it is."""

SMALL: Final = 50 * 1024 * 1024


@contextmanager
def workbook(name: str) -> Iterator[Table]:
    """Read the first visible sheet, row by row. Raises DocumentError, and UsageError where the extra is missing."""
    try:
        import python_calamine  # noqa: PLC0415  # an extra
    except ImportError:
        raise UsageError.of("extra.missing", extra="excel") from None
    content = _content(name)
    _refuse_bomb(content, name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [sheet.name for sheet in book.sheets_metadata if "Visible" in str(sheet.visible)]
        page = book.get_sheet_by_name((visible or book.sheet_names)[0])
        left = [""] * (page.start[1] if page.start else 0)  # empty columns on the left, which calamine leaves out
        found = enumerate(([*left, *map(cell_text, row)] for row in page.iter_rows()), 1)
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


def _content(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise unreadable(error, name) from None


def _refuse_bomb(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        raise DocumentError([Fault("table.workbook", {"problem": str(error)}, file=name)]) from None
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_PACKING * len(content)):
        raise DocumentError([Fault("table.bomb", {"size": unpacked // 1024 // 1024}, file=name)])
