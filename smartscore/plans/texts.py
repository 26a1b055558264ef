"""Gathering a questionnaire's texts, so that columns and cells that repeat them are understood."""

from collections.abc import Iterable, Iterator

from smartscore.plans.wordings import Wordings, fold
from smartscore.questionnaire import Questionnaire
from smartscore.questions.checklist import ChecklistQuestion
from smartscore.questions.choice import ChoiceQuestion
from smartscore.questions.level import LevelQuestion
from smartscore.questions.question import Question
from smartscore.scale import Scale


def wordings_of(questionnaires: Iterable[Questionnaire]) -> Wordings:
    """Return the texts of a questionnaire, given in each of its languages."""
    every = [(question, each.scale) for each in questionnaires for question in each.questions.values()]
    found: dict[str, list[tuple[str, str]]] = {}
    for question, scale in every:
        found.setdefault(question.id, []).extend(_answers(question, scale))
    return Wordings(
        _unequivocal((question.ask, question.id) for question, _ in every),
        {question_id: _unequivocal(texts) for question_id, texts in found.items() if texts},
    )


def _answers(question: Question, scale: Scale) -> Iterator[tuple[str, str]]:
    if isinstance(question, LevelQuestion):
        yield from ((level.name, str(level.level)) for level in scale.levels)
        yield from ((text, str(level)) for level, text in question.levels.items())
    elif isinstance(question, ChoiceQuestion):
        yield from ((option.text, option.id) for option in question.options)
    elif isinstance(question, ChecklistQuestion):
        yield from ((criterion.text, criterion.id) for criterion in question.criteria)


def _unequivocal(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    meanings: dict[str, set[str]] = {}
    for text, meaning in texts:
        meanings.setdefault(fold(text), set()).add(meaning)
    return {text: found.pop() for text, found in meanings.items() if len(found) == 1}
