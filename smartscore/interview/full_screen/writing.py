"""The dialog in which a sentence is written: a comment, or the reason why a question does not apply."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar
from unicodedata import category

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widget import Widget
from textual.widgets import TextArea

from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.drawing import Line
from smartscore.interview.full_screen.lines import Lines
from smartscore.interview.full_screen.sitting import Said, Tone
from smartscore.language import Language


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: a title, what it is about, the text that is there, and what takes it."""

    title_key: str
    about: str
    text: str
    accept: Callable[[str], Said]


class WritingArea(TextArea):
    """Text of several lines; Enter is left to the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,shift+enter", "new_line", show=False),
    ]

    async def on_key(self, event: Key) -> None:
        """Let the dialog take the text, after all that was typed before Enter."""
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            await self.run_action("screen.take")

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")


class Writing(Dialog[Said]):
    """A field for a text; what was taken is its result, and what was refused stays in it."""

    DEFAULT_CSS = "Writing TextArea, Writing TextArea:focus { height: 5; border: none; background: $boost; }"
    hint_key = "full_screen.hint_writing"

    def __init__(self, words: Language, wanted: Wanted) -> None:
        super().__init__(words)
        self.title_key = wanted.title_key
        self._wanted = wanted

    def content(self) -> Iterator[Widget]:
        """Yield what it is about, and the field."""
        yield Lines([Line(self._wanted.about)], id="about")
        yield WritingArea(self._wanted.text)

    def on_mount(self) -> None:
        """Write on at the end of what is there."""
        area = self.query_one(WritingArea)
        area.move_cursor(area.document.end)
        self.set_focus(area)

    def action_take(self) -> None:
        """Hand the text on; close where it was taken."""
        said = self._wanted.accept(clean(self.query_one(WritingArea).text))
        if said.tone is Tone.BAD:
            self.say(said)
        else:
            self.dismiss(said)


def clean(text: str) -> str:
    """Return a text without signs that steer a terminal; its lines stay."""
    return "".join(sign for sign in text.replace("\t", " ") if sign == "\n" or category(sign) not in ("Cc", "Cs"))
