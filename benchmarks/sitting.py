"""A person who answers as fast as a program can, and a count of what became of the answers."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from smartscore import SmartscoreError, read_sheet
from smartscore.answers import FORMAT, Answer, Sheet
from smartscore.cli.surroundings import surroundings
from smartscore.files.open_sheet import OpenSheet
from smartscore.files.sheet_splice import Order
from smartscore.files.sheet_text import sheet_data
from smartscore.files.sheets import read_sheet_file
from smartscore.history import Change

ORDER = Order(tuple(f"q-{number}" for number in range(12)))
HEADER = f"# keep 1\nformat: {FORMAT}\nquestionnaire: {{id: x, version: 1.0.0}}\nregion: 'Kota' # keep 2\n"
LAYOUTS = (
    "",
    f"{HEADER}answers:\n  # keep 3\n  q-0: 1\n",
    f"{HEADER}answers: # keep 3\n   q-5: 3   # keep 4\n".replace("\n", "\r\n"),
)
"""How a sheet stands there before the first answer: not at all, or written by hand."""

VALUES: tuple[Any, ...] = (0, 1, 2, 3, 4, 5, "unknown", "waiting", {"level": 3, "note": "counted in May: é"})

Answers = dict[str, Any]


@dataclass
class Tally:
    """What happened in some rounds."""

    rounds: int = 0
    acknowledged: int = 0
    checks: int = 0
    from_journal: int = 0
    restored: int = 0
    refused: int = 0
    lost: int = 0
    unreadable: int = 0

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def look(self, path: Path, *allowed: Answers) -> Answers:
        """Read the sheet; it has to hold one of the allowed sets of answers. Return what it holds."""
        self.checks += 1
        try:
            file = read_sheet_file(path)
        except SmartscoreError:
            if {} in allowed and not path.exists():  # nothing was saved yet
                return {}
            self.unreadable += 1
            return dict(allowed[0])
        self.from_journal += bool(file.from_journal)
        self.restored += file.restored
        found = answers_of(file.sheet)
        if found not in allowed:
            self.lost += max(1, sum(found.get(key) != value for key, value in allowed[0].items()))
        return found


@dataclass
class Sitting:
    """One person who answers: the sheet, and what was acknowledged."""

    path: Path
    chance: Random
    questions: tuple[str, ...] = ORDER.questions
    tally: Tally = field(default_factory=Tally)
    take_over: float = 0

    def open(self) -> OpenSheet:
        """Open the sheet, or begin it."""
        source = {"id": "x", "version": "1.0.0"}
        new = Sheet.model_validate({"format": FORMAT, "questionnaire": source})
        over = self.chance.random() < self.take_over
        return OpenSheet.open(self.path, new, surroundings(), ORDER, take_over=over)

    def next(self, sheet: OpenSheet) -> tuple[str, Callable[[], None]]:
        """Return the question that is answered next, and what saves the answer: a new one, or undo, or redo."""
        moves = [sheet.history.undo(), sheet.history.redo()]
        number = self.chance.randrange(8)
        if number < len(moves) and (moved := moves[number]) is not None and moved[1].question in self.questions:
            history, change = moved
            after = change.taken_back(sheet.sheet) if number == 0 else change.applied(sheet.sheet)
            return change.question, partial(sheet.save, after, history)
        question, data = self.chance.choice(self.questions), self.chance.choice(VALUES)
        value = Answer(**data) if isinstance(data, dict) else Answer(short=data)
        change = Change(question, sheet.sheet.answers.get(question), value)
        return question, partial(sheet.save, change.applied(sheet.sheet), sheet.history.record(change))


def answers_of(sheet: Sheet) -> Answers:
    """Return a sheet's answers as files hold them."""
    return dict(sheet_data(sheet)["answers"])


def begin(path: Path, chance: Random) -> Answers:
    """Begin a sheet in one of the layouts; return its answers."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    text = chance.choice(LAYOUTS)
    if text:
        path.write_bytes(text.encode())
    return answers_of(read_sheet(path)) if text else {}


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Run work in another process; return its id and where it tells what it does."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(writer)
        except BaseException as error:  # noqa: BLE001  # a child must never return into its parent's code
            os.write(2, f"child: {error!r}\n".encode())
        os._exit(0)
    os.close(writer)
    return child, reader


def told(reader: int) -> Iterator[Any]:
    """Yield what a process told before it ended."""
    with os.fdopen(reader, "rb") as file:
        for line in file.read().split(b"\n")[:-1]:
            yield json.loads(line)
