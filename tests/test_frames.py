"""Every engine that is installed gives the reference's results for the same 10,000 respondents, digit for digit."""

import importlib
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from conftest import dimension, level_question, make
from ten_thousand import DIMENSIONS, RESULTS, ROWS, Cells, by_reference, differing, plan_of, respondents

import smartscore
from smartscore.errors import SmartscoreError, UsageError
from smartscore.plans.compiling import compile_plan
from smartscore.questionnaire import Questionnaire

pytest.importorskip("narwhals")


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
        pytest.skip("PySpark needs Java, and there is none here")
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
    found = [tuple(plain(row[column]) for column in (*RESULTS, *DIMENSIONS)) for row in rows]
    assert [row["unread_cells"] for row in rows] == [0] * ROWS
    assert list(differing(found, by_reference())) == []


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


@pytest.mark.filterwarnings("ignore")  # the engines' own
@pytest.mark.parametrize("name", list(ENGINES))
def test_a_number_that_is_none_is_missing(name: str) -> None:
    module, frame_of = ENGINES[name]
    pytest.importorskip(module)
    plan = compile_plan(make(dimension("d", level_question("a"), level_question("b"))), "full")
    frame = frame_of({"who": ["x", "y"], "a": [3.0, float("nan")], "b": [3.0, 5.0]})
    rows = sorted(rows_of(smartscore.score_frame(frame, plan)), key=lambda row: str(row["who"]))
    assert [plain(row["unread_cells"]) for row in rows] == [0, 0]
    assert [plain(row["coverage"]) for row in rows] == [1_000_000, 500_000]


@pytest.mark.filterwarnings("ignore")  # the engines' own
@pytest.mark.parametrize("name", list(ENGINES))
def test_a_questionnaire_of_one_question_is_scored_on_every_engine(name: str) -> None:
    """Nothing of it needs a step of its own: no checklist, no number, no gate."""
    module, frame_of = ENGINES[name]
    pytest.importorskip(module)
    plan = compile_plan(make(dimension("d", level_question("a"))), "full")
    rows = rows_of(smartscore.score_frame(frame_of({"who": ["x", "y"], "a": ["5", "?"]}), plan))
    found = sorted((row["who"], plain(row["index"]), plain(row["low"]), plain(row["high"])) for row in rows)
    assert found == [("x", 100_000_000, 100_000_000, 100_000_000), ("y", None, 0, 100_000_000)]


def long_checklist(count: int) -> Questionnaire:
    """Return a questionnaire of one checklist, whose criteria are c0, c1 ..."""
    criteria = [{"id": f"c{number}", "text": "c"} for number in range(count)]
    return make(dimension("d", {"id": "c", "kind": "checklist", "ask": "?", "criteria": criteria}))


@pytest.mark.filterwarnings("ignore")  # the engines' own
@pytest.mark.parametrize("name", [name for name in ENGINES if name != "pyspark"])  # which plans it for a minute
def test_the_longest_checklist_is_scored_on_every_engine(name: str) -> None:
    """2 of 62 criteria are an index of 3.225806."""
    module, frame_of = ENGINES[name]
    pytest.importorskip(module)
    frame = frame_of({"who": ["x", "y", "z"], "c": ["c0 c61", " ".join(f"c{n}" for n in range(62)), "c62"]})
    rows = rows_of(smartscore.score_frame(frame, compile_plan(long_checklist(62), "full")))
    found = sorted((row["who"], plain(row["index"]), row["unread_cells"]) for row in rows)
    assert found == [("x", 3_225_806, 0), ("y", 100_000_000, 0), ("z", None, 1)]


