"""The kinds of question: what each takes, what it is worth, what proves it, what comes next (design.md 4.2)."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest
from conftest import dimension, level_question
from generated import question as any_question
from generated import values_of
from hypothesis import given
from hypothesis import strategies as st

from smartscore.answers import Answer
from smartscore.errors import AnswerError, Fault
from smartscore.files.validation import validate
from smartscore.language import LANGUAGES
from smartscore.questionnaire import Group
from smartscore.questions import KINDS, AnyQuestion
from smartscore.questions.question import Question, Standing
from smartscore.scale import Scale

Data = dict[str, Any]
NOTHING: frozenset[str] = frozenset()


def scale(lowest: int, highest: int, **fields: Any) -> Scale:
    levels = [{"level": level, "name": f"L{level}"} for level in range(lowest, highest + 1)]
    return Scale.model_validate({"levels": levels, **fields})


ZERO_TO_FIVE = scale(0, 5)
ONE_TO_FIVE = scale(1, 5)
GATED = scale(1, 5, floor=0)


def asked(data: Data) -> Question:
    """Return a question of any kind from its data."""
    return Group.model_validate(dimension("one", data)).questions[0]


def proof(*ids: str) -> list[Data]:
    return [{"id": item, "name": f"the {item}"} for item in ids]


LEVEL: Data = level_question("lev")
THRESHOLDS: Data = {"id": "num", "kind": "number", "ask": "?", "unit": "%", "valid": [0, 100]}
RISING: Data = THRESHOLDS | {"thresholds": [10, 25, 50, 75, Decimal("99.5")]}
FALLING: Data = THRESHOLDS | {"thresholds": [90, 60, 30, 10, 1], "better": "lower"}
GOALPOSTS: Data = THRESHOLDS | {"goalposts": {"worst": 10, "best": 90}}
CHECKLIST: Data = {
    "id": "che",
    "kind": "checklist",
    "ask": "?",
    "criteria": [
        {"id": "plan", "text": "A plan"},
        {"id": "money", "text": "Money", "weight": 2},
        {"id": "staff", "text": "Staff"},
    ],
}
YES_NO: Data = {"id": "yes", "kind": "yes_no", "ask": "?"}
CHOICE: Data = {
    "id": "cho",
    "kind": "choice",
    "ask": "?",
    "options": [
        {"id": "cable", "text": "By cable", "points": 3},
        {"id": "none", "text": "Not at all", "points": 0},
        {"id": "mobile", "text": "By phone", "points": 1},
    ],
}
EXAMPLES: dict[str, Data] = {
    "level": LEVEL,
    "number, rising": RISING,
    "number, falling": FALLING,
    "number, goalposts": GOALPOSTS,
    "checklist": CHECKLIST,
    "yes_no": YES_NO,
    "choice": CHOICE,
}


def x(data: Data, value: Any, of: Scale = ZERO_TO_FIVE) -> Fraction:
    return asked(data).accept(value, of).x


def refusal(data: Data, value: Any, of: Scale = ZERO_TO_FIVE) -> str:
    """Return the message with which a question refuses a value."""
    with pytest.raises(AnswerError) as caught:
        asked(data).accept(value, of)
    (fault,) = caught.value.faults
    return fault.text(LANGUAGES["en"])


class TestKinds:
    def test_the_table_of_kinds_and_the_union_are_the_same(self) -> None:
        union, _ = get_args(AnyQuestion)
        assert set(get_args(union)) == set(KINDS.values())

    @pytest.mark.parametrize("name", KINDS)
    def test_a_kind_is_called_what_its_model_says(self, name: str) -> None:
        assert get_args(KINDS[name].model_fields["kind"].annotation) == (name,)

    def test_every_kind_has_its_own_key_in_an_answer(self) -> None:
        fields = [kind.field for kind in KINDS.values()]
        assert len(set(fields)) == len(KINDS)
        assert set(fields) <= set(Answer.model_fields)

    def test_every_kind_is_tested_here(self) -> None:
        assert {data["kind"] for data in EXAMPLES.values()} == set(KINDS)

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_the_best_is_one_and_the_worst_is_zero(self, name: str) -> None:
        found = asked(EXAMPLES[name])
        assert (found.best(ZERO_TO_FIVE).x, found.worst(ZERO_TO_FIVE).x) == (1, 0)

    @pytest.mark.parametrize(
        ("name", "keys", "choices"),
        [
            ("level", "0-5", [(str(level), f"lev at level {level}") for level in range(6)]),
            ("number, rising", "%", []),
            ("number, goalposts", "%", []),
            ("checklist", "1-3, 0", [("1", "A plan"), ("2", "Money"), ("3", "Staff")]),
            ("yes_no", "1/0", [("1", "yes"), ("0", "no")]),
            ("choice", "1-3", [("1", "By cable"), ("2", "Not at all"), ("3", "By phone")]),
        ],
    )
    def test_what_is_printed_and_typed(self, name: str, keys: str, choices: list[tuple[str, str]]) -> None:
        found = asked(EXAMPLES[name])
        assert found.keys() == keys
        assert [(choice.key, choice.text) for choice in found.choices()] == choices

    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("level", 2, "lev at level 2"),
            ("number, rising", 30, None),
            ("checklist", ("staff", "plan"), "A plan; Staff"),
            ("checklist", (), None),
            ("yes_no", True, None),
            ("choice", "mobile", "By phone"),
        ],
    )
    def test_what_an_answer_says_in_words(self, name: str, value: Any, text: str | None) -> None:
        assert asked(EXAMPLES[name]).chosen(value) == text


class TestLevel:
    @pytest.mark.parametrize(("level", "value"), [(0, "0"), (1, "1/5"), (3, "3/5"), (5, "1")])
    def test_a_level_is_its_share_of_the_scale(self, level: int, value: str) -> None:
        assert x(LEVEL, level) == Fraction(value)
        assert asked(LEVEL).accept(level, ZERO_TO_FIVE).level == level

    def test_a_scale_that_begins_at_one_has_its_zero_there(self) -> None:
        """(2 - 1) / (5 - 1)."""
        data = LEVEL | {"levels": dict.fromkeys(range(1, 6), "text")}
        assert [x(data, level, ONE_TO_FIVE) for level in (1, 2, 5)] == [0, Fraction(1, 4), 1]

    def test_a_floor_below_the_lowest_level_gives_the_lowest_a_share(self) -> None:
        """Gated: (1 - 0) / (5 - 0)."""
        data = LEVEL | {"levels": dict.fromkeys(range(1, 6), "text")}
        assert [x(data, level, GATED) for level in (1, 2, 5)] == [Fraction(1, 5), Fraction(2, 5), 1]

    def test_own_points_replace_equal_steps(self) -> None:
        """Points 0, 1, 4, 9, 16, 25: level 3 is 9/25."""
        data = LEVEL | {"points": {level: level * level for level in range(6)}}
        assert [x(data, level) for level in (0, 1, 3, 5)] == [0, Fraction(1, 25), Fraction(9, 25), 1]

    def test_own_points_need_not_begin_at_zero(self) -> None:
        """Points 10 to 20: level 1 is (12 - 10) / (20 - 10)."""
        data = LEVEL | {"points": {0: 10, 1: 12, 2: 13, 3: 15, 4: 18, 5: 20}}
        assert [x(data, level) for level in (0, 1, 5)] == [0, Fraction(1, 5), 1]

    def test_own_points_above_a_floor_count_from_nothing(self) -> None:
        """Floor 0 below the levels 1 to 5, points 2 to 10: level 1 is 2/10, and the floor itself 0."""
        data = LEVEL | {
            "levels": dict.fromkeys(range(1, 6), "text"),
            "points": {level: 2 * level for level in range(1, 6)},
        }
        assert x(data, 1, GATED) == Fraction(1, 5)
        assert asked(data).worst(GATED).x == 0

    @pytest.mark.parametrize(
        ("value", "shown"),
        [("3", "3"), (True, "true"), (False, "false"), (Decimal("3.0"), "3.0"), ("maybe", "maybe"), (("a",), "a")],
    )
    def test_what_is_no_whole_number_is_no_level(self, value: Any, shown: str) -> None:
        assert refusal(LEVEL, value) == (
            f"“{shown}” is no level. Write one of 0, 1, 2, 3, 4, 5 as a whole number, or unknown."
        )

    @pytest.mark.parametrize("value", [6, -1, 100])
    def test_a_level_outside_the_scale_is_refused(self, value: int) -> None:
        assert refusal(LEVEL, value) == f"there is no level “{value}”. Write one of 0, 1, 2, 3, 4, 5, or unknown."

    EVIDENCE: Data = LEVEL | {"evidence": {2: proof("decree"), 3: proof("log", "list"), 5: proof("audit")}}

    @pytest.mark.parametrize(
        ("claimed", "proved", "level"),
        [
            (0, [], 0),
            (1, [], 1),
            (2, [], 1),
            (5, [], 1),
            (2, ["decree"], 2),
            (1, ["decree", "log", "list", "audit"], 1),
            (3, ["decree", "log"], 2),
            (3, ["decree", "log", "list"], 3),
            (4, ["decree", "log", "list"], 4),
            (5, ["decree", "log", "list"], 4),
            (5, ["log", "list", "audit"], 1),
            (5, ["decree", "log", "list", "audit"], 5),
        ],
    )
    def test_a_level_is_supported_as_far_as_its_evidence_reaches_without_a_gap(
        self, claimed: int, proved: list[str], level: int
    ) -> None:
        """Levels 1 and 4 ask for nothing: supported where the one below is."""
        found = asked(self.EVIDENCE)
        supported = found.supported(found.accept(claimed, ZERO_TO_FIVE), frozenset(proved), ZERO_TO_FIVE)
        assert (supported.level, supported.x) == (level, Fraction(level, 5))

    def test_where_the_lowest_level_is_not_proved_the_floor_is_left(self) -> None:
        data = LEVEL | {"levels": dict.fromkeys(range(1, 6), "text"), "evidence": {1: proof("decree")}}
        found = asked(data)
        supported = found.supported(found.accept(3, GATED), NOTHING, GATED)
        assert (supported.level, supported.x) == (0, 0)
        proved = found.supported(found.accept(3, GATED), frozenset({"decree"}), GATED)
        assert (proved.level, proved.x) == (3, Fraction(3, 5))

    @pytest.mark.parametrize(
        ("level", "needed"),
        [(0, []), (1, []), (2, ["decree"]), (4, ["decree", "log", "list"]), (5, ["decree", "log", "list", "audit"])],
    )
    def test_a_level_needs_the_evidence_of_all_below(self, level: int, needed: list[str]) -> None:
        found = asked(self.EVIDENCE)
        assert [item.id for item in found.needed(found.accept(level, ZERO_TO_FIVE))] == needed

    def test_the_next_step_is_one_level(self) -> None:
        data = LEVEL | {"actions": {"2-3": {"do": "climb"}}, "action": {"do": "anything"}}
        found = asked(data)
        (step,) = found.steps(found.accept(2, ZERO_TO_FIVE), ZERO_TO_FIVE)
        assert (step.key, step.to.level, step.to.x) == ("2-3", 3, Fraction(3, 5))
        assert step.action is not None
        assert step.action.do == "climb"
        (other,) = found.steps(found.accept(3, ZERO_TO_FIVE), ZERO_TO_FIVE)
        assert other.action is not None
        assert (other.key, other.action.do) == ("3-4", "anything")
        assert found.steps(found.accept(5, ZERO_TO_FIVE), ZERO_TO_FIVE) == ()

    def test_the_path_to_the_minimum_is_every_step_up_to_it(self) -> None:
        found = asked(LEVEL | {"must_have": {"at_least": 3, "holds_at": 2, "because": "b"}})
        path = found.path_to_minimum(found.accept(1, ZERO_TO_FIVE), ZERO_TO_FIVE)
        assert [(step.key, step.to.level) for step in path] == [("1-2", 2), ("2-3", 3)]

    @pytest.mark.parametrize(("level", "met"), [(0, False), (2, False), (3, True), (5, True)])
    def test_a_minimum_is_met_from_its_level_on(self, level: int, met: bool) -> None:
        found = asked(LEVEL | {"must_have": {"at_least": 3, "holds_at": 2, "because": "b"}})
        standing = found.accept(level, ZERO_TO_FIVE)
        assert found.meets(standing) == met
        assert (found.path_to_minimum(standing, ZERO_TO_FIVE) == ()) == met


class TestThresholds:
    @pytest.mark.parametrize(
        ("value", "level"),
        [
            (0, 0),
            (Decimal("9.999999999999999999"), 0),
            (10, 1),
            (Decimal("10.0"), 1),
            (24, 1),
            (25, 2),
            (Decimal("49.99"), 2),
            (50, 3),
            (75, 4),
            (Decimal("99.499999"), 4),
            (Decimal("99.5"), 5),
            (100, 5),
        ],
    )
    def test_a_rising_threshold_is_reached_at_its_edge(self, value: int | Decimal, level: int) -> None:
        standing = asked(RISING).accept(value, ZERO_TO_FIVE)
        assert (standing.level, standing.x) == (level, Fraction(level, 5))

    @pytest.mark.parametrize(
        ("value", "level"),
        [
            (100, 0),
            (Decimal("90.000000000000000001"), 0),
            (90, 1),
            (61, 1),
            (60, 2),
            (30, 3),
            (10, 4),
            (Decimal("1.01"), 4),
            (1, 5),
            (0, 5),
        ],
    )
    def test_a_falling_threshold_is_reached_at_its_edge(self, value: int | Decimal, level: int) -> None:
        standing = asked(FALLING).accept(value, ZERO_TO_FIVE)
        assert (standing.level, standing.x) == (level, Fraction(level, 5))

    def test_on_a_scale_that_begins_at_one_the_lowest_level_is_one(self) -> None:
        """Four thresholds for the levels 2 to 5."""
        data = THRESHOLDS | {"thresholds": [20, 40, 60, 80]}
        found = asked(data)
        assert [found.accept(value, ONE_TO_FIVE).level for value in (0, 20, 79, 80)] == [1, 2, 4, 5]
        assert [found.accept(value, ONE_TO_FIVE).x for value in (0, 20, 80)] == [0, Fraction(1, 4), 1]
        assert found.accept(0, GATED).x == Fraction(1, 5)

    @pytest.mark.parametrize(
        ("proved", "level"), [([], 1), (["register"], 2), (["survey"], 1), (["register", "survey"], 4)]
    )
    def test_evidence_by_level_supports_as_for_levels(self, proved: list[str], level: int) -> None:
        """75 is level 4."""
        found = asked(RISING | {"evidence": {2: proof("register"), 3: proof("survey")}})
        supported = found.supported(found.accept(75, ZERO_TO_FIVE), frozenset(proved), ZERO_TO_FIVE)
        assert supported.level == level

    @pytest.mark.parametrize(("proved", "level"), [([], 0), (["register"], 4)])
    def test_one_list_of_evidence_supports_all_or_nothing(self, proved: list[str], level: int) -> None:
        found = asked(RISING | {"evidence": proof("register")})
        supported = found.supported(found.accept(75, ZERO_TO_FIVE), frozenset(proved), ZERO_TO_FIVE)
        assert supported.level == level

    def test_what_is_needed(self) -> None:
        by_level = asked(RISING | {"evidence": {2: proof("register"), 3: proof("survey")}})
        assert [item.id for item in by_level.needed(by_level.accept(30, ZERO_TO_FIVE))] == ["register"]
        for_all = asked(RISING | {"evidence": proof("register")})
        assert [item.id for item in for_all.needed(for_all.accept(30, ZERO_TO_FIVE))] == ["register"]
        assert for_all.needed(for_all.accept(0, ZERO_TO_FIVE)) == ()

    def test_the_next_step_is_one_level(self) -> None:
        found = asked(RISING | {"actions": {"2-3": {"do": "count"}}})
        (step,) = found.steps(found.accept(25, ZERO_TO_FIVE), ZERO_TO_FIVE)
        assert (step.key, step.to.level) == ("2-3", 3)
        assert step.action is not None
        assert step.action.do == "count"
        assert found.steps(found.accept(100, ZERO_TO_FIVE), ZERO_TO_FIVE) == ()

    @pytest.mark.parametrize(("value", "path"), [(0, ["0-1", "1-2"]), (10, ["1-2"]), (25, []), (100, [])])
    def test_a_minimum_is_a_level(self, value: int, path: list[str]) -> None:
        found = asked(RISING | {"must_have": {"at_least": 2, "holds_at": 1, "because": "b"}})
        standing = found.accept(value, ZERO_TO_FIVE)
        assert found.meets(standing) == (path == [])
        assert [step.key for step in found.path_to_minimum(standing, ZERO_TO_FIVE)] == path


class TestNumbers:
    @pytest.mark.parametrize("data", [RISING, FALLING, GOALPOSTS], ids=["rising", "falling", "goalposts"])
    @pytest.mark.parametrize("value", [-1, 101, Decimal("100.000001"), Decimal("-0.01")])
    def test_a_number_that_cannot_be_true_is_refused(self, data: Data, value: int | Decimal) -> None:
        assert refusal(data, value) == f"{value} is outside what can be true: 0 to 100 %. Check the number."

    @pytest.mark.parametrize("data", [RISING, FALLING, GOALPOSTS], ids=["rising", "falling", "goalposts"])
    @pytest.mark.parametrize(
        ("value", "shown"), [("30", "30"), (True, "true"), ("many", "many"), ((), ""), ("30 %", "30 %")]
    )
    def test_what_is_no_number_is_refused(self, data: Data, value: Any, shown: str) -> None:
        assert refusal(data, value) == (
            f"“{shown}” is no number. Write digits only (unit: %), with one point or comma for decimals."
        )

    @pytest.mark.parametrize(
        ("value", "expected"),
        [(10, "0"), (50, "1/2"), (90, "1"), (30, "1/4"), (Decimal("33.3"), "233/800"), (0, "0"), (100, "1")],
    )
    def test_between_the_goalposts_runs_a_line_and_outside_it_is_clipped(
        self, value: int | Decimal, expected: str
    ) -> None:
        """(33.3 - 10) / 80 = 233/800."""
        standing = asked(GOALPOSTS).accept(value, ZERO_TO_FIVE)
        assert (standing.x, standing.level) == (Fraction(expected), None)

    @pytest.mark.parametrize(("value", "expected"), [(90, "0"), (30, "3/4"), (10, "1"), (100, "0"), (0, "1")])
    def test_goalposts_may_run_downwards(self, value: int, expected: str) -> None:
        data = THRESHOLDS | {"goalposts": {"worst": 90, "best": 10}, "better": "lower"}
        assert x(data, value) == Fraction(expected)

    @pytest.mark.parametrize(
        ("value", "expected"),
        [(10, "0"), (100, "1/2"), (1000, "1"), (1, "0"), (5000, "1"), (20, "0.150514997832"), (500, "0.849485002168")],
    )
    def test_on_a_logarithmic_line_equal_ratios_are_equal_steps(self, value: int, expected: str) -> None:
        """The logarithms: ln 2 / ln 100 = 0.1505149978319906, rounded half up to 12 decimals."""
        data = THRESHOLDS | {"valid": [0, 10_000], "goalposts": {"worst": 10, "best": 1000, "line": "log"}}
        assert x(data, value) == Fraction(expected)

    def test_a_logarithmic_line_may_run_downwards(self) -> None:
        data = THRESHOLDS | {"goalposts": {"worst": 100, "best": 1, "line": "log"}, "better": "lower"}
        assert [x(data, value) for value in (100, 10, 1, 0)] == [0, Fraction(1, 2), 1, 1]

    @pytest.mark.parametrize(("proved", "expected"), [([], "0"), (["a"], "0"), (["a", "b"], "1/2")])
    def test_a_position_is_supported_whole_or_not_at_all(self, proved: list[str], expected: str) -> None:
        found = asked(GOALPOSTS | {"evidence": proof("a", "b")})
        supported = found.supported(found.accept(50, ZERO_TO_FIVE), frozenset(proved), ZERO_TO_FIVE)
        assert supported.x == Fraction(expected)

    def test_where_nothing_is_asked_a_position_is_believed(self) -> None:
        found = asked(GOALPOSTS)
        assert found.supported(found.accept(50, ZERO_TO_FIVE), NOTHING, ZERO_TO_FIVE).x == Fraction(1, 2)

    def test_the_next_step_of_a_position_is_the_best(self) -> None:
        found = asked(GOALPOSTS | {"action": {"do": "more"}})
        (step,) = found.steps(found.accept(50, ZERO_TO_FIVE), ZERO_TO_FIVE)
        assert step.action is not None
        assert (step.key, step.to.x, step.action.do) == ("", 1, "more")
        assert found.steps(found.accept(95, ZERO_TO_FIVE), ZERO_TO_FIVE) == ()

    @pytest.mark.parametrize(("value", "met"), [(49, False), (50, True), (90, True), (0, False)])
    def test_the_minimum_of_a_position_is_a_share(self, value: int, met: bool) -> None:
        """At least half: from 50 on."""
        found = asked(GOALPOSTS | {"must_have": {"at_least": "50%", "holds_at": 1, "because": "b"}})
        standing = found.accept(value, ZERO_TO_FIVE)
        assert found.meets(standing) == met
        assert [step.to.x for step in found.path_to_minimum(standing, ZERO_TO_FIVE)] == ([] if met else [1])

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("12", 12),
            ("12.5", Decimal("12.5")),
            ("12,5", Decimal("12.5")),
            ("0", 0),
            ("-3", -3),
            ("30 %", 30),
            ("30%", 30),
            ("12.0", Decimal("12.0")),
            (" 7 ", 7),
        ],
    )
    def test_a_number_is_typed_with_a_point_or_a_comma(self, typed: str, value: int | Decimal) -> None:
        assert asked(RISING).parse(typed) == value

    @pytest.mark.parametrize(
        "typed", ["", "x", "1e5", "1_000", "nan", "Infinity", "-inf", "1.234,5", "1,234,5", "1 2", "%", "1" * 31]
    )
    def test_anything_else_that_is_typed_is_no_number(self, typed: str) -> None:
        with pytest.raises(AnswerError) as caught:
            asked(RISING).parse(typed)
        assert caught.value.faults == (Fault("answer.number_type", {"value": typed, "unit": "%"}),)


class TestChecklist:
    @pytest.mark.parametrize(
        ("met", "expected"),
        [
            ((), "0"),
            (("plan",), "1/4"),
            (("money",), "1/2"),
            (("staff", "plan"), "1/2"),
            (("plan", "money", "staff"), "1"),
        ],
    )
    def test_it_is_the_met_share_of_the_weight(self, met: tuple[str, ...], expected: str) -> None:
        """Weights 1, 2, 1."""
        standing = asked(CHECKLIST).accept(met, ZERO_TO_FIVE)
        assert (standing.x, standing.level, standing.criteria) == (Fraction(expected), None, frozenset(met))

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            (3, "“3” is no list of criteria. Write those that are met in brackets, out of: plan, money, staff."),
            (
                "plan",
                "“plan” is no list of criteria. Write those that are met in brackets, out of: plan, money, staff.",
            ),
            (("plan", "mony"), "there is no criterion “mony”. There are: plan, money, staff."),
            (("plan", "plan"), "the criterion “plan” stands twice. Delete one."),
        ],
    )
    def test_what_is_no_list_of_its_criteria_is_refused(self, value: Any, message: str) -> None:
        assert refusal(CHECKLIST, value) == message

    BY_CRITERION: Data = CHECKLIST | {"evidence": {"plan": proof("decree", "book"), "staff": proof("letter")}}

    @pytest.mark.parametrize(
        ("met", "proved", "supported"),
        [
            (("plan", "money", "staff"), [], {"money"}),
            (("plan", "money", "staff"), ["decree"], {"money"}),
            (("plan", "money", "staff"), ["decree", "book"], {"plan", "money"}),
            (("plan", "money", "staff"), ["decree", "book", "letter"], {"plan", "money", "staff"}),
            (("money",), ["decree", "book", "letter"], {"money"}),
            ((), ["letter"], set()),
        ],
    )
    def test_only_criteria_with_proof_are_supported(
        self, met: tuple[str, ...], proved: list[str], supported: set[str]
    ) -> None:
        """A criterion that asks for nothing is believed."""
        found = asked(self.BY_CRITERION)
        standing = found.supported(found.accept(met, ZERO_TO_FIVE), frozenset(proved), ZERO_TO_FIVE)
        assert standing.criteria == supported
        assert standing.x == x(CHECKLIST, tuple(supported))

    @pytest.mark.parametrize(("proved", "expected"), [([], "0"), (["file"], "3/4")])
    def test_one_list_of_evidence_is_for_every_criterion(self, proved: list[str], expected: str) -> None:
        found = asked(CHECKLIST | {"evidence": proof("file")})
        standing = found.supported(found.accept(("plan", "money"), ZERO_TO_FIVE), frozenset(proved), ZERO_TO_FIVE)
        assert standing.x == Fraction(expected)
        assert [item.id for item in found.needed(found.accept(("plan", "money"), ZERO_TO_FIVE))] == ["file"]

    def test_what_is_met_needs_its_evidence(self) -> None:
        found = asked(self.BY_CRITERION)
        assert [item.id for item in found.needed(found.accept(("staff", "money"), ZERO_TO_FIVE))] == ["letter"]
        assert [item.id for item in found.needed(found.accept(("plan", "staff"), ZERO_TO_FIVE))] == [
            "decree",
            "book",
            "letter",
        ]

    def test_every_open_criterion_is_a_step_of_its_own(self) -> None:
        found = asked(CHECKLIST | {"actions": {"money": {"do": "ask for it"}}, "action": {"do": "anything"}})
        steps = found.steps(found.accept(("plan",), ZERO_TO_FIVE), ZERO_TO_FIVE)
        assert [(step.key, step.to.x, step.action.do) for step in steps if step.action] == [
            ("money", Fraction(3, 4), "ask for it"),
            ("staff", Fraction(1, 2), "anything"),
        ]
        assert found.steps(found.best(ZERO_TO_FIVE), ZERO_TO_FIVE) == ()

    @pytest.mark.parametrize(
        ("met", "path"),
        [
            ((), [("staff", "1/4"), ("money", "3/4")]),
            (("plan",), [("staff", "1/2"), ("money", "1")]),
            (("money",), [("staff", "3/4")]),
            (("money", "staff"), []),
        ],
    )
    def test_a_minimum_names_criteria_and_its_path_only_those(
        self, met: tuple[str, ...], path: list[tuple[str, str]]
    ) -> None:
        found = asked(CHECKLIST | {"must_have": {"at_least": ["staff", "money"], "holds_at": 1, "because": "b"}})
        standing = found.accept(met, ZERO_TO_FIVE)
        assert found.meets(standing) == (path == [])
        steps = found.path_to_minimum(standing, ZERO_TO_FIVE)
        assert [(step.key, step.to.x) for step in steps] == [(key, Fraction(value)) for key, value in path]

    @pytest.mark.parametrize(
        ("typed", "met"),
        [
            ("0", ()),
            ("1", ("plan",)),
            ("1 3", ("plan", "staff")),
            ("3,1", ("staff", "plan")),
            ("1, 2,3", ("plan", "money", "staff")),
            ("2 2", ("money",)),
            ("money 1", ("money", "plan")),
        ],
    )
    def test_numbers_are_typed_with_spaces_and_zero_is_none(self, typed: str, met: tuple[str, ...]) -> None:
        assert asked(CHECKLIST).parse(typed) == met

    @pytest.mark.parametrize(
        ("typed", "wrong"), [("4", "4"), ("1 x", "x"), ("0 1", "0"), ("", ""), ("1-3", "1-3"), (",", ",")]
    )
    def test_anything_else_that_is_typed_is_refused(self, typed: str, wrong: str) -> None:
        with pytest.raises(AnswerError) as caught:
            asked(CHECKLIST).parse(typed)
        assert caught.value.faults == (Fault("answer.criteria_keys", {"value": wrong, "known": ["1", "2", "3"]}),)


class TestYesNo:
    @pytest.mark.parametrize(("value", "expected"), [("yes", 1), ("no", 0), (True, 1), (False, 0)])
    def test_yes_is_one_and_no_is_zero(self, value: str | bool, expected: int) -> None:
        assert x(YES_NO, value) == expected

    @pytest.mark.parametrize("value", [1, 0, "Yes", "ya", "maybe", Decimal(1), ()])
    def test_anything_else_is_neither(self, value: Any) -> None:
        shown = "" if value == () else value
        assert refusal(YES_NO, value) == f"“{shown}” is neither yes nor no. Write yes (1), no (0), or unknown."

    @pytest.mark.parametrize(
        ("value", "proved", "expected"),
        [("yes", [], 0), ("yes", ["decree"], 1), ("no", ["decree"], 0), ("no", [], 0)],
    )
    def test_a_yes_is_supported_where_its_proof_is_there(self, value: str, proved: list[str], expected: int) -> None:
        found = asked(YES_NO | {"evidence": proof("decree")})
        standing = found.accept(value, ZERO_TO_FIVE)
        assert found.supported(standing, frozenset(proved), ZERO_TO_FIVE).x == expected
        assert [item.id for item in found.needed(standing)] == (["decree"] if value == "yes" else [])

    def test_a_yes_that_is_asked_nothing_is_believed(self) -> None:
        found = asked(YES_NO)
        assert found.supported(found.accept("yes", ZERO_TO_FIVE), NOTHING, ZERO_TO_FIVE).x == 1

    @pytest.mark.parametrize(("value", "met"), [("yes", True), ("no", False)])
    def test_the_minimum_is_a_yes(self, value: str, met: bool) -> None:
        found = asked(
            YES_NO | {"must_have": {"at_least": "yes", "holds_at": 1, "because": "b"}, "action": {"do": "it"}}
        )
        standing = found.accept(value, ZERO_TO_FIVE)
        assert found.meets(standing) == met
        steps = found.path_to_minimum(standing, ZERO_TO_FIVE)
        assert steps == found.steps(standing, ZERO_TO_FIVE)
        assert [(step.key, step.to.x, step.action) for step in steps] == ([] if met else [("", 1, found.action)])

    @pytest.mark.parametrize(
        ("typed", "value"),
        [("1", True), ("0", False), ("yes", True), ("no", False), ("Ya", True), ("tidak", False)],
    )
    def test_one_is_yes_and_zero_is_no(self, typed: str, value: bool) -> None:
        assert asked(YES_NO).parse(typed) is value

    @pytest.mark.parametrize("typed", ["", "2", "y", "yess", "10", "true"])
    def test_anything_else_that_is_typed_is_refused(self, typed: str) -> None:
        with pytest.raises(AnswerError) as caught:
            asked(YES_NO).parse(typed)
        assert caught.value.faults == (Fault("answer.yes_no_typed", {"value": typed}),)


class TestChoice:
    @pytest.mark.parametrize(("option", "expected"), [("none", "0"), ("mobile", "1/3"), ("cable", "1")])
    def test_an_option_is_its_share_of_the_points(self, option: str, expected: str) -> None:
        assert x(CHOICE, option) == Fraction(expected)

    def test_points_may_begin_anywhere(self) -> None:
        """(-1 - -5) / (3 - -5) = 1/2."""
        options = [{"id": f"o{n}", "text": "t", "points": points} for n, points in enumerate((-5, -1, 3))]
        assert x(CHOICE | {"options": options}, "o1") == Fraction(1, 2)

    @pytest.mark.parametrize(("value", "shown"), [("fibre", "fibre"), (1, "1"), (True, "true"), (Decimal(3), "3")])
    def test_what_is_no_option_is_refused(self, value: Any, shown: str) -> None:
        assert refusal(CHOICE, value) == f"there is no option “{shown}”. There are: cable, none, mobile."

    @pytest.mark.parametrize(
        ("option", "proved", "expected"),
        [("cable", [], "0"), ("cable", ["bill"], "1"), ("mobile", ["bill"], "1/3"), ("none", [], "0")],
    )
    def test_an_option_is_supported_where_its_proof_is_there(
        self, option: str, proved: list[str], expected: str
    ) -> None:
        found = asked(CHOICE | {"evidence": proof("bill")})
        standing = found.accept(option, ZERO_TO_FIVE)
        assert found.supported(standing, frozenset(proved), ZERO_TO_FIVE).x == Fraction(expected)
        assert [item.id for item in found.needed(standing)] == ([] if option == "none" else ["bill"])

    @pytest.mark.parametrize(
        ("option", "steps"), [("none", [("mobile", "1/3")]), ("mobile", [("cable", "1")]), ("cable", [])]
    )
    def test_the_next_step_is_the_next_better_option(self, option: str, steps: list[tuple[str, str]]) -> None:
        found = asked(CHOICE)
        following = found.steps(found.accept(option, ZERO_TO_FIVE), ZERO_TO_FIVE)
        assert [(step.key, step.to.x) for step in following] == [(key, Fraction(value)) for key, value in steps]

    def test_options_of_equal_points_are_no_step(self) -> None:
        options = [{"id": name, "text": "t", "points": points} for name, points in (("a", 0), ("b", 0), ("c", 1))]
        found = asked(CHOICE | {"options": options})
        assert [step.key for step in found.steps(found.accept("a", ZERO_TO_FIVE), ZERO_TO_FIVE)] == ["c"]

    @pytest.mark.parametrize(
        ("option", "at_least", "path"),
        [
            ("none", "1/2", ["mobile", "cable"]),
            ("none", "1/3", ["mobile"]),
            ("mobile", "1/3", []),
            ("mobile", "34%", ["cable"]),
            ("cable", 1, []),
        ],
    )
    def test_a_minimum_is_a_share_of_the_best(self, option: str, at_least: Any, path: list[str]) -> None:
        found = asked(CHOICE | {"must_have": {"at_least": at_least, "holds_at": 1, "because": "b"}})
        standing = found.accept(option, ZERO_TO_FIVE)
        assert found.meets(standing) == (path == [])
        assert [step.key for step in found.path_to_minimum(standing, ZERO_TO_FIVE)] == path

    @pytest.mark.parametrize(("typed", "option"), [("1", "cable"), ("2", "none"), ("3", "mobile"), ("none", "none")])
    def test_the_printed_number_is_typed(self, typed: str, option: str) -> None:
        assert asked(CHOICE).parse(typed) == option

    @pytest.mark.parametrize("typed", ["", "0", "4", "x", "1 2", "Cable"])
    def test_anything_else_that_is_typed_is_refused(self, typed: str) -> None:
        with pytest.raises(AnswerError) as caught:
            asked(CHOICE).parse(typed)
        assert caught.value.faults == (Fault("answer.option", {"value": typed, "known": ["1", "2", "3"]}),)


class TestLevelsTyped:
    @pytest.mark.parametrize(("typed", "level"), [("0", 0), ("5", 5)])
    def test_the_printed_level_is_typed(self, typed: str, level: int) -> None:
        assert asked(LEVEL).parse(typed) == level

    def test_levels_may_have_two_digits(self) -> None:
        found = asked(LEVEL | {"levels": dict.fromkeys(range(11), "text")})
        assert (found.parse("10"), found.keys()) == (10, "0-10")

    @pytest.mark.parametrize("typed", ["", "6", "-1", "3.0", "x", "1 2", "٣", "²"])
    def test_anything_else_that_is_typed_is_refused(self, typed: str) -> None:
        with pytest.raises(AnswerError) as caught:
            asked(LEVEL).parse(typed)
        assert caught.value.faults == (Fault("answer.level_typed", {"value": typed, "known": (0, 1, 2, 3, 4, 5)}),)


# Definitions that contradict themselves.


def faults_of(data: Data, of: Scale = ZERO_TO_FIVE) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the key and place (inside the question) of everything that is wrong with a definition."""
    model, faults = validate(Group, dimension("one", data))
    if model is not None:
        return [(fault.key, fault.path) for fault in model.questions[0].faults(of)]
    assert all(fault.path[:2] == ("questions", 0) for fault in faults)
    return [(fault.key, fault.path[2:]) for fault in faults]


