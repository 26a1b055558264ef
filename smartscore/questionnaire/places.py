"""Every group and question of a questionnaire with its path in the data: `dimensions, 0, groups, 2, questions, 1`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartscore.errors import Path
from smartscore.questionnaire.group import Group
from smartscore.questions.question import Question

if TYPE_CHECKING:
    from smartscore.questionnaire.questionnaire import Questionnaire


def group_places(questionnaire: "Questionnaire") -> Iterator[tuple[Path, Group]]:
    """Yield every group with its path, parents first."""
    for number, dimension in enumerate(questionnaire.dimensions):
        yield from _walk(dimension, ("dimensions", number))


def question_places(questionnaire: "Questionnaire") -> Iterator[tuple[Path, Question]]:
    """Yield every question with its path, in the order of asking."""
    for path, group in group_places(questionnaire):
        for number, question in enumerate(group.questions):
            yield (*path, "questions", number), question


def _walk(group: Group, path: Path) -> Iterator[tuple[Path, Group]]:
    yield path, group
    for number, inner in enumerate(group.groups):
        yield from _walk(inner, (*path, "groups", number))
