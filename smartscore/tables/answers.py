"""The answers of one sheet as a table: what is said, with what proof, and by whom."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import Field

from smartscore.answers import EvidenceItem, Response, State, given_text, missing_evidence
from smartscore.language import Language, one_line
from smartscore.model import Id, Model
from smartscore.questionnaire import Questionnaire
from smartscore.questions.question import Question
from smartscore.tables.cells import csv_text
from smartscore.tables.formats import csv_line

if TYPE_CHECKING:
    from rich.console import RenderableType

CSV_COLUMNS: Final = ("question", "dimension", "state", "answer", "reason", "note", "evidence", "lacking", "by")


class AnswerRow(Model):
    """One question of a sheet, and what is said to it."""

    question: Id = Field(description="The question's id.")
    dimension: Id = Field(description="Its dimension.")
    kind: str = Field(description="The kind of question.")
    unit: str | None = Field(description="The unit, where the answer is a number.")
    ask: str = Field(description="The question.")
    state: State = Field(description="What the answer is.")
    answer: str = Field(description="The value as files hold it; empty unless answered.")
    chosen: str | None = Field(description="What the answer says in words.")
    reason: str | None = Field(description="Why it is not applicable.")
    note: str | None = Field(description="The respondent's comment.")
    evidence: tuple[EvidenceItem, ...] = Field(description="What was offered as proof or cited.")
    lacking: tuple[Id, ...] = Field(description="The ids of the evidence that the answer claims and does not prove.")
    by: tuple[str, ...] = Field(description="Who gave the answer; empty where nobody did, or the sheet does not say.")


@dataclass(frozen=True, slots=True)
class AnswersFormat:
    """A format of a table of answers: its file endings, and what makes it."""

    endings: tuple[str, ...]
    render: "Callable[[Sequence[AnswerRow], Language], str | RenderableType]"


def answer_row(questionnaire: Questionnaire, response: Response, respondent: str | None) -> AnswerRow:
    """Return the row of a response; `respondent` is who gave what does not say by whom."""
    question = response.question
    given_by = response.by or ((respondent,) if respondent and response.state is not State.MISSING else ())
    return AnswerRow(
        question=question.id,
        dimension=questionnaire.path(question.id)[0],
        kind=question.kind,
        unit=_unit(question),
        ask=question.ask,
        state=response.state,
        answer=given_text(response.given),
        chosen=None if response.given is None else question.chosen(response.given),
        reason=response.reason,
        note=response.note,
        evidence=response.evidence,
        lacking=tuple(item.id for item in missing_evidence(response)),
        by=given_by,
    )


def short_answer(response: Response | AnswerRow, words: Language) -> str:
    """Return an answer as briefly as it can be said to a person: its value, or its state."""
    if response.state is not State.ANSWERED:
        return words(f"state.{response.state.value}")
    if isinstance(response, AnswerRow):
        text, kind, unit = response.answer, response.kind, response.unit
    else:
        text, kind, unit = given_text(response.given), response.question.kind, _unit(response.question)
    if kind == "yes_no":
        return words(f"answer.{text}")
    if unit is not None:
        return f"{words.signs(text)} {unit}"
    return text or words("answers.none_met")


def _unit(question: Question) -> str | None:
    return question.keys() if question.kind == "number" else None


def render_json(rows: Sequence[AnswerRow], words: Language) -> str:
    """Return a JSON list."""
    del words
    return json.dumps([row.model_dump(mode="json") for row in rows], indent=2, ensure_ascii=False) + "\n"


def render_csv(rows: Sequence[AnswerRow], words: Language) -> str:
    """Return CSV for programs; several names, documents or criteria in a cell have semicolons between them."""
    del words
    return csv_line(CSV_COLUMNS) + "".join(csv_line(csv_text(one_line(cell)) for cell in _cells(row)) for row in rows)


def _cells(row: AnswerRow) -> Iterable[str]:
    documents = "; ".join(item.reference for item in row.evidence)
    answer = row.answer.replace(", ", "; ") if row.kind == "checklist" else row.answer
    told = (row.question, row.dimension, row.state.value, answer, row.reason or "", row.note or "")
    return (*told, documents, "; ".join(row.lacking), "; ".join(row.by))


def render_table(rows: Sequence[AnswerRow], words: Language) -> "RenderableType":
    """Return a table for a terminal; whatever is long is folded."""
    from smartscore.tables.drawn_answers import DrawnAnswers  # noqa: PLC0415  # Rich is imported only where it prints

    keys = ("answers.column_question", "answers.column_answer", "answers.column_evidence", "answers.column_by")
    cells = [(row.question, short_answer(row, words), _proof(row, words), ", ".join(row.by) or "–") for row in rows]
    return DrawnAnswers([words(key) for key in keys], cells)


def _proof(row: AnswerRow, words: Language) -> str:
    """Return how many documents there are, and how many more the answer needs."""
    if row.state is not State.ANSWERED and not row.evidence:
        return "–"
    count = str(len(row.evidence))
    return words("answers.lacking", count=count, lacking=len(row.lacking)) if row.lacking else count


ANSWERS_FORMATS: Final[dict[str, AnswersFormat]] = {
    "table": AnswersFormat((".txt",), render_table),
    "json": AnswersFormat((".json",), render_json),
    "csv": AnswersFormat((".csv",), render_csv),
}
"""Every format of a table of answers, by name."""
