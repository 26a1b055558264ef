"""What the parts of a workbook say that its reader leaves out: how far cells reach, formulas' errors, percentages."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final, NamedTuple

from smartscore.errors import DocumentError, Fault
from smartscore.sources.workbook_styles import percent_styles

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
_FAR: Final = re.compile(rb'r="(?:[A-Z]{3}|[A-Z]{1,2}(?:[0-9]{6}|(?:2[89]|[3-9][0-9])[0-9]{3}))')
"""Cells in columns after ZZ or rows from 28,000 on; all others together are fewer than `MOST_CELLS`."""

_ERROR: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*?\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>'
)
_CELL_TAG: Final = re.compile(rb"<(?:\w+:)?c((?:\s[^>]*)?)>")
_PLACE: Final = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_STYLE: Final = re.compile(rb"\bs=[\"']([0-9]+)")
_CONTENT: Final = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
_SHEET_TAG: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*\b\w+:id=[\"']([^\"']+)[\"']")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"\b(Id|Target|Type)=[\"']([^\"']+)[\"']")

Errors = dict[tuple[int, int], str]
"""What cells say instead of a number, by row and column, both from 1."""


class Marks(NamedTuple):
    """What the part of a sheet says: errors, the columns of percentages by row (both from 1), whether it has content.

    `percents` are None where a percentage does not say in which cell it stands.
    """

    errors: Errors
    percents: dict[int, set[int]] | None
    filled: bool


def look_into(content: bytes, name: str) -> list[Marks]:
    """Return what is marked in each sheet, in the workbook's order; nothing where the workbook names no sheets' parts.

    Raises DocumentError for what must not be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(archive, len(content), name)
            relations = _relations(archive)
            sheets, styles = _sheets(archive, relations), percent_styles(_styles(archive, relations))
            unseen = Marks({}, None if styles else {}, filled=False)
            found: dict[str, Marks] = {}
            for part in archive.namelist():
                if part in sheets or _SHEET.fullmatch(part):
                    with archive.open(part) as sheet:
                        near = _marks(sheet, styles, name, near=True)
                    with archive.open(part) as sheet:
                        found[part] = near or _marks(sheet, styles, name, near=False) or unseen
            return [found.get(part, unseen) for part in sheets]
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


def _marks(sheet: IO[bytes], styles: frozenset[int], name: str, *, near: bool) -> Marks | None:
    """Return what is marked in a sheet, in one pass that also refuses cells too far from the others.

    With `near` none is looked at for that, which is much quicker; None then says that one may be too far.
    """
    columns: set[bytes] = set()
    errors: Errors = {}
    percents: dict[int, set[int]] | None = {}
    filled, last = False, 1
    for piece in _pieces(sheet):
        if near and _FAR.search(piece):
            return None
        cells = () if near else _CELL.findall(piece)
        columns.update(letters for letters, _ in cells)
        last = max(last, *map(int, {row for _, row in cells}), 1)
        filled = filled or _CONTENT.search(piece) is not None
        percents = _with_percents(percents, piece, styles)
        if b't="e"' in piece:
            for letters, row, text in _ERROR.findall(piece):
                errors[int(row), column_number(letters.decode())] = html.unescape(text.decode("utf-8", "replace"))
    widest = max(columns, key=lambda letters: (len(letters), letters), default=b"A").decode()
    if last * column_number(widest) > MOST_CELLS:
        raise DocumentError([Fault("table.far_cell", {"cell": f"{widest}{last}"}, file=name)])
    return Marks(errors, percents, filled)


def _with_percents(
    found: dict[int, set[int]] | None, piece: bytes, styles: frozenset[int]
) -> dict[int, set[int]] | None:
    """Add the cells of a piece that are shown as percentages; None where one does not say where it stands."""
    for cell in _CELL_TAG.findall(piece) if styles and found is not None else ():
        style = _STYLE.search(cell)
        if (int(style[1]) if style else 0) not in styles or cell.endswith(b"/"):
            continue
        place = _PLACE.search(cell)
        if found is None or place is None:
            return None
        found.setdefault(int(place[2]), set()).add(column_number(place[1].decode()))
    return found


def _pieces(sheet: IO[bytes]) -> Iterator[bytes]:
    """Yield a sheet in pieces; a cell that a piece cuts in two is whole in the next."""
    rest = b""
    while chunk := sheet.read(CHUNK):
        piece = rest + chunk
        yield piece
        rest = piece[max(piece.rfind(b"<c "), len(piece) - LONGEST_CELL) :]


def _relations(archive: zipfile.ZipFile) -> list[dict[bytes, bytes]]:
    """Return what the workbook says about its parts."""
    return [dict(_ATTRIBUTE.findall(tag)) for tag in _RELATION.findall(_read(archive, "xl/_rels/workbook.xml.rels"))]


def _sheets(archive: zipfile.ZipFile, relations: list[dict[bytes, bytes]]) -> list[str]:
    """Return the parts that hold the sheets, in the workbook's order; nothing where it does not say."""
    targets = {found.get(b"Id"): found.get(b"Target", b"").decode() for found in relations}
    return [_part(targets.get(tag, "")) for tag in _SHEET_TAG.findall(_read(archive, "xl/workbook.xml"))]


def _styles(archive: zipfile.ZipFile, relations: list[dict[bytes, bytes]]) -> bytes:
    """Return the part that says how numbers are shown."""
    told = (found.get(b"Target", b"") for found in relations if found.get(b"Type", b"").endswith(b"/styles"))
    return _read(archive, _part(next(told, b"styles.xml").decode()))


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    """Return a part; nothing where there is none."""
    try:
        return archive.read(part)
    except KeyError:
        return b""


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"
