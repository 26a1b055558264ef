"""What holds for every questionnaire and every sheet (design: scoring, "Properties")."""

import copy
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from conftest import answered
from generated import Data, answers_of, extreme, groups_of, questionnaires, questions_of, sheets, values_of
from hypothesis import assume, given
from hypothesis import strategies as st

from smartscore.exact import to_fraction
from smartscore.questionnaire import Questionnaire
from smartscore.scoring import Assessment, Scorecard, assessments, score
from smartscore.scoring.actions import gain_of, single_changes


def assessed(data: Data, answers: dict[str, Any], **sheet: Any) -> Assessment:
    questionnaire = Questionnaire.model_validate(data)
    return assessments(questionnaire, answered(questionnaire, answers, **sheet))[0]


def values(assessment: Assessment) -> dict[str, tuple[Fraction | None, ...]]:
    """Return central, low, high and coverage of every node."""
    return {
        node.id: (node.value.central, node.value.low, node.value.high, node.value.coverage)
        for node in assessment.root.walk()
    }


def not_lower(before: Fraction | int | None, after: Fraction | int | None) -> bool:
    return before is None or after is None or after >= before


@given(st.data())
def test_a_better_answer_never_lowers_anything(draw: st.DataObject) -> None:
    """A question answered before and after, with a greater x: no index, bound or level of any node falls."""
    data = draw.draw(questionnaires())
    answers = draw.draw(sheets(data))
    asked = draw.draw(st.sampled_from(questions_of(data)))
    first, second = draw.draw(values_of(asked)), draw.draw(values_of(asked))
    one, other = assessed(data, {**answers, asked["id"]: first}), assessed(data, {**answers, asked["id"]: second})
    x_one, x_other = one.node(asked["id"]).value.central, other.node(asked["id"]).value.central
    assert x_one is not None
    assert x_other is not None
    low, high = (one, other) if x_one <= x_other else (other, one)
    for node_id, before in values(low).items():
        after = values(high)[node_id]
        assert all(not_lower(old, new) for old, new in zip(before, after, strict=True)), node_id
        if node_id in low.levels:
            worse, better = low.levels[node_id], high.levels[node_id]
            assert not_lower(worse.level, better.level)
            assert not_lower(worse.certain, better.certain)


@given(st.data(), st.sampled_from([2, 10, Fraction(1, 3)]))
def test_multiplying_all_weights_changes_nothing(draw: st.DataObject, factor: int | Fraction) -> None:
    data = draw.draw(questionnaires())
    answers = draw.draw(sheets(data))
    scaled = copy.deepcopy(data)
    criteria = [criterion for asked in questions_of(scaled) for criterion in asked.get("criteria", [])]
    for item in [*groups_of(scaled), *questions_of(scaled), *criteria]:
        item["weight"] = to_fraction(item["weight"]) * factor
    assert values(assessed(data, answers)) == values(assessed(scaled, answers))


@given(questionnaires())
def test_the_best_answers_make_100_and_the_worst_make_0(data: Data) -> None:
    for best, index in ((True, 1), (False, 0)):
        answers = {asked["id"]: extreme(asked, best=best) for asked in questions_of(data)}
        assert {value[:3] for value in values(assessed(data, answers)).values()} == {(index, index, index)}


@given(st.data())
def test_the_index_lies_inside_its_interval(draw: st.DataObject) -> None:
    data = draw.draw(questionnaires())
    assessment = assessed(data, draw.draw(sheets(data)))
    for central, low, high, coverage in values(assessment).values():
        if low is None or high is None:
            assert (central, low, high, coverage) == (None, None, None, None)
        else:
            assert 0 <= low <= high <= 1
            assert central is None or low <= central <= high
            assert coverage is not None
            assert 0 <= coverage <= 1
    for result in assessment.levels.values():
        assert result.level is None or result.certain is None or result.certain <= result.level


@given(st.data())
def test_filling_an_unknown_never_widens_the_interval(draw: st.DataObject) -> None:
    data = draw.draw(questionnaires())
    asked = draw.draw(st.sampled_from(questions_of(data)))
    answers = {**draw.draw(sheets(data)), asked["id"]: "unknown"}
    before = values(assessed(data, answers))
    after = values(assessed(data, {**answers, asked["id"]: draw.draw(values_of(asked))}))
    for node_id, (_, low, high, _) in before.items():
        _, new_low, new_high, _ = after[node_id]
        assert low is None or high is None or (new_low is not None and new_high is not None)
        if low is not None and high is not None and new_low is not None and new_high is not None:
            assert low <= new_low <= new_high <= high


@given(st.data())
def test_an_unknown_that_turns_out_best_never_lowers_the_index(draw: st.DataObject) -> None:
    data = draw.draw(questionnaires())
    asked = draw.draw(st.sampled_from(questions_of(data)))
    answers = {**draw.draw(sheets(data)), asked["id"]: "unknown"}
    before = values(assessed(data, answers))
    after = values(assessed(data, {**answers, asked["id"]: extreme(asked, best=True)}))
    assert all(not_lower(before[node_id][0], after[node_id][0]) for node_id in before)


