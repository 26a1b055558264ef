"""What was changed in a sheet, one answer at a time, so that it can be taken back and done again. Pure."""

from dataclasses import dataclass, replace

from smartscore.answers import Answer, Sheet


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that was given, changed or taken out; None stands for no answer."""

    question: str
    before: Answer | None
    after: Answer | None

    def applied(self, sheet: Sheet) -> Sheet:
        """Return the sheet with the change made."""
        return sheet.with_answer(self.question, self.after)

    def taken_back(self, sheet: Sheet) -> Sheet:
        """Return the sheet as it was before the change."""
        return sheet.with_answer(self.question, self.before)


@dataclass(frozen=True, slots=True)
class History:
    """The changes that were made, and those that were taken back and could be made again; each latest last."""

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def record(self, change: Change) -> "History":
        """Return the history with one more change; what was taken back before cannot be made again."""
        return History((*self.done, change), ())

    def undo(self) -> tuple["History", Change] | None:
        """Return the history after taking back the latest change, and that change; None where there is none."""
        if not self.done:
            return None
        return History(self.done[:-1], (*self.undone, self.done[-1])), self.done[-1]

    def redo(self) -> tuple["History", Change] | None:
        """Return the history after making the latest taken-back change again, and that change; None without one."""
        if not self.undone:
            return None
        return replace(self, done=(*self.done, self.undone[-1]), undone=self.undone[:-1]), self.undone[-1]