def minimum(at_least: Any) -> Data:
    return {"must_have": {"at_least": at_least, "holds_at": 1, "because": "b"}}


SIX = dict.fromkeys(range(6), "text")


class TestDefinitions:
    @pytest.mark.parametrize("name", EXAMPLES)
    def test_the_examples_are_sound(self, name: str) -> None:
        assert faults_of(EXAMPLES[name]) == []

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"levels": {0: "a", 1: "b"}}, ("fault.levels_differ", ("levels",))),
            ({"levels": SIX | {6: "text"}}, ("fault.levels_differ", ("levels",))),
            ({"levels": {0: ""} | dict.fromkeys(range(1, 6), "t")}, ("fault.text_empty", ("levels", 0))),
            ({"points": {0: 0, 1: 1}}, ("fault.levels_differ", ("points",))),
            ({"points": {0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 5: 4}}, ("fault.points_not_rising", ("points",))),
            ({"points": {0: 5, 1: 4, 2: 3, 3: 2, 4: 1, 5: 0}}, ("fault.points_not_rising", ("points",))),
            ({"evidence": {6: proof("a")}}, ("fault.level_unknown", ("evidence", 6))),
            ({"evidence": {1: proof("a"), 2: proof("a")}}, ("fault.evidence_twice", ("evidence",))),
            ({"evidence": {1: proof("a", "a")}}, ("fault.evidence_twice", ("evidence",))),
            ({"actions": {"1-3": {"do": "x"}}}, ("fault.step_unknown", ("actions", "1-3"))),
            ({"actions": {"5-6": {"do": "x"}}}, ("fault.step_unknown", ("actions", "5-6"))),
            (minimum(6), ("fault.level_unknown", ("must_have", "at_least"))),
        ],
    )
    def test_levels(self, fields: Data, expected: tuple[str, tuple[str | int, ...]]) -> None:
        assert faults_of(LEVEL | fields) == [expected]

    def test_points_of_a_gated_scale_lie_above_its_floor(self) -> None:
        """The lowest level is worth more than the nothing below it."""
        levels = dict.fromkeys(range(1, 6), "text")
        data = LEVEL | {"levels": levels, "points": {level: level - 1 for level in levels}}
        assert faults_of(data, GATED) == [("fault.points_above_floor", ("points",))]
        assert faults_of(data, ONE_TO_FIVE) == []

    def test_a_gated_scale_has_a_step_from_its_floor(self) -> None:
        data = LEVEL | {"levels": dict.fromkeys(range(1, 6), "t"), "actions": {"0-1": {"do": "x"}}}
        assert faults_of(data, GATED) == []
        assert faults_of(data, ONE_TO_FIVE) == [("fault.step_unknown", ("actions", "0-1"))]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"thresholds": [10, 20, 30, 40, 50], "valid": [5, 5]}, ("fault.valid_range", ())),
            ({"thresholds": [10, 20, 30, 40, 50], "valid": [100, 0]}, ("fault.valid_range", ())),
            ({}, ("fault.thresholds_or_goalposts", ())),
            (
                {"thresholds": [10, 20, 30, 40, 50], "goalposts": {"worst": 0, "best": 9}},
                ("fault.thresholds_or_goalposts", ()),
            ),
            ({"thresholds": [10, 20, 30, 40]}, ("fault.thresholds_count", ("thresholds",))),
            ({"thresholds": [10, 20, 30, 40, 50, 60]}, ("fault.thresholds_count", ("thresholds",))),
            ({"thresholds": []}, ("fault.thresholds_count", ("thresholds",))),
            ({"thresholds": [10, 20, 20, 40, 50]}, ("fault.thresholds_order", ())),
            ({"thresholds": [50, 40, 30, 20, 10]}, ("fault.thresholds_order", ())),
            ({"thresholds": [10, 20, 30, 40, 50], "better": "lower"}, ("fault.thresholds_order", ())),
            ({"thresholds": [10, 20, 30, 40, 101]}, ("fault.edges_outside_valid", ())),
            ({"thresholds": [-1, 20, 30, 40, 50]}, ("fault.edges_outside_valid", ())),
            ({"goalposts": {"worst": -1, "best": 50}}, ("fault.edges_outside_valid", ())),
            ({"goalposts": {"worst": 5, "best": 5}}, ("fault.goalposts_equal", ("goalposts",))),
            ({"goalposts": {"worst": 0, "best": 5, "line": "log"}}, ("fault.goalposts_log", ("goalposts",))),
            ({"goalposts": {"worst": 9, "best": 5}}, ("fault.goalposts_direction", ())),
            ({"goalposts": {"worst": 5, "best": 9}, "better": "lower"}, ("fault.goalposts_direction", ())),
            (
                {"goalposts": {"worst": 0, "best": 9}, "evidence": {1: proof("a")}},
                ("fault.goalposts_have_no_levels", ("evidence",)),
            ),
            (
                {"goalposts": {"worst": 0, "best": 9}, "actions": {"0-1": {"do": "x"}}},
                ("fault.goalposts_have_no_levels", ("actions",)),
            ),
            ({"goalposts": {"worst": 0, "best": 9}, **minimum(2)}, ("fault.not_a_share", ("must_have", "at_least"))),
            (
                {"thresholds": [10, 20, 30, 40, 50], **minimum(6)},
                ("fault.level_unknown", ("must_have", "at_least")),
            ),
            (
                {"thresholds": [10, 20, 30, 40, 50], "evidence": {6: proof("a")}},
                ("fault.level_unknown", ("evidence", 6)),
            ),
            (
                {"thresholds": [10, 20, 30, 40, 50], "actions": {"0-2": {"do": "x"}}},
                ("fault.step_unknown", ("actions", "0-2")),
            ),
            (
                {"thresholds": [10, 20, 30, 40, 50], "evidence": proof("a", "a")},
                ("fault.evidence_twice", ("evidence",)),
            ),
        ],
    )
    def test_numbers(self, fields: Data, expected: tuple[str, tuple[str | int, ...]]) -> None:
        assert faults_of(THRESHOLDS | fields) == [expected]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"criteria": [{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]}, ("fault.twice", ())),
            ({"criteria": []}, ("fault.list_too_short", ("criteria",))),
            (
                {"criteria": [{"id": "a", "text": "A", "weight": 0}, {"id": "b", "text": "B"}]},
                ("fault.not_positive", ("criteria", 0, "weight")),
            ),
            (
                {"criteria": [{"id": "a", "text": "A", "weight": -1}, {"id": "b", "text": "B"}]},
                ("fault.not_positive", ("criteria", 0, "weight")),
            ),
            ({"actions": {"plann": {"do": "x"}}}, ("fault.criterion_unknown.near", ("actions", "plann"))),
            ({"evidence": {"zzz": proof("a")}}, ("fault.criterion_unknown", ("evidence", "zzz"))),
            (minimum(["plan", "zzz"]), ("fault.criterion_unknown", ("must_have", "at_least", 1))),
            (minimum([]), ("fault.list_too_short", ("must_have", "at_least"))),
            ({"evidence": {"plan": proof("a"), "money": proof("a")}}, ("fault.evidence_twice", ("evidence",))),
        ],
    )
    def test_checklists(self, fields: Data, expected: tuple[str, tuple[str | int, ...]]) -> None:
        assert faults_of(CHECKLIST | fields) == [expected]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            (minimum("no"), ("fault.not_one_of", ("must_have", "at_least"))),
            (minimum(True), ("fault.not_one_of", ("must_have", "at_least"))),
            ({"evidence": proof("a", "a")}, ("fault.evidence_twice", ("evidence",))),
            ({"levels": SIX}, ("fault.key_unknown", ("levels",))),
        ],
    )
    def test_yes_or_no(self, fields: Data, expected: tuple[str, tuple[str | int, ...]]) -> None:
        assert faults_of(YES_NO | fields) == [expected]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"options": [{"id": "a", "text": "A", "points": 1}]}, ("fault.list_too_short", ("options",))),
            ({"options": [{"id": "a", "text": "A", "points": n} for n in (0, 1)]}, ("fault.twice", ())),
            ({"options": [{"id": i, "text": "A", "points": 2} for i in "ab"]}, ("fault.points_all_equal", ())),
            (minimum(Decimal("1.5")), ("fault.not_a_share", ("must_have", "at_least"))),
            (minimum(-1), ("fault.not_a_share", ("must_have", "at_least"))),
            ({"evidence": proof("a", "a")}, ("fault.evidence_twice", ("evidence",))),
        ],
    )
    def test_choices(self, fields: Data, expected: tuple[str, tuple[str | int, ...]]) -> None:
        assert faults_of(CHOICE | fields) == [expected]

    @pytest.mark.parametrize("word", ["yes", "no", "unknown", "waiting", "true", "false", "null"])
    def test_an_option_cannot_be_called_what_means_something_else_in_a_sheet(self, word: str) -> None:
        """`gov-network: unknown` is a state, `gov-network: null` no answer, and `gov-network: true` no text."""
        options = [{"id": word, "text": "A", "points": 0}, {"id": "b", "text": "B", "points": 1}]
        assert faults_of(CHOICE | {"options": options}) == [("fault.reserved", ())]

    @pytest.mark.parametrize("weight", [0, -1, "0", "0%"])
    @pytest.mark.parametrize("name", EXAMPLES)
    def test_no_question_weighs_nothing(self, name: str, weight: Any) -> None:
        assert faults_of(EXAMPLES[name] | {"weight": weight}) == [("fault.not_positive", ("weight",))]

    def test_a_kind_that_there_is_not_lists_those_that_there_are(self) -> None:
        _, (fault,) = validate(Group, dimension("one", YES_NO | {"kind": "yesno"}))
        assert fault.text(LANGUAGES["en"]) == (
            "questions.0: there is no such kind of question. Write one of: level, number, checklist, yes_no, choice."
        )

    def test_a_question_without_a_kind_is_told_so(self) -> None:
        _, (fault,) = validate(Group, dimension("one", {"id": "a", "ask": "?"}))
        assert (fault.key, fault.path) == ("fault.kind_missing", ("questions", 0))

    def test_the_message_lists_every_kind(self) -> None:
        for words in LANGUAGES.values():
            assert all(kind in words("fault.kind_missing") for kind in KINDS)


