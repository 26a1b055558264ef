"""A questionnaire as a table to print: area, question, kind, readiness element, short form, must-have."""

from collections.abc import Iterator
from typing import Final

from smartscore.gfm import escape, table
from smartscore.language import Language
from smartscore.questionnaire import Group, Questionnaire
from smartscore.questions.question import Question

COLUMNS: Final = ("area", "question", "kind", "element", "short_form", "must_have")


def render(questionnaire: Questionnaire, words: Language) -> str:
    """Return the overview: counts first, then one table a dimension."""
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
