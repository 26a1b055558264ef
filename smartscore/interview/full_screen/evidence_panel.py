"""The panel at the right of a wide window: what has to be shown at the answer in hand, and what is there of it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.drawing import hanging
from smartscore.interview.full_screen.proof import proof_lines
from smartscore.interview.full_screen.sitting import Sitting


class EvidencePanel(VerticalScroll, can_focus=False):
    """The documents that the answer in hand asks for."""

    DEFAULT_CSS = """
    EvidencePanel { width: 44; height: 1fr; padding: 0 1; border-left: solid $panel; scrollbar-size-vertical: 1; }
    """

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield Static()

    def show(self, sitting: Sitting, asking: Asking) -> None:
        """Draw what the answer in hand asks for."""
        self.query_one(Static).update(hanging(proof_lines(sitting.session, asking, sitting.words)))
