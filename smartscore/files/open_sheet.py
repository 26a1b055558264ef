"""A sheet that is being answered: nobody else has it, every answer is whole on the disk before it counts as saved."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from smartscore.answers import Sheet
from smartscore.errors import (
    DocumentError,
    Fault,
    ReplaceDelayedError,
    SheetError,
    SheetTakenError,
    SmartscoreError,
    WriteError,
)
from smartscore.files.documents import parse_document, read_bytes
from smartscore.files.journal import JournalFile
from smartscore.files.journal_line import Line, State
from smartscore.files.kept_sheet import KeptSheet, kept_sheet
from smartscore.files.paths import exists, followed, in_command, is_folder
from smartscore.files.sheet_lock import SheetLock
from smartscore.files.sheet_splice import Order, splice
from smartscore.files.sheet_text import rewritten, same, sheet_data
from smartscore.files.sheets import JOURNAL, SheetFile, beside, sheet_of
from smartscore.files.surroundings import Surroundings
from smartscore.files.writing import sweep, write_bytes
from smartscore.history import History

BACKUP: Final = ".bak"


class SheetChangedError(SmartscoreError):
    """A sheet that somebody else changed on the disk since it was last read or written here; nothing was overwritten.

    `sheet` is what it says now; None where it was removed or cannot be read.
    """

    def __init__(self, fault: Fault, sheet: Sheet | None) -> None:
        super().__init__([fault])
        self.sheet = sheet


class OpenSheet:
    """A sheet with its history, its journal and its lock.

    `found` is what was read (None for a new sheet): `found.warnings()` says what came from the journal. `backup` is the
    copy that the last save made of a text whose layout it could not keep; None where there was no need.
    """

    found: SheetFile | None
    _journal: JournalFile
    _on_disk: bytes | None
    _placed: State  # what the disk holds
    _last: State  # what was saved last: the same, or in the journal only

    def __init__(self, path: Path, surroundings: Surroundings, order: Order) -> None:
        self.path = path
        self.backup: Path | None = None
        self._target = followed(path)
        self._order = order
        self._by = surroundings.user
        self._lock = SheetLock(self._target, surroundings)
        self._as_json = path.suffix.lower() == ".json"
        self._to_keep: bytes | None = None

    @classmethod
    def open(
        cls, path: Path, new: Sheet | None, surroundings: Surroundings, order: Order, *, take_over: bool = False
    ) -> "OpenSheet":
        """Open the sheet that is there, else begin the new one; nothing is written but the lock and what was left over.

        Raises SheetHeldError where somebody has it, WriteError where nothing can be written there, DocumentError or
        SheetError where the file is no sheet (or is not there, and no new one is given).
        """
        opened = cls(path, surroundings, order)
        opened._lock.acquire(take_over=take_over)
        try:
            for file in () if take_over else (opened._target, beside(opened._target, JOURNAL)):
                sweep(file)  # whoever is taken over may be writing at this moment
            opened._load(new)
        except BaseException:
            opened._lock.release()
            raise
        return opened

    @property
    def sheet(self) -> Sheet:
        """The sheet with everything that was saved."""
        return self._last.sheet

    @property
    def history(self) -> History:
        """What can be taken back and made again."""
        return self._last.history

    @property
    def is_delayed(self) -> bool:
        """Whether something is in the journal only, until a later save or start."""
        return self._last.text is not None and self._last.text.encode() != self._on_disk

    def save(self, sheet: Sheet, history: History) -> None:
        """Put the sheet on the disk, whole.

        Raises SheetTakenError where somebody took it over, SheetChangedError where the file was changed by somebody
        else, WriteError where nothing could be saved; ReplaceDelayedError where it is safe, but in the journal only.
        """
        self.backup = None
        state = self._state(sheet, history)
        self._require_lock(state)
        try:
            self._look()
        except DocumentError as error:  # held by another program; the answer goes to the journal at least
            self._note(state)
            raise self._delayed(error.faults[0]) from None
        self._note(state)
        self._place()

    def reload(self) -> Sheet:
        """Take the sheet as it is on the disk now, after SheetChangedError; the history ends where it does not fit.

        A file that was removed is written again by the next save. Raises DocumentError or SheetError where it cannot
        be read; nothing is changed then.
        """
        self._load(self._last.sheet)
        return self.sheet

    def caught_up(self) -> bool:
        """Take the sheet as it is on the disk now; say whether somebody else had changed it.

        Where it cannot be read any more what was saved last is kept beside it. Raises SheetError then, and
        SheetChangedError where the sheet was removed.
        """
        try:
            with suppress(DocumentError):  # held by another program; it holds what was saved
                self._look()
        except SheetChangedError as changed:
            if self._content() is None:
                raise
            self._reload_or_keep(changed)
            return True
        return False

    def _reload_or_keep(self, changed: SheetChangedError) -> None:
        try:
            self.reload()
        except (DocumentError, SheetError) as error:
            backup = str(self._keep((self._last.text or "").encode()))
            broken = Fault("keeping.broken", {"backup": backup}, file=str(self.path))
            raise SheetError([*error.faults, broken]) from changed

    def dismiss_aside(self, questions: Iterable[str]) -> None:
        """Let go of the answers that were set aside for these questions. Raises WriteError."""
        self._journal.dismiss(questions)

    def close(self, *, finish: bool = False) -> None:
        """Give the sheet up; with `finish`, take the journal away if the sheet holds everything. Raises WriteError."""
        try:
            if finish and not self.is_delayed and self._lock.is_mine():
                self._journal.finish()
        finally:
            self._lock.release()

    def _load(self, new: Sheet | None) -> None:
        kept = kept_sheet(self._target, str(self.path))
        if kept is not None:
            self._take(kept)
        elif new is not None:
            self.found, self._on_disk = None, None
            self._placed = self._last = State(None, new, History())
        else:
            raise DocumentError([Fault("document.not_found", file=str(self.path))])
        journal = kept.journal if kept else None
        fits = journal is not None and journal.ends_with(self._last)
        self._journal = JournalFile(beside(self._target, JOURNAL), journal if fits else None)
        if self.is_delayed:
            with suppress(ReplaceDelayedError):  # told by `is_delayed`; a later save completes it
                self._place()
                if not fits:
                    self._begin_journal()

    def _take(self, kept: KeptSheet) -> None:
        file = kept.file
        self.found, self._on_disk = file, kept.content
        self._to_keep = kept.content if file.restored and kept.content else None
        is_there = kept.content is not None and not file.restored
        self._placed = self._last = State(kept.text if is_there else None, kept.written, kept.history)
        if not is_there:
            self._last = State(kept.text, file.sheet, kept.history)
        elif not same(sheet_data(kept.written), sheet_data(file.sheet)):
            state = self._state(file.sheet, kept.history)
            self._to_keep, self._last = self._replaced(state), state

    def _state(self, sheet: Sheet, history: History) -> State:
        """Return the next state: the text that is there with what differs put in, or written anew."""
        old = self._last
        if old.text is None:
            return State(rewritten(sheet, "", as_json=self._as_json), sheet, history)
        if same(sheet_data(old.sheet), sheet_data(sheet)):
            return State(old.text, sheet, history)
        text = splice(old.text, old.sheet, sheet, self._order)
        if text is not None:
            return State(text, sheet, history)
        return State(rewritten(sheet, old.text, as_json=self._as_json), sheet, history, is_new_text=True)

    def _note(self, state: State) -> None:
        """Write to the journal what is new. Raises WriteError; everything is as before then."""
        if state.text == self._last.text and state.history == self._last.history:
            return
        if self._journal.can_go_on():
            self._journal.append(Line.between(self._last, state))
        else:
            self._journal.begin(self._placed, [Line.between(self._placed, state)])
        self._to_keep = self._to_keep or self._replaced(state)
        self._last = state

    def _replaced(self, state: State) -> bytes | None:
        """Return the text on the disk where the next one does not keep its layout; None where it does."""
        old = self._last
        if old.text is None or not state.is_new_text:
            return None
        return None if old.text == rewritten(old.sheet, old.text, as_json=self._as_json) else self._on_disk

    def _place(self) -> None:
        """Make the disk hold what was saved last. Raises ReplaceDelayedError."""
        content = (self._last.text or "").encode()
        try:
            if self._to_keep is not None:
                self.backup, self._to_keep = self._keep(self._to_keep), None
            if content != self._on_disk:
                self._require_lock(self._last)
                write_bytes(self._target, content)
                self._require_lock(self._last)  # else it may have been read before it was replaced
        except WriteError as error:
            raise self._delayed(error.faults[0]) from None
        self._on_disk, self._placed = content, self._last
        self._journal.mark_placed()
        if self._journal.is_long():
            self._begin_journal()

    def _begin_journal(self) -> None:
        with suppress(WriteError):  # the long one does as well
            self._journal.begin(self._placed)

    def _look(self) -> None:
        """Raise SheetChangedError where the disk does not hold what was last read or written here."""
        content = self._content()
        if content is not None and content == (self._last.text or "").encode():
            self._on_disk = content  # a replace that had failed was completed after all
        gone = content is None and not is_folder(self._target.parent)  # told when the journal is written
        if content == self._on_disk or gone:
            return
        fault = Fault("keeping.removed" if content is None else "keeping.changed", file=str(self.path))
        raise SheetChangedError(fault, _sheet_in(content))

    def _content(self) -> bytes | None:
        return read_bytes(self._target) if exists(self._target) else None

    def _keep(self, content: bytes) -> Path:
        """Copy content to the first free name beside the sheet; no earlier copy is overwritten. Raises WriteError."""
        names = (beside(self._target, f"{BACKUP}{number if number > 1 else ''}") for number in count(1))
        path = next(path for path in names if not exists(path) or _holds(path, content))
        if not exists(path):
            write_bytes(path, content)
        return path

    def _delayed(self, fault: Fault) -> ReplaceDelayedError:
        params = {"reason": fault.params.get("reason", "-"), "journal": str(self._journal.path)}
        return ReplaceDelayedError([Fault("keeping.delayed", params, file=str(self.path), severity="warning")])

    def _require_lock(self, state: State) -> None:
        """Raise SheetTakenError where somebody else has the sheet; what they do not have goes to their journal."""
        if self._lock.is_mine():
            return
        holder = self._lock.holder()
        names = self._lock.names(holder) if holder else {}
        params = {
            "user": "?",
            "host": "?",
            "since": "?",
            **names,
            "journal": str(self._journal.path),
            "sheet": in_command(self.path),
        }
        key = "lock.taken"
        try:
            self._journal.set_aside(Line.between(self._placed, state), self._by)
        except WriteError:
            key = "lock.taken_unsaved"
        raise SheetTakenError([Fault(key, params, file=str(self.path))])


def _sheet_in(content: bytes | None) -> Sheet | None:
    with suppress(SmartscoreError):
        return None if content is None else sheet_of(parse_document(content, "")).sheet
    return None


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
