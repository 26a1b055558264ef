"""What the texts of a column mean: a number for each, learned when it comes for the first time."""

from collections.abc import Callable
from typing import Final

import numpy as np

from smartscore.arrays.cells import LONGEST, LONGEST_HELD, MASKS, CellColumn, Keys, Places, words_of
from smartscore.arrays.slots import FREE, SPREAD, Slots

MOST_REMEMBERED: Final = 20_000

MOST_WORDS: Final = LONGEST_HELD // LONGEST
FOLDING: Final = np.array([pow(SPREAD, number + 2, 1 << 64) for number in range(MOST_WORDS)], np.uint64)
"""What the whole numbers in a text are multiplied by before they are added up; all are odd."""


class Words:
    """The texts of one column and their numbers, from 0; texts of up to eight bytes are found as whole numbers."""

    def __init__(self, learn: Callable[[bytes], int]) -> None:
        """`learn` gives the number of a text that has not come before."""
        self._learn = learn
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._short, self._folded = Slots(), FoldedTexts(self._learn)

    @property
    def full(self) -> bool:
        """Whether so many texts have come that it is better to begin anew."""
        return len(self._short.places) + self._folded.count > MOST_REMEMBERED

    def numbers(self, column: CellColumn) -> Places:
        """Return the number of every cell of a column."""
        begins, lengths = column.begins, column.ends - column.begins
        long = np.flatnonzero(lengths > LONGEST)
        if not long.size:
            return self._numbers(column.words[begins] & MASKS.take(lengths))
        found, short = np.empty(len(lengths), np.intp), np.flatnonzero(lengths <= LONGEST)
        found[short] = self._numbers(column.words[begins[short]] & MASKS.take(lengths[short]))
        found[long] = self._folded.numbers(column, begins[long], lengths[long])
        return found

    def _numbers(self, keys: Keys) -> Places:
        found = self._short.find(keys)
        unknown = np.flatnonzero(found == FREE)
        if unknown.size:
            new = np.unique(keys[unknown]).tolist()
            self._short.put({key: self._learn(key.to_bytes(LONGEST, "little").rstrip(b"\0")) for key in new})
            found[unknown] = self._short.find(keys[unknown])
        return found


class FoldedTexts:
    """Longer texts, found by what their bytes fold to; all bytes are compared with those of the text that was found.

    Texts too long for that, and those that fold to what another folds to, are looked up one by one.
    """

    def __init__(self, learn: Callable[[bytes], int]) -> None:
        self._learn = learn
        self._known: dict[bytes, int] = {}
        self._slots, self._texts = Slots(), np.zeros((0, 1), np.uint64)
        self._numbers: list[int] = []

    @property
    def count(self) -> int:
        """How many texts have come."""
        return len(self._known)

    def numbers(self, column: CellColumn, begins: Places, lengths: Places) -> Places:
        """Return the number of every text."""
        longest = np.flatnonzero(lengths > LONGEST_HELD)
        if not longest.size:
            return self._found(column.text, begins, lengths)
        found, held = np.empty(len(lengths), np.intp), np.flatnonzero(lengths <= LONGEST_HELD)
        if held.size:
            found[held] = self._found(column.text, begins[held], lengths[held])
        for place in longest.tolist():  # never folded: shorter texts begin as they do
            found[place] = self._number(column.text[begins[place] : begins[place] + lengths[place]])
        return found

    def _found(self, text: bytes, begins: Places, lengths: Places) -> Places:
        """Return the number of every text that is not too long to be folded."""
        words = words_of(text, begins, lengths, self._texts.shape[1])
        if wider := words.shape[1] - self._texts.shape[1]:
            self._texts = np.pad(self._texts, ((0, 0), (0, wider)))
        keys = np.einsum("ij,j->i", words, FOLDING[: words.shape[1]])
        places = self._slots.find(keys)
        if (places == FREE).any():
            self._keep(text, keys, words, (begins, lengths))
            places = self._slots.find(keys)
        found, known = np.array(self._numbers, np.intp).take(places), self._texts.take(places, axis=0)
        if np.array_equal(known, words):
            return found
        for odd in np.flatnonzero((known != words).any(axis=1)).tolist():
            found[odd] = self._number(text[begins[odd] : begins[odd] + lengths[odd]])
        return found

    def _keep(self, text: bytes, keys: Keys, words: Keys, bounds: tuple[Places, Places]) -> None:
        """Learn the first text of each key that has none."""
        new, first = np.unique(keys, return_index=True)
        unknown = self._slots.find(new) == FREE
        begins, lengths = (each[first[unknown]].tolist() for each in bounds)
        self._slots.put({key: len(self._numbers) + n for n, key in enumerate(new[unknown].tolist())})
        self._numbers += [self._number(text[b : b + n]) for b, n in zip(begins, lengths, strict=True)]
        self._texts = np.concatenate((self._texts, words[first[unknown]]))

    def _number(self, text: bytes) -> int:
        if text not in self._known:
            self._known[text] = self._learn(text)
        return self._known[text]
