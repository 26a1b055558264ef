"""Text that hangs behind a sign, for every panel. Texts are data: nothing in them is markup."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Group
from rich.table import Table
from rich.text import Text

from smartscore.interview.full_screen.proof import Line


def hanging(lines: Iterable[Line]) -> Group:
    """Draw lines; what has a sign before it is wrapped behind it."""
    blocks: list[Table | Text] = []
    for has_sign, some in groupby(lines, key=lambda line: bool(line[1])):
        together = list(some)
        blocks += [_table(together)] if has_sign else [Text(text, style=style) for style, _, text in together]
    return Group(*blocks)


def _table(lines: Iterable[Line]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for style, sign, text in lines:
        table.add_row(Text(sign, style=style), Text(text, style=style))
    return table
