"""Generated questionnaires and sheets, as data: every kind, rule and state, trees one to three groups deep."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]

RULES = ["mean", "pooled", "minimum", "harmonic", "geometric"]
WEIGHTS = st.sampled_from([1, 2, 3, 7, Decimal("0.5"), "1/3"])
STATES = ["unknown", "waiting", None]


@st.composite
def tiers(draw: st.DrawFn, depth: int) -> list[Data]:
    """Return the storeys of a tree whose deepest groups lie `depth` below the whole."""
    found = []
    for number in range(depth + 1):
        rule = draw(st.sampled_from(RULES))
        tier: Data = {"id": f"tier-{number}", "name": f"Tier {number}", "rule": rule}
        if rule in ("harmonic", "geometric"):
            tier["on"] = draw(st.sampled_from([[0, 1], [1, 100], [0, 100], [1, 10]]))
        found.append(tier)
    return found


@st.composite
def question(draw: st.DrawFn, question_id: str, top: int) -> Data:
    """Return a question of any kind, with or without a minimum."""
    kind = draw(st.sampled_from(["level", "number", "goalposts", "checklist", "yes_no", "choice"]))
    data: Data = {
        "id": question_id,
        "kind": "number" if kind == "goalposts" else kind,
        "ask": "?",
        "weight": draw(WEIGHTS),
    }
    data["quick"] = draw(st.booleans())
    minimum: Any = draw(st.integers(0, top))
    if kind == "level":
        data["levels"] = {level: f"text {level}" for level in range(top + 1)}
        if draw(st.booleans()):
            data["evidence"] = {draw(st.integers(1, top)): [{"id": "proof", "name": "A document"}]}
    elif kind == "number":
        falling = draw(st.booleans())
        steps = sorted(draw(st.lists(st.integers(1, 99), min_size=top, max_size=top, unique=True)), reverse=falling)
        data |= {"unit": "%", "valid": [0, 100], "thresholds": steps, "better": "lower" if falling else "higher"}
    elif kind == "goalposts":
        line = draw(st.sampled_from(["linear", "log"]))
        data |= {"unit": "%", "valid": [0, 100], "goalposts": {"worst": 10, "best": 90, "line": line}}
        minimum = draw(st.sampled_from(["1/4", "1/2"]))
    elif kind == "checklist":
        data["criteria"] = [{"id": f"c{number}", "text": "c", "weight": draw(WEIGHTS)} for number in range(3)]
        minimum = ["c0", "c2"]
    elif kind == "yes_no":
        minimum = "yes"
    else:
        data["options"] = [{"id": f"o{number}", "text": "o", "points": number * number} for number in range(3)]
        minimum = "1/4"
    if draw(st.integers(0, 3)) == 0:
        data["must_have"] = {"at_least": minimum, "holds_at": draw(st.integers(0, top)), "because": "because"}
    return data


@st.composite
def group(draw: st.DrawFn, group_id: str, below: int, top: int) -> Data:
    """Return a group that holds groups (as many storeys as `below`), questions, or both."""
    inner = draw(st.integers(0, 2)) if below else 0
    asked = draw(st.integers(0 if inner else 1, 3))
    return {
        "id": group_id,
        "name": group_id,
        "weight": draw(WEIGHTS),
        "groups": [draw(group(f"{group_id}-g{number}", below - 1, top)) for number in range(inner)],
        "questions": [draw(question(f"{group_id}-q{number}", top)) for number in range(asked)],
    }


@st.composite
def questionnaires(draw: st.DrawFn) -> Data:
    """Return a whole questionnaire."""
    depth, top = draw(st.integers(1, 3)), draw(st.sampled_from([2, 5]))
    cuts = [100 * level // (top + 1) for level in range(top + 1)] + [100]
    bands = [{"level": n, "name": f"N{n}", "min": cuts[n], "max": cuts[n + 1]} for n in range(top + 1)]
    data: Data = {
        "format": "smartscore-questionnaire/1",
        "id": "generated",
        "version": "1.0.0",
        "title": "Generated",
        "languages": ["en"],
        "scale": {"levels": [{"level": level, "name": f"L{level}"} for level in range(top + 1)]},
        "tiers": draw(tiers(depth)),
        "bands": {"unit": "index", "levels": bands},
        "dimensions": [draw(group(f"d{n}", depth - 1, top)) for n in range(draw(st.integers(1, 3)))],
    }
    if draw(st.booleans()):
        data["weakest_dimension"] = {"slack": draw(st.integers(0, 2))}
    if draw(st.booleans()):
        data["waiting"] = {"counts_as": draw(st.integers(0, top))}
    if draw(st.booleans()):
        gate = {"id": "gate", "group": data["dimensions"][0]["id"], "at_least": 1, "holds_at": 1, "because": "gate"}
        data["gates"] = [gate]
    return data


def groups_of(data: Data) -> Iterator[Data]:
    """Yield every group of a questionnaire (or below a group)."""
    for inner in data.get("dimensions", data.get("groups", [])):
        yield inner
        yield from groups_of(inner)


def questions_of(data: Data) -> list[Data]:
    """Return every question of a questionnaire."""
    return [asked for inner in groups_of(data) for asked in inner["questions"]]


def values_of(asked: Data) -> st.SearchStrategy[Any]:
    """Return a strategy for the values that a question can take."""
    if asked["kind"] == "level":
        return st.sampled_from(sorted(asked["levels"]))
    if asked["kind"] == "number":
        return st.one_of(st.integers(0, 100), st.sampled_from([Decimal("33.3"), Decimal("12.5")]))
    if asked["kind"] == "checklist":
        return st.lists(st.sampled_from(["c0", "c1", "c2"]), unique=True)
    if asked["kind"] == "yes_no":
        return st.sampled_from(["yes", "no"])
    return st.sampled_from(["o0", "o1", "o2"])


def answers_of(asked: Data) -> st.SearchStrategy[Any]:
    """Return a strategy for the answers that a question can have: values and states."""
    absent = st.just({"state": "not_applicable", "reason": "does not apply"})
    return st.one_of(values_of(asked), st.sampled_from(STATES), absent)


@st.composite
def sheets(draw: st.DrawFn, data: Data) -> dict[str, Any]:
    """Return answers to a questionnaire."""
    return {asked["id"]: draw(answers_of(asked)) for asked in questions_of(data)}


BEST = {"number": None, "checklist": ["c0", "c1", "c2"], "yes_no": "yes", "choice": "o2"}
WORST = {"number": None, "checklist": [], "yes_no": "no", "choice": "o0"}


def extreme(asked: Data, *, best: bool) -> Any:  # an answer of any kind
    """Return the best or the worst answer of a question."""
    if asked["kind"] == "level":
        return (max if best else min)(asked["levels"])
    if asked["kind"] == "number":
        return 100 if best == (asked.get("better", "higher") == "higher") else 0
    return (BEST if best else WORST)[asked["kind"]]
