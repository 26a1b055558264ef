"""A table of results on a screen, as wide as it happens to be.

Laid out here and not by Rich, which takes half a millisecond for every row; Rich only colours it on a terminal.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from smartscore.language import one_line
from smartscore.layout import cells_of, wrapped
from smartscore.tables.whose import BETWEEN

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

FIRST_WIDTH: Final = 18
"""The first column, whose row it is, is at least as wide as this, or its widest cell."""

ITS_SHARE: Final = 3
"""Other columns are left out before a name breaks that takes no more than this part of the screen, a third."""

CUT: Final = "…"

Below = Callable[[Sequence[int], bool], Sequence[str]]


class DrawnTable:
    """Rows of cells under a head, and what is to be said below; on a narrow screen the columns `leave_out` go.

    The first `text_columns` columns stand at the left, the others at the right. Columns are left out one group after
    the other, and names that are still too long are cut; `below` is told which columns went and whether a name was
    cut, and says what is to be said.
    """

    wide: Final = True

    def __init__(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        below: Below,
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
        names, cut = zip(*(_named(row[0], widths[0]) for row in self.rows), strict=True) if self.rows else ((), ())
        rows: list[str] = []
        for row, (first, *more) in zip(self.rows, names, strict=True):
            rows += [_line([first, *[row[number] for number in shown[1:]]], widths, put), *more]
        gone = [number for number in range(len(self.head)) if number not in shown]
        below = (wrapped(text, width) for text in self.below(gone, any(cut)))
        return head, rows, [line.rstrip() for lines in below for line in lines]

    def _fitting(self, width: int) -> list[int]:
        shown = list(range(len(self.head)))
        first = min(self._widest[0], max(FIRST_WIDTH, width // ITS_SHARE))
        for group in self.leave_out:
            if first + sum(1 + self._widest[number] for number in shown[1:]) < width:
                break
            shown = [number for number in shown if number not in group]
        return shown


def _left(text: str, width: int) -> str:
    return text + " " * (width - cells_of(text))


def _right(text: str, width: int) -> str:
    return " " * (width - cells_of(text)) + text


def _line(cells: Sequence[str], widths: Sequence[int], put: Sequence[Callable[[str, int], str]]) -> str:
    return " ".join([placed(cell, width) for placed, cell, width in zip(put, cells, widths, strict=True)]).rstrip()


def _named(name: str, width: int) -> tuple[list[str], bool]:
    """Return a name on one line or, where that is too short, region and respondent on two; and whether it was cut."""
    if cells_of(name) <= width:
        return [name], False
    region, between, respondent = name.partition(BETWEEN)
    lines = [region, f"{between.lstrip()}{respondent}"] if between else [region]
    fitting = [_cut(line, width) for line in lines]
    return fitting, fitting != lines


def _cut(text: str, width: int) -> str:
    """Return a text that fits in one line; where it was cut it says so."""
    if cells_of(text) <= width:
        return text
    from rich.cells import chop_cells  # noqa: PLC0415  # only where something is cut

    return f"{chop_cells(text, width - 1)[0].rstrip()}{CUT}"
