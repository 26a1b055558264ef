"""A field of a form that has one of a few values; the left and right arrows change it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Key

from smartscore.interview.full_screen.drawing import Line
from smartscore.interview.full_screen.lines import Lines

Value = tuple[str, str]
"""A value, and what is shown for it."""


class Cycle(Lines, can_focus=True):
    """Shows one of its values; a key that is a value takes that one."""

    DEFAULT_CSS = """
    Cycle { height: auto; padding: 0 0 0 1; background: $boost; }
    Cycle:focus { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    def __init__(self, label: str, values: Sequence[Value], value: str, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._label = label
        self._values = values
        self.value = value
        self._show()

    def action_turn(self, step: int) -> None:
        """Take the next value, or the one before."""
        names = [name for name, _ in self._values]
        self.value = names[(names.index(self.value) + step) % len(names)]
        self._show()

    def on_key(self, event: Key) -> None:
        """Take the value that the key is."""
        if event.character and event.character in dict(self._values):
            self.value = event.character
            self._show()

    def on_click(self, event: Click) -> None:
        """Take the next value."""
        event.stop()
        self.action_turn(1)

    def _show(self) -> None:
        self.show([Line(f"◂ {dict(self._values)[self.value]} ▸", sign=f"{self._label}:")])
