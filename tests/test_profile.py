"""Questions for some kinds of place only: hidden where the profile says so, asked wherever it leaves it open."""

from typing import Any

import pytest
from conftest import answered, dimension, level_question, make

from smartscore.profile import Profile, When
from smartscore.questionnaire import Questionnaire
from smartscore.scoring import score


def coastal() -> Questionnaire:
    """Return one dimension with a question for every place and one for coasts only, and one for islands alone."""
    return make(
        dimension("land", level_question("roads"), level_question("harbour", when={"coast": True})),
        dimension("sea", level_question("ferry", when={"island": True})),
    )


@pytest.mark.parametrize(
    ("when", "profile", "asked"),
    [
        ({"coast": True}, {}, True),
        ({"coast": True}, {"coast": True}, True),
        ({"coast": True}, {"coast": False}, False),
        ({"coast": False}, {"coast": True}, False),
        ({"type": "regency"}, {"type": "city"}, False),
        ({"type": "regency"}, {"type": "regency", "coast": False}, True),
        ({"population": ["small", "medium"]}, {"population": "large"}, False),
        ({"population": ["small", "medium"]}, {"population": "small"}, True),
        ({"coast": True, "island": True}, {"coast": True, "island": False}, False),
        ({}, {"type": "city", "coast": False, "island": False, "population": "large"}, True),
    ],
)
def test_a_question_concerns_a_region_unless_the_profile_says_otherwise(
    when: dict[str, Any], profile: dict[str, Any], asked: bool
) -> None:
    assert When.model_validate(when).concerns(Profile.model_validate(profile)) is asked


def test_without_a_profile_everything_is_asked() -> None:
    assert coastal().shown_to(None) is not None
    assert list(coastal().shown_to(None).questions) == ["roads", "harbour", "ferry"]


def test_a_hidden_question_is_absent() -> None:
    """Inland, roads alone make the dimension: 3 of 5 is 60; with the harbour unknown it would be 30 to 80."""
    inland = answered(coastal(), {"roads": 3}, profile={"coast": False, "island": False})
    card = score(coastal(), inland)
    assert (card.overall.index, card.overall.low, card.overall.high) == (60, 60, 60)
    assert card.overall.coverage == 1
    assert [group.id for group in card.groups] == ["overall", "land"]
    open_profile = score(coastal(), answered(coastal(), {"roads": 3}))
    assert (open_profile.group("land").low, open_profile.group("land").high) == (30, 80)


def test_an_answer_to_a_hidden_question_counts_nothing() -> None:
    inland = answered(coastal(), {"roads": 3, "harbour": 0}, profile={"coast": False, "island": False})
    assert score(coastal(), inland).overall.index == 60


def test_a_hidden_question_is_known_by_its_earlier_id_too() -> None:
    """The pier is what the harbour was called before; inland, neither concerns anybody."""
    whole = make(
        dimension(
            "land", level_question("roads"), level_question("harbour", when={"coast": True}, renamed_from=["pier"])
        )
    )
    inland = answered(whole, {"roads": 3, "pier": 0}, profile={"coast": False})
    assert score(whole, inland).overall.index == 60


def test_the_questionnaire_keeps_its_digest() -> None:
    """The report names the same instrument, whatever a region is asked of it."""
    whole = coastal().read_from_files("d" * 64, "en")
    assert whole.shown_to(Profile(coast=False)).digest == whole.digest


def test_nothing_hidden_is_the_same_questionnaire() -> None:
    whole = coastal()
    assert whole.shown_to(Profile(coast=True, island=True)) is whole
