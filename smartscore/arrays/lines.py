"""Results as lines of CSV: every row's cells side by side at the same places, zero bytes in what they do not fill.

A cell ends in a comma, which is its last byte; when all are put together the zeros are taken out.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from smartscore.arrays.cells import Bytes, CellColumn, Places, words_of
from smartscore.arrays.expressions import Column
from smartscore.tables.cells import csv_text

MILLION: Final = 1_000_000
THOUSAND: Final = 1_000
LOWEST_LEVEL: Final = -99

MARK: Final = b"\1"
"""Stands where something has been left out; no text has such a sign."""

_LEFT_OUT: Final = np.array([[0, ord(",")], [ord(MARK), ord(",")]], np.uint8)

DELETE: Final = 127

LONGEST_TEXT: Final = 128
"""Longer texts are not written here."""

Fours = npt.NDArray[np.uint32]


def _fours(texts: Sequence[str]) -> Fours:
    """Return texts of up to four signs as whole numbers of four bytes; a comma at the end is the last of these."""
    kind: Any = "<u4"
    return np.frombuffer("".join(map(_four, texts)).encode("ascii"), kind)


def _four(text: str) -> str:
    return text[:-1].ljust(3, "\0") + "," if text.endswith(",") else text.ljust(4, "\0")


_POINTED: Final = _fours([f"{number}." for number in range(THOUSAND)])
_THREE: Final = _fours([f"{number:03d}" for number in range(THOUSAND)])
_THREE_LAST: Final = _fours([f"{number:03d}," for number in range(THOUSAND)])
_PLAIN: Final = _fours(["", *map(str, range(1, THOUSAND))])
_PLAIN_LAST: Final = _fours(["0,", *(f"{number}," for number in range(1, THOUSAND))])
_LEVELS: Final = _fours([f"{number}," for number in range(LOWEST_LEVEL, THOUSAND)])
_COMMA: Final = _fours([","])[0]
_ANSWERS: Final = _fours(["no,", "yes,"])

_ODD_FIRST: Final = np.array([chr(sign) in " =+-@" for sign in range(256)])


def millionths(values: Column, count: int) -> Bytes:
    """Return whole millionths with six decimals; nothing where there is no value."""
    found = np.broadcast_to(np.asarray(values.values), (count,))
    thousands = found // THOUSAND  # numpy divides by one number quicker than it finds both results
    whole = found // MILLION
    first, second = thousands - whole * THOUSAND, found - thousands * THOUSAND
    drawn = np.empty((count, 3), np.uint32)
    drawn[:, 0] = _POINTED.take(whole, mode="clip")
    drawn[:, 1] = _THREE.take(first)
    drawn[:, 2] = _THREE_LAST.take(second)
    if values.there is not None:
        drawn[np.broadcast_to(~values.there, (count,))] = (0, 0, _COMMA)
    return drawn.view(np.uint8)


def levels(values: Column, count: int) -> Bytes:
    """Return small whole numbers; nothing where there is none."""
    found = np.broadcast_to(np.asarray(values.values), (count,))
    drawn = _LEVELS.take(found - LOWEST_LEVEL, mode="clip")
    if values.there is not None:
        drawn[np.broadcast_to(~values.there, (count,))] = _COMMA
    return drawn.view(np.uint8).reshape(count, 4)


def answers(values: Column, count: int) -> Bytes:
    """Return yes or no."""
    found = np.broadcast_to(values.true(), (count,))
    return _ANSWERS.take(found.astype(np.intp)).view(np.uint8).reshape(count, 4)


def numbers(values: Places) -> Bytes:
    """Return whole numbers from 0 to a thousand millions less one."""
    first, rest = np.divmod(values, MILLION)
    second, third = np.divmod(rest, THOUSAND)
    drawn = np.empty((len(values), 3), np.uint32)
    drawn[:, 0] = _PLAIN.take(first)
    drawn[:, 1] = np.where(first > 0, _THREE.take(second), _PLAIN.take(second))
    drawn[:, 2] = np.where(values >= THOUSAND, _THREE_LAST.take(third), _PLAIN_LAST.take(third))
    return drawn.view(np.uint8)


def same(text: str, count: int) -> Bytes:
    """Return the same text for every row."""
    return np.broadcast_to(np.frombuffer(f"{text},".encode(), np.uint8), (count, len(text.encode()) + 1))


def left_out(rows: npt.NDArray[np.bool_]) -> Bytes:
    """Return cells whose texts are put in later for some rows, and which are empty in all others.

    Room for a text that few rows have would have to be given to all.
    """
    return _LEFT_OUT.take(rows.astype(np.intp), axis=0)


def chosen(texts: Sequence[str], which: Places) -> Bytes:
    """Return one of several texts for every row."""
    widest = max(len(text.encode()) for text in texts)
    table = np.zeros((len(texts), widest + 1), np.uint8)
    for place, text in enumerate(texts):
        table[place, : len(text.encode())] = np.frombuffer(text.encode(), np.uint8)
    table[:, -1] = ord(",")
    return table.take(which, axis=0)


class Texts:
    """The texts of a column as they stand in the file, eight bytes after eight."""

    def __init__(self, column: CellColumn) -> None:
        begins, self._lengths = column.begins, column.ends - column.begins
        self.words = words_of(column.text, begins, np.minimum(self._lengths, LONGEST_TEXT))
        self._bytes = self.words.view(np.uint8)
        self._ends_in_space = np.frombuffer(column.text, np.uint8)[column.ends - 1] == ord(" ")

    def odd(self) -> npt.NDArray[np.bool_]:
        """Say which texts would have to be written in another way than they are read."""
        found: npt.NDArray[np.bool_] = (self._lengths > LONGEST_TEXT) | (self._ends_in_space & (self._lengths > 0))
        if self._bytes.shape[1]:
            found |= _ODD_FIRST.take(self._bytes[:, 0]) | _any(_odd_signs(self._bytes))
            for row in np.flatnonzero(~found & _any(self._bytes > ord("~"))).tolist():
                found[row] = _is_odd(self._bytes[row].tobytes().rstrip(b"\0").decode())
        return found

    def empty(self) -> npt.NDArray[np.bool_]:
        """Say where there is no text."""
        found: npt.NDArray[np.bool_] = self._lengths == 0
        return found

    def drawn(self) -> Bytes:
        """Return the texts as cells."""
        comma = np.full((len(self._bytes), 1), ord(","), np.uint8)
        return np.concatenate((self._bytes, comma), axis=1)


def _odd_signs(signs: Bytes) -> npt.NDArray[np.bool_]:
    """Say which bytes of texts are control signs (0 is none, it fills rows), quotes, commas or one space of several.

    A space at the end of a row before one at the beginning of the next counts too; neither row is plain.
    """
    found: npt.NDArray[np.bool_] = signs - np.uint8(1) < ord(" ") - 1
    found |= (signs == ord('"')) | (signs == ord(",")) | (signs == DELETE)
    spaces = (signs == ord(" ")).ravel()
    found.ravel()[:-1] |= spaces[:-1] & spaces[1:]
    return found


def _any(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Say which rows, of a length that eight divides, have any."""
    first, *others = flags.view(np.uint64).T  # numpy is slow with many short rows
    found: npt.NDArray[np.bool_] = first > 0
    for words in others:
        found |= words > 0
    return found


