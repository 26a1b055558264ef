"""Files of other programs that people give as input: what they are, told by their content, and what to do instead."""

import io
import re
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

TABLE: Final = "foreign.table"
"""What is said of a table, which only `batch` reads."""

PARQUET: Final = b"PAR1"
"""How Parquet begins."""

FIRST_LINE: Final = 1 << 16
"""So many bytes hold the first line of a table."""

_KEY: Final = re.compile(r'("?)[A-Za-z_]+\1:(\s|$)')


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


def table_fault(content: bytes) -> Fault | None:
    """Return what is to be said of a table where a document is wanted; None where it is none that `batch` reads."""
    return Fault(TABLE) if content.startswith(PARQUET) or is_table(beginning_text(content[:FIRST_LINE])) else None


def beginning_text(content: bytes) -> str:
    """Return the text that content begins with, whatever of it is no text."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return content.decode(encoding, errors="replace").lstrip()


def is_table(text: str) -> bool:
    """Say whether text is a table: it is no JSON, the first line is no `key:` of YAML, and has cells."""
    first = text.lstrip().split("\n", 1)[0]
    if first.startswith(("#", "---", "%", "{", "[")) or (_KEY.match(first) and not first.startswith("sep=")):
        return False
    return any(sign in first for sign in ";,\t") or first.startswith('"')


def _beginning(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as file:
        return file.read(LOOKED_AT).strip()
