"""The question: what is asked, its help, the answer that is there, and the choices."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from smartscore.answers import State
from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.drawing import hanging
from smartscore.interview.full_screen.proof import proof_lines
from smartscore.interview.full_screen.sitting import Sitting
from smartscore.interview.line_view import answer_text
from smartscore.language import Language, one_line
from smartscore.questions.question import Question


class ChoiceLine(Static):
    """One printed choice."""

    DEFAULT_CSS = """
    ChoiceLine { padding: 0 1; height: auto; }
    ChoiceLine.marked { background: $primary 35%; text-style: bold; }
    ChoiceLine.present { color: $success; }
    """

    class Chosen(Message):
        """A choice was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place
        self._drawn: tuple[str, str] = ("", "")

    def show(self, sign: str, text: str) -> None:
        """Draw the choice with what stands before it; nothing happens where it is drawn so already."""
        if self._drawn != (sign, text):
            self._drawn = (sign, text)
            self.update(hanging([("", sign, text)]))

    def on_click(self, event: Click) -> None:
        """Mark the choice; a second click takes it."""
        event.stop()
        self.post_message(self.Chosen(self.place))


class QuestionPanel(VerticalScroll, can_focus=False):
    """A question with its choices; below them, in a narrow window, what has to be shown as evidence."""

    DEFAULT_CSS = """
    QuestionPanel { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    QuestionPanel #ask { text-style: bold; padding: 0 1; }
    QuestionPanel #help { color: $text-muted; padding: 0 1; }
    QuestionPanel #present { color: $success; padding: 0 1; }
    QuestionPanel #choices { height: auto; margin-top: 1; }
    QuestionPanel #below { padding: 0 1; margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """Lay the parts one below the other."""
        yield Static(id="ask")
        yield Static(id="help")
        yield Static(id="present")
        yield Vertical(*(ChoiceLine(place) for place in range(6)), id="choices")
        yield Static(id="below")

    async def show_question(self, sitting: Sitting, asking: Asking) -> None:
        """Draw another question, from its beginning."""
        question = asking.question
        self.query_one("#ask", Static).update(Content(one_line(question.ask)))
        texts = [one_line(text) for text in (question.help, _number_text(question, sitting.words)) if text]
        help_ = self.query_one("#help", Static)
        help_.display = bool(texts)
        help_.update(Content("\n".join(texts)))
        lines = query_choices(self)
        holder = self.query_one("#choices")
        await holder.mount_all(ChoiceLine(place) for place in range(len(lines), len(asking.choices)))
        holder.display = bool(asking.choices)
        self.show_answer(sitting, asking)
        self.scroll_home(animate=False)

    def show_answer(self, sitting: Sitting, asking: Asking) -> None:
        """Draw what can change while a question stays: its answer, what is marked, the evidence."""
        present = self.query_one("#present", Static)
        texts = list(present_lines(sitting, asking.question))
        present.display = bool(texts)
        present.update(Content("\n".join(texts)))
        for line in query_choices(self):
            self._show_choice(line, asking, sitting.words)
        below = self.query_one("#below", Static)
        if below.styles.display != "none":
            below.update(hanging(proof_lines(sitting.session, asking, sitting.words)))

    def _show_choice(self, line: ChoiceLine, asking: Asking, words: Language) -> None:
        line.display = line.place < len(asking.choices)
        if not line.display:
            return
        choice = asking.choices[line.place]
        is_marked = asking.marked == line.place
        line.set_class(is_marked, "marked")
        line.set_class(choice.key in asking.present, "present")
        text = words(f"answer.{choice.text}") if asking.question.kind == "yes_no" else one_line(choice.text)
        line.show(f"{'>' if is_marked else ' '} {_sign(asking, choice.key)}", text)

    def show_marked(self, asking: Asking) -> None:
        """Scroll to the marked choice; to the beginning of the question where it is the first."""
        if not asking.marked:
            self.scroll_home(animate=False)
        else:
            query_choices(self)[asking.marked].scroll_visible(animate=False)


def query_choices(panel: QuestionPanel) -> list[ChoiceLine]:
    """Return the lines of a panel that choices are drawn on, in order."""
    return list(panel.query(ChoiceLine))


def present_lines(sitting: Sitting, question: Question) -> Iterator[str]:
    """Yield the answer that is there, and its comment."""
    session, words = sitting.session, sitting.words
    if session.state(question.id) is not State.MISSING:
        yield words("interview.now", answer=answer_text(session, question, words))
    note = session.answer(question.id).note
    if note:
        yield words("report.note", note=one_line(note))


def _number_text(question: Question, words: Language) -> str:
    if question.kind != "number":
        return ""
    return words("interview.number", unit=question.keys(), count=one_line(question.counts()))


def _sign(asking: Asking, key: str) -> str:
    """Return the key of a choice, with a tick where there is one and a point where it is the present answer."""
    if asking.is_checklist:
        ticked = "x" if key in (asking.ticked or ()) else " "
        return f"[{ticked}] {key:>2}"
    return f"{'●' if key in asking.present else ' '} {key:>2}"
