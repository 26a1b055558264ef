"""The dialog that lists questions; Enter on one goes to it."""

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.rows import Row
from smartscore.language import Language


class RowList(Dialog[str]):
    """A list whose result is the target of the row that was taken."""

    DEFAULT_CSS = "RowList > #box { height: 100%; }"
    title_key = "full_screen.open_title"
    hint_key = "full_screen.hint_rows"

    def __init__(self, words: Language, rows: Iterable[Row]) -> None:
        super().__init__(words)
        self.rows = tuple(rows)

    def content(self) -> Iterator[Widget]:
        """Yield the rows; the first that leads anywhere is marked."""
        yield OptionList(*(drawn(row) for row in self.rows))

    def on_mount(self) -> None:
        """Mark the first row that leads anywhere."""
        first = next((number for number, row in enumerate(self.rows) if row.target is not None), None)
        rows = self.query_one(OptionList)
        rows.highlighted = first
        self.set_focus(rows)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where the row leads."""
        self.dismiss(self.rows[event.option_index].target)


def drawn(row: Row) -> Option:
    """Return a row as the list shows it; headings cannot be taken."""
    if row.target is None:
        return Option(Content.styled(f"\n{row.text}", "bold"), disabled=True)
    return Option(Content(row.text))
