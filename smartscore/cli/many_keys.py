"""Which of very many keys have come before, and where: sorted arrays, of which those of like size are put together."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]

MOST: Final = 4_000_000
"""So many keys are held, in 16 bytes each."""

RECENT: Final = 1_000
"""So many that came one by one are held until they are put with the others."""


LAST: Final = (1 << 23) - 1
"""One mark for all keys with the same last 23 bits: where there is none, no key has come, and none is looked for."""


class ManyKeys:
    """Keys and the place where each came first."""

    def __init__(self, known: dict[int, int]) -> None:
        """`known` are keys that have come already."""
        self._runs: list[tuple[Hashes, Places]] = []
        self._marks = np.zeros(LAST + 1, np.bool_)
        self._recent = dict(known)
        self.count = len(known)

    @property
    def full(self) -> bool:
        """Whether no more are held."""
        return self.count >= MOST

    def first(self, key: int) -> int | None:
        """Return the place of a key; None for a new one, which is kept."""
        place = self._recent.get(key)
        if place is not None:
            return place
        for keys, places in self._runs:
            at = int(np.searchsorted(keys, key))
            if at < len(keys) and keys[at] == key:
                return int(places[at])
        return None

    def keep(self, key: int, place: int) -> None:
        """Keep a key that has not come before."""
        self._recent[key] = place
        self.count += 1
        if len(self._recent) >= RECENT:
            self._put_recent_away()

    def repeats(self, keys: Hashes, places: Places) -> Iterator[tuple[int, int]]:
        """Yield which of these keys have come before, here or earlier, each with the first place; keep the others."""
        if not len(keys):
            return
        self._put_recent_away()
        order = np.argsort(keys, kind="stable")
        ordered, first = keys[order], places[order]
        again = np.concatenate((np.zeros(1, np.bool_), ordered[1:] == ordered[:-1]))
        if again.any():  # the first of each kind, for all that follow it
            first = first[np.maximum.accumulate(np.where(again, 0, np.arange(len(first))))]
        possible = np.flatnonzero(self._marks[ordered & LAST])
        for run, known in self._runs if len(possible) else ():
            at = np.minimum(np.searchsorted(run, ordered[possible]), len(run) - 1)
            before = np.flatnonzero(run[at] == ordered[possible])
            first[possible[before]], again[possible[before]] = known[at[before]], True
        self._add(ordered[~again], first[~again])
        found = np.flatnonzero(again)
        inside = order[found]
        for number in np.argsort(inside).tolist():
            yield int(inside[number]), int(first[found[number]])

    def _put_recent_away(self) -> None:
        if self._recent:
            keys = np.fromiter(self._recent.keys(), np.int64, len(self._recent))
            places = np.fromiter(self._recent.values(), np.int64, len(self._recent))
            order = np.argsort(keys)
            self._recent.clear()
            self.count -= len(keys)
            self._add(keys[order], places[order])

    def _add(self, keys: Hashes, places: Places) -> None:
        """Keep sorted keys; runs of like size become one, so that there are few."""
        if not len(keys):
            return
        self.count += len(keys)
        self._marks[keys & LAST] = True
        runs: list[Any] = self._runs
        runs.append((keys, places))
        while len(runs) > 1 and len(runs[-2][0]) < 2 * len(runs[-1][0]):
            (one, its), (other, others) = runs.pop(), runs.pop()
            together = np.concatenate((other, one))
            order = np.argsort(together, kind="stable")  # a merge of two sorted halves
            runs.append((together[order], np.concatenate((others, its))[order]))
