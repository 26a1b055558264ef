"""The compiled plan scores every sheet exactly as the reference does."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import answered
from generated import questionnaires, questions_of, sheets
from hypothesis import assume, given
from hypothesis import strategies as st
from ten_thousand import plan_of

from smartscore.answers import match
from smartscore.files.questionnaires import load_questionnaire
from smartscore.frames.shares import KINDS as FRAME_KINDS
from smartscore.plans.cells import KINDS as CELL_KINDS
from smartscore.plans.cells import CellReader
from smartscore.plans.compiling import compile_plan
from smartscore.plans.plan import Pair, Plan
from smartscore.plans.responses import value_of
from smartscore.plans.scorer import Found as PlannedFound
from smartscore.plans.scorer import Result, Scorer, millionths
from smartscore.plans.store import ValueStore
from smartscore.plans.units import units_of
from smartscore.plans.values import RULES, Value
from smartscore.profile import Profile
from smartscore.questionnaire import OVERALL, Questionnaire, Rule
from smartscore.questions import KINDS as QUESTION_KINDS
from smartscore.scoring.assessment import Assessment, Basis, assess
from smartscore.scoring.levels import Found
from smartscore.scoring.tree import Value as Reference
from smartscore.sources.fits import Fits
from smartscore.sources.shown import Shown

INSTRUMENTS = Path(__file__).parent / "instruments"
SHIPPED = ["indonesia-smart-city", *(str(folder) for folder in sorted(INSTRUMENTS.iterdir()) if folder.is_dir())]


BASES: tuple[Basis, ...] = ("claimed", "supported")


def exact(pair: Pair | None) -> Fraction | None:
    return None if pair is None else Fraction(*pair)


def numbers(value: Value) -> tuple[Fraction | None, ...]:
    return tuple(exact(pair) for pair in (value.central, value.low, value.high, value.coverage, value.absent))


def reference_numbers(value: Reference) -> tuple[Fraction | None, ...]:
    return (value.central, value.low, value.high, value.coverage, value.not_applicable)


def told(found: PlannedFound) -> tuple[Any, ...]:
    return (found.level, found.certain, found.band, set(found.caps), found.doubts, found.none_because)


def reference_told(found: Found) -> tuple[Any, ...]:
    caps = {(cap.holds_at, cap.kind, cap.node) for cap in found.caps}
    return (found.level, found.certain, found.band, caps, found.doubts, found.none_because)


def assert_equal(plan: Plan, result: Result, reference: Assessment) -> None:
    """Compare every node's numbers and every level, with its caps and doubts."""
    wanted = {node.id: reference_numbers(node.value) for node in reference.root.walk() if node.tier is not None}
    assert {group.id: numbers(v) for group, v in zip(plan.groups, result.values, strict=True)} == wanted
    found = {plan.groups[place].id: f for place, f in zip(plan.dimensions, result.dimensions, strict=True)}
    levels = {OVERALL: result.overall, **found}
    assert {name: told(item) for name, item in levels.items()} == {
        name: reference_told(item) for name, item in reference.levels.items()
    }


def check(questionnaire: Questionnaire, answers: dict[str, Any], **header: Any) -> None:
    sheet = answered(questionnaire, answers, **header)
    responses = match(questionnaire, sheet)
    plan = compile_plan(questionnaire, sheet.form)
    units = units_of(plan)
    for scorer, store in ((Scorer(plan), ValueStore()), (Scorer(plan, units), ValueStore(units and units.question))):
        for basis in BASES:
            result = scorer.score(Fits().values(plan, responses, basis, store))
            assert_equal(plan, result, assess(questionnaire, responses, sheet.form, basis))


@given(st.data(), st.sampled_from(["full", "quick"]))
def test_a_plan_scores_as_the_reference_does(draw: st.DataObject, form: str) -> None:
    """Every rule, kind, state, must-have, gate and depth: index, bounds, coverage, levels, caps and doubts."""
    data = draw.draw(questionnaires())
    assume(form == "full" or any(asked["quick"] for asked in questions_of(data)))
    check(Questionnaire.model_validate(data), draw.draw(sheets(data)), form=form)


@given(st.data(), st.sampled_from(["full", "quick"]))
def test_a_plan_of_what_a_region_sees_scores_as_the_reference_does(draw: st.DataObject, form: str) -> None:
    """What does not concern a place without a coast is not asked there; its plan shares the unit of the whole's."""
    data = draw.draw(questionnaires())
    hidden = draw.draw(st.sets(st.sampled_from([asked["id"] for asked in questions_of(data)])))
    for asked in questions_of(data):
        if asked["id"] in hidden:
            asked["when"] = {"coast": True}
    assume(any(asked["id"] not in hidden and (form == "full" or asked["quick"]) for asked in questions_of(data)))
    questionnaire, profile = Questionnaire.model_validate(data), Profile(code="53.10", coast=False)
    seen, forms, _ = Shown(questionnaire).to(profile)
    sheet = answered(questionnaire, draw.draw(sheets(data)), form=form, profile=profile)
    responses = match(seen, sheet)
    assert seen.hidden == hidden
    for basis in BASES:
        result = forms.scorer(form).score(Fits().values(forms.plans[form], responses, basis, forms.store))
        assert_equal(forms.plans[form], result, assess(seen, responses, sheet.form, basis))


