"""Maturity levels: bands, must-haves, gates, the weakest dimension, the certain level, and what leaves doubts."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from conftest import answered, dimension, level_question, make
from pydantic import ValidationError

from smartscore import phrases
from smartscore.errors import QuestionnaireError
from smartscore.language import LANGUAGES
from smartscore.scoring import Scorecard, score
from smartscore.scoring.scorecard import Cap, LevelResult

Data = dict[str, Any]

GONE = {"state": "not_applicable", "reason": "none here"}
BECAUSE = "Nothing works without it."


def number_question(question_id: str, **fields: Any) -> Data:
    """Return the data of a question whose answer, 0 to 100, is its index."""
    return {
        "id": question_id,
        "kind": "number",
        "ask": f"How much is {question_id}?",
        "unit": "%",
        "valid": [0, 100],
        "goalposts": {"worst": 0, "best": 100},
        **fields,
    }


def levels(dimension_id: str, names: str, **fields: Any) -> Data:
    """Return the data of a dimension with a level question for each letter."""
    return dimension(dimension_id, *(level_question(name) for name in names), **fields)


def scored(*dimensions: Data, answers: Data, sheet: Data | None = None, **fields: Any) -> Scorecard:
    questionnaire = make(*dimensions, **fields)
    return score(questionnaire, answered(questionnaire, answers, **(sheet or {})))


def result(card: Scorecard, group: str = "overall") -> LevelResult:
    found = card.group(group).result
    assert found is not None
    return found


def level(card: Scorecard, group: str = "overall") -> int | None:
    return result(card, group).level


def reasons(card: Scorecard, group: str = "overall", lang: str = "en") -> list[str]:
    """Return the sentences that a report prints under a level."""
    return list(phrases.reasons(card, card.group(group), LANGUAGES[lang]))


EDGES = [
    (0, 0),
    (Decimal("19.999999999999999999"), 0),
    (20, 1),
    (Decimal("39.999999999999999999"), 1),
    (40, 2),
    (Decimal("59.999999999999999999"), 2),
    (60, 3),
    (Decimal("79.999999999999999999"), 3),
    (80, 4),
    (Decimal("94.999999999999999999"), 4),
    (95, 5),
    (100, 5),
]


class TestBands:
    @pytest.mark.parametrize(("index", "expected"), EDGES)
    def test_an_edge_belongs_to_the_band_above_and_100_to_the_last(self, index: int | Decimal, expected: int) -> None:
        card = scored(dimension("one", number_question("a")), answers={"a": index})
        assert card.overall.index == Fraction(index)
        assert (level(card), level(card, "one")) == (expected, expected)
        assert result(card).name == f"Level {expected}"

    def test_an_edge_that_is_no_short_decimal_is_met_exactly(self) -> None:
        """Two of three at the best are 200/3; an edge written 200/3 is reached, and by no more than that."""
        bands = [
            {"level": 1, "name": "Low", "min": 0, "max": "200/3"},
            {"level": 2, "name": "High", "min": "200/3", "max": 100},
        ]
        bands_data = {"unit": "index", "levels": bands}
        card = scored(levels("one", "abc"), answers={"a": 5, "b": 5, "c": 0}, bands=bands_data)
        assert (card.overall.index, level(card)) == (Fraction(200, 3), 2)

    def test_only_the_whole_and_the_dimensions_have_levels(self) -> None:
        area = dimension("area", level_question("b"))
        card = scored(dimension("one", level_question("a"), groups=[area]), answers={"a": 3, "b": 3})
        assert [group.id for group in card.groups if group.result is not None] == ["overall", "one"]

    @pytest.mark.parametrize(
        ("index", "expected", "name"),
        [(0, 1, None), (Decimal("19.99"), 1, None), (20, 2, "Second"), (60, 3, "Third"), (100, 3, "Third")],
    )
    def test_below_the_first_band_there_is_no_name(self, index: int | Decimal, expected: int, name: str | None) -> None:
        """The bands begin with level 2 at 20."""
        bands = [
            {"level": 2, "name": "Second", "min": 20, "max": 60},
            {"level": 3, "name": "Third", "min": 60, "max": 100},
        ]
        bands_data = {"unit": "index", "levels": bands}
        card = scored(dimension("one", number_question("a")), answers={"a": index}, bands=bands_data)
        assert (level(card), result(card).name) == (expected, name)
        assert (result(card).certain, result(card).certain_name) == (expected, name)

    def test_a_report_says_so_where_no_level_has_a_name(self) -> None:
        bands_data = {"unit": "index", "levels": [{"level": 1, "name": "First", "min": 20, "max": 100}]}
        card = scored(dimension("one", number_question("a")), answers={"a": 10}, bands=bands_data)
        assert phrases.level(result(card), LANGUAGES["en"]) == "0 (below the first named level)"

    @pytest.mark.parametrize(("share", "expected"), [("0.7999", 1), ("0.8", 2), ("1.5999", 2), ("1.6", 3), ("4", 3)])
    def test_bands_may_be_in_the_instruments_own_unit(self, share: str, expected: int) -> None:
        """On levels 1 to 5, an index of 20 is 1.8 and one of 40 is 2.6."""
        names = [{"level": number, "name": f"N{number}"} for number in range(1, 6)]
        bands = [
            {"level": 1, "name": "Low", "min": 1, "max": "1.8"},
            {"level": 2, "name": "Middle", "min": "1.8", "max": "2.6"},
            {"level": 3, "name": "High", "min": "2.6", "max": 5},
        ]
        card = scored(
            dimension("one", number_question("a")),
            answers={"a": Decimal(share) * 25},
            scale={"levels": names},
            bands={"unit": "native", "levels": bands},
        )
        assert (card.overall.native, level(card)) == (1 + Fraction(share), expected)


def with_minimum(**minimum: Any) -> tuple[Data, Data]:
    """Return two dimensions: a, b, c, d with a minimum on a (level 2, holds at 1), and e."""
    must_have = {"at_least": 2, "holds_at": 1, "because": BECAUSE, **minimum}
    first = level_question("a", must_have=must_have)
    return dimension("one", first, *(level_question(name) for name in "bcd")), levels("two", "e")


BEST = {"b": 5, "c": 5, "d": 5, "e": 5}
HELD_BY_A = Cap(kind="must_have", node="a", holds_at=1, because=BECAUSE)


class TestMustHaves:
    def test_one_that_is_met_holds_nothing(self) -> None:
        """At exactly level 2: (40 + 300) / 4 = 85, and (85 + 100) / 2 = 92.5: both in band 4."""
        card = scored(*with_minimum(), answers={**BEST, "a": 2})
        assert [(level(card, group), result(card, group).caps) for group in ("overall", "one", "two")] == [
            (4, ()),
            (4, ()),
            (5, ()),
        ]
        assert card.unmet == ()

    def test_one_that_is_not_met_holds_its_dimension_and_the_whole(self) -> None:
        """At level 1: (20 + 300) / 4 = 80 and 90 would be level 4; the other dimension keeps its 5."""
        card = scored(*with_minimum(), answers={**BEST, "a": 1})
        for group in ("overall", "one"):
            assert (level(card, group), result(card, group).band) == (1, 4)
            assert result(card, group).caps == (HELD_BY_A,)
        assert (level(card, "two"), result(card, "two").caps) == (5, ())
        assert [(item.kind, item.node, item.holds_at) for item in card.unmet] == [("must_have", "a", 1)]

    @pytest.mark.parametrize("answer", ["unknown", "waiting", None, GONE])
    def test_whatever_is_not_known_does_not_meet_it(self, answer: object) -> None:
        """Nor does what is not applicable: the questionnaire waives it, or it holds."""
        card = scored(*with_minimum(), answers={**BEST, "a": answer})
        for group in ("overall", "one"):
            assert (level(card, group), result(card, group).certain) == (1, 1)
            assert result(card, group).caps == (HELD_BY_A,)

    def test_not_applicable_meets_it_where_it_is_waived(self) -> None:
        card = scored(*with_minimum(not_applicable="waived"), answers={**BEST, "a": GONE})
        assert [(level(card, group), result(card, group).caps) for group in ("overall", "one")] == [(5, ()), (5, ())]

    @pytest.mark.parametrize("answer", [0, "unknown", "waiting", None])
    def test_a_waiver_is_for_not_applicable_alone(self, answer: object) -> None:
        card = scored(*with_minimum(not_applicable="waived"), answers={**BEST, "a": answer})
        assert (level(card, "one"), result(card, "one").caps) == (1, (HELD_BY_A,))

    @pytest.mark.parametrize(("counts_as", "expected"), [(1, 1), (2, 4)])
    def test_a_waiting_answer_meets_it_with_the_level_that_it_counts_as(self, counts_as: int, expected: int) -> None:
        """The minimum is level 2; with 1 the dimension is at 80, with 2 at 85."""
        card = scored(*with_minimum(), answers={**BEST, "a": "waiting"}, waiting={"counts_as": counts_as})
        assert level(card, "one") == expected

    @pytest.mark.parametrize("holds_at", [3, 4, 5])
    def test_one_that_holds_no_lower_than_the_band_is_no_cause(self, holds_at: int) -> None:
        """(0 + 60 + 60 + 60) / 4 = 45 is level 2 already; the minimum is still listed as not met."""
        card = scored(*with_minimum(holds_at=holds_at), answers={"a": 0, "b": 3, "c": 3, "d": 3, "e": 2})
        assert (level(card, "one"), result(card, "one").caps) == (2, ())
        assert [item.node for item in card.unmet] == ["a"]

    def test_the_strictest_comes_first_and_decides(self) -> None:
        minimums = {"a": 3, "b": 1, "c": 2}
        questions = [
            level_question(name, must_have={"at_least": 4, "holds_at": holds_at, "because": BECAUSE})
            for name, holds_at in minimums.items()
        ]
        good = levels("two", "uvwxyz", weight=9)
        answers = {"a": 3, "b": 3, "c": 3, **dict.fromkeys("uvwxyz", 5)}
        card = scored(dimension("one", *questions), good, answers=answers)
        assert (level(card), result(card).band) == (1, 5)
        assert [(cap.node, cap.holds_at) for cap in result(card).caps] == [("b", 1), ("c", 2), ("a", 3)]

    @pytest.mark.parametrize(
        ("question", "at_least", "met", "unmet"),
        [
            (number_question("a"), "0.6", 60, Decimal("59.999")),
            (number_question("a", goalposts=None, thresholds=[20, 40, 60, 80, 95]), 2, 40, Decimal("39.999")),
            ({"id": "a", "kind": "yes_no", "ask": "Is a?"}, "yes", "yes", "no"),
            (
                {
                    "id": "a",
                    "kind": "choice",
                    "ask": "Which a?",
                    "options": [{"id": f"o{n}", "text": "o", "points": n} for n in (0, 1, 3, 4)],
                },
                "75%",
                "o3",
                "o1",
            ),
            (
                {
                    "id": "a",
                    "kind": "checklist",
                    "ask": "Which of a?",
                    "criteria": [{"id": name, "text": name} for name in ("c1", "c2", "c3")],
                },
                ["c1", "c3"],
                ["c3", "c1"],
                ["c1", "c2"],
            ),
        ],
        ids=["goalposts", "thresholds", "yes_no", "choice", "checklist"],
    )
    def test_every_kind_of_question_can_have_one(
        self, question: Data, at_least: object, met: object, unmet: object
    ) -> None:
        must_have = {"at_least": at_least, "holds_at": 0, "because": BECAUSE}
        one = dimension("one", {**question, "must_have": must_have}, weight=1)
        for answer, caps in ((met, 0), (unmet, 1)):
            card = scored(one, levels("two", "b", weight=9), answers={"a": answer, "b": 5})
            assert len(result(card).caps) == caps
            assert (level(card) == 0) is bool(caps)

    def test_a_claim_without_proof_meets_it_as_claimed_and_not_as_supported(self) -> None:
        must_have = {"at_least": 2, "holds_at": 1, "because": BECAUSE}
        evidence = {2: [{"id": "decree", "name": "The decree"}]}
        question = level_question("a", must_have=must_have, evidence=evidence)
        card = scored(dimension("one", question), levels("two", "b", weight=9), answers={"a": 5, "b": 5})
        supported = card.overall.supported_result
        assert supported is not None
        assert (level(card), result(card).caps) == (5, ())
        assert (supported.level, supported.band, supported.caps) == (1, 4, (HELD_BY_A,))

    def test_a_quick_sheet_knows_only_the_minimums_of_its_questions(self) -> None:
        must_have = {"at_least": 2, "holds_at": 1, "because": BECAUSE}
        one = dimension("one", level_question("a", must_have=must_have), level_question("b", quick=True))
        card = scored(one, answers={"b": 5}, sheet={"form": "quick"})
        assert (level(card), result(card).caps, card.unmet) == (5, (), ())


ELEMENT = {"id": "soft", "name": "S", "parts": [{"id": "people", "name": "P"}]}
CLAIM = {"question": "a", "at_least": 1}
EXPECTATION = {"id": "e", "claim": CLAIM, "expects": CLAIM, "because": BECAUSE}
TIER = {"id": "overall", "name": "O"}
PARTS = ELEMENT["parts"]


class TestRepeatedIds:
    @pytest.mark.parametrize(
        ("fields", "place", "name"),
        [
            ({"tiers": [TIER, TIER]}, ("tiers", 1, "id"), "overall"),
            ({"expectations": [EXPECTATION, EXPECTATION]}, ("expectations", 1, "id"), "e"),
            (
                {"elements": [ELEMENT, {**ELEMENT, "id": "hard"}]},
                ("readiness", "elements", 1, "parts", 0, "id"),
                "people",
            ),
            (
                {"elements": [{**ELEMENT, "parts": [*PARTS, *PARTS]}]},
                ("readiness", "elements", 0, "parts", 1, "id"),
                "people",
            ),
            (
                {"elements": [ELEMENT, {**ELEMENT, "parts": [{"id": "money", "name": "M"}]}]},
                ("readiness", "elements", 1, "id"),
                "soft",
            ),
        ],
    )
    def test_an_id_that_stands_twice_is_refused(self, fields: Data, place: tuple[str | int, ...], name: str) -> None:
        """A part listed twice would count its questions twice."""
        if "elements" in fields:
            fields = {"readiness": {"good": "60%", "moderate": "40%", **fields}}
        with pytest.raises(QuestionnaireError) as caught:
            make(dimension("one", level_question("a")), **fields)
        assert [(fault.key, fault.path, fault.params) for fault in caught.value.faults] == [
            ("fault.twice", place, {"name": name})
        ]


def test_what_is_too_little_for_a_level_cannot_be_enough_for_a_sure_one() -> None:
    """Below 9/10 there is no level, so nothing could be provisional from 1/2."""
    with pytest.raises(ValidationError, match="coverage_order"):
        make(levels("one", "a"), coverage={"floor": "0.9", "provisional": "0.5"})


def test_what_holds_the_certain_level_is_told_below_the_floor_too() -> None:
    """One of three is known, at 80: at least 26.7, which is level 1; the minimum of 5 is not met and holds it at 0."""
    asked = level_question("a", must_have={"at_least": 5, "holds_at": 0, "because": BECAUSE})
    card = scored(dimension("one", asked, level_question("b"), level_question("c")), answers={"a": 4})
    assert (level(card), result(card).certain, result(card).none_because) == (None, 0, "coverage")
    assert [(cap.node, cap.holds_at) for cap in result(card).caps] == [("a", 0)]


def test_a_dimension_that_does_not_apply_at_all_leaves_a_doubt_whatever_the_mark() -> None:
    card = scored(levels("one", "a"), levels("two", "b"), answers={"a": 5, "b": GONE}, not_applicable={"mark": 1})
    assert (level(card), result(card).doubts, result(card, "one").doubts) == (5, ("not_applicable",), ())


class TestWaitingMinimums:
    @pytest.mark.parametrize("answer", ["waiting", 20])
    def test_waiting_that_counts_as_too_little_does_not_meet_a_minimum(self, answer: object) -> None:
        """Waiting counts as level 1 of 5, x = 1/5, like the answer 20; the minimum asks for x = 1/2."""
        asked = number_question("a", must_have={"at_least": "1/2", "holds_at": 0, "because": BECAUSE})
        card = scored(
            dimension("one", asked, number_question("b")), answers={"a": answer, "b": 100}, waiting={"counts_as": 1}
        )
        assert (card.overall.index, level(card), [item.node for item in card.unmet]) == (60, 0, ["a"])


def gate(group: str, at_least: int, holds_at: int) -> Data:
    return {"id": f"{group}-gate", "group": group, "at_least": at_least, "holds_at": holds_at, "because": BECAUSE}


def with_area() -> tuple[Data, Data]:
    """Return two dimensions: one with the areas `area` (a, b, c) and `rest` (d), and one with e."""
    area, rest = levels("area", "abc"), levels("rest", "d")
    return dimension("one", groups=[area, rest]), levels("two", "e")


HELD_BY_AREA = Cap(kind="gate", node="area", holds_at=2, because=BECAUSE)


class TestGates:
    def test_a_gate_on_an_area_holds_its_dimension_and_the_whole(self) -> None:
        """The area is at 40, level 2; (40 + 100) / 2 = 70 and 85 would be levels 3 and 4; the other is free."""
        answers = {"a": 2, "b": 2, "c": 2, "d": 5, "e": 5}
        card = scored(*with_area(), answers=answers, gates=[gate("area", 3, 2)])
        assert [(level(card, group), result(card, group).band) for group in ("overall", "one", "two")] == [
            (2, 4),
            (2, 3),
            (5, 5),
        ]
        assert result(card).caps == result(card, "one").caps == (HELD_BY_AREA,)
        assert result(card, "two").caps == ()
        assert [(item.kind, item.node, item.at_least, item.holds_at) for item in card.unmet] == [
            ("gate", "area", "3", 2)
        ]

    def test_a_gate_on_a_dimension_holds_the_whole_and_not_the_dimension(self) -> None:
        """The dimension at 40 is of level 2 by its band; (40 + 100) / 2 = 70 would be 3."""
        card = scored(levels("one", "a"), levels("two", "b"), answers={"a": 2, "b": 5}, gates=[gate("one", 3, 0)])
        assert (level(card), result(card).band) == (0, 3)
        assert result(card).caps == (Cap(kind="gate", node="one", holds_at=0, because=BECAUSE),)
        assert [(level(card, group), result(card, group).caps) for group in ("one", "two")] == [(2, ()), (5, ())]

    @pytest.mark.parametrize(("index", "expected"), [(60, 4), (Decimal("59.999999999999"), 1)])
    def test_it_opens_exactly_at_the_edge_of_its_level(self, index: int | Decimal, expected: int) -> None:
        """Level 3 begins at 60. (60 + 3 x 100) / 4 = 90."""
        one, two = dimension("one", number_question("a")), levels("two", "b", weight=3)
        card = scored(one, two, answers={"a": index, "b": 5}, gates=[gate("one", 3, 1)])
        assert level(card) == expected

    def test_it_looks_at_the_group_alone_and_not_at_what_holds_it(self) -> None:
        """The dimension is held at 1 by a minimum; its index of 100 still opens the gate on it."""
        must_have = {"at_least": "yes", "holds_at": 1, "because": BECAUSE}
        question = {"id": "y", "kind": "yes_no", "ask": "Is y?", "must_have": must_have, "weight": "0.0001"}
        one = dimension("one", level_question("a"), question)
        card = scored(one, levels("two", "b"), answers={"a": 5, "y": "no", "b": 5}, gates=[gate("one", 5, 0)])
        assert level(card, "one") == 1
        assert [cap.kind for cap in result(card).caps] == ["must_have"]

    def test_below_the_coverage_floor_the_low_bound_decides(self) -> None:
        """One of three known, at 5: the central value is 100, but with the others at 0 it is 33.3, level 1."""
        answers = {"a": 5, "d": 5, "e": 5}
        assert level(scored(*with_area(), answers=answers, gates=[gate("area", 1, 0)])) == 5
        shut = scored(*with_area(), answers=answers, gates=[gate("area", 2, 0)])
        assert shut.group("area").index == 100
        assert (level(shut), level(shut, "one")) == (0, 0)
        assert [item.node for item in shut.unmet] == ["area"]

    def test_at_the_coverage_floor_the_central_value_decides_and_the_low_one_for_the_certain_level(self) -> None:
        """Two of three known, at 5: 100, and at least 66.7 (level 3): a gate at 4 is open, but not for certain.

        Without it, the certain levels were those of (66.7 + 100) / 2 = 83.3 and (83.3 + 100) / 2 = 91.7.
        """
        answers = {"a": 5, "b": 5, "d": 5, "e": 5}
        card = scored(*with_area(), answers=answers, gates=[gate("area", 4, 2)])
        for group in ("overall", "one"):
            assert (level(card, group), result(card, group).certain, result(card, group).caps) == (5, 2, ())
        assert card.unmet == ()
        free = scored(*with_area(), answers=answers, gates=[gate("area", 3, 2)])
        assert (result(free).certain, result(free, "one").certain) == (4, 4)

    def test_several_gates_are_told_apart(self) -> None:
        """The area at 40 and the dimension at (40 + 100) / 2 = 70: the strictest first."""
        answers = {"a": 2, "b": 2, "c": 2, "d": 5, "e": 5}
        card = scored(*with_area(), answers=answers, gates=[gate("area", 3, 2), gate("one", 4, 1)])
        assert [(cap.node, cap.holds_at) for cap in result(card).caps] == [("one", 1), ("area", 2)]
        assert [(cap.node, cap.holds_at) for cap in result(card, "one").caps] == [("area", 2)]
        assert (level(card), level(card, "one")) == (1, 2)


class TestWeakestDimension:
    @pytest.mark.parametrize(("slack", "expected"), [(0, 1), (1, 2), (2, 3), (3, 3)])
    def test_the_whole_lies_no_further_above_it_than_the_slack(self, slack: int, expected: int) -> None:
        """100 and 20 make 60: level 3 by the band; the weakest dimension is at level 1."""
        card = scored(
            levels("one", "a"), levels("two", "b"), answers={"a": 5, "b": 1}, weakest_dimension={"slack": slack}
        )
        cap = Cap(kind="weakest_dimension", node="two", holds_at=1 + slack, because=None)
        assert (level(card), result(card).band) == (expected, 3)
        assert result(card).caps == ((cap,) if slack < 2 else ())
        assert (level(card, "one"), level(card, "two")) == (5, 1)

    def test_without_the_rule_nothing_is_held(self) -> None:
        card = scored(levels("one", "a"), levels("two", "b"), answers={"a": 5, "b": 1})
        assert (level(card), result(card).caps) == (3, ())

    def test_of_equal_levels_the_one_that_may_lie_lowest_is_named(self) -> None:
        """Both are at 60; two has one of four open, so that it may be 45 to 70.

        The whole is (60 + 60 + 8 x 100) / 10 = 92.
        """
        card = scored(
            levels("one", "a"),
            levels("two", "wxyz"),
            levels("three", "b", weight=8),
            answers={"a": 3, "w": 3, "x": 3, "y": 3, "b": 5},
            weakest_dimension={"slack": 0},
        )
        assert (result(card).band, level(card), [cap.node for cap in result(card).caps]) == (4, 3, ["two"])

    def test_it_counts_with_the_level_that_it_is_held_at(self) -> None:
        """The gate on an area holds the dimension at 2 (its band is 3); with a slack of 0 that holds the whole too."""
        answers = {"a": 2, "b": 2, "c": 2, "d": 5, "e": 5}
        card = scored(*with_area(), answers=answers, gates=[gate("area", 3, 2)], weakest_dimension={"slack": 0})
        assert level(card) == 2
        assert [(cap.kind, cap.node) for cap in result(card).caps] == [("gate", "area"), ("weakest_dimension", "one")]

    def test_below_the_coverage_floor_it_counts_with_its_certain_level(self) -> None:
        """One of three known, at 5: its certain level is that of 33.3. Both known values are 100; coverage is 2/3."""
        card = scored(
            levels("one", "abc"),
            levels("two", "xyz"),
            answers={"a": 5, "b": 5, "c": 5, "x": 5},
            weakest_dimension={"slack": 1},
        )
        assert (level(card, "two"), result(card, "two").certain) == (None, 1)
        assert (card.overall.index, card.overall.coverage) == (100, Fraction(2, 3))
        assert (level(card), result(card).band) == (2, 5)
        assert [(cap.kind, cap.node, cap.holds_at) for cap in result(card).caps] == [("weakest_dimension", "two", 2)]

    def test_a_dimension_that_does_not_apply_is_not_the_weakest(self) -> None:
        card = scored(
            levels("one", "a"), levels("two", "b"), answers={"a": 5, "b": GONE}, weakest_dimension={"slack": 0}
        )
        assert (level(card), result(card).caps) == (5, ())


class TestCertainLevel:
    def test_it_is_the_band_of_the_low_bound(self) -> None:
        """Two of three at 5: 100 as far as is known, 66.7 if the third is at 0."""
        card = scored(levels("one", "abc"), answers={"a": 5, "b": 5})
        assert [(level(card, group), result(card, group).certain) for group in ("overall", "one")] == [(5, 3), (5, 3)]

    def test_where_everything_is_known_it_is_the_level(self) -> None:
        card = scored(*with_minimum(), answers={**BEST, "a": 1})
        assert [(level(card, group), result(card, group).certain) for group in ("overall", "one", "two")] == [
            (1, 1),
            (1, 1),
            (5, 5),
        ]

    def test_it_is_told_where_there_is_no_level(self) -> None:
        """One of three at 5: at least 33.3, level 1."""
        card = scored(levels("one", "abc"), answers={"a": 5})
        assert (level(card), result(card).none_because) == (None, "coverage")
        assert (result(card).certain, result(card).certain_name, result(card).name) == (1, "Level 1", None)

    @pytest.mark.parametrize(("slack", "expected"), [(0, 3), (1, 4)])
    def test_the_weakest_dimension_holds_it_by_its_own_certain_level(self, slack: int, expected: int) -> None:
        """100, and a dimension at 100 that is at least 66.7 (level 3): together at least 83.3 (level 4)."""
        card = scored(
            levels("one", "a"),
            levels("two", "xyz"),
            answers={"a": 5, "x": 5, "y": 5},
            weakest_dimension={"slack": slack},
        )
        assert (level(card), result(card).certain, result(card).caps) == (5, expected, ())

    def test_an_unmet_minimum_holds_it_without_a_level_too(self) -> None:
        """Coverage is half; b, c and d at 5 of eight would certainly be (300 / 8 = 37.5) level 1, but a holds at 0."""
        must_have = {"at_least": 2, "holds_at": 0, "because": BECAUSE}
        one = dimension("one", level_question("a", must_have=must_have), *(level_question(name) for name in "bcdwxyz"))
        card = scored(one, answers={"a": 0, "b": 5, "c": 5, "d": 5})
        assert (level(card), result(card).none_because, result(card).certain) == (None, "coverage", 0)

    def test_where_nothing_applies_there_is_none(self) -> None:
        card = scored(levels("one", "a"), levels("two", "b"), answers={"a": GONE, "b": 5})
        assert (result(card, "one").certain, result(card, "one").none_because) == (None, "not_applicable")


TWENTY = [f"q{number}" for number in range(20)]


def twenty(known: int) -> Scorecard:
    """Score twenty questions of which some are known, all at 4."""
    questions = [level_question(name) for name in TWENTY]
    return scored(dimension("one", *questions), answers=dict.fromkeys(TWENTY[:known], 4))


class TestProvisional:
    @pytest.mark.parametrize(("known", "doubts"), [(20, ()), (17, ()), (16, ("coverage",)), (14, ("coverage",))])
    def test_coverage_of_exactly_85_percent_is_enough(self, known: int, doubts: tuple[str, ...]) -> None:
        """17 of 20 are 85 %; 16 are 80 %, 14 are 70 %, and none of them caps the level of 80."""
        card = twenty(known)
        assert card.overall.coverage == Fraction(known, 20)
        for group in ("overall", "one"):
            assert (result(card, group).doubts, result(card, group).provisional) == (doubts, bool(doubts))
            assert (level(card, group), result(card, group).caps) == (4, ())

    @pytest.mark.parametrize(("known", "none_because"), [(13, "coverage"), (14, None)])
    def test_below_two_thirds_there_is_no_level_and_so_no_doubt(self, known: int, none_because: str | None) -> None:
        found = result(twenty(known))
        assert (found.none_because, found.level) == (none_because, None if none_because else 4)
        assert found.provisional is (none_because is None)

    def test_the_marks_are_the_questionnaires_own(self) -> None:
        """Floor 50 %, provisional below 75 %: half is a provisional level, three quarters are a firm one."""
        marks = {"floor": "50%", "provisional": "75%"}
        half = scored(levels("one", "abcd"), answers={"a": 5, "b": 5}, coverage=marks)
        assert (level(half), result(half).doubts) == (5, ("coverage",))
        more = scored(levels("one", "abcd"), answers={"a": 5, "b": 5, "c": 5}, coverage=marks)
        assert (level(more), result(more).doubts) == (5, ())
        less = scored(levels("one", "abcd"), answers={"a": 5}, coverage=marks)
        assert (level(less), result(less).none_because) == (None, "coverage")

    def test_exactly_20_percent_not_applicable_is_no_doubt(self) -> None:
        """One of five; one of four is 25 %, and makes the dimension and the whole provisional."""
        five = scored(levels("one", "abcde"), answers={**dict.fromkeys("abcd", 4), "e": GONE})
        assert five.group("one").not_applicable == Fraction(1, 5)
        assert (result(five, "one").doubts, result(five).doubts) == ((), ())
        four = scored(levels("one", "abcd"), answers={**dict.fromkeys("abc", 4), "d": GONE})
        assert (result(four, "one").doubts, result(four).doubts) == (("not_applicable",), ("not_applicable",))
        assert (level(four), four.overall.coverage) == (4, 1)

    def test_the_share_that_does_not_apply_is_one_of_weight(self) -> None:
        """One of two questions, with a weight of 1 in 5."""
        one = dimension("one", level_question("a", weight=4), level_question("b"))
        card = scored(one, answers={"a": 4, "b": GONE})
        assert (card.group("one").not_applicable, result(card, "one").doubts) == (Fraction(1, 5), ())

    def test_one_dimension_above_the_mark_makes_the_whole_provisional(self) -> None:
        """A quarter of one dimension in two: an eighth of the whole, which by itself would be no doubt."""
        answers = {**dict.fromkeys("abcxyz", 4), "d": GONE}
        card = scored(levels("one", "abcd"), levels("two", "xyz"), answers=answers)
        assert card.overall.not_applicable == Fraction(1, 8)
        assert [result(card, group).doubts for group in ("overall", "one", "two")] == [
            ("not_applicable",),
            ("not_applicable",),
            (),
        ]

    def test_the_mark_is_the_questionnaires_own(self) -> None:
        answers = {**dict.fromkeys("abc", 4), "d": GONE}
        assert result(scored(levels("one", "abcd"), answers=answers, not_applicable={"mark": "25%"})).doubts == ()
        assert result(scored(levels("one", "abcd"), answers=answers, not_applicable={"mark": "24.99%"})).doubts == (
            "not_applicable",
        )

    def test_a_dimension_below_the_floor_makes_the_whole_provisional(self) -> None:
        """Nine tenths of the weight are known and 1 of 3 in the rest: 93 %, yet one dimension has no level."""
        one, two = levels("one", "abc", weight=9), levels("two", "xyz")
        card = scored(one, two, answers={**dict.fromkeys("abc", 4), "x": 4})
        assert card.overall.coverage == Fraction(28, 30)
        assert (level(card), result(card).doubts) == (4, ("dimension_below_floor",))
        assert (level(card, "two"), result(card, "two").none_because) == (None, "coverage")

    def test_every_doubt_is_told(self) -> None:
        """A quick sheet: one dimension known, one with 1 of 3, one that does not apply. Coverage (1 + 1/3) / 2."""
        parts = [
            dimension(name, *(level_question(letter, quick=True) for letter in letters))
            for name, letters in (("one", "a"), ("two", "xyz"), ("three", "c"))
        ]
        card = scored(*parts, answers={"a": 4, "x": 4, "c": GONE}, sheet={"form": "quick"})
        assert card.overall.coverage == Fraction(2, 3)
        assert result(card).doubts == ("short_form", "coverage", "dimension_below_floor", "not_applicable")
        assert result(card, "one").doubts == ("short_form",)


class TestCauses:
    """What a report says about a level that something holds, or that may still change."""

    def test_a_must_have(self) -> None:
        card = scored(*with_minimum(), answers={**BEST, "a": 1})
        assert reasons(card) == [
            "Held at 1 by a: Nothing works without it.",
            "By the index alone the level would be 4.",
        ]
        assert reasons(card, "two") == []

    def test_a_gate(self) -> None:
        answers = {"a": 2, "b": 2, "c": 2, "d": 5, "e": 5}
        card = scored(*with_area(), answers=answers, gates=[gate("area", 3, 2)])
        assert reasons(card, "one") == [
            "Held at 2 because “Area” has not reached its gate: Nothing works without it.",
            "By the index alone the level would be 3.",
        ]

    def test_the_weakest_dimension(self) -> None:
        card = scored(levels("one", "a"), levels("two", "b"), answers={"a": 5, "b": 1}, weakest_dimension={"slack": 1})
        assert reasons(card) == [
            "Held at 2: the whole may lie at most 1 above its weakest dimension, Two.",
            "By the index alone the level would be 3.",
        ]

    def test_too_little_is_known(self) -> None:
        card = scored(levels("one", "abcd"), answers={"a": 5, "b": 5})
        assert reasons(card) == ["No level is given: only 50\xa0% of what applies is known, and a level needs 67\xa0%."]

    def test_doubts(self) -> None:
        card = scored(levels("one", "abcdefg"), answers={**dict.fromkeys("abcd", 5), "e": GONE, "f": GONE})
        assert reasons(card) == [
            "Provisional: less than 85\xa0% of what applies is known.",
            "Provisional: more than 20\xa0% of a dimension was called not applicable.",
        ]

    def test_both_languages_name_the_cause(self) -> None:
        card = scored(*with_minimum(), answers={**BEST, "a": 1})
        assert reasons(card, lang="id") == [
            "Ditahan pada 1 oleh a: Nothing works without it.",
            "Menurut indeks saja, tingkatnya 4.",
        ]
