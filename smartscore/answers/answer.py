"""One answer as files hold it, in full or in short."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from smartscore.answers.evidence_item import EvidenceItem
from smartscore.exact import shortest
from smartscore.model import Model, Text, mistake
from smartscore.questions.question import Given


class State(StrEnum):
    """What an answer is; never mixed up, never silently zero."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    MISSING = "missing"


OpenState = Literal["unknown", "waiting", "not_applicable"]
"""The states that stand in a file; an answer with a value is answered, one with nothing is missing."""


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


def given_text(given: Given | None) -> str:
    """Write a value as files hold it: 3, 12.5, yes, a, b; empty where there is none."""
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, tuple):
        return ", ".join(given)
    if isinstance(given, Decimal):
        return format(shortest(given), "f") if given else "0"
    return "" if given is None else str(given)
