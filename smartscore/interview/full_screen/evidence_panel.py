"""The panel at the right of a wide window: what has to be shown at the answer in hand, and what is there of it."""

from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.lines import Lines
from smartscore.interview.full_screen.proof import proof_lines
from smartscore.interview.full_screen.sitting import Sitting


class EvidencePanel(Lines):
    """The documents that the answer in hand asks for."""

    DEFAULT_CSS = "EvidencePanel { width: 44; height: 1fr; padding: 0 0 0 1; border-left: solid $panel; }"

    def show_proof(self, sitting: Sitting, asking: Asking) -> None:
        """Draw what the answer in hand asks for."""
        self.show(proof_lines(sitting.session, asking, sitting.words))
