"""The dialog with the evidence of one answer: add, change, remove."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from smartscore.answers import EvidenceItem
from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.evidence_form import Editing, EvidenceForm
from smartscore.interview.full_screen.proof import item_text
from smartscore.interview.full_screen.sitting import Said, Sitting
from smartscore.questions.question import Question


class EvidenceList(Dialog[Said]):
    """The evidence items; the last row adds one."""

    DEFAULT_CSS = "EvidenceList OptionList, EvidenceList OptionList:focus { height: auto; max-height: 12; }"
    title_key = "full_screen.evidence_here"
    hint_key = "full_screen.hint_evidence"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,D,delete", "remove", show=False),
        Binding("e,E,a,A", "add", show=False),
    ]

    def __init__(self, sitting: Sitting, question: Question) -> None:
        super().__init__(sitting.words)
        self._sitting = sitting
        self._question = question

    @property
    def _items(self) -> tuple[EvidenceItem, ...]:
        return self._sitting.session.answer(self._question.id).evidence

    def content(self) -> Iterator[Widget]:
        """Yield the items."""
        yield OptionList(*self._options())

    def on_mount(self) -> None:
        """Mark the row that adds."""
        rows = self.query_one(OptionList)
        rows.highlighted = len(self._items)
        self.set_focus(rows)

    def _options(self) -> Iterator[Option]:
        for number, item in enumerate(self._items, 1):
            yield Option(Content(f"{number}  {item_text(item, self.words)}"))
        yield Option(Content.styled(self.words("full_screen.add"), "bold"))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the item, or add one."""
        await self._edit(event.option_index)

    async def action_add(self) -> None:
        """Add an item."""
        await self._edit(len(self._items))

    def action_remove(self) -> None:
        """Remove the marked item."""
        place = self.query_one(OptionList).highlighted
        if place is not None and place < len(self._items):
            self._after(self._sitting.happen("remove_evidence", str(place + 1)))

    async def _edit(self, place: int) -> None:
        is_there = place < len(self._items)
        editing = Editing(self._question, place + 1, self._items[place]) if is_there else Editing(self._question)
        await self.app.push_screen(EvidenceForm(self._sitting, editing), self._after)

    def _after(self, said: Said | None) -> None:
        """Show the items as they are now, and what was said."""
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(list(self._options()))
        rows.highlighted = len(self._items)
        if said is not None:
            self.say(said)
