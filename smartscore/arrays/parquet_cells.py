"""The cells of some rows of a Parquet file, which DuckDB reads and hands over column by column."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from smartscore.arrays.cells import PADDING, Bytes, CellColumn, Places, words_in
from smartscore.sources.parquet import OTHER_ROWS, as_text, quoted, rows_of, types_of
from smartscore.sources.table import RowRange, TableRow

ROWS: Final = 6_000
"""So many rows are scored at once; a processor's own memory holds a few columns of them."""


class ParquetReader:
    """Reads ranges of rows of one file, and only the columns that are asked for."""

    def __init__(self, name: str, head: Sequence[str], places: Iterable[int]) -> None:
        """`head` are the file's columns, `places` those that are wanted."""
        import duckdb  # noqa: PLC0415  # an extra

        self.name, self.connection = name, duckdb.connect(config={"threads": 1})  # other processes read others
        types = types_of(self.connection, name)
        self.places = {place: number for number, place in enumerate(sorted(set(places)))}
        texts = (as_text(quoted(head[place]), types[place]) for place in self.places)
        self._query = f"SELECT {', '.join(texts)} FROM {OTHER_ROWS} BETWEEN $begin AND $last"  # noqa: S608  # our own

    def cells(self, rows: RowRange) -> "Iterator[ParquetCells]":
        """Yield the cells of a range of rows, in one block or several."""
        import nanoarrow  # noqa: PLC0415  # an extra

        wanted = {"name": self.name, "begin": rows.begin, "last": rows.end - 1}
        begin = rows.begin
        for array in nanoarrow.c_array_stream(self.connection.sql(self._query, params=wanted)):
            columns = {place: _buffers(array.view().child(number)) for place, number in self.places.items()}
            for first in range(0, array.length, ROWS):
                rows_here = slice(first, min(first + ROWS, array.length))
                yield ParquetCells(self, columns, rows_here, begin)
            begin += array.length


class ParquetCells:
    """The cells of rows that stand one after the other; where zero bytes are in them all are read by themselves."""

    def __init__(self, reader: ParquetReader, columns: "dict[int, Buffers]", rows: slice, begin: int) -> None:
        """`rows` are those of the columns that are meant, whose first has the number `begin` in the file."""
        self._reader, self._columns, self._some = reader, columns, rows
        self._begin, self.size = begin + rows.start, rows.stop - rows.start
        zeros = any((each.text(rows) == 0).any() for each in columns.values())
        self.rows: Places = np.arange(0 if zeros else self.size)
        self.lines = self.rows + self._begin + 1

    def column(self, place: int) -> CellColumn:
        """Return the cells of a column."""
        columns = self._columns[place]
        some = self._some if len(self.rows) else slice(0, 0)
        text = columns.text(some).tobytes() + PADDING
        bounds = (columns.bounds[some.start : some.stop + 1] - columns.bounds[some.start]).astype(np.intp)
        begins, ends = bounds[:-1], bounds[1:]
        if columns.there is not None:
            ends = np.where(columns.there[some], ends, begins)
        return CellColumn(text, words_in(text), begins, ends)

    def others(self, numbers: Sequence[int]) -> Iterator[TableRow | None]:
        """Yield rows as they are read one by one."""
        return rows_of(self._reader.connection, self._reader.name, [self._begin + number for number in numbers])


class Buffers(NamedTuple):
    """What Arrow keeps of a column of texts: which are there (None: all), where each ends, and all of them in a row."""

    there: npt.NDArray[np.bool_] | None
    bounds: npt.NDArray[np.int32]
    texts: Bytes

    def text(self, rows: slice) -> Bytes:
        """Return the texts of some rows, one after the other."""
        return self.texts[self.bounds[rows.start] : self.bounds[rows.stop]]


def _buffers(view: Any) -> Buffers:  # noqa: ANN401  # nanoarrow's own
    validity, bounds, texts = view.buffers
    rows = slice(view.offset, view.offset + view.length)
    bits = np.frombuffer(validity, np.uint8) if validity.size_bytes else None
    there = None if bits is None else np.unpackbits(bits, bitorder="little")[rows].astype(np.bool_)
    where = np.frombuffer(bounds, np.int32)[rows.start : rows.stop + 1]
    return Buffers(there, where, np.frombuffer(texts, np.uint8) if where[-1] else np.zeros(0, np.uint8))
