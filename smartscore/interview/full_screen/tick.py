"""A line of a form that is ticked or not."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.widgets import Static

from smartscore.interview.full_screen.drawing import hanging


class Tick(Static, can_focus=True):
    """Shows a text behind its tick; Space changes it. `value` is what a tick stands for."""

    DEFAULT_CSS = """
    Tick { height: auto; padding: 0 1; background: $boost; }
    Tick:focus { background: $primary 30%; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,x,X", "turn", show=False)]

    def __init__(self, text: str, value: str, *, is_ticked: bool) -> None:
        super().__init__()
        self.value = value
        self.is_ticked = is_ticked
        self._text = text

    def on_mount(self) -> None:
        """Show the tick, or that there is none."""
        self._show()

    def action_turn(self) -> None:
        """Tick the line, or take its tick away."""
        self.is_ticked = not self.is_ticked
        self._show()

    def on_click(self, event: Click) -> None:
        """Change the tick."""
        event.stop()
        self.action_turn()

    def _show(self) -> None:
        self.update(hanging([("", "[x]" if self.is_ticked else "[ ]", self._text)]))
