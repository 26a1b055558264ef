"""Rows at the bottom of a table that are no region: totals and averages, as spreadsheets have them."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from smartscore.tables.row import ROW, WrittenRows

if TYPE_CHECKING:
    from smartscore.plans.filled import Filled
    from smartscore.tables.row import AnyRow

LOOKED_AT: Final = 1_000
"""So many rows at the end of a table are looked at; to look at millions would take longer than to score them."""

_ALONE: Final = (
    "sum",
    "mean",
    "median",
    "mean value",
    "nilai rata-rata",
    "minimum",
    "maksimum",
    "maximum",
    "keseluruhan",
)
"""Words for totals that only stand alone, for a name may begin with them."""

_TOTAL: Final = re.compile(r"(grand[ -]|sub[ -]?)?(total|jumlah|rata ?[-–] ?rata|rata rata|rerata|average|averages)\b")
"""How a total's name begins, in small letters."""


class LastRows:
    """The last rows of a table that were scored."""

    def __init__(self) -> None:
        self._held: deque[tuple[int, tuple[int | None, str | None] | WrittenRows]] = (
            deque()
        )  # and how many rows each is
        self._count = 0

    def add(self, item: "Filled | AnyRow") -> None:
        """Remember a row, or many; what has so many rows below it is forgotten."""
        held = (item.size, item) if isinstance(item, WrittenRows) else (1, (item.line, item.region))
        self._held.append(held)
        self._count += held[0]
        while self._count - self._held[0][0] >= LOOKED_AT:
            self._count -= self._held.popleft()[0]

    def totals(self) -> Iterator[tuple[int | None, str]]:
        """Yield the rows whose region is a word for a total: each by its number and that word."""
        rows = [row for _, each in self._held for row in (_rows(each) if isinstance(each, WrittenRows) else (each,))]
        yield from ((line, region) for line, region in rows[-LOOKED_AT:] if region and is_total(region))


def is_total(name: str) -> bool:
    """Say whether a name is one of the usual words for totals, in either language."""
    folded = " ".join(name.casefold().split()).strip(" :.*")
    return folded in _ALONE or _TOTAL.match(folded) is not None


def _rows(rows: WrittenRows) -> Iterator[tuple[int, str]]:
    lines = rows.text.decode().rstrip("\r\n").rsplit("\n", LOOKED_AT)[-LOOKED_AT:]
    yield from ((int(row[ROW]), row[1]) for row in csv.reader(lines))
