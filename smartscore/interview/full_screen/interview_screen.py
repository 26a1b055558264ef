"""The screen that asks the questions: its panels, and what each key does."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from smartscore.answers import State
from smartscore.errors import AnswerError
from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.evidence_list import EvidenceList
from smartscore.interview.full_screen.evidence_panel import EvidencePanel
from smartscore.interview.full_screen.head import Head
from smartscore.interview.full_screen.help import Help
from smartscore.interview.full_screen.key_line import KeyLine
from smartscore.interview.full_screen.keys import KEYS, LAST_KEYS, SIGNS
from smartscore.interview.full_screen.question_panel import ChoiceLine, QuestionPanel
from smartscore.interview.full_screen.review_list import QUIT, ReviewList
from smartscore.interview.full_screen.row_list import RowList
from smartscore.interview.full_screen.rows import Row, open_rows, review_rows
from smartscore.interview.full_screen.search import Search
from smartscore.interview.full_screen.side_list import SideList
from smartscore.interview.full_screen.sitting import Said, Sitting, Tone
from smartscore.interview.full_screen.writing import Wanted, Writing
from smartscore.interview.review import review
from smartscore.interview.session import Session
from smartscore.language import one_line

WIDE: Final = 100
"""From so many columns on the list at the side is shown unless the person hides it."""

VERY_WIDE: Final = 130
"""From so many columns on the evidence has a panel of its own."""

AROUND: Final = 5
"""Lines that the head and the keys take at most."""


class InterviewScreen(Screen[Session]):
    """Asks the questions of a sitting; its result is the session as it stands at the end."""

    DEFAULT_CSS = """
    InterviewScreen #middle { height: 1fr; }
    InterviewScreen #typed { height: auto; padding: 0 2; text-style: bold; }
    InterviewScreen #said { height: auto; max-height: 6; padding: 0 1; }
    InterviewScreen #said.good { color: $text-success; }
    InterviewScreen #said.bad { color: $text-error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key.names, key.deed, show=False) for key in (*KEYS, *LAST_KEYS)),
        *(Binding(name, f"sign({sign!r})", show=False) for name, sign in SIGNS.items()),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("enter", "enter", show=False),
        Binding("space", "tick", show=False),
        Binding("backspace", "rub", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.asking: Asking | None = None
        self._is_side_wanted: bool | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panels."""
        yield Head()
        with Horizontal(id="middle"):
            yield SideList()
            with Vertical():
                yield QuestionPanel()
                yield Static(id="typed")
                yield Static(id="said")
            yield EvidencePanel()
        yield KeyLine()

    async def on_resize(self, event: Resize) -> None:
        """Give every panel the room that there is now; what was marked or typed stays."""
        self._lay_out(event.size.width)
        if self.asking is None:
            await self._ask()
        else:
            self._show_around(self.asking)
            self.query_one(QuestionPanel).show_answer(self.sitting, self.asking)

    @property
    def _side_width(self) -> int:
        return 34 if self.size.width >= WIDE else 26

    def _lay_out(self, width: int) -> None:
        is_shown = width >= WIDE if self._is_side_wanted is None else self._is_side_wanted
        side = self.query_one(SideList)
        side.display = is_shown
        side.styles.width = self._side_width
        self.query_one(EvidencePanel).display = width >= VERY_WIDE
        self.query_one("#below").display = width < VERY_WIDE

    # What is shown.

    async def _ask(self) -> None:
        """Show the current question; what to look at once more where the sitting is over."""
        self.asking = Asking.of(self.sitting.session)
        if self.asking is None:
            self._review()
            return
        await self.query_one(QuestionPanel).show_question(self.sitting, self.asking)
        self._show_around(self.asking)

    def _show_around(self, asking: Asking) -> None:
        """Show everything but the question."""
        width = self.size.width
        self.query_one(Head).show(self.sitting, width)
        self.query_one(KeyLine).show(asking, self.sitting.words, width)
        self._show_in_hand(asking)
        side = self.query_one(SideList)
        if side.display:
            side.show(self.sitting.session, self._side_width, self.size.height - AROUND)

    def _show_in_hand(self, asking: Asking) -> None:
        evidence = self.query_one(EvidencePanel)
        if evidence.display:
            evidence.show(self.sitting, asking)
        typed = self.query_one("#typed", Static)
        typed.display = asking.gathers
        keys = one_line(asking.question.keys())
        typed.update(Content(self.sitting.words("full_screen.typed", keys=keys, typed=asking.typed)))

    def _make(self, asking: Asking) -> None:
        """Show an answer in the making."""
        self.asking = asking
        self.query_one(QuestionPanel).show_answer(self.sitting, asking)
        self._show_in_hand(asking)

    def say(self, said: Said) -> None:
        """Show what was said, in place of what was said before."""
        line = self.query_one("#said", Static)
        line.display = bool(said.text)
        line.set_class(said.tone is Tone.GOOD, "good")
        line.set_class(said.tone is Tone.BAD, "bad")
        line.update(Content(said.text))

    async def after(self, said: Said | None) -> None:
        """Say what came of an event and ask what is to be asked now; what was refused stays as it was typed."""
        if said is not None:
            self.say(said)
            if said.tone is not Tone.BAD:
                await self._ask()

    async def happen(self, name: str, text: str = "") -> None:
        """Let an event happen and show what came of it."""
        await self.after(self.sitting.happen(name, text))

    def _review(self) -> None:
        """List what to look at once more."""
        session, words = self.sitting.session, self.sitting.words

        def find() -> tuple[Row, ...]:
            return tuple(review_rows(review(session.questionnaire, session.sheet), session, words))

        self.app.push_screen(ReviewList(words, find), self._reviewed)

    async def _reviewed(self, target: str | None) -> None:
        if target == QUIT or not self.sitting.session.order:
            self.action_quit()
        elif target is None:
            await self.happen("back")
        else:
            await self.happen("go_to", target)

    # Answering.

    async def action_sign(self, sign: str) -> None:
        """Take a digit or another sign of an answer."""
        if self.asking is not None:
            await self._take(lambda asking: asking.pressed(sign))

    async def action_enter(self) -> None:
        """Take what is marked, ticked or typed; keep the answer that is there; never take nothing for an answer."""
        before = self.asking
        if before is None:
            return
        answer = await self._take(Asking.entered)
        if answer or self.asking is not before:
            return
        if self.sitting.session.state(before.question.id) is not State.MISSING:
            await self.happen("keep")
        else:
            self.say(Said(self.sitting.words("full_screen.type_something", keys=before.question.keys())))

    async def _take(self, press: Callable[[Asking], tuple[Asking, str]]) -> str:
        """Let a key change the answer in the making; give it where the key completes it, and return it."""
        if self.asking is None:
            return ""
        try:
            asking, answer = press(self.asking)
        except AnswerError as error:
            self.say(self.sitting.refusal(error))
            return ""
        if answer:
            await self.happen("answer", answer)
        elif asking is not self.asking:
            self.say(Said())
            self._make(asking)
        return answer

    def action_move(self, step: int) -> None:
        """Mark another choice; where there are none, scroll."""
        self.say(Said())
        if self.asking is None or not self.asking.choices:
            self.query_one(QuestionPanel).scroll_relative(y=step, animate=False)
            return
        self._make(self.asking.moved(step))
        self.query_one(QuestionPanel).show_marked(self.asking)

    def action_tick(self) -> None:
        """Tick the marked criterion of a checklist; elsewhere a page further."""
        if self.asking is not None and self.asking.is_checklist:
            self._make(self.asking.marked_toggled())
        else:
            self.action_page(1)

    def action_rub(self) -> None:
        """Take the last typed sign away."""
        if self.asking is not None and self.asking.typed:
            self._make(self.asking.rubbed())

    def action_page(self, step: int) -> None:
        """Scroll the question by a page."""
        self.say(Said())
        panel = self.query_one(QuestionPanel)
        panel.scroll_relative(y=step * max(panel.size.height - 2, 1), animate=False)

    async def on_choice_line_chosen(self, event: ChoiceLine.Chosen) -> None:
        """Mark a choice that was clicked; a click on the marked one takes it."""
        if self.asking is None:
            return
        if self.asking.marked == event.place and not self.asking.is_checklist:
            await self.action_enter()
            return
        step = event.place - (-1 if self.asking.marked is None else self.asking.marked)
        self._make(self.asking.moved(1).moved(step - 1) if self.asking.marked is None else self.asking.moved(step))
        if self.asking.is_checklist:
            self.action_tick()

    # The commands.

    async def action_unknown(self) -> None:
        """Say that the answer is not known."""
        await self.happen("unknown")

    async def action_waiting(self) -> None:
        """Say that an outside body gives the answer."""
        await self.happen("waiting")

    def action_not_applicable(self) -> None:
        """Ask why the question does not apply; say at once where it may not."""
        try:
            self.sitting.session.not_applicable("-")
        except AnswerError as error:
            self.say(self.sitting.refusal(error))
            return
        self._write("full_screen.reason_title", self._reason, "")

    def _reason(self, text: str) -> Said:
        if not text.strip():
            return Said(self.sitting.words("interview.no_reason"), Tone.BAD)
        return self.sitting.happen("not_applicable", text)

    def action_comment(self) -> None:
        """Write the comment."""
        session = self.sitting.session
        if session.current is not None:
            self._write("full_screen.comment_title", self._comment, session.answer(session.current.id).note or "")

    def _comment(self, text: str) -> Said:
        return self.sitting.happen("comment", text)

    def _write(self, title_key: str, accept: Callable[[str], Said], text: str) -> None:
        if self.asking is not None:
            wanted = Wanted(title_key, one_line(self.asking.question.ask), text, accept)
            self.app.push_screen(Writing(self.sitting.words, wanted), self.after)

    def action_evidence(self) -> None:
        """Show the evidence of the answer."""
        if self.asking is not None:
            dialog = EvidenceList(self.sitting, self.asking.question)
            self.app.push_screen(dialog, self._after_evidence)

    async def _after_evidence(self, said: Said | None) -> None:
        await self.after(said or Said())

    async def action_back(self) -> None:
        """Go to the question before."""
        is_first = self.sitting.session.at == 0
        await self.happen("back")
        if is_first:
            self.say(Said(self.sitting.words("interview.first")))

    async def action_skip(self) -> None:
        """Leave the question for later."""
        await self.happen("skip")

    async def action_undo(self) -> None:
        """Take the latest change back."""
        await self.happen("undo")

    async def action_redo(self) -> None:
        """Make the latest change that was taken back again."""
        await self.happen("redo")

    def action_go_to(self) -> None:
        """Search for a question."""
        self.app.push_screen(Search(self.sitting.words, self.sitting.session), self._go)

    def action_open(self) -> None:
        """List the open questions."""
        rows = open_rows(self.sitting.session, self.sitting.words)
        self.app.push_screen(RowList(self.sitting.words, rows), self._go)

    async def _go(self, target: str | None) -> None:
        if target is not None:
            await self.happen("go_to", target)

    async def action_language(self) -> None:
        """Go on in the other language."""
        await self.after(self.sitting.other_language())

    def action_live(self) -> None:
        """Show the score as it stands, or hide it."""
        self.sitting.is_live = not self.sitting.is_live
        self.query_one(Head).show(self.sitting, self.size.width)

    def action_side(self) -> None:
        """Show the list at the side, or hide it."""
        self._is_side_wanted = not self.query_one(SideList).display
        self._lay_out(self.size.width)
        if self.asking is not None:
            self._show_around(self.asking)

    def action_light(self) -> None:
        """Change between dark letters on light ground and light on dark."""
        self.app.theme = "textual-dark" if self.app.theme == "textual-light" else "textual-light"

    def action_help(self) -> None:
        """Explain the keys."""
        self.app.push_screen(Help(self.sitting.words))

    def action_quit(self) -> None:
        """Stop; everything is saved."""
        self.dismiss(self.sitting.session)
