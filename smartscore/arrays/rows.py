"""The rows of a block in their order: those that were scored at once, and between them those that were not."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np

from smartscore.arrays.block import BlockScorer, Scored
from smartscore.arrays.cells import Cells, Places
from smartscore.arrays.lines import text_of
from smartscore.sources.table import TableRow
from smartscore.tables.row import WrittenRows

Other = TypeVar("Other")


def rows_of_block(
    cells: Cells, scorer: BlockScorer, name: str, read: Callable[[TableRow], Other]
) -> Iterator[WrittenRows | Other]:
    """Yield the results of a block of the file `name`; `read` makes those of the rows that are not plain."""
    scored = scorer.score(cells, name)
    left = np.ones(cells.size, np.bool_)
    left[scored.rows] = False
    others = np.flatnonzero(left)
    ends = np.searchsorted(scored.rows, others).tolist()
    before = 0
    for end, row in zip(ends, cells.others(others.tolist()) if ends else (), strict=True):
        yield from _written(scored, slice(before, end), name)
        before = end
        if row is not None:
            yield read(row)
    yield from _written(scored, slice(before, len(scored.rows)), name)


def _written(scored: Scored, some: slice, name: str) -> Iterator[WrittenRows]:
    lines, keys = scored.lines[some], scored.keys[some]
    count = len(lines)
    if not count:
        return
    without: Places = np.flatnonzero(scored.without_region[some])
    first = int(lines[without[0]]) if without.size else None
    if without.size:
        keys, lines = np.delete(keys, without), np.delete(lines, without)
    told = keys.astype("<u8").tobytes(), lines.astype("<i8").tobytes()
    yield WrittenRows(
        name, text_of(scored.drawn[some], scored.caps.of(some.start, some.stop)), count, *told, without.size, first
    )
