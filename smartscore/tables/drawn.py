"""A table of results on a screen, as wide as it happens to be.

Laid out here and not by Rich, which takes half a millisecond for every row; Rich only colours it on a terminal.
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from smartscore.language import one_line
from smartscore.layout import cells_of

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

FIRST_WIDTH: Final = 18
"""The first column, the region, may be folded to this width before another column is left out."""


class DrawnTable:
    """Rows of cells under a head, and what is to be said below; on a narrow screen the columns `leave_out` go.

    The first `text_columns` columns stand at the left, the others at the right. Columns are left out one group after
    the other; `below` is told which, and says what is to be said.
    """

    wide: Final = True

    def __init__(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        below: Callable[[Sequence[int]], Sequence[str]],
        text_columns: int,
        leave_out: Sequence[Sequence[int]],
    ) -> None:
        self.head = [one_line(title).split() for title in head]
        self.rows = [[*map(one_line, row[:text_columns]), *row[text_columns:]] for row in rows]
        self.below, self.text_columns, self.leave_out = below, text_columns, leave_out
        columns = zip(*self.rows, strict=True) if rows else ([] for _ in head)
        self._widest = [max(map(cells_of, [*words, *column])) for words, column in zip(self.head, columns, strict=True)]

    def plain(self, width: int, *, blocks: bool) -> str:
        """Return the table for a width, as text without colour."""
        del blocks  # letters are all that it is made of
        return "".join(f"{line}\n" for part in self._parts(width) for line in part)

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Draw for the width at hand."""
        from rich.text import Text  # noqa: PLC0415  # only on a terminal

        del console
        for part, style in zip(self._parts(options.max_width), ("dim", "", "dim"), strict=True):
            if part:
                yield Text("\n".join(part), style=style, no_wrap=True, overflow="ignore")

    def _parts(self, width: int) -> tuple[list[str], list[str], list[str]]:
        """Return the lines of the head, of the rows, and those below."""
        shown = self._fitting(width)
        widths = [self._widest[number] for number in shown]
        widths[0] = max(min(FIRST_WIDTH, widths[0]), min(widths[0], width - sum(widths[1:]) - len(widths)))
        put = [_left if number < self.text_columns else _right for number in shown]
        tallest = max(len(self.head[number]) for number in shown)
        titles = ([*self.head[number], *[""] * tallest][:tallest] for number in shown)
        head = [_line(cells, widths, put) for cells in zip(*titles, strict=True)]
        rows: list[str] = []
        for row in self.rows:
            first, *more = _folded(row[shown[0]], widths[0])
            rows += [_line([first, *[row[number] for number in shown[1:]]], widths, put), *more]
        gone = [number for number in range(len(self.head)) if number not in shown]
        below = (textwrap.wrap(text, width, break_on_hyphens=False) for text in self.below(gone))
        return head, rows, [line for lines in below for line in lines]

    def _fitting(self, width: int) -> list[int]:
        shown = list(range(len(self.head)))
        for group in self.leave_out:
            if self._needed(shown) <= width:
                break
            shown = [number for number in shown if number not in group]
        return shown

    def _needed(self, shown: Sequence[int]) -> int:
        widths = [FIRST_WIDTH if number == 0 else self._widest[number] for number in shown]
        return sum(widths) + len(widths)


def _left(text: str, width: int) -> str:
    return text + " " * (width - cells_of(text))


def _right(text: str, width: int) -> str:
    return " " * (width - cells_of(text)) + text


def _line(cells: Sequence[str], widths: Sequence[int], put: Sequence[Callable[[str, int], str]]) -> str:
    return " ".join([placed(cell, width) for placed, cell, width in zip(put, cells, widths, strict=True)]).rstrip()


def _folded(text: str, width: int) -> list[str]:
    """Return a text in lines of a width, broken at spaces where it can be; signs of double width count so."""
    if cells_of(text) <= width:
        return [text]
    return list(_wrapped(text, width)) or [""]


def _wrapped(text: str, width: int) -> Iterator[str]:
    wide = cells_of(text) > len(text)
    yield from textwrap.wrap(text, max(1, width // 2 if wide else width))
