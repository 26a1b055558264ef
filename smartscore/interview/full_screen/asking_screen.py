"""The screen that asks the questions: its panels, what they show, and what comes of an event."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen

from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.drawing import Line
from smartscore.interview.full_screen.evidence_panel import EvidencePanel
from smartscore.interview.full_screen.head import Head
from smartscore.interview.full_screen.key_line import KeyLine
from smartscore.interview.full_screen.question_lines import said_lines
from smartscore.interview.full_screen.question_panel import QuestionPanel
from smartscore.interview.full_screen.review_list import QUIT, SEARCH, ReviewList
from smartscore.interview.full_screen.rows import Row, review_rows
from smartscore.interview.full_screen.side_list import SideList
from smartscore.interview.full_screen.sitting import Said, Sitting, Tone
from smartscore.interview.review import review
from smartscore.interview.session import Session

WIDE: Final = 100
"""From so many columns on the list at the side is shown unless the person hides it."""

VERY_WIDE: Final = 130
"""From so many columns on the evidence has a panel of its own."""

AROUND: Final = 5
"""Lines that the head and the keys take at most."""


class AskingScreen(Screen[Session]):
    """Asks the questions of a sitting; its result is the session as it stands at the end."""

    DEFAULT_CSS = """
    AskingScreen #middle { height: 1fr; }
    """

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.asking: Asking | None = None
        self.said = Said()
        self.is_side_wanted: bool | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panels."""
        yield Head()
        with Horizontal(id="middle"):
            yield SideList()
            yield QuestionPanel()
            yield EvidencePanel()
        yield KeyLine()

    def on_resize(self, event: Resize) -> None:
        """Give every panel the room that there is now; what was marked or typed stays."""
        self.lay_out(event.size.width)
        if self.asking is None:
            self._ask()
        else:
            self.show_around(self.asking)
            self.show_question(self.asking)

    @property
    def _side_width(self) -> int:
        return 34 if self.size.width >= WIDE else 26

    def lay_out(self, width: int) -> None:
        """Show the panels that there is room for, in so many columns."""
        is_shown = width >= WIDE if self.is_side_wanted is None else self.is_side_wanted
        side = self.query_one(SideList)
        side.display = is_shown
        side.styles.width = self._side_width
        self.query_one(EvidencePanel).display = width >= VERY_WIDE
        self.query_one(QuestionPanel).with_proof = width < VERY_WIDE

    def _ask(self) -> None:
        """Show the current question; what to look at once more where the sitting is over."""
        asking = Asking.of(self.sitting.session)
        self.asking = asking.taking_over(self.asking) if asking and self.asking else asking
        if self.asking is None:
            self._review()
            return
        self.query_one(QuestionPanel).scroll_to_top()
        self.show_question(self.asking)
        self.show_around(self.asking)

    def show_question(self, asking: Asking) -> None:
        """Show the question with the answer in the making, and what it asks as evidence."""
        self.query_one(QuestionPanel).show_question(self.sitting, asking, self.said)
        evidence = self.query_one(EvidencePanel)
        if evidence.display:
            evidence.show_proof(self.sitting, asking)

    def show_around(self, asking: Asking) -> None:
        """Show everything but the question."""
        width = self.size.width
        self.query_one(Head).show_sitting(self.sitting, width)
        self.query_one(KeyLine).show(asking, self.sitting.session, self.sitting.words, width)
        side = self.query_one(SideList)
        if side.display:
            side.show_progress(self.sitting.session, self._side_width, self.size.height - AROUND)

    def make(self, asking: Asking) -> None:
        """Show an answer in the making."""
        self.asking = asking
        self.show_question(asking)

    def say(self, said: Said) -> None:
        """Show what was said, in place of what was said before."""
        self.said = said
        if self.asking is not None:
            self.show_question(self.asking)

    def after(self, said: Said | None) -> None:
        """Say what came of an event and ask what is to be asked now; what was refused stays as it was typed."""
        if said is None:
            return
        self.say(said)
        if said.tone is not Tone.BAD:
            self._ask()

    def happen(self, name: str, text: str = "") -> None:
        """Let an event happen and show what came of it."""
        self.after(self.sitting.happen(name, text))

    def _review(self) -> None:
        """List what to look at once more."""
        if isinstance(self.app.screen, ReviewList):
            return
        session, words = self.sitting.session, self.sitting.words

        def find() -> tuple[Row, ...]:
            return tuple(review_rows(review(session.questionnaire, session.sheet), session, words))

        about = Line(words("interview.over" if session.open else "interview.none_open"))
        said = said_lines(self.said)  # of the last answer
        self.app.push_screen(ReviewList(words, [*said, about], find), self._reviewed)

    async def _reviewed(self, target: str | None) -> None:
        if target == QUIT or not self.sitting.session.order:
            self.dismiss(self.sitting.session)
        elif target in (None, SEARCH):
            self.happen("back")
            if target:
                await self.run_action("go_to")
        else:
            self.happen("go_to", target)