class TestFramesThatWouldBeScoredWrongly:
    def refused(self, *columns: str) -> str:
        pytest.importorskip("polars")
        cells = {name: ["1"] for name in columns}
        with pytest.raises(SmartscoreError) as caught:
            smartscore.score_frame(polars(cells), plan_of())
        return str(caught.value)

    def test_a_column_for_each_option(self) -> None:
        text = self.refused("a1", "papers/c0", "papers/c1", "papers/c2")
        assert text.startswith("papers has a column for each of its options")

    @pytest.mark.parametrize(
        ("column", "question"),
        [
            ("papers/c0", "papers"),  # a checklist of which some criteria have columns
            ("group.papers/c0", "papers"),
            ("portal/o1", "portal"),  # one option of a choice
            (" lines.note ", "lines"),
        ],
    )
    def test_a_part_of_a_question_without_the_question(self, column: str, question: str) -> None:
        assert self.refused("a1", column) == (
            f"the column {column.strip()} tells only a part of {question}, which has no column, so that it would count "
            "as missing. Put the whole answer in one column, or drop this one."
        )

    def test_a_part_beside_its_question_is_kept(self) -> None:
        pytest.importorskip("polars")
        cells = {"papers": ["c0 c1"], "papers/c0": ["1"], "papers/note": ["x"], "portal": ["o1"], "portal/o1": ["1"]}
        row = rows_of(smartscore.score_frame(polars(cells), plan_of()))[0]
        plain_row = rows_of(smartscore.score_frame(polars({"papers": ["c0 c1"], "portal": ["o1"]}), plan_of()))[0]
        assert row == {"papers/c0": "1", "papers/note": "x", "portal/o1": "1", **plain_row}

    @pytest.mark.parametrize("name", ["form", "Formulir", "meta/form"])
    def test_a_column_of_forms(self, name: str) -> None:
        """`batch` scores each row by the plan of its form; a frame is scored by one plan, and may be a lazy one."""
        assert self.refused("a1", name) == (
            f"the column {name} says of which form each row is, and a plan is of one form. Split the frame by it, drop "
            "the column, and score each part by the plan of its form."
        )

    @pytest.mark.parametrize("name", ["role", "region", "period", "respondent"])
    def test_other_columns_of_who_answered_are_kept_as_they_are(self, name: str) -> None:
        """They change no score; `batch` rejects a role that is none."""
        pytest.importorskip("polars")
        row = rows_of(smartscore.score_frame(polars({"a1": ["3"], name: [" boss "]}), plan_of()))[0]
        assert row == {name: " boss ", **rows_of(smartscore.score_frame(polars({"a1": ["3"]}), plan_of()))[0]}

    def test_a_row_for_each_answer(self) -> None:
        assert "frame" in self.refused("respondent", "question", "answer")

    @pytest.mark.parametrize("name", ["index", "caps", "unread_cells", "first", "_t0", "_g3_low"])
    def test_a_column_with_the_name_of_another(self, name: str) -> None:
        assert self.refused("a1", name) == f"the frame has a column {name}, as the results have. Rename it."


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

    def test_dimensions_that_are_compared_in_a_unit_of_more_than_63_bits(self) -> None:
        """The whole is pooled, so that only the search for the weakest dimension needs their common unit."""
        weights = [(5, 6), (7, 10), (13, 16), (19, 22), (23, 26), (31, 33), (37, 41), (43, 50), (47, 52), (53, 56)]
        dimensions = [
            {
                "id": f"d{n}",
                "name": "D",
                "groups": [
                    {"id": f"a{n}-{m}", "name": "A", "weight": weight, "questions": [level_question(f"q{n}-{m}")]}
                    for m, weight in enumerate(pair)
                ],
            }
            for n, pair in enumerate(weights)
        ]
        tiers = [
            {"id": "overall", "name": "O", "rule": "pooled"},
            {"id": "dimension", "name": "D"},
            {"id": "area", "name": "A"},
        ]
        text = self.refused(make(*dimensions, tiers=tiers, weakest_dimension={"slack": 0}))
        assert "wider whole numbers than the 63 bits" in text

    @pytest.mark.parametrize("count", [63, 64, 65])
    def test_a_checklist_with_more_criteria_than_a_whole_number_has_bits_for(self, count: int) -> None:
        """The last criterion is told by the bit above its own: the 63 bits have room for 62."""
        assert self.refused(long_checklist(count)).startswith("c needs wider whole numbers than the 63 bits")

    def test_a_gated_instrument(self) -> None:
        assert "only what evidence supports" in self.refused(make(dimension("d", level_question("a")), gated=True))
