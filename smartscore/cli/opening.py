"""The lines that a person types before the first question, and the letters that are commands there as everywhere."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import typer

from smartscore.cli.shell import Shell
from smartscore.errors import EXIT_INTERRUPTED
from smartscore.language import language

if TYPE_CHECKING:
    from smartscore.cli.screen import LineScreen

QUOTES: Final = "\"'"


class NotBegunError(Exception):
    """The person stopped before the first question."""


@dataclass(slots=True)
class Opening:
    """Asks for lines on a screen; `languages` are those that it can go on in, `chosen` the one the person chose."""

    shell: Shell
    screen: "LineScreen"
    languages: Sequence[str]
    chosen: str | None = None

    def ask(self, prompt: Callable[[], str]) -> str:
        """Return what is typed, "" for nothing; a letter alone is a command, one in quotes is a name.

        Raises NotBegunError where the person stops, and at the end of the input.
        """
        while (line := self.screen.ask(prompt())) is not None:
            typed = line.strip()
            command = COMMANDS.get(typed)
            if command is None:
                return typed[1:-1] if typed[1:-1] in COMMANDS and typed[0] == typed[-1] in QUOTES else typed
            command(self)
        raise NotBegunError

    def stop(self) -> None:
        """Stop. Raises NotBegunError."""
        raise NotBegunError

    def help(self) -> None:
        """Say what these lines are for, and what can be typed."""
        self.screen.say(self.shell.words("opening.help"))

    def other_language(self) -> None:
        """Go on in the next language."""
        here = self.shell.words.code
        others = [code for code in self.languages if code != here]
        if not others:
            self.screen.say(self.shell.words("interview.one_language"))
            return
        following = self.languages.index(here) + 1 if here in self.languages else 0
        self.chosen = self.languages[following % len(self.languages)]
        self.shell.words = language(self.chosen)


COMMANDS: Final[dict[str, Callable[[Opening], None]]] = {
    "q": Opening.stop,
    "h": Opening.help,
    "l": Opening.other_language,
}
"""The letters that are commands before the first question."""


@contextmanager
def told_if_not_begun(shell: Shell) -> Iterator[None]:
    """Say that nothing was begun where the person stops, or interrupts, before the first question; leave then."""
    try:
        yield
    except NotBegunError:
        shell.say(shell.words("opening.not_begun"))
        raise typer.Exit from None
    except KeyboardInterrupt:
        shell.say("")
        shell.say(shell.words("opening.not_begun"))
        raise typer.Exit(EXIT_INTERRUPTED) from None
