"""The full-screen mode as a Textual app."""

import gc
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from smartscore.interview.full_screen.interview_screen import InterviewScreen
from smartscore.interview.full_screen.sitting import Sitting
from smartscore.interview.session import Session


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
        self.sitting = sitting
        self.is_interrupted = False
        self.is_shown = False
        self.failure: Exception | None = None

    def on_mount(self) -> None:
        """Show the first question; leave when the screen is done."""
        self.is_shown = True
        gc.freeze()  # the questionnaire stays; looking through it for garbage again and again makes keys late
        self.push_screen(InterviewScreen(self.sitting), self._done)

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
