"""A list in a form of which any lines are ticked."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from smartscore.interview.full_screen.drawing import MUTED, Line
from smartscore.interview.full_screen.lines import Lines


class Ticks(Lines, can_focus=True):
    """Texts behind their ticks, by what a tick stands for; arrows mark a line, Space ticks it."""

    DEFAULT_CSS = """
    Ticks { height: auto; padding: 0 0 0 1; background: $boost; }
    Ticks:focus { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x,X", "turn", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, label: str, texts: Mapping[str, str], ticked: tuple[str, ...]) -> None:
        super().__init__()
        self._label = label
        self._texts = texts
        self._ticked = set(ticked)
        self._marked = 0
        self._show()

    @property
    def value(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        return tuple(name for name in self._texts if name in self._ticked)

    def on_focus(self) -> None:
        """Show which line is marked."""
        self._show()

    def on_blur(self) -> None:
        """Mark nothing."""
        self.show(self._texts_with_ticks(-1))

    def action_turn(self) -> None:
        """Tick the marked line, or take its tick away."""
        self._ticked ^= {list(self._texts)[self._marked]}
        self._show()

    def action_move(self, step: int) -> None:
        """Mark another line; beyond the ends, go to the next field or the one before."""
        place = self._marked + step
        if place not in range(len(self._texts)):
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()
            return
        self._marked = place
        self._show()

    def on_lines_clicked(self, event: Lines.Clicked) -> None:
        """Tick the line that was clicked."""
        event.stop()
        self._marked = event.target
        self.action_turn()

    def _show(self) -> None:
        self.show(self._texts_with_ticks(self._marked if self.has_focus else -1))
        if self._marked:
            self.scroll_to_target(self._marked)
        else:
            self.scroll_to_top()

    def _texts_with_ticks(self, marked: int) -> Iterator[Line]:
        yield Line(self._label, MUTED)
        for number, (name, text) in enumerate(self._texts.items()):
            sign = f"{'>' if number == marked else ' '} [{'x' if name in self._ticked else ' '}]"
            yield Line(text, "bold" if number == marked else "", sign, number)
