"""The lines at the bottom: the keys, as many as there is room for, the most wanted first."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.keys import KEYS, LAST_KEYS, Key
from smartscore.interview.session import Session
from smartscore.language import Language
from smartscore.questions.question import Question

LINES = 2
BETWEEN = "  "
WORDED = 3
"""The first keys always have their words: those that answer, and that nobody knows."""


Label = tuple[str, str]
"""A key as it is printed, and what it does."""


class KeyLine(Static):
    """The keys of the question in hand."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 2; background: $panel; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[Label]] = []

    def show(self, asking: Asking, session: Session, words: Language, width: int) -> None:
        """Draw the keys in so many columns; a key and its word stand on one line."""
        labels = [*_answer_keys(asking, words), *_labels(_usable(session, asking.question), words)]
        rows = _rows(labels, _labels(LAST_KEYS, words), width - 2)
        if rows == self._rows:
            return
        self._rows = rows
        lines = (Content(BETWEEN).join(_drawn(key, label) for key, label in row) for row in rows)
        self.styles.height = len(rows)
        self.update(Content("\n").join(lines), layout=False)


def _rows(labels: Sequence[Label], last: Sequence[Label], width: int) -> list[list[Label]]:
    """Fill the lines: as many keys with their words as leave room for all others without; the last have theirs.

    Where even that is too much the last of those without words are left out.
    """
    rows: list[list[Label]] = []
    for worded in range(len(labels), WORDED - 1, -1):
        bare = [(key, "") for key, _ in labels[worded:]]
        rows = _filled([*labels[:worded], *bare], last, width)
        if sum(map(len, rows)) == len(labels) + len(last):
            break
    return rows


def _filled(labels: Sequence[Label], last: Sequence[Label], width: int) -> list[list[Label]]:
    """Fill the lines in turn with what finds room; the last keys always do."""
    rows: list[list[Label]] = [[] for _ in range(LINES)]
    used = [0] * LINES
    used[-1] = sum(_size(label) for label in last)
    row = 0
    for label in labels:
        while row < LINES - 1 and used[row] + _size(label) > width + len(BETWEEN):
            row += 1
        if used[row] + _size(label) <= width + len(BETWEEN):
            rows[row].append(label)
            used[row] += _size(label)
    rows[-1] += last
    return [row for row in rows if row]


def _size(label: Label) -> int:
    key, word = label
    return len(key) + (len(word) + 1 if word else 0) + len(BETWEEN)


def _labels(keys: Sequence[Key], words: Language) -> list[Label]:
    return [(key.sign, words(key.label)) for key in keys]


def _usable(session: Session, question: Question) -> list[Key]:
    """Return the commands that can be used at a question: some may not be declared not applicable."""
    allowed = session.questionnaire.allows_not_applicable(question)
    return [key for key in KEYS if allowed or key.deed != "not_applicable"]


def _answer_keys(asking: Asking, words: Language) -> list[Label]:
    """Return the keys that answer: digits as printed, then the arrows."""
    take = ("Enter", words("full_screen.key_take"))
    if not asking.choices:
        return [(words("full_screen.sign_number"), words("full_screen.key_number")), take]
    digits = (
        asking.question.keys(),
        words("full_screen.key_ticks" if asking.is_checklist else "full_screen.key_answer"),
    )
    if asking.is_checklist or asking.gathers:
        return [digits, ("↑↓", words("full_screen.key_mark")), take]
    return [digits, ("↑↓ Enter", words("full_screen.key_choose"))]


def _drawn(key: str, label: str) -> Content:
    return Content.assemble((key, "bold $text-accent"), f" {label}" if label else "")
