"""A table as it is read: a head, and rows of text one after the other, whatever file they stand in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from smartscore.errors import Fault


class TableRow(NamedTuple):
    """One row: its number, its cells, and what is wrong with all of it.

    `line` counts from 1 as a spreadsheet does: rows, the head and empty ones included, not the lines of the text.
    """

    line: int
    cells: list[str]
    fault: Fault | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it, as Excel leaves rows behind."""
        return self.fault is None and not any(map(str.strip, self.cells))


class Block(NamedTuple):
    """Lines in which every line feed ends a row: no quotes, zero bytes, lone returns or bytes that are no UTF-8.

    `line` is the number of the first row, `above` how many lines of text stand above it. They begin and end at a place
    in their file, where they can be read again: that is quicker than handing them to another process.
    """

    line: int
    above: int
    begin: int
    end: int
    delimiter: str

    def text(self, name: str) -> bytes:
        """Read the lines from the file; the last has its line feed, though the file may lack it. Raises OSError."""
        with Path(name).open("rb") as file:
            file.seek(self.begin)
            found = file.read(self.end - self.begin)
        return found if found.endswith(b"\n") else found + b"\n"


class Lines(NamedTuple):
    """Lines as in a block, few enough to be handed over as they are to whoever takes them apart into rows."""

    line: int
    above: int
    text: bytes
    delimiter: str


class Stamp(NamedTuple):
    """What tells a file from another that has taken its place, or from itself once it was written to."""

    device: int
    file: int
    size: int
    changed: int

    @classmethod
    def of(cls, name: str) -> "Stamp":
        """Return the stamp that a file has now. Raises OSError."""
        now = Path(name).stat()
        return cls(now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns)


class RowRange(NamedTuple):
    """Rows of a file that numbers them from 0: from `begin` to before `end`; `line` is the number of the first."""

    line: int
    begin: int
    end: int


Piece = Block | RowRange | Lines | list[TableRow]


class Table(NamedTuple):
    """A table that is being read, under the name that people know it by.

    `decimal` is the decimal sign that its numbers are written with; `done` tells the bytes read so far, 0 if unknown.
    `pieces` reads it in pieces, instead of `rows`; None where that cannot be done. They are read from the file again,
    which has to have the same `stamp` then. `lines` reads it in pieces that nobody has to read again, where it can.
    `title` is the table's own where its file holds several, and `beside` tells the others with their heads.
    """

    name: str
    head: list[str]
    rows: Iterator[TableRow]
    decimal: str = "."
    done: Callable[[], int] = lambda: 0  # the default of a field
    pieces: Callable[[], Iterator[Piece]] | None = None
    lines: Callable[[], Iterator[Piece]] | None = None
    stamp: Stamp | None = None
    title: str = ""
    beside: Callable[[], Iterator[tuple[str, list[str]]]] = lambda: iter(())
