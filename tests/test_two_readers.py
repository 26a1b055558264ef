"""The reading test of the shipped questionnaire: the questions drawn, the folders, and the votes of two readers."""

import random
from typing import Any

import pytest
from conftest import REPOSITORY

from smartscore import load_questionnaire
from smartscore.files.documents import read_document

QUESTIONNAIRE = load_questionnaire("indonesia-smart-city", "en")
CASES: list[dict[str, Any]] = read_document(REPOSITORY / "tests" / "two_readers.yaml").data


def answer(given: Any) -> Any:
    """Return an answer as a question takes it."""
    return tuple(given) if isinstance(given, list) else given


def test_the_questions_were_drawn_by_lot() -> None:
    """With a seed, from all ids in the order of asking."""
    drawn = random.Random(2026).sample(list(QUESTIONNAIRE.questions), 10)  # a draw, no secret
    assert [case["question"] for case in CASES] == drawn


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
class TestCase:
    def test_the_folder_holds_six_to_eight_documents_and_names_no_level(self, case: dict[str, Any]) -> None:
        assert 6 <= len(case["folder"]) <= 8
        assert not [text for text in case["folder"] if "level" in text.lower().split()]

    def test_every_vote_is_an_answer_that_the_question_takes(self, case: dict[str, Any]) -> None:
        question = QUESTIONNAIRE.questions[case["question"]]
        for given in (case["intended"], *case["readers"]):
            question.accept(answer(given), QUESTIONNAIRE.scale)


def test_at_least_nine_of_ten_were_read_alike() -> None:
    alike = [case["question"] for case in CASES if case["readers"][0] == case["readers"][1]]
    assert len(alike) >= 9
