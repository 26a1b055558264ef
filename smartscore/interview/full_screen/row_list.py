"""The dialog that lists questions; Enter on one goes to it."""

from collections.abc import Iterable, Iterator

from textual.events import Key
from textual.widget import Widget

from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.keys import sign_of
from smartscore.interview.full_screen.marked_list import MarkedList
from smartscore.interview.full_screen.rows import Row
from smartscore.interview.full_screen.sitting import Said
from smartscore.language import Language


class RowList(Dialog[str]):
    """A list whose result is the target of the row that was taken."""

    DEFAULT_CSS = "RowList > #box { height: 100%; }"
    title_key = "full_screen.open_title"
    hint_key = "full_screen.hint_rows"

    def __init__(self, words: Language, rows: Iterable[Row]) -> None:
        super().__init__(words)
        self.list = MarkedList(rows)

    def content(self) -> Iterator[Widget]:
        """Yield the list."""
        yield self.list

    def on_mount(self) -> None:
        """Let the list have the keys."""
        self.set_focus(self.list)

    def on_key(self, event: Key) -> None:
        """Say that a key does nothing here; those that do something stand below."""
        self.say(Said(self.words("full_screen.nothing_here", key=sign_of(event))))

    def on_marked_list_taken(self, event: MarkedList.Taken) -> None:
        """Go where the row leads."""
        self.dismiss(self.list.rows[event.place].target)
