"""A list in a dialog of which one row is marked; Enter or a click takes a row."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from smartscore.interview.full_screen.drawing import MARKED, Line
from smartscore.interview.full_screen.lines import Lines
from smartscore.interview.full_screen.rows import Row

PAGE: Final = 8
"""Rows that PgDn and PgUp go."""


class MarkedList(Lines, can_focus=True):
    """Rows that lead somewhere, below their headings. Drawn as one: a hundred rows cost no more than ten."""

    DEFAULT_CSS = "MarkedList { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", f"move({PAGE})", show=False),
        Binding("pageup", f"move(-{PAGE})", show=False),
        Binding("home", "move(-99999)", show=False),
        Binding("end", "move(99999)", show=False),
        Binding("enter", "take", show=False),
    ]

    class Taken(Message):
        """A row was taken."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.marked: int | None = None
        self.show_rows(rows)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; the first that leads anywhere is marked."""
        self.rows = tuple(rows)
        self.scroll_to_top()
        self.mark(next(iter(self._places), None))

    def mark(self, place: int | None) -> None:
        """Mark a row."""
        self.marked = place
        self.show(self._as_lines())
        if place is not None:
            self.scroll_to_target(0 if place == next(iter(self._places)) else place)

    def action_move(self, step: int) -> None:
        """Mark a row further down or up; at the ends it stays."""
        places = self._places
        if self.marked is not None:
            self.mark(places[min(max(places.index(self.marked) + step, 0), len(places) - 1)])

    def action_take(self) -> None:
        """Take the marked row."""
        if self.marked is not None:
            self.post_message(self.Taken(self.marked))

    def on_lines_clicked(self, event: Lines.Clicked) -> None:
        """Take a row that was clicked; headings cannot be taken."""
        event.stop()
        if event.target in self._places:
            self.mark(event.target)
            self.action_take()

    @property
    def _places(self) -> list[int]:
        return [place for place, row in enumerate(self.rows) if row.target is not None]

    def _as_lines(self) -> Iterator[Line]:
        for place, row in enumerate(self.rows):
            if row.target is None:
                yield from [Line("", target=place)] * bool(place)
                yield Line(row.text, "bold", target=place)
            else:
                is_marked = place == self.marked
                yield Line(row.text, f"bold {MARKED}" if is_marked else "", ">" if is_marked else " ", target=place)
