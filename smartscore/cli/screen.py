"""The interview's screen: paragraphs on stderr, lines from stdin."""

import sys
from typing import TextIO

from rich.console import Console
from rich.text import Text

from smartscore.cli.shell import Shell
from smartscore.language import printable

WIDEST = 100
"""Longer lines are hard to read."""

NARROWEST = 24
"""Shorter ones hold no words."""


class LineScreen:
    """Prints wrapped paragraphs, reads lines."""

    def __init__(self, shell: Shell, source: TextIO) -> None:
        self._shell = shell
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
        first = printable(text[:indent])
        lines = Text(printable(text[indent:])).wrap(self._console, self._width() - indent)
        for number, line in enumerate(lines):
            begin = Text(" " * indent) if number else Text.assemble((first, style or "bold"))
            line.rstrip()
            line.stylize(style)
            self._console.print(begin + line, soft_wrap=True)

    def ask(self, prompt: str) -> str | None:
        """Print a prompt and read a line without its end; None at the end of the input."""
        sys.stderr.write(self._wrapped(prompt))
        sys.stderr.flush()
        line = self._waiting if self._waiting is not None else self._source.readline()
        self._waiting = None
        if not self.is_terminal or not line:
            sys.stderr.write("\n")
        return line.rstrip("\r\n") if line else None

    def _wrapped(self, prompt: str) -> str:
        """Return a prompt whose words are not broken at the edge; a blank stays behind it."""
        if len(prompt) <= self._width():
            return prompt
        lines = Text(printable(prompt)).wrap(self._console, self._width())
        return "\n".join(line.plain.rstrip() for line in lines) + " "

    def _width(self) -> int:
        """Return how wide lines may be now: the window may have been resized."""
        return min(max(self._shell.columns(), NARROWEST), WIDEST)
