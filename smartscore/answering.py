"""How the questions are answered: what a number counts, and what stands in a sheet or a cell for each choice."""

from collections.abc import Iterator

from smartscore.answers import given_text
from smartscore.language import Language, one_line
from smartscore.questions.number import NumberQuestion
from smartscore.questions.question import Question


def number_lines(question: Question, words: Language) -> Iterator[str]:
    """Yield what a number counts, between what it lies, where it is found, and where its levels begin."""
    if isinstance(question, NumberQuestion):
        yield words("interview.number", unit=one_line(question.unit), count=one_line(question.counts()))
        low, high = (words.value(edge) for edge in question.valid)
        yield words("questionnaires.valid", low=low, high=high)
        if question.source:
            yield words("questionnaires.source", source=one_line(question.source))
        if question.thresholds:
            yield words("questionnaires.thresholds", thresholds=" · ".join(words.value(x) for x in question.thresholds))


def choice_lines(question: Question, words: Language) -> Iterator[str]:
    """Yield every choice as files and tables hold it, with its text."""
    for choice in question.choices():
        text = words(f"answer.{choice.text}") if question.kind == "yes_no" else one_line(choice.text)
        yield f"{given_text(question.parse(choice.key)) or 0} = {text}"
