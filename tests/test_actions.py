"""What to do next, and the cheapest change: the order of the design, with gains worked by hand."""

from itertools import combinations
from typing import Any

import pytest
from conftest import answered, dimension, level_question, make
from hypothesis import given
from hypothesis import strategies as st

from smartscore.errors import UsageError
from smartscore.questionnaire import Questionnaire
from smartscore.scoring import Scorecard, assessments, score
from smartscore.scoring.actions import single_changes
from smartscore.scoring.explanation import explain


def scored(*dimensions: dict[str, Any], answers: dict[str, Any], **fields: Any) -> Scorecard:
    questionnaire = make(*dimensions, **fields)
    return score(questionnaire, answered(questionnaire, answers))


def efforts(**sizes: str) -> dict[str, Any]:
    return {key.replace("_", "-").removeprefix("s"): {"do": f"do {key}", "effort": size} for key, size in sizes.items()}


def test_gain_over_effort_decides() -> None:
    """Each step gains 10 points (one of two questions, 20 points a level): effort 1 comes before 3 before 9."""
    questions = [
        level_question(name, actions=efforts(s2_3=size)) for name, size in (("a", "L"), ("b", "S"), ("c", "M"))
    ]
    card = scored(dimension("one", *questions), answers={"a": 2, "b": 2, "c": 2})
    assert [(action.question, str(action.effort)) for action in card.actions] == [("b", "1"), ("c", "3"), ("a", "9")]


def test_the_gain_is_what_scoring_again_gives() -> None:
    """One of two questions, from 2 to 3: (40 + 40) / 2 = 40 becomes (60 + 40) / 2 = 50."""
    card = scored(dimension("one", level_question("a"), level_question("b")), answers={"a": 2, "b": 2})
    assert card.actions[0].gain == 10


def test_equal_gains_are_ordered_by_the_own_dimension() -> None:
    """In the whole both gain 10; in its dimension, b gains 20 alone and a 10 beside another."""
    pair = dimension("one", level_question("a", weight=2), level_question("a2", weight=2), weight=2)
    card = scored(pair, dimension("two", level_question("b")), answers={"a": 2, "a2": 5, "b": 2})
    gains = {action.question: (action.gain, action.dimension_gain) for action in card.actions}
    assert gains == {"b": (gains["a"][0], 20), "a": (gains["b"][0], 10)}
    assert [action.question for action in card.actions] == ["b", "a"]


def test_what_meets_a_minimum_comes_first_with_all_its_steps() -> None:
    minimum = {"at_least": 3, "holds_at": 2, "because": "r"}
    actions = efforts(s1_2="S", s2_3="L")
    card = scored(
        dimension(
            "one",
            level_question("a", actions=efforts(s1_2="S")),
            level_question("b", must_have=minimum, actions=actions),
        ),
        answers={"a": 1, "b": 1},
    )
    first = card.actions[0]
    assert (first.reason, first.question, [step.key for step in first.steps]) == ("must_have", "b", ["1-2", "2-3"])
    assert (first.level_from, first.level_to, first.effort) == (1, 3, 10)


def test_unknowns_that_could_change_the_level_come_before_gains() -> None:
    """Known 3 of 4 (60): with the fourth at 5 the index is 70, at 0 it is 45 and the level falls to 2."""
    four = dimension("one", *(level_question(name) for name in "abcd"))
    card = scored(four, answers={"a": 3, "b": 3, "c": 3, "d": "unknown"})
    assert (card.actions[0].reason, card.actions[0].question, card.actions[0].find_out) == ("find_out", "d", True)


def test_an_unknown_that_cannot_change_the_level_is_not_proposed() -> None:
    """There is one level only, so no answer can change it."""
    wide = {"unit": "index", "levels": [{"level": 1, "name": "One", "min": 0, "max": 100}]}
    many = dimension("one", *(level_question(f"q{number}") for number in range(20)))
    answers: dict[str, Any] = {f"q{number}": 3 for number in range(19)}
    card = scored(many, answers={**answers, "q19": "unknown"}, bands=wide)
    assert not card.open[0].changes_level
    assert all(not action.find_out for action in card.actions)


