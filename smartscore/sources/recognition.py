"""What an input is, told by its content: a sheet, NDJSON of sheets, a delimited table, a workbook, Parquet."""

import io
import re
import sys
from pathlib import Path
from typing import BinaryIO, Final, Literal

from smartscore.errors import DocumentError, Fault
from smartscore.files.paths import unreadable

Kind = Literal["sheet", "ndjson", "delimited", "workbook", "parquet"]

STDIN: Final = "-"
LOOKED_AT: Final = 1 << 16
"""So many bytes decide."""

_KEY: Final = re.compile(r"[A-Za-z_]+:(\s|$)")


def recognise(name: str) -> Kind:
    """Say what an input is; names that lead to no file are left to the reader of sheets. Raises DocumentError."""
    if name == STDIN:
        return told(peek(sys.stdin.buffer))
    try:
        with Path(name).open("rb") as file:
            return told(file.read(LOOKED_AT))
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


def told(beginning: bytes) -> Kind:
    """Say what begins like this."""
    if beginning.startswith(b"PK\x03\x04"):
        return "workbook"
    if beginning.startswith(b"PAR1"):
        return "parquet"
    encoding = "utf-16" if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = beginning.decode(encoding, errors="replace").lstrip()
    if text.startswith(("{", "[")):
        return "ndjson" if _several_objects(text) else "sheet"
    return "delimited" if _is_table(text) else "sheet"


def _several_objects(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(line.startswith("{") for line in lines) and lines[0].endswith("}")


def _is_table(text: str) -> bool:
    """Say whether text is a table: the first line is no `key:` of YAML, and has cells."""
    first = text.split("\n", 1)[0]
    if first.startswith(("#", "---", "%")) or (_KEY.match(first) and not first.startswith("sep=")):
        return False
    return any(sign in first for sign in ";,\t") or first.startswith('"')


def refuse_nothing_to_score(name: str) -> DocumentError:
    """Return the error for a table without a row of questions."""
    return DocumentError([Fault("table.empty", file=name)])
