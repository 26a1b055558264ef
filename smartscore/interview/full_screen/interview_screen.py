"""The screen that asks the questions: what each key does."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key

from smartscore.answers import State
from smartscore.errors import AnswerError
from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.asking_screen import AskingScreen
from smartscore.interview.full_screen.evidence_list import EvidenceList
from smartscore.interview.full_screen.head import Head
from smartscore.interview.full_screen.help import Help
from smartscore.interview.full_screen.keys import KEYS, LAST_KEYS, SIGNS, sign_of
from smartscore.interview.full_screen.lines import Lines
from smartscore.interview.full_screen.question_panel import QuestionPanel
from smartscore.interview.full_screen.row_list import RowList
from smartscore.interview.full_screen.rows import open_rows
from smartscore.interview.full_screen.search import Search
from smartscore.interview.full_screen.side_list import SideList
from smartscore.interview.full_screen.sitting import Said, Tone
from smartscore.interview.full_screen.writing import Wanted, Writing
from smartscore.language import one_line


class InterviewScreen(AskingScreen):
    """Takes the keys: digits and arrows answer, letters are commands."""

    # With priority: a key is done before the next one is looked at, so that what follows it at once goes to the dialog.
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key.names, key.deed, show=False, priority=True) for key in (*KEYS, *LAST_KEYS)),
        *(Binding(name, f"sign({sign!r})", show=False, priority=True) for name, sign in SIGNS.items()),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("enter", "enter", show=False, priority=True),
        Binding("space", "tick", show=False, priority=True),
        Binding("backspace", "rub", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    # Answering.

    def action_sign(self, sign: str) -> None:
        """Take a digit or another sign of an answer."""
        before = self.asking
        is_taken = bool(self._take(lambda asking: asking.pressed(sign))) or self.asking is not before
        if not is_taken and not sign.isdigit():  # what is wrong with a digit has been said
            self._say_nothing_happens(sign)

    def action_enter(self) -> None:
        """Take what is marked, ticked or typed; keep the answer that is there; never take nothing for an answer."""
        before = self.asking
        if before is None:
            return
        answer = self._take(Asking.entered)
        if answer or self.asking is not before:
            return
        if self.sitting.session.state(before.question.id) is not State.MISSING:
            self.happen("keep")
        else:
            self.say(Said(self.sitting.words("full_screen.type_something", keys=before.question.keys())))

    def _take(self, press: Callable[[Asking], tuple[Asking, str]]) -> str:
        """Let a key change the answer in the making; give it where the key completes it, and return it."""
        if self.asking is None:
            return ""
        try:
            asking, answer = press(self.asking)
        except AnswerError as error:
            self.say(self.sitting.refusal(error))
            return ""
        if answer:
            self.happen("answer", answer)
        elif asking is not self.asking:
            self.said = Said()
            self.make(asking)
        return answer

    def action_move(self, step: int) -> None:
        """Mark another choice; where there are none, scroll."""
        if self.asking is None:
            return
        self.said = Said()
        self.make(self.asking.moved(step))
        panel = self.query_one(QuestionPanel)
        if self.asking.choices:
            panel.show_marked(self.asking)
        else:
            panel.scroll_by(step)

    def action_tick(self) -> None:
        """Tick the marked criterion of a checklist; elsewhere a page further."""
        if self.asking is not None and self.asking.is_checklist:
            self.make(self.asking.marked_toggled())
        else:
            self.action_page(1)

    def action_rub(self) -> None:
        """Take the last typed sign away."""
        if self.asking is not None and self.asking.typed:
            self.make(self.asking.rubbed())

    def action_page(self, step: int) -> None:
        """Scroll the question by a page."""
        self.say(Said())
        self.query_one(QuestionPanel).scroll_by_page(step)

    def on_lines_clicked(self, event: Lines.Clicked) -> None:
        """Mark a choice that was clicked, or take the marked one; go to an area of the list at the side."""
        if self.asking is None:
            return
        if isinstance(event.lines, SideList):
            self.happen("go_to", self.sitting.session.order[event.target])
            return
        if self.asking.marked == event.target and not self.asking.is_checklist:
            self.action_enter()
            return
        self.make(self.asking.marking(event.target))
        if self.asking.is_checklist:
            self.action_tick()

    def on_key(self, event: Key) -> None:
        """Say that a key does nothing here."""
        self._say_nothing_happens(sign_of(event))

    def _say_nothing_happens(self, sign: str) -> None:
        self.say(Said(self.sitting.words("full_screen.no_such_key", key=sign)))

    # The commands.

    def action_unknown(self) -> None:
        """Say that the answer is not known."""
        self.happen("unknown")

    def action_waiting(self) -> None:
        """Say that an outside body gives the answer."""
        self.happen("waiting")

    async def action_not_applicable(self) -> None:
        """Ask why the question does not apply; say at once where it may not."""
        try:
            self.sitting.session.not_applicable("-")
        except AnswerError as error:
            self.say(self.sitting.refusal(error))
            return
        await self._write("full_screen.reason_title", self._reason, "")

    def _reason(self, text: str) -> Said:
        if not text.strip():
            return Said(self.sitting.words("interview.no_reason"), Tone.BAD)
        return self.sitting.happen("not_applicable", text)

    async def action_comment(self) -> None:
        """Write the comment."""
        session = self.sitting.session
        if session.current is not None:
            await self._write("full_screen.comment_title", self._comment, session.answer(session.current.id).note or "")

    def _comment(self, text: str) -> Said:
        return self.sitting.happen("comment", text)

    async def _write(self, title_key: str, accept: Callable[[str], Said], text: str) -> None:
        if self.asking is not None:
            wanted = Wanted(title_key, one_line(self.asking.question.ask), text, accept)
            await self.app.push_screen(Writing(self.sitting.words, wanted), self.after)

    async def action_evidence(self) -> None:
        """Show the evidence of the answer."""
        if self.asking is not None:
            dialog = EvidenceList(self.sitting, self.asking.question)
            await self.app.push_screen(dialog, self._after_evidence)

    def _after_evidence(self, said: Said | None) -> None:
        self.after(said or Said())

    def action_back(self) -> None:
        """Go to the question before."""
        is_first = self.sitting.session.at == 0
        self.happen("back")
        if is_first:
            self.say(Said(self.sitting.words("interview.first")))

    def action_skip(self) -> None:
        """Leave the question for later."""
        self.happen("skip")

    def action_undo(self) -> None:
        """Take the latest change back."""
        self.happen("undo")

    def action_redo(self) -> None:
        """Make the latest change that was taken back again."""
        self.happen("redo")

    async def action_go_to(self) -> None:
        """Search for a question."""
        await self.app.push_screen(Search(self.sitting.words, self.sitting.session), self._go)

    async def action_open(self) -> None:
        """List the open questions."""
        rows = open_rows(self.sitting.session, self.sitting.words)
        await self.app.push_screen(RowList(self.sitting.words, rows), self._go)

    def _go(self, target: str | None) -> None:
        if target is not None:
            self.happen("go_to", target)

    def action_language(self) -> None:
        """Go on in the other language."""
        self.after(self.sitting.other_language())

    def action_live(self) -> None:
        """Show the score as it stands, or hide it."""
        self.sitting.is_live = not self.sitting.is_live
        self.query_one(Head).show_sitting(self.sitting, self.size.width)

    def action_side(self) -> None:
        """Show the list at the side, or hide it."""
        self.is_side_wanted = not self.query_one(SideList).display
        self.lay_out(self.size.width)
        if self.asking is not None:
            self.show_around(self.asking)

    def action_light(self) -> None:
        """Change between dark letters on light ground and light on dark."""
        self.app.theme = "textual-dark" if self.app.theme == "textual-light" else "textual-light"

    async def action_help(self) -> None:
        """Explain the keys."""
        await self.app.push_screen(Help(self.sitting.words))

    def action_quit(self) -> None:
        """Stop; everything is saved."""
        self.dismiss(self.sitting.session)