def test_a_minimum_that_is_not_known_is_found_out_first() -> None:
    minimum = {"at_least": 1, "holds_at": 1, "because": "r"}
    card = scored(dimension("one", level_question("a"), level_question("b", must_have=minimum)), answers={"a": 2})
    assert (card.actions[0].reason, card.actions[0].question, card.actions[0].find_out) == ("must_have", "b", True)


def test_what_meets_a_minimum_is_not_listed_again_for_its_gain() -> None:
    """The step from 1 to 2 of b gains 10 points, and is the first of the two that meet the minimum."""
    minimum = {"at_least": 3, "holds_at": 2, "because": "r"}
    questions = (level_question("a"), level_question("b", must_have=minimum))
    card = scored(dimension("one", *questions), answers={"a": 1, "b": 1})
    assert [(action.question, action.reason) for action in card.actions] == [("b", "must_have"), ("a", "gain")]


def test_a_questionnaire_says_how_large_its_efforts_are() -> None:
    """L is 2 here, and 9 elsewhere; M, of which nothing is said, stays 3."""
    questions = (level_question("a", actions=efforts(s2_3="L")), level_question("b"))
    card = scored(
        dimension("one", *questions), answers={"a": 2, "b": 2}, efforts={"L": {"number": 2, "means": "a month"}}
    )
    assert [(action.question, action.effort) for action in card.actions] == [("a", 2), ("b", 3)]


def test_a_step_names_the_documents_that_it_takes_and_no_more() -> None:
    """Level 3 is claimed and nothing is proved: the step from 1 to 2 takes the decree, the log is for the one after."""
    evidence = {2: [{"id": "decree", "name": "The decree"}], 3: [{"id": "log", "name": "The log"}]}
    card = scored(dimension("one", level_question("a", evidence=evidence)), answers={"a": 3}, gated=True)
    assert [(action.level_to, action.evidence) for action in card.actions] == [(2, ("The decree",))]


def test_where_no_single_step_opens_a_gate_the_best_one_towards_it_is_named() -> None:
    """Two at 20 have to reach 60: one step makes 30. Of equal gain, the smaller effort comes first."""
    gate = {"id": "g", "group": "one", "at_least": 3, "holds_at": 0, "because": "basics first"}
    questions = (level_question("a"), level_question("b", actions=efforts(s1_2="S")))
    card = scored(dimension("one", *questions), answers={"a": 1, "b": 1}, gates=[gate])
    assert [(action.reason, action.question) for action in card.actions] == [("gate", "b"), ("gain", "a")]


def test_must_haves_come_by_what_they_hold_known_or_not() -> None:
    """The answered one holds at 0, the unknown one at 2: the first is the more urgent."""
    lower = {"at_least": 3, "holds_at": 0, "because": "r"}
    card = scored(
        dimension("one", level_question("a", must_have={**lower, "holds_at": 2}), level_question("b", must_have=lower)),
        answers={"a": "unknown", "b": 2},
    )
    assert [(action.question, action.find_out) for action in card.actions[:2]] == [("b", False), ("a", True)]


def test_a_gate_names_the_step_that_opens_it() -> None:
    gate = {"id": "g", "group": "one", "at_least": 3, "holds_at": 2, "because": "basics first"}
    card = scored(
        dimension("one", level_question("a"), level_question("b")),
        dimension("two", level_question("c")),
        answers={"a": 2, "b": 3, "c": 5},
        gates=[gate],
    )
    assert (card.actions[0].reason, card.actions[0].question) == ("gate", "a")
    assert [item.node for item in card.unmet] == ["one"]


def test_no_more_than_ten_actions() -> None:
    card = scored(
        dimension("one", *(level_question(f"q{n}") for n in range(15))), answers={f"q{n}": 1 for n in range(15)}
    )
    assert len(card.actions) == 10


