"""Answers that have been fitted to their questions, and what is wrong with those that do not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from smartscore.answers.answer import Answer, State
from smartscore.answers.evidence_item import NEWS, EvidenceItem, EvidenceStatus
from smartscore.answers.sheet import Sheet
from smartscore.errors import AnswerError, Fault, SheetError, unknown
from smartscore.model import version_key
from smartscore.questionnaire import Questionnaire
from smartscore.questions.question import EvidenceAsked, Given, Question, Standing


@dataclass(frozen=True, slots=True)
class Response:
    """An answer that fits its question.

    `standing` is where it stands (None unless answered); `supported` the part that its evidence supports;
    `proved` the evidence asked for that is there; `by` who gave it, empty where that is the sheet's respondent.
    """

    question: Question
    state: State
    given: Given | None = None
    standing: Standing | None = None
    supported: Standing | None = None
    proved: frozenset[str] = frozenset()
    reason: str | None = None
    note: str | None = None
    evidence: tuple[EvidenceItem, ...] = ()
    by: tuple[str, ...] = ()


def match(questionnaire: Questionnaire, sheet: Sheet, fit: "Fit | None" = None) -> dict[str, Response]:
    """Fit every answer to its question; questions without an answer are missing. In the order of asking.

    `fit` fits one answer; `respond` without it. Raises SheetError with all faults at once: another questionnaire, a
    newer version, a short form that asks nothing, unknown ids, unfit answers.
    """
    fit = fit or respond
    faults = list(header_faults(questionnaire, sheet))
    responses = {
        question_id: Response(question, State.MISSING) for question_id, question in questionnaire.questions.items()
    }
    if not faults:
        seen: dict[str, str] = {}
        renamed, hidden = questionnaire.renamed, questionnaire.hidden
        for key, answer in sheet.answers.items():
            question_id = renamed.get(key, key)
            if question_id in hidden:  # does not concern the region; what is written there counts nothing
                continue
            if question_id not in responses:
                faults.append(unknown("fault.question_unknown", key, responses).within("answers", key))
            elif question_id in seen:
                faults.append(Fault("fault.answered_twice", {"id": key, "other": seen[question_id]}, ("answers", key)))
            else:
                seen[question_id] = key
                found = fit(questionnaire, responses[question_id].question, answer, assessed=sheet.assessed)
                faults += [fault.within("answers", key) for fault in found.faults]
                responses[question_id] = found.response
    if faults:
        raise SheetError(faults)
    return responses


@dataclass(frozen=True, slots=True)
class Matched:
    """A response, and what is wrong with it."""

    response: Response
    faults: tuple[Fault, ...] = ()


class Fit(Protocol):
    """What fits one answer to its question, as `respond` does."""

    def __call__(self, questionnaire: Questionnaire, question: Question, answer: Answer, *, assessed: bool) -> Matched:
        """Return the response, and what is wrong with it."""


def respond(questionnaire: Questionnaire, question: Question, answer: Answer, *, assessed: bool) -> Matched:
    """Fit one answer to its question."""
    faults = [*_state_faults(questionnaire, question, answer), *_evidence_faults(question, answer)]
    state = answer.given_state()
    given: Given | None = None
    standing = supported = None
    proved = _proved(answer.evidence, assessed=assessed)
    if state is State.ANSWERED:
        try:
            given = _value_for(question, answer)
            standing = question.accept(given, questionnaire.scale)
            supported = question.supported(standing, proved, questionnaire.scale)
        except AnswerError as error:
            faults += [fault.within(*[key for key in answer.values() if key][:1]) for fault in error.faults]
    response = Response(
        question,
        state,
        given,
        standing,
        supported,
        proved,
        answer.reason,
        answer.note or None,
        answer.evidence,
        answer.by,
    )
    return Matched(response, tuple(faults))


def header_faults(questionnaire: Questionnaire, sheet: Sheet) -> Iterator[Fault]:
    """Yield what keeps a sheet from being one of a questionnaire, whatever it answers."""
    wanted = sheet.questionnaire
    if wanted.id != questionnaire.id:
        names = {"sheet": wanted.id, "questionnaire": questionnaire.id}
        yield Fault("fault.other_questionnaire", names, ("questionnaire", "id"))
    elif version_key(wanted.version) > version_key(questionnaire.version):
        versions = {"sheet": wanted.version, "questionnaire": questionnaire.version, "id": questionnaire.id}
        yield Fault("fault.newer_version", versions, ("questionnaire", "version"))
    if wanted.id == questionnaire.id and not any(True for _ in questionnaire.asked(sheet.form)):
        yield Fault("fault.no_short_form", {"id": questionnaire.id}, ("form",))


def _value_for(question: Question, answer: Answer) -> Given:
    """Return the one value of an answer, if it is written under the key of the question's kind."""
    for key, value in answer.values().items():
        if key not in ("", question.field):
            raise AnswerError(
                [Fault("answer.wrong_key", {"key": key, "expected": question.field, "kind": question.kind})]
            )
        return value
    raise AssertionError(question.id)  # the caller has seen that there is a value


def _state_faults(questionnaire: Questionnaire, question: Question, answer: Answer) -> Iterator[Fault]:
    values = answer.values()
    if len(values) + (answer.state is not None) > 1:
        yield Fault(
            "answer.more_than_one", {"keys": [key for key in values if key] + ["state"] * (answer.state is not None)}
        )
    if answer.state == "not_applicable":
        if not questionnaire.allows_not_applicable(question):
            yield Fault("answer.not_applicable_forbidden", {"id": question.id}, ("state",))
        if answer.reason is None:
            yield Fault("answer.reason_missing", {}, ("state",))
    elif answer.reason is not None:
        yield Fault("answer.reason_without_state", {}, ("reason",))


def _evidence_faults(question: Question, answer: Answer) -> Iterator[Fault]:
    if not answer.evidence:
        return
    known = question.all_evidence()
    for number, item in enumerate(answer.evidence):
        for place, name in enumerate(item.proves):
            if name not in known:
                yield unknown("fault.evidence_unknown", name, known).within("evidence", number, "proves", place)


def _proved(evidence: tuple[EvidenceItem, ...], *, assessed: bool) -> frozenset[str]:
    """Return the ids of what is proved, never by news; where the sheet is assessed, only by what was accepted."""
    good = {EvidenceStatus.ACCEPTED} if assessed else {EvidenceStatus.ACCEPTED, EvidenceStatus.PRESENT}
    proving = (item for item in evidence if item.status in good and item.kind != NEWS)
    return frozenset(name for item in proving for name in item.proves)


def missing_evidence(response: Response) -> tuple[EvidenceAsked, ...]:
    """Return what an answer claims and does not prove, in the order it is asked for."""
    if response.standing is None:
        return ()
    return tuple(item for item in response.question.needed(response.standing) if item.id not in response.proved)
