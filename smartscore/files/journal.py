"""The journal beside a sheet: every change, on the disk before the sheet itself is replaced.

Lines of JSON. The first holds the sheet's text and history when the journal began; every further one a change. From
these follow the history, across restarts, and the changes that were not yet put into the sheet.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from smartscore.answers import Sheet
from smartscore.errors import WriteError
from smartscore.files.journal_json import from_json, history_data, history_of, to_json
from smartscore.files.journal_line import Leftover, Line, State
from smartscore.files.sheet_text import fingerprint, sheet_data
from smartscore.files.writing import append_bytes, write_bytes, write_error
from smartscore.history import History

FORMAT: Final = "smartscore-journal/1"
GROWS_TO: Final = 256 * 1024
"""A journal that has grown by so many bytes is begun anew."""

LONGEST_HISTORY: Final = 500
"""So many changes are kept when a journal is begun anew."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sheet on the disk stands to its journal: its history, and what it lacks.

    `known` is False where the sheet was changed by somebody else since; its history is then empty.
    """

    history: History
    leftover: Leftover
    known: bool


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal says, as far as it can be read.

    `text` is the sheet's text when it began (None: no file), `digests` and `histories` those of every state since;
    `placed` is the number of lines known to be in the sheet. `whole`: every line could be read. `aside` are the answers
    of those whose sheet was taken over; `size` is the file's, in bytes.
    """

    text: str | None
    digests: tuple[str, ...]
    histories: tuple[History, ...]
    lines: tuple[Line, ...] = ()
    placed: int = 0
    aside: tuple[Mapping[str, Any], ...] = ()
    whole: bool = True
    size: int = 0

    @classmethod
    def read(cls, path: Path) -> "Journal | None":
        """Read a journal; None where there is none, or its first line cannot be read."""
        try:
            content = path.read_bytes()
        except OSError:
            return None
        first, *lines = content.split(b"\n")
        journal: Journal | None = None
        with suppress(*UNREADABLE):
            journal = cls._begun(from_json(first))
            for line in lines[:-1]:
                journal = journal.with_line(from_json(line))
            return replace(journal, whole=lines[-1:] == [b""], size=len(content))
        return replace(journal, whole=False) if journal else None

    @classmethod
    def _begun(cls, data: Any) -> "Journal":  # noqa: ANN401  # what JSON holds
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        text = None if data["text"] is None else str(data["text"])
        return cls(text, (str(data["digest"]),), (history_of(data["history"]),))

    def with_line(self, data: Any) -> "Journal":  # noqa: ANN401  # what JSON holds
        """Return the journal with one more of its lines. Raises what UNREADABLE names."""
        if "placed" in data:
            return replace(self, placed=min(int(data["placed"]), len(self.lines)))
        if "aside" in data:
            return replace(self, aside=(*self.aside, data))
        if "dismissed" in data:
            return replace(self, aside=tuple(_without(self.aside, data["dismissed"])))
        line = Line.of(data)
        if line.before != self.digests[-1]:
            raise ValueError(line.before)
        histories = (*self.histories, line.follows(self.histories[-1]))
        return replace(self, lines=(*self.lines, line), digests=(*self.digests, line.after), histories=histories)

    def texts(self) -> list[str | None]:
        """Return the sheet's text after each line, beginning with the last that is known to be in the sheet."""
        found, text = [self.text], self.text
        for line in self.lines:
            text = line.edit.applied(text or "")
            found.append(text)
        return found[self.placed :]

    def restored(self, content: bytes | None) -> str | None:
        """Return what the file should hold where its content is cut off (None: there is no file).

        None where nothing is to be restored: the content is whole, or not ours.
        """
        try:
            texts = self.texts()
        except ValueError:
            return None
        if content is None:
            return texts[-1] if self.text is None and not self.placed else None
        contents = [text.encode() for text in texts if text is not None]
        cut = content.rstrip(b"\0")  # some file systems fill up what did not reach the disk
        is_cut = content not in contents and any(whole.startswith(cut) for whole in contents)
        return texts[-1] if is_cut else None

    def ends_with(self, state: State) -> bool:
        """Say whether a line that leads on from this state can be added."""
        if not self.whole or self.histories[-1] != state.history or self.digests[-1] != state.digest:
            return False
        with suppress(ValueError):
            return self.texts()[-1] == state.text
        return False

    def against(self, sheet: Sheet) -> Standing:
        """Say how the sheet on the disk stands to this journal."""
        digest = fingerprint(sheet_data(sheet))
        for number in range(len(self.lines), self.placed - 1, -1):
            if self.digests[number] == digest:
                return Standing(self.histories[number], Leftover(self.lines[number:]), known=True)
        return Standing(History(), Leftover(self.lines[self.placed :]), known=False)


UNREADABLE: Final = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What reading garbage raises."""


def _without(aside: Iterable[Mapping[str, Any]], questions: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """Yield what was set aside for other questions."""
    for data in aside:
        if kept := {name: change for name, change in data["aside"].items() if name not in questions}:
            yield {**data, "aside": kept}


class JournalFile:
    """Writes a journal."""

    def __init__(self, path: Path, journal: Journal | None) -> None:
        self.path = path
        self._count = len(journal.lines) if journal else 0
        self._size = journal.size if journal else -1
        self._grown = 0

    def can_go_on(self) -> bool:
        """Say whether the journal is as it was left here, so that a line can be added to it."""
        try:
            return self.path.stat().st_size == self._size
        except OSError:
            return False

    def begin(self, state: State, lines: Sequence[Line] = ()) -> None:
        """Begin the journal anew: from this state, with these lines. Raises WriteError."""
        done, undone = state.history.done[-LONGEST_HISTORY:], state.history.undone[-LONGEST_HISTORY:]
        kept = Journal.read(self.path)
        first = {"format": FORMAT, "sheet": self.path.stem, "text": state.text, "digest": state.digest}
        written = [to_json({**first, "history": history_data(History(done, undone))})]
        written += [to_json(dict(aside)) for aside in (kept.aside if kept else ())]
        written += [line.json() for line in lines]
        content = "".join(f"{line}\n" for line in written).encode()
        self._size = -1
        write_bytes(self.path, content)
        self._count, self._size, self._grown = len(lines), len(content), 0

    def append(self, line: Line) -> None:
        """Add a line; it is on the disk when this returns. Raises WriteError; the line is then not in the journal."""
        self._add(line.json(), durable=True)
        self._count += 1

    def mark_placed(self) -> None:
        """Note that the sheet on the disk holds every line. No harm is done where this fails."""
        with suppress(WriteError):
            if self.can_go_on():
                self._add(to_json({"placed": self._count}), durable=False)

    def set_aside(self, line: Line, by: str) -> None:
        """Add an answer that came too late: the sheet was taken over. Raises WriteError."""
        self._add(to_json({"aside": line.answers, "by": by}), durable=True)

    def dismiss(self, questions: Iterable[str]) -> None:
        """Note that the answers set aside for these questions are settled. Raises WriteError."""
        self._add(to_json({"dismissed": list(questions)}), durable=True)

    def is_long(self) -> bool:
        """Say whether the journal should be begun anew."""
        return self._grown > GROWS_TO

    def _add(self, text: str, *, durable: bool) -> None:
        content = f"{text}\n".encode()
        append_bytes(self.path, content, durable=durable)
        self._size += len(content)
        self._grown += len(content)

    def finish(self) -> None:
        """Take the journal away; the history ends with it. Raises WriteError."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(self.path, error) from None
        self._size = -1
