"""Columns as Arrow keeps them: texts, or codes of texts. What is taken from them is looked at where it lies."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from smartscore.arrays.cells import PADDING, Bytes, CellColumn, CodedColumn, Codes, words_in
from smartscore.arrays.column_codes import ColumnCodes

View = Any
"""A column of nanoarrow's, which has no types of its own."""

EIGHT: Final = 8

TEXT: Final = "string"
"""What nanoarrow calls texts whose ends are whole numbers of four bytes: as DuckDB gives them unless it is set up."""


class Bits:
    """Yes or no for every row, packed eight to a byte."""

    def __init__(self, view: View, buffer: Any) -> None:  # noqa: ANN401  # nanoarrow's own
        """`buffer` is one of the column `view`."""
        self._bytes, self._offset, self._size = np.frombuffer(buffer, np.uint8), int(view.offset), int(view.length)

    def some(self, rows: slice) -> npt.NDArray[np.bool_]:
        """Return those of some rows."""
        begin, end = self._offset + rows.start, self._offset + rows.stop
        near = np.unpackbits(self._bytes[begin // EIGHT : -(-end // EIGHT)], bitorder="little")
        return near[begin % EIGHT :][: end - begin].view(np.bool_)

    def all(self) -> bool:
        """Say whether there is a yes for every row."""
        return bool(self.some(slice(0, self._size)).all())


class CodeColumn:
    """The codes of a column's texts."""

    def __init__(self, view: View, texts: tuple[bytes, ...]) -> None:
        """`view` has nothing for texts that are not among `texts`."""
        validity, codes = view.buffers
        self.size: int = view.length
        self._codes: Codes = np.asarray(codes)[view.offset :]
        self._there, self._texts = _there(view, validity), texts

    def has_new(self) -> bool:
        """Say whether texts have come that have no code."""
        return self._there is not None and not self._there.all()

    def has_zeros(self, _: slice) -> bool:
        """Say whether there are zero bytes in some rows; texts with them have no codes."""
        return False

    def cells(self, rows: slice) -> CodedColumn:
        """Return the cells of some rows."""
        return CodedColumn(self._codes[rows], self._texts)


class TextColumn:
    """The texts of a column one after the other, where each ends, and which are there."""

    def __init__(self, view: View) -> None:
        if view.storage_type != TEXT:
            raise TypeError(view.storage_type)  # another layout, which would be read wrongly
        validity, bounds, texts = view.buffers
        self.size: int = view.length
        self._there = _there(view, validity)
        self._bounds = np.frombuffer(bounds, np.int32)[view.offset :]
        self._texts = np.frombuffer(texts, np.uint8) if texts.size_bytes else np.zeros(0, np.uint8)

    def has_new(self) -> bool:
        """Say whether texts have come that have no code; none has one here."""
        return False

    def has_zeros(self, rows: slice) -> bool:
        """Say whether there are zero bytes in some rows."""
        return bool((self._text(rows) == 0).any())

    def cells(self, rows: slice) -> CellColumn:
        """Return the cells of some rows."""
        text = self._text(rows).tobytes() + PADDING
        bounds = (self._bounds[rows.start : rows.stop + 1] - self._bounds[rows.start]).astype(np.intp)
        begins, ends = bounds[:-1], bounds[1:]
        if self._there is not None:
            ends = np.where(self._there.some(rows), ends, begins)
        return CellColumn(text, words_in(text), begins, ends)

    def _text(self, rows: slice) -> Bytes:
        return self._texts[self._bounds[rows.start] : self._bounds[rows.stop]]


ArrowColumn = CodeColumn | TextColumn


def arrow_column(view: View, codes: ColumnCodes | None) -> ArrowColumn:
    """Return the column of codes, or of texts."""
    return TextColumn(view) if codes is None or codes.given_up else CodeColumn(view, codes.texts)


def _there(view: View, validity: Any) -> Bits | None:  # noqa: ANN401  # nanoarrow's own
    """Return which cells are there; None for all."""
    return Bits(view, validity) if validity.size_bytes else None
