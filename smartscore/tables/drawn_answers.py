"""A table of answers on a screen: ids stay whole where there is room, else they break at their hyphens."""

import textwrap
from collections.abc import Sequence
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from smartscore.language import one_line

OTHERS: Final = 50
"""What the columns beside the ids need at least, gaps included."""

NARROWEST_ID: Final = 18


class DrawnAnswers:
    """Rows of question, answer, evidence and names, under a head."""

    def __init__(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.head, self.rows = head, rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw for the width at hand."""
        longest = max((len(row[0]) for row in self.rows), default=0)
        width = max(NARROWEST_ID, min(longest, options.max_width - OTHERS))
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
        table.add_column(Text(self.head[0]), no_wrap=True, min_width=width)
        table.add_column(Text(self.head[1]), overflow="fold")
        table.add_column(Text(self.head[2]), justify="right", no_wrap=True)
        table.add_column(Text(self.head[3]), overflow="fold")
        for question, *others in self.rows:
            broken = "\n".join(textwrap.wrap(question, width))
            table.add_row(Text(broken), *(Text(one_line(cell)) for cell in others))
        yield table
