"""What an input is, told by its content: a sheet, NDJSON of sheets, a delimited table, a workbook, Parquet."""

import codecs
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final, Literal

from smartscore.errors import STDIN, DocumentError, Fault
from smartscore.files.foreign import PARQUET, beginning_text, foreign_fault, is_table
from smartscore.files.paths import unreadable
from smartscore.sources.given_back import given_back

Kind = Literal["sheet", "ndjson", "delimited", "workbook", "parquet"]

LOOKED_AT: Final = 1 << 16
"""So many bytes decide; of JSON the first line does, as far as a sheet may be long."""

_GOES_ON: Final = (b",", b"]", b"}", b"#", b"---", b"...")
"""What follows a line in braces where both are of one document: more of it, or what YAML may have after it."""


def recognise(name: str) -> Kind:
    """Say what an input is; names that lead to no file are left to the reader of sheets. Raises DocumentError."""
    if name == STDIN:
        kind = _own(peek(sys.stdin.buffer), name)
        return kind if kind != "ndjson" or _several_on_stdin() else "sheet"
    try:
        with Path(name).open("rb") as file:
            kind = _own(peek(file), name)
            return kind if kind != "ndjson" or _several_objects(file) else "sheet"
    except (FileNotFoundError, IsADirectoryError, ValueError):
        return "sheet"
    except OSError as error:
        raise unreadable(error, name) from None


def peek(stream: BinaryIO) -> bytes:
    """Return how a stream goes on, without taking it away; as much as is there already."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(LOOKED_AT)[:LOOKED_AT]
    place = stream.tell()
    found = stream.read(LOOKED_AT)
    stream.seek(place)
    return found


def _own(beginning: bytes, name: str) -> Kind:
    """Say what begins like this. Raises DocumentError where only other programs open such files."""
    kind = told(beginning)
    if kind != "workbook" and (fault := foreign_fault(beginning)):
        raise DocumentError([replace(fault, file=name)])
    return kind


def told(beginning: bytes) -> Kind:
    """Say what begins like this: NDJSON where that is possible, which its first line has to decide."""
    if beginning.startswith(b"PK\x03\x04"):
        return "workbook"
    if beginning.startswith(PARQUET):
        return "parquet"
    text = beginning_text(beginning)
    if text.startswith("{"):
        return "ndjson"
    return "delimited" if is_table(text) else "sheet"


def _several_on_stdin() -> bool:
    """Say whether standard input holds several objects; what was read to know it is given back."""
    taken: list[bytes] = []
    found = _several(_lines(sys.stdin.buffer, taken))
    sys.stdin = given_back(b"".join(taken), sys.stdin)
    return found


def _several_objects(file: BinaryIO) -> bool:
    """Say whether a file holds several objects, a line each."""
    file.seek(0)
    return _several(_lines(file, []))


def _several(lines: Iterator[bytes]) -> bool:
    """Say whether the first line is an object, and what follows is no more of it."""
    first = next(lines, b"").removeprefix(codecs.BOM_UTF8).lstrip()
    if not (first.startswith(b"{") and first.endswith(b"}")):
        return False
    second = next(lines, b"")
    return bool(second) and not second.lstrip().startswith(_GOES_ON)


def _lines(stream: BinaryIO, taken: list[bytes]) -> Iterator[bytes]:
    """Yield the lines that hold anything, without their ends, as far as a sheet may be long; all goes into `taken`."""
    from smartscore.files.paths import MAX_BYTES  # noqa: PLC0415  # not needed for tables

    left = MAX_BYTES
    while left > 0 and (line := stream.readline(left)):
        taken.append(line)
        left -= len(line)
        if line.strip():
            yield line.rstrip()


def refuse_nothing_to_score(name: str) -> DocumentError:
    """Return the error for a table without a row of questions."""
    return DocumentError([Fault("table.empty", file=name)])
