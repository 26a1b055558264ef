"""A table among the inputs of a batch: opened as what it is, its head understood, its rows read."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from smartscore.cli.input_files import told_name
from smartscore.errors import DocumentError, Fault, UsageError

if TYPE_CHECKING:
    from smartscore.cli.inputs import Item, Met, Wanted
    from smartscore.cli.jobs import Parallel
    from smartscore.cli.progress import Advance
    from smartscore.cli.shell import Shell
    from smartscore.sources.columns import ColumnMap, Layout
    from smartscore.sources.forms import Forms
    from smartscore.sources.recognition import Kind
    from smartscore.sources.table import Table


@dataclass(frozen=True, slots=True)
class TableInput:
    """What tables are read with; `found` is told once one has a row."""

    shell: "Shell"
    wanted: "Wanted"
    forms: "Forms"
    mapped: "ColumnMap | None"
    parallel: "Parallel | None"
    found: "set[Met]"

    def read(self, name: str, kind: "Kind", advance: "Advance") -> "Iterator[Item]":
        """Yield what the rows say. Raises DocumentError where it is no table of answers, UsageError for a wrong map."""
        from smartscore.cli.table_notices import TableNotices  # noqa: PLC0415  # not needed for sheets
        from smartscore.files.plans import wordings_in  # noqa: PLC0415  # the same
        from smartscore.tables.row import WrittenRows  # noqa: PLC0415  # the same

        forms = self.forms
        questionnaire = self.wanted.questionnaire or forms.full.questionnaire
        forms.wordings = partial(wordings_in, questionnaire, cached=self.wanted.cached)
        if forms.full.gated:
            raise DocumentError([Fault("table.gated", {"id": forms.full.questionnaire}, file=name)])
        if self.mapped is not None and (faults := self.mapped.lead_nowhere(forms.full)):
            raise UsageError(faults)
        with self._opened(name, kind) as opened:
            table = opened._replace(name=told_name(name))
            layout = self._layout(table, name)
            notices = TableNotices(self.shell, table, layout, forms, self.mapped, self.wanted.map)
            notices.tell_of_head()
            before = advance.results
            for item in notices.watch(self._answers(table, layout)):
                self.found.add("rows")
                yield item
                advance.one_more(table.done, item.size if isinstance(item, WrittenRows) else 1)
            if advance.results == before:
                raise DocumentError([Fault("table.no_rows", file=name)])

    def _opened(self, name: str, kind: "Kind") -> "AbstractContextManager[Table]":
        if kind == "workbook":
            from smartscore.sources.workbooks import workbook  # noqa: PLC0415  # an extra

            return workbook(name, partial(self._tell_sheets, name))
        if kind == "parquet":
            from smartscore.sources.parquet import parquet  # noqa: PLC0415  # an extra

            return parquet(name)
        from smartscore.sources.delimited import delimited  # noqa: PLC0415  # not needed for sheets

        return delimited(name, self.wanted.encoding)

    def _tell_sheets(self, name: str, read: str, others: list[str]) -> None:
        """Say which sheet of a workbook was read, where others hold something too."""
        if others:
            from smartscore.cli.table_notices import listed  # noqa: PLC0415  # not needed for sheets

            told = self.shell.words(
                "table.other_sheets", file=name, count=len(others), read=read, others=listed(others)
            )
            self.shell.say(told, style="yellow")

    def _answers(self, table: "Table", layout: "Layout") -> "Iterator[Item]":
        """Return what the rows of a table say: one row for each respondent, or one for each answer."""
        if not layout.wide:
            from smartscore.sources.long import read_long  # noqa: PLC0415  # not needed for wide tables

            return read_long(table, layout, self.forms)
        from smartscore.cli.wide_rows import rows_of  # noqa: PLC0415  # not needed for long tables

        return rows_of(table, layout, self.forms, self.parallel)

    def _layout(self, table: "Table", name: str) -> "Layout":
        """Return what the columns say. Raises DocumentError, which names another sheet where that has the questions."""
        from smartscore.sources.columns import layout_of  # noqa: PLC0415  # not needed for sheets

        try:
            return layout_of(table.head, self.forms.full, name, *self._meant(table))
        except DocumentError as error:
            if not error.faults[0].key.startswith("table.no_questions"):
                raise
            for title, head in table.beside():
                if self._asks(table._replace(head=head, beside=_nothing), name):
                    told = {"read": table.title, "other": title}
                    raise DocumentError([Fault("table.other_sheet_asks", told, file=name)]) from None
            if not table.head:
                raise DocumentError([Fault("table.empty", file=name)]) from None
            raise

    def _asks(self, table: "Table", name: str) -> bool:
        """Say whether columns of a table are questions, or it has answers in rows."""
        try:
            self._layout(table, name)
        except DocumentError:
            return False
        return True

    def _meant(self, table: "Table") -> "tuple[Mapping[str, str], Mapping[str, str]]":
        """Return what heads mean that do not say it by an id: by hand, else by the questions' texts; and these."""
        from smartscore.sources.columns import NO_TEXTS, Heads  # noqa: PLC0415  # not needed for sheets

        told = self.mapped.told if self.mapped else {}
        heads = Heads(table.head, self.forms.full, told)
        if self.forms.wordings is None or not heads.unknown():
            return told, NO_TEXTS
        from smartscore.sources.by_text import told_by_text  # noqa: PLC0415  # only where heads are unknown

        wordings = self.forms.wordings()
        return {**told_by_text(heads, wordings), **told}, wordings.heads


def _nothing() -> "Iterator[tuple[str, list[str]]]":
    return iter(())
