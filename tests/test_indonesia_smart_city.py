"""The shipped questionnaire: its size and spread, its lengths, its two languages."""

from collections import Counter
from collections.abc import Iterator

import pytest

from smartscore import load_questionnaire
from smartscore.questionnaire import Questionnaire
from smartscore.questions.question import Question

NAME = "indonesia-smart-city"
LANGUAGES = ("id", "en")
MOST_WORDS = 170
"""So many words of a question, without its evidence, fit a screen (question-style: the last of the nine tests)."""


@pytest.fixture(scope="module", params=LANGUAGES)
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return load_questionnaire(NAME, request.param)


def areas(questionnaire: Questionnaire) -> dict[str, list[Question]]:
    """Return the questions of each area."""
    return {group.id: list(group.questions) for group in questionnaire.groups.values() if group.questions}


def screen(question: Question) -> Iterator[str]:
    """Yield the texts that the interview shows for a question, without its evidence."""
    yield question.ask
    yield question.help or ""
    yield question.counts()
    yield from (choice.text for choice in question.choices())


def test_six_dimensions_of_three_areas_each(questionnaire: Questionnaire) -> None:
    assert [len(dimension.groups) for dimension in questionnaire.dimensions] == [3] * 6


def test_four_to_six_questions_in_each_area(questionnaire: Questionnaire) -> None:
    sizes = {area: len(questions) for area, questions in areas(questionnaire).items()}
    assert len(sizes) == 18
    assert {area: size for area, size in sizes.items() if not 4 <= size <= 6} == {}
    assert 80 <= sum(sizes.values()) <= 100


def test_the_short_form_asks_anchored_levels_of_every_area(questionnaire: Questionnaire) -> None:
    quick = list(questionnaire.asked("quick"))
    assert 18 <= len(quick) <= 24
    assert {question.kind for question in quick} == {"level"}
    assert {questionnaire.parents[question.id] for question in quick} == areas(questionnaire).keys()


def test_every_dimension_asks_about_every_element(questionnaire: Questionnaire) -> None:
    """The view of dimension x (structure, infrastructure, superstructure) has no empty cell; each part is asked."""
    assert questionnaire.readiness is not None
    part_of = {part.id: element.id for element in questionnaire.readiness.elements for part in element.parts}
    cells = Counter(
        (dimension.id, part_of[question.element or ""])
        for dimension in questionnaire.dimensions
        for question in dimension.all_questions()
    )
    assert len(cells) == 6 * 3
    assert {question.element for question in questionnaire.questions.values()} == part_of.keys()


def test_kinds_are_mixed(questionnaire: Questionnaire) -> None:
    kinds = Counter(question.kind for question in questionnaire.questions.values())
    assert kinds.keys() >= {"level", "number", "checklist", "yes_no"}
    assert kinds["level"] > kinds["number"] > kinds["checklist"] > kinds["yes_no"]


def test_eight_to_twelve_minimums_each_with_its_reason(questionnaire: Questionnaire) -> None:
    minimums = [question.must_have for question in questionnaire.questions.values() if question.must_have]
    assert 8 <= len(minimums) <= 12
    assert len({minimum.because for minimum in minimums}) == len(minimums)


def test_all_weights_are_equal(questionnaire: Questionnaire) -> None:
    nodes = [*questionnaire.groups.values(), *questionnaire.questions.values()]
    assert {node.weight for node in nodes} == {1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_fits_a_screen(language: str) -> None:
    long = {
        question.id: count
        for question in load_questionnaire(NAME, language).questions.values()
        if (count := sum(len(text.split()) for text in screen(question))) > MOST_WORDS
    }
    assert long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_and_levels_are_short(language: str) -> None:
    questions = load_questionnaire(NAME, language).questions.values()
    assert [question.id for question in questions if len(question.ask.split()) > 20] == []
    levels = [(q.id, level, text) for q in questions for level, text in getattr(q, "levels", {}).items()]
    assert [(name, level) for name, level, text in levels if len(text.split()) > 25] == []


def test_both_languages_are_different_texts() -> None:
    """Nothing is left in the other language."""
    first, second = (load_questionnaire(NAME, language).questions for language in LANGUAGES)
    assert [
        name for name in first if first[name].ask == second[name].ask or first[name].help == second[name].help
    ] == []


def test_only_legal_facts_are_yes_or_no(questionnaire: Questionnaire) -> None:
    assert {question.element for question in questionnaire.questions.values() if question.kind == "yes_no"} == {
        "regulation"
    }
