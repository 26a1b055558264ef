"""The commands `answers show|set|clear`: one answer at a time, for scripts."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from conftest import Run, sheet_text

from smartscore.answers import Answer
from smartscore.files.journal import JournalFile
from smartscore.files.journal_line import Line, State
from smartscore.files.sheets import read_sheet, write_sheet
from smartscore.history import History

PLAN = "gov-policy-master-plan"
RECORDS = "liv-health-records"
STUNTING = "liv-health-stunting"
SHEET = "x.answers.yaml"

ANSWERS = f"""\
  {PLAN}: {{level: 2, note: "=note", by: [Health, Planning], evidence: [{{reference: Books}}]}}
  {RECORDS}: 61.5
  {STUNTING}: unknown
  gov-service-accessible: [step-free, two-way-call]
  bra-business-incentive: no
"""


@pytest.fixture(autouse=True)
def there() -> None:
    """Write a sheet laid out as the program does it."""
    Path("raw.yaml").write_text(sheet_text(ANSWERS, respondent="Team"), "utf-8")
    write_sheet(Path(SHEET), read_sheet("raw.yaml"))
    Path("raw.yaml").unlink()


def set_aside(*answers: tuple[str, int], by: str = "Ani") -> None:
    """Begin a sheet's journal in which answers were set aside."""
    whole = read_sheet(SHEET)
    text = Path(SHEET).read_text("utf-8")
    journal = JournalFile(Path(f"{SHEET}.journal"), None)
    before = State(text, whole, History())
    journal.begin(before)
    for name, level in answers:
        changed = whole.with_answer(name, Answer(level=level))
        journal.set_aside(Line.between(before, State(text, changed, History())), by)


class TestAside:
    def test_answers_that_came_after_a_take_over_are_shown_with_who_gave_them(self, smartscore: Run) -> None:
        set_aside((PLAN, 4), ("gov-service-standards", 3), (PLAN, 5))
        out = smartscore("answers", "show", SHEET, "--aside", "-f", "csv").out
        rows = [(row["question"], row["answer"], row["by"]) for row in csv.DictReader(io.StringIO(out))]
        assert rows == [(PLAN, "5", "Ani"), ("gov-service-standards", "3", "Ani")]
        out = smartscore("answers", "show", SHEET, PLAN, "--aside", "-f", "csv").out
        assert [row["question"] for row in csv.DictReader(io.StringIO(out))] == [PLAN]

    def test_what_the_sheet_says_too_is_not_among_them(self, smartscore: Run) -> None:
        set_aside(("gov-service-standards", 3))
        smartscore("answers", "set", SHEET, "gov-service-standards=3")
        ran = smartscore("answers", "show", SHEET, "--aside", "-f", "json", "--lang", "en")
        assert (ran.out, ran.err) == ("[]\n", f"No answers were set aside that differ from those in {SHEET}.\n")

    def test_the_interview_says_how_many_and_how_to_see_them(self, smartscore: Run) -> None:
        set_aside((PLAN, 4), ("gov-service-standards", 3))
        ran = smartscore(
            "assess", SHEET, "--no-input", "--set", "gov-service-standards=1", "--lang", "en", "--take-over"
        )
        assert "2 answers of Ani were set aside" in ran.err
        assert f"smartscore answers show {SHEET} --aside" in ran.err

    @pytest.mark.parametrize(
        ("ids", "left", "told"),
        [([], [], "2 answers that were set"), ([PLAN], ["gov-service-standards"], "1 answer that")],
    )
    def test_what_is_settled_can_be_dismissed(
        self, smartscore: Run, ids: list[str], left: list[str], told: str
    ) -> None:
        """For good: later answers begin the journal anew, and what was given can still be taken back."""
        smartscore("answers", "set", SHEET, f"{PLAN}=1")
        before = Path(SHEET).read_text("utf-8")
        set_aside((PLAN, 4), ("gov-service-standards", 3))
        ran = smartscore("answers", "dismiss", SHEET, *ids, "--lang", "en")
        assert (ran.code, ran.out, told in ran.err) == (0, "", True)
        assert Path(SHEET).read_text("utf-8") == before
        for _ in range(2):
            out = smartscore("answers", "show", SHEET, "--aside", "-f", "csv").out
            assert [row["question"] for row in csv.DictReader(io.StringIO(out))] == left
            smartscore("answers", "set", SHEET, "gov-service-online=3")
        assert ("set aside" in smartscore("assess", SHEET, "--lang", "en", stdin="q\n").err) == bool(left)

    def test_where_nothing_was_set_aside_nothing_is_dismissed(self, smartscore: Run) -> None:
        ran = smartscore("answers", "dismiss", SHEET, "--lang", "en")
        assert (ran.code, ran.err) == (0, f"No answers were set aside that differ from those in {SHEET}.\n")
        assert smartscore("answers", "dismiss", SHEET, "nothing", "--lang", "en").code == 2

    def test_the_notice_says_how_to_dismiss_them(self, smartscore: Run) -> None:
        set_aside((PLAN, 4))
        assert f"smartscore answers dismiss {SHEET}" in smartscore("assess", SHEET, "--lang", "en", stdin="q\n").err
        assert f"smartscore answers dismiss {SHEET}" in smartscore("assess", SHEET, "--lang", "id", stdin="q\n").err


