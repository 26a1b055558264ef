"""Scoring the rows of a table in several processes; this one reads them and gets them back, scored, in their order."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final

from smartscore.cli.piece_scorer import PieceScorer, Result, TableTask
from smartscore.cli.processes import Work, shared_out
from smartscore.cli.spool import SpoolFile, lay_down, take_up
from smartscore.files.writing import temporary_folder

if TYPE_CHECKING:
    from smartscore.sources.table import Piece

MOST_ALONE: Final = 5_000
"""So many rows read alone cost as much as the start of other processes."""


def scored_pieces(
    pieces: "Iterator[Piece]", task: TableTask, jobs: int, *, begin_here: bool = False
) -> "Iterator[Result]":
    """Yield the result of every row, in order.

    With `begin_here` other processes are started only once many rows had to be read one by one.
    Raises SmartscoreError where a process was killed, and what reading the rows raises, after the rows before it;
    WriteError where there is no room for temporary files.
    """
    if jobs == 1 or begin_here:
        scorer = PieceScorer(task)
        for piece in pieces:
            yield from scorer.score(piece)
            if scorer.alone > MOST_ALONE and jobs > 1:
                break
        else:
            return
    if not task.in_blocks:
        yield from shared_out(pieces, Work(_prepare, task, _score), jobs)
        return
    with temporary_folder() as folder:
        work = Work(_prepare, task, partial(_score_to_file, str(folder)))
        with closing(shared_out(pieces, work, jobs)) as spools:  # nobody writes to the folder when it goes
            yield from take_up(spools)


_PREPARED: "list[PieceScorer]" = []
"""What scores in this process; filled once when it starts."""


def _prepare(task: TableTask) -> None:
    _PREPARED[:] = [PieceScorer(task)]


def _score(piece: "Piece") -> "list[Result]":
    return list(_PREPARED[0].score(piece))


def _score_to_file(folder: str, piece: "Piece") -> list[SpoolFile]:
    return [lay_down(_PREPARED[0].score(piece), folder)]
