"""Telling what was rejected: on stderr as far as a person can read it, all of it in a file where that is asked for."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from smartscore.cli.shell import Shell
from smartscore.errors import Fault, UsageError
from smartscore.sources.rejection import Rejection

MOST_ROWS_TOLD: Final = 20
"""So many rejected rows of tables are told on stderr; sheets are told one and all."""

HEAD: Final = ("file", "row", "region", "period", "respondent", "question", "reason")
"""The columns; `question` holds the ids of those that a reason is about, with spaces between them."""

ENDINGS: Final = ("", ".csv", ".txt")
"""What a file of rejected rows may end in, which is CSV whatever its name says."""


@dataclass(slots=True)
class Rejects:
    """What was rejected so far."""

    shell: Shell
    file: BinaryIO | None = None
    excel: bool = False
    count: int = 0
    rows_told: int = 0
    others: Counter[str] = field(default_factory=Counter)

    def add(self, rejection: Rejection) -> None:
        """Tell of a rejection."""
        self.count += 1
        self._write(rejection)
        for fault in rejection.faults:
            if fault.key == "fault.other_questionnaire":
                self.others[str(fault.params["sheet"])] += 1
        if rejection.line is None:
            self.shell.complain_of(rejection.faults, rejection.file)
            return
        self.rows_told += 1
        if self.rows_told <= MOST_ROWS_TOLD:
            for fault in rejection.faults[:MOST_ROWS_TOLD]:
                self.shell.complain(fault)

    def close(self, scored: int) -> None:
        """Tell how many rows were not told of, and which questionnaires are mixed with the one that was scored."""
        if self.rows_told > MOST_ROWS_TOLD:
            self.shell.complain(Fault("batch.more_rejects", {"count": self.rows_told - MOST_ROWS_TOLD}))
        if self.others and scored:
            found = ", ".join(f"{name} ({count})" for name, count in self.others.most_common())
            self.shell.complain(Fault("batch.mixed", {"found": found}))

    def _write(self, rejection: Rejection) -> None:
        if self.file is None:
            return
        who = (rejection.file, rejection.line, rejection.region, rejection.period, rejection.respondent)
        for fault in rejection.faults:
            told = (" ".join(fault.about), fault.text(self.shell.words))
            self.write([*(None if cell is None else str(cell) for cell in who), *told])

    def write(self, cells: Sequence[str | None]) -> None:
        """Write a line of the file."""
        if self.file is None:
            return
        from smartscore.tables.cells import csv_text  # noqa: PLC0415  # only with --rejects
        from smartscore.tables.formats import csv_line  # noqa: PLC0415  # the same

        mark = "\ufeff" if self.excel and cells is HEAD else ""
        self.file.write((mark + csv_line(map(csv_text, cells), excel=self.excel)).encode("utf-8", "replace"))


def refuse_other_ending(path: Path | None) -> None:
    """Refuse a file whose ending stands for anything but text. Raises UsageError."""
    if path is not None and path.suffix.lower() not in ENDINGS:
        raise UsageError([Fault("usage.rejects_ending", {"name": path.name})])


@contextmanager
def rejects_to(shell: Shell, path: Path | None, *, excel: bool) -> Iterator[Rejects]:
    """Give what tells of rejections; with a path they are all written there (`-`: standard output), a file at the end.

    `excel`: as an Indonesian Excel opens it.
    """
    if path is None:
        yield Rejects(shell)
        return
    if str(path) == "-":
        rejects = Rejects(shell, sys.stdout.buffer, excel)
        rejects.write(HEAD)
        yield rejects
        sys.stdout.buffer.flush()
        return
    from smartscore.files.writing import replacing  # noqa: PLC0415  # only with --rejects

    with replacing(path) as file:
        rejects = Rejects(shell, file, excel)
        rejects.write(HEAD)
        yield rejects
