"""What all dialogs have in common: a box over the question, a title, a line for what went wrong, the keys that work."""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widget import Widget

from smartscore.interview.full_screen.drawing import MUTED, Line
from smartscore.interview.full_screen.lines import Lines
from smartscore.interview.full_screen.question_lines import said_lines
from smartscore.interview.full_screen.sitting import Said
from smartscore.language import Language

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """A box over the question; Esc closes it and changes nothing."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background; }
    Dialog > #box { width: 90%; max-width: 110; height: auto; max-height: 100%; padding: 0 1;
                    border: round $primary; border-title-style: bold; background: $surface; }
    Dialog #foot, Dialog #about { height: auto; }
    Dialog Input, Dialog Input:focus { border: none; height: 1; padding: 0 1; background: $boost; }
    Dialog Input:focus { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    title_key: str
    """The key of the title's text."""

    hint_key: str
    """The key of the text that says which keys work."""

    def __init__(self, words: Language) -> None:
        super().__init__()
        self.words = words

    def content(self) -> Iterator[Widget]:
        """Yield what stands between the title and the keys."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Put the content between title and keys."""
        with Vertical(id="box") as box:
            box.border_title = escape(self.words(self.title_key))
            yield from self.content()
            yield Lines([self._hint], id="foot")

    @property
    def _hint(self) -> Line:
        return Line(self.words(self.hint_key), MUTED)

    def say(self, said: Said) -> None:
        """Show what was said; nothing where the text is empty."""
        self.query_one("#foot", Lines).show([*said_lines(said), self._hint])

    def action_close(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)
