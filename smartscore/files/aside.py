"""Answers that were set aside: given by somebody after another person had taken the sheet over."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smartscore.answers import Answer, Sheet
from smartscore.files.journal import UNREADABLE, Journal
from smartscore.files.sheet_text import sheet_data
from smartscore.files.sheets import JOURNAL, beside


@dataclass(frozen=True, slots=True)
class Aside:
    """An answer that is not in the sheet, and who gave it."""

    question: str
    answer: Answer
    by: str


def answers_aside(path: Path, sheet: Sheet) -> tuple[Aside, ...]:
    """Return the answers that were set aside, the last of each person, unless the sheet says the same by now."""
    journal = Journal.read(beside(path, JOURNAL))
    found: dict[tuple[str, str], Aside] = {}
    for data in journal.aside if journal else ():
        with suppress(*UNREADABLE):
            for question, (_, after) in data["aside"].items():
                answer = _answer(sheet, question, after[0]) if after else Answer()
                found[question, str(data["by"])] = Aside(question, answer, str(data["by"]))
    present = ((aside, sheet.answers.get(aside.question, Answer())) for aside in found.values())
    return tuple(aside for aside, answer in present if _said(aside.answer) != _said(answer))


def _said(answer: Answer) -> tuple[object, ...]:
    """Return what an answer says, whether it was written in short or in full."""
    value = next(iter(answer.values().values()), None)
    return answer.given_state(), value, answer.reason, answer.note, answer.evidence


def _answer(sheet: Sheet, question: str, value: object) -> Answer:
    """Return the answer that a value means. Raises ValueError."""
    data = sheet_data(sheet)
    data["answers"] = {question: value}
    return Sheet.model_validate(data).answers[question]
