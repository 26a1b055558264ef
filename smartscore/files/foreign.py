"""Files of other programs that people give as input: what they are, told by their content, and what to do instead."""

import io
import zipfile
import zlib
from typing import Final

from smartscore.errors import Fault

BEGINNINGS: Final[dict[str, tuple[bytes, ...]]] = {
    "foreign.old_office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    "foreign.pdf": (b"%PDF",),
    "foreign.picture": (b"\xff\xd8\xff", b"\x89PNG", b"GIF8"),
    "foreign.text": (b"{\\rtf",),
    "foreign.page": (b"<!doctype html", b"<html", b"<table", b"<meta"),
}
"""How they begin, in small letters where it is text, by the key of what is said."""

PACKED: Final[dict[str, str]] = {
    "foreign.text": "word/document.xml",
    "foreign.slides": "ppt/presentation.xml",
    "table.other_workbook": "xl/workbook.bin",
    "foreign.workbook": "xl/workbook.xml",
}
"""What the packed ones hold, by the key of what is said; OpenDocument says itself what it is."""

OPEN_DOCUMENT: Final[dict[bytes, str]] = {
    b"application/vnd.oasis.opendocument.spreadsheet": "table.other_workbook",
    b"application/vnd.oasis.opendocument.text": "foreign.text",
}

LOOKED_AT: Final = 64


def foreign_fault(content: bytes) -> Fault | None:
    """Return what is to be said of content that another program has to open; None where it is no such content."""
    beginning = content[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    for key, starts in BEGINNINGS.items():
        if beginning.startswith(starts) or beginning.lower().startswith(starts):
            return Fault(key)
    return packed_fault(content) if beginning.startswith(b"PK\x03\x04") else None


def packed_fault(content: bytes) -> Fault | None:
    """Return the same of packed content; None where it cannot be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = _beginning(archive, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError):
        return None
    if kind or "content.xml" in names:
        return Fault(OPEN_DOCUMENT.get(kind, "table.other_workbook"))
    return Fault(next((key for key, part in PACKED.items() if part in names), "foreign.zip"))


def _beginning(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as file:
        return file.read(LOOKED_AT).strip()
