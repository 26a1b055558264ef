"""The keys of the full-screen mode, the same in every language; digits are always answers."""

from dataclasses import dataclass
from typing import Final

from textual.events import Key as Pressed


@dataclass(frozen=True, slots=True)
class Key:
    """A command: the names of its keys, the sign that is printed, what it does, and its texts in short and in full."""

    names: str
    sign: str
    deed: str
    label: str
    meaning: str


KEYS: Final = (
    Key("question_mark", "?", "unknown", "full_screen.key_unknown", "full_screen.unknown"),
    Key("n,N", "n", "not_applicable", "full_screen.key_not_applicable", "full_screen.not_applicable"),
    Key("w,W", "w", "waiting", "full_screen.key_waiting", "full_screen.waiting"),
    Key("s,S", "s", "skip", "full_screen.key_skip", "full_screen.skip"),
    Key("b,B", "b", "back", "full_screen.key_back", "full_screen.back"),
    Key("c,C", "c", "comment", "full_screen.key_comment", "full_screen.comment"),
    Key("e,E", "e", "evidence", "full_screen.key_evidence", "full_screen.evidence"),
    Key("u,U", "u", "undo", "full_screen.key_undo", "full_screen.undo"),
    Key("g,G", "g", "go_to", "full_screen.key_go_to", "full_screen.go_to"),
    Key("o,O", "o", "open", "full_screen.key_open", "full_screen.open"),
    Key("r,R", "r", "redo", "full_screen.key_redo", "full_screen.redo"),
    Key("l,L", "l", "language", "full_screen.key_language", "full_screen.language"),
    Key("v,V", "v", "live", "full_screen.key_live", "full_screen.live"),
    Key("tab,f2", "Tab", "side", "full_screen.key_side", "full_screen.side"),
    Key("f3", "F3", "light", "full_screen.key_light", "full_screen.light"),
)
"""The commands, those that are wanted most often first: a narrow window shows only as many as it has room for."""

LAST_KEYS: Final = (
    Key("h,H,f1", "h", "help", "full_screen.key_help", "full_screen.help"),
    Key("q,Q", "q", "quit", "full_screen.key_quit", "full_screen.quit"),
)
"""The commands that every window shows, however narrow."""

SIGNS: Final = {**{str(digit): str(digit) for digit in range(10)}, "full_stop": ".", "comma": ",", "minus": "-"}
"""What an answer is typed with: the names of the keys, and what they write."""


def sign_of(event: Pressed) -> str:
    """Return how a key that was pressed is called: the sign it writes, or its name."""
    return event.character if event.is_printable and event.character else event.key
