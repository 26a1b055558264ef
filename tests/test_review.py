"""What a sheet is looked through for before it is handed on, and how long a sitting still takes."""

import pytest
from conftest import answered, dimension, level_question, make

from smartscore.interview.pace import Pace
from smartscore.interview.review import Contradiction, review
from smartscore.questionnaire import Questionnaire


def questionnaire() -> Questionnaire:
    """Return a must-have, a question with evidence from level 2, and a pair that belongs together."""
    proof = {2: [{"id": "list", "name": "The list"}]}
    minimum = {"at_least": 2, "holds_at": 1, "because": "Nothing works without it."}
    pair = {
        "id": "data-needs-network",
        "claim": {"question": "data", "at_least": 4},
        "expects": {"question": "network", "at_least": 2},
        "because": "Data travel over a network.",
    }
    questions = [
        level_question("network", must_have=minimum),
        level_question("data", evidence=proof),
        level_question("people"),
    ]
    return make(dimension("one", *questions), expectations=[pair])


def test_a_sheet_is_looked_through() -> None:
    found = review(questionnaire(), answered(questionnaire(), {"network": 1, "data": 4, "people": "unknown"}))
    assert [item.node for item in found.unmet] == ["network"]
    assert found.contradictions == (Contradiction("data", "network", "Data travel over a network."),)
    assert (found.unproved, found.missing) == (("data",), ())
    assert found.challenged == ("data",)
    assert found.questions == ("network", "data")


def test_a_dont_know_that_could_change_the_level_is_telling() -> None:
    """60 and 40 are 50, level 2; with people at 5 it is 66.7, level 3."""
    found = review(questionnaire(), answered(questionnaire(), {"network": 3, "data": 2, "people": "unknown"}))
    assert found.telling == ("people",)


def test_what_is_not_known_contradicts_nothing() -> None:
    found = review(questionnaire(), answered(questionnaire(), {"network": "unknown", "data": 4}))
    assert found.contradictions == ()
    assert found.missing == ("people",)


def test_a_good_sheet_has_nothing_to_look_at() -> None:
    proof = [{"reference": "List 2026", "proves": ["list"]}]
    answers = {"network": 3, "data": {"level": 3, "evidence": proof}, "people": 2}
    found = review(questionnaire(), answered(questionnaire(), answers))
    assert (found.questions, found.challenged) == ((), ())


@pytest.mark.parametrize(
    ("seconds", "left", "minutes"),
    [
        ((30.0, 30.0), 10, None),
        ((30.0, 30.0, 30.0), 10, 5),
        ((20.0, 30.0, 300.0), 10, 5),
        ((5.0, 5.0, 5.0), 2, 1),
        ((30.0, 30.0, 30.0), 0, None),
    ],
)
def test_time_left_is_the_median_pace_times_what_is_open(
    seconds: tuple[float, ...], left: int, minutes: int | None
) -> None:
    assert Pace(seconds).minutes_left(left) == minutes


def test_a_break_is_not_part_of_the_pace() -> None:
    assert Pace().noted(20.0).noted(3600.0).seconds == (20.0,)
