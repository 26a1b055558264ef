"""How much work is shared among processes: what was asked for, and what is chosen where nothing was."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.cli.progress import size_of

if TYPE_CHECKING:
    from smartscore.tables import Columns

MOST_CHOSEN: Final = 8
"""No more processes than this are chosen unasked."""

PACKED: Final = 8
"""So many times as much is in a packed table of as many bytes."""


class Parallel(NamedTuple):
    """How large tables are scored in several processes: what is made of a row, and how many are wanted (None: chosen).

    `written` is the format whose lines are wanted instead of rows.
    """

    columns: "Callable[[], Columns]"
    written: str | None
    jobs: int | None


def jobs_for(name: str, wanted: int | None, large: int) -> int:
    """Return how many processes score a file: what is wanted, else as many as there are processors for a large one."""
    if wanted is not None:
        return wanted
    return chosen() if unpacked(name) >= large else 1


def chosen() -> int:
    """Return how many processes are used unasked: one for each processor that this one may use."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MOST_CHOSEN)


def unpacked(name: str) -> int:
    """Return about how many bytes of text are in a table; 0 where that is not known."""
    return size_of(name) * (PACKED if name.endswith((".xlsx", ".parquet")) else 1)
