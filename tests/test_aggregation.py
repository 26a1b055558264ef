"""How a group's value is made from what it holds: every rule, with numbers worked by hand."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from math import prod
from typing import Any

import pytest
from conftest import answered, dimension, level_question, make

from smartscore.language import LANGUAGES
from smartscore.questionnaire import Rule, Tier
from smartscore.scoring import Scorecard, score
from smartscore.scoring.aggregation import AGGREGATIONS

ON_SCALE = (Rule.HARMONIC, Rule.GEOMETRIC)


def tier(rule: Rule, on: tuple[object, object] = (0, 100)) -> Tier:
    return Tier.model_validate({"id": "tier", "name": "Tier", "rule": rule, "on": on if rule in ON_SCALE else None})


def value(
    rule: Rule, xs: Sequence[object], weights: Sequence[object] | None = None, on: tuple[object, object] = (0, 100)
) -> Fraction:
    """Apply a rule to indexes from 0 to 100; return the index."""
    parts = [(Fraction(str(w)), Fraction(str(x)) / 100) for w, x in zip(weights or [1] * len(xs), xs, strict=True)]
    return AGGREGATIONS[rule](parts, tier(rule, on)) * 100


def scored(
    *dimensions: dict[str, Any], answers: dict[str, Any], rules: Sequence[str] = (), on: Sequence[int] = (0, 100)
) -> Scorecard:
    """Score a questionnaire whose tiers, from the top, have these rules (and mean below)."""
    named = [*rules, *["mean"] * (4 - len(rules))]
    tiers = [
        {"id": f"tier-{depth}", "name": f"Tier {depth}", "rule": rule, **({"on": on} if rule in ON_SCALE else {})}
        for depth, rule in enumerate(named)
    ]
    questionnaire = make(*dimensions, tiers=tiers)
    return score(questionnaire, answered(questionnaire, answers))


class TestTheTable:
    def test_every_rule_has_a_function(self) -> None:
        assert set(AGGREGATIONS) == set(Rule)
        assert [rule.value for rule in Rule] == ["mean", "pooled", "minimum", "harmonic", "geometric"]

    @pytest.mark.parametrize("lang", sorted(LANGUAGES))
    def test_every_rule_has_a_text_in_every_language(self, lang: str) -> None:
        texts = {key: text for key, text in LANGUAGES[lang].texts.items() if key.startswith("rule.")}
        assert set(texts) == {f"rule.{rule.value}" for rule in Rule}
        assert len(set(texts.values())) == len(Rule)


PROFILES = {
    "alike": [50] * 6,
    "spread": [80, 70, 60, 50, 40, 30],
    "one weak": [90] * 5 + [10],
    "half and half": [95] * 3 + [5] * 3,
}


class TestWorkedNumbers:
    """Six dimensions of equal weight on [0, 100].

    mean: 330/6 = 55; 460/6 = 230/3; 300/6 = 50.
    harmonic: of 80 ... 30, with the common denominator 8400: 6 x 8400 / (105 + 120 + 140 + 168 + 210 + 280)
        = 50400/1023 = 16800/341; of five 90 and a 10: 6 / (5/90 + 1/10) = 270/7; 6 / (3/95 + 3/5) = 19/2.
    geometric: 80 x 70 x 60 x 50 x 40 x 30 = 20160 x 10^6, and 10 times the sixth root of 20160 is 52.1693094298...;
        10 x 3^(5/3) = 62.4025146915...; the root of 475 is 21.7944947177...
    """

    @pytest.mark.parametrize(
        ("rule", "profile", "expected"),
        [
            (Rule.MEAN, "alike", "50"),
            (Rule.MEAN, "spread", "55"),
            (Rule.MEAN, "one weak", "230/3"),
            (Rule.MEAN, "half and half", "50"),
            (Rule.POOLED, "spread", "55"),
            (Rule.POOLED, "one weak", "230/3"),
            (Rule.MINIMUM, "alike", "50"),
            (Rule.MINIMUM, "spread", "30"),
            (Rule.MINIMUM, "one weak", "10"),
            (Rule.MINIMUM, "half and half", "5"),
            (Rule.HARMONIC, "alike", "50"),
            (Rule.HARMONIC, "spread", "16800/341"),
            (Rule.HARMONIC, "one weak", "270/7"),
            (Rule.HARMONIC, "half and half", "19/2"),
            (Rule.GEOMETRIC, "alike", "50"),
            (Rule.GEOMETRIC, "spread", "52.1693094298"),
            (Rule.GEOMETRIC, "one weak", "62.4025146916"),
            (Rule.GEOMETRIC, "half and half", "21.7944947177"),
        ],
    )
    def test_six_dimensions(self, rule: Rule, profile: str, expected: str) -> None:
        assert value(rule, PROFILES[profile]) == Fraction(expected)

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            # (3 x 20 + 80) / 4
            (Rule.MEAN, "35"),
            (Rule.POOLED, "35"),
            (Rule.MINIMUM, "20"),
            # 4 / (3/20 + 1/80) = 4 x 80 / 13
            (Rule.HARMONIC, "320/13"),
            # the fourth root of 20^3 x 80 = 640000 is 20 x the root of 2 = 28.28427124746...
            (Rule.GEOMETRIC, "28.2842712475"),
        ],
    )
    def test_weights_3_to_1(self, rule: Rule, expected: str) -> None:
        assert value(rule, [20, 80], [3, 1]) == Fraction(expected)

    def test_the_harmonic_mean_is_taken_on_its_scale_and_mapped_back(self) -> None:
        """0 and 100 are 1 and 100 there: 2 / (1 + 1/100) = 200/101; less 1 and through 99: 1/101."""
        assert value(Rule.HARMONIC, [0, 100], on=(1, 100)) == Fraction(100, 101)

    def test_the_geometric_mean_is_taken_on_its_scale_and_mapped_back(self) -> None:
        """0 and 100 are 1 and 100 there: their root is 10, and 9/99 = 0.090909090909..., with 12 decimals."""
        assert value(Rule.GEOMETRIC, [0, 100], on=(1, 100)) == Fraction("9.0909090909")

    @pytest.mark.parametrize(
        ("xs", "weights", "expected"),
        [
            # 4 x 9 = 6 squared
            ([4, 9], [1, 1], 6),
            # 50 x 100 x 25 = 50 cubed
            ([50, 100, 25], [1, 1, 1], 50),
            # 81^(3/4) x 1^(1/4) = 27
            ([81, 1], [3, 1], 27),
            # 32^(0.4) x 1^(0.6) = 4, with weights in decimals
            ([32, 1], ["0.4", "0.6"], 4),
        ],
    )
    def test_a_rational_geometric_mean_is_met(self, xs: list[int], weights: list[object], expected: int) -> None:
        assert value(Rule.GEOMETRIC, xs, weights) == expected

    @pytest.mark.parametrize("on", [(0, 100), (1, 100), (0, 1), ("0.5", 7)])
    @pytest.mark.parametrize("profile", ["spread", "one weak", "half and half"])
    def test_the_twelve_decimals_of_a_geometric_mean_are_right(self, profile: str, on: tuple[object, object]) -> None:
        """By whole powers alone: half of the last decimal below and above, the sixth powers enclose the product."""
        xs = PROFILES[profile]
        found = value(Rule.GEOMETRIC, xs, on=on) / 100
        assert (found * 10**12).denominator == 1
        a, b = (Fraction(str(edge)) for edge in on)
        half = Fraction(1, 2 * 10**12)
        below, above = (a + (found + step) * (b - a) for step in (-half, half))
        assert below**6 <= prod(a + Fraction(x, 100) * (b - a) for x in xs) < above**6


class TestEqualChildren:
    @pytest.mark.parametrize("rule", list(Rule))
    @pytest.mark.parametrize("x", ["0", "100", "100/3", "0.0000000000001", "99.99999999999999999"])
    @pytest.mark.parametrize("on", [(0, 100), (1, 100)])
    def test_their_value_comes_out_exactly(self, rule: Rule, x: str, on: tuple[int, int]) -> None:
        """Also where it has no twelve decimals, and whatever the weights."""
        assert value(rule, [x] * 3, ["1/3", 2, "0.7"], on) == Fraction(x)

    @pytest.mark.parametrize("rule", list(Rule))
    def test_an_only_child_is_the_whole(self, rule: Rule) -> None:
        assert value(rule, ["100/7"], [5]) == Fraction(100, 7)


class TestZero:
    @pytest.mark.parametrize("rule", ON_SCALE)
    def test_a_child_that_is_0_on_the_scale_makes_the_mean_0(self, rule: Rule) -> None:
        assert value(rule, [0, 100, 100], [1, 50, 50]) == 0

    @pytest.mark.parametrize(("rule", "expected"), [(Rule.HARMONIC, "100/51"), (Rule.GEOMETRIC, "20.7518655559")])
    def test_on_a_scale_without_0_it_does_not(self, rule: Rule, expected: str) -> None:
        """On [1, 100] the values are 1, 100, 100.

        Harmonic: 3 / (1 + 2/100) = 50/17; less 1 that is 33/17, and through 99 it is 1/51.
        Geometric: 10^(4/3) = 21.544346900318...; less 1 and through 99 that is 0.2075186555587...
        """
        assert value(rule, [0, 100, 100], on=(1, 100)) == Fraction(expected)

    @pytest.mark.parametrize("rule", ON_SCALE)
    def test_almost_0_is_not_0(self, rule: Rule) -> None:
        """Of 10^-10 and 1. Harmonic: 2 / (10^10 + 1). Geometric: the root of 10^-10 is 10^-5."""
        expected = {Rule.HARMONIC: Fraction(2, 10**10 + 1), Rule.GEOMETRIC: Fraction(1, 10**5)}
        assert value(rule, ["0.00000001", 100]) / 100 == expected[rule]

    @pytest.mark.parametrize("rule", [Rule.MEAN, Rule.POOLED])
    def test_a_mean_makes_up_for_it(self, rule: Rule) -> None:
        assert value(rule, [0, 100]) == 50


class TestBounds:
    @pytest.mark.parametrize(
        ("xs", "expected"),
        [
            # the true mean, 0.33333333333333..., has the twelve decimals 0.333333333333: below both values
            (["100/3", "33.33333333333334"], "100/3"),
            # 0.66666666666666..., 0.666666666667: above both values
            (["66.66666666666666", "200/3"], "200/3"),
        ],
    )
    def test_a_rounded_geometric_mean_never_leaves_its_values(self, xs: list[str], expected: str) -> None:
        assert value(Rule.GEOMETRIC, xs) == Fraction(expected)

    @pytest.mark.parametrize("on", [(0, 100), (1, 100)])
    @pytest.mark.parametrize("profile", ["spread", "one weak", "half and half"])
    def test_the_rules_stand_in_their_order(self, profile: str, on: tuple[int, int]) -> None:
        """Minimum, harmonic, geometric, mean: each makes up for weakness more than the one before."""
        order = (Rule.MINIMUM, Rule.HARMONIC, Rule.GEOMETRIC, Rule.MEAN)
        found = [value(rule, PROFILES[profile], on=on) for rule in order]
        assert found == sorted(set(found))
        assert found[-1] < max(PROFILES[profile])


class TestOrderAndWeights:
    PARTS = (("12.5", 3), ("100/7", 1), ("90", "0.7"), ("33.333", "11/3"))

    @pytest.mark.parametrize("rule", list(Rule))
    def test_the_order_of_children_is_irrelevant(self, rule: Rule) -> None:
        orders = permutations(self.PARTS)
        assert len({value(rule, [x for x, _ in parts], [w for _, w in parts]) for parts in orders}) == 1

    @pytest.mark.parametrize("rule", list(Rule))
    @pytest.mark.parametrize("factor", ["2", "1/3", "1000000", "0.000001"])
    def test_all_weights_times_a_number_change_nothing(self, rule: Rule, factor: str) -> None:
        xs, weights = [x for x, _ in self.PARTS], [Fraction(str(w)) for _, w in self.PARTS]
        assert value(rule, xs, weights) == value(rule, xs, [w * Fraction(factor) for w in weights])

    @pytest.mark.parametrize("rule", [rule for rule in Rule if rule is not Rule.MINIMUM])
    def test_a_weight_of_2_is_the_child_twice(self, rule: Rule) -> None:
        assert value(rule, [20, 70], [2, 1]) == value(rule, [20, 20, 70])

    def test_weights_do_not_matter_to_the_minimum(self) -> None:
        assert value(Rule.MINIMUM, [20, 70], [1, 1000]) == 20


def two(**fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a dimension with one question (a) and one with three (b, c, d)."""
    many = dimension("two", *(level_question(name) for name in "bcd"), **fields)
    return dimension("one", level_question("a")), many