MINIMUM = [
    {"id": "overall", "name": "O", "rule": "minimum"},
    {"id": "dimension", "name": "D"},
    {"id": "area", "name": "A"},
]


def test_where_no_single_step_lifts_the_index_the_smallest_pair_is_named() -> None:
    """The worst dimension counts, and two are equally bad."""
    card = scored(
        dimension("one", level_question("a", actions=efforts(s1_2="L"))),
        dimension("two", level_question("b", actions=efforts(s1_2="S"))),
        answers={"a": 1, "b": 1},
        tiers=MINIMUM,
    )
    assert (card.no_single_change, card.smallest_pair, card.actions) == (True, ("a", "b"), ())


def test_the_smallest_pair_is_the_one_of_least_effort() -> None:
    """The step of a gains its dimension more, by weight, for an effort of 9; that of c does it for 1."""
    one = (level_question("a", weight=3, actions=efforts(s1_2="L")), level_question("c", actions=efforts(s1_2="S")))
    card = scored(
        dimension("one", *one), dimension("two", level_question("b")), answers={"a": 1, "c": 1, "b": 1}, tiers=MINIMUM
    )
    assert card.smallest_pair == ("c", "b")


def test_three_equally_bad_are_more_than_a_pair() -> None:
    three = (dimension(name, level_question(f"{name}-1"), level_question(f"{name}-2")) for name in ("x", "y", "z"))
    answers = {f"{name}-{number}": 1 for name in "xyz" for number in (1, 2)}
    card = scored(*three, answers=answers, tiers=MINIMUM)
    assert (card.no_single_change, card.smallest_pair) == (True, ())


def test_a_pair_may_lie_inside_the_one_that_is_worst() -> None:
    """Both minimums: the whole follows the dimension at 20, and that one its two questions at 20."""
    tiers = [{"id": name, "name": name, "rule": "minimum"} for name in ("overall", "dimension")]
    pair = dimension("one", level_question("a"), level_question("b"))
    card = scored(pair, dimension("two", level_question("c")), answers={"a": 1, "b": 1, "c": 3}, tiers=tiers)
    assert card.smallest_pair == ("a", "b")


@pytest.mark.parametrize("rule", ["harmonic", "geometric"])
def test_two_zeros_under_a_product_are_a_pair(rule: str) -> None:
    """A mean that is zero while any part is: three parts, two of them at zero."""
    tiers = [{"id": "overall", "name": "O"}, {"id": "dimension", "name": "D", "rule": rule, "on": [0, 1]}]
    three = dimension("one", *(level_question(name) for name in "abc"))
    assert scored(three, answers={"a": 0, "b": 3, "c": 0}, tiers=tiers).smallest_pair == ("a", "c")


def every_pair(questionnaire: Questionnaire, answers: dict[str, Any]) -> tuple[str, ...]:
    """Return the smallest pair as scoring every pair finds it."""
    assessment, _ = assessments(questionnaire, answered(questionnaire, answers))
    ordered = sorted(
        combinations(single_changes(assessment), 2),
        key=lambda p: (p[0].effort + p[1].effort, p[0].order(), p[1].order()),
    )
    for one, other in ordered:
        after = assessment.with_standing(one.question, one.steps[-1].to)
        after = after.with_standing(other.question, other.steps[-1].to)
        if one.question != other.question and after.root.value.central > assessment.root.value.central:  # type: ignore[operator]  # both are known
            return (one.question, other.question)
    return ()


RULES = [{"rule": "mean"}, {"rule": "minimum"}, {"rule": "geometric", "on": [0, 1]}, {"rule": "harmonic", "on": [0, 1]}]


