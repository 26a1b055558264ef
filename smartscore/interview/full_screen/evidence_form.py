"""The form for one evidence item: what it is, where it is to be found, and what it proves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final, get_args

from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.markup import escape
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from smartscore.answers import EvidenceItem, EvidenceKind
from smartscore.errors import AnswerError, Fault, SmartscoreError
from smartscore.evidence_kind import kind_of
from smartscore.interview.events import evidence_text
from smartscore.interview.full_screen.cycle import Cycle
from smartscore.interview.full_screen.dialog import Dialog
from smartscore.interview.full_screen.sitting import Said, Sitting, Tone
from smartscore.interview.full_screen.ticks import Ticks
from smartscore.interview.full_screen.writing import clean
from smartscore.interview.surroundings import Surroundings
from smartscore.language import one_line
from smartscore.questions.question import Question

DATE: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
OTHERS: Final = 11
"""Lines that everything but the documents takes."""

KINDS: Final[tuple[str, ...]] = get_args(EvidenceKind)
QUALITIES: Final = (
    "full_screen.quality_none",
    "full_screen.quality_1",
    "full_screen.quality_2",
    "full_screen.quality_3",
    "full_screen.quality_4",
    "full_screen.quality_5",
    "full_screen.quality_6",
)
"""The texts of the qualities; the first stands for none."""


@dataclass(frozen=True, slots=True)
class Editing:
    """Which item is edited: its number, counted from 1, and what it is; a new one has neither."""

    question: Question
    number: int | None = None
    item: EvidenceItem | None = None


class Paths(Suggester):
    """Completes the beginning of a file's path."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._surroundings = surroundings

    async def get_suggestion(self, value: str) -> str | None:
        """Return the best continuation; None where there is none."""
        return next(iter(self._surroundings.files_beginning(value)), None)


class EvidenceForm(Dialog[Said]):
    """The fields of an evidence item; what was refused stays in them."""

    DEFAULT_CSS = """
    EvidenceForm > #box { height: 100%; }
    EvidenceForm Input, EvidenceForm Input:focus { height: 2; border-top: blank; border-title-color: $text-muted; }
    """
    title_key = "full_screen.form_title"
    hint_key = "full_screen.hint_form"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,enter", "take", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, sitting: Sitting, editing: Editing) -> None:
        super().__init__(sitting.words)
        self._sitting = sitting
        self._editing = editing

    def content(self) -> Iterator[Widget]:
        """Yield the fields, each below its label."""
        item = self._editing.item
        words = self.words
        paths = Paths(self._sitting.surroundings)
        kinds = [("", words("full_screen.kind_guessed")), *((name, words(f"kind.{name}")) for name in KINDS)]
        qualities = [(str(number), words(key)) for number, key in enumerate(QUALITIES)]
        yield self._field("reference", "full_screen.reference", item.reference if item else "", paths)
        yield from self._documents()
        yield Cycle(words("full_screen.kind"), kinds, item.kind if item else "", id="kind")
        yield self._field("date", "full_screen.date", (item.date if item else None) or "")
        quality = str((item.quality if item else None) or 0)
        yield Cycle(words("full_screen.quality"), qualities, quality, id="quality")

    def on_mount(self) -> None:
        """Take what is typed from now on."""
        self.set_focus(self.query_one("#reference"))

    def on_resize(self, event: Resize) -> None:
        """Give the documents the room that the other fields leave, so that all are in sight."""
        for ticks in self.query(Ticks):
            ticks.styles.max_height = _room(event.size)

    def _field(self, name: str, label_key: str, value: str, suggester: Suggester | None = None) -> Input:
        """Return a field whose label is a part of it: both are in sight, or none."""
        field = Input(value, suggester=suggester, id=name)
        field.border_title = escape(self.words(label_key))
        return field

    def _documents(self) -> Iterator[Widget]:
        """Yield the documents that the question asks for, to be ticked; none where it asks for none."""
        proves = self._editing.item.proves if self._editing.item else ()
        asked = self._editing.question.all_evidence()
        if asked:
            texts = {name: one_line(item.name) for name, item in asked.items()}
            ticks = Ticks(self.words("full_screen.which"), texts, proves)
            ticks.styles.max_height = _room(self.app.size)
            yield ticks

    def on_input_submitted(self) -> None:
        """Enter in a field takes the whole form."""
        self.action_take()

    def action_take(self) -> None:
        """Save the item; close where it was taken."""
        try:
            item = self._item()
        except SmartscoreError as error:
            self.say(self._sitting.refusal(error))
            return
        number = self._editing.number
        text = evidence_text(item)
        if number is None:
            said = self._sitting.happen("add_evidence", text)
        else:
            said = self._sitting.happen("replace_evidence", f"{number} {text}")
        if said.tone is Tone.BAD:
            self.say(said)
        else:
            self.dismiss(said)

    def _item(self) -> EvidenceItem:
        """Return the item that the fields describe. Raises SmartscoreError where they describe none."""
        reference, date = (clean(self.query_one(f"#{name}", Input).value).strip() for name in ("reference", "date"))
        if not reference:
            raise AnswerError([Fault("full_screen.no_reference")])
        if date and not DATE.fullmatch(date):
            raise AnswerError([Fault("full_screen.wrong_date", {"value": date})])
        fields = self._base(reference)
        kind = self.query_one("#kind", Cycle).value
        fields |= {"kind": kind or fields["kind"], "date": date or None, "proves": self._proves()}
        fields["quality"] = int(self.query_one("#quality", Cycle).value) or None
        return EvidenceItem.model_validate(fields)

    def _base(self, reference: str) -> dict[str, Any]:
        """Return the item as it was where it still names the same; else the file or text that is named now."""
        before = self._editing.item
        if before is not None and before.reference == reference:
            return before.model_dump()
        file = self._sitting.surroundings.evidence_file(reference)
        return {"kind": kind_of(reference), "reference": reference} if file is None else file.model_dump()

    def _proves(self) -> tuple[str, ...]:
        """Return the ids of the ticked documents, in the order of asking."""
        return tuple(name for ticks in self.query(Ticks) for name in ticks.value)


def _room(size: Size) -> int:
    """Return the lines that there are for the documents."""
    return max(size.height - OTHERS, 2)
