"""Scores pieces of a table: what a process needs to know, and what comes out, whichever process does it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from smartscore.errors import DocumentError, Fault
from smartscore.files.paths import unreadable
from smartscore.sources.rejection import Rejection
from smartscore.sources.table import Block, Lines, Stamp
from smartscore.sources.together import READ_AHEAD, together
from smartscore.tables.row import Row, Written, WrittenRows

if TYPE_CHECKING:
    from smartscore.arrays.block import BlockScorer
    from smartscore.arrays.cells import Cells
    from smartscore.arrays.parquet_cells import ParquetReader
    from smartscore.plans.filled import Filled
    from smartscore.plans.plan import Plan
    from smartscore.plans.wordings import Wordings
    from smartscore.sources.columns import Layout
    from smartscore.sources.table import Piece, RowRange, TableRow
    from smartscore.tables import Columns

Result = Row | Written | WrittenRows | Rejection
"""What comes out of rows: results, lines that have been written already, or why there is none."""


class TableTask(NamedTuple):
    """What whoever scores pieces of a table needs to know.

    `written` is the format whose lines are wanted instead of rows; None where the rows themselves are. `in_blocks`:
    many rows are scored at once. `stamp` is what the file had when it was opened.
    """

    plans: "dict[str, Plan]"
    wordings: "Callable[[], Wordings]"
    name: str
    head: list[str]
    decimal: str
    layout: "Layout"
    columns: "Columns"
    written: str | None
    in_blocks: bool = False
    stamp: Stamp | None = None


class PieceScorer:
    """Scores pieces of one table: rows one by one, blocks at once; `alone` counts the rows that were read alone."""

    def __init__(self, task: TableTask) -> None:
        from smartscore.sources.forms import Forms  # noqa: PLC0415  # not needed for --help
        from smartscore.sources.table import Table  # noqa: PLC0415  # the same
        from smartscore.sources.wide import WideReader  # noqa: PLC0415  # the same
        from smartscore.tables import row_of  # noqa: PLC0415  # the same
        from smartscore.tables.formats import TABLE_FORMATS  # noqa: PLC0415  # the same

        self._row_of = row_of
        self._task, self._forms, self.alone = task, Forms(task.plans), 0
        self._forms.wordings = task.wordings
        self._reader = WideReader(Table(task.name, task.head, iter(()), task.decimal), task.layout, self._forms)
        self._line = TABLE_FORMATS[task.written].line if task.written else None
        self._blocks: BlockScorer | None = None
        self._parquet: ParquetReader | None = None

    def score(self, piece: "Piece") -> "Iterator[Result]":
        """Yield the results of a piece's rows."""
        if isinstance(piece, Lines) or not self._task.in_blocks:
            yield from self._one_by_one(_rows(piece))
            return
        from smartscore.arrays.rows import rows_of_block  # noqa: PLC0415  # an extra

        for cells in self._cells(piece):
            found = rows_of_block(cells, self._block_scorer(), self._task.name, self._row)
            yield from (result for result in found if result is not None)

    def _cells(self, piece: "Block | RowRange | list[TableRow]") -> "Iterator[Cells]":
        """Yield the cells of a piece, in one block or several."""
        layout = self._task.layout
        if isinstance(piece, list):
            from smartscore.arrays.joined_cells import JoinedCells  # noqa: PLC0415  # an extra

            yield JoinedCells(piece, layout.width)
        elif isinstance(piece, Block):
            from smartscore.arrays.delimited_cells import DelimitedCells  # noqa: PLC0415  # an extra
            from smartscore.sources.blocks import Place  # noqa: PLC0415  # only for large tables

            yield DelimitedCells(self._text(piece), piece.delimiter, layout.width, Place(piece.above, piece.line - 1))
        else:
            self._refuse_change()
            yield from self._reader_of_parquet().cells(piece)
            self._refuse_change()

    def _reader_of_parquet(self) -> "ParquetReader":
        if self._parquet is None:
            from smartscore.arrays.parquet_cells import ParquetReader  # noqa: PLC0415  # an extra

            self._parquet = ParquetReader(self._task.name, self._task.head, self._task.layout)
        return self._parquet

    def _text(self, block: Block) -> bytes:
        """Return the lines of a block. Raises DocumentError where the file is not what it was when it was opened."""
        try:
            text = block.text(self._task.name)
        except FileNotFoundError:
            raise DocumentError([Fault("document.changed", file=self._task.name)]) from None
        except OSError as error:
            raise unreadable(error, self._task.name) from None
        self._refuse_change()
        return text

    def _refuse_change(self) -> None:
        try:
            changed = Stamp.of(self._task.name) != self._task.stamp
        except OSError:  # it is gone
            changed = True
        if changed:
            raise DocumentError([Fault("document.changed", file=self._task.name)])

    def _one_by_one(self, rows: "Iterable[TableRow]") -> "Iterator[Row | Written | Rejection]":
        """Yield the results of rows; some are read, then scored, then written, which suits a processor's memory."""
        for some in together(rows, READ_AHEAD):
            self.alone += len(some)
            found = [item for item in map(self._reader.read, some) if item is not None]
            scored = list(map(self._scored, found))
            yield from map(self._written, scored)

    def _row(self, each: "TableRow") -> "Row | Written | Rejection | None":
        """Return the result of a row; None for one of nothing."""
        return next(self._one_by_one([each]), None)

    def _scored(self, item: "Filled | Rejection") -> "Row | Rejection":
        if isinstance(item, Rejection):
            return item
        return self._row_of(self._forms.scorer(item.form), item, self._task.columns)

    def _written(self, row: "Row | Rejection") -> "Row | Written | Rejection":
        if self._line is None or isinstance(row, Rejection):
            return row
        return Written.of(row, self._line(row, self._task.columns))

    def _block_scorer(self) -> "BlockScorer":
        if self._blocks is None:
            from smartscore.arrays.block import BlockScorer  # noqa: PLC0415  # an extra

            if self._forms.units is None:
                raise AssertionError(self._task.name)  # there are no blocks of what they cannot score
            full, units = self._forms.full, self._forms.units
            self._blocks = BlockScorer(full, units, self._task.layout, self._task.columns, self._reader.cell)
        return self._blocks


def _rows(piece: "Piece") -> "Iterable[TableRow]":
    """Return the rows of a piece whose rows are read one by one."""
    if isinstance(piece, list):
        return piece
    if isinstance(piece, Lines):
        from smartscore.sources.blocks import rows_in  # noqa: PLC0415  # only for large tables

        return rows_in(piece)
    raise AssertionError(piece)  # others come only where rows are scored in blocks
