"""A questionnaire for a terminal: every question with its choices."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from smartscore.answering import number_lines
from smartscore.language import Language, one_line
from smartscore.questionnaire import Questionnaire
from smartscore.questions.question import Question


def render(questionnaire: Questionnaire, words: Language) -> RenderableType:
    """Return everything that is asked, in the order of asking."""
    return Group(*_head(questionnaire), *_questions(questionnaire, words))


def _head(questionnaire: Questionnaire) -> Iterator[RenderableType]:
    yield Text(f"{one_line(questionnaire.title)} ({questionnaire.id} {questionnaire.version})", style="bold")
    yield from (Text(one_line(text), style="dim") for text in (questionnaire.about, questionnaire.notice) if text)


def _questions(questionnaire: Questionnaire, words: Language) -> Iterator[RenderableType]:
    for question in questionnaire.questions.values():
        place = " › ".join(one_line(questionnaire.groups[step].name) for step in questionnaire.path(question.id)[:-1])
        yield Padding(Text(place, style="dim"), (1, 0, 0, 0))
        yield Text(f"{one_line(question.ask)} ({', '.join(_marks(question, words))})", style="bold")
        if question.help:
            yield Text(one_line(question.help), style="dim")
        yield from (Padding(Text(line), (0, 0, 0, 2)) for line in number_lines(question, words))
        yield _choices(question, words)


def _marks(question: Question, words: Language) -> Iterator[str]:
    yield question.id
    yield words(f"question_kind.{question.kind}")
    if question.quick:
        yield words("questionnaires.quick")
    if question.must_have:
        yield words("questionnaires.must_have")


def _choices(question: Question, words: Language) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", width=3)
    grid.add_column(ratio=1, overflow="fold")
    for choice in question.choices():
        text = words(f"answer.{choice.text}") if question.kind == "yes_no" else one_line(choice.text)
        grid.add_row(choice.key, Text(text))
    return grid
