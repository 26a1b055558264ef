"""The cells of some rows of a Parquet file, which DuckDB reads and hands over column by column."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from smartscore.arrays.arrow_columns import ArrowColumn, CodeColumn, arrow_column
from smartscore.arrays.cells import CellColumn, CodedColumn, Places
from smartscore.arrays.column_codes import ColumnCodes
from smartscore.errors import DocumentError, Fault
from smartscore.sources.columns import Layout
from smartscore.sources.parquet import OTHER_ROWS, as_text, quoted, rows_of, types_of
from smartscore.sources.table import RowRange, TableRow

ROWS: Final = 8_000
"""So many rows are scored at once; a processor's own memory holds a few columns of them."""

AT_ONCE: Final = 16
"""The texts of so many columns are looked for together; for more, DuckDB takes much memory."""


DAMAGED: Final = "NanoarrowException"
"""What nanoarrow raises, under no public name, where DuckDB cannot go on."""

FIRST: Final = 16_000
"""So many rows are looked through for texts before any are read; where not all texts come in them, more are."""

TRIES: Final = 2
"""New texts are known at the second; where they are not, the column is read as it is."""


class Part(NamedTuple):
    """Some columns of as many rows, by their places in the file; they lie in `array`, which has to live as long."""

    array: Any
    size: int
    columns: dict[int, ArrowColumn]


class ParquetReader:
    """Reads ranges of rows of one file, and only the columns that are asked for."""

    def __init__(self, name: str, head: Sequence[str], layout: Layout) -> None:
        """`head` are the file's columns."""
        import duckdb  # noqa: PLC0415  # an extra

        self.name, self.connection = name, duckdb.connect(config={"threads": 1})  # other processes read others
        types = types_of(self.connection, name)
        texts = [as_text(quoted(column), kind) for column, kind in zip(head, types, strict=True)]
        self._who = {place: texts[place] for place in sorted(set(layout.who.values()))}
        asked = sorted(set(layout.questions.values()))
        self._codes = {place: ColumnCodes(self.connection, texts[place], place) for place in asked}
        self._begun = False

    def cells(self, rows: RowRange) -> "Iterator[ParquetCells]":
        """Yield the cells of a range of rows, in one block or several."""
        found = self._read(rows)
        begin = rows.begin
        for part in found:
            for first in range(0, part.size, ROWS):
                yield ParquetCells(self, part, slice(first, min(first + ROWS, part.size)), begin)
            begin += part.size

    def _read(self, rows: RowRange) -> "list[Part]":
        """Return the columns of a range of rows. Raises DocumentError where the file is damaged there."""
        try:
            return self._known(rows)
        except RuntimeError as error:
            if type(error).__name__ != DAMAGED:
                raise
            problem = str(error).split("\n", 1)[0]
            raise DocumentError([Fault("table.parquet", {"problem": problem}, file=self.name)]) from None

    def _known(self, rows: RowRange) -> "list[Part]":
        """Return the columns of a range of rows; every text of a coded column has its code."""
        if not self._begun:
            self._begun = True
            self._learn(list(self._codes.values()), rows._replace(end=min(rows.end, rows.begin + FIRST)))
        new: list[ColumnCodes] = []
        for _ in range(TRIES):
            self._learn(new, rows)
            found = list(self._parts(rows))
            new = [each for place, each in self._codes.items() if any(part.columns[place].has_new() for part in found)]
            if not new:
                return found
        for each in new:
            each.given_up = True
        return list(self._parts(rows))

    def _parts(self, rows: RowRange) -> "Iterator[Part]":
        """Yield the columns of a range of rows, of many rows at once."""
        import nanoarrow  # noqa: PLC0415  # an extra

        columns: dict[int, ColumnCodes | None] = {**dict.fromkeys(self._who), **self._codes}
        wanted = [*self._who.values(), *(each.expression() for each in self._codes.values())]
        for array in nanoarrow.c_array_stream(self._asked(", ".join(wanted), rows)):
            views = zip(columns.items(), array.view().children, strict=True)
            yield Part(array, array.length, {place: arrow_column(view, codes) for (place, codes), view in views})

    def _learn(self, codes: Sequence[ColumnCodes], rows: RowRange) -> None:
        for begin in range(0, len(codes), AT_ONCE):
            some = codes[begin : begin + AT_ONCE]
            found = self._asked(", ".join(each.found() for each in some), rows).fetchall()[0]
            for each, texts in zip(some, found, strict=True):
                each.learn(text for text in texts or () if text is not None)

    def _asked(self, expressions: str, rows: RowRange) -> Any:  # noqa: ANN401  # DuckDB has no types of its own
        query = f"SELECT {expressions} FROM {OTHER_ROWS} BETWEEN $begin AND $last"  # noqa: S608  # our own
        return self.connection.sql(query, params={"name": self.name, "begin": rows.begin, "last": rows.end - 1})


class ParquetCells:
    """The cells of rows that stand one after the other; where zero bytes are in them all are read by themselves."""

    def __init__(self, reader: ParquetReader, part: Part, rows: slice, begin: int) -> None:
        """`rows` are those of the part that are meant, whose first has the number `begin` in the file."""
        self._reader, self._part, self._some = reader, part, rows
        self._begin, self.size = begin + rows.start, rows.stop - rows.start
        zeros = any(each.has_zeros(rows) for each in part.columns.values())
        self.rows: Places = np.arange(0 if zeros else self.size)
        self.lines = self.rows + self._begin + 1

    def column(self, place: int) -> CellColumn:
        """Return the cells of a column."""
        columns = self._part.columns[place]
        if isinstance(columns, CodeColumn):
            raise TypeError(place)  # nobody asks for the texts of what is coded
        return columns.cells(self._some if len(self.rows) else slice(0, 0))

    def coded(self, place: int) -> CodedColumn | None:
        """Return the cells of a column by the codes of their texts; None where it has none."""
        columns = self._part.columns[place]
        return columns.cells(self._some) if isinstance(columns, CodeColumn) else None

    def others(self, numbers: Sequence[int]) -> Iterator[TableRow | None]:
        """Yield rows as they are read one by one."""
        return rows_of(self._reader.connection, self._reader.name, [self._begin + number for number in numbers])
