"""A session with its surroundings: every event is saved before it is acknowledged. Nothing is drawn here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from smartscore.answers import Response, State, missing_evidence, respond
from smartscore.errors import SmartscoreError
from smartscore.exact import HUNDRED
from smartscore.interview.full_screen.surroundings import Surroundings
from smartscore.interview.line_mode import answer_text
from smartscore.interview.pace import Pace
from smartscore.interview.review import CHALLENGED
from smartscore.interview.session import Session
from smartscore.language import LANGUAGES, Language, one_line
from smartscore.questions.question import EvidenceAsked

MOST_NAMED: Final = 2
"""No more documents than this are named after an answer."""


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
    """An interview under way; `words` are those of the language in use, `is_live` shows the score as it stands."""

    session: Session
    words: Language
    surroundings: Surroundings
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

    def happen(self, event: Callable[[Session], Session], said: str = "interview.saved") -> Said:
        """Let an event happen: save what changed, then say so with the text of the key `said`.

        Where the event is refused or cannot be saved the session stays as it was, and the fault is what is said.
        """
        try:
            after = event(self.session)
            has_changed = after.sheet != self.session.sheet
            kept = self.surroundings.save(after) if has_changed else after
        except SmartscoreError as error:
            return self.refusal(error)
        before, self.session = self.session, kept
        self._note_pace(before)
        changed = _changed(before, after) if has_changed else None
        return self._acknowledgement(changed, said) if changed else Said()

    def refusal(self, error: SmartscoreError) -> Said:
        """Return what is said of an error."""
        return Said("\n".join(fault.text(self.words) for fault in error.faults), Tone.BAD)

    def other_language(self) -> Said:
        """Go on in the questionnaire's next language, if the program speaks it."""
        known = [code for code in self.session.questionnaire.languages if code in LANGUAGES]
        here = self.session.questionnaire.language
        following = known[(known.index(here) + 1) % len(known)] if here in known else next(iter(known), here)
        if following == here:
            return Said(self.words("full_screen.one_language"))
        said = self.happen(lambda session: session.in_language(self.surroundings.in_language(following)))
        if said.tone is not Tone.BAD:
            self.words = LANGUAGES[following]
        return said

    def _note_pace(self, before: Session) -> None:
        now = self.surroundings.clock()
        asked, state = before.current, self.session.state
        if asked and before.state(asked.id) is State.MISSING and state(asked.id) is not State.MISSING:
            self.pace = self.pace.noted(now - self._shown_at)
        if asked is not self.session.current:
            self._shown_at = now

    def _acknowledgement(self, question_id: str, said: str) -> Said:
        question = self.session.questionnaire.questions[question_id]
        answer = answer_text(self.session, question, self.words)
        text = self.words(said, id=question_id, answer=answer)
        more = self._proof_due(question_id) if said == "interview.saved" else ""
        return Said(f"{text}\n{more}" if more else text, Tone.GOOD)

    def _proof_due(self, question_id: str) -> str:
        """Return what an answer has to show; a high answer is challenged."""
        response = self.response(question_id)
        lacking = missing_evidence(response)
        if response.standing is not None and response.standing.x * HUNDRED >= CHALLENGED:
            named = lacking or response.question.needed(response.standing)
            return self.words("full_screen.challenge", documents=self._named(named)) if named else ""
        return self.words("full_screen.evidence_due", documents=self._named(lacking)) if lacking else ""

    def response(self, question_id: str) -> Response:
        """Return a question's present answer, fitted to its question."""
        questionnaire, sheet = self.session.questionnaire, self.session.sheet
        question = questionnaire.questions[question_id]
        return respond(questionnaire, question, self.session.answer(question_id), assessed=sheet.assessed).response

    def _named(self, documents: tuple[EvidenceAsked, ...]) -> str:
        """Name documents, those of the highest level first, and count the rest."""
        names = [one_line(item.name) for item in reversed(documents)]
        rest = len(names) - MOST_NAMED
        more = [self.words("full_screen.more_documents", count=rest)] if rest > 0 else []
        return "; ".join([*names[:MOST_NAMED], *more])


def _changed(before: Session, after: Session) -> str | None:
    """Return the question whose answer an event changed; None where it changed none (another language)."""
    if len(after.history.done) < len(before.history.done):
        return after.history.undone[-1].question
    return after.history.done[-1].question if after.history.done != before.history.done else None
