"""The full-screen mode as a Textual app."""

from typing import ClassVar, Final

from textual.app import App
from textual.binding import Binding, BindingType

from smartscore.interview.full_screen.interview_screen import InterviewScreen
from smartscore.interview.full_screen.sitting import Sitting
from smartscore.interview.session import Session

THEMES: Final = {False: "textual-dark", True: "textual-light"}


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
        self.theme = THEMES[sitting.surroundings.light]

    def on_mount(self) -> None:
        """Show the first question; leave when the screen is done."""
        self.push_screen(InterviewScreen(self.sitting), self._done)

    def _done(self, session: Session | None) -> None:
        self.exit(session)

    def action_interrupt(self) -> None:
        """Leave at once; every answer is saved."""
        self.is_interrupted = True
        self.exit(self.sitting.session)

    def action_leave(self) -> None:
        """Leave; every answer is saved."""
        self.exit(self.sitting.session)
