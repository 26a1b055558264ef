"""Rows of tables and sheets that name the same respondent: all are scored, and it is said."""

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from smartscore.cli.shell import Shell
from smartscore.errors import Fault

if TYPE_CHECKING:
    from smartscore.plans.filled import Filled
    from smartscore.tables import Row, Written

MOST_REMEMBERED: Final = 200_000
"""So many respondents are remembered; those beyond go to a temporary file, so that memory does not grow further."""

MOST_TOLD: Final = 10

CACHE: Final = 32 * 1024
"""Kibibytes of the temporary file that are held in memory."""

LINES: Final = 1 << 40
"""No file has so many lines: file and line of a row are one number."""


@dataclass(slots=True)
class Doubles:
    """The respondents seen so far, by a number that stands for region, period, respondent, role and form.

    `seen` holds the place that named each first: its file, by position in `files`, times `LINES`, and its line.
    """

    shell: Shell
    seen: dict[int, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    others: "Others | None" = None
    count: int = 0

    def look(self, item: "Filled | Row | Written") -> None:
        """Say so where a row or sheet names a respondent that another has named; without a region nobody is known."""
        if item.region is None:
            return
        number = self.files.setdefault(item.file, len(self.files))
        who = (item.region, item.period, item.respondent, item.role, item.form)
        first = self._first(who, number * LINES + (item.line or 0))
        if first is None:
            return
        self.count += 1
        if self.count <= MOST_TOLD:
            key, params = self._told(item.file, *divmod(first, LINES))
            params["who"] = " / ".join(part for part in who[:3] if part)
            self.shell.complain(Fault(key, params, file=item.file, line=item.line, severity="warning"))

    def _told(self, file: str, number: int, line: int) -> tuple[str, dict[str, object]]:
        """Return how to name the place that was first, seen from another file."""
        first = next(islice(self.files, number, None))
        if first == file:
            return "batch.double", {"first": line}
        return ("batch.double_row" if line else "batch.double_file"), {"file": first, "first": line}

    def _first(self, who: tuple[str | None, ...], place: int) -> int | None:
        """Return the place that named somebody first; None where this one does, and remember it."""
        key = hash(who)
        first = self.seen.get(key)
        if first is not None:
            return first
        if len(self.seen) < MOST_REMEMBERED:
            self.seen[key] = place
            return None
        if self.others is None:
            self.others = Others()
        return self.others.first(key, place)

    def close(self) -> None:
        """Say how many more there were, and where it was not looked."""
        if self.count > MOST_TOLD:
            self.shell.complain(Fault("batch.more_doubles", {"count": self.count - MOST_TOLD}, severity="warning"))
        if self.others is not None and self.others.close():
            self.shell.say(self.shell.words("batch.doubles_unseen", count=MOST_REMEMBERED), style="dim")


class Others:
    """What does not fit into memory, in a temporary file of SQLite; without a disk for it nothing is found."""

    def __init__(self) -> None:
        self._rows: Any = None
        try:
            import sqlite3  # noqa: PLC0415  # only for very large tables, and not in every build of Python
        except ImportError:
            self._failed = True
            return
        self._failed, self._error = False, sqlite3.Error
        try:
            self._rows = sqlite3.connect("", isolation_level=None)  # the empty name is a temporary file
            for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE}"):
                self._rows.execute(f"PRAGMA {setting}")
            self._rows.execute("CREATE TABLE seen (who INTEGER PRIMARY KEY, place INTEGER)")
            self._rows.execute("BEGIN")
        except sqlite3.Error:
            self._failed = True

    def first(self, key: int, place: int) -> int | None:
        """Return the place of a key; None for a new one, which is kept."""
        if self._failed:
            return None
        try:
            if self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, place)).rowcount:
                return None
            found: int = self._rows.execute("SELECT place FROM seen WHERE who = ?", (key,)).fetchone()[0]
        except self._error:
            self._failed = True
            return None
        return found

    def close(self) -> bool:
        """Take the file away; say whether anything was not looked at."""
        if self._rows is not None:
            self._rows.close()
        return self._failed
