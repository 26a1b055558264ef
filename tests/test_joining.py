"""Joining sheets: what is taken, what gives way, what is a conflict, and that no order changes the result."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from conftest import answered, dimension, level_question, make
from generated import Data, questionnaires, questions_of, values_of
from hypothesis import given
from hypothesis import strategies as st

from smartscore.answers import Answer, Sheet, State, match
from smartscore.errors import SheetError
from smartscore.files.sheet_text import answer_data
from smartscore.joining import Joined, Part, Preference, join
from smartscore.profile import Profile
from smartscore.questionnaire import Questionnaire

CHECKLIST = {
    "id": "c",
    "kind": "checklist",
    "ask": "?",
    "criteria": [{"id": name, "text": name} for name in ("x", "y", "z")],
    "not_applicable": "allowed",
}
SMALL = make(
    dimension("one", level_question("a", renamed_from=["old-a"]), level_question("b", not_applicable="allowed")),
    dimension(
        "two",
        CHECKLIST,
        {"id": "n", "kind": "number", "ask": "?", "unit": "%", "valid": [0, 100], "thresholds": [10, 20, 30, 40, 50]},
        {"id": "y", "kind": "yes_no", "ask": "?"},
    ),
    not_applicable={"policy": "allowed"},
)
DEED = {"kind": "decree", "reference": "A deed"}
PHOTO = {"kind": "photo", "reference": "A photo"}


def part(respondent: str | None, answers: dict[str, Any], **fields: Any) -> Part:
    """Return the sheet of a respondent; its file is their name in small letters."""
    file = f"{(respondent or 'nobody').lower()}.yaml"
    return Part(f"folder/{file}", file, answered(SMALL, answers, respondent=respondent, **fields))


def data(joined: Joined) -> dict[str, Any]:
    """Return the answers of the joined sheet as files hold them."""
    assert joined.sheet is not None
    return {key: answer_data(answer) for key, answer in joined.sheet.answers.items()}


def taken(*answers: Any) -> Any:
    """Return what becomes of these answers to `b`, given by A, B, C."""
    parts = [part(name, {"b": answer}) for name, answer in zip("ABC", answers, strict=False)]
    return data(join(SMALL, parts))["b"]


class TestOneAnswer:
    def test_an_answer_of_one_sheet_is_taken_with_its_note_and_evidence(self) -> None:
        first = part("Health", {"a": {"level": 3, "note": "Since June.", "evidence": [DEED]}})
        joined = join(SMALL, [first, part("Roads", {"b": 1})])
        assert data(joined) == {
            "a": {"level": 3, "note": "Since June.", "evidence": [DEED], "by": "Health"},
            "b": {"level": 1, "by": "Roads"},
        }

    @pytest.mark.parametrize("lower", ["unknown", "waiting", None, {"note": "?"}, {"state": "unknown", "note": "no"}])
    def test_what_is_not_known_gives_way_to_an_answer(self, lower: Any) -> None:
        assert taken(lower, 3) == {"level": 3, "by": "B"}
        assert taken(3, lower) == {"level": 3, "by": "A"}

    def test_what_is_not_known_gives_way_to_not_applicable(self) -> None:
        absent = {"state": "not_applicable", "reason": "No coast."}
        assert taken("unknown", absent) == {**absent, "by": "B"}

    def test_waiting_stands_above_unknown_and_unknown_above_nothing(self) -> None:
        assert taken("unknown", "waiting", None) == {"state": "waiting", "by": "B"}
        assert taken(None, "unknown") == {"state": "unknown", "by": "B"}

    def test_evidence_beside_an_answer_that_gave_way_is_kept(self) -> None:
        assert taken(3, {"state": "unknown", "evidence": [DEED]}) == {"level": 3, "evidence": [DEED], "by": "A"}

    def test_equal_answers_are_one_with_all_evidence_and_notes(self) -> None:
        """However each is written: in short or in full."""
        one = {"level": 3, "note": "Books.", "evidence": [DEED]}
        two = {"level": 3, "note": "Archive.", "evidence": [PHOTO, DEED]}
        assert taken(one, 3, two) == {
            "level": 3,
            "note": "Archive. // Books.",
            "evidence": [DEED, PHOTO],
            "by": ["A", "B", "C"],
        }

    def test_an_equal_note_is_kept_once(self) -> None:
        assert taken({"level": 3, "note": "N"}, {"level": 3, "note": "N"})["note"] == "N"

    def test_both_reasons_for_not_applicable_are_kept(self) -> None:
        reasons = [{"state": "not_applicable", "reason": reason} for reason in ("No sea.", "No coast.")]
        assert taken(*reasons)["reason"] == "No coast. // No sea."

    @pytest.mark.parametrize(
        ("question", "first", "second"),
        [
            ("c", ["x", "y"], {"criteria": ["y", "x"]}),
            ("n", 12, {"number": Decimal("12.0")}),
            ("y", "yes", {"yes": True}),
            ("a", 2, {"level": 2}),
        ],
    )
    def test_an_answer_written_in_two_ways_is_no_conflict(self, question: str, first: Any, second: Any) -> None:
        joined = join(SMALL, [part("A", {question: first}), part("B", {question: second})])
        assert joined.conflicts == ()
        assert data(joined)[question]["by"] == ["A", "B"]

    def test_two_numbers_of_the_same_level_are_a_conflict(self) -> None:
        """12 and 13 % both reach level 1 and are not the same answer."""
        assert len(join(SMALL, [part("A", {"n": 12}), part("B", {"n": 13})]).conflicts) == 1

    def test_an_earlier_id_is_replaced(self) -> None:
        joined = join(SMALL, [part("A", {"old-a": 3}), part("B", {"a": 3, "b": 1})])
        assert data(joined)["a"] == {"level": 3, "by": ["A", "B"]}


class TestWho:
    def test_the_respondent_lists_all(self) -> None:
        joined = join(SMALL, [part("Roads", {"a": 1}), part("health", {"b": 1}), part("Roads; Water", {})])
        assert joined.sheet is not None
        assert joined.sheet.respondent == "health; Roads; Water"

    def test_a_sheet_that_does_not_say_who_goes_by_its_file(self) -> None:
        joined = join(SMALL, [part("Roads", {"a": 1}), part(None, {"b": 1})])
        assert data(joined)["b"] == {"level": 1, "by": "nobody.yaml"}

    def test_who_answered_survives_a_second_merge(self) -> None:
        first = join(SMALL, [part("A", {"a": 1}), part("B", {"b": 1})]).sheet
        assert first is not None
        second = join(SMALL, [Part("ab.yaml", "ab.yaml", first), part("C", {"b": 1})])
        assert data(second) == {"a": {"level": 1, "by": "A"}, "b": {"level": 1, "by": ["B", "C"]}}

    def test_two_sheets_of_one_respondent_need_no_names(self) -> None:
        assert data(join(SMALL, [part("A", {"a": 1}), part("A", {"b": 1})])) == {"a": 1, "b": 1}


class TestConflicts:
    @pytest.mark.parametrize("other", [2, {"state": "not_applicable", "reason": "No coast."}])
    def test_two_different_answers_give_no_sheet(self, other: Any) -> None:
        joined = join(SMALL, [part("A", {"b": 3}), part("B", {"b": other}), part("C", {"b": "unknown"})])
        assert joined.sheet is None
        (conflict,) = joined.conflicts
        assert [(side.file, side.by) for side in conflict.sides] == [
            ("folder/a.yaml", ("A",)),
            ("folder/b.yaml", ("B",)),
        ]

    def test_every_side_of_every_conflict_is_listed(self) -> None:
        parts = [part("A", {"a": 1, "b": 1}), part("B", {"a": 2, "b": 2}), part("C", {"a": 2, "b": 3})]
        joined = join(SMALL, parts)
        assert [(item.question.id, len(item.sides)) for item in joined.conflicts] == [("a", 3), ("b", 3)]

    def test_a_preferred_file_settles_what_it_answers(self) -> None:
        parts = [part("A", {"a": 1, "b": 1}), part("B", {"a": 2}), part("C", {"b": 2})]
        joined = join(SMALL, parts, [Preference("folder/b.yaml")])
        assert [item.question.id for item in joined.conflicts] == ["b"]
        assert [item.question.id for item in joined.settled] == ["a"]

    def test_the_preferred_answer_is_taken_from_all_who_gave_it_and_nothing_of_the_others(self) -> None:
        refused = {"level": 1, "note": "No.", "evidence": [DEED]}
        parts = [part("A", {"a": refused}), part("B", {"a": 2}), part("C", {"a": 2})]
        joined = join(SMALL, parts, [Preference("folder/b.yaml", frozenset({"a"}))])
        assert data(joined)["a"] == {"level": 2, "by": ["B", "C"]}

    def test_named_questions_go_before_the_rest_and_the_rest_in_order(self) -> None:
        parts = [part("A", {"a": 1, "b": 1}), part("B", {"a": 2, "b": 2})]
        everything, named = Preference("folder/a.yaml"), Preference("folder/b.yaml", frozenset({"b"}))
        joined = join(SMALL, parts, [everything, Preference("folder/b.yaml"), named])
        assert data(joined) == {"a": {"level": 1, "by": "A"}, "b": {"level": 2, "by": "B"}}

    def test_a_preference_for_what_is_no_conflict_changes_nothing(self) -> None:
        parts = [part("A", {"a": 1}), part("B", {"a": "unknown"})]
        assert data(join(SMALL, parts, [Preference("folder/b.yaml")]))["a"] == {"level": 1, "by": "A"}


class TestHeader:
    @pytest.mark.parametrize(
        ("key", "first", "second"),
        [
            ("merge.regions", {"region": "East"}, {"region": "West"}),
            ("merge.periods", {"period": "2025"}, {"period": "2026"}),
            ("merge.roles", {}, {"role": "assessor"}),
            ("merge.forms", {}, {"form": "quick"}),
            ("merge.assessed", {}, {"assessed": True}),
            ("merge.questionnaires", {}, {"questionnaire": {"id": "other", "version": "1.0.0"}}),
        ],
    )
    def test_sheets_that_do_not_belong_together_are_a_fault(self, key: str, first: Any, second: Any) -> None:
        with pytest.raises(SheetError) as caught:
            join(SMALL, [part("A", {}, **first), part("B", {}, **second)])
        assert [fault.key for fault in caught.value.faults] == [key]
        assert "folder/a.yaml" in str(caught.value)
        assert "folder/b.yaml" in str(caught.value)

    def test_what_one_sheet_leaves_open_comes_from_the_others(self) -> None:
        joined = join(SMALL, [part("A", {"a": 1}), part("B", {}, region="East", period="2026", language="en")]).sheet
        assert joined is not None
        assert (joined.region, joined.period, joined.language) == ("East", "2026", "en")

    def test_capitals_and_spaces_make_no_other_region(self) -> None:
        joined = join(SMALL, [part("A", {}, region="East  side"), part("B", {}, region="EAST SIDE")]).sheet
        assert joined is not None
        assert joined.region == "EAST SIDE"

    def test_a_newer_version_is_refused(self) -> None:
        with pytest.raises(SheetError, match=r"version 9\.0\.0"):
            join(SMALL, [part("A", {}), part("B", {}, questionnaire={"id": "small", "version": "9.0.0"})])

    def test_an_older_version_becomes_the_present_one(self) -> None:
        old = part("A", {"old-a": 2}, questionnaire={"id": "small", "version": "0.9.0"})
        joined = join(SMALL, [old]).sheet
        assert joined is not None
        assert joined.questionnaire.version == "1.0.0"
        assert list(joined.answers) == ["a"]

    def test_a_message_names_no_more_files_than_fit(self) -> None:
        parts = [Part(f"{n}.yaml", "", answered(SMALL, {}, region="East" if n else "West")) for n in range(9)]
        with pytest.raises(SheetError, match=r"East \(1\.yaml, 2\.yaml, 3\.yaml, \.\.\.\)"):
            join(SMALL, parts)

    def test_a_sheet_without_a_respondent_goes_by_its_agency(self) -> None:
        joined = join(SMALL, [part("Roads", {"a": 1}), part(None, {"b": 1}, agency="Health")])
        assert data(joined)["b"] == {"level": 1, "by": "Health"}
        assert joined.sheet is not None
        assert (joined.sheet.respondent, joined.sheet.agency) == ("Health; Roads", "Health")

    def test_what_is_said_of_the_place_is_put_together(self) -> None:
        joined = join(SMALL, [part("A", {}, profile={"coast": True}), part("B", {}, profile={"type": "city"})]).sheet
        assert joined is not None
        assert joined.profile == Profile(coast=True, type="city")

    def test_two_kinds_of_place_are_a_fault(self) -> None:
        with pytest.raises(SheetError, match=r"coast: true \(folder/a\.yaml\); coast: false \(folder/b\.yaml\)"):
            join(SMALL, [part("A", {}, profile={"coast": True}), part("B", {}, profile={"coast": False})])

    def test_a_question_that_does_not_concern_the_place_is_no_conflict_and_left_out(self) -> None:
        """One sheet says that there is no coast; two others contradict each other about the harbour."""
        harbour = level_question("harbour", when={"coast": True})
        coastal = make(dimension("one", level_question("a"), harbour))
        answers: list[dict[str, Any]] = [{"harbour": 1}, {"harbour": 2}, {"a": 3}]
        sheets = [answered(coastal, each, respondent=name) for name, each in zip("ABC", answers, strict=True)]
        sheets[2] = sheets[2].model_copy(update={"profile": Profile(coast=False)})
        joined = join(coastal, [Part(f"{n}.yaml", f"{n}.yaml", sheet) for n, sheet in enumerate(sheets)])
        assert data(joined) == {"a": {"level": 3, "by": "C"}}


# What holds for every questionnaire.

NOTES = st.sampled_from([None, "one", "two", "one // two"])
EVIDENCE = st.lists(st.sampled_from([DEED, PHOTO, {"reference": "c", "date": "2026"}]), max_size=2)


@st.composite
def entry(draw: st.DrawFn, asked: Data, value: Any) -> Any:
    """Return an answer that says the value, or less than it, with a note and evidence or without."""
    field = {"level": "level", "number": "number", "checklist": "criteria", "yes_no": "yes", "choice": "option"}
    said = value == "yes" if asked["kind"] == "yes_no" else value
    full = draw(st.sampled_from([{field[asked["kind"]]: said}, {"state": "unknown"}, {"state": "waiting"}, {}]))
    note, evidence = draw(NOTES), draw(EVIDENCE)
    return {**full, **({"note": note} if note else {}), **({"evidence": evidence} if evidence else {})}


@st.composite
def agreeing(draw: st.DrawFn, count: int) -> tuple[Questionnaire, list[Part]]:
    """Return a questionnaire and sheets that do not contradict each other."""
    content = draw(questionnaires())
    questionnaire = Questionnaire.model_validate(content)
    truth = {asked["id"]: draw(values_of(asked)) for asked in questions_of(content)}
    parts = []
    for number in range(count):
        mine = [asked for asked in questions_of(content) if draw(st.booleans())]
        answers = {asked["id"]: draw(entry(asked, truth[asked["id"]])) for asked in mine}
        name = draw(st.sampled_from(["A", "B", "C; A", "d"]))
        header = {"region": draw(st.sampled_from([None, "East"])), "note": draw(NOTES), "respondent": name}
        parts.append(Part(f"{number}.yaml", f"{number}.yaml", answered(questionnaire, answers, **header)))
    return questionnaire, parts


def joined_sheet(questionnaire: Questionnaire, parts: Sequence[Part]) -> Sheet:
    sheet = join(questionnaire, parts).sheet
    assert sheet is not None
    return sheet


@given(agreeing(3))
def test_the_order_of_the_sheets_changes_nothing(case: tuple[Questionnaire, list[Part]]) -> None:
    questionnaire, parts = case
    results = [joined_sheet(questionnaire, order) for order in permutations(parts)]
    assert all(result == results[0] for result in results)


@given(agreeing(3))
def test_joining_some_first_changes_nothing(case: tuple[Questionnaire, list[Part]]) -> None:
    """(A + B) + C = A + (B + C) = A + B + C."""
    questionnaire, (a, b, c) = case
    left = Part("ab", "ab", joined_sheet(questionnaire, [a, b]))
    right = Part("bc", "bc", joined_sheet(questionnaire, [b, c]))
    assert joined_sheet(questionnaire, [left, c]) == joined_sheet(questionnaire, [a, right])
    assert joined_sheet(questionnaire, [left, c]) == joined_sheet(questionnaire, [a, b, c])


@given(agreeing(2))
def test_a_sheet_joined_with_itself_is_that_sheet(case: tuple[Questionnaire, list[Part]]) -> None:
    questionnaire, parts = case
    first = joined_sheet(questionnaire, parts[:1])
    assert first.answers == parts[0].sheet.answers
    assert joined_sheet(questionnaire, [parts[0], parts[0]]) == first
    both = Part("both", "both", joined_sheet(questionnaire, parts))
    assert joined_sheet(questionnaire, [both, parts[1]]) == both.sheet


@given(agreeing(3))
def test_nothing_that_is_known_is_lost(case: tuple[Questionnaire, list[Part]]) -> None:
    questionnaire, parts = case
    result = match(questionnaire, joined_sheet(questionnaire, parts))
    for each in parts:
        for question, response in match(questionnaire, each.sheet).items():
            if response.state is State.ANSWERED:
                assert result[question].standing == response.standing
            assert set(response.evidence) <= set(result[question].evidence)


@given(st.data())
def test_a_sheet_is_never_made_over_a_conflict(draw: st.DataObject) -> None:
    """Any two sheets: either a sheet with every answer, or every question with two answers, whatever the order."""
    values = st.one_of(st.integers(0, 5), st.sampled_from(["unknown", "waiting", None]))
    sheets = [{question: draw.draw(values) for question in ("a", "b")} for _ in range(2)]
    parts = [part(name, answers) for name, answers in zip("AB", sheets, strict=True)]
    differ = [
        question
        for question in ("a", "b")
        if all(isinstance(sheet[question], int) for sheet in sheets) and sheets[0][question] != sheets[1][question]
    ]
    for order in (parts, parts[::-1]):
        joined = join(SMALL, order)
        assert [conflict.question.id for conflict in joined.conflicts] == differ
        assert (joined.sheet is None) == bool(differ)


def test_an_answer_says_by_whom_in_one_text_or_a_list() -> None:
    one = Answer.model_validate({"level": 1, "by": "Health"})
    assert one.by == ("Health",)
    assert answer_data(one) == {"level": 1, "by": "Health"}
    assert answer_data(Answer.model_validate({"level": 1, "by": ["A", "B"]})) == {"level": 1, "by": ["A", "B"]}
