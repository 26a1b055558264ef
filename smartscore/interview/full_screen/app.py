"""The full-screen mode as a Textual app."""

import gc
from typing import ClassVar, Final

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, Key
from textual.timer import Timer

from smartscore.interview.full_screen.interview_screen import InterviewScreen
from smartscore.interview.full_screen.sitting import Sitting
from smartscore.interview.session import Session

QUIET: Final = 1.0
"""Seconds without a key after which there is time for other things."""

SCREENS: Final = 2
"""Screens where no dialog is open: Textual's own, and the interview."""


class InterviewApp(App[Session]):
    """Asks the questions; its result is the session as it stands at the end, None where it was interrupted."""

    TITLE = "smartscore"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.animation_level = "none"  # every step of a glide would be drawn, over slow lines too
        self.sitting = sitting
        self._quiet: Timer | None = None
        self.is_interrupted = False
        self.is_shown = False
        self.failure: Exception | None = None

    def on_mount(self) -> None:
        """Show the first question; leave when the screen is done."""
        self.is_shown = True
        gc.disable()
        self._quiet = self.set_interval(QUIET, self._tidy)
        self.push_screen(InterviewScreen(self.sitting), self._done)

    def on_unmount(self) -> None:
        """Leave the clearing away of garbage to Python again."""
        gc.enable()

    async def on_event(self, event: Event) -> None:
        """Note that a key came."""
        if isinstance(event, Key) and self._quiet is not None:
            self._quiet.reset()
            self._quiet.resume()
        await super().on_event(event)

    def _tidy(self) -> None:
        """Clear garbage away while the person reads; left to itself Python does so in the middle of a key.

        What stays is not looked through again; with a dialog open it would never be cleared away then.
        """
        if self._quiet is not None:
            self._quiet.pause()
        gc.collect()
        if len(self.screen_stack) <= SCREENS:
            gc.freeze()

    def _done(self, session: Session | None) -> None:
        self.exit(session)

    def _fatal_error(self) -> None:
        """Leave where the program has a fault: `run` raises it again for the one place that reports faults.

        Textual would print the values of all variables, and with them the sheet.
        """
        self.failure = self._exception
        self._close_messages_no_wait()

    def action_interrupt(self) -> None:
        """Leave at once; every answer is saved."""
        self.is_interrupted = True
        self.exit(self.sitting.session)

    def action_leave(self) -> None:
        """Leave; every answer is saved."""
        self.exit(self.sitting.session)
