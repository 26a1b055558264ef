"""Rows of tables and sheets that name the same respondent: all are scored, and it is said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from smartscore.cli.listed_rows import ListedRows
from smartscore.cli.shell import Shell
from smartscore.errors import Fault
from smartscore.sources.who_key import who_key
from smartscore.tables.row import WrittenRows

if TYPE_CHECKING:
    from smartscore.cli.many_keys import Hashes, ManyKeys, Places
    from smartscore.plans.filled import Filled
    from smartscore.tables.row import AnyRow

MOST_REMEMBERED: Final = 200_000
"""So many respondents are remembered; those beyond go to a temporary file, so that memory does not grow further."""

MOST_TOLD: Final = 10

HEAD: Final = ("file", "row", "region", "period", "respondent", "first_file", "first_row")
"""The columns of the list of all of them."""

CACHE: Final = 32 * 1024
"""Kibibytes of the temporary file that are held in memory."""

LINES: Final = 1 << 40
"""No file has so many lines: file and line of a row are one number."""


@dataclass(slots=True)
class Doubles:
    """The respondents seen so far, by a number that stands for region, period, respondent, role and form.

    `seen` holds the place that named each first: its file, by position in `names`, times `LINES`, and its line. `many`
    does so where whole blocks of rows come. `listed` is where all of them are written.
    """

    shell: Shell
    listed: ListedRows = field(default_factory=ListedRows)
    seen: dict[int, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    many: "ManyKeys | None" = None
    others: "Others | None" = None
    count: int = 0

    def look(self, item: "Filled | AnyRow") -> None:
        """Say so where a row or sheet names a respondent that another has named; without a region nobody is known."""
        if isinstance(item, WrittenRows):
            self._look_at_many(item)
            return
        if item.region is None:
            return
        who = (item.region, item.period, item.respondent, item.role, item.form)
        first = self._first(who_key(who), self._place(item.file) + (item.line or 0))
        if first is not None:
            self._tell(item.file, item.line, first, lambda: who)

    def _look_at_many(self, rows: "WrittenRows") -> None:
        """Say so of every row of a block that names a respondent which another has named."""
        import numpy as np  # noqa: PLC0415  # what comes in blocks has been made with it

        from smartscore.cli.many_keys import ManyKeys  # noqa: PLC0415  # the same

        if self.many is None:
            self.many = ManyKeys(self.seen)
            self.seen = {}
        who, above = self._who(rows), self._place(rows.file)
        keys, lines = np.frombuffer(rows.keys, "<i8"), np.frombuffer(rows.lines, "<i8")
        repeats = self.many.repeats if self._has_room() else self._repeats
        for number, first in repeats(keys, lines + above):
            line = int(lines[number])
            self._tell(rows.file, line, first, partial(who, line))

    def _repeats(self, keys: "Hashes", places: "Places") -> Iterator[tuple[int, int]]:
        """Yield which of these keys have come before, each with the first place; others keep the new ones."""
        if self.many is None:
            raise AssertionError(keys)  # it holds the first of them
        self.many.put_recent_away()
        self.others = self.others or Others()
        came = zip(keys.tolist(), places.tolist(), self.many.known(keys).tolist(), strict=True)
        for number, (key, place, known) in enumerate(came):
            first = known if known >= 0 else self.others.first(key, place)
            if first is not None:
                yield number, first

    def _who(self, rows: "WrittenRows") -> Callable[[int], Sequence[str]]:
        """Return what finds the names of a row; of many in a list they are read once."""
        if not self.listed.wanted:
            return rows.who
        whose = cache(rows.whose)
        return lambda line: whose()[line]

    def _place(self, file: str) -> int:
        if file not in self.files:
            self.files[file] = len(self.names)
            self.names.append(file)
        return self.files[file] * LINES

    def _tell(self, file: str, line: int | None, first: int, who: Callable[[], Sequence[str | None]]) -> None:
        """Tell of a double, or only count it; `who` finds its names, which takes a while."""
        self.count += 1
        if self.listed.wanted:
            self._list(file, line, first, who()[:3])
        if self.count <= MOST_TOLD:
            key, params = self._told(file, *self._at(first))
            params["who"] = " / ".join(part for part in who()[:3] if part)
            self.shell.complain(Fault(key, params, file=file, line=line, severity="warning"))

    def _list(self, file: str, line: int | None, first: int, who: Sequence[str | None]) -> None:
        first_file, first_line = self._at(first)
        self.listed.write([file, _number(line), *who, first_file, _number(first_line)])

    def _at(self, place: int) -> tuple[str, int]:
        """Return the file and the line (0 for a file of its own) that one number stands for."""
        number, line = divmod(place, LINES)
        return self.names[number], line

    def _told(self, file: str, first: str, line: int) -> tuple[str, dict[str, object]]:
        """Return how to name the place that was first, seen from another file."""
        if first == file:
            return "batch.double", {"first": line}
        return ("batch.double_row" if line else "batch.double_file"), {"file": first, "first": line}

    def _first(self, key: int, place: int) -> int | None:
        """Return the place that named somebody first; None where this one does, and remember it."""
        first = self.seen.get(key) if self.many is None else self.many.first(key)
        if first is not None:
            return first
        if not self._has_room():
            self.others = self.others or Others()
            return self.others.first(key, place)
        if self.many is None:
            self.seen[key] = place
        else:
            self.many.keep(key, place)
        return None

    def _has_room(self) -> bool:
        """Say whether new ones are held in memory; once there are others they have all that are new."""
        if self.others is not None:
            return False
        return len(self.seen) < MOST_REMEMBERED if self.many is None else not self.many.full

    def close(self) -> None:
        """Say how many more there were, and where it was not looked."""
        if self.count > MOST_TOLD:
            self.shell.complain(Fault("batch.more_doubles", {"count": self.count - MOST_TOLD}, severity="warning"))
        if self.others is not None and self.others.close():
            held = MOST_REMEMBERED if self.many is None else self.many.count
            self.shell.say(self.shell.words("batch.doubles_unseen", count=held), style="dim")


def _number(line: int | None) -> str | None:
    return str(line) if line else None


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
