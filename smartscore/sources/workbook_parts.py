"""What the parts of a workbook say that its reader leaves out: how far cells reach, and which hold formulas' errors."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from smartscore.errors import DocumentError, Fault

MOST_UNPACKED: Final = 512 * 1024 * 1024
"""A workbook that unpacks to more than this is refused: half a gigabyte is a million rows of a questionnaire."""

MOST_PACKING: Final = 300
"""Nothing that people write is packed so many times smaller than it is."""

SMALL: Final = 50 * 1024 * 1024

MOST_CELLS: Final = 20_000_000
"""The reader makes room for every cell between the first and the last, empty or not: one far off costs gigabytes."""

CHUNK: Final = 1 << 22
LONGEST_CELL: Final = 1 << 16

_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*?\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>'
)
_SHEET_TAG: Final = re.compile(rb'<sheet\b[^>]*\br:id="([^"]+)"')
_RELATION: Final = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(rb'\b(Id|Target)="([^"]+)"')

Errors = dict[tuple[int, int], str]
"""What cells say instead of a number, by row and column, both from 1."""


def look_into(content: bytes, name: str) -> list[Errors]:
    """Return the errors in each sheet, in the workbook's order. Raises DocumentError for what must not be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(archive, len(content), name)
            found: dict[str, Errors] = {}
            for part in filter(_SHEET.fullmatch, archive.namelist()):
                with archive.open(part) as sheet:
                    found[part] = _errors(sheet, name)
            return [found.get(part, {}) for part in _sheets(archive)]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:  # packed in unknown ways, too
        raise DocumentError([Fault("table.workbook", {"problem": str(error)}, file=name)]) from None


def column_number(letters: str) -> int:
    """Return the number of a column by the name that spreadsheets give it: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse_bomb(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_PACKING * packed):
        raise DocumentError([Fault("table.bomb", {"size": unpacked // 1024 // 1024}, file=name)])


def _errors(sheet: IO[bytes], name: str) -> Errors:
    """Return the cells of a sheet with errors, in one pass that also refuses cells too far from the others."""
    columns: set[bytes] = set()
    errors: Errors = {}
    last = 1
    for piece in _pieces(sheet):
        cells = _CELL.findall(piece)
        columns.update(letters for letters, _ in cells)
        last = max(last, *map(int, {row for _, row in cells}), 1)
        if b't="e"' in piece:
            for letters, row, text in _ERROR.findall(piece):
                errors[int(row), column_number(letters.decode())] = html.unescape(text.decode("utf-8", "replace"))
    widest = max(columns, key=lambda letters: (len(letters), letters), default=b"A").decode()
    if last * column_number(widest) > MOST_CELLS:
        raise DocumentError([Fault("table.far_cell", {"cell": f"{widest}{last}"}, file=name)])
    return errors


def _pieces(sheet: IO[bytes]) -> Iterator[bytes]:
    """Yield a sheet in pieces; a cell that a piece cuts in two is whole in the next."""
    rest = b""
    while chunk := sheet.read(CHUNK):
        piece = rest + chunk
        yield piece
        rest = piece[max(piece.rfind(b"<c "), len(piece) - LONGEST_CELL) :]


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    """Return the parts that hold the sheets, in the workbook's order; nothing where it does not say."""
    try:
        tags = _SHEET_TAG.findall(archive.read("xl/workbook.xml"))
        relations = _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return []
    targets = {found.get(b"Id"): found.get(b"Target", b"").decode() for found in map(_attributes, relations)}
    return [_part(targets.get(tag, "")) for tag in tags]


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(tag))


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"
