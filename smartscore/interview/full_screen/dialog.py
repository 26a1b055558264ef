"""What all dialogs have in common: a box over the question, a title, a line for what went wrong, the keys that work."""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from smartscore.interview.full_screen.sitting import Said, Tone
from smartscore.language import Language

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """A box over the question; Esc closes it and changes nothing."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background; }
    Dialog > #box { width: 90%; max-width: 110; height: auto; max-height: 100%; padding: 0 1;
                    border: round $primary; background: $surface; }
    Dialog #title { text-style: bold; }
    Dialog #hint { color: $text-muted; }
    Dialog #said.bad { color: $text-error; text-style: bold; }
    Dialog #said.good { color: $text-success; }
    Dialog OptionList, Dialog OptionList:focus { height: 1fr; border: none; padding: 0; background: $surface; }
    Dialog OptionList > .option-list--option-disabled { color: $text; text-style: bold; }
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
        with Vertical(id="box"):
            yield Static(Content(self.words(self.title_key)), id="title")
            yield from self.content()
            said = Static(id="said")
            said.display = False
            yield said
            yield Static(Content(self.words(self.hint_key)), id="hint")

    def say(self, said: Said) -> None:
        """Show what was said; nothing where the text is empty."""
        line = self.query_one("#said", Static)
        line.display = bool(said.text)
        line.set_class(said.tone is Tone.BAD, "bad")
        line.set_class(said.tone is Tone.GOOD, "good")
        line.update(Content(said.text))

    def action_close(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)
