"""Four imaginary regions: the shipped questionnaire tells them apart by level, by weakness and by what to do first."""

from itertools import pairwise

import pytest
from conftest import REPOSITORY

from smartscore import load_questionnaire, read_sheet, score
from smartscore.checks import check_sheet
from smartscore.scoring import Scorecard

NAMES = ("poor", "middling", "strong", "other-middling")
FOLDER = REPOSITORY / "tests" / "regions"
QUESTIONNAIRE = load_questionnaire("indonesia-smart-city", "en")
CARDS = {name: score(QUESTIONNAIRE, read_sheet(FOLDER / f"{name}.answers.yaml")) for name in NAMES}


def index(name: str) -> float:
    return float(CARDS[name].overall.index or 0)


def weakest_elements(card: Scorecard) -> set[str]:
    """Return the three parts with the largest share of poor or moderate answers."""
    parts = [item for item in card.elements if item.parent is not None]
    return {item.id for item in sorted(parts, key=lambda item: (item.good / item.questions, item.id))[:3]}


def first_actions(card: Scorecard) -> list[str]:
    return [action.question for action in card.actions[:3]]


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_is_whole_and_valid(name: str) -> None:
    assert check_sheet(str(FOLDER / f"{name}.answers.yaml")).faults == ()
    assert CARDS[name].overall.coverage == 1


def test_poor_middling_and_strong_have_different_levels() -> None:
    levels = [CARDS[name].overall.result for name in ("poor", "middling", "strong")]
    numbers = [result.level for result in levels if result and result.level is not None]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 3


def test_their_weakest_elements_differ() -> None:
    assert len({frozenset(weakest_elements(CARDS[name])) for name in NAMES}) == len(NAMES)


def test_their_first_actions_differ() -> None:
    assert len({tuple(first_actions(CARDS[name])) for name in NAMES}) == len(NAMES)


def test_two_regions_with_the_same_index_and_other_gaps_begin_elsewhere() -> None:
    """Within three points of each other; no first action in common."""
    assert abs(index("middling") - index("other-middling")) < 3
    assert not set(first_actions(CARDS["middling"])) & set(first_actions(CARDS["other-middling"]))


@pytest.mark.parametrize("name", NAMES)
def test_steps_that_gain_alike_are_ordered_by_the_weaker_dimension(name: str) -> None:
    """Not by the letters of their ids."""
    card = CARDS[name]
    gains = [action for action in card.actions if action.reason == "gain" and action.gain is not None]
    for first, second in pairwise(gains):
        if (first.gain, first.effort) == (second.gain, second.effort):
            before, after = (card.dimension_of(action.question).index or 0 for action in (first, second))
            assert before <= after
