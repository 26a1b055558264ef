"""Whole numbers of 64 bits and what belongs to each, found for very many at once."""

from typing import Final

import numpy as np

from smartscore.arrays.cells import Keys, Places

ROOM: Final = 8
"""So many slots there are at least for every key."""

FREE: Final = -1
BITS: Final = 64
SPREAD: Final = 0x9E3779B97F4A7C15
"""Spreads keys over the slots: 2^64 divided by the golden ratio."""


class Slots:
    """Keys in slots: each is in the one that it spreads to, or in one of the next with no free one before it."""

    def __init__(self) -> None:
        self.places: dict[int, int] = {}
        self._arrange()

    def put(self, new: dict[int, int]) -> None:
        """Keep places (from 0) by their keys."""
        self.places |= new
        self._arrange()

    def find(self, keys: Keys) -> Places:
        """Return the place of every key; `FREE` where there is none."""
        slots = ((keys * np.uint64(SPREAD)) >> self._shift).astype(np.intp)
        found = self._found.take(slots)
        others = np.flatnonzero(self._keys.take(slots) != keys)
        while others.size:
            others = others[found[others] != FREE]
            slots[others] = (slots[others] + 1) % len(self._keys)
            found[others] = self._found.take(slots[others])
            others = others[self._keys.take(slots[others]) != keys[others]]
        return found

    def _arrange(self) -> None:
        bits = (len(self.places) * ROOM + 1).bit_length()
        self._shift = np.uint64(BITS - bits)
        self._keys = np.zeros(1 << bits, np.uint64)
        self._found = np.full(1 << bits, FREE, np.intp)
        for key, place in self.places.items():
            slot = (key * SPREAD % (1 << BITS)) >> (BITS - bits)
            while self._found[slot] != FREE:
                slot = (slot + 1) % (1 << bits)
            self._keys[slot], self._found[slot] = key, place
