"""The interview's screen: paragraphs on stderr, lines from stdin."""

import sys
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from smartscore.cli.shell import Shell
from smartscore.language import printable

WIDEST = 100
"""Longer lines are hard to read."""


class LineScreen:
    """Prints wrapped paragraphs, reads lines."""

    def __init__(self, shell: Shell, source: TextIO) -> None:
        self._console: Console = shell.console(sys.stderr)
        self._source = source
        self._waiting: str | None = None

    @property
    def is_terminal(self) -> bool:
        """Whether a person sits at the other end."""
        return self._source.isatty()

    def has_input(self) -> bool:
        """Say whether there is anything to read; waits for the first line of a pipe."""
        if self._waiting is None:
            self._waiting = self._source.readline()
        return bool(self._waiting)

    def say(self, text: str = "", *, indent: int = 0, style: str = "") -> None:
        """Print a paragraph; `indent` puts all lines but the first that far in."""
        first, rest = (text[:indent], text[indent:]) if indent else ("", text)
        if not indent:
            self._console.print(Text(printable(text), style=style), width=self._width())
            return
        grid = Table.grid()
        grid.add_column(width=indent)
        grid.add_column(overflow="fold")
        grid.add_row(Text(first, style=style or "bold"), Text(printable(rest), style=style))
        self._console.print(Padding(grid, 0), width=self._width())

    def ask(self, prompt: str) -> str | None:
        """Print a prompt and read a line without its end; None at the end of the input."""
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = self._waiting if self._waiting is not None else self._source.readline()
        self._waiting = None
        if not self.is_terminal or not line:
            sys.stderr.write("\n")
        return line.rstrip("\r\n") if line else None

    def _width(self) -> int:
        return min(self._console.width, WIDEST)
