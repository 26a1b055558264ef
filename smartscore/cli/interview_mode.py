"""Which face the interview shows: full-screen where that works, line by line everywhere else, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from smartscore.errors import UsageError, unknown

MODES: Final = ("auto", "line", "tui")
"""What can be asked for."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The face that was chosen; `because` is the key of the sentence that says why it is not the other one."""

    full_screen: bool
    because: str | None = None


def choose_mode(asked: str, environ: Mapping[str, str], *, terminal: bool) -> Chosen:
    """Choose the face. Raises UsageError for a mode that does not exist."""
    if asked not in MODES:
        raise UsageError([unknown("usage.mode", asked, MODES)])
    if asked == "line" or (asked == "auto" and not terminal):
        return Chosen(full_screen=False)
    because = _obstacle(environ, terminal=terminal, asked=asked)
    return Chosen(full_screen=because is None, because=because)


def _obstacle(environ: Mapping[str, str], *, terminal: bool, asked: str) -> str | None:
    if not terminal:
        return "mode.no_terminal"
    if asked == "auto" and environ.get("ACCESSIBLE"):
        return "mode.accessible"
    if environ.get("TERM") == "dumb":
        return "mode.dumb"
    return None if find_spec("textual") else "mode.not_installed"
