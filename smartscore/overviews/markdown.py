"""A questionnaire as a document to print: a table of each dimension, then how each of its questions is answered."""

from collections.abc import Iterator
from typing import Final

from smartscore.answering import choice_lines, number_lines
from smartscore.gfm import bullets, escape, table
from smartscore.language import Language
from smartscore.questionnaire import Group, Questionnaire
from smartscore.questions.question import Question

COLUMNS: Final = ("area", "question", "kind", "element", "short_form", "must_have")


def render(questionnaire: Questionnaire, words: Language) -> str:
    """Return the overview: counts first, then dimension by dimension."""
    title = f"# {escape(questionnaire.title)}"
    about = [escape(text) for text in (questionnaire.about, questionnaire.notice) if text]
    dimensions = (part for group in questionnaire.dimensions for part in _dimension(questionnaire, group, words))
    return "\n\n".join([title, *about, _counts(questionnaire, words), *dimensions]) + "\n"


def _counts(questionnaire: Questionnaire, words: Language) -> str:
    questions = questionnaire.questions.values()
    counts = {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "count": len(questions),
        "quick": sum(question.quick for question in questions),
        "must_have": sum(question.must_have is not None for question in questions),
    }
    return escape(words("overview.counts", **counts))


def _dimension(questionnaire: Questionnaire, dimension: Group, words: Language) -> Iterator[str]:
    yield f"## {escape(dimension.name)}"
    yield from [escape(dimension.about)] if dimension.about else []
    head = [words(f"column.{name}") for name in COLUMNS]
    yield table(head, [_row(questionnaire, question, words) for question in dimension.all_questions()])
    for question in dimension.all_questions():
        yield from _answering(question, words)


def _answering(question: Question, words: Language) -> Iterator[str]:
    """Yield a question with everything that whoever answers it has to know."""
    yield f"### {escape(question.ask)} ({escape(question.id)})"
    yield from [escape(question.help)] if question.help else []
    lines = [*number_lines(question, words), *choice_lines(question, words)]
    yield from [bullets(lines)] if lines else []


def _row(questionnaire: Questionnaire, question: Question, words: Language) -> tuple[str, ...]:
    above = questionnaire.groups[questionnaire.parents[question.id]]
    minimum = question.must_have
    return (
        above.name,
        f"{question.ask} ({question.id})",
        words(f"question_kind.{question.kind}"),
        _element_name(questionnaire, question.element),
        words("answer.yes") if question.quick else "",
        words("overview.holds_at", level=minimum.holds_at) if minimum else "",
    )


def _element_name(questionnaire: Questionnaire, element: str | None) -> str:
    elements = questionnaire.readiness.elements if questionnaire.readiness else ()
    return next((part.name for group in elements for part in group.parts if part.id == element), "")
