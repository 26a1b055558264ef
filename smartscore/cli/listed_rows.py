"""Lists of rows that are written beside the results, as CSV: those that were rejected, those of one respondent."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from smartscore.errors import Fault, UsageError

ENDINGS: Final = ("", ".csv", ".txt")
"""What such a file may end in, which is CSV whatever its name says."""


@dataclass(slots=True)
class ListedRows:
    """A list that is being written; without a file nobody wants it. `excel`: as an Indonesian Excel opens it."""

    file: BinaryIO | None = None
    excel: bool = False

    @property
    def wanted(self) -> bool:
        """Whether anybody has asked for it."""
        return self.file is not None

    def write(self, cells: Sequence[str | None], mark: str = "") -> None:
        """Write a line; the first begins with a byte order `mark` where Excel needs one."""
        if self.file is None:
            return
        from smartscore.tables.cells import csv_text  # noqa: PLC0415  # only where a list is written
        from smartscore.tables.formats import csv_line  # noqa: PLC0415  # the same

        line = mark + csv_line(map(csv_text, cells), excel=self.excel)
        try:
            self.file.write(line.encode("utf-8", "replace"))
        except BrokenPipeError:
            self._left_unread()

    def flush(self) -> None:
        """Hand on what has been written."""
        if self.file is not None:
            try:
                self.file.flush()
            except BrokenPipeError:
                self._left_unread()

    def _left_unread(self) -> None:
        """Go on without the list, which nobody reads any more: the results are something else."""
        self.file = sys.stdout = None  # nothing may be flushed to it any more


def refuse_other_ending(path: Path | None) -> None:
    """Refuse a file whose ending stands for anything but text. Raises UsageError."""
    if path is not None and path.suffix.lower() not in ENDINGS:
        raise UsageError([Fault("usage.list_ending", {"name": path.name})])


@contextmanager
def listed_to(path: Path | None, head: Sequence[str], *, excel: bool) -> Iterator[ListedRows]:
    """Give a list with its head; with a path it is written there (`-`: standard output), a file at the end."""
    if path is None:
        yield ListedRows()
        return
    mark = "\ufeff" if excel else ""
    if str(path) == "-":
        listed = ListedRows(sys.stdout.buffer, excel)
        listed.write(head, mark)
        yield listed
        listed.flush()
        return
    from smartscore.files.writing import replacing  # noqa: PLC0415  # only where a list is written

    with replacing(path) as file:
        listed = ListedRows(file, excel)
        listed.write(head, mark)
        yield listed