class TestShow:
    def test_what_is_shown_is_not_written_over_the_sheet(self, smartscore: Run) -> None:
        Path("x.answers.json").write_text(before := Path(SHEET).read_text("utf-8"), "utf-8")
        ran = smartscore("answers", "show", "x.answers.json", "-o", "x.answers.json", "--lang", "en")
        assert (ran.code, Path("x.answers.json").read_text("utf-8")) == (2, before)
        assert ran.err.startswith("x.answers.json is one of the sheets that are read.")

    def test_the_table_says_answer_evidence_and_who(self, smartscore: Run) -> None:
        out = smartscore("answers", "show", SHEET, PLAN, RECORDS, STUNTING, "--lang", "id").out
        assert [re.sub(r"kurang \d+", "kurang ?", " ".join(line.split())) for line in out.splitlines()] == [
            "Pertanyaan Jawaban Bukti Oleh",
            f"{PLAN} 2 1, kurang ? Health, Planning",
            f"{RECORDS} 61,5 % 0, kurang ? Team",
            f"{STUNTING} tidak tahu – Team",
        ]

    def test_without_ids_all_questions_of_the_form_are_shown(self, smartscore: Run) -> None:
        assert len(json.loads(smartscore("answers", "show", SHEET, "-f", "json").out)) == 93

    def test_a_dimension_or_area_stands_for_its_questions(self, smartscore: Run) -> None:
        rows = json.loads(smartscore("answers", "show", SHEET, "governance", PLAN, "-f", "json").out)
        assert {row["dimension"] for row in rows} == {"governance"}
        assert len(rows) > 10

    def test_json_has_everything(self, smartscore: Run) -> None:
        (row,) = json.loads(smartscore("answers", "show", SHEET, PLAN, "-f", "json", "--lang", "en").out)
        assert (row["state"], row["answer"], row["by"]) == ("answered", "2", ["Health", "Planning"])
        assert row["evidence"][0]["reference"] == "Books"
        assert row["lacking"]

    def test_csv_is_for_programs_and_no_cell_is_a_formula(self, smartscore: Run) -> None:
        out = smartscore("answers", "show", SHEET, PLAN, "gov-service-accessible", "-f", "csv").out
        rows = {row["question"]: row for row in csv.DictReader(io.StringIO(out))}
        assert rows[PLAN]["note"] == "'=note"
        assert rows[PLAN]["by"] == "Health; Planning"
        assert rows["gov-service-accessible"]["answer"] == "step-free; two-way-call"

    def test_the_ending_of_the_file_decides_the_format(self, smartscore: Run) -> None:
        assert smartscore("answers", "show", SHEET, "-o", "x.csv").code == 0
        assert Path("x.csv").read_text("utf-8").startswith("question,dimension,state,")

    def test_an_unknown_id_is_suggested(self, smartscore: Run) -> None:
        ran = smartscore("answers", "show", SHEET, "governence", "--lang", "en")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.endswith("Did you mean “governance”?\n")

    @pytest.mark.parametrize("columns", [60, 80, 140])
    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_the_table_fits_the_screen(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str
    ) -> None:
        """On a narrow one ids break at their hyphens only."""
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = smartscore("answers", "show", SHEET, "--lang", lang).out.splitlines()
        assert max(len(line) for line in lines) <= columns
        cells = [line.split("  ")[0] for line in lines[1:]]
        assert all(cell.endswith("-") or cell == "" or cell.isascii() for cell in cells)
        assert any(line.startswith("gov-service-accessible") for line in lines) == (columns > 60)

    def test_a_shipped_example_can_be_shown(self, smartscore: Run) -> None:
        assert smartscore("answers", "show", "example:manggarai-2021").code == 0


