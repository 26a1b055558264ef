"""The list before the end: what to look at once more, and the way out."""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widget import Widget

from smartscore.interview.full_screen.drawing import Line
from smartscore.interview.full_screen.lines import Lines
from smartscore.interview.full_screen.row_list import RowList
from smartscore.interview.full_screen.rows import Row
from smartscore.language import Language

QUIT: Final = ""
"""What the list results in where the person is done."""

SEARCH: Final = "?"
"""What it results in where the person looks for a question."""


class ReviewList(RowList):
    """The rows are found while the list is on the screen already: that takes a moment."""

    title_key = "interview.review"
    hint_key = "full_screen.hint_review"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,Q", "finish", show=False),
        Binding("b,B", "close", show=False),
        Binding("g,G", "search", show=False),
    ]

    def __init__(self, words: Language, about: Iterable[Line], find: Callable[[], Iterable[Row]]) -> None:
        super().__init__(words, ())
        self._about = tuple(about)
        self._find = find

    def content(self) -> Iterator[Widget]:
        """Yield what this is, and the list, still empty."""
        yield Lines(self._about, id="about")
        yield from super().content()

    def on_mount(self) -> None:
        """Find the rows once the list is on the screen, and beside what is drawn: both at once would be late."""
        super().on_mount()
        self.call_after_refresh(self._begin_to_look)

    def _begin_to_look(self) -> None:
        self.run_worker(self._look, thread=True)

    def action_finish(self) -> None:
        """Leave the interview."""
        self.dismiss(QUIT)

    def action_search(self) -> None:
        """Search for a question."""
        self.dismiss(SEARCH)

    def _look(self) -> None:
        rows = tuple(self._find())
        self.app.call_from_thread(self._show, rows)

    def _show(self, found: tuple[Row, ...]) -> None:
        nothing = () if found else (Row(self.words("review.nothing")),)
        self.list.show_rows((*found, *nothing, Row(self.words("full_screen.finish"), QUIT)))
