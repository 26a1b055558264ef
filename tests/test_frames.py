"""Every engine that is installed gives the reference's results for the same 10,000 respondents, digit for digit."""

import importlib
import random
import shutil
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from conftest import answered, dimension, level_question, make

import smartscore
from smartscore.answers import match
from smartscore.errors import UsageError
from smartscore.plans.cells import CellReader
from smartscore.plans.compiling import compile_plan
from smartscore.plans.plan import Plan, PlannedQuestion
from smartscore.plans.scorer import Scorer, millionths
from smartscore.plans.store import ValueStore
from smartscore.plans.units import units_of
from smartscore.questionnaire import Questionnaire
from smartscore.scoring.assessment import assess

pytest.importorskip("narwhals")

ROWS = 10_000
RESULTS = ("index", "low", "high", "coverage", "level", "certain_level", "provisional", "caps")

Cells = dict[str, list[str]]
Table = list[tuple[Any, ...]]


def instrument() -> Questionnaire:
    """Return a questionnaire with every kind, rule, state, must-have and gate that an engine can express."""
    criteria = [{"id": f"c{n}", "text": "c", "weight": n + 1} for n in range(3)]
    papers = {"id": "papers", "kind": "checklist", "ask": "?", "criteria": criteria}
    papers["must_have"] = {"at_least": ["c0"], "holds_at": 2, "because": "b"}
    lines = {"id": "lines", "kind": "number", "ask": "?", "unit": "%", "valid": [0, 100]}
    options = [{"id": f"o{n}", "text": "o", "points": n * n} for n in range(3)]
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
    return make(
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


def cell(question: PlannedQuestion, dice: random.Random) -> str:
    """Return an answer in any state."""
    if dice.random() < 0.2:
        return dice.choice(["", "?", "na", "waiting"])
    if question.checklist:
        return " ".join(c for c in question.checklist.weights if dice.random() < 0.6) or "0"
    if question.line:
        return dice.choice([str(dice.randint(0, 100)), f"{dice.uniform(0, 99):.2f}", "33.3", "33,3", "10"])
    return dice.choice(list(question.table))


@cache
def respondents(count: int = ROWS) -> Cells:
    plan, dice = plan_of(), random.Random(20261124)
    return {question.id: [cell(question, dice) for _ in range(count)] for question in plan.questions}


@cache
def plan_of() -> Plan:
    return compile_plan(instrument(), "full")


@cache
def by_plan() -> Table:
    """Score the respondents by the plan, in the standard library."""
    plan, cells = plan_of(), respondents()
    units = units_of(plan)
    store = ValueStore(units and units.question)
    reader, scorer = CellReader(plan, store), Scorer(plan, units)
    table: Table = []
    for row in zip(*cells.values(), strict=True):
        result = scorer.score([reader.read(number, text) for number, text in enumerate(row)])
        whole, found, covered = result.whole, result.overall, result.whole.coverage
        table.append(
            (
                *(millionths(x) for x in (whole.central, whole.low, whole.high)),
                None if covered is None else (2_000_000 * covered[0] + covered[1]) // (2 * covered[1]),
                found.level,
                found.certain,
                bool(found.doubts),
                " ".join(f"{cap.node}:{cap.holds_at}" for cap in found.caps),
            )
        )
    return table


def test_the_plan_gives_what_the_reference_gives() -> None:
    """Every tenth respondent as a sheet, scored by the reference."""
    questionnaire, cells = instrument(), respondents()
    for number in range(0, ROWS, 10):
        answers = {name: sheet_answer(questionnaire, name, column[number]) for name, column in cells.items()}
        found = assess(questionnaire, match(questionnaire, answered(questionnaire, answers)), "full", "claimed")
        value, level = found.root.value, found.overall
        index, low, high, coverage, *told = by_plan()[number]
        for exact, rounded, scale in ((value.central, index, 100), (value.low, low, 100), (value.high, high, 100)):
            assert (exact is None) == (rounded is None)
            assert exact is None or int(exact * scale * 1_000_000 * 2 + 1) // 2 == rounded
        assert value.coverage is None or int(value.coverage * 1_000_000 * 2 + 1) // 2 == coverage
        caps = " ".join(f"{cap.node}:{cap.holds_at}" for cap in level.caps)
        assert told == [level.level, level.certain, bool(level.doubts), caps]


def sheet_answer(questionnaire: Questionnaire, name: str, text: str) -> Any:
    if text in ("", "?", "na", "waiting"):
        return {"": None, "?": "unknown", "na": {"state": "not_applicable", "reason": "r"}}.get(text, text)
    kind = questionnaire.questions[name].kind
    if kind == "checklist":
        return [] if text == "0" else text.split()
    from decimal import Decimal

    return Decimal(text.replace(",", ".")) if kind == "number" else int(text) if kind == "level" else text


def polars(cells: Cells) -> Any:
    return importlib.import_module("polars").DataFrame(cells)


def polars_lazy(cells: Cells) -> Any:
    return importlib.import_module("polars").LazyFrame(cells)


def pandas(cells: Cells) -> Any:
    return importlib.import_module("pandas").DataFrame(cells)


def arrow(cells: Cells) -> Any:
    return importlib.import_module("pyarrow").table(cells)


def duckdb(cells: Cells) -> Any:
    engine = importlib.import_module("duckdb")
    importlib.import_module("pyarrow")
    return engine.connect().from_arrow(arrow(cells))


def pyspark(cells: Cells) -> Any:
    if shutil.which("java") is None:
        pytest.skip("PySpark needs Java, and there is none")
    session = importlib.import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    quiet = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR"}
    for name, value in quiet.items():
        session = session.config(name, value)
    return session.getOrCreate().createDataFrame(list(zip(*cells.values(), strict=True)), list(cells))


ENGINES: dict[str, tuple[str, Callable[[Cells], Any]]] = {
    "polars": ("polars", polars),
    "polars, lazy": ("polars", polars_lazy),
    "pandas": ("pandas", pandas),
    "arrow": ("pyarrow", arrow),
    "duckdb": ("duckdb", duckdb),
    "pyspark": ("pyspark", pyspark),
}


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Return a frame of any engine as rows."""
    import narwhals as nw

    found: Any = nw.from_native(frame)
    collected = found.collect() if isinstance(found, nw.LazyFrame) else found
    return list(collected.rows(named=True))


def plain(value: Any) -> Any:
    """Return a cell as Python has it; pandas has floats and NaN where something is null."""
    if value is None or value != value:  # noqa: PLR0124  # NaN is not itself
        return None
    return value if isinstance(value, str) else bool(value) if isinstance(value, bool) else int(value)


@pytest.mark.filterwarnings("ignore")  # the engines' own
@pytest.mark.parametrize("name", list(ENGINES))
def test_every_engine_gives_the_same_digits(name: str) -> None:
    module, frame_of = ENGINES[name]
    pytest.importorskip(module)
    numbered = {"number": [str(n) for n in range(ROWS)], **respondents()}
    rows = sorted(rows_of(smartscore.score_frame(frame_of(numbered), plan_of())), key=lambda row: int(row["number"]))
    found = [tuple(plain(row[column]) for column in RESULTS) for row in rows]
    assert [row["unread_cells"] for row in rows] == [0] * ROWS
    for number, (one, other) in enumerate(zip(found, by_plan(), strict=True)):
        assert one == other, number


@pytest.mark.filterwarnings("ignore")  # the engines' own
@pytest.mark.parametrize("name", ["polars", "duckdb"])
def test_a_cell_that_is_not_understood_leaves_its_row_without_results(name: str) -> None:
    module, frame_of = ENGINES[name]
    pytest.importorskip(module)
    cells = {key: column[:3] for key, column in respondents().items()}
    cells["a1"], cells["papers"] = ["9", "3", "2.5"], ["c0", "c0 c9", "c0 c0"]
    cells["lines"] = ["12", "12", "1,234"]  # thousands, or not
    rows = rows_of(smartscore.score_frame(frame_of(cells), plan_of()))
    assert [row["unread_cells"] for row in rows] == [1, 1, 3]
    assert [row["index"] for row in rows] == [None] * 3


class TestRefusals:
    def refused(self, questionnaire: Questionnaire) -> str:
        with pytest.raises(UsageError) as caught:
            smartscore.score_frame(object(), compile_plan(questionnaire, "full"))
        return str(caught.value)

    def test_a_rule_that_no_engine_works_out_exactly(self) -> None:
        tiers = [{"id": "overall", "name": "O", "rule": "geometric", "on": [0, 1]}, {"id": "d", "name": "D"}]
        text = self.refused(make(dimension("d", level_question("a")), tiers=tiers))
        assert "overall is put together by the rule geometric" in text

    def test_goalposts(self) -> None:
        posts = {
            "id": "n",
            "kind": "number",
            "ask": "?",
            "unit": "%",
            "valid": [0, 1],
            "goalposts": {"worst": 0, "best": 1},
        }
        assert "the numbers of n cannot be compared exactly" in self.refused(make(dimension("d", posts)))

    def test_weights_that_need_more_than_63_bits(self) -> None:
        weights = [101, 211, 307, 401, 503, 601, 701, 809, 907]
        asked = [level_question(f"q{number}", weight=weight) for number, weight in enumerate(weights)]
        assert "wider whole numbers than the 63 bits" in self.refused(make(dimension("d", *asked)))

    def test_a_gated_instrument(self) -> None:
        assert "only what evidence supports" in self.refused(make(dimension("d", level_question("a")), gated=True))
