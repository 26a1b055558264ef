"""The cells of some rows of a Parquet file, which DuckDB reads and hands over column by column."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from smartscore.arrays.cells import PADDING, Bytes, CellColumn, CodedColumn, Codes, Places, words_in
from smartscore.arrays.column_codes import ColumnCodes
from smartscore.sources.columns import Layout
from smartscore.sources.parquet import OTHER_ROWS, as_text, quoted, rows_of, types_of
from smartscore.sources.table import RowRange, TableRow

ROWS: Final = 6_000
"""So many rows are scored at once; a processor's own memory holds a few columns of them."""

AT_ONCE: Final = 8
"""The texts of so many columns are looked for together; for more, DuckDB takes much memory."""

Mask = npt.NDArray[np.bool_]


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
        if not self._begun:
            self._learn(list(self._codes.values()), rows)
            self._begun = True
        found = list(self._columns(rows))
        if new := {place for columns in found for place, each in columns.items() if each.has_new()}:
            self._learn([self._codes[place] for place in sorted(new)], rows)
            found = list(self._columns(rows))
        begin = rows.begin
        for columns in found:
            count = next(iter(columns.values())).size
            for first in range(0, count, ROWS):
                yield ParquetCells(self, columns, slice(first, min(first + ROWS, count)), begin)
            begin += count

    def _columns(self, rows: RowRange) -> "Iterator[dict[int, Buffers]]":
        """Yield the columns of a range of rows by their places, of many rows at once."""
        import nanoarrow  # noqa: PLC0415  # an extra

        wanted = [[text] for text in self._who.values()] + [list(each.expressions()) for each in self._codes.values()]
        places = list(pairwise(accumulate(map(len, wanted), initial=0)))
        names = [*((place, None) for place in self._who), *self._codes.items()]
        for array in nanoarrow.c_array_stream(self._asked(", ".join(chain(*wanted)), rows)):
            children = list(array.view().children)
            yield {
                place: _buffers(children[slice(*some)], codes)
                for (place, codes), some in zip(names, places, strict=True)
            }

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

    def __init__(self, reader: ParquetReader, columns: "dict[int, Buffers]", rows: slice, begin: int) -> None:
        """`rows` are those of the columns that are meant, whose first has the number `begin` in the file."""
        self._reader, self._columns, self._some = reader, columns, rows
        self._begin, self.size = begin + rows.start, rows.stop - rows.start
        zeros = any(each.has_zeros(rows) for each in columns.values())
        self.rows: Places = np.arange(0 if zeros else self.size)
        self.lines = self.rows + self._begin + 1

    def column(self, place: int) -> CellColumn:
        """Return the cells of a column."""
        columns = self._columns[place]
        if isinstance(columns, CodeBuffers):
            raise TypeError(place)  # nobody asks for the texts of what is coded
        return columns.cells(self._some if len(self.rows) else slice(0, 0))

    def coded(self, place: int) -> CodedColumn | None:
        """Return the cells of a column by the codes of their texts; None where it has none."""
        columns = self._columns[place]
        return columns.cells(self._some) if isinstance(columns, CodeBuffers) else None

    def others(self, numbers: Sequence[int]) -> Iterator[TableRow | None]:
        """Yield rows as they are read one by one."""
        return rows_of(self._reader.connection, self._reader.name, [self._begin + number for number in numbers])


class CodeBuffers(NamedTuple):
    """What there is of a column of codes: all codes, 0 where there is no cell; and whether a cell's text has none."""

    codes: Codes
    texts: tuple[bytes, ...]
    new: bool

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.codes)

    def has_new(self) -> bool:
        """Say whether texts have come that have no code."""
        return self.new

    def has_zeros(self, _: slice) -> bool:
        """Say whether there are zero bytes in some rows; texts with them have no codes."""
        return False

    def cells(self, rows: slice) -> CodedColumn:
        """Return the cells of some rows."""
        return CodedColumn(self.codes[rows], self.texts)


class TextBuffers(NamedTuple):
    """What Arrow keeps of a column of texts: which are there (None: all), where each ends, and all of them in a row."""

    there: Mask | None
    bounds: npt.NDArray[np.int32]
    texts: Bytes

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.bounds) - 1

    def has_new(self) -> bool:
        """Say whether texts have come that have no code; none has one here."""
        return False

    def has_zeros(self, rows: slice) -> bool:
        """Say whether there are zero bytes in some rows."""
        return bool((self._text(rows) == 0).any())

    def cells(self, rows: slice) -> CellColumn:
        """Return the cells of some rows."""
        text = self._text(rows).tobytes() + PADDING
        bounds = (self.bounds[rows.start : rows.stop + 1] - self.bounds[rows.start]).astype(np.intp)
        begins, ends = bounds[:-1], bounds[1:]
        if self.there is not None:
            ends = np.where(self.there[rows], ends, begins)
        return CellColumn(text, words_in(text), begins, ends)

    def _text(self, rows: slice) -> Bytes:
        return self.texts[self.bounds[rows.start] : self.bounds[rows.stop]]


Buffers = CodeBuffers | TextBuffers


def _buffers(views: Sequence[Any], codes: ColumnCodes | None) -> Buffers:
    """Copy what Arrow has of a column: of its texts, or of their codes and which of them there are not."""
    first, *others = views
    rows, (validity, *kept) = slice(first.offset, first.offset + first.length), first.buffers
    there = _bits(first, validity) if validity.size_bytes else None
    if codes is None or not others:
        where = np.frombuffer(kept[0], np.int32)[rows.start : rows.stop + 1].copy()
        text = np.frombuffer(kept[1], np.uint8).copy() if where[-1] else np.zeros(0, np.uint8)
        return TextBuffers(there, where, text)
    found: Codes = np.asarray(kept[0])[rows]
    if there is None:
        return CodeBuffers(found.copy(), codes.texts, new=False)
    _, none = others[0].buffers
    new = bool((there == _bits(others[0], none)).any())
    return CodeBuffers(np.where(there, found, found.dtype.type(0)), codes.texts, new)


def _bits(view: Any, bits: Any) -> Mask:  # noqa: ANN401  # nanoarrow's own
    found = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")
    return found[view.offset : view.offset + view.length].view(np.bool_)
