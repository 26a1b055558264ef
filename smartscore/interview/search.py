"""Finding questions by what a person types: an id, a group, or words in them."""

from collections.abc import Sequence

from smartscore.questionnaire import Questionnaire


def search(questionnaire: Questionnaire, order: Sequence[str], text: str) -> tuple[str, ...]:
    """Return the questions, of those in `order`, that a text means: an id, a group's id or name, or words in them."""
    wanted = text.casefold().strip()
    if wanted in order:
        return (wanted,)
    inside = tuple(name for name in order if wanted in _groups_of(questionnaire, name))
    words = wanted.split()
    return inside or tuple(
        name for name in order if words and all(word in _words_of(questionnaire, name) for word in words)
    )


def _groups_of(questionnaire: Questionnaire, question_id: str) -> tuple[str, ...]:
    path = questionnaire.path(question_id)[:-1]
    return (*path, *(questionnaire.groups[step].name.casefold() for step in path))


def _words_of(questionnaire: Questionnaire, question_id: str) -> str:
    question = questionnaire.questions[question_id]
    texts = [question.id, question.ask, question.help or "", *(choice.text for choice in question.choices())]
    return " ".join(texts).casefold()