# What holds for every question.


@st.composite
def answered(draw: st.DrawFn) -> tuple[Question, Scale, Any]:
    top = draw(st.sampled_from([2, 5]))
    data = draw(any_question("q", top))
    value = draw(values_of(data))
    return asked(data), scale(0, top), tuple(value) if isinstance(value, list) else value


class TestProperties:
    @given(answered())
    def test_a_value_lies_between_the_worst_and_the_best(self, case: tuple[Question, Scale, Any]) -> None:
        found, of, value = case
        assert 0 == found.worst(of).x <= found.accept(value, of).x <= found.best(of).x == 1

    @given(answered(), st.booleans())
    def test_evidence_supports_no_more_than_is_claimed_and_with_all_of_it_all(
        self, case: tuple[Question, Scale, Any], proved: bool
    ) -> None:
        found, of, value = case
        standing = found.accept(value, of)
        everything = frozenset(found.all_evidence())
        assert found.supported(standing, everything, of).x == standing.x
        assert found.supported(standing, everything if proved else NOTHING, of).x <= standing.x
        needed = frozenset(item.id for item in found.needed(standing))
        assert found.supported(standing, needed, of).x == standing.x

    @given(answered())
    def test_every_step_leads_upwards_and_only_the_best_has_none(self, case: tuple[Question, Scale, Any]) -> None:
        found, of, value = case
        standing = found.accept(value, of)
        steps = found.steps(standing, of)
        assert all(step.to.x > standing.x for step in steps)
        assert (steps == ()) == (standing.x == 1)

    @given(answered())
    def test_the_path_to_the_minimum_ends_there_and_not_before(self, case: tuple[Question, Scale, Any]) -> None:
        found, of, value = case
        standing = found.accept(value, of)
        path = found.path_to_minimum(standing, of)
        assert (path == ()) == found.meets(standing)
        assert [found.meets(step.to) for step in path] == [False] * (len(path) - 1) + [True] * bool(path)

    @given(answered())
    def test_the_best_meets_every_minimum(self, case: tuple[Question, Scale, Any]) -> None:
        found, of, _ = case
        assert found.meets(found.best(of))


class TestUnprovedThresholds:
    def test_without_the_evidence_for_the_whole_the_floor_is_left(self) -> None:
        """On a gated scale from 1 to 5 (floor 0), 60 reaches level 3; unproved it counts as 0, not as 1 (x = 1/5)."""
        question = asked(THRESHOLDS | {"thresholds": [25, 50, 75, 90], "evidence": proof("book")})
        claimed = question.accept(60, GATED)
        assert claimed.level == 3
        assert question.supported(claimed, NOTHING, GATED) == Standing(Fraction(0), 0)


class TestStepKeys:
    def test_the_steps_of_thresholds_are_those_of_the_scale(self) -> None:
        """On a scale from 1 to 5 there is no step 0-1."""
        question = asked(THRESHOLDS | {"thresholds": [25, 50, 75, 90]})
        assert list(question.action_keys(ONE_TO_FIVE)) == ["1-2", "2-3", "3-4", "4-5"]
