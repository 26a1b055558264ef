"""Text in columns of a screen: how many it takes, and where a line is broken that has too many.

Broken as Rich breaks it, which takes several times as long; Rich is asked only about signs that may be wide.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

_NARROW: Final = re.compile(r"[ -~\u00a0-\u02ff\u2010-\u2027\u2190-\u21ff\u2200-\u22ff\u2500-\u259f]*").fullmatch
"""Letters, figures, dashes, arrows, signs of arithmetic, boxes and blocks take one column; Rich knows the others."""

_WORDS: Final = re.compile(r"\s*\S+\s*").finditer
TAB: Final = 8


def cells_of(text: str) -> int:
    """Return how many columns of a screen a text takes."""
    if _is_narrow(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  # only where signs can be wide

    return cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of a width, broken between words; a word that is wider is broken where it has to be.

    Where there is hardly any room, a line has two columns: some signs take as many.
    """
    width = max(width, 2)
    return [piece for line in text.split("\n") for piece in _wrapped_line(line.expandtabs(TAB), width)]


def widest(text: str) -> int:
    """Return how many columns the widest line of a text takes."""
    return max(map(cells_of, text.splitlines()), default=0)


def _is_narrow(text: str) -> bool:
    return text.isascii() or bool(_NARROW(text))


def _wrapped_line(line: str, width: int) -> list[str]:
    if cells_of(line) <= width:
        return [_fitted(line, width)]
    return [_fitted(line[start:end], width) for start, end in pairwise([0, *_breaks(line, width), len(line)])]


def _breaks(line: str, width: int) -> Iterator[int]:
    """Yield where a line is broken; blanks stay at the end of the word before."""
    used = 0
    for match in _WORDS(line):
        start, word = match.start(), match[0]
        needed = cells_of(word.rstrip())
        if needed <= width - used:
            used += cells_of(word)
        elif needed > width:
            *full, last = _chopped(word, width)
            yield from filter(None, accumulate(map(len, full), initial=start))
            used = cells_of(last)
        elif used and start:
            yield start
            used = cells_of(word)


def _chopped(word: str, width: int) -> list[str]:
    if _is_narrow(word):
        return [word[start : start + width] for start in range(0, len(word), width)]
    from rich.cells import chop_cells  # noqa: PLC0415  # only where signs can be wide

    return chop_cells(word, width)


def _fitted(piece: str, width: int) -> str:
    """Return a piece of a line without the blanks at its end that have no place."""
    piece = piece[: max(width, len(piece.rstrip()))]
    if cells_of(piece) <= width:
        return piece
    from rich.cells import set_cell_size  # noqa: PLC0415  # only where signs can be wide

    return set_cell_size(piece, width)
