"""A table of results on a screen, as wide as it happens to be."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from smartscore.language import one_line

FIRST_WIDTH: Final = 18
"""The first column, the region, may be folded to this width before another column is left out."""


class DrawnTable:
    """Rows of cells under a head; on a narrow screen the columns `leave_out` go, one group after the other."""

    def __init__(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], text_columns: int, leave_out: Sequence[Sequence[int]]
    ) -> None:
        self.head = [one_line(title) for title in head]
        self.rows = [[one_line(cell) for cell in row] for row in rows]
        self.text_columns, self.leave_out = text_columns, leave_out

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw for the width at hand."""
        shown = self._fitting(options.max_width)
        table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", show_edge=False)
        for number in shown:
            heading = Text("\n".join(self.head[number].split()))
            if number == 0:
                table.add_column(heading, overflow="fold", min_width=FIRST_WIDTH)
            else:
                table.add_column(heading, justify="left" if number < self.text_columns else "right", no_wrap=True)
        for row in self.rows:
            table.add_row(*(Text(row[number]) for number in shown))
        yield table

    def _fitting(self, width: int) -> list[int]:
        shown = list(range(len(self.head)))
        for group in self.leave_out:
            if self._needed(shown) <= width:
                break
            shown = [number for number in shown if number not in group]
        return shown

    def _needed(self, shown: Sequence[int]) -> int:
        widths = [FIRST_WIDTH if number == 0 else self._width(number) for number in shown]
        return sum(widths) + len(widths)

    def _width(self, number: int) -> int:
        words = self.head[number].split()
        return max([len(word) for word in words] + [len(row[number]) for row in self.rows])
