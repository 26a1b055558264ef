"""The dialog that explains every key."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.drawing import Line
from smartscore.interview.full_screen.keys import KEYS, LAST_KEYS
from smartscore.interview.full_screen.lines import Page


class Help(Dialog[str]):
    """All keys with what they do."""

    DEFAULT_CSS = """
    Help > #box { height: 100%; }
    Help Page { height: 1fr; }
    """
    title_key = "full_screen.help_title"
    hint_key = "full_screen.hint_help"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("h,H,f1,q,Q,enter", "close", show=False)]

    def content(self) -> Iterator[Widget]:
        """Yield the keys."""
        yield Page(self._lines())

    def _lines(self) -> Iterator[Line]:
        words = self.words
        yield Line(words("full_screen.digits"), sign="0-9  ")
        yield Line(words("full_screen.arrows"), sign="↑ ↓  ")
        yield Line(words("full_screen.space"), sign="Space")
        for key in (*KEYS, *LAST_KEYS):
            yield Line(words(key.meaning), sign=f"{key.sign:<5}")
        yield Line(words("full_screen.pages"), sign="PgDn ")
        yield Line(words("full_screen.interrupt"), sign="^C   ")
