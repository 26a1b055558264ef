"""What is said about a table besides its results: columns that are not understood or not there, rows without region."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from smartscore.cli.shell import Shell
from smartscore.sources.rejection import Rejection

if TYPE_CHECKING:
    from smartscore.plans.filled import Filled
    from smartscore.sources.columns import ColumnMap, Layout
    from smartscore.sources.forms import Forms
    from smartscore.sources.table import Table
    from smartscore.tables.row import AnyRow

    Item = TypeVar("Item", bound=Filled | AnyRow | Rejection)

MOST_NAMED = 12
"""So many columns, sheets or questions are named; of the others there are dots."""


@dataclass(slots=True)
class Totals:
    """The rows that are called like a total: how many, and the first, each by its name and number."""

    count: int = 0
    first: list[tuple[str, int | None]] = field(default_factory=list)

    def add(self, name: str, line: int | None) -> None:
        """Remember a row."""
        self.count += 1
        if len(self.first) <= MOST_NAMED:
            self.first.append((name, line))


@dataclass(slots=True)
class TableNotices:
    """A table whose head was understood so far; `mapped` is what `map` says by hand."""

    shell: Shell
    table: "Table"
    layout: "Layout"
    forms: "Forms"
    mapped: "ColumnMap | None"
    map: Path | None

    def tell_of_head(self) -> None:
        """Say which columns were not understood, which questions have none, and what else the head lacks."""
        name, layout = self.table.name, self.layout
        if layout.unknown:
            self._say("table.unknown_columns", file=name, count=len(layout.unknown), columns=self._guessed())
        if "form" not in layout.who:
            self._tell_of_missing({"full"})
        if "region" not in layout.who:
            self._say("table.no_region_column", file=name)
        head = {title.strip() for title in self.table.head}
        lacking = [f"“{title}”" for title in (self.mapped.told if self.mapped else ()) if title not in head]
        if lacking:
            self._say("table.map_columns", map=self.map, file=name, columns=listed(lacking))

    def watch(self, found: "Iterator[Item]") -> "Iterator[Item]":
        """Pass on what rows say; say afterwards what only they show."""
        found = self._with_regions(found)
        return self._with_forms(found) if "form" in self.layout.who else found

    def _with_regions(self, found: "Iterator[Item]") -> "Iterator[Item]":
        """Say afterwards how many rows name no region where others could, and which name a total instead.

        Rows that were scored at once name no total; those that do are read one by one.
        """
        from smartscore.sources.total_names import is_total  # noqa: PLC0415  # not needed for sheets
        from smartscore.tables.row import WrittenRows  # noqa: PLC0415  # the same

        count, first, totals = 0, None, Totals()
        for item in found:
            if isinstance(item, WrittenRows):
                count, first = count + item.without_region, first or item.first_without
            elif isinstance(item, Rejection):
                pass
            elif item.region is None:
                count, first = count + 1, first or item.line
            elif is_total(item.region):
                totals.add(item.region, item.line)
            yield item
        if count and "region" in self.layout.who:
            self._say("table.no_region", file=self.table.name, count=count, first=first)
        if totals.count:
            names = [self.shell.words("table.total", name=name, row=line) for name, line in totals.first]
            self._say("table.totals", file=self.table.name, count=totals.count, names=listed(names))

    def _with_forms(self, found: "Iterator[Item]") -> "Iterator[Item]":
        """Say afterwards which questions of the forms that rows are of have no column."""
        from smartscore.tables.row import WrittenRows  # noqa: PLC0415  # not needed for sheets

        forms: set[str] = set()
        for item in found:
            if not isinstance(item, Rejection):
                forms.add("full" if isinstance(item, WrittenRows) else item.form)
            yield item
        self._tell_of_missing(forms or {"full"})

    def _tell_of_missing(self, forms: set[str]) -> None:
        """Say which questions have no column; where all rows are of the short form, which of that."""
        form = "full" if "full" in forms else "quick"
        asked = {question.id for question in self.forms.plans[form].questions}
        missing = [name for name in self.layout.missing if name in asked]
        if missing:
            key = "table.missing_columns" if form == "full" else "table.missing_columns_quick"
            self._say(key, file=self.table.name, count=len(missing), first=missing[0])
        halves = {name: none for name, none in self.layout.halves.items() if name in asked}
        if halves:
            told = [self.shell.words("table.half", id=name, lacking=listed(none)) for name, none in halves.items()]
            self._say("table.halves", file=self.table.name, halves=listed(told))

    def _guessed(self) -> str:
        """Return the columns that mean nothing, each with what it may be meant for."""
        from smartscore.sources.columns import Heads  # noqa: PLC0415  # only where columns are unknown
        from smartscore.sources.nearest import nearest  # noqa: PLC0415  # the same

        layout = self.layout
        heads = Heads(self.table.head, self.forms.full, self.mapped.told if self.mapped else {})
        taken = {*layout.questions, *layout.parts, *layout.who}
        texts = self.forms.wordings().heads if self.forms.wordings else {}
        guesses = ((title, nearest(title, heads, taken, texts)) for title in layout.unknown[: MOST_NAMED + 1])
        return listed([self.shell.words("table.meant", name=t, near=near) if near else t for t, near in guesses])

    def _say(self, key: str, **params: object) -> None:
        self.shell.say(self.shell.words(key, **params), style="yellow")


def listed(names: Sequence[str]) -> str:
    """Return names with commas between them, as many as fit a line or two."""
    return ", ".join([*names[:MOST_NAMED], *(["..."] if len(names) > MOST_NAMED else [])])
