"""The dialog that goes to a question: by id, by area, or by words in it."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.marked_list import MarkedList
from smartscore.interview.full_screen.rows import question_row
from smartscore.interview.full_screen.sitting import Said
from smartscore.interview.session import Session
from smartscore.language import Language

MOST_FOUND: Final = 30
"""No more questions are listed; a longer search text finds fewer."""


class Search(Dialog[str]):
    """A field and what it finds; the result is the id of a question."""

    DEFAULT_CSS = "Search > #box { height: 100%; }"
    title_key = "full_screen.search_title"
    hint_key = "full_screen.hint_search"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, words: Language, session: Session) -> None:
        super().__init__(words)
        self._session = session
        self._list = MarkedList()
        self._list.can_focus = False

    def content(self) -> Iterator[Widget]:
        """Yield the field and the list."""
        yield Input()
        yield self._list

    def on_mount(self) -> None:
        """Take what is typed from now on."""
        self.set_focus(self.query_one(Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while the person types."""
        found = self._session.search(event.value)[:MOST_FOUND] if event.value.strip() else ()
        self._list.show_rows(question_row(self._session, name, self.words) for name in found)
        self.say(Said())

    def action_move(self, step: int) -> None:
        """Mark another question of the list."""
        self._list.action_move(step)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the marked question."""
        if self._list.marked is not None:
            self._list.action_take()
        elif event.value.strip():
            self.say(Said(self.words("interview.not_found", value=event.value.strip())))

    def on_marked_list_taken(self, event: MarkedList.Taken) -> None:
        """Go to a question that was taken."""
        self.dismiss(self._list.rows[event.place].target)
