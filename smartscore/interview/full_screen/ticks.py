"""A list in a form of which any lines are ticked."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region
from textual.widgets import Static

from smartscore.interview.full_screen.drawing import hanging
from smartscore.interview.full_screen.proof import Line

INDENT = 7


class Ticks(Static, can_focus=True):
    """Texts behind their ticks, by what a tick stands for; arrows mark a line, Space ticks it."""

    DEFAULT_CSS = """
    Ticks { height: auto; padding: 0 1; background: $boost; }
    Ticks:focus { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x,X", "turn", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, texts: Mapping[str, str], ticked: tuple[str, ...]) -> None:
        super().__init__()
        self._texts = texts
        self._ticked = set(ticked)
        self._marked = 0

    @property
    def value(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        return tuple(name for name in self._texts if name in self._ticked)

    def on_mount(self) -> None:
        """Show the ticks."""
        self._show()

    def on_focus(self) -> None:
        """Show which line is marked."""
        self._show()

    def on_blur(self) -> None:
        """Mark nothing."""
        self.update(hanging(self._lines(-1)))

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

    def on_click(self, event: Click) -> None:
        """Tick the line that was clicked."""
        event.stop()
        starts = list(self._starts())
        self._marked = max(number for number, start in enumerate(starts) if start <= max(event.y, 0))
        self.action_turn()

    def _show(self) -> None:
        self.update(hanging(self._lines(self._marked if self.has_focus else -1)))
        if self.parent is not None and self.has_focus:
            start = list(self._starts())[self._marked]
            above = self.virtual_region.y
            self.screen.query_one("#fields").scroll_to_region(Region(0, above + start, 1, 3), animate=False)

    def _lines(self, marked: int) -> Iterator[Line]:
        for number, (name, text) in enumerate(self._texts.items()):
            sign = f"{'>' if number == marked else ' '} [{'x' if name in self._ticked else ' '}]"
            yield ("bold" if number == marked else ""), sign, text

    def _starts(self) -> Iterator[int]:
        """Yield about the line at which each text begins."""
        line, width = 0, max(self.content_size.width - INDENT, 1)
        for text in self._texts.values():
            yield line
            line += -(-len(text) // width)
