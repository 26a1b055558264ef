"""The dialog that explains every key."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.drawing import hanging
from smartscore.interview.full_screen.keys import KEYS, LAST_KEYS
from smartscore.interview.full_screen.proof import Line


class Help(Dialog[str]):
    """All keys with what they do."""

    DEFAULT_CSS = """
    Help > #box { height: 100%; }
    Help VerticalScroll { height: 1fr; }
    """
    title_key = "full_screen.help_title"
    hint_key = "full_screen.hint_help"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("h,H,f1,q,Q,enter", "close", show=False)]

    def content(self) -> Iterator[Widget]:
        """Yield the keys."""
        yield VerticalScroll(Static(hanging(self._lines())))

    def _lines(self) -> Iterator[Line]:
        words = self.words
        yield "", "0-9  ", words("full_screen.digits")
        yield "", "↑ ↓  ", words("full_screen.arrows")
        yield "", "Space", words("full_screen.space")
        for key in (*KEYS, *LAST_KEYS):
            yield "", f"{key.sign:<5}", words(key.meaning)
        yield "", "PgDn ", words("full_screen.pages")
        yield "", "^C   ", words("full_screen.interrupt")
