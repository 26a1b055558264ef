"""A sheet: the answers of one respondent for one region and period."""

import hashlib
from collections.abc import Callable
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, StrictBool

from smartscore.answers.answer import Answer, Entry
from smartscore.model import Id, Model, Text, Version
from smartscore.profile import Profile
from smartscore.questionnaire import Form

FORMAT = "smartscore-answers/1"

BETWEEN_NAMES: Final = "; "
"""What stands between the respondents of a merged sheet."""

Role = Literal["self", "assessor", "agreed"]


def _period(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


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

    @property
    def is_merged(self) -> bool:
        """Whether it holds the answers of several respondents, each with who gave it (one without is nobody's)."""
        several = BETWEEN_NAMES.strip() in (self.respondent or "")
        return several and any(answer.by for answer in self.answers.values())

    @property
    def given_by(self) -> str | None:
        """Who gave the answers that do not say it: the respondent, else the agency; None where that is not known."""
        return None if self.is_merged else self.respondent or self.agency

    def with_answer(self, question_id: str, answer: Answer | None) -> "Sheet":
        """Return the sheet with one answer replaced, or taken out (None)."""
        answers = {key: value for key, value in self.answers.items() if key != question_id or answer is not None}
        if answer is not None:
            answers[question_id] = answer
        return self.model_copy(update={"answers": answers})
