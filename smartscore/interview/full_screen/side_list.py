"""The list at the side: dimensions and areas with how many of their questions are answered."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from smartscore.answers import State
from smartscore.interview.full_screen.drawing import Line, cut
from smartscore.interview.full_screen.lines import BAR, Lines
from smartscore.interview.session import Session
from smartscore.language import one_line

AROUND: Final = 2 + BAR
"""Columns that hold no text."""


class SideList(Lines):
    """Dimensions and areas; where there is no room for all areas, only those of the dimension in hand."""

    DEFAULT_CSS = "SideList { height: 1fr; padding: 0 0 0 1; border-right: solid $panel; }"

    def show_progress(self, session: Session, width: int, height: int) -> None:
        """Draw what holds now, in so many columns and lines."""
        width -= AROUND
        everything = list(side_lines(session, width, whole=True))
        self.show(everything if len(everything) <= height else side_lines(session, width, whole=False))


def side_lines(session: Session, width: int, *, whole: bool) -> Iterator[Line]:
    """Yield the lines; areas of other dimensions only where `whole` is wanted.

    The target of a line is the place of its first question in the order of asking.
    """
    questionnaire = session.questionnaire
    here = questionnaire.path(session.current.id) if session.current else ()
    done, asked, first = _counts(session)
    for dimension in questionnaire.dimensions:
        groups = [group for group in dimension.walk() if asked[group.id]]
        for group in groups if whole or dimension.id in here else groups[:1]:
            depth = len(questionnaire.path(group.id)) - 1
            sign = f"{'>' if group.id in here else ' '}{'  ' * depth}"
            count = f"{done[group.id]}/{asked[group.id]}"
            style = "bold" if group.id in here else "dim" if done[group.id] == asked[group.id] else ""
            yield Line(_ends(one_line(group.name), count, width - len(sign) - 1), style, sign, first[group.id])


def _counts(session: Session) -> tuple[Counter[str], Counter[str], dict[str, int]]:
    """Return how many questions of each group are answered, how many are asked, and the place of the first."""
    done: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    first: dict[str, int] = {}
    for place, question_id in enumerate(session.order):
        path = session.questionnaire.path(question_id)[:-1]
        asked.update(path)
        for group_id in path:
            first.setdefault(group_id, place)
        if session.state(question_id) is not State.MISSING:
            done.update(path)
    return done, asked, first


def _ends(name: str, count: str, width: int) -> str:
    room = max(width - len(count) - 1, 0)
    return f"{cut(name, room):<{room}} {count}"
