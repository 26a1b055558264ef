"""What an answer sheet is, and how its answers fit the questions. Nothing here reads a file."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Protocol

from pydantic import BeforeValidator, Field, PrivateAttr, StrictBool, StrictInt, StringConstraints, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from smartscore.errors import AnswerError, Fault, SheetError, unknown
from smartscore.exact import shortest
from smartscore.model import Id, Model, Text, Version, mistake, version_key
from smartscore.profile import Profile
from smartscore.questionnaire import Form, Questionnaire
from smartscore.questions.question import EvidenceAsked, Given, Question, Standing

FORMAT = "smartscore-answers/1"


class State(StrEnum):
    """What an answer is; never mixed up, never silently zero."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    MISSING = "missing"


class EvidenceStatus(StrEnum):
    """How far an evidence item has got."""

    PRESENT = "present"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REJECTED = "rejected"


EvidenceKind = Literal[
    "document",
    "regulation",
    "decree",
    "plan",
    "budget",
    "minutes",
    "report",
    "data",
    "screenshot",
    "photo",
    "link",
    "news",
]

NEWS: Final = "news"
"""The kind that proves nothing."""

OpenState = Literal["unknown", "waiting", "not_applicable"]
"""The states that stand in a file; an answer with a value is answered, one with nothing is missing."""

Role = Literal["self", "assessor", "agreed"]


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise mistake("fault.number_type")
    return Decimal(value)


