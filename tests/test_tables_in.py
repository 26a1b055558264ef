"""Tables of answers as `batch` reads them: every layout and encoding people bring, and everything wrong in them."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import keeping
import pytest
from conftest import Run, dimension, level_question, questionnaire_data, sheet_text
from hypothesis import given
from hypothesis import strategies as st

from smartscore.errors import AnswerError, Fault
from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheet_text import yaml_text
from smartscore.files.sheets import read_sheet
from smartscore.gfm import escape
from smartscore.plans.cells import STATES, CellReader
from smartscore.plans.compiling import compile_plan
from smartscore.plans.store import ValueStore
from smartscore.questionnaire import Questionnaire
from smartscore.scoring import score
from smartscore.sources.wide import column_letters
from smartscore.sources.workbook_parts import _FAR, MOST_CELLS
from smartscore.tables.summary import Tally

QUESTIONS = dimension(
    "office",
    level_question("officer"),
    level_question("backup"),
    {"id": "lines", "kind": "number", "ask": "?", "unit": "%", "valid": [0, 3000], "thresholds": [10, 20, 30, 40, 50]},
    {"id": "decree", "kind": "yes_no", "ask": "?"},
    {
        "id": "papers",
        "kind": "checklist",
        "ask": "?",
        "criteria": [{"id": "plan", "text": "a plan"}, {"id": "budget", "text": "a budget"}],
    },
    {
        "id": "portal",
        "kind": "choice",
        "ask": "?",
        "options": [{"id": "none", "text": "No portal", "points": 0}, {"id": "open", "text": "Open", "points": 2}],
    },
)
HEAD = ["region", "period", "respondent", "officer", "backup", "lines", "decree", "papers", "portal"]
ROW = ["Alor", "2026", "Diskominfo", "3", "2", "25", "yes", "plan", "open"]
INDEX = "65.000000"
"""(3/5 + 2/5 + 2/5 + 1 + 1/2 + 1) / 6 = 3.9 / 6; 25 % reaches the second threshold."""

BY_PANDAS = [("1.0", 1), ("0.0", 0), ("1,0", 1), ("0,0", 0)]
"""Ones and noughts in a column with gaps."""


@pytest.fixture(autouse=True)
def small() -> None:
    """Write the questionnaire `small` where the tests run."""
    Path("small").mkdir()
    Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(QUESTIONS)), "utf-8")


def write(*rows: list[str], head: list[str] = HEAD, delimiter: str = ",", encoding: str = "utf-8") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([head, *rows])
    Path("answers.csv").write_bytes(stream.getvalue().encode(encoding))
    return "answers.csv"


def scored(smartscore: Run, *arguments: str, stdin: str | bytes = "") -> list[dict[str, str]]:
    ran = smartscore("batch", *arguments, "-q", "small", "-f", "csv", "--lang", "en", stdin=stdin)
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def complaints(smartscore: Run, *arguments: str) -> str:
    ran = smartscore("batch", *arguments, "-q", "small", "-f", "csv", "--lang", "en")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    return ran.err


class TestWideTables:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_a_table_is_told_by_what_it_holds(self, smartscore: Run, delimiter: str, encoding: str) -> None:
        (row,) = scored(smartscore, write(ROW, delimiter=delimiter, encoding=encoding))
        assert (row["region"], row["respondent"], row["index"], row["row"]) == ("Alor", "Diskominfo", INDEX, "2")

    def test_a_row_and_a_sheet_with_the_same_answers_come_to_the_same(self, smartscore: Run) -> None:
        answers = {"officer": 3, "backup": 2, "lines": 25, "decree": "yes", "papers": ["plan"], "portal": "open"}
        sheet = {"format": "smartscore-answers/1", "questionnaire": {"id": "small", "version": "1.0.0"}}
        Path("a.answers.json").write_text(json.dumps({**sheet, "region": "Alor", "answers": answers}))
        one, other = scored(smartscore, write(ROW), "a.answers.json")
        same = ("index", "low", "high", "level", "certain_level", "coverage", "native", "caps", "office")
        assert [one[name] for name in same] == [other[name] for name in same]

    def test_a_line_that_only_excel_reads_names_the_delimiter(self, smartscore: Run) -> None:
        text = "sep=;\n" + "\n".join(";".join(cells) for cells in (HEAD, ROW))
        (row,) = scored(smartscore, "-", stdin=text)
        assert (row["index"], row["row"]) == (INDEX, "2")  # Excel shows the line in no row

    def test_standard_input_may_be_a_table(self, smartscore: Run) -> None:
        (row,) = scored(smartscore, "-", stdin="\n".join(",".join(cells) for cells in (HEAD, ROW)))
        assert (row["file"], row["index"]) == ("<stdin>", INDEX)

    @pytest.mark.parametrize(
        "text",
        ["officer\nnine\n", "", json.dumps({"a": 1}) + "\n" + json.dumps({"a": 1}) + "\n", "a: [", "officer;x\n9;\n"],
        ids=["no table", "nothing", "ndjson", "yaml", "table"],
    )
    def test_standard_input_has_one_name_in_all_messages_and_results(self, smartscore: Run, text: str) -> None:
        ran = smartscore("batch", "-", "-q", "small", "--lang", "en", "--rejects", "no.csv", stdin=text)
        told = ran.err.splitlines()[:-2]
        assert all(line.startswith("<stdin>:") for line in told)
        rows = list(csv.DictReader(io.StringIO(Path("no.csv").read_text("utf-8"))))
        assert [row["file"] for row in rows] == ["<stdin>"] * len(rows)
        assert rows

    @pytest.mark.parametrize(
        "form",
        ["office/{}", "office.{}", "[{}] How is it, in your view?", " {} ", "Bagian 1/{}", "g1/g2/{}"],
        ids=["kobo", "odk", "form", "blanks", "words", "nested"],
    )
    def test_columns_are_found_however_an_export_names_them(self, smartscore: Run, form: str) -> None:
        head = [*HEAD[:3], *(form.format(name) for name in HEAD[3:])]
        assert scored(smartscore, write(ROW, head=head))[0]["index"] == INDEX

    def test_a_map_says_what_any_other_column_means(self, smartscore: Run) -> None:
        head = ["Nama daerah", "Tahun", "OPD", "Pertanyaan satu", *HEAD[4:]]
        Path("map.yaml").write_text("Nama daerah: region\nPertanyaan satu: officer\n")
        (row,) = scored(smartscore, write(ROW, head=head), "--map", "map.yaml")
        assert (row["region"], row["period"], row["respondent"], row["index"]) == ("Alor", "2026", "Diskominfo", INDEX)

    @pytest.mark.parametrize("target", ["oficer", "papers/bugdet", "office/oficer"])
    def test_a_line_of_a_map_that_leads_to_nothing_ends_the_run(self, smartscore: Run, target: str) -> None:
        Path("map.yaml").write_text(f"Satu: officer\nDua: {target}\n")
        ran = smartscore("batch", write(ROW), "-q", "small", "--map", "map.yaml", "--lang", "en")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"map.yaml:2:1: Dua: there is no question “{target}”. Did you mean “")

    def test_a_line_of_a_map_may_name_anything_that_a_head_may(self, smartscore: Run) -> None:
        """Nothing behind the colon leaves a column out."""
        Path("map.yaml").write_text("A: daerah\nB: office/officer\nC: papers/plan\nD: catatan\nE:\n")
        head = ["A", "B", "C", "D", "E", "papers/budget"]
        name = write(["Alor", "3", "1", "x", "y", "0"], head=head)
        (row,) = scored(smartscore, name, "--map", "map.yaml")
        assert (row["region"], row["coverage"]) == ("Alor", "0.333333")

    def test_a_column_of_a_map_that_the_table_does_not_have_is_told(self, smartscore: Run) -> None:
        Path("map.yaml").write_text("Nothing: officer\nregion: region\n")
        ran = smartscore("batch", write(ROW), "-q", "small", "--map", "map.yaml", "-f", "csv", "--lang", "en")
        assert ran.err.splitlines() == ["map.yaml: answers.csv has no column “Nothing”.", "1 row scored."]

    def test_without_the_map_nothing_is_read(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(ROW), "-q", "small", "--map", "none.yaml", "--lang", "en")
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert ran.err.startswith("none.yaml: ")

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_the_mark_of_a_file_wins_over_the_option(self, smartscore: Run, encoding: str) -> None:
        (row,) = scored(smartscore, write(["Ngada é", *ROW[1:]], encoding=encoding), "--encoding", "cp1252")
        assert (row["region"], row["index"]) == ("Ngada é", INDEX)

    def test_an_encoding_that_does_not_exist_is_refused_with_a_mark_too(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(ROW, encoding="utf-8-sig"), "-q", "small", "--encoding", "cp99", "--lang", "en")
        assert (ran.code, "there is no encoding “cp99”" in ran.err) == (2, True)

    def test_a_table_without_regions_is_told_once(self, smartscore: Run) -> None:
        """And nobody is taken for the same respondent: agencies of two regions have the same names."""
        name = write(ROW[1:], ROW[1:], head=HEAD[1:])
        ran = smartscore("batch", name, "-q", "small", "-f", "csv", "--lang", "en")
        assert ran.err.splitlines() == [
            "answers.csv: no column is a region (region, daerah, kabupaten/kota), so no result has one.",
            "2 rows scored.",
        ]

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_rows_without_a_region_are_counted(self, smartscore: Run, jobs: str) -> None:
        name = write(ROW, ["", *ROW[1:]], [" ", *ROW[1:]])
        ran = smartscore("batch", name, "-q", "small", "-f", "csv", "--lang", "en", "--jobs", jobs)
        told = "answers.csv: 2 results have no region; the first is row 3."
        assert ran.err.splitlines() == [told, "3 rows scored."]

    def test_a_score_is_told_of_unless_a_form_with_marks_wrote_it(self, smartscore: Run) -> None:
        """Google Forms writes `Timestamp` and, for a quiz, `Score`; by hand a column `Skor` may be anything."""
        by_hand, form = [*HEAD, "Skor", "Catatan"], [*HEAD, "Skor", "Stempel waktu"]
        for head, told in ((by_hand, True), (form, False)):
            ran = smartscore("batch", write([*ROW, "1", "x"], head=head), "-q", "small", "-f", "csv", "--lang", "en")
            assert ("one column is no question and was not read: Skor" in ran.err) == told

    @pytest.mark.parametrize(
        ("title", "told"),
        [
            ("oficer", "oficer (did you mean officer?)"),
            ("office/oficer", "office/oficer (did you mean officer?)"),
            ("[oficer] How?", "[oficer] How? (did you mean officer?)"),
            ("How is  oficer?", "How is  oficer? (did you mean officer?)"),
            ("Kabupten", "Kabupten (did you mean kabupaten?)"),
            ("bakup", "bakup"),
            ("Remarks", "Remarks"),
        ],
    )
    def test_an_unknown_column_that_is_nearly_a_known_one_is_told_so(
        self, smartscore: Run, title: str, told: str
    ) -> None:
        """But not where another column is that already."""
        ran = smartscore("batch", write([*ROW[4:], "3"], head=[*HEAD[4:], title]), "-q", "small", "--lang", "en")
        assert f"one column is no question and was not read: {' '.join(told.split())}" in " ".join(ran.err.split())
        ran = smartscore("batch", "answers.csv", "-q", "small", "--lang", "id")
        assert ("maksudnya" in ran.err) == ("did you mean" in told)

    def test_a_table_without_questions_names_a_head_that_is_nearly_one(self, smartscore: Run) -> None:
        err = complaints(smartscore, write(["a", "b"], head=["region", "oficer"]))
        assert "no column is a question of small. Is “oficer” meant to be officer?" in err

    def test_unknown_columns_are_listed_and_questions_without_one_are_missing(self, smartscore: Run) -> None:
        head = [*HEAD[:4], *(f"x{number}" for number in range(200))]
        ran = smartscore(
            "batch", write([*ROW[:4], *["1"] * 200], head=head), "-q", "small", "-f", "csv", "--lang", "en"
        )
        assert "200 columns are no question" in ran.err
        assert "5 questions have no column and count as missing, the first is backup" in ran.err
        (row,) = csv.DictReader(io.StringIO(ran.out))
        assert (row["index"], row["coverage"]) == ("60.000000", "0.166667")

    def test_a_column_of_one_criterion_only_repeats_the_checklist(self, smartscore: Run) -> None:
        """KoboToolbox writes `papers` and, beside it, `papers/plan` and `papers/budget`."""
        head, row = [*HEAD, "papers/plan", "papers/budget"], [*ROW, "1", "0"]
        ran = smartscore("batch", write(row, head=head), "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, "no question" in ran.err) == (0, False)

    @pytest.mark.parametrize(("yes", "no"), [("1.0", "0.0"), ("1,0", "0,0")])
    def test_so_it_does_where_pandas_wrote_the_export(self, smartscore: Run, yes: str, no: str) -> None:
        head, row = [*HEAD[:7], "papers/plan", "papers/budget", "portal"], [*ROW[:7], yes, no, ROW[8]]
        assert scored(smartscore, write(row, head=head))[0]["index"] == INDEX

    def test_a_line_feed_in_a_cell_does_not_end_the_row(self, smartscore: Run) -> None:
        one, other = scored(smartscore, write(["A\nlor", *ROW[1:]], ["Ende", *ROW[1:]]))
        assert (one["region"], other["region"], one["row"], other["row"]) == ("A lor", "Ende", "2", "3")

    def test_a_row_below_a_cell_of_several_lines_has_the_number_that_excel_shows(self, smartscore: Run) -> None:
        """In messages, in the results and among the rejected rows; empty rows count."""
        head = [*HEAD[:8], "portal\nfor all [portal]"]
        name = write(["A\nlor\n", *ROW[1:]], [], [*ROW[:3], "nine", *ROW[4:]], head=head)
        err = complaints(smartscore, name, "--rejects", "rejected.csv")
        assert err.startswith("answers.csv:4: D (officer): ")
        assert next(csv.DictReader(io.StringIO(Path("rejected.csv").read_text("utf-8"))))["row"] == "4"

    def test_a_row_that_cannot_be_read_says_where_it_begins_in_the_text(self, smartscore: Run) -> None:
        name = write(["A\nlor", *ROW[1:]], ["x" * 200_000, *ROW[1:]])
        assert complaints(smartscore, name).startswith(
            "answers.csv:3: this row cannot be read; it begins in line 4 of the text."
        )


class TestCells:
    def reader(self, decimal: str = ".") -> CellReader:
        plan = compile_plan(Questionnaire.model_validate(questionnaire_data(QUESTIONS)), "full")
        return CellReader(plan, ValueStore(), decimal)

    @pytest.mark.parametrize(
        "text",
        [
            *("3", " 3 ", "3.0", "3,0", "3.00", "level 3", "Tingkat 3", "L3"),
            *("3 L3", "3 – l3", "3. L3", "3) L3", "level 3: L3"),
        ],
    )
    def test_a_level_is_read_as_people_write_it(self, text: str) -> None:
        assert self.reader().read(0, text).central == (3, 5)

    @given(st.lists(st.sampled_from(["", "1", "7", "odd", "?"]), min_size=9, max_size=9), st.integers(0, 2))
    def test_every_cell_that_cannot_be_read_is_told_however_often_it_comes(self, cells: list[str], more: int) -> None:
        """A row may have more cells than there are questions."""
        reader = self.reader()
        asked = len(reader.plan.questions)
        told = [number for number, text in enumerate(cells[:asked]) if self.faults(text, number)]
        for _ in range(2):
            refused = list(reader.refused([*cells[:asked], *["odd"] * more]))
            assert [number for number, _ in refused] == told
            assert [error.faults for _, error in refused] == [self.faults(cells[n], n) for n in told]

    def faults(self, text: str, number: int) -> tuple[Fault, ...]:
        try:
            self.reader().read(number, text)
        except AnswerError as error:
            return error.faults
        return ()

    @pytest.mark.parametrize(
        "text",
        [
            *("3.5", "3,5", "6", "-1", "3 4", "33", "=A1", "yes", "3-4", "3 - 4", "0x3", "3 or 4"),
            *("3 of 5", "3 / 5", "3 %", "4 not yet", "1,000", "3.000", "3*", "3 Berjalan", "3 - L2", "3. ada", "l3 l2"),
        ],
    )
    def test_what_is_no_level_is_refused(self, smartscore: Run, text: str) -> None:
        err = complaints(smartscore, write([*ROW[:3], text, *ROW[4:]]))
        assert f"answers.csv:2: D (officer): there is no level “{text}”" in err

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("3 Berjalan", "there is no level “3 Berjalan”: level 3 is called “l3”. Write 3, or 3 l3."),
            ("3 - L2", "there is no level “3 - L2”. Write one of 0, 1, 2, 3, 4, 5, or ? if nobody knows."),
            ("3 or 4", "there is no level “3 or 4”. Write one of 0, 1, 2, 3, 4, 5, or ? if nobody knows."),
            ("9 Berjalan", "there is no level “9 Berjalan”. Write one of 0, 1, 2, 3, 4, 5, or ? if nobody knows."),
        ],
    )
    def test_a_level_by_another_name_is_told_its_own(self, smartscore: Run, text: str, told: str) -> None:
        assert told in complaints(smartscore, write([*ROW[:3], text, *ROW[4:]]))

    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_a_level_is_called_as_the_language_has_it(self, smartscore: Run, lang: str) -> None:
        name = write(["Alor", "3 Berjalan"], head=["region", "gov-service-standards"])
        ran = smartscore("batch", name, "-q", "indonesia-smart-city", "--lang", lang)
        questionnaire = load_questionnaire("indonesia-smart-city", lang)
        called = questionnaire.scale.levels[3].name.casefold()
        assert f"3 {called}." in ran.err

    @pytest.mark.parametrize(("text", "state"), sorted(STATES.items()))
    def test_states_have_words_in_both_languages(self, text: str, state: str) -> None:
        value = self.reader().read(0, text)
        assert value.central is None
        assert (value.coverage is None) == (state == "not_applicable")

    @pytest.mark.parametrize(("text", "point"), [("25", 2), ("25,5", 2), ("30.0", 3), ("50 %", 5), ("0", 0)])
    def test_a_number_may_have_a_comma_and_its_unit(self, text: str, point: int) -> None:
        assert self.reader(",").read(2, text).central == (point, 5) or point in (0, 5)

    @pytest.mark.parametrize(("decimal", "text"), [(",", "1.234"), (".", "1,234")])
    def test_a_number_that_can_be_read_in_two_ways_is_refused(self, smartscore: Run, decimal: str, text: str) -> None:
        """In a file with semicolons numbers have commas, so 1.234 may be 1234."""
        row = [*ROW[:5], text, *ROW[6:]]
        err = complaints(smartscore, write(row, delimiter=";" if decimal == "," else ","))
        assert "can be read in two ways" in err

    @pytest.mark.parametrize("place", [3, 5, 6, 8])
    @pytest.mark.parametrize(
        "text",
        [
            *("2026-04-03", "2026-04-03T00:00:00", "3/4/2026", "03-04-26", "3.4.2026"),
            *("3-Apr", "03-Mei-26", "Apr-26", "4 Agustus 2026", "12-Des"),
        ],
    )
    def test_what_excel_made_a_date_of_is_said_to_be_one(self, smartscore: Run, text: str, place: int) -> None:
        row = [*ROW]
        row[place] = text
        assert f"({HEAD[place]}): “{text}” is a date. Excel makes dates" in complaints(smartscore, write(row))

    @pytest.mark.parametrize("text", ["3-4", "1/2", "Mar", "may", "3 marks", "2026"])
    def test_what_only_looks_a_little_like_a_date_is_not_said_to_be_one(self, smartscore: Run, text: str) -> None:
        assert "is a date" not in complaints(smartscore, write([*ROW[:3], text, *ROW[4:]]))

    @pytest.mark.parametrize(("text", "x"), [("ya", 1), ("TRUE", 1), ("0", 0), ("Tidak", 0), *BY_PANDAS])
    def test_yes_and_no_have_words(self, text: str, x: int) -> None:
        assert self.reader().read(3, text).central == (x, 1)

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("plan bugdet", "bugdet"),
            ("plan, bugdet", "bugdet"),
            ("a plan, a Bugdet; budget", "a Bugdet"),
            ("a Bugdet, a plan", "a Bugdet"),
            ("a plan with  a budget", "a plan with a budget"),
            ("charter", "charter"),
            ("a plan; charter budget", "charter budget"),
            ("one, or two papers; a decre", "a decre"),
            ("one, or two paper; a plan", "one"),
        ],
    )
    def test_the_piece_of_a_cell_that_is_no_criterion_is_named(self, smartscore: Run, text: str, wrong: str) -> None:
        self._with_a_comma()
        err = complaints(smartscore, write([*ROW[:7], text, ROW[8]]))
        known = "There are: plan, budget, some. Write 0 if none is met, ? if nobody knows."
        assert f"H (papers): there is no criterion “{wrong}”. {known}" in err

    @pytest.mark.parametrize("dash", ["-", "–"])
    def test_a_dash_is_no_answer_to_a_checklist(self, smartscore: Run, dash: str) -> None:
        """In many tables it stands where nobody knows, which is never a zero."""
        err = complaints(smartscore, write([*ROW[:7], dash, ROW[8]]))
        assert f"H (papers): there is no criterion “{dash}”. There are: plan, budget. Write 0 if none is met" in err

    def test_ids_and_texts_of_criteria_may_stand_together(self, smartscore: Run) -> None:
        self._with_a_comma()
        (row,) = scored(smartscore, write(["A", "plan; One, or two papers, a budget"], head=["region", "papers"]))
        assert row["index"] == "100.000000"

    def _with_a_comma(self) -> None:
        """Give the checklist a criterion in whose text a comma stands."""
        papers = {**QUESTIONS["questions"][4]}
        papers["criteria"] = [*papers["criteria"], {"id": "some", "text": "one, or two papers"}]
        asked = {**QUESTIONS, "questions": [*QUESTIONS["questions"][:4], papers, *QUESTIONS["questions"][5:]]}
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")

    @pytest.mark.parametrize(
        ("text", "met"), [("plan", 1), ("plan budget", 2), ("plan, budget", 2), ("plan;budget", 2), ("0", 0)]
    )
    def test_criteria_stand_apart_by_blanks_commas_or_semicolons(self, text: str, met: int) -> None:
        assert self.reader().read(4, text).central == (met, 2)

    def test_an_option_may_be_written_as_its_text(self) -> None:
        assert self.reader().read(5, "no portal").central == (0, 1)


class TestLongTables:
    HEAD = ("region", "respondent", "question", "level")

    def test_a_row_for_each_answer_is_put_together(self, smartscore: Run) -> None:
        answers = list(zip(HEAD[3:], ROW[3:], strict=True))
        rows = [["Alor", "Dinkes", *answer] for answer in answers] + [["Ende", "Dinkes", "officer", "5"]]
        rows.insert(3, ["Ende", "Dinkes", "backup", "?"])
        alor, ende = scored(smartscore, write(*rows, head=list(self.HEAD)))
        assert (alor["index"], ende["index"], ende["coverage"]) == (INDEX, "100.000000", "0.166667")

    def test_a_state_may_have_a_column_of_its_own(self, smartscore: Run) -> None:
        rows = [["Alor", "officer", "4", ""], ["Alor", "backup", "", "unknown"]]
        (row,) = scored(smartscore, write(*rows, head=["region", "question", "answer", "state"]))
        assert (row["index"], row["coverage"]) == ("80.000000", "0.166667")

    def test_a_question_answered_twice_is_a_conflict(self, smartscore: Run) -> None:
        rows = [["Alor", "Dinkes", "officer", "4"], ["Alor", "Dinkes", "officer", "3"]]
        assert "“officer” was answered in row 2 already" in complaints(smartscore, write(*rows, head=list(self.HEAD)))

    @pytest.mark.parametrize("word", ["answered", "Dijawab", ""])
    def test_an_answer_may_say_that_it_is_one(self, smartscore: Run, word: str) -> None:
        (row,) = scored(smartscore, write(["officer", "4", word], head=["question", "answer", "state"]))
        assert row["index"] == "80.000000"

    @pytest.mark.parametrize(("word", "answer"), [("missing", ""), ("Tidak tahu", ""), ("?", "?"), ("na", "N/A")])
    def test_a_state_is_told_by_its_word(self, smartscore: Run, word: str, answer: str) -> None:
        rows = [["officer", "4", "answered"], ["backup", answer, word]]
        (row,) = scored(smartscore, write(*rows, head=["question", "answer", "state"]))
        assert row["index"] == "80.000000"

    @pytest.mark.parametrize("word", ["5", "done", "L5"])
    def test_a_state_is_no_answer(self, smartscore: Run, word: str) -> None:
        """It says what an answer is, and no level: an answer of 2 beside it would be passed over."""
        err = complaints(smartscore, write(["officer", "2", word], head=["question", "answer", "Status"]))
        assert f"answers.csv:2: C (Status): there is no state “{word}”. Write one of: answered, " in err

    @pytest.mark.parametrize(("word", "answer"), [("unknown", "2"), ("na", "waiting"), ("missing", "0")])
    def test_a_state_beside_another_answer_is_a_contradiction(self, smartscore: Run, word: str, answer: str) -> None:
        err = complaints(smartscore, write(["officer", answer, word], head=["question", "answer", "state"]))
        assert f"answers.csv:2: C (state): the state “{word}” and the answer “{answer}” contradict each other" in err

    def test_texts_of_the_questionnaire_are_understood(self, smartscore: Run) -> None:
        rows = [["officer", "3 - officer at level 3"], ["backup", "backup at level 3"]]
        (row,) = scored(smartscore, write(*rows, head=["question", "answer"]))
        assert (row["index"], row["coverage"]) == ("60.000000", "0.333333")

    @pytest.mark.parametrize("form", ["full", "quick"])
    def test_an_unknown_question_is_one_in_either_form(self, smartscore: Run, form: str) -> None:
        quick = dimension("office", level_question("officer", quick=True), level_question("backup"))
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(quick)), "utf-8")
        rows = [["officer", "4", form], ["backup", "0", form]]
        head = ["question", "answer", "form"]
        (row,) = scored(smartscore, write(*rows, head=head))
        assert row["index"] == {"full": "40.000000", "quick": "80.000000"}[form]
        err = complaints(smartscore, write(*rows, ["bakcup", "1", form], head=head))
        assert "answers.csv:4: there is no question “bakcup”. Did you mean “backup”?" in err

    def test_an_unknown_question_is_named_with_its_row(self, smartscore: Run) -> None:
        err = complaints(smartscore, write(["Alor", "Dinkes", "oficer", "4"], head=list(self.HEAD)))
        assert "answers.csv:2: " in err
        assert "officer" in err


class TestBadTables:
    @pytest.mark.parametrize("cells", [ROW[:-1], [*ROW, "x"]], ids=["short", "long"])
    def test_a_ragged_row_is_rejected_and_the_others_are_scored(self, smartscore: Run, cells: list[str]) -> None:
        ran = smartscore("batch", write(ROW, cells, ROW), "-q", "small", "-f", "csv", "--lang", "en", "--quiet")
        assert ran.code == 1
        assert f"answers.csv:3: this row has {len(cells)} cells, the head has 9" in ran.err
        assert len(ran.out.splitlines()) == 3

    def test_empty_cells_after_the_last_column_are_no_fault(self, smartscore: Run) -> None:
        assert len(scored(smartscore, write([*ROW, "", ""]))) == 1

    def test_two_columns_of_one_question_are_refused(self, smartscore: Run) -> None:
        err = complaints(smartscore, write([*ROW, "1"], head=[*HEAD, "office/officer"]))
        assert "two columns are the question officer: “officer” and “office/officer”" in err

    def test_two_rows_of_one_respondent_are_both_scored_and_told(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(ROW, ROW), "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, len(ran.out.splitlines())) == (0, 3)
        told = "row 2 is of the same respondent. Every one of them is scored."
        assert f"answers.csv:3: Alor / 2026 / Diskominfo: {told}" in ran.err

    def test_a_table_without_a_question_is_refused(self, smartscore: Run) -> None:
        assert "no column is a question of small" in complaints(smartscore, write(["a", "b"], head=["x", "y"]))

    def test_an_old_encoding_has_to_be_told(self, smartscore: Run) -> None:
        name = write(["Ngadá", *ROW[1:]], encoding="cp1252")
        assert "--encoding cp1252" in complaints(smartscore, name)
        assert scored(smartscore, name, "--encoding", "cp1252")[0]["region"] == "Ngadá"

    def test_one_bad_line_far_down_costs_only_itself(self, smartscore: Run) -> None:
        rows = [["Alor", "2026", f"OPD {number}", *ROW[3:]] for number in range(3000)]
        name = write(*rows)
        content = Path(name).read_bytes().replace(b"OPD 2500", b"OPD \xff2500")
        Path(name).write_bytes(content)
        ran = smartscore("batch", name, "-q", "small", "-f", "csv", "--lang", "en")
        assert "answers.csv:2502: this row holds bytes that are no text" in ran.err
        assert "1 of 3000 rows were rejected" in ran.err
        assert len(ran.out.splitlines()) == 3000

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_without_a_mark_has_to_be_told(self, smartscore: Run, encoding: str) -> None:
        name = write(ROW, encoding=encoding)
        assert f"UTF-16 text without its mark. Add: --encoding {encoding}" in complaints(smartscore, name)
        assert scored(smartscore, name, "--encoding", encoding)[0]["index"] == INDEX

    def test_utf_16_that_ends_in_half_a_sign_breaks_off(self, smartscore: Run) -> None:
        Path("answers.csv").write_bytes(Path(write(ROW, ROW, encoding="utf-16")).read_bytes()[:-1])
        ran = smartscore("batch", "answers.csv", "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, "answers.csv: reading broke off after" in ran.err) == (2, True)

    @pytest.mark.parametrize("encoding", ["klingon", "hex"])
    def test_only_encodings_of_text_are_known(self, smartscore: Run, encoding: str) -> None:
        ran = smartscore("batch", write(ROW), "-q", "small", "--encoding", encoding, "--lang", "en")
        assert (ran.code, "there is no encoding" in ran.err) == (2, True)

    def test_a_nul_byte_costs_only_the_cell_it_stands_in(self, smartscore: Run) -> None:
        level, place = [*ROW[:3], "3\0", *ROW[4:]], ["Al\0or", *ROW[1:]]
        ran = smartscore("batch", write(level, place), "-q", "small", "-f", "csv", "--lang", "en")
        assert "answers.csv:2: D (officer): there is no level “3\\x00”" in ran.err
        assert "\\x00" in ran.out
        assert "\0" not in ran.out + ran.err

    @pytest.mark.parametrize("above", ["\n", "\n\n", ";;;;\n", ",,\n \n"])
    def test_empty_lines_above_the_head_are_passed_over_and_counted(self, smartscore: Run, above: str) -> None:
        Path(write(ROW)).write_text(above + Path("answers.csv").read_text())
        (row,) = scored(smartscore, "answers.csv")
        assert (row["index"], row["row"]) == (INDEX, str(2 + above.count("\n")))

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "the file is empty"),
            (b"\xef\xbb\xbf", "the file is empty"),
            (b",,,\n", "the table has no head"),
            (",".join(HEAD).encode(), "the table has a head and no rows"),
            (",".join(HEAD).encode() + b"\n\n", "the table has a head and no rows"),
            (b"region;question;level\n", "the table has a head and no rows"),
            (b"Survey of 2026,,\n" + ",".join(HEAD).encode() + b"\n", "The first row has to name the columns"),
            (bytes(100), "control character"),
        ],
    )
    def test_a_file_without_a_row_is_rejected_and_nothing_is_written(
        self, smartscore: Run, content: bytes, told: str
    ) -> None:
        Path("answers.csv").write_bytes(content)
        assert told in complaints(smartscore, "answers.csv", "-o", "out.csv")
        assert not Path("out.csv").exists()

    @pytest.mark.parametrize("name", ["answers.csv", "answers.xlsx", "answers.parquet"])
    def test_a_folder_that_is_named_like_a_table_is_a_folder(self, smartscore: Run, name: str) -> None:
        Path(name).mkdir()
        ran = smartscore("batch", name, "-q", "small", "--lang", "en")
        assert (ran.code, f"no answer sheet and no table was found in: {name}" in ran.err) == (2, True)

    def test_a_head_in_the_middle_is_one_fault(self, smartscore: Run) -> None:
        """As where two exports were put together."""
        ran = smartscore("batch", write(ROW, HEAD, ROW), "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, len(ran.out.splitlines())) == (1, 3)
        assert ran.err.splitlines()[0] == "answers.csv:3: this row repeats the head. Delete it."
        assert ran.err.count("answers.csv:3") == 1

    def test_so_is_one_in_a_long_table(self, smartscore: Run) -> None:
        head = ["region", "question", "level"]
        assert complaints(smartscore, write(["Alor", "officer", "3"], head, head=head)).startswith(
            "answers.csv:3: this row repeats the head. Delete it."
        )

    def test_a_row_without_an_answer_is_rejected(self, smartscore: Run) -> None:
        assert "answers no question" in complaints(smartscore, write(["Alor", *[""] * 8]))

    def test_a_quote_that_is_never_closed_does_not_fill_the_memory(self, smartscore: Run) -> None:
        text = ",".join(HEAD) + "\n" + '"Alor' + "\nx" * 200_000
        Path("answers.csv").write_text(text)
        assert "quote that is not closed" in complaints(smartscore, "answers.csv")

    def test_only_the_first_rejected_rows_are_told_and_all_are_in_the_file(self, smartscore: Run) -> None:
        bad = [[*ROW[:3], "9", "9", *ROW[5:]] for _ in range(30)]
        err = complaints(smartscore, write(ROW, *bad), "--rejects", "rejects.csv")
        assert err.count("there is no level") == 40
        assert "10 more rejected rows" in err
        rejects = list(csv.DictReader(io.StringIO(Path("rejects.csv").read_text("utf-8"))))
        assert len(rejects) == 60
        assert rejects[0]["row"] == "3"
        assert rejects[0]["reason"].startswith("answers.csv:3: D (officer): there is no level “9”")

    def test_a_gated_instrument_is_not_scored_from_a_table(self, smartscore: Run) -> None:
        data = questionnaire_data(QUESTIONS, gated=True)
        Path("small", "questionnaire.yaml").write_text(yaml_text(data), "utf-8")
        assert "counts only what evidence supports" in complaints(smartscore, write(ROW))


SHEET = {"format": "smartscore-answers/1", "questionnaire": {"id": "small", "version": "1.0.0"}}


def sheet(name: str, answers: dict[str, Any], **header: Any) -> str:
    Path(f"{name}.answers.json").write_text(json.dumps({**SHEET, **header, "answers": answers}))
    return f"{name}.answers.json"


class TestSheets:
    def test_ndjson_holds_a_sheet_a_line_and_a_bad_line_costs_only_itself(self, smartscore: Run) -> None:
        lines = [json.dumps({**SHEET, "region": f"R{n}", "answers": {"officer": n}}) for n in (1, 9, 3)]
        Path("sheets.ndjson").write_text("\n".join(lines))
        ran = smartscore("batch", "sheets.ndjson", "-q", "small", "-f", "csv", "--lang", "en")
        assert ran.code == 1
        assert "sheets.ndjson:2:1:" in ran.err
        assert [row["region"] for row in csv.DictReader(io.StringIO(ran.out))] == ["R1", "R3"]

    @pytest.mark.parametrize(("lang", "told"), [("en", "line 2 is not JSON."), ("id", "baris 2 bukan JSON.")])
    @pytest.mark.parametrize("bad", ["oops", "a: b: c", '"x', "{format: [}", "[1, 2]", "null", "&a {}", "{!x a: 1}"])
    def test_a_bad_line_of_ndjson_is_not_called_yaml(self, smartscore: Run, bad: str, lang: str, told: str) -> None:
        Path("sheets.ndjson").write_text(json.dumps({**SHEET, "answers": {"officer": 4}}) + f"\n{bad}\n")
        ran = smartscore("batch", "sheets.ndjson", "-q", "small", "-f", "csv", "--lang", lang)
        assert (ran.code, len(ran.out.splitlines())) == (1, 2)
        (line,) = [line for line in ran.err.splitlines() if line.startswith("sheets.ndjson:2:1:")]
        assert told in line
        assert "YAML" not in line

    @pytest.mark.parametrize(
        ("bad", "told"),
        [(b'{"format": oops', "not valid JSON"), (b'{"a": "\xff"}', "not UTF-8"), (b'{"a": 1, "a": 2}', "second time")],
    )
    def test_what_is_wrong_in_a_line_of_json_is_told(self, smartscore: Run, bad: bytes, told: str) -> None:
        Path("sheets.ndjson").write_bytes(json.dumps({**SHEET, "answers": {"officer": 4}}).encode() + b"\n" + bad)
        assert told in smartscore("batch", "sheets.ndjson", "-q", "small", "--lang", "en").err

    def test_sheets_of_another_questionnaire_are_listed(self, smartscore: Run) -> None:
        sheet("a", {"officer": 1})
        sheet("b", {}, questionnaire={"id": "other", "version": "1.0.0"})
        ran = smartscore("batch", ".", "-q", "small", "-f", "csv", "--lang", "en")
        assert "Sheets of other questionnaires are among them: other (1)" in ran.err

    @pytest.mark.parametrize("place", ["file", "pipe", "memory"])
    @pytest.mark.parametrize("long", [10, 9_000, 70_000, 120_000])
    def test_ndjson_is_known_however_long_its_first_line_is(self, smartscore: Run, place: str, long: int) -> None:
        lines = [json.dumps({**SHEET, "region": f"R{n}", "answers": {"officer": n}}) for n in (1, 2)]
        lines[0] = lines[0].replace('"R1"', f'"R1", "period": "{"x" * long}"')
        Path("sheets.ndjson").write_text("\n".join(lines))
        if place == "pipe":
            command = [sys.executable, "-m", "smartscore", "batch", "-", "-q", "small", "-f", "csv"]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
                out = process.communicate("\n".join(lines).encode())[0].decode()
            rows = list(csv.DictReader(io.StringIO(out)))
        else:
            name = "-" if place == "memory" else "sheets.ndjson"
            rows = scored(smartscore, name, stdin="\n".join(lines))
        assert [(row["region"], row["index"], row["row"]) for row in rows] == [
            ("R1", "20.000000", "1"),
            ("R2", "40.000000", "2"),
        ]

    @pytest.mark.parametrize("space", [None, 1])
    @pytest.mark.parametrize("end", ["", "\n\n"])
    def test_one_sheet_through_a_pipe_is_one(self, space: int | None, end: str) -> None:
        said = {**SHEET, "region": "R", "period": "x" * 20_000, "answers": {"officer": 4}}
        command = [sys.executable, "-m", "smartscore", "batch", "-", "-q", "small", "-f", "csv"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            out = process.communicate((json.dumps(said, indent=space) + end).encode())[0].decode()
        (row,) = csv.DictReader(io.StringIO(out))
        assert (row["region"], row["index"], row["row"]) == ("R", "80.000000", "")

    def test_an_object_that_goes_on_in_the_next_line_is_one_sheet(self, smartscore: Run) -> None:
        """Its first line ends in a brace, which closes only what stands inside."""
        text = json.dumps({**SHEET, "answers": {"officer": 4}}).replace('}, "answers"', '}\n, "answers"')
        Path("a.answers.json").write_text(text)
        assert scored(smartscore, "a.answers.json")[0]["index"] == "80.000000"

    def test_a_bad_second_line_does_not_make_it_a_sheet(self, smartscore: Run) -> None:
        Path("sheets.ndjson").write_text(json.dumps({**SHEET, "answers": {"officer": 4}}) + "\noops\n")
        ran = smartscore("batch", "sheets.ndjson", "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, len(ran.out.splitlines())) == (1, 2)
        assert ran.err.startswith("sheets.ndjson:2:1:")


@pytest.fixture
def coastal() -> None:
    """Write a questionnaire with a question for coasts only, and a dimension for islands only."""
    land = dimension("land", level_question("roads"), level_question("harbour", when={"coast": True}))
    sea = dimension("sea", level_question("ferry", when={"island": True}))
    Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(land, sea)), "utf-8")


INLAND = {"coast": False, "island": False}


@pytest.mark.usefixtures("coastal")
class TestProfiles:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_what_does_not_concern_a_region_is_not_asked_of_it(self, smartscore: Run, jobs: str) -> None:
        """Inland, roads alone are all there is: 3 of 5 is 60. By the sea the harbour and the ferry are unknown."""
        answers = {"roads": 3}
        sheet("a", answers, region="Open")
        sheet("b", {**answers, "harbour": 0}, region="Inland", profile={**INLAND, "code": "53.10"})
        sheet("c", answers, region="Coast", profile={"coast": True, "island": False})
        rows = scored(smartscore, ".", "--jobs", jobs)
        assert [row["region"] for row in rows] == ["Open", "Inland", "Coast"]
        assert [row["coverage"] for row in rows] == ["0.250000", "1.000000", "0.500000"]
        assert [(row["low"], row["high"]) for row in rows[1:]] == [("60.000000",) * 2, ("30.000000", "80.000000")]
        assert [row["sea"] for row in rows] == ["", "", ""]

    def test_every_row_is_that_of_the_report(self, smartscore: Run) -> None:
        name = sheet("b", {"roads": 3}, region="Inland", profile=INLAND)
        (row,) = scored(smartscore, name)
        found = score(load_questionnaire("small"), read_sheet(name)).overall
        assert (row["index"], row["coverage"]) == ("60.000000", "1.000000")
        assert (found.index, found.coverage, row["level"]) == (60, 1, "3")

    def test_a_summary_of_several_kinds_of_region(self, smartscore: Run) -> None:
        sheet("a", {"roads": 3, "ferry": 5}, region="Open")
        sheet("b", {"roads": 1}, region="Inland", profile=INLAND)
        ran = smartscore("batch", ".", "-q", "small", "-f", "markdown", "--summary", "--lang", "en")
        assert ran.code == 0
        assert "| Land | 40.0 | 2 |" in ran.out
        assert "| Sea | 100.0 | 1 |" in ran.out

    def test_what_one_sheet_says_of_the_kind_holds_for_all_that_are_joined(self, smartscore: Run) -> None:
        sheet("a", {"roads": 3}, region="Alor", respondent="A")
        sheet("b", {"harbour": 1}, region="Alor", respondent="B", profile={"island": False})
        sheet("c", {"ferry": 1}, region="Alor", respondent="C")
        (row,) = scored(smartscore, ".", "--join", "region")
        assert (row["index"], row["coverage"], row["sea"]) == ("40.000000", "1.000000", "")

    def test_sheets_that_contradict_each_other_about_the_kind_are_not_joined(self, smartscore: Run) -> None:
        sheet("a", {"roads": 3}, region="Alor", profile={"coast": True})
        sheet("b", {"ferry": 1}, region="Alor", profile={"coast": False})
        assert "coast: true; coast: false" in complaints(smartscore, ".", "--join", "region")


class TestJournals:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_what_came_from_a_journal_is_one_line(self, smartscore: Run, jobs: str) -> None:
        """The second answer is in the journal only, as where the sheet could not be replaced any more."""
        asked = dimension("office", level_question("q-a"), level_question("q-b"))
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked, version="0.1.0")), "utf-8")
        sheet("a", {"q-a": 1}, questionnaire={"id": "small", "version": "0.1.0"})
        kept = keeping.opened(new=keeping.new_sheet("small"))
        keeping.give(kept, "q-a", 5)
        content = keeping.SHEET.read_bytes()
        keeping.give(kept, "q-b", 5)
        kept.close()
        keeping.SHEET.write_bytes(content)
        ran = smartscore("batch", ".", "-q", "small", "-f", "csv", "--lang", "en", "--jobs", jobs)
        assert (ran.code, ran.out.splitlines()[-1].count("100.000000")) == (0, 5)
        (told,) = [line for line in ran.err.splitlines() if "journal" in line]
        assert told.startswith(f"{keeping.SHEET}: ")


class TestOverwriting:
    @pytest.mark.parametrize("option", ["-o", "--rejects"])
    def test_no_input_is_written_over(self, smartscore: Run, option: str) -> None:
        name = write(ROW)
        before = Path(name).read_bytes()
        ran = smartscore("batch", name, "-q", "small", option, name, "--lang", "en")
        assert (ran.code, Path(name).read_bytes()) == (2, before)


class TestProcesses:
    def test_several_processes_give_the_same_rows_in_the_same_order(self, smartscore: Run) -> None:
        for number in range(40):
            sheet(f"s{number:02d}", {"officer": 9 if number == 17 else number % 6}, region=f"R{number:02d}")
        alone = smartscore("batch", ".", "-q", "small", "-f", "csv", "--lang", "en", "--jobs", "1")
        together = smartscore("batch", ".", "-q", "small", "-f", "csv", "--lang", "en", "--jobs", "2")
        assert (alone.code, together.code) == (1, 1)
        assert (alone.out, alone.err) == (together.out, together.err)
        assert len(alone.out.splitlines()) == 40

    @pytest.mark.parametrize("ending", ["json", "yaml"])
    @pytest.mark.parametrize("number", [0, 2, 5])
    def test_what_is_named_like_a_sheet_is_still_told_by_its_content(
        self, smartscore: Run, ending: str, number: int
    ) -> None:
        """NDJSON of two sheets stands among six, first, in the middle or last."""
        for n in range(6):
            sheet(f"s{n}", {"officer": n}, region=f"R{n}")
        lines = [json.dumps({**SHEET, "region": f"N{n}", "answers": {"officer": n}}) for n in (1, 2)]
        Path(f"s{number}.answers.json").unlink()
        Path(f"s{number}.answers.{ending}").write_text("\n".join(lines))
        alone = smartscore("batch", ".", "-q", "small", "-f", "csv", "--lang", "en", "--jobs", "1")
        together = smartscore("batch", ".", "-q", "small", "-f", "csv", "--lang", "en", "--jobs", "2")
        assert (alone.code, len(alone.out.splitlines())) == (0, 8)
        assert together == alone

    def test_names_are_looked_at_once(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where a table is the last of many inputs, no name is asked again for each one before it."""
        from smartscore.cli import batch_rows

        asked: list[str] = []

        def counted(name: str) -> bool:
            asked.append(name)
            return is_sheet(name)

        is_sheet = batch_rows._is_sheet
        monkeypatch.setattr(batch_rows, "_is_sheet", counted)
        sheets = [sheet(f"s{number}", {"officer": 1}, region=f"R{number}") for number in range(5)]
        command = ["-q", "small", "-f", "csv", "--jobs", "2"]
        assert smartscore("batch", *sheets, write(ROW), *command).code == 0
        assert len(asked) <= len(sheets) + 1

    def test_a_killed_process_is_one_line(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        from smartscore.cli import workers

        monkeypatch.setattr(workers, "_rows", killed)
        for number in range(3):
            sheet(f"s{number}", {"officer": 1})
        ran = smartscore("batch", ".", "-q", "small", "-o", "out.csv", "--lang", "en", "--jobs", "2")
        assert (ran.code, Path("out.csv").exists()) == (2, False)
        assert "was killed" in ran.err
        assert "Traceback" not in ran.err


def killed(_: list[str]) -> None:
    """End this process as the system does where memory is short."""
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


class TestJoining:
    def test_agencies_of_one_region_are_joined(self, smartscore: Run) -> None:
        first, second = [*ROW[:5], "", "", "", ""], ["alor", "2026", "Dinkes", "", "", *ROW[5:]]
        (row,) = scored(smartscore, write(first, second), "--join", "region")
        assert (row["index"], row["respondent"], row["coverage"]) == (INDEX, "Diskominfo; Dinkes", "1.000000")

    def test_a_conflict_costs_the_region_its_row(self, smartscore: Run) -> None:
        other = ["Ende", "2026", "Dinkes", *ROW[3:]]
        name = write(ROW, ["Alor", "2026", "Dinkes", "1", *[""] * 5], other)
        ran = smartscore("batch", name, "-q", "small", "-f", "csv", "--lang", "en", "--join", "region")
        assert ran.code == 1
        told = "officer: Alor / 2026: these answers differ: “3” Diskominfo (answers.csv:2); “1” Dinkes (answers.csv:3)."
        assert ran.err.startswith(told)
        assert [row["region"] for row in csv.DictReader(io.StringIO(ran.out))] == ["Ende"]

    @pytest.mark.parametrize(
        ("place", "one", "other"),
        [
            (3, "3", "L3"),
            (3, "3", "Officer at level 3"),
            (5, "25", "25,0 %"),
            (6, "yes", "ya"),
            (7, "plan, budget", "a budget; a plan"),
            (8, "open", "Open"),
            (3, "na", "tidak berlaku"),
        ],
    )
    def test_equal_answers_of_two_agencies_are_one_however_they_are_written(
        self, smartscore: Run, place: int, one: str, other: str
    ) -> None:
        rows = [[*ROW[:2], agency, *[""] * 6] for agency in ("Diskominfo", "Dinkes")]
        rows[0][place], rows[1][place] = one, other
        (row,) = scored(smartscore, write(*rows), "--join", "region")
        assert row["respondent"] == "Diskominfo; Dinkes"

    @pytest.mark.parametrize(
        ("place", "one", "other"), [(5, "25", "26"), (7, "plan", "budget"), (3, "na", "0"), (7, "0", "plan")]
    )
    def test_different_answers_of_the_same_worth_are_a_conflict(
        self, smartscore: Run, place: int, one: str, other: str
    ) -> None:
        rows = [[*ROW[:2], agency, *[""] * 6] for agency in ("Diskominfo", "Dinkes")]
        rows[0][place], rows[1][place] = one, other
        assert f"“{one}” Diskominfo (answers.csv:2); “{other}” Dinkes" in complaints(
            smartscore, write(*rows), "--join", "region"
        )

    def test_a_conflict_names_everybody_who_gave_each_answer(self, smartscore: Run) -> None:
        """As far as a person can read it."""
        rows = [[*ROW[:2], f"OPD {n}", "3" if n else "1", *[""] * 5] for n in range(8)]
        named = ", ".join(f"OPD {n} (answers.csv:{n + 2})" for n in range(1, 6))
        told = f"“1” OPD 0 (answers.csv:2); “3” {named}, .... Agree"
        assert told in complaints(smartscore, write(*rows), "--join", "region")

    def test_many_conflicts_of_a_region_are_one_line(self, smartscore: Run) -> None:
        """With the first few as examples, and all of the questions in a column of the rejected rows."""
        rows = [[*ROW[:2], f"OPD {n}", f"{n}", f"{n}", f"2{n}", "no" if n else "yes", *ROW[7:]] for n in range(4)]
        told = complaints(smartscore, write(*rows), "--join", "region", "--rejects", "r.csv").splitlines()
        assert told[0].startswith("answers.csv:2: Alor / 2026: 4 questions are answered differently: ")
        assert "officer (“0” OPD 0 (answers.csv:2); “1” OPD 1 (answers.csv:3); ...); backup (“0”" in told[0]
        assert len([line for line in told if "Alor" in line]) == 1
        (row,) = csv.DictReader(io.StringIO(Path("r.csv").read_text("utf-8")))
        assert (row["region"], row["question"]) == ("Alor", "officer backup lines decree")

    def test_answers_are_understood_once_however_many_differ(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from smartscore.sources import joining

        calls: list[str] = []
        meaning = joining.meaning
        monkeypatch.setattr(joining, "meaning", lambda *given: calls.append(given[1]) or meaning(*given))
        rows = [[*ROW[:2], f"OPD {n}", *[""] * 2, f"{n / 10}", *[""] * 3] for n in range(300)]
        complaints(smartscore, write(*rows), "--join", "region")
        assert len(calls) == 300

    @pytest.mark.parametrize("rows", [["?", "3"], ["waiting", "3"], ["3", "?"], ["3", "3"], ["?", "waiting", "3"]])
    def test_not_knowing_and_waiting_give_way_to_an_answer(self, smartscore: Run, rows: list[str]) -> None:
        """As in `merge`."""
        table = [[*ROW[:2], f"OPD {number}", text, *[""] * 5] for number, text in enumerate(rows)]
        (row,) = scored(smartscore, write(*table), "--join", "region")
        assert (row["index"], row["coverage"]) == ("60.000000", "0.166667")

    def test_rows_of_a_long_table_are_joined_by_what_they_say(self, smartscore: Run) -> None:
        head = ["region", "respondent", "question", "answer", "state"]
        rows = [["Alor", "A", "officer", "3", ""], ["Alor", "B", "officer", "Level 3", ""]]
        rows += [["Alor", "A", "backup", "", "unknown"], ["Alor", "B", "backup", "1", ""]]
        (row,) = scored(smartscore, write(*rows, head=head), "--join", "region")
        assert (row["index"], row["coverage"]) == ("40.000000", "0.333333")

    def test_equal_answers_of_sheets_count_with_the_better_evidence(self, smartscore: Run) -> None:
        """And a sheet and a row may say the same."""
        asked = dimension("office", level_question("officer", evidence={3: [{"id": "decree", "name": "Decree"}]}))
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")
        proof = [{"kind": "decree", "reference": "SK 1", "proves": ["decree"]}]
        names = [
            sheet("a", {"officer": 3}, region="Alor"),
            sheet("b", {"officer": {"level": 3, "evidence": proof}}, region="Alor"),
        ]
        for order in (names, names[::-1]):
            (row,) = scored(smartscore, *order, "--join", "region")
            assert (row["index"], row["supported"]) == ("60.000000", "60.000000")

    def test_sheets_are_joined_with_what_evidence_supports(self, smartscore: Run) -> None:
        one, other = sheet("a", {"officer": 5}, region="Alor"), sheet("b", {"backup": 5}, region="Alor")
        (row,) = scored(smartscore, one, other, "--join", "region")
        assert (row["index"], row["supported"], row["coverage"]) == ("100.000000", "100.000000", "0.333333")

    def test_what_names_no_region_cannot_be_joined(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(["", *ROW[1:]]), "-q", "small", "--join", "region", "--lang", "en")
        assert (ran.code, "names no region" in ran.err) == (1, True)

    def test_there_is_nothing_else_to_join_by(self, smartscore: Run) -> None:
        assert smartscore("batch", write(ROW), "-q", "small", "--join", "regions").code == 2


class TestOutputs:
    def test_excel_gets_semicolons_commas_and_a_mark(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(["=1+1", *ROW[1:]]), "-q", "small", "--excel", "-o", "out.csv", "--lang", "en")
        assert ran.code == 0
        content = Path("out.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        head, row = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        found = dict(zip(head, row, strict=True))
        assert (found["region"], found["index"], found["level"]) == ("'=1+1", INDEX.replace(".", ","), "3")

    def test_excel_is_for_csv_only(self, smartscore: Run) -> None:
        assert smartscore("batch", write(ROW), "-q", "small", "--excel", "-f", "json").code == 2

    def test_json_tells_the_row_the_caps_and_the_areas(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(ROW), "-q", "small", "-f", "json", "--areas", "--lang", "en")
        (row,) = json.loads(ran.out)
        assert (row["row"], row["index"]["exact"], row["caps"]) == (2, "65/1", [])

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            ("en", "Supported: an answer counts there only as far as its evidence proves it, or none is asked for"),
            ("id", "Terdukung: jawaban di situ hanya dihitung sejauh dibuktikan, atau sejauh yang tidak meminta bukti"),
        ],
    )
    @pytest.mark.parametrize("kind", ["table", "markdown"])
    def test_where_less_is_supported_it_is_said_what_counts_there(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, kind: str, lang: str, said: str
    ) -> None:
        """Level 1 asks for nothing, so 20 of the claimed 60 are supported by nothing."""
        asked = dimension("office", level_question("roads", evidence={2: [{"id": "list", "name": "The list"}]}))
        Path("asks").mkdir()
        Path("asks", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")

        def told(answers: str) -> str:
            Path("a.answers.yaml").write_text(sheet_text(answers, "small", "1.0.0"), "utf-8")
            ran = smartscore("batch", "a.answers.yaml", "-q", "asks", "-f", kind, "--lang", lang)
            return " ".join(ran.out.split())

        assert said in told("  roads: 3\n")
        assert said not in told("  roads: 1\n")  # all of it is supported
        assert said not in told("")
        monkeypatch.setenv("COLUMNS", "50")
        assert (said in told("  roads: 3\n")) == (kind == "markdown")  # the column is left out

    @pytest.mark.parametrize("format", ["json", "ndjson"])
    def test_json_keeps_every_sign_of_a_name(self, smartscore: Run, format: str) -> None:  # noqa: A002  # the option's name
        """What some take for the end of a line is none in JSON."""
        ran = smartscore("batch", write(["Kota\u2028Baru", *ROW[1:]]), "-q", "small", "-f", format, "--lang", "en")
        assert '"region": "Kota\u2028Baru"'.replace(" " if format == "ndjson" else "", "") in ran.out

    @pytest.mark.parametrize("format", ["table", "markdown"])
    def test_people_are_told_what_the_marks_mean(self, smartscore: Run, format: str) -> None:  # noqa: A002  # the option's name
        """Two of six answers are too few for a level; five of six are enough for a provisional one."""
        little, most = ["Alor", "2026", "", "3", "2", *[""] * 4], ["Ende", *ROW[1:8], ""]
        ran = smartscore("batch", write(little, most, ROW), "-q", "small", "-f", format, "--lang", "en")
        assert ran.code == 0
        assert "(50.0)" in ran.out
        assert ran.out.count("provisional: the level may still change") == 1
        assert ran.out.count("an index in brackets is what") == 1
        clear = smartscore("batch", write(ROW), "-q", "small", "-f", format, "--lang", "en")
        assert "brackets" not in clear.out
        assert "provisional" not in clear.out

    @pytest.mark.parametrize(
        ("lang", "held", "column"),
        [("en", "held at 1 by", "Held by"), ("id", "ditahan pada 1 oleh", "Ditahan oleh")],
    )
    def test_what_holds_a_level_is_said_to_people(self, smartscore: Run, lang: str, held: str, column: str) -> None:
        minimum = {"at_least": 4, "holds_at": 1, "because": "Nothing works without."}
        asked = dimension("office", level_question("officer", must_have=minimum), level_question("backup"))
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")
        name = write(["Alor", "3", "4"], ["Ende", "3", "4"], ["Sikka", "4", "4"], head=["region", "officer", "backup"])
        ran = smartscore("batch", name, "-q", "small", "--lang", lang)
        levels = [line.split()[3] for line in ran.out.splitlines()[1:4]]
        assert levels == ["1!", "1!", "4"]
        assert f"! {held} officer: Alor, Ende" in ran.out.splitlines()
        ran = smartscore("batch", name, "-q", "small", "--lang", lang, "-f", "markdown")
        assert f" | {column} |" in ran.out.splitlines()[0]
        assert [line.split(" | ")[-1] for line in ran.out.splitlines()[2:5]] == ["officer: 1 |", "officer: 1 |", " |"]
        assert "1!" not in ran.out

    def test_only_as_many_causes_and_regions_are_told_as_a_person_reads(self, smartscore: Run) -> None:
        minimum = {"at_least": 4, "holds_at": 1, "because": "Nothing works without."}
        names = [f"q{number}" for number in range(10)]
        asked = dimension("office", *(level_question(name, must_have=minimum) for name in names))
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")
        name = write(*([f"R{number}", *["3"] * 10] for number in range(9)), head=["region", *names])
        ran = smartscore("batch", name, "-q", "small", "--lang", "en")
        told = [line for line in ran.out.splitlines() if line.startswith("! ")]
        assert told[0] == "! held at 1 by q0: R0, R1, R2, R3, ... (9)"
        assert told[8:] == ["! ... and 2 more causes; all of them: -f markdown or csv"]

    @pytest.mark.parametrize("lang", ["en", "id"])
    def test_a_summary_shows_the_spread_and_what_is_weakest(self, smartscore: Run, lang: str) -> None:
        rows = [[f"R{n}", "2026", "x", str(n), *[""] * 5] for n in range(5)]
        ran = smartscore("batch", write(ROW, *rows), "-q", "small", "-f", "markdown", "--summary", "--lang", lang)
        assert ran.code == 0
        assert ("Summary of 6 results" if lang == "en" else "Ringkasan 6 hasil") in ran.out
        assert "| 3 Level 3 | 1 | 17" in ran.out
        assert "R0, R1, R2, R3, R4" in ran.out

    def test_what_is_hardly_known_weighs_in_no_mean_and_comes_last(self, smartscore: Run) -> None:
        """One answer of six would be 100 of 100."""
        little = ["Alor", "2026", "x", "5", *[""] * 5]
        command = ["batch", write(little, ROW, ["Ende", *ROW[1:]]), "-q", "small", "--lang", "en"]
        ran = smartscore(*command, "--summary", "-f", "markdown")
        assert f"Mean index of the 2 with a level: {float(INDEX):.1f}" in ran.out
        (first, *_, last) = csv.DictReader(io.StringIO(smartscore(*command, "-f", "csv", "--sort", "index").out))
        assert (first["index"], last["index"], last["level"]) == (INDEX, "100.000000", "")

    def test_a_share_of_a_summary_is_neither_all_nor_nothing_where_it_only_nearly_is(self, smartscore: Run) -> None:
        rows = [[f"R{n}", "2026", "x", "5", "5", "3000", "yes", "plan budget", "open"] for n in range(299)]
        last = ["R", "2026", "x", "0", "0", "0", "no", "0", "none"]
        ran = smartscore("batch", write(*rows, last), "-q", "small", "-f", "markdown", "--summary", "--lang", "id")
        assert "| 299 | 99,7 % |" in ran.out
        assert "| 1 | 0,3 % |" in ran.out
        assert "| 0 | 0 % |" in ran.out

    @pytest.mark.parametrize("lang", ["en", "id"])
    def test_a_summary_keeps_the_forms_apart(self, smartscore: Run, lang: str) -> None:
        """The full form says 60 and 40, the short one 100; 66.7 would be the mean of neither."""
        quick = dimension("office", level_question("officer", quick=True), level_question("backup"))
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(quick)), "utf-8")
        rows = [["A", "", "3", "3"], ["B", "", "2", "2"], ["C", "quick", "5", ""]]
        name = write(*rows, head=["region", "form", "officer", "backup"])
        ran = smartscore("batch", name, "-q", "small", "-f", "markdown", "--summary", "--lang", lang)
        summary = ran.out[ran.out.index("## ") :]
        full, short = summary.split("\n### ")[1:]
        assert full.startswith("Full form: 2 results" if lang == "en" else "Formulir lengkap: 2 hasil")
        assert short.startswith("Short form: one result" if lang == "en" else "Formulir singkat: 1 hasil")
        assert ("50.0" if lang == "en" else "50,0") in full.splitlines()[2]
        assert ("100.0" if lang == "en" else "100,0") in short.splitlines()[2]
        assert "66" not in summary
        assert ("#### Weakest areas" if lang == "en" else "#### Subdimensi terlemah") in summary

    def test_a_summary_of_short_forms_says_that_it_is_one(self, smartscore: Run) -> None:
        quick = dimension("office", level_question("officer", quick=True), level_question("backup"))
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(quick)), "utf-8")
        name = write(["C", "quick", "5"], head=["region", "form", "officer"])
        ran = smartscore("batch", name, "-q", "small", "-f", "markdown", "--summary", "--lang", "en")
        assert "### Short form: one result" in ran.out

    def test_a_mean_is_of_exact_numbers(self) -> None:
        """Three thirds of 100 are 100; three times 33.333333 are not. However many denominators there are."""
        tally = Tally()
        for pair in ((1, 3), None, (2, 6), (3, 9)):
            tally.add(pair)
        assert tally.mean == Fraction(100, 3)
        for n in range(1, 200):
            tally.add((1, n))
        assert tally.mean == (1 + sum(Fraction(1, n) for n in range(1, 200))) * 100 / 202
        assert len(tally.sums) < 100

    def test_a_summary_below_a_table_of_text_is_text(self, smartscore: Run) -> None:
        """Markdown is what was asked for with -f markdown only."""
        name = write(ROW, ["R", *ROW[1:]])
        for options in ([], ["-f", "csv"], ["-o", "table.txt"]):
            ran = smartscore("batch", name, "-q", "small", "--summary", "--lang", "en", *options)
            told = Path("table.txt").read_text("utf-8") if "table.txt" in options else ran.out + ran.err
            assert "Summary of 2 results" in told
            assert "Weakest areas" in told
            assert not re.search(r"^#|\|", told, re.MULTILINE)

    def test_the_summary_of_a_table_for_programs_stands_on_standard_error(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(ROW), "-q", "small", "-f", "csv", "--summary", "--lang", "en")
        assert "Summary of one result" in ran.err
        assert len(ran.out.splitlines()) == 2


