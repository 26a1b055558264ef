"""A table as it is read: a head, and rows of text one after the other, whatever file they stand in."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from smartscore.errors import Fault


class TableRow(NamedTuple):
    """One row: its number, its cells, and what is wrong with all of it.

    `line` counts from 1 as a spreadsheet does: rows, the head and empty ones included, not the lines of the text.
    """

    line: int
    cells: list[str]
    fault: Fault | None = None


class Table(NamedTuple):
    """A table that is being read, under the name that people know it by.

    `decimal` is the decimal sign that its numbers are written with; `done` tells the bytes read so far, 0 if unknown.
    """

    name: str
    head: list[str]
    rows: Iterator[TableRow]
    decimal: str = "."
    done: Callable[[], int] = lambda: 0  # the default of a field
