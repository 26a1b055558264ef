"""The cells of a block, column by column: where each begins and ends in a text."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from smartscore.sources.table import TableRow

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
Keys = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.unsignedinteger[Any]]

LONGEST: Final = 8
"""A text of so many bytes is one whole number of 64 bits."""

LONGEST_HELD: Final = 256
"""Longer texts are never held as whole numbers."""

PADDING: Final = bytes(LONGEST_HELD + LONGEST)
"""Stands at the end of all text, so that nobody looks beyond it."""

MASKS: Final = np.array([(1 << (8 * length)) - 1 for length in range(LONGEST + 1)], dtype=np.uint64)


class CellColumn(NamedTuple):
    """The cells of one column: `text` holds them all, with `PADDING` at its end.

    `words` has the whole number in the eight bytes from each place of the text on.
    """

    text: bytes
    words: Keys
    begins: Places
    ends: Places


class CodedColumn(NamedTuple):
    """The cells of one column by codes: each is the place of its text in `texts`."""

    codes: Codes
    texts: tuple[bytes, ...]


class Cells(Protocol):
    """The rows of a block whose cells are known.

    `rows` are their numbers in the block, from 0, and `lines` those in the file; `size` counts all rows of the block.
    """

    rows: Places
    lines: Places
    size: int

    def column(self, place: int) -> CellColumn:
        """Return the cells of a column of the table."""

    def coded(self, place: int) -> CodedColumn | None:
        """Return the cells of a column by the codes of their texts; None where it has none."""

    def others(self, numbers: Sequence[int]) -> Iterator[TableRow | None]:
        """Yield rows of the block, by their numbers in it, as they are read one by one; None for one of nothing."""


def words_in(text: bytes) -> Keys:
    """Return the whole number in the eight bytes from each place of a text on."""
    kind: Any = "<u8"
    return np.ndarray((len(text) - LONGEST + 1,), kind, text, strides=(1,))


def words_of(text: bytes, begins: Places, lengths: Places, least: int = 1) -> Keys:
    """Return parts of a text, none over `LONGEST_HELD` long: a row of `least` whole numbers or more for each."""
    count = max(least, -(-int(lengths.max(initial=0)) // LONGEST))
    windows: Any = f"V{LONGEST * count}"
    parts = np.ndarray((len(text) - LONGEST * count + 1,), windows, text, strides=(1,))
    kind: Any = "<u8"
    words: Keys = parts[begins].view(kind).reshape(-1, count) & _masks(count).take(lengths, axis=0)
    return words


@cache
def _masks(count: int) -> Keys:
    """Return what leaves so many bytes, from none to all, of rows of so many whole numbers."""
    rows = (
        np.minimum(np.maximum(length - np.arange(count) * LONGEST, 0), LONGEST) for length in range(count * LONGEST + 1)
    )
    return np.array([MASKS.take(row) for row in rows])
