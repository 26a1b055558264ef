"""Tables scored in blocks of rows: the same lines, complaints and numbers as row by row, whatever stands in them."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import Run, dimension, level_question, make, questionnaire_data, write_two_questions
from generated import questionnaires, questions_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ten_thousand import instrument_data, respondents

from smartscore.cli.doubles import Doubles
from smartscore.cli.piece_scorer import PieceScorer, TableTask
from smartscore.errors import DocumentError, Fault
from smartscore.files.questionnaires import load_questionnaire
from smartscore.plans.compiling import compile_plan
from smartscore.plans.plan import Plan
from smartscore.plans.units import units_of
from smartscore.plans.wordings import Wordings
from smartscore.questionnaire import Questionnaire
from smartscore.sources import blocks
from smartscore.sources.blocks import rows_in
from smartscore.sources.columns import layout_of
from smartscore.sources.delimited import delimited
from smartscore.sources.parquet import parquet
from smartscore.sources.rejection import Rejection
from smartscore.sources.table import Block, Lines, Piece, RowRange, Table, TableRow
from smartscore.sources.who_key import who_key
from smartscore.tables.cells import PLACES
from smartscore.tables.row import Columns, Written, WrittenRows

np = pytest.importorskip("numpy")
pytest.importorskip("nanoarrow")

from smartscore.arrays.cells import PADDING, CellColumn, words_in  # noqa: E402  # only with numpy
from smartscore.arrays.delimited_cells import DelimitedCells  # noqa: E402  # the same
from smartscore.arrays.joined_cells import JoinedCells  # noqa: E402  # the same
from smartscore.arrays.possible import can_score  # noqa: E402  # the same
from smartscore.arrays.words import Words  # noqa: E402  # the same

SIGNS = "a7 ,;\"'\t\r\n=é\u00a0\x00"
"""What is apt to be read in another way."""

CELLS = st.sampled_from(
    [
        *(
            "",
            "?",
            "na",
            "waiting",
            "0",
            "1",
            "2",
            "3",
            "9",
            "yes",
            "Tidak",
            "o0",
            "o1",
            "c0",
            "c0 c1 c2",
            "c2,c0",
            "none",
        ),
        *(" 1 ", "2.0", "12", "12.5", "12,5", "99.9", "1.234", "tidak berlaku", "text 1", "1 - text 1", "x" * 300, "é"),
    ]
)
TEXTS = st.sampled_from(["Alor", "Kab. Manggarai", "Alor  Barat", " Alor", "=1+1", "-5", "Ende, NTT", "Timor é", ""])
ODD = st.text(SIGNS, max_size=6)


def text_of(rows: list[list[str]], **how: Any) -> str:
    stream = io.StringIO()
    csv.writer(stream, **how).writerows(rows)
    return stream.getvalue()


def told(row: TableRow) -> tuple[Any, ...]:
    return row.line, row.cells, row.fault


def read_again(pieces: Iterator[Piece], name: str) -> Iterator[TableRow]:
    """Read the rows of pieces one by one; blocks by what they are said to hold: a row in each line."""
    for piece in pieces:
        if isinstance(piece, Block):
            for number, line in enumerate(piece.text(name).decode().split("\n")[:-1]):
                cells = next(csv.reader([line], delimiter=piece.delimiter), [])
                if any(map(str.strip, cells)):
                    yield TableRow(piece.line + number, cells)
        elif isinstance(piece, Lines):
            yield from rows_in(piece)
        elif isinstance(piece, list):
            yield from piece


class TestPieces:
    @given(
        rows=st.lists(st.lists(st.one_of(ODD, CELLS), min_size=1, max_size=4), max_size=12),
        end=st.sampled_from(["\n", "\r\n"]),
        size=st.sampled_from([1, 7, 40, 1000]),
        around=st.tuples(
            st.sampled_from(["", "\ufeff", "\n;;\n", "sep=;\n"]),
            st.sampled_from([b"", b'\n"', b'\n"a\nb', b"\n\xff;1\n2;3", b"\ra;b", b"\n1;2"]),
        ),
    )
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    def test_pieces_hold_the_rows_that_are_read_one_by_one(
        self, rows: list[list[str]], end: str, size: int, around: tuple[str, bytes]
    ) -> None:
        """Quotes, line ends in cells, empty rows, lone returns, bytes that are no text, wherever they are cut."""
        above, below = around
        text = above + "region;b\n" + text_of(rows, delimiter=";", lineterminator=end)
        Path("t.csv").write_bytes(text.encode() + below)
        with delimited("t.csv", "utf-8") as table:
            one_by_one = list(map(told, table.rows))
        with delimited("t.csv", "utf-8") as table, pytest.MonkeyPatch.context() as patch:
            patch.setattr(blocks, "SIZE", size)
            patch.setattr(blocks, "HANDED_OVER", size)
            patch.setattr(blocks, "MOST_ROWS", 2)
            assert table.pieces is not None
            assert table.lines is not None
            assert list(map(told, read_again(table.pieces(), "t.csv"))) == one_by_one
            assert list(map(told, read_again(table.lines(), "t.csv"))) == one_by_one

    def test_plain_lines_are_blocks_and_only_those_near_a_quote_are_read_one_by_one(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(blocks, "SIZE", 20)
        lines = ["a,b\n", *(f"{number:04d},{number:04d}\n" for number in range(10)), '1,"x\ny"\n', "2,3\n" * 20]
        Path("t.csv").write_text("".join(lines), newline="")
        with delimited("t.csv") as table:
            assert table.pieces is not None
            found = [len(piece) if isinstance(piece, list) else piece.line for piece in table.pieces()]
        assert found == [2, 4, 6, 8, 10, 4, 16, 21, 26, 31]


def written(results: Iterable[Any]) -> tuple[list[str | Rejection], int]:
    """Return the line of every row, or why it has none, and how many rows blocks were scored in.

    Blocks have to tell who answered in each row.
    """
    found: list[str | Rejection] = []
    at_once = 0
    for item in results:
        if isinstance(item, WrittenRows):
            lines = item.text.decode().splitlines(keepends=True)
            assert len(lines) == item.size
            found += lines
            at_once += item.size
            known = [row for row in csv.reader(lines) if row[1]]
            keys = [who_key((row[1], row[2], row[3], row[4], row[5])) for row in known]
            assert np.frombuffer(item.keys, "<i8").tolist() == keys
            assert np.frombuffer(item.lines, "<i8").tolist() == [int(row[PLACES["row"]]) for row in known]
            without = [int(row[PLACES["row"]]) for row in csv.reader(lines) if not row[1]]
            assert (item.without_region, item.first_without) == (len(without), without[0] if without else None)
        else:
            found.append(item.text if isinstance(item, Written) else item)
    return found, at_once


def task_of(table: Table, plans: dict[str, Plan], *, areas: bool = False) -> TableTask:
    layout = layout_of(table.head, plans["full"], table.name, {})
    columns = Columns.of(plans["full"], areas=areas)
    return TableTask(
        plans, _no_wordings, table.name, table.head, table.decimal, layout, columns, "csv", stamp=table.stamp
    )


def _no_wordings() -> Wordings:
    return Wordings({}, {})


def plans_of(questionnaire: Questionnaire) -> dict[str, Plan]:
    return {form: compile_plan(questionnaire, form) for form in ("full", "quick")}  # type: ignore[arg-type]


def compared(opened: Any, plans: dict[str, Plan], *, areas: bool = False) -> tuple[int, int]:
    """Return how many rows of a table were compared, and how many of them were scored in blocks."""
    with opened() as table:
        task = task_of(table, plans, areas=areas)
        rows = list(table.rows)
        one_by_one, none = written(PieceScorer(task).score([row._replace(cells=list(row.cells)) for row in rows]))
    assert none == 0
    task = task._replace(in_blocks=True)
    with opened() as table:
        assert table.pieces is not None
        scorer = PieceScorer(task)
        found, at_once = written(result for piece in table.pieces() for result in scorer.score(piece))
        assert found == one_by_one
    again, together = written(PieceScorer(task).score(rows))  # as rows that were read one by one
    assert again == one_by_one
    assert together >= at_once
    return len(one_by_one), at_once


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much], deadline=None)
def test_blocks_are_scored_as_rows_are_for_every_questionnaire(data: st.DataObject) -> None:
    """Every kind, rule and state, must-haves, odd cells, and questions without a column."""
    asked = data.draw(questionnaires())
    questionnaire = Questionnaire.model_validate(asked)
    plans = plans_of(questionnaire)
    assume(can_score(plans["full"], units_of(plans["full"]), ALL_WIDE, Columns.of(plans["full"])))
    ids = [question["id"] for question in questions_of(asked)]
    ids = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    who = data.draw(st.lists(st.sampled_from(["region", "period", "respondent", "role", "form"]), unique=True))
    head = data.draw(st.permutations([*who, *ids, "notes"]))
    cells = {"role": st.sampled_from(["", "Asesor", "boss"]), "form": st.sampled_from(["", "full", "quick", "x"])}
    cells |= dict.fromkeys(("region", "period", "respondent", "notes"), TEXTS)
    rows = data.draw(st.lists(st.tuples(*(cells.get(name, CELLS) for name in head)), min_size=1, max_size=30))
    delimiter = data.draw(st.sampled_from([",", ";", "\t"]))
    text = text_of([list(head), *map(list, rows)], delimiter=delimiter, lineterminator="\n", escapechar="\\")
    Path("t.csv").write_text(text, "utf-8")
    compared(lambda: delimited("t.csv"), plans, areas=data.draw(st.booleans()))


class _AllWide:
    wide, parts = True, ()


ALL_WIDE: Any = _AllWide()


@pytest.fixture
def plans() -> dict[str, Plan]:
    return plans_of(Questionnaire.model_validate(instrument_data()))


def test_ten_thousand_respondents_in_every_state_are_scored_in_blocks_as_row_by_row(plans: dict[str, Plan]) -> None:
    cells = respondents()
    rows = ([f"R {n % 77}", str(n), *row] for n, row in enumerate(zip(*cells.values(), strict=True)))
    Path("t.csv").write_text(text_of([["region", "respondent", *cells], *rows]), newline="")
    assert compared(lambda: delimited("t.csv"), plans) == (10_000, 10_000)


def test_a_checklist_with_more_criteria_than_a_whole_number_has_bits_is_scored_in_blocks_as_row_by_row() -> None:
    """Blocks know whole cells, not single criteria: only frames have a limit of theirs."""
    ids = [f"c{number}" for number in range(70)]
    criteria = [{"id": name, "text": name} for name in ids]
    questionnaire = make(dimension("d", {"id": "c", "kind": "checklist", "ask": "?", "criteria": criteria}))
    plans = plans_of(questionnaire)
    assert can_score(plans["full"], units_of(plans["full"]), ALL_WIDE, Columns.of(plans["full"]))
    rows = (["R", " ".join(ids[:count])] for count in range(1, 71))
    Path("t.csv").write_text(text_of([["region", "c"], *rows]), newline="")
    assert compared(lambda: delimited("t.csv"), plans) == (70, 70)


NUMBERS = st.one_of(st.none(), st.floats(), st.integers(-5, 120).map(float), st.integers(0, 1000).map(lambda n: n / 10))


@given(st.lists(st.tuples(NUMBERS, st.one_of(st.none(), st.booleans()), st.one_of(st.none(), st.integers(0, 9)))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_typed_columns_of_parquet_are_read_in_blocks_as_row_by_row(rows: list[tuple[Any, Any, Any]]) -> None:
    """Doubles that are whole, that are not, that are none; true and false; whole numbers; and a date beside them."""
    import duckdb  # an extra

    asked = dimension(
        "office",
        level_question("officer"),
        {"id": "share", "kind": "number", "ask": "?", "unit": "%", "valid": [0, 100], "thresholds": [1, 2, 5, 50, 99]},
        {"id": "open", "kind": "yes_no", "ask": "?"},
    )
    plans = plans_of(Questionnaire.model_validate(questionnaire_data(asked)))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (region VARCHAR, share DOUBLE, open BOOLEAN, officer BIGINT, day DATE)")
        values = [(f"R{n}", *row) for n, row in enumerate([*rows, (1.5, True, 2)])]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, DATE '2026-11-29')", values)
        Path("t.parquet").unlink(missing_ok=True)
        connection.execute("COPY t TO 't.parquet' (FORMAT parquet)")
    compared_rows, at_once = compared(lambda: parquet("t.parquet"), plans)
    assert compared_rows == len(rows) + 1
    assert at_once > 0


def test_lists_and_numbers_that_are_none_are_scored_in_blocks(plans: dict[str, Plan]) -> None:
    import duckdb  # an extra

    kinds = {q.id: q.kind for q in plans["full"].questions}
    papers, lines = (next(name for name, kind in kinds.items() if kind == each) for each in ("checklist", "number"))
    with duckdb.connect() as connection:
        connection.execute(f'CREATE TABLE t (region VARCHAR, "{papers}" VARCHAR[], "{lines}" DOUBLE)')
        rows = (["c0", "c1"], "nan"), (["c1", None, "c0"], 10), ([], 20.5), (None, "nan"), (["c0"], None), ([None], 3)
        for number, row in enumerate(rows):
            connection.execute("INSERT INTO t VALUES (?, ?, ?)", [f"R{number}", *row])
        connection.execute("COPY t TO 't.parquet' (FORMAT parquet)")
    assert compared(lambda: parquet("t.parquet"), plans) == (6, 5)  # one says nothing


def test_texts_of_parquet_that_lines_cannot_hold_are_read_by_themselves(plans: dict[str, Plan]) -> None:
    """A zero byte, quotes, commas, line ends and a date as the name of a period."""
    import duckdb  # an extra

    first, second, *_ = respondents()
    with duckdb.connect() as connection:
        connection.execute(f'CREATE TABLE t (region VARCHAR, period DATE, "{first}" VARCHAR, "{second}" VARCHAR)')
        for region in ("A,B", 'A "B"', "A\nB", "é", "plain"):
            connection.execute("INSERT INTO t VALUES (?, DATE '2026-01-01', '1', '1')", [region])
        connection.execute("COPY t TO 'odd.parquet' (FORMAT parquet)")
        connection.execute("INSERT INTO t VALUES ('z', NULL, '1' || chr(0), '1')")
        connection.execute("COPY t TO 'zero.parquet' (FORMAT parquet)")
    assert compared(lambda: parquet("odd.parquet"), plans) == (5, 0)
    assert compared(lambda: parquet("zero.parquet"), plans) == (6, 0)


def test_ranges_cover_a_parquet_file_once(plans: dict[str, Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb  # an extra

    monkeypatch.setattr("smartscore.sources.parquet.RANGE", 8)
    monkeypatch.setattr("smartscore.arrays.parquet_cells.ROWS", 3)
    first, *_ = respondents()
    with duckdb.connect() as connection:
        query = f"SELECT 'R ' || range AS region, CAST(range % 11 AS VARCHAR) AS \"{first}\" FROM range(25)"  # noqa: S608
        connection.execute(f"COPY ({query}) TO 't.parquet' (FORMAT parquet)")
    with parquet("t.parquet") as table:
        assert table.pieces is not None
        assert list(table.pieces()) == [
            RowRange(1, 0, 8),
            RowRange(9, 8, 12),
            RowRange(13, 12, 16),
            RowRange(17, 16, 20),
            RowRange(21, 20, 22),
            RowRange(23, 22, 24),
            RowRange(25, 24, 25),
        ]
    assert compared(lambda: parquet("t.parquet"), plans) == (25, 15)


ANSWERS: Final = [
    "1",
    "2",
    None,
    "na",
    "?",
    "5",
    "",
    "it's",
    "9",
    "tidak tahu",
    "1\x00",
    "0",
    " 3 ",
    "4",
    "waiting",
    "2",
]
"""In the order of the rows: some come late, some are no answers, and some DuckDB could not name."""


@pytest.mark.parametrize("most_texts", [4_096, 5])
def test_texts_that_come_late_are_learned_and_very_many_are_read_as_they_are(
    plans: dict[str, Plan], monkeypatch: pytest.MonkeyPatch, most_texts: int
) -> None:
    import duckdb  # an extra

    monkeypatch.setattr("smartscore.sources.parquet.RANGE", 4)
    monkeypatch.setattr("smartscore.arrays.parquet_cells.FIRST", 3)
    monkeypatch.setattr("smartscore.arrays.column_codes.MOST_TEXTS", most_texts)
    first, second, *_ = respondents()
    with duckdb.connect() as connection:
        connection.execute(f'CREATE TABLE t (region VARCHAR, "{first}" VARCHAR, "{second}" VARCHAR)')
        for number, answer in enumerate(ANSWERS):
            connection.execute("INSERT INTO t VALUES (?, ?, '3')", [f"R{number}", answer])
        connection.execute("COPY t TO 't.parquet' (FORMAT parquet)")
    rows, at_once = compared(lambda: parquet("t.parquet"), plans)
    assert (rows, at_once > len(ANSWERS) // 2) == (len(ANSWERS), True)


def test_a_column_that_duckdb_cannot_code_is_read_as_it_is(
    plans: dict[str, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its texts are listed, and yet have no codes: nothing is learned twice, and no cell is lost."""
    import duckdb  # an extra

    monkeypatch.setattr("smartscore.arrays.arrow_columns.CodeColumn.has_new", lambda _column: True)
    first, *_ = respondents()
    with duckdb.connect() as connection:
        query = f"SELECT 'R ' || range AS region, CAST(range % 5 AS VARCHAR) AS \"{first}\" FROM range(25)"  # noqa: S608
        connection.execute(f"COPY ({query}) TO 't.parquet' (FORMAT parquet)")
    assert compared(lambda: parquet("t.parquet"), plans) == (25, 25)