def without(data: Data, question_id: str) -> Data:
    """Return a questionnaire without a question, and without the groups that this leaves empty."""

    def pruned(group: Data) -> Data | None:
        groups = [inner for inner in (pruned(item) for item in group["groups"]) if inner]
        questions = [asked for asked in group["questions"] if asked["id"] != question_id]
        return {**group, "groups": groups, "questions": questions} if groups or questions else None

    return {**data, "dimensions": [group for group in (pruned(item) for item in data["dimensions"]) if group]}


@given(st.data())
def test_not_applicable_is_as_if_the_question_were_absent(draw: st.DataObject) -> None:
    data = draw.draw(questionnaires())
    data.pop("gates", None)  # a gate may name the group that goes
    asked = draw.draw(st.sampled_from(questions_of(data)))
    asked.pop("must_have", None)
    answers = draw.draw(sheets(data))
    smaller = without(data, asked["id"])
    assume(smaller["dimensions"])
    absent = {**answers, asked["id"]: {"state": "not_applicable", "reason": "r"}}
    left = {key: answer for key, answer in answers.items() if key != asked["id"]}
    with_it, without_it = assessed(data, absent), assessed(smaller, left)
    assert {key: value for key, value in values(with_it).items() if key in values(without_it)} == values(without_it)
    assert with_it.overall.level == without_it.overall.level
    assert with_it.overall.certain == without_it.overall.certain


@given(st.data())
def test_the_order_of_children_and_answers_does_not_matter(draw: st.DataObject) -> None:
    data = draw.draw(questionnaires())
    answers = draw.draw(sheets(data))
    shuffled = copy.deepcopy(data)
    shuffle: Callable[[list[Any]], list[Any]] = lambda items: draw.draw(st.permutations(items))  # noqa: E731  # short
    for group in groups_of(shuffled):
        group["groups"], group["questions"] = shuffle(group["groups"]), shuffle(group["questions"])
    shuffled["dimensions"] = shuffle(shuffled["dimensions"])
    other = assessed(shuffled, dict(shuffle(list(answers.items()))))
    one = assessed(data, answers)
    assert values(one) == values(other)
    assert one.levels == other.levels


@given(st.data())
def test_evidence_supports_no_more_than_is_claimed(draw: st.DataObject) -> None:
    data = draw.draw(questionnaires())
    questionnaire = Questionnaire.model_validate(data)
    claimed, supported = assessments(questionnaire, answered(questionnaire, draw.draw(sheets(data))))
    assert supported is not None
    for node_id, (central, low, high, coverage) in values(claimed).items():
        for more, less in zip((central, low, high), values(supported)[node_id], strict=False):
            assert (more is None) == (less is None)
            assert more is None or less is None or less <= more
        assert coverage == values(supported)[node_id][3]


@given(st.data())
def test_what_if_says_what_scoring_again_says(draw: st.DataObject) -> None:
    """The shortcut behind gains and open questions equals scoring the changed sheet from scratch."""
    data = draw.draw(questionnaires())
    asked = draw.draw(st.sampled_from(questions_of(data)))
    answers = {**draw.draw(sheets(data)), asked["id"]: draw.draw(st.sampled_from(["unknown", None]))}
    value = draw.draw(values_of(asked))
    again = assessed(data, {**answers, asked["id"]: value})
    standing = again.standing(asked["id"])
    assert standing is not None
    shortcut = assessed(data, answers).with_standing(asked["id"], standing)
    assert values(shortcut) == values(again)
    assert shortcut.levels == again.levels


@given(st.data())
def test_a_step_gains_what_scoring_again_says(draw: st.DataObject) -> None:
    """At every node, and by the same number to the last digit where a mean is geometric."""
    data = draw.draw(questionnaires())
    assessment = assessed(data, draw.draw(sheets(data)))
    before = values(assessment)
    for change in single_changes(assessment):
        after = values(assessment.with_standing(change.question, change.steps[-1].to))
        gains = {name: gain_of(assessment, change, name) for name in before}
        assert gains == {name: (after[name][0] or 0) - (before[name][0] or 0) for name in before}
        assert (change.gain, change.dimension_gain) == tuple(
            gains[name] for name in ("overall", assessment.questionnaire.path(change.question)[0])
        )


@given(st.data(), st.sampled_from(["full", "quick"]))
def test_every_sheet_gets_a_scorecard_and_the_same_one_again(draw: st.DataObject, form: str) -> None:
    data = draw.draw(questionnaires())
    assume(form == "full" or any(asked["quick"] for asked in questions_of(data)))
    questionnaire = Questionnaire.model_validate(data)
    sheet = answered(questionnaire, draw.draw(sheets(data)), form=form)
    first, second = score(questionnaire, sheet), score(questionnaire, sheet)
    assert first.model_dump_json() == second.model_dump_json()
    assert Scorecard.model_validate_json(first.model_dump_json()) == first
    assert Scorecard.model_validate(first.model_dump()) == first
    assert len(first.actions) <= 10
    assert {question.id for question in first.questions} == {
        question.id for question in questionnaire.asked(sheet.form)
    }


@given(st.data())
def test_strategies_make_every_state(draw: st.DataObject) -> None:
    """The generated answers are valid, whatever state they have."""
    data = draw.draw(questionnaires())
    asked = draw.draw(st.sampled_from(questions_of(data)))
    assert assessed(data, {asked["id"]: draw.draw(answers_of(asked))}).root.id == "overall"
