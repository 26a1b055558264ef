"""One change of a sheet as its journal holds it, and putting changes into a sheet that lacks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from smartscore.answers import Sheet
from smartscore.files.journal_json import change_data, change_of, history_data, history_of, to_json
from smartscore.files.sheet_text import fingerprint, same, sheet_data
from smartscore.files.text_edit import Edit
from smartscore.history import Change, History

Step = Literal["change", "undo", "redo", "other", "none"]
Sides = Mapping[str, tuple[list[Any], list[Any]]]
"""What was and what is, by key; a list without an item stands for nothing."""


@dataclass(frozen=True, slots=True)
class State:
    """A sheet at one moment: its text as it is on the disk (None: no file), what it says, and its history.

    `is_new_text`: the layout of the text before could not be kept.
    """

    text: str | None
    sheet: Sheet
    history: History
    is_new_text: bool = False

    @property
    def digest(self) -> str:
        """A SHA-256 of the sheet's data; empty where there is no file."""
        return "" if self.text is None else fingerprint(sheet_data(self.sheet))


@dataclass(frozen=True, slots=True)
class Line:
    """One change of a sheet.

    `step` is what it was in the history ("other": `history` is what the history has become); `answers` and `header` are
    what differs, `edit` the same in the text; `before` and `after` are the digests of the sheet's data.
    """

    step: Step
    made: Change | None
    history: History | None
    answers: Sides
    header: Sides
    edit: Edit
    before: str
    after: str

    @classmethod
    def between(cls, one: State, other: State) -> "Line":
        """Return the line that leads from one state to another."""
        step, made = _step(one.history, other.history)
        old, new = sheet_data(one.sheet) if one.text is not None else {}, sheet_data(other.sheet)
        answers = _sides(old.pop("answers", {}), new.pop("answers"))
        edit = Edit.between(one.text or "", other.text or "")
        history = other.history if step == "other" else None
        return cls(step, made, history, answers, _sides(old, new), edit, one.digest, other.digest)

    def follows(self, history: History) -> History:
        """Return what a history becomes. Raises ValueError where it cannot."""
        if self.history is not None:
            return self.history
        if self.step == "change" and self.made is not None:
            return history.record(self.made)
        moved = {"undo": history.undo, "redo": history.redo}.get(self.step)
        found = moved() if moved else (history, None)
        if found is None:
            raise ValueError(self.step)
        return found[0]

    def json(self) -> str:
        """Return the line as it stands in the journal."""
        data: dict[str, Any] = {"step": self.step, "answers": self.answers, "header": self.header}
        if self.made is not None:
            data["made"] = change_data(self.made)
        if self.history is not None:
            data["history"] = history_data(self.history)
        edit = [self.edit.start, self.edit.end, self.edit.text]
        return to_json({**data, "edit": edit, "before": self.before, "after": self.after})

    @classmethod
    def of(cls, data: Any) -> "Line":  # noqa: ANN401  # what JSON holds
        """Return the line that JSON holds. Raises ValueError, KeyError or TypeError."""
        made = change_of(data["made"]) if "made" in data else None
        history = history_of(data["history"]) if "history" in data else None
        start, end, text = data["edit"]
        answers, header = (
            {key: (old, new) for key, (old, new) in data[name].items()} for name in ("answers", "header")
        )
        edit = Edit(int(start), int(end), str(text))
        return cls(data["step"], made, history, answers, header, edit, data["before"], data["after"])


def _step(old: History, new: History) -> tuple[Step, Change | None]:
    if new == old:
        return "none", None
    for name, found in (("undo", old.undo()), ("redo", old.redo())):
        if found is not None and found[0] == new:
            return ("undo" if name == "undo" else "redo"), None
    if new.done and old.record(new.done[-1]) == new:
        return "change", new.done[-1]
    return "other", None


def _sides(old: Mapping[str, Any], new: Mapping[str, Any]) -> Sides:
    def side(data: Mapping[str, Any], key: str) -> list[Any]:
        return [data[key]] if key in data else []

    found = {key: (side(old, key), side(new, key)) for key in {**old, **new}}
    return {key: pair for key, pair in found.items() if not same(*pair)}


@dataclass(frozen=True, slots=True)
class Applied:
    """A sheet with the changes that its journal held back.

    `taken` are the questions whose answers came from there, `refused` those that have another answer in the sheet now.
    """

    sheet: Sheet
    taken: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """Changes that were written to the journal and not yet to the sheet."""

    lines: tuple[Line, ...] = ()

    def leftover_applied(self, sheet: Sheet) -> Applied:
        """Return the sheet with the changes; one whose answer was changed since by somebody else is left out."""
        data = sheet_data(sheet)
        taken: dict[str, None] = {}
        refused: dict[str, None] = {}
        for line in self.lines:
            for key, (before, after) in line.answers.items():
                found = _put(data["answers"], key, before, after)
                (taken if found else refused).update({key: None} if found is not None else {})
            for key, (before, after) in line.header.items():
                _put(data, key, before, after)
        changed = Sheet.model_validate(data) if self.lines else sheet
        return Applied(changed, tuple(taken), tuple(key for key in refused if key not in taken))


def _put(data: dict[str, Any], key: str, before: list[Any], after: list[Any]) -> bool | None:
    """Change an entry. Return whether it was possible; None where it is as it should be already."""
    now = [data[key]] if key in data else []
    if same(now, after):
        return None
    if not same(now, before):
        return False
    data.pop(key, None)
    data.update(dict.fromkeys([key], *after) if after else {})
    return True