@given(st.data())
def test_what_is_remembered_of_other_sheets_changes_no_score(draw: st.DataObject) -> None:
    """One memory for several sheets, and for the first of them again, gives what a fresh look at each gives."""
    data = draw.draw(questionnaires())
    questionnaire = Questionnaire.model_validate(data)
    plan, store, fits = compile_plan(questionnaire, "full"), ValueStore(), Fits()
    given_by = [draw.draw(sheets(data)) for _ in range(3)]
    for answers in [*given_by, given_by[0]]:
        sheet = answered(questionnaire, answers)
        remembered, fresh = match(questionnaire, sheet, fits), match(questionnaire, sheet)
        for basis in BASES:
            values = fits.values(plan, remembered, basis, store)
            assert values == [value_of(asked, fresh[asked.id], basis, store) for asked in plan.questions]


def cell_of(answer: Any) -> str:
    """Return an answer as a table would hold it."""
    if isinstance(answer, dict):
        return "na"
    if isinstance(answer, list):
        return " ".join(answer) or "0"
    return "" if answer is None else "?" if answer == "unknown" else str(answer)


@given(st.data())
def test_cells_say_what_sheets_say(draw: st.DataObject) -> None:
    """The same answers, written as cells of a table and as a sheet, come to the same result."""
    data = draw.draw(questionnaires())
    questionnaire = Questionnaire.model_validate(data)
    answers = draw.draw(sheets(data))
    plan = compile_plan(questionnaire, "full")
    reader = CellReader(plan, ValueStore())
    read = [reader.read(n, cell_of(answers.get(question.id))) for n, question in enumerate(plan.questions)]
    responses = match(questionnaire, answered(questionnaire, answers))
    assert_equal(plan, Scorer(plan).score(read), assess(questionnaire, responses, "full", "claimed"))


@pytest.mark.parametrize("name", SHIPPED, ids=lambda name: Path(name).name)
@given(st.data())
def test_a_plan_of_an_instrument_scores_as_the_reference_does(name: str, draw: st.DataObject) -> None:
    questionnaire = load_questionnaire(name)
    check(questionnaire, {key: draw.draw(answers_to(question)) for key, question in questionnaire.questions.items()})


def answers_to(question: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the answers of a question of an instrument."""
    states: list[Any] = ["unknown", "waiting", None]
    fields: Mapping[str, Any] = question.model_dump()
    values: st.SearchStrategy[Any]
    if question.kind == "number":
        low, high = (int(edge) for edge in fields["valid"])
        values = st.one_of(st.integers(low, high), st.decimals(low, high, places=2).map(Decimal))
    elif question.kind == "checklist":
        values = st.lists(st.sampled_from([item["id"] for item in fields["criteria"]]), unique=True)
    elif question.kind == "yes_no":
        values = st.sampled_from(["yes", "no"])
    elif question.kind == "choice":
        values = st.sampled_from([item["id"] for item in fields["options"]])
    else:
        values = st.sampled_from(sorted(fields["levels"]))
    return st.one_of(values, values, values, st.sampled_from(states))


def test_every_rule_has_its_whole_number_form() -> None:
    assert set(RULES) == {rule.value for rule in Rule}


def planned_kinds() -> set[str]:
    """Return the kinds of which a plan holds what answers come to; the instrument has questions of every kind."""
    return {question.kind for question in plan_of().questions if question.table or question.checklist or question.line}


KINDS_OF: dict[str, Callable[[], set[str]]] = {
    "plans.compiling": planned_kinds,
    "plans.cells": lambda: set(CELL_KINDS),
    "frames.shares": lambda: set(FRAME_KINDS),
}


@pytest.mark.parametrize("table", KINDS_OF)
def test_every_kind_of_question_is_planned_and_read_in_cells_and_frames(table: str) -> None:
    assert KINDS_OF[table]() == set(QUESTION_KINDS)


def test_a_half_millionth_is_rounded_up() -> None:
    """1/3 of 100 is 33.333333|3; 1/200000000 of 100 is half a millionth, which goes up."""
    assert millionths((1, 3)) == 33_333_333
    assert millionths((1, 200_000_000)) == 1
    assert millionths((99, 20_000_000_000)) == 0
    assert millionths(None) is None
