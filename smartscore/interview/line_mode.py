"""The interview line by line: in any terminal, through a pipe, over SSH, with a screen reader.

Every line that is read is one answer or one command; what a command has to ask further is the next line, or stands
behind it on the same one (`c a comment`). Nothing is drawn twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol
from unicodedata import category

from smartscore.answers import EvidenceItem, Sheet, State, given_text
from smartscore.errors import AnswerError
from smartscore.exact import HUNDRED
from smartscore.interview.session import Session
from smartscore.language import Language, one_line
from smartscore.questions.question import EvidenceAsked, Question


class Screen(Protocol):
    """What is said to the person, and how lines are read."""

    def say(self, text: str = "", *, indent: int = 0, style: str = "") -> None:
        """Print a paragraph, wrapped, with its lines indented."""

    def ask(self, prompt: str) -> str | None:
        """Print a prompt and read a line without its end; None at the end of the input."""


class EndOfInput(Exception):  # noqa: N818  # not an error
    """There is nothing more to read."""


class Quit(Exception):  # noqa: N818  # not an error
    """The person asked to stop."""


@dataclass(slots=True)
class LineInterview:
    """Asks the questions of a session on a screen; `save` gets every changed sheet before it is acknowledged."""

    session: Session
    screen: Screen
    words: Language
    save: Callable[[Sheet], None]
    _shown: str = field(default="", init=False)

    def run(self) -> Session:
        """Ask until the sitting is over, the person stops, or the input ends; return how the session stands."""
        try:
            while self.session.current is not None:
                self._show(self.session.current)
                self._handle(self._line("> "))
        except (EndOfInput, Quit):
            pass
        return self.session

    def _line(self, prompt: str) -> str:
        line = self.screen.ask(prompt)
        if line is None:
            raise EndOfInput
        return "".join(sign for sign in line.replace("\t", " ") if category(sign) != "Cc").strip()

    def _handle(self, line: str) -> None:
        letter, _, rest = line.partition(" ")
        command = COMMANDS.get(letter)
        try:
            if command is not None:
                command(self, rest.strip())
            elif line:
                self._change(self.session.type(line))
            else:
                self._empty_line()
        except AnswerError as error:
            for fault in error.faults:
                self.screen.say(fault.text(self.words), style="red")

    def _empty_line(self) -> None:
        """Keep an answer that is there; never take the empty line for one."""
        question = self.session.current
        if question is not None and self.session.state(question.id) is not State.MISSING:
            self.session = self.session.following()
        else:
            self.screen.say(self.words("interview.type_something", keys=self._keys()))

    def _change(self, changed: Session) -> None:
        """Save, then acknowledge."""
        question = self.session.current
        self.save(changed.sheet)
        self.session, before = changed, self.session
        if question is not None:
            self._acknowledge(question, moved=changed.at != before.at)

    def _acknowledge(self, question: Question, *, moved: bool) -> None:
        if not moved:  # a comment or evidence; the question is still on the screen
            self.screen.say(self.words("interview.added", id=question.id), style="green")
            return
        answer = answer_text(self.session, question, self.words)
        self.screen.say(self.words("interview.saved", id=question.id, answer=answer), style="green")
        asked = "; ".join(item.name for item in self._evidence_due(question))
        if asked:
            self.screen.say(self.words("interview.evidence_due", documents=asked), style="dim")

    def _evidence_due(self, question: Question) -> Iterator[EvidenceAsked]:
        """Yield what the present answer has to show and does not yet."""
        answer = self.session.answer(question.id)
        value = next(iter(answer.values().values()), None)
        if value is not None:
            standing = question.accept(value, self.session.questionnaire.scale)
            proved = {name for item in answer.evidence for name in item.proves}
            yield from (item for item in question.needed(standing) if item.id not in proved)

    def _show(self, question: Question) -> None:
        """Print the question, unless it is on the screen already."""
        if self._shown == question.id:
            return
        self._shown = question.id
        self.screen.say()
        self.screen.say(self._place(question), style="dim")
        self.screen.say(one_line(question.ask), style="bold")
        if question.help:
            self.screen.say(one_line(question.help), style="dim")
        self._show_choices(question)
        self._show_present(question)
        self.screen.say(self._keys(), style="dim")

    def _place(self, question: Question) -> str:
        questionnaire = self.session.questionnaire
        groups = " › ".join(one_line(questionnaire.groups[step].name) for step in questionnaire.path(question.id)[:-1])
        number, count = self.session.at + 1, len(self.session.order)
        done = int(HUNDRED * self.session.answered / count)
        return self.words("interview.place", number=number, count=count, groups=groups, done=done, id=question.id)

    def _show_choices(self, question: Question) -> None:
        for choice in question.choices():
            text = self.words(f"answer.{choice.text}") if question.kind == "yes_no" else one_line(choice.text)
            self.screen.say(f"{choice.key:>2}  {text}", indent=4)
        if question.kind == "number":
            self.screen.say(self.words("interview.number", unit=question.keys(), count=one_line(question.counts())))
        asked = [(key, len(items)) for key, items in question.evidence_lists() if items]
        if asked:
            listed = ", ".join(
                self.words("interview.evidence_count", key=key or "–", count=count) for key, count in asked
            )
            self.screen.say(self.words("interview.evidence_asked", listed=listed), style="dim")

    def _show_present(self, question: Question) -> None:
        answer = self.session.answer(question.id)
        if self.session.state(question.id) is not State.MISSING:
            now = answer_text(self.session, question, self.words)
            self.screen.say(self.words("interview.now", answer=now), style="cyan")
        if answer.note:
            self.screen.say(self.words("report.note", note=one_line(answer.note)), style="cyan")
        for item in answer.evidence:
            self.screen.say(self.words("interview.has_evidence", reference=one_line(item.reference)), style="cyan")

    def _keys(self) -> str:
        question = self.session.current
        return self.words("interview.keys", keys=question.keys() if question else "")

    # The commands. Each takes what stood behind its letter on the line.

    def not_applicable(self, rest: str) -> None:
        """Say that the question does not apply, and why."""
        reason = rest or self._line(self.words("interview.ask_reason"))
        if reason:
            self._change(self.session.not_applicable(reason))
        else:
            self.screen.say(self.words("interview.no_reason"))

    def unknown(self, rest: str) -> None:
        """Say that the answer is not known."""
        del rest
        self._change(self.session.unknown())

    def waiting(self, rest: str) -> None:
        """Say that an outside body gives the answer."""
        del rest
        self._change(self.session.waiting())

    def comment(self, rest: str) -> None:
        """Set the comment."""
        self._change(self.session.comment(rest or self._line(self.words("interview.ask_comment"))))

    def evidence(self, rest: str) -> None:
        """Add an evidence item: what it proves, and where it is to be found."""
        question = self.session.current
        if question is None:
            return
        asked = list(question.all_evidence().values())
        for number, item in enumerate(asked, 1):
            self.screen.say(f"{number:>2}  {one_line(item.name)}", indent=4)
        reference = rest or self._line(self.words("interview.ask_reference"))
        if not reference:
            self.screen.say(self.words("interview.no_evidence"))
            return
        proves = self._proves(asked) if asked else ()
        self._change(self.session.add_evidence(EvidenceItem(reference=reference, proves=proves)))

    def _proves(self, asked: list[EvidenceAsked]) -> tuple[str, ...]:
        while True:
            typed = self._line(self.words("interview.ask_proves")).replace(",", " ").split()
            numbers = [int(part) for part in typed if part.isascii() and part.isdigit()]
            if len(numbers) == len(typed) and all(0 <= number <= len(asked) for number in numbers):
                return tuple(dict.fromkeys(asked[number - 1].id for number in numbers if number))
            self.screen.say(self.words("interview.wrong_numbers", count=len(asked)), style="red")

    def back(self, rest: str) -> None:
        """Go to the question before."""
        del rest
        if self.session.at == 0:
            self.screen.say(self.words("interview.first"))
        self.session = self.session.back()
        self._shown = ""

    def skip(self, rest: str) -> None:
        """Leave the question for later."""
        del rest
        self.session = self.session.skip()

    def help(self, rest: str) -> None:
        """Explain the keys, and list the evidence of this question."""
        del rest
        self.screen.say(self.words("interview.help"))
        question = self.session.current
        for key, items in question.evidence_lists() if question else ():
            for item in items:
                shows = f": {one_line(item.shows)}" if item.shows else ""
                self.screen.say(f"{key:>2}  {one_line(item.name)}{shows}", indent=4, style="dim")

    def quit(self, rest: str) -> None:
        """Stop; everything is saved."""
        del rest
        raise Quit


COMMANDS: Final[dict[str, Callable[[LineInterview, str], None]]] = {
    "n": LineInterview.not_applicable,
    "?": LineInterview.unknown,
    "w": LineInterview.waiting,
    "c": LineInterview.comment,
    "e": LineInterview.evidence,
    "b": LineInterview.back,
    "s": LineInterview.skip,
    "h": LineInterview.help,
    "q": LineInterview.quit,
}
"""The letters, the same in every language; digits are always answers."""


def answer_text(session: Session, question: Question, words: Language) -> str:
    """Return a question's present answer in words."""
    answer = session.answer(question.id)
    state = answer.given_state()
    if state is not State.ANSWERED:
        return words(f"state.{state.value}") + (f" ({one_line(answer.reason)})" if answer.reason else "")
    value = next(iter(answer.values().values()))
    text = given_text(value)
    if question.kind == "yes_no":
        return words(f"answer.{text}")
    return (
        words.signs(text) + f" {question.keys()}" if question.kind == "number" else text or words("interview.none_met")
    )
