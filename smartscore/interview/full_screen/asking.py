"""What a person has marked, ticked or typed of an answer before it is given. Pure."""

from dataclasses import dataclass, replace
from typing import Final

from smartscore.answers import State
from smartscore.interview.session import Session
from smartscore.questions.question import Choice, Given, Question

NONE_MET: Final = "0"
"""What is typed where no criterion of a checklist is met."""


@dataclass(frozen=True, slots=True)
class Asking:
    """An answer in the making.

    `present` are the printed keys of the answer that is there (none on a fresh question). `marked` is the position of
    the marked choice, None where none is: nothing is marked on a fresh question. `ticked` are the keys of a
    checklist's criteria that are met, None while nothing was said of them. `typed` are signs that wait for Enter.
    """

    question: Question
    present: tuple[str, ...] = ()
    marked: int | None = None
    ticked: frozenset[str] | None = None
    typed: str = ""

    @classmethod
    def of(cls, session: Session) -> "Asking | None":
        """Begin with the current question of a session; None where the sitting is over."""
        question = session.current
        if question is None:
            return None
        if session.state(question.id) is not State.ANSWERED:
            return cls(question)
        present = _present(session, question)
        if question.kind == "checklist":
            return cls(question, present, ticked=frozenset(present) - {NONE_MET})
        places = [number for number, choice in enumerate(question.choices()) if choice.key in present]
        return cls(question, present, marked=places[0] if places else None)

    def taking_over(self, before: "Asking") -> "Asking":
        """Keep what was marked, ticked or typed before, where the same question still has the same answer."""
        if (before.question.id, before.present) != (self.question.id, self.present):
            return self
        return replace(before, question=self.question)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The printed choices."""
        return self.question.choices()

    @property
    def gathers(self) -> bool:
        """Whether signs are gathered until Enter: a number, or keys of more than one digit."""
        return not self.choices or any(len(choice.key) > 1 for choice in self.choices)

    @property
    def is_checklist(self) -> bool:
        """Whether several choices can be met."""
        return self.question.kind == "checklist"

    def moved(self, step: int) -> "Asking":
        """Mark the next choice (1) or the one before (-1); from nothing, the first or the last."""
        if not self.choices:
            return self
        last = len(self.choices) - 1
        if self.marked is None:
            return replace(self, marked=0 if step > 0 else last)
        return replace(self, marked=min(max(self.marked + step, 0), last))

    def marking(self, place: int) -> "Asking":
        """Mark the choice at a place."""
        return replace(self, marked=place)

    def pressed(self, sign: str) -> tuple["Asking", str]:
        """Take a digit, point, comma or minus; return what is then in the making, and the answer if that gives it.

        Raises AnswerError where a checklist has no such number.
        """
        if self.gathers:
            return replace(self, typed=self.typed + sign), ""
        if not sign.isdecimal():
            return self, ""
        return (self._toggled(sign), "") if self.is_checklist else (self, sign)

    def marked_toggled(self) -> "Asking":
        """Tick the marked criterion of a checklist, or take its tick away."""
        if self.is_checklist and self.marked is not None:
            return self._toggled(self.choices[self.marked].key)
        return self

    def rubbed(self) -> "Asking":
        """Take the last typed sign away."""
        return replace(self, typed=self.typed[:-1])

    def entered(self) -> tuple["Asking", str]:
        """Take Enter; return what is then in the making, and the answer if that gives it ("" where there is none).

        Raises AnswerError where a checklist has no such number.
        """
        if self.typed and self.is_checklist:
            return replace(self._toggled(self.typed), typed=""), ""
        return self, "" if self.in_hand.split() == list(self.present) else self.in_hand

    @property
    def in_hand(self) -> str:
        """What would be given now, as a person would type it; "" where there is nothing."""
        if self.is_checklist:
            if self.ticked is None:
                return ""
            return " ".join(choice.key for choice in self.choices if choice.key in self.ticked) or NONE_MET
        if self.typed:
            return self.typed
        return "" if self.marked is None else self.choices[self.marked].key

    def _toggled(self, key: str) -> "Asking":
        if key == NONE_MET:
            return replace(self, ticked=frozenset())
        self.question.parse(key)
        ticked = (self.ticked or frozenset()) ^ {key}
        return replace(self, ticked=ticked or None)


def _present(session: Session, question: Question) -> tuple[str, ...]:
    value = next(iter(session.answer(question.id).values().values()))
    if value == ():
        return (NONE_MET,)
    if question.field == "yes" and isinstance(value, str):
        value = value == "yes"
    return tuple(choice.key for choice in question.choices() if _means(question, choice.key, value))


def _means(question: Question, key: str, value: Given) -> bool:
    given = question.parse(key)
    if isinstance(given, tuple) and isinstance(value, tuple):
        return set(given) <= set(value)
    return given == value
