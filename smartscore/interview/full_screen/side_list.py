"""The list at the side: dimensions and areas with how many of their questions are answered."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from textual.content import Content
from textual.widgets import Static

from smartscore.answers import State
from smartscore.interview.session import Session
from smartscore.language import one_line

BORDER: Final = 3
"""Columns that hold no text."""


class SideList(Static):
    """Dimensions and areas; where there is no room for all areas, only those of the dimension in hand."""

    DEFAULT_CSS = "SideList { height: 1fr; padding: 0 1; border-right: solid $panel; }"

    def show(self, session: Session, width: int, height: int) -> None:
        """Draw what holds now, in so many columns and lines."""
        width -= BORDER
        everything = list(side_lines(session, width, whole=True))
        lines = everything if len(everything) <= height else side_lines(session, width, whole=False)
        self.update(Content("\n").join(Content.styled(text, style) for text, style in lines))


def side_lines(session: Session, width: int, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Yield lines with their style; areas of other dimensions only where `whole` is wanted."""
    questionnaire = session.questionnaire
    here = questionnaire.path(session.current.id) if session.current else ()
    done, asked = _counts(session)
    for dimension in questionnaire.dimensions:
        groups = [group for group in dimension.walk() if asked[group.id]]
        for group in groups if whole or dimension.id in here else groups[:1]:
            depth = len(questionnaire.path(group.id)) - 1
            mark = ">" if group.id in here else " "
            name = f"{mark}{'  ' * depth} {one_line(group.name)}"
            count = f"{done[group.id]}/{asked[group.id]}"
            style = "bold" if group.id in here else "dim" if done[group.id] == asked[group.id] else ""
            yield _line(name, count, width), style


def _counts(session: Session) -> tuple[Counter[str], Counter[str]]:
    """Return how many questions of each group are answered, and how many are asked."""
    done: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for question_id in session.order:
        path = session.questionnaire.path(question_id)[:-1]
        asked.update(path)
        if session.state(question_id) is not State.MISSING:
            done.update(path)
    return done, asked


def _line(name: str, count: str, width: int) -> str:
    room = width - len(count) - 1
    return f"{name if len(name) <= room else name[: max(room - 1, 0)] + '…':<{max(room, 0)}} {count}"