class TestInTheTree:
    """Answers 5, 0, 0, 0: the first dimension is at 100, the second at 0."""

    ANSWERS = {"a": 5, "b": 0, "c": 0, "d": 0}

    @pytest.mark.parametrize(("rule", "expected"), [("mean", 50), ("pooled", 25), ("minimum", 0)])
    def test_the_mean_is_of_the_children_and_pooled_of_all_questions_below(self, rule: str, expected: int) -> None:
        assert scored(*two(), answers=self.ANSWERS, rules=[rule]).overall.index == expected

    def test_pooled_ignores_the_weights_of_groups(self) -> None:
        """9 to 1 for the second dimension: a mean of 10, but pooled it stays at one question of four."""
        assert scored(*two(weight=9), answers=self.ANSWERS, rules=["mean"]).overall.index == 10
        assert scored(*two(weight=9), answers=self.ANSWERS, rules=["pooled"]).overall.index == 25

    def test_pooled_ignores_the_rules_below(self) -> None:
        """Answers 5, 5, 0, 0: by the minimum the second dimension is at 0; pooled, two questions of four are at 5."""
        card = scored(*two(), answers={**self.ANSWERS, "b": 5}, rules=["pooled", "minimum"])
        assert (card.overall.index, card.group("two").index) == (50, 0)

    def test_pooled_counts_the_questions_own_weights(self) -> None:
        """(3 x 100 + 1 x 0 + 1 x 0) / 5."""
        heavy = dimension("one", level_question("a", weight=3))
        light = dimension("two", level_question("b"), level_question("c"))
        card = scored(heavy, light, answers={"a": 5, "b": 0, "c": 0}, rules=["pooled"])
        assert card.overall.index == 60

    def test_pooled_reaches_through_every_storey(self) -> None:
        """A question in the dimension, one two storeys below, two three storeys below: (100 + 60 + 0 + 0) / 4."""
        inner = dimension("inner", level_question("c"), level_question("d"))
        area = dimension("area", level_question("b"), groups=[inner])
        card = scored(
            dimension("one", level_question("a"), groups=[area]),
            answers={"a": 5, "b": 3, "c": 0, "d": 0},
            rules=["pooled"],
        )
        assert card.overall.index == 40

    def test_a_pooled_dimension_leaves_the_whole_to_its_own_rule(self) -> None:
        """The first dimension pools 100, 0, 0 to 100/3; the whole takes the mean of that and 100."""
        area = dimension("area", level_question("b"), level_question("c"))
        card = scored(
            dimension("one", level_question("a"), groups=[area]),
            dimension("two", level_question("d")),
            answers={"a": 5, "b": 0, "c": 0, "d": 5},
            rules=["mean", "pooled"],
        )
        assert (card.group("one").index, card.overall.index) == (Fraction(100, 3), Fraction(200, 3))

    def test_pooled_coverage_counts_questions(self) -> None:
        """One of four is not known: 3/4; by the mean of the dimensions it would be half."""
        answers = {**self.ANSWERS, "a": "unknown"}
        assert scored(*two(), answers=answers, rules=["pooled"]).overall.coverage == Fraction(3, 4)
        assert scored(*two(), answers=answers, rules=["mean"]).overall.coverage == Fraction(1, 2)

    def test_the_minimum_is_the_worst_known_child(self) -> None:
        """Unknown is no child for the central value; it is 0 for the low bound and 100 for the high one."""
        whole = scored(*two(), answers={"a": "unknown", "b": 3, "c": 3, "d": 3}, rules=["minimum"]).overall
        assert (whole.index, whole.low, whole.high) == (60, 0, 60)

    def test_each_storey_has_its_own_rule(self) -> None:
        """Minimum of 5, 2, 2 is 40; of 4 it is 80; harmonic on [0, 100]: 2 / (1/40 + 1/80) = 160/3."""
        second = dimension("two", *(level_question(name) for name in "bcd"))
        card = scored(
            dimension("one", level_question("a")),
            second,
            answers={"a": 4, "b": 5, "c": 2, "d": 2},
            rules=["harmonic", "minimum"],
        )
        assert [group.index for group in card.dimensions] == [80, 40]
        assert card.overall.index == Fraction(160, 3)

    @pytest.mark.parametrize("rule", ["harmonic", "geometric"])
    def test_an_unknown_answer_can_still_make_the_whole_0(self, rule: str) -> None:
        """On [0, 100]: its worst is 0, its best leaves the mean of 100 and 100."""
        whole = scored(*two(), answers={"a": "unknown", "b": 5, "c": 5, "d": 5}, rules=[rule]).overall
        assert (whole.index, whole.low, whole.high) == (100, 0, 100)

    def test_what_does_not_apply_is_no_child(self) -> None:
        """The harmonic mean of the rest: a dimension that does not apply is not a 0."""
        gone = {"state": "not_applicable", "reason": "none here"}
        card = scored(*two(), answers={"a": gone, "b": 3, "c": 3, "d": 3}, rules=["harmonic"])
        assert (card.overall.index, card.overall.low, card.overall.high) == (60, 60, 60)

    def test_the_scorecard_names_the_rule_and_its_scale(self) -> None:
        card = scored(*two(), answers=self.ANSWERS, rules=["geometric"], on=(1, 100))
        assert (card.overall.rule, card.overall.rule_scale) == ("geometric", (1, 100))
        assert (card.group("one").rule, card.group("one").rule_scale) == ("mean", None)
