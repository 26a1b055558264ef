"""The rows of a wide table: read one by one, or scored in pieces, here or by other processes."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from smartscore.cli.jobs import Parallel, jobs_for, unpacked
from smartscore.files.paths import unreadable

if TYPE_CHECKING:
    from smartscore.cli.piece_scorer import Result
    from smartscore.plans.filled import Filled
    from smartscore.sources.columns import Layout
    from smartscore.sources.forms import Forms
    from smartscore.sources.rejection import Rejection
    from smartscore.sources.table import Piece, Table
    from smartscore.sources.wide import WideReader

LARGE = 4_000_000
"""A table of so many bytes is worth the start of other processes."""

LARGE_IN_BLOCKS = 24_000_000
"""One that is scored in blocks is only from so many bytes on."""

WORTH_BLOCKS = 1_000_000
"""Scoring in blocks begins half as fast again, and is worth it from so many bytes on."""

AT_ONCE = 250
"""So many rows go to a process at a time."""

ARRAYS: Final = ("numpy", "nanoarrow")
"""What the extra `batch` brings for scoring in blocks."""


def rows_of(table: "Table", layout: "Layout", forms: "Forms", parallel: Parallel | None) -> "Iterator[Filled | Result]":
    """Return what the rows of a table say, or what they are scored to where large tables may be scored in pieces."""
    if parallel is not None and forms.wordings is not None:
        in_blocks = _in_blocks(table, layout, forms, parallel)
        jobs = jobs_for(table.name, parallel.jobs, LARGE)
        if in_blocks or jobs > 1:
            from smartscore.cli.piece_scorer import TableTask  # noqa: PLC0415  # only for large tables
            from smartscore.cli.table_workers import scored_pieces  # noqa: PLC0415  # the same

            columns, written, _ = parallel
            read = (table.name, table.head, table.decimal, layout)
            task = TableTask(forms.plans, forms.wordings, *read, columns(), written, in_blocks, table.stamp)
            begin_here = in_blocks and parallel.jobs is None and _is_quick(table)
            pieces = _readable(_pieces(table, in_blocks=in_blocks), table.name)
            return scored_pieces(pieces, task, jobs, begin_here=begin_here)
    from smartscore.sources.wide import WideReader  # noqa: PLC0415  # not needed where other processes read

    reader = WideReader(table, layout, forms)
    if table.lines is None:  # a pipe perhaps, whose next rows may be long in coming
        return (item for item in map(reader.read, table.rows) if item is not None)
    return _ahead(reader, table)


def _ahead(reader: "WideReader", table: "Table") -> "Iterator[Filled | Rejection]":
    """Yield what rows say, some of which are read before the first is scored."""
    from smartscore.sources.together import READ_AHEAD, together  # noqa: PLC0415  # not needed where others read

    for rows in together(table.rows, READ_AHEAD):
        yield from [item for item in map(reader.read, rows) if item is not None]


def _in_blocks(table: "Table", layout: "Layout", forms: "Forms", parallel: Parallel) -> bool:
    """Say whether a table is scored in blocks: only lines of CSV are made so, of numbers that are not too wide."""
    if parallel.written is None or unpacked(table.name) < WORTH_BLOCKS or None in map(find_spec, ARRAYS):
        return False
    from smartscore.tables.formats import TABLE_FORMATS  # noqa: PLC0415  # only for large tables

    if not TABLE_FORMATS[parallel.written].csv_lines:
        return False
    from smartscore.arrays.possible import can_score  # noqa: PLC0415  # only for large tables

    return can_score(forms.full, forms.units, layout, parallel.columns())


def _is_quick(table: "Table") -> bool:
    """Say whether blocks are scored here before others have started, or sooner than rows can be read for them."""
    return table.pieces is None or unpacked(table.name) < LARGE_IN_BLOCKS


def _pieces(table: "Table", *, in_blocks: bool) -> "Iterator[Piece]":
    """Return a table in pieces: as it can be read in pieces itself, else its rows, some together."""
    if in_blocks and table.pieces is not None:
        return table.pieces()
    if not in_blocks and table.lines is not None:
        return table.lines()
    from smartscore.sources.blocks import TOGETHER  # noqa: PLC0415  # only for large tables
    from smartscore.sources.together import together  # noqa: PLC0415  # the same

    return together(table.rows, TOGETHER if in_blocks else AT_ONCE)


def _readable(pieces: "Iterator[Piece]", name: str) -> "Iterator[Piece]":
    """Yield pieces. Raises DocumentError where reading breaks off, before that passes for a failure to write."""
    try:
        yield from pieces
    except OSError as error:
        raise unreadable(error, name) from None