class TestSet:
    def test_values_and_notes_are_set_and_nothing_else(self, smartscore: Run) -> None:
        settings = [f"{STUNTING}=2", f"{RECORDS}=70,5", f"{RECORDS}.note=a = b", "gov-policy-team=waiting"]
        before = read_sheet(SHEET)
        ran = smartscore("answers", "set", SHEET, *settings, "--lang", "en")
        assert (ran.code, ran.out, ran.err) == (0, "", f"4 settings made in {SHEET}.\n")
        after = read_sheet(SHEET)
        assert (after.respondent, after.note, after.form) == (before.respondent, before.note, before.form)
        assert after.answers[STUNTING].short == 2
        assert (str(after.answers[RECORDS].number), after.answers[RECORDS].note) == ("70.5", "a = b")
        assert after.answers["gov-policy-team"].short == "waiting"
        untouched = set(before.answers) - {STUNTING, RECORDS}
        assert {key: after.answers[key] for key in untouched} == {key: before.answers[key] for key in untouched}

    def test_a_note_alone_leaves_the_value_and_an_empty_one_is_deleted(self, smartscore: Run) -> None:
        smartscore("answers", "set", SHEET, f"{PLAN}.note=")
        answer = read_sheet(SHEET).answers[PLAN]
        assert (answer.level, answer.note, answer.by) == (2, None, ("Health", "Planning"))

    def test_a_new_value_is_no_longer_by_those_who_gave_the_old_one(self, smartscore: Run) -> None:
        smartscore("answers", "set", SHEET, f"{PLAN}=3")
        answer = read_sheet(SHEET).answers[PLAN]
        assert (answer.level, answer.note, answer.by) == (3, "=note", ())

    def test_nothing_is_written_if_anything_is_wrong_and_all_of_it_is_told(self, smartscore: Run) -> None:
        before = Path(SHEET).read_bytes()
        settings = [f"{STUNTING}=2", "liv-health-stuntin=3", f"{PLAN}=9", "gov-x.note=a", "nonsense"]
        ran = smartscore("answers", "set", SHEET, *settings, "--lang", "en")
        assert (ran.code, Path(SHEET).read_bytes()) == (2, before)
        assert [line.split(":")[0] for line in ran.err.splitlines()] == [
            "liv-health-stuntin",
            PLAN,
            "gov-x.note",
            "“nonsense” sets nothing. Write ID=VALUE.",
        ]
        assert f"Did you mean “{STUNTING}”?" in ran.err

    def test_what_a_person_wrote_in_the_file_stays(self, smartscore: Run) -> None:
        Path(SHEET).write_text("# mine\n" + Path(SHEET).read_text("utf-8"), "utf-8")
        smartscore("answers", "set", SHEET, f"{STUNTING}=2")
        assert Path(SHEET).read_text("utf-8").startswith("# mine\n")
        assert read_sheet(SHEET).answers[STUNTING].short == 2

    @pytest.mark.parametrize("name", ["-", "example:contoh-kabupaten", "missing.yaml", "."])
    @pytest.mark.parametrize("command", [["set", f"{PLAN}=1"], ["clear", PLAN]])
    def test_what_is_no_file_to_write_is_refused(self, smartscore: Run, name: str, command: list[str]) -> None:
        ran = smartscore("answers", command[0], name, command[1], "--lang", "en")
        assert (ran.code, ran.out) == (2, "")
        assert [str(path) for path in Path().iterdir()] == [SHEET]

    def test_a_sheet_with_faults_is_not_touched(self, smartscore: Run) -> None:
        Path("bad.yaml").write_text(sheet_text(f"  {PLAN}: 9\n"), "utf-8")
        ran = smartscore("answers", "set", "bad.yaml", f"{STUNTING}=2", "--lang", "en")
        assert ran.code == 2
        assert ran.err.startswith(f"bad.yaml:4:3: answers.{PLAN}: ")


class TestClear:
    def test_answers_go_with_note_and_evidence(self, smartscore: Run) -> None:
        ran = smartscore("answers", "clear", SHEET, PLAN, STUNTING, STUNTING, "--lang", "en")
        assert (ran.code, ran.err) == (0, f"2 answers cleared in {SHEET}.\n")
        assert set(read_sheet(SHEET).answers) == {RECORDS, "gov-service-accessible", "bra-business-incentive"}

    def test_what_is_missing_already_changes_nothing(self, smartscore: Run) -> None:
        before = Path(SHEET).read_bytes()
        ran = smartscore("answers", "clear", SHEET, "gov-policy-team", "--lang", "en")
        assert (ran.code, ran.err, Path(SHEET).read_bytes()) == (0, f"0 answers cleared in {SHEET}.\n", before)

    def test_an_unknown_id_is_suggested_and_nothing_is_cleared(self, smartscore: Run) -> None:
        before = Path(SHEET).read_bytes()
        ran = smartscore("answers", "clear", SHEET, PLAN, "liv-health-stuntin", "--lang", "en")
        assert (ran.code, Path(SHEET).read_bytes()) == (2, before)
        assert f"Did you mean “{STUNTING}”?" in ran.err


def test_without_a_command_the_help_is_shown(smartscore: Run) -> None:
    ran = smartscore("answers")
    assert ran.code == 2
    assert "Usage: smartscore answers" in ran.out + ran.err
