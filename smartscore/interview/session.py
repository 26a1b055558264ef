"""An interview as a state machine: no terminal, no file; every event gives a new session.

The sheet inside is valid after every event.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from smartscore.answers import Answer, EvidenceItem, OpenState, Sheet, State, respond
from smartscore.errors import AnswerError, Fault, unknown
from smartscore.history import Change, History
from smartscore.interview.search import search
from smartscore.questionnaire import Form, Questionnaire
from smartscore.questions.question import Given, Question

SHORT_WORDS = {True: "yes", False: "no"}
NO_HISTORY: Final = History()


@dataclass(frozen=True, slots=True)
class Session:
    """Where an interview stands.

    `questionnaire` holds what concerns the region; `order` are the questions of this sitting; `at` is the position in
    it, its length when the sitting is over; `history` are the changes that can be taken back.
    """

    questionnaire: Questionnaire
    sheet: Sheet
    order: tuple[str, ...]
    at: int
    history: History = NO_HISTORY

    @classmethod
    def begin(
        cls, questionnaire: Questionnaire, sheet: Sheet, form: Form = "full", dimension: str | None = None
    ) -> "Session":
        """Begin, or go on, with the first question that has no answer; with the first of all where none is missing.

        Raises AnswerError where there is no such dimension.
        """
        questionnaire = questionnaire.shown_to(sheet.profile)
        known = [group.id for group in questionnaire.dimensions]
        if dimension is not None and dimension not in known:
            raise AnswerError([unknown("usage.dimension", dimension, known)])
        order = tuple(
            question.id
            for question in questionnaire.asked(form)
            if dimension is None or questionnaire.path(question.id)[0] == dimension
        )
        session = cls(questionnaire, _present_ids(questionnaire, sheet), order, 0)
        first = next(session._missing_from(0), None)
        return replace(session, at=first or 0)

    def at_end(self) -> "Session":
        """Go behind the last question: the sitting is over."""
        return replace(self, at=len(self.order))

    def begun(self) -> "Session":
        """Return where a sitting of a person begins: where nothing is open, with the look at the whole."""
        return self.at_end() if self.answered and not self.open else self

    @property
    def current(self) -> Question | None:
        """The question to be asked; None when the sitting is over."""
        return self.questionnaire.questions[self.order[self.at]] if self.at < len(self.order) else None

    @property
    def answered(self) -> int:
        """How many questions of this sitting have an answer of any kind."""
        return sum(self.state(question_id) is not State.MISSING for question_id in self.order)

    @property
    def open(self) -> tuple[str, ...]:
        """The questions of this sitting that have no answer."""
        return tuple(self.order[number] for number in self._missing_from(0))

    def answer(self, question_id: str) -> Answer:
        """Return the present answer of a question; an empty one where there is none."""
        return self.sheet.answers.get(question_id, Answer())

    def state(self, question_id: str) -> State:
        """Return what a question's answer is."""
        return self.answer(question_id).given_state()

    def give(self, given: Given) -> "Session":
        """Answer the current question and go on. Raises AnswerError where it cannot take this."""
        question = self._asked()
        question.accept(given, self.questionnaire.scale)
        return self._put(question, self._with_value(question, given)).forward()

    def type(self, text: str) -> "Session":
        """Answer the current question with what a person typed, and go on. Raises AnswerError."""
        return self.give(self._asked().parse(text))

    def unknown(self) -> "Session":
        """Say that the answer is not known, and go on."""
        return self._put(self._asked(), self._with_state("unknown")).forward()

    def waiting(self) -> "Session":
        """Say that an outside body gives the answer, and go on."""
        return self._put(self._asked(), self._with_state("waiting")).forward()

    def not_applicable(self, reason: str) -> "Session":
        """Say why the question does not apply, and go on. Raises AnswerError where it may not or has no reason."""
        return self._put(self._asked(), self._with_state("not_applicable", reason.strip() or None)).forward()

    def comment(self, text: str) -> "Session":
        """Set the comment of the current question (none for empty text) and stay."""
        question = self._asked()
        return self._put(question, self._full(question).model_copy(update={"note": text.strip() or None}))

    def add_evidence(self, item: EvidenceItem) -> "Session":
        """Add an evidence item to the current question and stay. Raises AnswerError where nobody asked for it."""
        question = self._asked()
        full = self._full(question)
        return self._put(question, full.model_copy(update={"evidence": (*full.evidence, item)}))

    def remove_evidence(self, number: int) -> "Session":
        """Take an evidence item (counted from 1) off the current question and stay. Raises AnswerError."""
        question = self._asked()
        full = self._full(question)
        self._evidence_place(full, number)
        kept = (*full.evidence[: number - 1], *full.evidence[number:])
        return self._put(question, full.model_copy(update={"evidence": kept}))

    def replace_evidence(self, number: int, item: EvidenceItem) -> "Session":
        """Put an evidence item in the place of another (counted from 1) and stay. Raises AnswerError."""
        question = self._asked()
        full = self._full(question)
        self._evidence_place(full, number)
        changed = (*full.evidence[: number - 1], item, *full.evidence[number:])
        return self._put(question, full.model_copy(update={"evidence": changed}))

    def clear(self) -> "Session":
        """Take the answer of the current question out, with its comment and evidence, and stay."""
        question = self._asked()
        return self._change(question.id, None) if question.id in self.sheet.answers else self

    def undo(self) -> "Session":
        """Take the latest change back and go to its question. Raises AnswerError where there is none."""
        step = self.history.undo()
        if step is None:
            raise AnswerError([Fault("interview.nothing_to_undo")])
        history, change = step
        sheet = _in_order(self.questionnaire, change.taken_back(self.sheet))
        return replace(self, sheet=sheet, history=history, at=self._place(change.question))

    def redo(self) -> "Session":
        """Make the latest change that was taken back again, and go to its question. Raises AnswerError without one."""
        step = self.history.redo()
        if step is None:
            raise AnswerError([Fault("interview.nothing_to_redo")])
        history, change = step
        sheet = _in_order(self.questionnaire, change.applied(self.sheet))
        return replace(self, sheet=sheet, history=history, at=self._place(change.question))

    def search(self, text: str) -> tuple[str, ...]:
        """Return the questions of this sitting that a text means: an id, a group's id or name, or words in them."""
        return search(self.questionnaire, self.order, text)

    def go_to(self, text: str) -> "Session":
        """Go to the first question that a text means. Raises AnswerError where none does."""
        found = self.search(text)
        if not found:
            raise AnswerError([Fault("interview.not_found", {"value": text})])
        return replace(self, at=self._place(found[0]))

    def at_question(self, question_id: str) -> "Session":
        """Go to a question of this sitting; stay where it is of another."""
        return replace(self, at=self._place(question_id))

    def back_at(self, other: "Session") -> "Session":
        """Go to the question where another session of this sitting is; stay where it is no question of this one."""
        asked = other.current
        return self.at_question(asked.id) if asked is not None and asked.id in self.order else self

    def with_sheet(self, sheet: Sheet) -> "Session":
        """Go on with the sheet as it is now: with what concerns its region, at the first question without an answer."""
        questionnaire = self.questionnaire.shown_to(sheet.profile)
        order = tuple(name for name in self.order if name in questionnaire.questions)
        session = replace(self, questionnaire=questionnaire, sheet=_present_ids(questionnaire, sheet), order=order)
        return replace(session, at=next(session._missing_from(0), 0))  # noqa: SLF001  # its own

    def in_language(self, questionnaire: Questionnaire) -> "Session":
        """Go on with the same questionnaire in another language."""
        sheet = self.sheet.model_copy(update={"language": questionnaire.language})
        return replace(self, questionnaire=questionnaire.shown_to(self.sheet.profile), sheet=sheet)

    def back(self) -> "Session":
        """Go to the question before; stay at the first."""
        return replace(self, at=max(self.at - 1, 0))

    def skip(self) -> "Session":
        """Leave the current question as it is and go on."""
        return self.forward()

    def following(self) -> "Session":
        """Go to the next question in order, answered or not."""
        return replace(self, at=min(self.at + 1, len(self.order)))

    def forward(self) -> "Session":
        """Go to the next question that has no answer; to the end where none follows.

        Where every question has one, somebody is going through them: go to the next in order.
        """
        if not self.open:
            return self.following()
        return replace(self, at=next(self._missing_from(self.at + 1), len(self.order)))

    def finished_form(self) -> "Session":
        """Turn a short form into a full one once nothing of the full form is missing."""
        asked = [question.id for question in self.questionnaire.asked("full")]
        if self.sheet.form == "quick" and all(self.state(question_id) is not State.MISSING for question_id in asked):
            return replace(self, sheet=self.sheet.model_copy(update={"form": "full"}))
        return self

    def set(self, question_id: str, text: str) -> "Session":
        """Set any question from a script: a value, `?` or `unknown`, `waiting`, or `na:reason`. Raises AnswerError."""
        known = self.questionnaire.questions
        question_id = self.questionnaire.renamed.get(question_id, question_id)
        if question_id not in known:
            raise AnswerError([unknown("fault.question_unknown", question_id, known)])
        there = replace(self, order=(question_id,), at=0)
        if text in ("?", "unknown", "waiting"):
            changed = there.waiting() if text == "waiting" else there.unknown()
        elif text == "na" or text.startswith("na:"):
            changed = there.not_applicable(text[3:])
        else:
            changed = there.type(text)
        return replace(self, sheet=changed.sheet, history=changed.history)

    def _place(self, question_id: str) -> int:
        """Return the position of a question of this sitting; the present one for any other."""
        return self.order.index(question_id) if question_id in self.order else self.at

    def _evidence_place(self, answer: Answer, number: int) -> None:
        if not 1 <= number <= len(answer.evidence):
            raise AnswerError([Fault("interview.no_such_evidence", {"number": number, "count": len(answer.evidence)})])

    def _missing_from(self, position: int) -> Iterator[int]:
        yield from (n for n in range(position, len(self.order)) if self.state(self.order[n]) is State.MISSING)

    def _asked(self) -> Question:
        if self.current is None:
            raise AnswerError([Fault("interview.over")])
        return self.current

    def _put(self, question: Question, answer: Answer) -> "Session":
        faults = respond(self.questionnaire, question, answer, assessed=self.sheet.assessed).faults
        if faults:
            raise AnswerError([Fault(fault.key, fault.params) for fault in faults])
        return self._change(question.id, None if answer == Answer() else answer)

    def _change(self, question_id: str, answer: Answer | None) -> "Session":
        """Replace an answer and remember the change; nothing happens where it stays the same."""
        change = Change(question_id, self.sheet.answers.get(question_id), answer)
        if change.before == change.after:
            return self
        sheet = _in_order(self.questionnaire, change.applied(self.sheet))
        return replace(self, sheet=sheet, history=self.history.record(change))

    def _full(self, question: Question) -> Answer:
        """Return the present answer with its value under the key of its kind, so that a note can stand beside it."""
        answer = self.answer(question.id)
        if answer.short is None:
            return answer
        if answer.given_state() is not State.ANSWERED:
            return answer.model_copy(update={"short": None, "state": answer.short})
        return answer.model_copy(update={"short": None, **_value(question, answer.short)})

    def _with_value(self, question: Question, given: Given) -> Answer:
        before = self.answer(question.id)
        if not before.note and not before.evidence:
            return Answer(short=SHORT_WORDS[given] if isinstance(given, bool) else given)
        empty = Answer(note=before.note, evidence=before.evidence)
        return empty.model_copy(update=_value(question, given))

    def _with_state(self, state: OpenState, reason: str | None = None) -> Answer:
        before = self.answer(self._asked().id)
        if state != "not_applicable" and not before.note and not before.evidence:
            return Answer(short=state)
        return Answer(state=state, reason=reason, note=before.note, evidence=before.evidence)


def _value(question: Question, given: Given) -> dict[str, Given]:
    if question.field == "yes" and isinstance(given, str):
        given = given == "yes"
    elif question.field == "number" and isinstance(given, int):
        given = Decimal(given)
    return {question.field: given}


def _present_ids(questionnaire: Questionnaire, sheet: Sheet) -> Sheet:
    """Return the sheet with earlier ids and version replaced by present ones."""
    answers = {questionnaire.renamed.get(key, key): answer for key, answer in sheet.answers.items()}
    present = sheet.questionnaire.model_copy(update={"version": questionnaire.version})
    return sheet.model_copy(update={"answers": answers, "questionnaire": present})


def _in_order(questionnaire: Questionnaire, sheet: Sheet) -> Sheet:
    """Return the sheet with its answers in the order of asking; those to hidden questions stay, at the end."""
    asked = {key: sheet.answers[key] for key in questionnaire.questions if key in sheet.answers}
    answers = {**asked, **sheet.answers}
    return sheet.model_copy(update={"answers": answers})