Number = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    WithJsonSchema({"type": "number"}),
]


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[
    tuple[Text, ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""Names of respondents; a single one may be written without a list."""


def _period(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class EvidenceItem(Model):
    """One thing that is offered as proof, or cited as a source."""

    kind: EvidenceKind = Field(default="document", description="What it is; news is a source and proves nothing.")
    reference: Text = Field(description="Number and title, file or link: enough to find it again.")
    date: (
        Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")] | None
    ) = Field(default=None, description="Its date: 2026-11-23, 2026-11 or 2026 in quotes.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="For a file beside the sheet: its SHA-256 when it was named; `reference` is its path."
    )
    size: Annotated[StrictInt, Field(ge=0)] | None = Field(default=None, description="For a file: its size in bytes.")
    quality: Annotated[StrictInt, Field(ge=1, le=6)] | None = Field(
        default=None,
        description="1 measured, 2 survey, 3 from higher data, 4 estimated, 5 personal estimate, 6 not traceable.",
    )
    status: EvidenceStatus = Field(default=EvidenceStatus.PRESENT, description="How far it has got with the assessor.")
    proves: tuple[Id, ...] = Field(default=(), description="The ids of the evidence asked for that it is.")


class Answer(Model):
    """One answer: exactly one of a value and a state; neither means that it is missing.

    `short` is a value or state written without its key (`gov-x: 3`); the others are the keys of the full form.
    """

    short: SkipJsonSchema[Any] = Field(default=None, description="The short form; files write it without a key.")
    level: StrictInt | None = Field(default=None, description="For questions of kind `level`.")
    number: Number | None = Field(default=None, description="For questions of kind `number`.")
    criteria: tuple[str, ...] | None = Field(default=None, description="For checklists: the criteria that are met.")
    yes: StrictBool | None = Field(default=None, description="For questions of kind `yes_no`.")
    option: str | None = Field(default=None, description="For questions of kind `choice`.")
    state: OpenState | None = Field(
        default=None, description="Instead of a value: not known, awaited from outside, or not applicable."
    )
    reason: Text | None = Field(default=None, description="Why it is not applicable.")
    note: str | None = Field(default=None, description="A comment.")
    evidence: tuple[EvidenceItem, ...] = Field(default=(), description="Proof and sources.")
    by: Names = Field(
        default=(),
        description="Who gave it, where several respondents' sheets were merged; else the sheet's respondent.",
    )

    def values(self) -> dict[str, Given]:
        """Return the values that are given, by key; a value in short form has the key ""."""
        full = {
            "": None if self.short in (State.UNKNOWN, State.WAITING) else self.short,
            "level": self.level,
            "number": self.number,
            "criteria": self.criteria,
            "yes": self.yes,
            "option": self.option,
        }
        return {key: value for key, value in full.items() if value is not None}

    def given_state(self) -> State:
        """Return what the answer is."""
        if self.state is not None:
            return State(self.state)
        if self.short in (State.UNKNOWN, State.WAITING):
            return State(self.short)
        return State.ANSWERED if self.values() else State.MISSING


def _entry(value: object) -> object:
    """Put a short form where the model expects it."""
    if value is None:
        return {}
    if isinstance(value, list):
        return {"short": tuple(value)}
    if isinstance(value, int | Decimal | str):
        return {"short": value}
    if isinstance(value, dict) and "short" in value:
        raise mistake("fault.answer_short_key")
    return value


SHORT_FORMS: Final[list[dict[str, Any]]] = [
    {"type": "null", "description": "not answered yet"},
    {"type": "integer", "description": "a level, or a number"},
    {"type": "number", "description": "a number"},
    {"enum": ["yes", "no", "unknown", "waiting"]},
    {"type": "string", "description": "an option"},
    {"type": "array", "items": {"type": "string"}, "description": "the criteria that are met"},
]
"""What may stand in a file instead of an answer in full, as JSON Schema."""

Entry = Annotated[Answer, BeforeValidator(_entry)]
"""An answer as files hold it: in full, or in short."""


class SheetQuestionnaire(Model):
    """Which questionnaire a sheet answers."""

    id: Id = Field(description="The questionnaire's id.")
    version: Version = Field(description="The version that was answered.")


class Sheet(Model):
    """The answers of one respondent for one region and period."""

    format: Literal["smartscore-answers/1"] = Field(description="The format of this file.")
    questionnaire: SheetQuestionnaire = Field(description="The questionnaire that is answered.")
    form: Form = Field(default="full", description="`quick`: only the short form's questions count.")
    role: Role = Field(default="self", description="Who answers: the region itself, an assessor, or both agreed.")
    assessed: StrictBool = Field(default=False, description="True: only evidence that was accepted proves anything.")
    language: Id | None = Field(default=None, description="The language of reports, where nothing else says.")
    region: Text | None = Field(default=None, description="The region's name.")
    period: Annotated[Text, BeforeValidator(_period)] | None = Field(default=None, description="The year or period.")
    respondent: Text | None = Field(default=None, description="Who answered: agency, person or team.")
    agency: Text | None = Field(default=None, description="The agency (perangkat daerah) that answers.")
    profile: Profile | None = Field(default=None, description="What kind of place the region is.")
    note: str | None = Field(default=None, description="A comment on the whole sheet.")
    answers: dict[str, Entry] = Field(default={}, description="The answers, by question id.")

    _digest_of_file: Callable[[], str] | None = PrivateAttr(default=None)

    @property
    def digest(self) -> str:
        """A SHA-256 of the content; comments and layout of the file do not change it."""
        if self._digest_of_file is not None:
            return self._digest_of_file()
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def with_digest(self, of_file: Callable[[], str] | None) -> "Sheet":
        """Return the same sheet with the digest of the file it was read from, which is worked out when asked for.

        None: its digest is that of its content.
        """
        copy = self.model_copy()
        copy._digest_of_file = of_file  # noqa: SLF001  # its own
        return copy

    def with_answer(self, question_id: str, answer: Answer | None) -> "Sheet":
        """Return the sheet with one answer replaced, or taken out (None)."""
        answers = {key: value for key, value in self.answers.items() if key != question_id or answer is not None}
        if answer is not None:
            answers[question_id] = answer
        return self.model_copy(update={"answers": answers})


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
        policy = question.not_applicable or questionnaire.not_applicable.policy
        if policy == "forbidden":
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


def given_text(given: Given | None) -> str:
    """Write a value as files hold it: 3, 12.5, yes, a, b; empty where there is none."""
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, tuple):
        return ", ".join(given)
    if isinstance(given, Decimal):
        return format(shortest(given), "f") if given else "0"
    return "" if given is None else str(given)
