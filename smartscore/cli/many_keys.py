"""Which of very many keys have come before, and where: sorted arrays, of which many small ones are put together."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]

MOST: Final = 4_000_000
"""So many keys are held, in 16 bytes each."""

RECENT: Final = 1_000
"""So many that came one by one are held until they are put with the others."""


MARK_BITS: Final = 26
"""The last so many bits of a key say which mark it sets: one that is not set tells that the key has not come."""

BYTE: Final = 3
"""So many of them say which bit of a byte."""

NOWHERE: Final = -1
"""Stands for the place of a key that has not come."""

MARKED_BYTE: Final = (1 << (MARK_BITS - BYTE)) - 1
MARKED_BIT: Final = (1 << BYTE) - 1
"""What is left of a key for the byte, once it is moved, and for the bit in it."""

FEW: Final = 16
"""So few keys at a time are looked up one by one: between rejected rows there are often no more."""

MOST_RUNS: Final = 32
"""So many arrays of like size become one."""


class ManyKeys:
    """Keys and the place where each came first."""

    def __init__(self, known: dict[int, int]) -> None:
        """`known` are keys that have come already."""
        self._levels: list[list[tuple[Hashes, Places]]] = []
        self._marks = np.zeros(1 << (MARK_BITS - BYTE), np.uint8)
        self._recent = dict(known)
        self.count = len(known)

    @property
    def full(self) -> bool:
        """Whether no more are held."""
        return self.count >= MOST

    def first(self, key: int) -> int | None:
        """Return the place of a key; None for one that has not come before."""
        place = self._recent.get(key)
        if place is not None:
            return place
        if not self._marks[(key >> BYTE) & MARKED_BYTE] >> (key & MARKED_BIT) & 1:
            return None
        found = int(self.known(np.array([key], np.int64))[0])
        return None if found == NOWHERE else found

    def known(self, keys: Hashes) -> Places:
        """Return the place of every key; `NOWHERE` where it has not come before, or came by itself not long ago."""
        found = np.full(len(keys), NOWHERE, np.int64)
        byte, bit = _bits(keys)
        possible = np.flatnonzero(self._marks[byte] & bit)
        for run, places in chain.from_iterable(self._levels) if len(possible) else ():
            at = np.minimum(np.searchsorted(run, keys[possible]), len(run) - 1)
            here = np.flatnonzero(run[at] == keys[possible])
            found[possible[here]] = places[at[here]]
        return found

    def keep(self, key: int, place: int) -> None:
        """Keep a key that has not come before."""
        self._recent[key] = place
        self.count += 1
        if len(self._recent) >= RECENT:
            self.put_recent_away()

    def repeats(self, keys: Hashes, places: Places) -> Iterator[tuple[int, int]]:
        """Yield which of these keys have come before, here or earlier, each with the first place; keep the others."""
        if len(keys) <= FEW:
            yield from self._one_by_one(keys.tolist(), places.tolist())
            return
        self.put_recent_away()
        order = np.argsort(keys, kind="stable")
        ordered, first = keys[order], places[order]
        again = np.concatenate((np.zeros(1, np.bool_), ordered[1:] == ordered[:-1]))
        if again.any():  # the first of each kind, for all that follow it
            first = first[np.maximum.accumulate(np.where(again, 0, np.arange(len(first))))]
        known = self.known(ordered)
        before = known != NOWHERE
        first[before], again[before] = known[before], True
        self._add(ordered[~again], first[~again])
        found = np.flatnonzero(again)
        inside = order[found]
        for number in np.argsort(inside).tolist():
            yield int(inside[number]), int(first[found[number]])

    def _one_by_one(self, keys: list[int], places: list[int]) -> Iterator[tuple[int, int]]:
        for number, (key, place) in enumerate(zip(keys, places, strict=True)):
            first = self.first(key)
            if first is None:
                self.keep(key, place)
            else:
                yield number, first

    def put_recent_away(self) -> None:
        """Put what came one by one with all others."""
        if self._recent:
            keys = np.fromiter(self._recent.keys(), np.int64, len(self._recent))
            places = np.fromiter(self._recent.values(), np.int64, len(self._recent))
            order = np.argsort(keys)
            self._recent.clear()
            self.count -= len(keys)
            self._add(keys[order], places[order])

    def _add(self, keys: Hashes, places: Places) -> None:
        """Keep sorted keys; many small runs become one, so that there are few."""
        if not len(keys):
            return
        self.count += len(keys)
        np.bitwise_or.at(self._marks, *_bits(keys))
        self._put(keys, places, 0)

    def _put(self, keys: Hashes, places: Places, level: int) -> None:
        """Keep a run with those of like size; many of them become one of the next."""
        if level == len(self._levels):
            self._levels.append([])
        runs = self._levels[level]
        runs.append((keys, places))
        if len(runs) >= MOST_RUNS:
            together, theirs = (np.concatenate(each) for each in zip(*runs, strict=True))
            order = np.argsort(together, kind="stable")  # which merges what is sorted already
            runs.clear()
            self._put(together[order], theirs[order], level + 1)


def _bits(keys: Hashes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Return the byte, and the bit in it, that tells of each key."""
    byte = (keys >> BYTE) & MARKED_BYTE
    return byte, np.left_shift(1, keys & MARKED_BIT).astype(np.uint8)