class TestCache:
    def test_a_cached_plan_gives_the_same_rows(self, smartscore: Run) -> None:
        name = write(ROW)
        first, second = scored(smartscore, name), scored(smartscore, name)
        assert first == second == scored(smartscore, name, "--no-cache")

    def test_a_changed_questionnaire_is_compiled_anew(self, smartscore: Run) -> None:
        name = write(ROW)
        assert scored(smartscore, name)[0]["office"] == INDEX
        data = questionnaire_data({**QUESTIONS, "id": "bureau"})
        Path("small", "questionnaire.yaml").write_text(yaml_text(data), "utf-8")
        assert scored(smartscore, name)[0]["bureau"] == INDEX

    def test_an_unreadable_cache_is_ignored(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache").resolve()))
        name = write(ROW)
        scored(smartscore, name)
        (kept,) = Path("cache", "smartscore").glob("*.plan")
        for content in (b"", b"nonsense", kept.read_bytes()[:-9]):
            kept.write_bytes(content)
            assert scored(smartscore, name)[0]["index"] == INDEX

    def test_no_cache_writes_nothing(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache").resolve()))
        scored(smartscore, write(ROW), "--no-cache")
        assert not Path("cache").exists()


class TestWorkbooks:
    @pytest.fixture(autouse=True)
    def extra(self) -> None:
        pytest.importorskip("xlsxwriter")
        pytest.importorskip("python_calamine")

    def book(self, *rows: list[Any], head: list[str] = HEAD) -> str:
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
            page = book.add_worksheet()
            for number, row in enumerate([head, *rows]):
                for place, cell in enumerate(row):
                    page.write(number, place, cell)
        return "answers.xlsx"

    def test_numbers_truth_values_and_text_are_answers(self, smartscore: Run) -> None:
        row = ["Alor", 2026, "Diskominfo", 3.0, "2 L2", 25.5, True, "plan", "open"]
        (found,) = scored(smartscore, self.book(row))
        assert (found["period"], found["index"], found["row"]) == ("2026", INDEX, "2")

    def test_rows_are_counted_as_excel_counts_them(self, smartscore: Run) -> None:
        """An empty row before the head counts too."""
        row = ["Alor", 2026, "x", 3, *[""] * 5]
        (found,) = scored(smartscore, self.book(HEAD, row, head=["" for _ in HEAD]))
        assert found["row"] == "3"

    def test_columns_are_named_as_excel_names_them(self, smartscore: Run) -> None:
        """Nothing stands in column A, so the second question stands in F."""
        err = complaints(smartscore, self.book(["", *ROW[:4], "9", *ROW[5:]], head=["", *HEAD]))
        assert "answers.xlsx:2: F (backup): there is no level “9”" in err

    def test_a_broken_number_or_a_date_is_no_level(self, smartscore: Run) -> None:
        from datetime import date

        err = complaints(smartscore, self.book([*ROW[:3], 2.5, *ROW[4:]], [*ROW[:3], date(2026, 3, 1), *ROW[4:]]))
        assert "answers.xlsx:2: D (officer): there is no level “2.5”" in err
        assert "answers.xlsx:3: D (officer): “2026-03-01” is a date" in err

    def test_a_formula_without_a_value_is_no_answer(self, smartscore: Run) -> None:
        """What Excel had computed stands in the file; xlsxwriter writes 0 unless told."""
        (row,) = scored(smartscore, self.book([*ROW[:3], "=1+1", *ROW[4:]]))
        assert row["coverage"] == "1.000000"

    def test_a_bomb_is_refused_before_it_is_unpacked(self, smartscore: Run) -> None:
        with zipfile.ZipFile("bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0")
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
        assert "would unpack to 60 MB" in complaints(smartscore, "bomb.xlsx")

    def test_a_bomb_that_lies_about_its_size_is_refused_too(self, smartscore: Run) -> None:
        """Its sheet says that it is 100 bytes long, and is 60 megabytes."""
        self.book(ROW)
        with zipfile.ZipFile("answers.xlsx") as book, zipfile.ZipFile("bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
            for name in book.namelist():
                more = b" " * (60 * 1024 * 1024) if name.endswith("sheet1.xml") else b""
                bomb.writestr(name, book.read(name) + more)
            size = bomb.getinfo("xl/worksheets/sheet1.xml").file_size
        content = Path("bomb.xlsx").read_bytes()
        assert content.count(size.to_bytes(4, "little")) == 2
        Path("bomb.xlsx").write_bytes(content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
        assert "bomb.xlsx: this workbook cannot be read" in complaints(smartscore, "bomb.xlsx")

    @given(st.integers(1, 16_384), st.integers(1, 1_048_576))
    def test_no_cell_is_too_far_that_a_quick_look_takes_for_near(self, column: int, row: int) -> None:
        """What lies within the quick look's bounds never makes too many cells, wherever the others lie there."""
        near = _FAR.search(f'<c r="{column_letters(column - 1)}{row}"'.encode()) is None
        assert near == (column <= 702 and row < 28_000)
        assert MOST_CELLS >= 702 * 27_999

    def test_a_cell_far_from_all_others_is_refused(self, smartscore: Run) -> None:
        """The reader would make room for 17 thousand million cells."""
        import xlsxwriter

        with xlsxwriter.Workbook("far.xlsx") as book:
            page = book.add_worksheet()
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, ROW)
            page.write(1048575, 16383, "x")
        err = complaints(smartscore, "far.xlsx")
        assert err.startswith("far.xlsx: this workbook has a cell far from all others (XFD1048576). Delete")

    def test_what_a_formula_came_to_is_what_counts(self, smartscore: Run) -> None:
        """=1+2 is 3; an empty text is no answer, so the row has five of six; an error is none, and no missing one."""
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx") as book:
            page = book.add_worksheet()
            for number, value in enumerate([3, "#DIV/0!", "", "2 L2"], 1):
                page.write_row(number, 0, ROW)
                page.write_formula(number, 3, "=1+2", None, value)
            page.write_row(0, 0, HEAD)
            book.add_worksheet("second").write_formula(2, 3, "=1/0", None, "#N/A")
        ran = smartscore("batch", "answers.xlsx", "-q", "small", "-f", "csv", "--lang", "en")
        rows = list(csv.DictReader(io.StringIO(ran.out)))
        assert [row["coverage"] for row in rows] == ["1.000000", "0.833333", "1.000000"]
        assert rows[0]["index"] == INDEX
        assert "answers.xlsx:3: D (officer): there is no level “#DIV/0!”" in ran.err

    def test_a_zip_that_is_no_workbook_is_refused(self, smartscore: Run) -> None:
        with zipfile.ZipFile("a.xlsx", "w") as archive:
            archive.writestr("xl/workbook.xml", b"0")
        assert "cannot be read" in complaints(smartscore, "a.xlsx")

    def test_results_are_written_as_a_workbook(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(["=1+1", *ROW[1:]]), "-q", "small", "-o", "out.xlsx", "--lang", "en")
        assert ran.code == 0
        import python_calamine

        head, row = python_calamine.CalamineWorkbook.from_path("out.xlsx").get_sheet_by_index(0).to_python()
        found = dict(zip(head, row, strict=True))
        assert (found["region"], found["index"], found["level"], found["provisional"]) == ("=1+1", 65, 3, "no")

    @pytest.mark.parametrize(("lang", "page"), [("en", "Summary"), ("id", "Ringkasan")])
    def test_a_summary_is_the_second_sheet_of_a_workbook(self, smartscore: Run, lang: str, page: str) -> None:
        """One of 300 is 0.3 %: numbers are kept as they are, and shown with as many places as in Markdown."""
        rows = [[f"R{n}", "2026", "x", "5", "5", "3000", "yes", "plan budget", "open"] for n in range(299)]
        name = write(*rows, ["=1+1", "2026", "x", "0", *[""] * 5])
        options = ["-q", "small", "--summary", "--lang", lang]
        assert smartscore("batch", name, "-o", "out.xlsx", *options).code == 0
        import python_calamine

        book = python_calamine.CalamineWorkbook.from_path("out.xlsx")
        assert book.sheet_names[1:] == [page]
        assert len(book.get_sheet_by_index(0).to_python()) == 301
        cells = book.get_sheet_by_index(1).to_python()
        assert cells[0][0] == ("Summary of 300 results" if lang == "en" else "Ringkasan 300 hasil")
        spread = {line[0]: line[1:] for line in cells}
        assert spread["5 Level 5"] == [299, 299 / 300]
        assert spread["Level" if lang == "en" else "Tingkat"][0] == ("Results" if lang == "en" else "Hasil")
        markdown = smartscore("batch", name, "-f", "markdown", *options).out
        words = [text for line in cells for text in line if isinstance(text, str) and text]
        assert [text for text in words if escape(text) not in markdown] == []
        assert any("=1+1" in text for text in words)

    def test_a_region_in_a_summary_is_no_markup(self, smartscore: Run) -> None:
        name = write(["<b>R</b>", "2026", "x", "0", *[""] * 5])
        ran = smartscore("batch", name, "-q", "small", "-f", "markdown", "--summary", "--lang", "en")
        assert ran.out.splitlines()[-1].endswith(r"\<b\>R\</b\>")

    def test_a_workbook_without_a_summary_has_one_sheet_and_both_are_told_for_results(self, smartscore: Run) -> None:
        import python_calamine

        for number, options in enumerate(([], ["--summary"]), 1):
            smartscore("batch", write(ROW), "-q", "small", "-o", "out.xlsx", "--lang", "en", *options)
            assert len(python_calamine.CalamineWorkbook.from_path("out.xlsx").sheet_names) == number
            assert "out.xlsx: these are results of `smartscore batch`" in complaints(smartscore, "out.xlsx")

    def test_so_are_provisional_ones(self, smartscore: Run) -> None:
        """Five of six answers are 83 %, below the mark of 85 %."""
        assert smartscore("batch", write([*ROW[:8], ""]), "-q", "small", "-o", "out.xlsx", "--lang", "en").code == 0
        import python_calamine

        head, row = python_calamine.CalamineWorkbook.from_path("out.xlsx").get_sheet_by_index(0).to_python()
        assert dict(zip(head, row, strict=True))["provisional"] == "yes"

    @pytest.mark.parametrize(("code", "value"), [("0%", 0.25), ("0.0%", 0.25), ('0" x"%', 0.25), ("0.00%", 0.1 + 0.15)])
    def test_a_percentage_is_the_number_that_is_shown(self, smartscore: Run, code: str, value: float) -> None:
        """Excel keeps 25 % as 0.25; the row below has the number alone, and 0.25 of it is a quarter of a per cent."""
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx") as book:
            page = book.add_worksheet()
            for number, row in enumerate([HEAD, ROW, ROW, ROW]):
                page.write_row(number, 0, row)
            page.write_number(1, 5, value, book.add_format({"num_format": code}))
            page.write_number(2, 5, 25, book.add_format({"num_format": '0" %"'}))
            page.write_number(3, 5, 0.25)
        rows = scored(smartscore, "answers.xlsx")
        assert [row["index"] for row in rows] == [INDEX, INDEX, "58.333333"]

    def test_a_percentage_is_no_level(self, smartscore: Run) -> None:
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx") as book:
            page = book.add_worksheet()
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, ROW)
            page.write_number(1, 3, 3, book.add_format({"num_format": "0%"}))
        assert "answers.xlsx:2: D (officer): there is no level “300%”" in complaints(smartscore, "answers.xlsx")

    @pytest.mark.parametrize(
        ("part", "old", "new"),
        [
            ("xl/worksheets/sheet1.xml", b'<c r="F2" ', b"<c "),
            ("xl/workbook.xml", b"r:id=", b"r:id ="),
        ],
        ids=["a cell without its place", "a sheet without its part"],
    )
    def test_percentages_that_cannot_be_told_are_refused(
        self, smartscore: Run, part: str, old: bytes, new: bytes
    ) -> None:
        """A number that is a hundred times too small would be worse."""
        self.percent()
        changed("answers.xlsx", part, old, new)
        ran = smartscore("batch", "answers.xlsx", "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, ran.out) == (1, "")

    def percent(self) -> None:
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx") as book:
            page = book.add_worksheet()
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, ROW)
            page.write_number(1, 5, 0.25, book.add_format({"num_format": "0%"}))

    def test_names_of_parts_may_have_a_prefix(self, smartscore: Run) -> None:
        self.percent()
        changed("answers.xlsx", "xl/worksheets/sheet1.xml", b'<c r="F2" s="1"><v>0.25</v></c>', PREFIXED)
        changed("answers.xlsx", "xl/worksheets/sheet1.xml", b"<worksheet ", b'<worksheet xmlns:x="%s" ' % MAIN)
        assert scored(smartscore, "answers.xlsx")[0]["index"] == INDEX

    def test_the_plain_style_may_be_a_percentage(self, smartscore: Run) -> None:
        """A cell without a style has the first."""
        self.percent()
        changed("answers.xlsx", "xl/worksheets/sheet1.xml", b' s="1"', b"")
        changed("answers.xlsx", "xl/styles.xml", b'<cellXfs count="2"><xf numFmtId="0"', b'<cellXfs><xf numFmtId="9"')
        assert scored(smartscore, "answers.xlsx")[0]["index"] == INDEX

    def test_other_kinds_of_workbooks_are_refused(self, smartscore: Run) -> None:
        """Which of their numbers are percentages is not known."""
        for name in ("content.xml", "xl/workbook.bin"):
            with zipfile.ZipFile("a.xlsx", "w") as archive:
                archive.writestr(name, b"x")
            assert "a.xlsx: only .xlsx workbooks are read." in complaints(smartscore, "a.xlsx")

    def sheets(self, *states: str) -> str:
        """Write a workbook whose sheets are visible, hidden, or empty and visible; the respondent is the sheet."""
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx") as book:
            for number, state in enumerate(states, 1):
                page = book.add_worksheet(f"S{number}")
                for line, row in enumerate([HEAD, [*ROW[:2], f"S{number}", *ROW[3:]]] if state != "empty" else []):
                    page.write_row(line, 0, row)
                if state == "hidden":
                    page.hide()
                elif state == "very hidden":
                    page.very_hidden()
                else:
                    page.activate()
                    page.set_first_sheet()
        return "answers.xlsx"

    @pytest.mark.parametrize("state", ["hidden", "very hidden"])
    def test_a_hidden_sheet_is_not_read(self, smartscore: Run, state: str) -> None:
        (row,) = scored(smartscore, self.sheets(state, "visible"))
        assert row["respondent"] == "S2"

    def test_it_is_said_which_sheet_was_read_and_which_were_not(self, smartscore: Run) -> None:
        name = self.sheets("visible", "empty", "visible", "hidden")
        ran = smartscore("batch", name, "-q", "small", "-f", "csv", "--lang", "en")
        assert ran.err.splitlines() == [
            "answers.xlsx: the sheet “S1” was read; these were not: S3, S4",
            "1 row scored.",
        ]

    def test_it_is_said_of_a_sheet_without_questions_too(self, smartscore: Run) -> None:
        """The first sheet is often one that says how to fill in the others."""
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx") as book:
            book.add_worksheet("Guide").write_row(0, 0, ["How to", "fill in"])
            book.add_worksheet("Data").write_row(0, 0, HEAD)
        err = complaints(smartscore, "answers.xlsx")
        assert "answers.xlsx: the sheet “Guide” was read; this one was not: Data" in err

    COVERS = (["Kata pengantar"], ["Daerah", "Isi"], [], ["oficer"])

    @pytest.mark.parametrize("cover", COVERS)
    @pytest.mark.parametrize("head", [HEAD, ["daerah", "1. HOW IS OFFICER"], ["region", "question", "level"]])
    @pytest.mark.parametrize("piped", [False, True])
    def test_a_later_sheet_with_questions_is_named(
        self, smartscore: Run, cover: list[str], head: list[str], *, piped: bool
    ) -> None:
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx") as book:
            book.add_worksheet("Sampul").write_row(0, 0, cover)
            book.add_worksheet("Petunjuk").write_row(0, 0, ["Isi dengan jujur"])
            book.add_worksheet("Data").write_row(0, 0, head)
        told = {
            "en": "the sheet “Sampul” has no column that is a question; the sheet “Data” has. Move “Data” to the front",
            "id": "lembar “Sampul” tidak punya kolom pertanyaan, lembar “Data” punya. Pindahkan “Data” ke paling depan",
        }
        for lang, text in told.items():
            content = Path("answers.xlsx").read_bytes() if piped else b""
            name = "-" if piped else "answers.xlsx"
            ran = smartscore("batch", name, "-q", "small", "--lang", lang, stdin=content)
            assert (ran.code, text in ran.err) == (1, True)

    def test_a_later_sheet_that_is_damaged_is_not_named(self, smartscore: Run) -> None:
        """Nobody asked for it."""
        import xlsxwriter

        with xlsxwriter.Workbook("answers.xlsx") as book:
            for title in ("Sampul", "Data"):
                book.add_worksheet(title).write_row(0, 0, ["a", 1])
        changed("answers.xlsx", "xl/worksheets/sheet2.xml", b'<c r="B1">', b'<c r="B1" t="zz">')
        err = complaints(smartscore, "answers.xlsx")
        assert "no column is a question of small" in err

    @pytest.mark.parametrize("state", ["empty", "hidden"])
    def test_no_sheet_is_named_that_has_none_or_is_hidden(self, smartscore: Run, state: str) -> None:
        err = complaints(smartscore, self.sheets("empty", state))
        assert "the table has no head" in err
        assert "to the front" not in err

    def test_one_sheet_with_anything_needs_no_word(self, smartscore: Run) -> None:
        ran = smartscore("batch", self.sheets("visible", "empty"), "-q", "small", "-f", "csv", "--lang", "en")
        assert "was read" not in ran.err


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PREFIXED = b'<x:c r="F2" s="1"><x:v>0.25</x:v></x:c>'


def changed(name: str, part: str, old: bytes, new: bytes) -> None:
    """Replace something in one part of a workbook."""
    with zipfile.ZipFile(name) as book:
        parts = {each: book.read(each) for each in book.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(name, "w") as book:
        for each, content in parts.items():
            book.writestr(each, content)


class TestParquet:
    @pytest.fixture(autouse=True)
    def extra(self) -> None:
        pytest.importorskip("duckdb")

    def table(self, levels: str) -> str:
        import duckdb

        duckdb.sql(f"SELECT 'Alor' AS region, {levels} AS officer").write_parquet("answers.parquet")  # a test
        return "answers.parquet"

    def test_a_whole_float_is_a_level(self, smartscore: Run) -> None:
        assert scored(smartscore, self.table("2.0::DOUBLE"))[0]["index"] == "40.000000"

    @pytest.mark.parametrize("levels", ["2::TINYINT", "2.00::DECIMAL(5, 2)", "'2'"])
    def test_a_level_may_have_any_type_that_holds_it(self, smartscore: Run, levels: str) -> None:
        assert scored(smartscore, self.table(levels))[0]["index"] == "40.000000"

    @pytest.mark.parametrize(
        ("levels", "text"),
        [("'inf'::DOUBLE", "inf"), ("'nan'", "nan"), ("[1, 2]", "[1, 2]"), ("true", "true")],
    )
    def test_other_types_are_no_level(self, smartscore: Run, levels: str, text: str) -> None:
        assert f"there is no level “{text}”" in complaints(smartscore, self.table(levels))

    @pytest.mark.parametrize("kind", ["DOUBLE", "FLOAT"])
    def test_a_number_that_is_none_is_missing(self, smartscore: Run, kind: str) -> None:
        """So pandas writes an empty cell of a column of numbers."""
        (row,) = scored(smartscore, self.table(f"3 AS backup, 'nan'::{kind}"))
        assert (row["index"], row["coverage"]) == ("60.000000", "0.166667")

    @pytest.mark.parametrize(
        "items",
        ["['budget', 'plan']", "['A budget', NULL, 'a plan']", "['budget', 'plan']::VARCHAR[2]"],
    )
    def test_a_list_of_texts_is_a_checklist(self, smartscore: Run, items: str) -> None:
        papers = scored(smartscore, self.table(f"{items} AS papers, 3"))
        assert papers == scored(smartscore, self.table("'plan budget' AS papers, 3"))
        assert papers != scored(smartscore, self.table("3"))

    @pytest.mark.parametrize("nothing", ["[]::VARCHAR[]", "[NULL]::VARCHAR[]", "NULL::VARCHAR[]"])
    def test_an_empty_list_is_missing(self, smartscore: Run, nothing: str) -> None:
        assert scored(smartscore, self.table(f"{nothing} AS papers, 3")) == scored(smartscore, self.table("3"))

    def test_an_item_that_is_no_criterion_is_named(self, smartscore: Run) -> None:
        err = complaints(smartscore, self.table("['plan', 'toilet'] AS papers, 3"))
        assert "there is no criterion “toilet”" in err

    def test_a_broken_float_is_none(self, smartscore: Run) -> None:
        err = complaints(smartscore, self.table("2.5::DOUBLE"))
        assert "answers.parquet:1: B (officer): there is no level “2.5”" in err

    @pytest.mark.parametrize("options", [[], ["--jobs", "2"], ["--join", "region"]])
    @pytest.mark.parametrize("long", [False, True])
    def test_empty_rows_are_passed_over(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, options: list[str], *, long: bool
    ) -> None:
        """As those of other tables; in blocks, by other processes and in long tables."""
        import duckdb

        from smartscore.cli import wide_rows

        monkeypatch.setattr(wide_rows, "LARGE", 0)
        nothing = "(NULL, NULL, NULL, NULL), ('', ' ', NULL, '')"
        rows = f"(VALUES ('Alor', 'officer', '2', NULL), {nothing}, ('Ende', 'officer', '3', NULL))"
        head = "region, question, answer, note" if long else "region, note, officer, backup"
        duckdb.sql(f"FROM {rows} t({head})").write_parquet("answers.parquet")
        for _ in range(2):
            found = scored(smartscore, "answers.parquet", *options)
            assert [(row["region"], row["index"]) for row in found] == [("Alor", "40.000000"), ("Ende", "60.000000")]
            monkeypatch.setattr(wide_rows, "WORTH_BLOCKS", 0)

    def test_results_are_written_as_parquet(self, smartscore: Run) -> None:
        assert smartscore("batch", write(ROW), "-q", "small", "-o", "out.parquet", "--lang", "en").code == 0
        import duckdb

        found = duckdb.sql("SELECT region, index, level FROM 'out.parquet'").fetchall()
        assert [(region, str(index), level) for region, index, level in found] == [("Alor", INDEX, 3)]

    def test_what_is_no_parquet_is_refused(self, smartscore: Run) -> None:
        Path("a.parquet").write_bytes(b"PAR1nonsense")
        assert "cannot be read" in complaints(smartscore, "a.parquet")


class TestFolders:
    def tables(self) -> None:
        """Two tables in a folder, one in a folder below it, and what Excel leaves beside one that is open."""
        Path("round", "more").mkdir(parents=True)
        for name, region in (("b.csv", "Ende"), ("a.CSV", "Alor"), ("more/c.csv", "Sikka"), (".hidden.csv", "X")):
            Path(write([region, *ROW[1:]])).rename(Path("round", name))
        Path("round", "~$a.xlsx").write_bytes(b"lock")
        Path("round", "notes.docx").write_bytes(b"PK")

    def test_the_tables_of_a_folder_are_scored(self, smartscore: Run) -> None:
        self.tables()
        assert [row["region"] for row in scored(smartscore, "round")] == ["Alor", "Ende", "Sikka"]

    def test_what_is_passed_over_in_it_is_told(self, smartscore: Run) -> None:
        """By its ending; not what programs leave there, nor what belongs to a sheet."""
        self.tables()
        told = "round: one file in it ends like neither an answer sheet nor a table and was passed over: .docx (1)."
        command = ["batch", "round", "-q", "small", "--lang", "en", "-o", "round/out.md"]
        for _ in range(2):
            assert told in smartscore(*command).err
        for name in ("a.PDF", "b.pdf", "more/c.yaml", "README", "a.answers.yaml.journal", "a.answers.yaml.lock"):
            Path("round", name).write_text("x", "utf-8")
        ran = smartscore(*command)
        assert "and were passed over: without an ending (1), .docx (1), .pdf (2), .yaml (1)." in ran.err
        assert "round: 5 files" in ran.err
        assert "passed over" not in smartscore(*command, "--quiet").err

    def test_so_it_is_where_nothing_else_is_there(self, smartscore: Run) -> None:
        Path("round").mkdir()
        Path("round", "a.pdf").write_bytes(b"%PDF")
        ran = smartscore("batch", "round", "-q", "small", "--lang", "id")
        assert (ran.code, ".pdf (1)" in ran.err, "dilewati" in ran.err) == (2, True, True)

    def test_what_is_written_there_is_no_input(self, smartscore: Run) -> None:
        self.tables()
        command = ["batch", "round", "-q", "small", "--lang", "en", "-o", "round/out.csv", "--rejects", "round/no.csv"]
        for _ in range(2):
            assert smartscore(*command).code == 0
        assert len(Path("round/out.csv").read_text("utf-8").splitlines()) == 4

    def test_earlier_results_in_it_are_told_as_that(self, smartscore: Run) -> None:
        self.tables()
        assert smartscore("batch", "round", "-q", "small", "--excel", "-o", "round/old.csv").code == 0
        told = "old.csv: these are results of `smartscore batch`, not answers. Name the table"
        assert told in complaints(smartscore, "round")

    @pytest.mark.parametrize("kind", ["csv", "json", "ndjson", "xlsx", "parquet"])
    @pytest.mark.parametrize("rows", [1, 3])
    def test_results_are_told_as_that_in_every_format(self, smartscore: Run, kind: str, rows: int) -> None:
        """In one line, however many there are."""
        for module in {"xlsx": ["xlsxwriter", "python_calamine"], "parquet": ["duckdb"]}.get(kind, []):
            pytest.importorskip(module)
        assert smartscore("batch", write(*[ROW] * rows), "-q", "small", "-f", kind, "-o", f"old.{kind}").code == 0
        told = f"old.{kind}: these are results of `smartscore batch`, not answers. Name the table"
        first, last = complaints(smartscore, f"old.{kind}").splitlines()
        assert (first.startswith(told), last.startswith("1 of 1 ")) == (True, True)

    @pytest.mark.parametrize("language", ["en", "id"])
    @pytest.mark.parametrize("options", [[], ["--summary"], ["--areas"]])
    @pytest.mark.parametrize("kind", ["markdown", "table"])
    def test_so_are_those_for_people(self, smartscore: Run, kind: str, options: list[str], language: str) -> None:
        results = smartscore("batch", write(ROW), "-q", "small", "-f", kind, "--lang", language, *options).out
        for command in (["batch", "-"], ["check", "-"], ["report", "-"]):
            ran = smartscore(*command, "--lang", "en", stdin=results)
            assert "<stdin>: these are results of `smartscore batch`, not answers. Name the table" in ran.out + ran.err

    @pytest.mark.parametrize("kind", ["markdown", "table"])
    def test_so_are_those_that_could_be_a_table_with_commas(self, smartscore: Run, kind: str) -> None:
        results = smartscore("batch", write(ROW), "-q", "small", "-f", kind, "--lang", "en").out
        told = smartscore("batch", "-", "--lang", "en", stdin=results.replace("Office", "A, B, C", 1)).err
        assert told.startswith("<stdin>: these are results of `smartscore batch`, not answers. Name the table")

    @pytest.mark.parametrize("language", ["en", "id"])
    def test_and_a_report_is_told_as_that(self, smartscore: Run, language: str) -> None:
        report = smartscore("report", "example:manggarai-2021", "-f", "markdown", "--lang", language).out
        told = smartscore("batch", "-", "--lang", "en", stdin=report).err
        assert told.startswith("<stdin>: this is a result of `smartscore report`, not an answer sheet.")

    @pytest.mark.parametrize(
        "text", ["# Readiness report\nformat: [", "| region | index |\n| --- | --- |", "Region Period"]
    )
    def test_what_only_looks_like_it_is_told_its_own_fault(self, smartscore: Run, text: str) -> None:
        assert "result" not in smartscore("batch", "-", "--lang", "en", stdin=text).err

    def test_results_on_standard_input_are_told_too(self, smartscore: Run) -> None:
        results = smartscore("batch", write(ROW, ROW), "-q", "small", "-f", "ndjson").out
        told = smartscore("batch", "-", "-q", "small", "--lang", "en", stdin=results).err
        assert told.startswith("<stdin>: these are results of `smartscore batch`")

    @pytest.mark.parametrize("options", [[], ["--excel"]])
    def test_rejected_rows_are_told_as_that(self, smartscore: Run, options: list[str]) -> None:
        smartscore("batch", write([*ROW[:3], "9", *ROW[4:]]), "-q", "small", "--rejects", "no.csv", *options)
        told = "no.csv: these are rows that `smartscore batch` rejected, with the reasons, not answers. Mend the rows"
        assert complaints(smartscore, "no.csv").startswith(told)

    @pytest.mark.parametrize("command", ["batch", "report", "check"])
    def test_a_report_as_json_is_told_as_that(self, smartscore: Run, command: str) -> None:
        name = sheet("a", {"officer": 3}, region="Ngada")
        assert smartscore("report", name, "-q", "small", "-f", "json", "-o", "a.json").code == 0
        told = smartscore(command, "a.json", "-q", "small", "--lang", "en")
        assert "this is a result of `smartscore report`, not an answer sheet." in told.err + told.out

    def test_workbooks_of_an_older_excel_in_it_are_told(self, smartscore: Run) -> None:
        self.tables()
        Path("round", "d.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        assert "d.xls: this is a file of an older Excel" in complaints(smartscore, "round")

    def test_beside_sheets_tables_are_not_read_and_it_is_said(self, smartscore: Run) -> None:
        """Results of earlier runs often lie there."""
        self.tables()
        Path(sheet("a", {"officer": 3}, region="Ngada")).rename(Path("round", "a.answers.yaml"))
        ran = smartscore("batch", "round", "-q", "small", "-f", "csv", "--lang", "en")
        assert [row["region"] for row in csv.DictReader(io.StringIO(ran.out))] == ["Ngada"]
        assert "round: 3 tables in it were not read, since it holds answer sheets." in ran.err

    def test_a_folder_without_either_is_told(self, smartscore: Run) -> None:
        Path("round").mkdir()
        ran = smartscore("batch", "round", "-q", "small", "--lang", "en")
        assert (ran.code, "no answer sheet and no table was found in: round." in ran.err) == (2, True)

    def test_merge_takes_the_sheets_only(self, smartscore: Run) -> None:
        self.tables()
        ran = smartscore("merge", "round", "-o", "a.answers.yaml", "--lang", "en")
        assert (ran.code, "no answer sheet was found in: round." in ran.err) == (2, True)


class TestFilesOfOtherPrograms:
    """Each is told in one sentence, with what to do instead; for a table no extra is needed to say so."""

    CONTENTS = (
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an older Excel or Word"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "this is a PDF"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "this is a picture"),
        ("a.rtf", rb"{\rtf1\ansi hello;}", "this is a text document"),
        ("b.xls", b"\xef\xbb\xbf<HTML><table><tr><td>region;x</td></tr></table></HTML>", "this is a web page"),
    )
    PARTS = (
        ("a.docx", "word/document.xml", "this is a text document"),
        ("a.pptx", "ppt/presentation.xml", "these are slides"),
        ("a.xlsb", "xl/workbook.bin", "only .xlsx workbooks are read"),
        ("a.ods", "content.xml", "only .xlsx workbooks are read"),
        ("a.zip", "answers.csv", "this is a packed folder"),
    )

    @pytest.mark.parametrize(("name", "content", "told"), CONTENTS)
    @pytest.mark.parametrize("command", [["batch", "-q", "small"], ["report"], ["check"]])
    def test_by_its_first_bytes(
        self, smartscore: Run, name: str, content: bytes, told: str, command: list[str]
    ) -> None:
        Path(name).write_bytes(content)
        ran = smartscore(*command, name, "--lang", "en")
        assert (ran.code in (1, 2), told in ran.err + ran.out) == (True, True)

    @pytest.mark.parametrize(("name", "part", "told"), PARTS)
    def test_by_what_is_packed_in_it(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, name: str, part: str, told: str
    ) -> None:
        monkeypatch.setitem(sys.modules, "python_calamine", None)
        with zipfile.ZipFile(name, "w") as archive:
            archive.writestr(part, "<x/>")
        for command in ("batch", "report"):
            assert told in smartscore(command, name, "-q", "small", "--lang", "en").err

    def test_a_text_of_open_document_is_no_workbook(self, smartscore: Run) -> None:
        with zipfile.ZipFile("a.odt", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", "<x/>")
        assert "this is a text document" in complaints(smartscore, "a.odt")

    def test_a_workbook_is_no_sheet(self, smartscore: Run) -> None:
        pytest.importorskip("xlsxwriter")
        assert smartscore("questionnaires", "blank", "-o", "a.xlsx").code == 0
        ran = smartscore("report", "a.xlsx", "--lang", "en")
        assert (ran.code, "Workbooks are scored by: smartscore batch" in ran.err) == (2, True)

    TABLES = (
        ("a.csv", b"region,period,officer\nAlor,2026,3\n"),
        ("blank.csv", b"region;period;officer\r\n"),
        ("b.txt", b"region;period;officer\nAlor;2026;3\n"),
        ("c.tsv", b"region\tperiod: x\tofficer\nAlor\t2026\t3\n"),
        ("d", b'"region","period, x","officer"\n"Alor","2026","3"\n'),
        ("e.csv", "daérah;officer\nAlor;3\n".encode("cp1252")),
        ("f.csv", "daérah;officer\nAlor;3\n".encode("utf-16")),
        ("g.csv", b"sep=;\nregion;officer\nAlor;3\n"),
        ("h.csv", b"\n\nregion;officer\nAlor;3\n"),
        ("large.csv", b"region;officer\n" + b"Alor;3\n" * 1_000_000),
        ("i.parquet", b"PAR1\x15\x04\x15\x00PAR1"),
        ("j", b"PAR1" + bytes(6_000_000)),
    )

    @pytest.mark.parametrize(("name", "content"), TABLES)
    @pytest.mark.parametrize("command", [["report"], ["check"], ["merge", "-o", "m.yaml"]])
    def test_a_table_is_no_sheet(self, smartscore: Run, name: str, content: bytes, command: list[str]) -> None:
        Path(name).write_bytes(content)
        ran = smartscore(*command, name, "--lang", "en")
        told = f"{name}: this is a table and no answer sheet. Tables are scored by: smartscore batch FILE"
        assert (ran.code in (1, 2), told in ran.err + ran.out) == (True, True)

    @pytest.mark.parametrize(
        "content",
        [
            b"just text\n",
            b"format: smartscore-answers/1, or so\nregion\n",
            b'"format": smartscore-answers/1; or so\nregion\n',
            b"{a, b\n",
            b"[a, b\n",
            b"# a, b\nregion\n",
        ],
    )
    def test_other_text_is_no_table(self, smartscore: Run, content: bytes) -> None:
        Path("a.answers.yaml").write_bytes(content)
        ran = smartscore("report", "a.answers.yaml", "--lang", "en")
        assert (ran.code, "this is a table" in ran.err) == (2, False)

    def test_a_line_of_sheets_is_no_table(self, smartscore: Run) -> None:
        Path("a.ndjson").write_text('{"format": "smartscore-answers/1"}\na, b: c: d\n{"x": 1}\n', "utf-8")
        err = smartscore("batch", "a.ndjson", "-q", "small", "--lang", "en").err
        assert ("this is a table" in err, "line 2 is not JSON" in err) == (False, True)


class TestMissingExtras:
    @pytest.mark.parametrize(("module", "extra"), [("python_calamine", "excel"), ("duckdb", "batch")])
    def test_a_missing_extra_is_one_line_with_the_cure(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, module: str, extra: str
    ) -> None:
        import sys

        monkeypatch.setitem(sys.modules, module, None)
        content = {"excel": b"PK\x03\x04", "batch": b"PAR1"}[extra]
        Path("a").write_bytes(content)
        ran = smartscore("batch", "a", "-q", "small", "--lang", "en")
        assert (ran.code, f'pip install "smartscore[{extra}]"' in ran.err) == (2, True)
        assert len(ran.err.splitlines()) == 1

    @pytest.mark.parametrize("lang", ["en", "id"])
    @pytest.mark.parametrize(("module", "extra"), [("python_calamine", "excel"), ("duckdb", "batch")])
    def test_among_others_only_that_input_is_rejected(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, module: str, extra: str, *, lang: str
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        Path("b").write_bytes({"excel": b"PK\x03\x04", "batch": b"PAR1"}[extra])
        arguments = ["b", write(ROW), "-q", "small", "-f", "csv", "--rejects", "r.csv", "--lang", lang]
        ran = smartscore("batch", *arguments)
        assert (ran.code, len(ran.out.splitlines())) == (1, 2)
        (told,) = [line for line in ran.err.splitlines() if line.startswith("b: ")]
        assert f'pip install "smartscore[{extra}]"' in told
        assert Path("r.csv").read_text("utf-8").splitlines()[1].startswith("b,")


class TestDoubles:
    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Remember two respondents; the others go to a temporary file."""
        from smartscore.cli import doubles

        monkeypatch.setattr(doubles, "MOST_REMEMBERED", 2)

    def told(self, smartscore: Run, *respondents: str) -> list[str]:
        ran = smartscore(
            "batch", write(*([*ROW[:2], name, *ROW[3:]] for name in respondents)), "-q", "small", "-f", "csv"
        )
        assert (ran.code, len(ran.out.splitlines())) == (0, len(respondents) + 1)
        return [line.split(": ", 1)[0] for line in ran.err.splitlines()[:-1]]

    def test_they_are_found_however_many_rows_there_are(self, smartscore: Run) -> None:
        """A and B are remembered, C and D are in the file."""
        assert self.told(smartscore, *"ABCDACDE") == ["answers.csv:6", "answers.csv:7", "answers.csv:8"]

    @pytest.mark.parametrize("kept", [2, 0], ids=["in memory", "in the file"])
    def test_they_are_found_in_other_files(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
        """A sheet counts as a row; the first of all is named."""
        from smartscore.cli import doubles

        monkeypatch.setattr(doubles, "MOST_REMEMBERED", kept)
        Path(write(ROW)).rename("first.csv")
        sheet("a", {"officer": 3}, region="Alor", period="2026", respondent="Diskominfo")
        ran = smartscore("batch", "first.csv", write(ROW), "a.answers.json", "-q", "small", "-f", "csv", "--lang", "en")
        who = "Alor / 2026 / Diskominfo: first.csv, row 2, is of the same respondent. Every one of them is scored."
        assert ran.err.splitlines()[:2] == [f"answers.csv:2: {who}", f"a.answers.json: {who}"]

    def test_a_sheet_is_named_where_it_is_the_first(self, smartscore: Run) -> None:
        sheet("a", {"officer": 3}, region="Alor", period="2026", respondent="Diskominfo")
        ran = smartscore("batch", "a.answers.json", write(ROW), "-q", "small", "-f", "csv", "--lang", "en")
        who = "Alor / 2026 / Diskominfo: a.answers.json is of the same respondent. Every one of them is scored."
        assert ran.err.splitlines()[0] == f"answers.csv:2: {who}"

    def test_all_of_them_are_listed_where_that_is_asked_for(self, smartscore: Run) -> None:
        """With both places; they are scored all the same, and nothing is rejected."""
        sheet("a", {"officer": 3}, region="Alor", period="2026", respondent="Dinkes")
        rows = [[*ROW[:2], name, *ROW[3:]] for name in ("Diskominfo", "Dinkes", *["Diskominfo"] * 20)]
        lists = ["--doubles", "d.csv", "--rejects", "r.csv"]
        ran = smartscore("batch", "a.answers.json", write(*rows), "-q", "small", "-f", "csv", "--lang", "en", *lists)
        assert (ran.code, len(ran.out.splitlines()), len(Path("r.csv").read_text("utf-8").splitlines())) == (0, 24, 1)
        first, second, *others = Path("d.csv").read_text("utf-8").splitlines()[1:]
        assert first == "answers.csv,3,Alor,2026,Dinkes,a.answers.json,"
        assert second == "answers.csv,4,Alor,2026,Diskominfo,answers.csv,2"
        assert len(others) == 19
        assert "... and 11 more rows of respondents that have one already. All of them: --doubles FILE" in ran.err
        assert "d.csv: these are respondents with several rows" in complaints(smartscore, "d.csv")

    def test_where_respondents_are_joined_there_are_none_to_list(self, smartscore: Run) -> None:
        ran = smartscore("batch", write(ROW), "-q", "small", "--join", "region", "--doubles", "d.csv", "--lang", "en")
        assert (ran.code, "--doubles would list none" in ran.err, Path("d.csv").exists()) == (2, True, False)

    @pytest.mark.parametrize("lists", [["--rejects", "x.csv", "--doubles", "x.csv"], ["--doubles", "-"]])
    def test_the_list_needs_a_place_of_its_own(self, smartscore: Run, lists: list[str]) -> None:
        ran = smartscore("batch", write(ROW), "-q", "small", "--lang", "en", *lists)
        assert (ran.code, "cannot both be written to" in ran.err) == (2, True)

    @pytest.mark.parametrize("lacking", ["the module", "the room"])
    def test_without_room_for_a_temporary_file_it_is_said_where_none_were_looked_for(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, lacking: str
    ) -> None:
        import sqlite3
        import sys

        if lacking == "the module":
            monkeypatch.setitem(sys.modules, "sqlite3", None)
        else:
            monkeypatch.setattr(sqlite3, "connect", full)
        name = write(*([*ROW[:2], name, *ROW[3:]] for name in "ABCCA"))
        ran = smartscore("batch", name, "-q", "small", "-f", "csv", "--lang", "en")
        assert ran.err.splitlines() == [
            "answers.csv:6: Alor / 2026 / A: row 2 is of the same respondent. Every one of them is scored.",
            "Rows of the same respondent were looked for among the first 2 respondents only.",
            "5 rows scored.",
        ]


def full(*_: object, **__: object) -> object:
    import sqlite3

    raise sqlite3.OperationalError("database or disk is full")