@given(
    top=st.sampled_from(RULES),
    below=st.sampled_from(RULES),
    given_levels=st.lists(st.sampled_from([0, 0, 1, 4]), min_size=6, max_size=6),
    sizes=st.lists(st.sampled_from("SML"), min_size=6, max_size=6),
)
def test_the_pair_is_the_one_that_trying_every_pair_finds(
    top: dict[str, Any], below: dict[str, Any], given_levels: list[int], sizes: list[str]
) -> None:
    tiers = [{"id": "overall", "name": "O", **top}, {"id": "dimension", "name": "D", **below}]
    questions = [level_question(f"q{number}", action={"do": "it", "effort": size}) for number, size in enumerate(sizes)]
    whole = make(
        *(dimension(f"d{number}", *questions[number * 2 : number * 2 + 2]) for number in range(3)), tiers=tiers
    )
    answers = {f"q{number}": level for number, level in enumerate(given_levels)}
    card = score(whole, answered(whole, answers))
    if card.no_single_change:
        assert card.smallest_pair == every_pair(whole, answers)


def test_three_hundred_equal_answers_are_scored_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a minimum no pair lifts three hundred: 45 000 pairs, none of which may be scored."""
    tiers = [{"id": "overall", "name": "O"}, {"id": "dimension", "name": "D", "rule": "minimum"}]
    names = [f"q{number}" for number in range(300)]
    monkeypatch.setattr("smartscore.scoring.actions._gain", pytest.fail)
    card = scored(dimension("one", *map(level_question, names)), answers=dict.fromkeys(names, 2), tiers=tiers)
    assert (card.no_single_change, card.smallest_pair) == (True, ())


def test_where_one_dimension_is_worst_its_step_is_enough() -> None:
    card = scored(
        dimension("one", level_question("a")),
        dimension("two", level_question("b")),
        answers={"a": 1, "b": 3},
        tiers=MINIMUM,
    )
    assert (card.no_single_change, [action.question for action in card.actions]) == (False, ["a"])


def test_at_the_best_there_is_nothing_to_propose() -> None:
    card = scored(dimension("one", level_question("a")), answers={"a": 5})
    assert (card.actions, card.no_single_change) == ((), False)


class TestExplain:
    def explained(self, node: str, answers: dict[str, Any], **fields: Any) -> Any:
        questionnaire = make(
            dimension(
                "one",
                level_question("a", weight=3, actions=efforts(s2_3="L")),
                level_question("b", actions=efforts(s1_2="S")),
            ),
            dimension("two", level_question("c")),
            **fields,
        )
        return explain(questionnaire, answered(questionnaire, answers), node)

    def test_contributions_add_up_to_the_index(self) -> None:
        """3/4 of 40 and 1/4 of 20: 30 + 5 = 35."""
        explanation = self.explained("one", {"a": 2, "b": 1, "c": 5})
        assert [(part.id, part.contribution) for part in explanation.parts] == [("a", 30), ("b", 5)]
        assert explanation.scorecard.group("one").index == 35

    def test_shares_are_of_what_is_known(self) -> None:
        explanation = self.explained("one", {"a": 2, "b": "unknown", "c": 5})
        assert [(part.id, part.known_share, part.contribution) for part in explanation.parts] == [
            ("a", 1, 40),
            ("b", None, None),
        ]

    def test_the_cheapest_change_is_the_one_of_least_effort(self) -> None:
        """Raising a would gain 15, but needs effort 9; raising b gains 5 for 1."""
        lift = self.explained("one", {"a": 2, "b": 1, "c": 5}).lift
        assert (lift.question, lift.step, lift.effort, lift.gain, lift.do) == ("b", "1-2", 1, 5, "do s1_2")

    def test_pooled_questions_contribute_past_their_groups(self) -> None:
        """Over all questions: (3 x 40 + 20 + 100) / 5 = 48, of which the first dimension brings 28."""
        tiers = [{"id": "overall", "name": "O", "rule": "pooled"}, {"id": "dimension", "name": "D"}]
        explanation = self.explained("overall", {"a": 2, "b": 1, "c": 5}, tiers=tiers)
        assert explanation.scorecard.overall.index == 48
        assert [(p.id, p.contribution) for p in explanation.parts if p.depth == 1] == [("one", 28), ("two", 20)]

    def test_an_unknown_node_is_suggested(self) -> None:
        with pytest.raises(UsageError, match="Did you mean “overall”"):
            self.explained("overal", {})
