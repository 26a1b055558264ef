"""The interview line by line: in any terminal, through a pipe, over SSH, with a screen reader.

Every line that is read is one answer or one command; what a command has to ask further is the next line, or stands
behind it on the same one (`c a comment`). Nothing is drawn twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from unicodedata import category

from smartscore.answers import State
from smartscore.errors import AnswerError, SmartscoreError
from smartscore.interview import line_view
from smartscore.interview.acknowledging import added_text
from smartscore.interview.events import Event, happen
from smartscore.interview.line_commands import COMMANDS, Quit
from smartscore.interview.line_view import Screen
from smartscore.interview.pace import Pace
from smartscore.interview.review import review
from smartscore.interview.session import Session
from smartscore.interview.surroundings import Surroundings
from smartscore.language import LANGUAGES, Language, language, one_line
from smartscore.questions.question import Question
from smartscore.scoring import score

ANSWERS: Final = ("answer", "unknown", "waiting", "not_applicable")
"""Events that answer a question, and whose pace counts."""


TAKEN_BACK: Final = {"undo": "interview.undone", "redo": "interview.redone"}
"""What is said after a change was taken back, or made again."""


class EndOfInput(Exception):  # noqa: N818  # not an error
    """There is nothing more to read."""


@dataclass(slots=True)
class LineInterview:
    """Asks the questions of a session on a screen.

    `note` hears of every event that changed something or moved; transcripts are made from it.
    """

    session: Session
    screen: Screen
    words: Language
    around: Surroundings
    note: Callable[[Session, Event], None] = lambda _session, _event: None
    live: bool = False
    pace: Pace = field(default_factory=Pace)
    _shown: str = field(default="", init=False)
    _since: float = field(default=0.0, init=False)

    def run(self) -> Session:
        """Ask until the sitting is over, the person stops, or the input ends; return how the session stands."""
        if self.screen.is_terminal:  # lines from a pipe are answers, from the first question on
            self.session = self.session.begun()
        try:
            while True:
                while self.session.current is not None:
                    self._show(self.session.current)
                    self._handle(self._read("> "))
                if not self._reviewed():
                    break
        except (EndOfInput, Quit):
            pass
        return self.session

    def line(self, key: str) -> str:
        """Ask for a line with one of the prompts. Raises EndOfInput."""
        return self._read(self.words(key))

    def say(self, key: str) -> None:
        """Say one of the texts."""
        self.screen.say(self.words(key))

    def happen(self, name: str, text: str = "") -> None:
        """Let an event change the session: save first, then acknowledge. Raises AnswerError, SmartscoreError."""
        question = self.session.current
        event = Event(question.id if question else "", name, text)
        changed = happen(self.session, event)
        before, self.session = self.session, self.around.save(changed)
        if self.session is not changed:
            self.session, self._shown = self.session.back_at(before), ""
            self.screen.say(self.words("interview.changed_elsewhere"), style="yellow")
            return
        self.note(before, event)
        if name in TAKEN_BACK:
            self._shown = ""
            self.say(TAKEN_BACK[name])
        elif question is not None:
            self._acknowledge(before, question, name)

    def move(self, name: str, text: str = "") -> None:
        """Let an event move the session; nothing is changed or saved. Raises AnswerError."""
        event = Event(self.session.current.id if self.session.current else "", name, text)
        before, self.session = self.session, happen(self.session, event)
        self.note(before, event)
        self._shown = ""

    def other_language(self) -> None:
        """Go on in the next language that both the questionnaire and the program have."""
        both = [code for code in self.session.questionnaire.languages if code in LANGUAGES]
        here = self.session.questionnaire.language
        if len(both) < 2:  # noqa: PLR2004  # one is the present one
            self.say("interview.one_language")
            return
        code = both[(both.index(here) + 1) % len(both)] if here in both else both[0]
        self.session = self.session.in_language(self.around.in_language(code))
        self.words = language(code)
        self._shown = ""

    def show_live(self) -> None:
        """Print the score so far, where that is wanted."""
        if self.live:
            card = score(self.session.questionnaire, self.session.sheet)
            line_view.show_score(self.screen, card, self.words)

    def _read(self, prompt: str) -> str:
        line = self.screen.ask(prompt)
        if line is None:
            raise EndOfInput
        return "".join(sign for sign in line.replace("\t", " ") if category(sign) != "Cc").strip()

    def _show(self, question: Question) -> None:
        """Print the question, unless it is on the screen already."""
        if self._shown != question.id:
            self._shown = question.id
            self._since = self.around.clock()
            minutes = self.pace.minutes_left(len(self.session.open))
            line_view.show_question(self.screen, self.session, self.words, minutes)

    def _handle(self, line: str) -> None:
        letter, _, rest = line.partition(" ")
        command = COMMANDS.get(letter)
        try:
            if command is not None:
                command(self, rest.strip())
            elif line:
                self.happen("answer", line)
            else:
                self._empty_line()
        except AnswerError as error:
            self._complain(error)

    def _complain(self, error: SmartscoreError) -> None:
        for fault in error.faults:
            self.screen.say(fault.sentence(self.words), style="red")

    def _empty_line(self) -> None:
        """Keep an answer that is there; never take the empty line for one."""
        question = self.session.current
        if question is not None and self.session.state(question.id) is not State.MISSING:
            self.move("keep")
        elif question is not None:
            keys = line_view.keys_line(self.session, question, self.words)
            self.screen.say(self.words("interview.type_something", keys=keys))

    def _acknowledge(self, before: Session, question: Question, name: str) -> None:
        if self.session.at == before.at and name not in ANSWERS:  # the question is still on the screen
            for text in added_text(before, self.session, question.id, self.words).split("\n"):
                self.screen.say(text, style="green")
            return
        self.pace = self.pace.noted(self.around.clock() - self._since)
        answer = line_view.answer_text(self.session, question, self.words)
        self.screen.say(self.words("interview.saved", id=question.id, answer=answer), style="green")
        due = "; ".join(one_line(item.name) for item in line_view.evidence_due(self.session, question))
        if due and line_view.is_high(self.session, question):
            self.screen.say(self.words("interview.challenge", documents=due), style="yellow")
        elif due:
            self.screen.say(self.words("interview.evidence_due", documents=due), style="dim")
        self.show_live()

    def _reviewed(self) -> bool:
        """Show what to look at once more; say whether the person goes back to a question."""
        found = review(self.session.questionnaire, self.session.sheet)
        line_view.show_review(self.screen, found, self.session, self.words)
        if not self.screen.is_terminal:
            return False
        while True:
            wanted = self._read(self.words("interview.ask_review"))
            if not wanted or wanted == "q":
                return False
            try:
                self.move("go_to", wanted)
            except AnswerError as error:
                self._complain(error)
            else:
                return True
