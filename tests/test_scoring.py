"""Worked examples of the scoring rules, each computed by hand."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from conftest import answered, dimension, level_question, make

from smartscore.answers import State
from smartscore.errors import SheetError
from smartscore.scoring import Scorecard, score


def scored(
    *dimensions: dict[str, Any], answers: dict[str, Any], sheet: dict[str, Any] | None = None, **fields: Any
) -> Scorecard:
    questionnaire = make(*dimensions, **fields)
    return score(questionnaire, answered(questionnaire, answers, **(sheet or {})))


def two(**fields: Any) -> dict[str, Any]:
    return dimension("one", level_question("a", **fields), level_question("b"))


class TestIndex:
    def test_a_level_counts_its_share_of_the_scale(self) -> None:
        """Level 3 of 5 is 60; with 5 beside it the mean is 80."""
        card = scored(two(), answers={"a": 3, "b": 5})
        assert card.overall.index == 80

    def test_weights_count_in_proportion(self) -> None:
        """(3 x 20 + 1 x 100) / 4 = 40."""
        card = scored(two(weight=3), answers={"a": 1, "b": 5})
        assert card.overall.index == 40

    def test_dimensions_count_alike_however_many_questions_they_hold(self) -> None:
        """One dimension at 100 and one at 0 make 50, with one question here and three there."""
        many = dimension("two", level_question("x"), level_question("y"), level_question("z"))
        card = scored(dimension("one", level_question("a")), many, answers={"a": 5, "x": 0, "y": 0, "z": 0})
        assert card.overall.index == 50

    def test_unknown_stays_out_of_the_index_and_opens_the_interval(self) -> None:
        """Known 60; with the other at 0 it is 30, with the other at 100 it is 80."""
        card = scored(two(), answers={"a": 3, "b": "unknown"})
        assert (card.overall.index, card.overall.low, card.overall.high) == (60, 30, 80)
        assert card.overall.coverage == Fraction(1, 2)

    @pytest.mark.parametrize("state", ["unknown", "waiting", None])
    def test_whatever_is_not_known_counts_the_same_and_is_told_apart(self, state: str | None) -> None:
        card = scored(two(), answers={"a": 3, "b": state})
        assert card.overall.low == 30
        assert card.states[State(state or "missing")] == 1

    def test_not_applicable_leaves_the_denominator(self) -> None:
        card = scored(two(), answers={"a": 3, "b": {"state": "not_applicable", "reason": "no coast"}})
        assert (card.overall.index, card.overall.low, card.overall.high) == (60, 60, 60)
        assert (card.overall.coverage, card.overall.not_applicable) == (1, Fraction(1, 2))

    def test_nothing_known_gives_no_index(self) -> None:
        card = scored(two(), answers={})
        assert (card.overall.index, card.overall.low, card.overall.high) == (None, 0, 100)
        assert card.overall.result is not None
        assert (card.overall.result.level, card.overall.result.certain) == (None, 0)

    def test_a_dimension_that_does_not_apply_leaves_the_whole(self) -> None:
        gone = {"state": "not_applicable", "reason": "no coast"}
        card = scored(two(), dimension("sea", level_question("s")), answers={"a": 3, "b": 3, "s": gone})
        assert card.overall.index == 60
        assert card.group("sea").index is None
        assert card.group("sea").result is not None
        assert card.group("sea").result.none_because == "not_applicable"

    def test_own_points_replace_equal_steps(self) -> None:
        """Points 0, 1, 2, 4, 8, 16: level 3 is worth 4/16."""
        points = {level: [0, 1, 2, 4, 8, 16][level] for level in range(6)}
        card = scored(dimension("one", level_question("a", points=points)), answers={"a": 3})
        assert card.overall.index == 25


class TestShares:
    def test_a_pooled_group_has_the_share_of_its_questions(self) -> None:
        """Weights 3 and 1 against 1: 4/5 and 1/5, although the dimensions weigh the same."""
        tiers = [{"id": "overall", "name": "O", "rule": "pooled"}, {"id": "dimension", "name": "D"}]
        one = dimension("one", level_question("a", weight=3), level_question("b"))
        card = scored(one, dimension("two", level_question("c")), answers={"a": 3, "b": 3, "c": 3}, tiers=tiers)
        assert [card.group(name).share for name in ("one", "two")] == [Fraction(4, 5), Fraction(1, 5)]


class TestSpread:
    def test_the_spread_is_what_an_answer_narrows_at_least(self) -> None:
        """The worst counts, two of three are open: 0 to 60. One at its worst: 0 to 0; at its best: 0 to 60 still."""
        tiers = [{"id": "overall", "name": "O"}, {"id": "dimension", "name": "D", "rule": "minimum"}]
        three = dimension("one", *(level_question(name) for name in "abc"))
        card = scored(three, answers={"a": 3}, tiers=tiers)
        assert (card.overall.low, card.overall.high) == (0, 60)
        assert [(item.question, item.spread) for item in card.open] == [("b", 0), ("c", 0)]


class TestCoverage:
    def test_coverage_follows_the_weights_down_the_tree(self) -> None:
        """Half the weight of the one dimension, all of the other: (1/2 + 1) / 2 = 3/4."""
        card = scored(two(), dimension("two", level_question("c")), answers={"a": 3, "c": 3})
        assert card.overall.coverage == Fraction(3, 4)

    def test_not_applicable_questions_do_not_lower_coverage(self) -> None:
        """Of three, one does not apply and one is known: 1/2."""
        three = dimension("one", level_question("a"), level_question("b"), level_question("c"))
        card = scored(three, answers={"a": 3, "b": {"state": "not_applicable", "reason": "r"}})
        assert card.overall.coverage == Fraction(1, 2)

    def test_exactly_two_thirds_is_enough_for_a_level(self) -> None:
        three = dimension("one", level_question("a"), level_question("b"), level_question("c"))
        card = scored(three, answers={"a": 3, "b": 3})
        assert card.overall.result is not None
        assert card.overall.result.level == 3
        assert card.overall.result.doubts == ("coverage",)

    def test_less_than_two_thirds_gives_the_certain_level_alone(self) -> None:
        """Known 2 of 4, both at 5: the low bound is 50, so at least level 2."""
        four = dimension("one", *(level_question(name) for name in "abcd"))
        card = scored(four, answers={"a": 5, "b": 5})
        assert card.overall.result is not None
        assert (card.overall.result.level, card.overall.result.none_because) == (None, "coverage")
        assert card.overall.result.certain == 2


class TestForms:
    def test_a_quick_sheet_counts_quick_questions_only(self) -> None:
        card = scored(two(quick=True), answers={"a": 3, "b": 5}, sheet={"form": "quick"})
        assert (card.overall.index, card.asked) == (60, 1)

    def test_a_quick_sheet_is_at_most_provisional(self) -> None:
        card = scored(two(quick=True), answers={"a": 3}, sheet={"form": "quick"})
        assert card.overall.result is not None
        assert card.overall.result.doubts == ("short_form",)

    def test_a_short_form_that_asks_nothing_is_refused(self) -> None:
        with pytest.raises(SheetError, match="form: small asks nothing in its short form"):
            scored(two(), answers={"a": 3}, sheet={"form": "quick"})


class TestWaiting:
    def test_waiting_counts_as_the_level_that_the_questionnaire_names(self) -> None:
        """Level 1 counts until the outside body answers: central (60 + 20) / 2, low the same, high (60 + 100) / 2."""
        card = scored(two(), answers={"a": 3, "b": "waiting"}, waiting={"counts_as": 1})
        assert (card.overall.index, card.overall.low, card.overall.high) == (40, 40, 80)
        assert card.overall.coverage == 1
        assert [item.question for item in card.open] == ["b"]


class TestEvidence:
    EVIDENCE = {2: [{"id": "decree", "name": "The decree"}], 3: [{"id": "log", "name": "The log"}]}

    def card(self, *proofs: dict[str, Any], level: int = 4, assessed: bool = False) -> Scorecard:
        question = level_question("a", evidence=self.EVIDENCE)
        items = [{"reference": "file", **proof} for proof in proofs]
        return scored(
            dimension("one", question), answers={"a": {"level": level, "evidence": items}}, sheet={"assessed": assessed}
        )

    def test_levels_that_ask_for_nothing_are_believed(self) -> None:
        """Levels 0 and 1 ask for nothing; level 2 asks for the decree."""
        assert self.card().overall.supported == 20

    def test_support_ends_at_the_first_gap(self) -> None:
        """The log alone proves level 3, but level 2 is not proved."""
        assert self.card({"proves": ["log"]}).overall.supported == 20

    def test_a_level_that_asks_for_nothing_is_supported_if_the_one_below_is(self) -> None:
        """With both documents, levels 2 and 3 are proved; level 4 asks for nothing."""
        assert self.card({"proves": ["decree", "log"]}).overall.supported == 80

    def test_no_more_is_supported_than_was_claimed(self) -> None:
        assert self.card({"proves": ["decree", "log"]}, level=2).overall.supported == 40

    def test_the_claim_itself_is_not_touched(self) -> None:
        assert self.card().overall.index == 80

    def test_news_proves_nothing(self) -> None:
        """Levels 2 and 3 are claimed by news alone, so level 1 is what is supported: 20."""
        card = self.card({"kind": "news", "proves": ["decree", "log"]})
        assert card.overall.supported == 20
        assert [(item.evidence, item.status) for item in card.missing_evidence] == [("decree", None), ("log", None)]

    @pytest.mark.parametrize("status", ["returned", "rejected"])
    def test_what_was_sent_back_proves_nothing(self, status: str) -> None:
        card = self.card({"proves": ["decree"], "status": status}, {"proves": ["log"]})
        assert card.overall.supported == 20
        assert {(item.evidence, item.status) for item in card.missing_evidence} == {("decree", status)}

    def test_an_assessed_sheet_counts_accepted_evidence_only(self) -> None:
        proofs = ({"proves": ["decree"]}, {"proves": ["log"], "status": "accepted"})
        assert self.card(*proofs, assessed=True).overall.supported == 20
        assert self.card({**proofs[0], "status": "accepted"}, proofs[1], assessed=True).overall.supported == 80


class TestAnswers:
    @pytest.mark.parametrize("number", ["0.1234567890123", "1.2345678901234567890123456789", "30", "0"])
    def test_a_number_stands_in_the_scorecard_as_files_hold_it(self, number: str) -> None:
        asked = {"id": "a", "kind": "number", "ask": "?", "unit": "m", "valid": [0, 100]}
        card = scored(
            dimension("one", {**asked, "goalposts": {"worst": 0, "best": 100}}), answers={"a": Decimal(f"{number}")}
        )
        assert card.questions[0].answer == number


class TestFaults:
    def test_all_faults_of_a_sheet_come_at_once(self) -> None:
        questionnaire = make(two(not_applicable="forbidden"))
        bad = {"a": {"state": "not_applicable", "reason": "r"}, "b": 9, "zzz": 1}
        with pytest.raises(SheetError) as error:
            score(questionnaire, answered(questionnaire, bad))
        assert {fault.key for fault in error.value.faults} == {
            "answer.not_applicable_forbidden",
            "answer.level_range",
            "fault.question_unknown",
        }

    def test_an_earlier_id_still_answers(self) -> None:
        card = scored(dimension("one", level_question("a", renamed_from=["old-a"])), answers={"old-a": 4})
        assert card.overall.index == 80

    def test_an_earlier_and_a_present_id_together_are_refused(self) -> None:
        questionnaire = make(dimension("one", level_question("a", renamed_from=["old-a"])))
        with pytest.raises(SheetError, match="same question"):
            score(questionnaire, answered(questionnaire, {"old-a": 4, "a": 3}))

    @pytest.mark.parametrize(
        ("version", "accepted"), [("0.9.0", True), ("1.0.0", True), ("1.0.1", False), ("2.0.0", False)]
    )
    def test_a_sheet_for_a_newer_version_is_refused(self, version: str, accepted: bool) -> None:
        questionnaire = make(two())
        sheet = answered(questionnaire, {"a": 1}, questionnaire={"id": "small", "version": version})
        if accepted:
            assert score(questionnaire, sheet).sheet_version == version
        else:
            with pytest.raises(SheetError, match="Install the newer one"):
                score(questionnaire, sheet)