def _is_odd(text: str) -> bool:
    """Say whether a text with signs beyond ASCII would have to be written in another way."""
    return text != text.strip() or text != csv_text(text)


def joined(cells: Sequence[Bytes]) -> Bytes:
    """Put the cells of every row side by side, with a line feed in place of the last comma."""
    rows = np.concatenate(cells, axis=1)
    rows[:, -1] = ord("\n")
    return rows


class LeftOut(NamedTuple):
    """What is put in later: in which rows, in their order, and the text of each."""

    rows: Places
    texts: list[str]

    def of(self, begin: int, end: int) -> list[str]:
        """Return the texts of the rows from one to another."""
        first, last = np.searchsorted(self.rows, (begin, end)).tolist()
        return self.texts[first:last]

    def without(self, kept: npt.NDArray[np.bool_]) -> "LeftOut":
        """Return those of the rows that are kept, which are counted anew."""
        places = np.flatnonzero(kept[self.rows])
        return LeftOut((np.cumsum(kept) - 1)[self.rows[places]], [self.texts[place] for place in places.tolist()])


def text_of(rows: Bytes, left_out: Sequence[str]) -> bytes:
    """Return lines without the zeros in them, and with what was left out."""
    text = rows.tobytes().translate(None, b"\0")
    if not left_out:
        return text
    first, *others = text.split(MARK)
    return first + b"".join(chain.from_iterable(zip(map(str.encode, left_out), others, strict=True)))
