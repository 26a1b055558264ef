"""What the tests of journals, locks and open sheets share."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from smartscore.answers import FORMAT, Answer, Sheet
from smartscore.files.open_sheet import OpenSheet
from smartscore.files.sheet_splice import Order
from smartscore.files.surroundings import Surroundings
from smartscore.history import Change, History

IDS = tuple(f"q-{letter}" for letter in "abcdefg")
ORDER = Order(IDS, {"q-old": "q-b"})
SHEET = Path("x.answers.yaml")
JOURNAL = Path("x.answers.yaml.journal")
LOCK = Path("x.answers.yaml.lock")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def answer(data: Any) -> Answer:
    """Return the answer that a file holds as `data`."""
    source = {"id": "x", "version": "1.0.0"}
    sheet = {"format": FORMAT, "questionnaire": source, "answers": {"q": data}}
    return Sheet.model_validate(sheet).answers["q"]


def new_sheet(questionnaire: str = "x") -> Sheet:
    """Return a sheet without an answer."""
    return Sheet.model_validate({"format": FORMAT, "questionnaire": {"id": questionnaire, "version": "0.1.0"}})


def person(
    name: str = "Ani", process: int = 1, *, alive: bool = True, after: int = 0, host: str = "desk"
) -> Surroundings:
    """Return the surroundings of a person's run, `after` minutes past noon; the other processes live, or not."""
    return Surroundings(
        name, host, process, f"{name}-{process}", lambda: NOON + timedelta(minutes=after), lambda _: alive
    )


def opened(who: Surroundings | None = None, *, new: Sheet | None = None, take_over: bool = False) -> OpenSheet:
    """Open the sheet; it is begun where it is not there."""
    return OpenSheet.open(SHEET, new or new_sheet(), who or person(), ORDER, take_over=take_over)


def give(sheet: OpenSheet, question: str, data: Any) -> Change:
    """Answer a question and save ("-" takes the answer out)."""
    change = Change(question, sheet.sheet.answers.get(question), None if data == "-" else answer(data))
    sheet.save(change.applied(sheet.sheet), sheet.history.record(change))
    return change


def undo(sheet: OpenSheet) -> None:
    """Take the latest change back and save."""
    found = sheet.history.undo()
    assert found is not None
    sheet.save(found[1].taken_back(sheet.sheet), found[0])


def redo(sheet: OpenSheet) -> None:
    """Make the latest undone change again and save."""
    found = sheet.history.redo()
    assert found is not None
    sheet.save(found[1].applied(sheet.sheet), found[0])


def asked(history: History) -> tuple[list[str], list[str]]:
    """Return the questions that a history names."""
    return [change.question for change in history.done], [change.question for change in history.undone]
