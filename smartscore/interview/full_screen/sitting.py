"""A session with its surroundings: every event is saved before it is acknowledged. Nothing is drawn here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from smartscore.answers import State
from smartscore.errors import SmartscoreError
from smartscore.interview.acknowledging import added_text
from smartscore.interview.events import Event, happen
from smartscore.interview.line_view import answer_text, evidence_due, is_high
from smartscore.interview.pace import Pace
from smartscore.interview.session import Session
from smartscore.interview.surroundings import Surroundings
from smartscore.language import LANGUAGES, Language, one_line
from smartscore.questions.question import Question

MOST_NAMED: Final = 2
"""No more documents than this are named after an answer."""

ANSWERS: Final = ("answer", "unknown", "waiting", "not_applicable")
"""Events that answer a question."""

TAKEN_BACK: Final = {"undo": "interview.undone", "redo": "interview.redone"}
"""What is said after a change was taken back, or made again."""


class Tone(StrEnum):
    """How something is meant."""

    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said to the person after a key; empty text says nothing."""

    text: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(slots=True)
class Sitting:
    """An interview under way; `words` are those of the language in use, `is_live` shows the score as it stands.

    `note` hears of every event that changed something or moved; transcripts are made from it.
    """

    session: Session
    words: Language
    surroundings: Surroundings
    note: Callable[[Session, Event], None] = lambda _session, _event: None
    pace: Pace = field(default_factory=Pace)
    is_live: bool = False
    _shown_at: float = field(init=False)

    def __post_init__(self) -> None:
        """Count from now, when the first question is shown."""
        self._shown_at = self.surroundings.clock()

    @property
    def minutes_left(self) -> int | None:
        """The minutes that the open questions will take; None while too little is known."""
        return self.pace.minutes_left(len(self.session.open))

    def happen(self, name: str, text: str = "") -> Said:
        """Let an event happen: save what changed, then say so.

        Where the event is refused or cannot be saved the session stays as it was, and the fault is what is said.
        """
        before, question = self.session, self.session.current
        event = Event(question.id if question else "", name, text)
        try:
            after = happen(before, event)
            has_changed = after.sheet != before.sheet
            self.session = self.surroundings.save(after) if has_changed else after
        except SmartscoreError as error:
            return self.refusal(error)
        if self.session is not after and self.session != after:
            self.session = self.session.back_at(before)
            return Said(self.words("interview.changed_elsewhere"), Tone.BAD)
        self.note(before, event)
        self._note_pace(before, name)
        return self._acknowledgement(before, question, name) if has_changed and question else Said()

    def refusal(self, error: SmartscoreError) -> Said:
        """Return what is said of an error."""
        return Said("\n".join(fault.sentence(self.words) for fault in error.faults), Tone.BAD)

    def other_language(self) -> Said:
        """Go on in the questionnaire's next language that the program speaks; it is saved with the next answer."""
        both = [code for code in self.session.questionnaire.languages if code in LANGUAGES]
        here = self.session.questionnaire.language
        following = both[(both.index(here) + 1) % len(both)] if here in both else here
        if following == here:
            return Said(self.words("interview.one_language"))
        try:
            self.session = self.session.in_language(self.surroundings.in_language(following))
        except SmartscoreError as error:
            return self.refusal(error)
        self.words = LANGUAGES[following]
        return Said()

    def _note_pace(self, before: Session, name: str) -> None:
        now = self.surroundings.clock()
        asked = before.current
        if asked is not None and name in ANSWERS and before.state(asked.id) is State.MISSING:
            self.pace = self.pace.noted(now - self._shown_at)
        if self.session.at != before.at:
            self._shown_at = now

    def _acknowledgement(self, before: Session, question: Question, name: str) -> Said:
        if name in TAKEN_BACK:
            return Said(self.words(TAKEN_BACK[name]), Tone.GOOD)
        if name not in ANSWERS:
            return Said(added_text(before, self.session, question.id, self.words), Tone.GOOD)
        answer = answer_text(self.session, question, self.words)
        saved = self.words("interview.saved", id=question.id, answer=answer)
        return Said("\n".join([saved, *self._proof_due(question)]), Tone.GOOD)

    def _proof_due(self, question: Question) -> list[str]:
        """Return what the answer has to show and does not yet; a high answer is challenged."""
        names = [one_line(item.name) for item in evidence_due(self.session, question)]
        if not names:
            return []
        rest = len(names) - MOST_NAMED
        more = self.words("interview.and_more", count=rest) if rest > 0 else ""
        documents = "; ".join(names[::-1][:MOST_NAMED]) + more  # those of the highest level first
        is_challenged = is_high(self.session, question)
        return [self.words("interview.challenge" if is_challenged else "interview.evidence_due", documents=documents)]
