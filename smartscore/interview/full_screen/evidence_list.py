"""The dialog with the evidence of one answer: add, change, remove."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from smartscore.answers import EvidenceItem
from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.evidence_form import Editing, EvidenceForm
from smartscore.interview.full_screen.marked_list import MarkedList
from smartscore.interview.full_screen.proof import item_text
from smartscore.interview.full_screen.rows import Row
from smartscore.interview.full_screen.sitting import Said, Sitting
from smartscore.questions.question import Question


class EvidenceList(Dialog[Said]):
    """The evidence items; the last row adds one."""

    DEFAULT_CSS = "EvidenceList MarkedList { height: auto; max-height: 12; }"
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
        self._list = MarkedList()

    @property
    def _items(self) -> tuple[EvidenceItem, ...]:
        return self._sitting.session.answer(self._question.id).evidence

    def content(self) -> Iterator[Widget]:
        """Yield the items."""
        yield self._list

    def on_mount(self) -> None:
        """Mark the row that adds."""
        self._show()
        self.set_focus(self._list)

    def _show(self) -> None:
        items = [f"{number}  {item_text(item, self.words)}" for number, item in enumerate(self._items, 1)]
        self._list.show_rows(Row(text, text) for text in (*items, self.words("full_screen.add")))
        self._list.mark(len(items))

    async def on_marked_list_taken(self, event: MarkedList.Taken) -> None:
        """Change the item, or add one."""
        await self._edit(event.place)

    async def action_add(self) -> None:
        """Add an item."""
        await self._edit(len(self._items))

    def action_remove(self) -> None:
        """Remove the marked item."""
        place = self._list.marked
        if place is not None and place < len(self._items):
            self._after(self._sitting.happen("remove_evidence", str(place + 1)))

    async def _edit(self, place: int) -> None:
        is_there = place < len(self._items)
        editing = Editing(self._question, place + 1, self._items[place]) if is_there else Editing(self._question)
        await self.app.push_screen(EvidenceForm(self._sitting, editing), self._after)

    def _after(self, said: Said | None) -> None:
        """Show the items as they are now, and what was said."""
        self._show()
        if said is not None:
            self.say(said)