class TestCommand:
    """`batch` itself, with a table that has every sort of row."""

    ROWS = 1_200
    HEAD = ("region", "period", "respondent", "form", "officer", "backup")

    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write_two_questions()
        rows = [self.HEAD, *map(self._row, range(self.ROWS))]
        Path("answers.csv").write_text(text_of(rows, lineterminator="\n"), "utf-8", newline="")  # type: ignore[arg-type]
        monkeypatch.setattr(blocks, "SIZE", 5_000)

    @pytest.fixture
    def sizes(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """Return how many rows each block has had whose results came."""
        sizes: list[int] = []
        look = Doubles.look

        def looking(doubles: Doubles, item: Any) -> None:
            sizes.extend([item.size] if isinstance(item, WrittenRows) else [])
            look(doubles, item)

        monkeypatch.setattr(Doubles, "look", looking)
        return sizes

    def _row(self, number: int) -> tuple[str, ...]:
        who = (f"Kabupaten {number % 40}", "2026", f"OPD {number}")
        special = {
            7: (*who, "", "9", "3"),
            13: (*who, "", "2"),
            21: ("Alor", "2026", "OPD", "", "1", "1"),
            22: ("", "2026", "OPD", "", "1", "1"),
            34: (*who, "quick", "4", ""),
            55: (*who, "", "", ""),
            60: (*who[:2], f'OPD\n"{number}"', "", "5", "1") if number < 200 else (*who, "", "5", "1"),
            70: (who[0], "2026", "Dinas Kesehatan é", "", "text 2", "1"),
            81: self.HEAD,
        }
        return special.get(number % 100, (*who, "", str(number % 6), ["3", "?", "na", ""][number % 4]))

    @pytest.mark.parametrize("options", [["--areas"], ["--jobs", "2"], []])
    def test_blocks_say_what_rows_say(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, sizes: list[int], options: list[str]
    ) -> None:
        command = ["batch", "answers.csv", "-q", "small", "--lang", "en", "-f", "csv", *options]
        rows = smartscore(*command, "--rejects", "rows.csv", "--doubles", "rows.d.csv")
        assert sizes == []
        monkeypatch.setattr("smartscore.cli.wide_rows.WORTH_BLOCKS", 0)
        in_blocks = smartscore(*command, "--rejects", "blocks.csv", "--doubles", "blocks.d.csv")
        assert sum(sizes) > self.ROWS * 9 // 10
        assert rows.code == 1
        assert in_blocks.out == rows.out
        assert in_blocks.err.replace("blocks.", "rows.") == rows.err
        for name in ("csv", "d.csv"):
            assert Path(f"rows.{name}").read_bytes() == Path(f"blocks.{name}").read_bytes()
        assert len(Path("rows.d.csv").read_text("utf-8").splitlines()) == self.ROWS // 100
        assert "Alor / 2026 / OPD" in rows.err

    @pytest.mark.parametrize("options", [[], ["--jobs", "2"]])
    def test_parquet_is_written_from_blocks_as_from_rows(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, sizes: list[int], options: list[str]
    ) -> None:
        duckdb = pytest.importorskip("duckdb")
        command = ["batch", "answers.csv", "-q", "small", "--lang", "en", "--areas", *options]
        smartscore(*command, "-o", "rows.parquet")
        assert sizes == []
        monkeypatch.setattr("smartscore.cli.wide_rows.WORTH_BLOCKS", 0)
        smartscore(*command, "-o", "blocks.parquet")
        if not options:  # else others have scored some
            assert sum(sizes) > self.ROWS * 9 // 10
        rows, in_blocks = (duckdb.sql(f"FROM '{name}.parquet'").fetchall() for name in ("rows", "blocks"))
        assert len(rows) > self.ROWS * 9 // 10
        assert in_blocks == rows

    def test_lines_that_wait_for_their_turn_are_gone_at_the_end(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("smartscore.cli.wide_rows.WORTH_BLOCKS", 0)
        waiting = tmp_path / "waiting"
        waiting.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(waiting))
        command = ["batch", "answers.csv", "-q", "small", "--lang", "en", "-f", "csv", "--jobs", "2"]
        found = smartscore(*command)
        assert len(found.out.splitlines()) > self.ROWS * 9 // 10
        assert list(waiting.iterdir()) == []
        monkeypatch.setattr(tempfile, "tempdir", str(waiting / "gone"))
        assert (
            smartscore(*command).err.splitlines()[-1]
            == f"{waiting / 'gone'}: the folder does not exist; nothing was written. Make it, or choose another."
        )

    def test_a_workbook_is_scored_in_blocks_as_row_by_row(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, sizes: list[int]
    ) -> None:
        """The row numbers are those of the sheet, with its empty rows."""
        pytest.importorskip("python_calamine")
        xlsxwriter = pytest.importorskip("xlsxwriter")
        with xlsxwriter.Workbook("answers.xlsx", {"strings_to_numbers": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([self.HEAD, *map(self._row, range(self.ROWS))]):
                sheet.write_row(number + number // 100, 0, row)
        command = ["batch", "answers.xlsx", "-q", "small", "--lang", "en", "-f", "csv"]
        rows = smartscore(*command)
        monkeypatch.setattr("smartscore.cli.wide_rows.WORTH_BLOCKS", 0)
        assert smartscore(*command) == rows
        assert sum(sizes) > self.ROWS * 9 // 10
        assert rows.code == 1

    def test_names_are_looked_for_only_where_they_are_told(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A thousand rows of one region are a thousand doubles, of which ten are told."""
        monkeypatch.setattr("smartscore.cli.wide_rows.WORTH_BLOCKS", 0)
        told: list[int] = []
        who = WrittenRows.who
        monkeypatch.setattr(WrittenRows, "who", lambda rows, line: told.append(line) or who(rows, line))
        Path("a.csv").write_text("region,officer,backup\n" + "Alor,1,1\n" * 1_000)
        ran = smartscore("batch", "a.csv", "-q", "small", "--lang", "en", "-f", "csv")
        assert told == list(range(3, 13))
        assert "989" in ran.err

    def test_a_row_in_a_block_that_another_file_has_named_is_told(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, sizes: list[int]
    ) -> None:
        monkeypatch.setattr("smartscore.cli.wide_rows.WORTH_BLOCKS", 0)
        head = ",".join(self.HEAD)
        Path("a.csv").write_text(f"{head}\nAlor,2026,X,,1,1\nEnde,2026,X,,1,1\n")
        Path("b.csv").write_text(f"{head}\nSikka,2026,X,,1,1\nEnde,2026,X,,1,1\n")
        ran = smartscore("batch", "a.csv", "b.csv", "-q", "small", "--lang", "en", "-f", "csv")
        assert "b.csv" in ran.err
        assert "Ende / 2026 / X" in ran.err
        assert "Sikka" not in ran.err
        assert sizes == [2, 2]


class TestWords:
    @given(
        st.lists(
            st.one_of(
                st.binary(max_size=9),
                st.sampled_from([b"3", b"x" * 100, b"x" * 101, b"x" * 256, b"x" * 257, b"x" * 300, b"y" * 300]),
            )
        )
    )
    def test_every_text_keeps_the_number_it_got(self, texts: list[bytes]) -> None:
        texts = [text.replace(b"\0", b"0") for text in texts]
        known: dict[bytes, int] = {}
        words = Words(lambda text: known.setdefault(text, len(known)))
        for part in (texts, texts[::-1]):
            found = words.numbers(column_of(part)).tolist()
            assert found == [known[text] for text in part]
        assert known.keys() == set(texts)

    def test_texts_that_fold_to_the_same_are_told_apart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("smartscore.arrays.words.FOLDING", np.zeros(32, np.uint64))
        known: dict[bytes, int] = {}
        words = Words(lambda text: known.setdefault(text, len(known)))
        first, second = [b"something one", b"something two", b"something one"], [b"something else that is longer"]
        for texts in (first, second, first + second):
            assert words.numbers(column_of(texts)).tolist() == [known[text] for text in texts]


def column_of(texts: list[bytes]) -> CellColumn:
    bounds = np.cumsum([0, *map(len, texts)])
    text = b"".join(texts) + PADDING
    return CellColumn(text, words_in(text), bounds[:-1], bounds[1:])


def test_a_row_of_another_width_is_left_out_and_the_last_cell_ends_before_a_return() -> None:
    cells = DelimitedCells(b"a;b\r\nc\nd;e;f\n;g\n", ";", 2, blocks.Place(30, 9))
    assert (cells.rows.tolist(), cells.lines.tolist(), cells.size) == ([0, 3], [10, 13], 4)
    column = cells.column(1)
    assert [column.text[b:e] for b, e in zip(column.begins, column.ends, strict=True)] == [b"b", b"g"]
    others = [row for row in cells.others([1, 2]) if row]
    assert others == [TableRow(11, ["c"]), TableRow(12, ["d", "e", "f"])]


GATE = {"id": "gate", "group": "office", "at_least": 2, "holds_at": 1, "because": "because"}


@pytest.fixture
def held() -> dict[str, Plan]:
    """Plans in which a gate on a dimension and the weakest dimension can hold at the same level."""
    asked = [dimension("office", level_question("officer")), dimension("money", level_question("budget"))]
    data = questionnaire_data(*asked)
    data |= {"weakest_dimension": {"slack": 1}, "gates": [GATE]}
    return plans_of(Questionnaire.model_validate(data))


def test_what_holds_for_two_reasons_is_told_for_each(held: dict[str, Plan]) -> None:
    cells = ["", "?", "na", "waiting", *map(str, range(6))]
    rows = [[f"R{one}{other}", one, other] for one in cells for other in cells]
    Path("t.csv").write_text(text_of([["region", "officer", "budget"], *rows]), newline="")
    assert compared(lambda: delimited("t.csv"), held)[0] == 100
    with delimited("t.csv") as table:
        found, _ = written(PieceScorer(task_of(table, held)._replace(in_blocks=True)).score(list(table.rows)))
    assert any("office:1 office:1" in str(line) for line in found)


@pytest.mark.parametrize("name", ["Data, 2026.csv", 'the "last" one.csv', "=sum.csv", "é.csv"])
def test_the_name_of_the_file_is_written_as_csv(plans: dict[str, Plan], name: str) -> None:
    first, *_ = respondents()
    Path(name).write_text(f"region,{first}\nAlor,1\nÖsterreich,2\nCuraçao,3\n", "utf-8")
    assert compared(lambda: delimited(name), plans) == (3, 3)


def test_a_file_that_another_replaces_meanwhile_ends_it(
    plans: dict[str, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 100)
    first, *_ = respondents()
    for name in ("t.csv", "other.csv"):
        Path(name).write_text(f"region,{first}\n" + "Alor,1\n" * 100)
    with delimited("t.csv") as table:
        assert table.pieces is not None
        scorer = PieceScorer(task_of(table, plans)._replace(in_blocks=True))
        pieces = table.pieces()
        assert written(scorer.score(next(pieces)))[1] == 15
        Path("other.csv").replace("t.csv")
        with pytest.raises(DocumentError, match="changed, moved or deleted"):
            list(scorer.score(next(pieces)))
        Path("t.csv").unlink()
        with pytest.raises(DocumentError, match="changed, moved or deleted"):
            list(scorer.score(next(pieces)))


def test_rows_that_lone_returns_end_are_rows_however_many(
    plans: dict[str, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 100)
    monkeypatch.setattr(blocks, "LONGEST_LINE", 100)
    first, *_ = respondents()
    Path("t.csv").write_bytes(f"region,{first}\nA,1\nB,1\n".encode() + b"Alor,1\r" * 100 + b"C,1\nD,x\n")
    assert compared(lambda: delimited("t.csv"), plans)[0] == 104


def test_the_line_of_a_cell_that_is_too_long_is_that_of_the_text(plans: dict[str, Plan]) -> None:
    """A line that only Excel reads stands above the head, and a row of two lines above the long one."""
    first, *_ = respondents()
    Path("t.csv").write_text(f'sep=,\nregion,{first}\nAlor,1\n"A\nB",1\n{"x" * 140_000},1\n')
    with delimited("t.csv") as table, pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "SIZE", 10)
        assert table.pieces is not None
        scorer = PieceScorer(task_of(table, plans)._replace(in_blocks=True))
        *_, last = written(result for piece in table.pieces() for result in scorer.score(piece))[0]
    assert isinstance(last, Rejection)
    assert (last.line, last.faults[0].params["line"]) == (4, 6)


@pytest.mark.parametrize("said", ["Query interrupted", "INTERRUPT Error: Interrupted!"])
def test_a_ctrl_c_that_duckdb_takes_for_itself_is_one(said: str) -> None:
    import duckdb  # an extra

    with duckdb.connect() as connection:
        connection.execute("COPY (SELECT 'R' AS region) TO 't.parquet' (FORMAT parquet)")
    with pytest.raises(KeyboardInterrupt), parquet("t.parquet"):
        raise RuntimeError(said)
    with pytest.raises(RuntimeError, match="another"), parquet("t.parquet"):
        raise RuntimeError("another")


def test_a_column_that_has_the_name_of_duckdbs_row_numbers_is_no_hindrance() -> None:
    import duckdb  # an extra

    first, *_ = respondents()
    with duckdb.connect() as connection:
        query = f"SELECT 'R' AS region, 7 AS \"FILE_ROW_NUMBER\", '1' AS \"{first}\""  # our own
        connection.execute(f"COPY ({query}) TO 't.parquet' (FORMAT parquet)")
    with parquet("t.parquet") as table:
        assert table.pieces is None
        assert len(list(table.rows)) == 1


def test_rows_with_cells_that_would_not_stay_apart_are_left_as_they_are() -> None:
    rows = [
        TableRow(2, ["a", "b"]),
        TableRow(3, ["a\x1fb", "c"]),
        TableRow(4, ["a\nb", "c"]),
        TableRow(7, ["a\0", "c"]),
        TableRow(8, ["a"]),
        TableRow(9, ["\udcff", "c"]),
        TableRow(10, ["a", "b"], Fault("table.row_encoding")),
        TableRow(12, ['"', "é"]),
    ]
    cells = JoinedCells(rows, 2)
    assert (cells.rows.tolist(), cells.lines.tolist(), cells.size) == ([0, 7], [2, 12], 8)
    assert list(cells.others([1, 6])) == [rows[1], rows[6]]
    assert len(JoinedCells([], 2).rows) == 0


def test_units_and_layouts_that_blocks_cannot_take_are_known(plans: dict[str, Plan]) -> None:
    full = plans["full"]
    columns, layout = Columns.of(full), layout_of([question.id for question in full.questions], full, "t", {})
    assert can_score(full, units_of(full), layout, columns)
    assert not can_score(full, None, layout, columns)
    assert not can_score(full, units_of(full), layout, columns._replace(excel=True))
    assert not can_score(full, units_of(full), layout, columns._replace(span=101))
    assert not can_score(full, units_of(full), layout._replace(parts={"a": {"b": 1}}), columns)


def test_the_shipped_questionnaire_is_scored_in_blocks() -> None:
    full = compile_plan(load_questionnaire("indonesia-smart-city"), "full")
    layout = layout_of([question.id for question in full.questions], full, "t", {})
    assert can_score(full, units_of(full), layout, Columns.of(full))
