"""The same 10,000 respondents, in every state, for every way to score them; and what the reference gives them."""

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from conftest import answered, dimension, level_question, questionnaire_data

from smartscore.answers import match
from smartscore.plans.compiling import compile_plan
from smartscore.plans.plan import Plan, PlannedQuestion
from smartscore.questionnaire import Questionnaire
from smartscore.scoring.assessment import assess

ROWS = 10_000
STATES = ("", "?", "na", "waiting")
"""The states besides answered, as cells write them; empty is missing."""

RESULTS = ("index", "low", "high", "coverage", "level", "certain_level", "provisional", "caps")
DIMENSIONS = ("first", "second", "third")

Cells = dict[str, list[str]]
Table = list[tuple[Any, ...]]
"""For each respondent the results, then the index of each dimension; numbers with places as whole millionths."""


def instrument_data() -> dict[str, Any]:
    """Return a questionnaire with every kind, rule, state, must-have and gate that an engine can express."""
    criteria = [{"id": f"c{n}", "text": "c", "weight": n + 1} for n in range(3)]
    papers = {"id": "papers", "kind": "checklist", "ask": "?", "criteria": criteria}
    papers["must_have"] = {"at_least": ["c0"], "holds_at": 2, "because": "b"}
    lines = {"id": "lines", "kind": "number", "ask": "?", "unit": "%", "valid": [0, 100]}
    options = [{"id": f"o{n}", "text": f"option {n}", "points": n * n} for n in range(3)]
    first = dimension("first", level_question("a1", weight=2), level_question("a2", weight="1/3"), papers)
    second = dimension("second", {"id": "decree", "kind": "yes_no", "ask": "?"}, level_question("b2"))
    areas = [
        {
            "id": "area-1",
            "name": "1",
            "questions": [{**lines, "thresholds": [10, 20, "33.3", 40, 50]}, level_question("d1")],
        },
        {
            "id": "area-2",
            "name": "2",
            "weight": 3,
            "questions": [{"id": "portal", "kind": "choice", "ask": "?", "options": options}],
        },
    ]
    second["questions"][1]["must_have"] = {"at_least": 1, "holds_at": 1, "because": "b", "not_applicable": "waived"}
    third = {"id": "third", "name": "3", "weight": 2, "groups": areas}
    return questionnaire_data(
        first,
        second,
        third,
        weakest_dimension={"slack": 1},
        waiting={"counts_as": 1},
        gates=[{"id": "g", "group": "area-1", "at_least": 2, "holds_at": 3, "because": "b"}],
        tiers=[
            {"id": "overall", "name": "O"},
            {"id": "dimension", "name": "D"},
            {"id": "area", "name": "A", "rule": "minimum"},
        ],
    )


@cache
def instrument() -> Questionnaire:
    return Questionnaire.model_validate(instrument_data())


@cache
def plan_of() -> Plan:
    return compile_plan(instrument(), "full")


@cache
def respondents() -> Cells:
    plan, dice = plan_of(), random.Random(20261124)
    return {question.id: [_cell(question, dice) for _ in range(ROWS)] for question in plan.questions}


def _cell(question: PlannedQuestion, dice: random.Random) -> str:
    if dice.random() < 0.2:
        return dice.choice(STATES)
    if question.checklist:
        return " ".join(c for c in question.checklist.weights if dice.random() < 0.6) or "0"
    if question.line:
        return dice.choice([str(dice.randint(0, 100)), f"{dice.uniform(0, 99):.2f}", "33.3", "33,3", "10"])
    return dice.choice(list(question.table))


@cache
def by_reference(every: int = 1) -> Table:
    """Score every so many-th respondent, as a sheet, by the reference; once for all that compare with it."""
    return [_reference(number) for number in range(0, ROWS, every)]


def _reference(number: int) -> tuple[Any, ...]:
    questionnaire, cells = instrument(), respondents()
    answers = {name: sheet_answer(questionnaire, name, column[number]) for name, column in cells.items()}
    found = assess(questionnaire, match(questionnaire, answered(questionnaire, answers)), "full", "claimed")
    value, level = found.root.value, found.overall
    groups = {node.id: node.value.central for node in found.root.walk()}
    return (
        *(half_up(x, 100) for x in (value.central, value.low, value.high)),
        half_up(value.coverage, 1),
        level.level,
        level.certain,
        bool(level.doubts),
        " ".join(f"{cap.node}:{cap.holds_at}" for cap in level.caps),
        *(half_up(groups[name], 100) for name in DIMENSIONS),
    )


def half_up(exact: Fraction | None, scale: int) -> int | None:
    """Return a number in whole millionths; rounding is said here once more, so that it can be compared."""
    return None if exact is None else int(exact * scale * 1_000_000 * 2 + 1) // 2


def sheet_answer(questionnaire: Questionnaire, name: str, text: str) -> Any:
    """Return a cell as a sheet holds it."""
    if text in STATES:
        return {"": None, "?": "unknown", "na": {"state": "not_applicable", "reason": "r"}}.get(text, text)
    kind = questionnaire.questions[name].kind
    if kind == "checklist":
        return [] if text == "0" else text.split()
    return Decimal(text.replace(",", ".")) if kind == "number" else int(text) if kind == "level" else text


def differing(found: Table, wanted: Table) -> Iterator[tuple[int, Any, Any]]:
    """Yield the first respondents whose results differ; an assertion over 10,000 rows would take minutes to print."""
    pairs = enumerate(zip(found, wanted, strict=True))
    yield from [(number, one, other) for number, (one, other) in pairs if one != other][:3]
