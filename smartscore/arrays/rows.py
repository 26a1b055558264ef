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
    cells: Cells, line: int, scorer: BlockScorer, name: str, read: Callable[[TableRow], Other]
) -> Iterator[WrittenRows | Other]:
    """Yield the results of a block of the file `name` whose first row has the number `line`.

    `read` makes the results of the rows that are not plain.
    """
    scored = scorer.score(cells, name, line)
    left = np.ones(cells.size, np.bool_)
    left[scored.rows] = False
    others = np.flatnonzero(left)
    ends = np.searchsorted(scored.rows, others).tolist()
    before = 0
    for end, row in zip(ends, cells.others(others.tolist(), line) if ends else (), strict=True):
        yield from _written(scored, slice(before, end), name, line)
        before = end
        if row is not None:
            yield read(row)
    yield from _written(scored, slice(before, len(scored.rows)), name, line)


def _written(scored: Scored, some: slice, name: str, line: int) -> Iterator[WrittenRows]:
    rows = scored.rows[some]
    if not len(rows):
        return
    without: Places = np.flatnonzero(scored.without_region[some])
    keys, lines = scored.keys[some], rows + line
    first = int(lines[without[0]]) if without.size else None
    if without.size:
        keys, lines = np.delete(keys, without), np.delete(lines, without)
    told = keys.astype("<u8").tobytes(), lines.astype("<i8").tobytes()
    yield WrittenRows(name, text_of(scored.lines[some]), len(rows), *told, without.size, first)
