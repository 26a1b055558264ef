"""Exports of KoboToolbox, ODK Central and Google Forms, in the shape that these write, scored without a map."""

import csv
import html
import io
import zipfile
from pathlib import Path

import pytest
from conftest import Run, dimension, level_question, questionnaire_data

from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheet_text import yaml_text
from smartscore.questions.checklist import ChecklistQuestion
from smartscore.questions.number import NumberQuestion
from smartscore.questions.question import Question

QUESTIONS = dimension(
    "office",
    level_question("officer", ask="Who is responsible?"),
    level_question("head-count", ask="How many / which people work on it?"),
    {
        "id": "lines",
        "kind": "number",
        "ask": "Which share?",
        "unit": "%",
        "valid": [0, 100],
        "thresholds": [10, 20, 30, 40, 50],
    },
    {"id": "decree", "kind": "yes_no", "ask": "Is there a decree?"},
    {
        "id": "papers",
        "kind": "checklist",
        "ask": "What does the plan have?",
        "criteria": [
            {"id": "goals", "text": "Goals, with years"},
            {"id": "budget", "text": "A budget"},
            {"id": "owners", "text": "Owners / agencies"},
        ],
    },
    {
        "id": "portal",
        "kind": "choice",
        "ask": "Is there a portal?",
        "options": [
            {"id": "none", "text": "No portal", "points": 0},
            {"id": "open", "text": "Open, with 10 data sets", "points": 2},
        ],
    },
)
QUESTIONS["questions"][1]["levels"] = {n: f"{n + 10} people at least" for n in range(6)}
INDEX = "67.777778"
"""(3/5 + 2/5 + 2/5 + 1 + 2/3 + 1) / 6 = 4.0667 / 6; 25 % reaches the second threshold, two of three criteria met."""

LEVEL_3, LEVEL_2 = "officer at level 3", "12 people at least"

SAVED = "2026-03-01T09:12:33.120+08:00"
KOBO = {"_id": "61", "_uuid": "48583952-1892", "_submission_time": "2026-03-01T01:13:02", "_validation_status": ""}
KOBO |= {
    "_notes": "",
    "_status": "submitted_via_web",
    "_submitted_by": "",
    "__version__": "vKq3",
    "_tags": "",
    "_index": "1",
}
CENTRAL = {"KEY": "uuid:48583952", "SubmitterID": "31", "SubmitterName": "Tablet 3", "AttachmentsPresent": "0"}
CENTRAL |= {
    "AttachmentsExpected": "0",
    "Status": "",
    "ReviewState": "",
    "DeviceID": "collect:x",
    "Edits": "0",
    "FormVersion": "1",
}


@pytest.fixture(autouse=True)
def small() -> None:
    """Write the questionnaire `small` where the tests run."""
    Path("small").mkdir()
    Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(QUESTIONS)), "utf-8")


def scored(smartscore: Run, name: str, *, questionnaire: str = "small", notes: int = 0) -> list[dict[str, str]]:
    """Score a file and return its rows; nothing in it may be unknown, missing or rejected, beside so many notes."""
    ran = smartscore("batch", name, "-q", questionnaire, "-f", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert (ran.code, len(ran.err.splitlines())) == (0, 1 + notes), ran.err
    return rows


def kobo(*rows: dict[str, str]) -> str:
    """Write rows as KoboToolbox does: semicolons, everything in quotes, a mark for Excel."""
    with Path("export.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return "export.csv"


def sheets(*rows: dict[str, str], quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Write rows as Google Sheets does (and Google Forms, with everything in quotes)."""
    with Path("export.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), quoting=quoting)
        writer.writeheader()
        writer.writerows(rows)
    return "export.csv"


def ticked(head: str, names: list[str], *, yes: tuple[str, ...], sign: str = "/") -> dict[str, str]:
    """Return a column for each option of a question with several answers."""
    return {f"{head}{sign}{name}": "1" if name in yes else "0" for name in names}


PAPERS = ["goals", "budget", "owners"]
TEXTS = ["Goals, with years", "A budget", "Owners / agencies"]
WHO = {"who/region": "Alor", "who/agency": "Diskominfo"}

XML = {
    "start": SAVED,
    "end": SAVED,
    "today": "2026-03-01",
    **WHO,
    "office/officer": "3",
    "office/head_count": "2",
    "office/lines": "25",
    "office/decree": "yes",
    "office/papers": "goals owners",
    **ticked("office/papers", PAPERS, yes=("goals", "owners")),
    "office/portal": "open",
    **KOBO,
}

LABELS = {
    "start": SAVED,
    "end": SAVED,
    "Kabupaten/Kota": "Alor",
    "Perangkat daerah": "Diskominfo",
    "Who is responsible?": LEVEL_3,
    "How many / which people work on it?": LEVEL_2,
    "Which share?": "25",
    "Is there a decree?": "Yes",
    "What does the plan have?": "Goals, with years Owners / agencies",
    **ticked("What does the plan have?", TEXTS, yes=("Goals, with years", "Owners / agencies")),
    "Is there a portal?": "Open, with 10 data sets",
    **KOBO,
}

FORM = {
    "Timestamp": "3/1/2026 9:12:33",
    "Email Address": "a@example.go.id",
    "Kabupaten/Kota": "Alor",
    "Perangkat daerah": "Diskominfo",
    "Who is responsible?": LEVEL_3,
    "How many / which people work on it?": LEVEL_2,
    "Which share?": "25",
    "Is there a decree?": "Yes",
    "What does the plan have?": "Goals, with years, Owners / agencies",
    "Is there a portal?": "Open, with 10 data sets",
}


class TestKoboToolbox:
    @pytest.mark.parametrize("row", [XML, LABELS], ids=["XML values", "labels"])
    def test_a_whole_export_is_scored(self, smartscore: Run, row: dict[str, str]) -> None:
        (found,) = scored(smartscore, kobo(row))
        assert (found["region"], found["respondent"]) == ("Alor", "Diskominfo")
        assert (found["index"], found["coverage"]) == (INDEX, "1.000000")

    def test_labels_may_stand_below_those_of_their_groups(self, smartscore: Run) -> None:
        grouped = {
            f"The office/{head}" if head.endswith("?") or "?/" in head else head: c for head, c in LABELS.items()
        }
        assert scored(smartscore, kobo(grouped))[0]["index"] == INDEX

    @pytest.mark.parametrize("row", [XML, LABELS], ids=["XML values", "labels"])
    def test_options_alone_are_enough(self, smartscore: Run, row: dict[str, str]) -> None:
        """Questions with several answers can be exported as separate columns only."""
        summaries = ("office/papers", "What does the plan have?")
        (found,) = scored(smartscore, kobo({head: cell for head, cell in row.items() if head not in summaries}))
        assert (found["index"], found["coverage"]) == (INDEX, "1.000000")

    def test_a_question_that_was_skipped_is_missing(self, smartscore: Run) -> None:
        """Its columns are all empty; 4.0667 - 2/3 = 3.4, of five."""
        skipped = {head: "" if "papers" in head else cell for head, cell in XML.items()}
        (found,) = scored(smartscore, kobo(skipped))
        assert (found["index"], found["coverage"]) == ("68.000000", "0.833333")

    def test_options_that_are_all_refused_are_none(self, smartscore: Run) -> None:
        """Nothing of the plan is there: 3.4 of six."""
        none = {**XML, **ticked("office/papers", PAPERS, yes=()), "office/papers": ""}
        assert scored(smartscore, kobo(none))[0]["index"] == "56.666667"

    @pytest.mark.parametrize("summary", [{}, {"office/papers": "unknown"}])
    def test_an_option_that_is_a_state_is_one(self, smartscore: Run, summary: dict[str, str]) -> None:
        """Nobody knows what the plan has, which is not that it has nothing."""
        row = {head: cell for head, cell in XML.items() if not head.startswith("office/papers")} | summary
        row |= ticked("office/papers", [*PAPERS, "unknown"], yes=("unknown",))
        assert scored(smartscore, kobo(row))[0]["coverage"] == "0.833333"
        row |= {"office/papers/goals": "1"}
        ran = smartscore("batch", kobo(row), "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, "there is no criterion “unknown”" in ran.err) == (1, True)

    def test_so_is_one_that_is_labelled(self, smartscore: Run) -> None:
        head = "What does the plan have?"
        row = {name: cell for name, cell in LABELS.items() if not name.startswith(head)}
        row |= ticked(head, [*TEXTS, "Tidak tahu"], yes=("Tidak tahu",))
        assert scored(smartscore, kobo(row))[0]["coverage"] == "0.833333"

    def test_some_of_the_options_are_not_all(self, smartscore: Run) -> None:
        """The form does not have the criterion `owners`, so what its columns do not say is not guessed."""
        some = {head: cell for head, cell in XML.items() if not head.startswith("office/papers")}
        some |= ticked("office/papers", PAPERS[:2], yes=("goals",))
        ran = smartscore("batch", kobo(some), "-q", "small", "-f", "csv", "--lang", "en")
        assert "these questions count as missing: papers (without a column: owners)" in ran.err
        assert "no column and count" not in ran.err

    def test_the_columns_of_options_beside_their_summary_may_be_some(self, smartscore: Run) -> None:
        some = {head: cell for head, cell in XML.items() if head != "office/papers/owners"}
        assert "count as missing" not in smartscore("batch", kobo(some), "-q", "small", "--lang", "en").err

    def test_an_option_with_a_misspelt_column_is_told(self, smartscore: Run) -> None:
        odd = {head: cell for head, cell in XML.items() if not head.startswith("office/papers")}
        odd |= ticked("office/papers", [*PAPERS[:-1], "onwers"], yes=("goals",))
        err = smartscore("batch", kobo(odd), "-q", "small", "--lang", "id").err
        assert "pertanyaan ini dihitung kosong: papers (yang tidak punya kolom: owners)" in err
        assert (
            "1 kolom bukan pertanyaan dan tidak dibaca: office/papers/onwers (maksudnya office/papers/owners?)" in err
        )

    def test_an_odd_cell_under_an_option_is_told(self, smartscore: Run) -> None:
        ran = smartscore(
            "batch", kobo({**XML, "office/papers/budget": "7"}), "-q", "small", "-f", "csv", "--lang", "en"
        )
        assert ran.code == 1
        assert "export.csv:2: J (papers): there is no criterion “budget=7”" in ran.err

    def test_a_workbook_holds_the_same(self, smartscore: Run) -> None:
        """Numbers are numbers in it, and a repeated group has a sheet of its own, which is told."""
        xlsxwriter = pytest.importorskip("xlsxwriter")
        pytest.importorskip("python_calamine")
        with xlsxwriter.Workbook("export.xlsx", {"strings_to_numbers": True}) as book:
            page = book.add_worksheet("Smart city")
            page.write_row(0, 0, list(XML))
            page.write_row(1, 0, list(XML.values()))
            book.add_worksheet("meetings").write_row(0, 0, ["office/meetings/date", "_index", "_parent_index"])
        assert scored(smartscore, "export.xlsx", notes=1)[0]["index"] == INDEX


class TestCentral:
    ROW = {
        "SubmissionDate": "2026-03-01T01:13:02.120Z",
        "start": SAVED,
        "end": SAVED,
        "meta-instanceID": "uuid:4",
        "who-region": "Alor",
        "who-agency": "Diskominfo",
        "office-officer": "3",
        "office-staff-head_count": "2",
        "office-lines": "25",
        "office-decree": "yes",
        "office-papers": "goals owners",
        "office-portal": "open",
        **CENTRAL,
    }

    def test_groups_end_in_a_dash(self, smartscore: Run) -> None:
        (found,) = scored(smartscore, sheets(self.ROW))
        assert (found["region"], found["respondent"], found["index"]) == ("Alor", "Diskominfo", INDEX)

    def test_options_may_have_columns_of_their_own(self, smartscore: Run) -> None:
        split = {**self.ROW, **ticked("office-papers", PAPERS, yes=("goals", "owners"))}
        assert scored(smartscore, sheets(split))[0]["index"] == INDEX

    def test_anywhere_else_a_dash_is_part_of_a_name(self, smartscore: Run) -> None:
        """`reason-officer` is no question `officer`."""
        head = {"region": "Alor", "head-count": "3", "reason-officer": "1"}
        ran = smartscore("batch", sheets(head), "-q", "small", "-f", "csv", "--lang", "en")
        assert "one column is no question and was not read: reason-officer" in ran.err


class TestGoogleForms:
    def test_whole_questions_stand_over_the_columns_and_whole_answers_in_the_cells(self, smartscore: Run) -> None:
        (found,) = scored(smartscore, sheets(FORM))
        assert (found["region"], found["respondent"], found["index"]) == ("Alor", "Diskominfo", INDEX)

    def test_downloaded_from_the_form_itself_several_answers_have_semicolons(self, smartscore: Run) -> None:
        row = {**FORM, "What does the plan have?": "Goals, with years;Owners / agencies"}
        assert scored(smartscore, sheets(row, quoting=csv.QUOTE_ALL))[0]["index"] == INDEX

    def test_ids_in_brackets_before_or_after_the_question_are_enough(self, smartscore: Run) -> None:
        ids = ["officer", "head-count", "lines", "decree", "papers", "portal"]
        answers = list(FORM.values())[4:]
        before = {f"[{name}] In other words": cell for name, cell in zip(ids[:3], answers, strict=False)}
        after = {f"Grid: [{name}]": cell for name, cell in zip(ids[3:], answers[3:], strict=True)}
        row = {"Stempel waktu": "01/03/2026 9:12:33", "[region] Where?": "Alor", **before, **after}
        (found,) = scored(smartscore, sheets(row))
        assert (found["region"], found["index"]) == ("Alor", INDEX)

    @pytest.mark.parametrize("form", ["{} - {}", "{}. {}", "{}) {}", "{} – {}", "{}: {}", "{} {}"])
    def test_levels_may_be_numbered(self, smartscore: Run, form: str) -> None:
        row = {**FORM, "Who is responsible?": form.format(3, LEVEL_3)}
        assert scored(smartscore, sheets(row))[0]["index"] == INDEX

    def test_a_numbered_text_that_begins_with_digits_has_to_be_the_level_s(self, smartscore: Run) -> None:
        """“2 - 12 people at least” is level 2; “2 - 4” and “1 - 12 people at least” may be anything."""
        question = "How many / which people work on it?"
        assert scored(smartscore, sheets({**FORM, question: f"2 - {LEVEL_2}"}))[0]["index"] == INDEX
        for text in ("2 - 4", f"1 - {LEVEL_2}"):
            ran = smartscore("batch", sheets({**FORM, question: text}), "-q", "small", "-f", "csv", "--lang", "en")
            assert (ran.code, f"there is no level “{text}”" in ran.err) == (1, True)

    def test_states_are_options_too(self, smartscore: Run) -> None:
        row = {**FORM, "Who is responsible?": "Tidak tahu", "Is there a portal?": "Tidak berlaku"}
        assert scored(smartscore, sheets(row))[0]["coverage"] == "0.800000"

    @pytest.mark.parametrize(
        ("answer", "met"), [("A budget", 1), ("goals with years", 0), ("A budget, Other: a map", 0), ("A budget,", 1)]
    )
    def test_only_whole_texts_of_criteria_are_understood(self, smartscore: Run, answer: str, met: int) -> None:
        row = {**FORM, "What does the plan have?": answer}
        ran = smartscore("batch", sheets(row), "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, "there is no criterion" in ran.err) == ((0, False) if met else (1, True))

    def test_a_text_that_two_questions_share_is_not_guessed(self, smartscore: Run) -> None:
        asked = dimension(
            "office", level_question("a", ask="How?"), level_question("b", ask="How?"), level_question("c")
        )
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")
        ran = smartscore("batch", sheets({"How?": "1", "c": "2"}), "-q", "small", "-f", "csv", "--lang", "en")
        assert "one column is no question and was not read: How?" in ran.err

    @pytest.mark.parametrize(
        "form",
        [
            *("1. {}", "1) {}", "(1) {}", "Q1. {}", "Q1: {}", "12. {}", "1.2 {}", "1.2. {}", "1 - {}", "No. 3. {}"),
            *("A.1. {}", "a) {}", "Pertanyaan 4: {}", "{} *", "{}*", "* {}", "1. {} *", "{}:", "{} .", "  {}  "),
        ],
    )
    def test_questions_may_be_numbered_and_marked(self, smartscore: Run, form: str) -> None:
        row = {form.format(head) if head.endswith("?") else head: cell for head, cell in FORM.items()}
        assert scored(smartscore, sheets(row))[0]["index"] == INDEX
        row = {head.replace("?", ""): cell for head, cell in row.items()}
        assert scored(smartscore, sheets(row))[0]["index"] == INDEX
        row = {head.upper(): cell for head, cell in row.items()}
        assert scored(smartscore, sheets(row))[0]["index"] == INDEX

    def test_so_may_those_whose_options_have_columns(self, smartscore: Run) -> None:
        rest = {head: cell for head, cell in FORM.items() if head != "What does the plan have?"}
        row = {**rest, **ticked("5. What does the plan have", TEXTS, yes=("Goals, with years", "Owners / agencies"))}
        assert scored(smartscore, sheets(row))[0]["index"] == INDEX

    def test_a_head_that_is_word_for_word_comes_first(self, smartscore: Run) -> None:
        """The other is a note of somebody's, and no second answer."""
        ran = smartscore("batch", sheets({**FORM, "1. Who is responsible": "x"}), "-q", "small", "--lang", "en")
        assert "one column is no question and was not read: 1. Who is responsible" in ran.err

    def test_two_heads_that_are_alike_but_for_their_numbers_are_not_guessed(self, smartscore: Run) -> None:
        head = "Who is responsible?"
        row = {**{title: cell for title, cell in FORM.items() if title != head}, f"1. {head}": "1", f"2. {head}": "2"}
        ran = smartscore("batch", sheets(row), "-q", "small", "--lang", "en")
        assert (ran.code, "two columns are the question officer" in ran.err) == (1, True)

    def test_questions_that_differ_in_their_numbers_only_are_not_guessed(self, smartscore: Run) -> None:
        asked = dimension(
            "office", level_question("a", ask="1. How?"), level_question("b", ask="2. How?"), level_question("c")
        )
        Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")
        ran = smartscore("batch", sheets({"How": "1", "1. how?": "2", "c": "2"}), "-q", "small", "--lang", "en")
        assert "one column is no question and was not read: How" in ran.err
        assert "one question has no column and counts as missing: b" in ran.err

    @pytest.mark.parametrize(
        ("lang", "told"),
        [
            ("en", "Is “Who is responsable now?” meant to be officer? Rename"),
            ("id", "maksudnya officer? Ganti nama kolomnya"),
        ],
    )
    def test_a_text_that_is_nearly_a_question_s_is_told(self, smartscore: Run, lang: str, told: str) -> None:
        table = sheets({"Daerah": "Alor", "Who is responsable now?": "3"})
        err = smartscore("batch", table, "-q", "small", "--lang", lang).err
        assert told in err
        assert "first row has to name" not in err
        assert "Baris pertama" not in err

    @pytest.mark.parametrize(
        ("head", "named"), [("Daerah", True), ("Timestamp", True), ("question", True), ("Alor", False)]
    )
    def test_the_first_row_is_doubted_only_where_it_says_nothing_known(
        self, smartscore: Run, head: str, *, named: bool
    ) -> None:
        err = smartscore("batch", sheets({head: "Alor", "x": "3"}), "-q", "small", "--lang", "en").err
        assert ("no column is a question of small" in err, "first row has to name" in err) == (True, not named)


class TestTheShippedQuestionnaire:
    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_a_form_of_its_own_texts_gives_what_ids_and_numbers_give(self, smartscore: Run, lang: str) -> None:
        """Every question is answered, in either language, whatever the language of the command."""
        questionnaire = load_questionnaire("indonesia-smart-city", lang)
        texts, plain = {"Stempel waktu": "01/03/2026 9:12:33", "Daerah": "Alor"}, {"region": "Alor"}
        for number, question in enumerate(questionnaire.questions.values()):
            choices = question.choices()
            choice = choices[number % len(choices)] if choices else None
            texts[question.ask] = choice.text if choice and question.kind != "yes_no" else "1"
            plain[question.id] = choice.key if choice and question.kind == "level" else "1"
            if choice and question.kind in ("choice", "checklist"):
                given = question.parse(choice.key)
                plain[question.id] = given if isinstance(given, str) else " ".join(given)  # type: ignore[arg-type]
        one = scored(smartscore, sheets(texts), questionnaire="indonesia-smart-city")
        other = scored(smartscore, sheets(plain), questionnaire="indonesia-smart-city")
        assert one == other
        assert one[0]["coverage"] == "1.000000"

    @pytest.mark.parametrize("command", ["id", "en"])
    @pytest.mark.parametrize("lang", ["id", "en"])
    @pytest.mark.parametrize("form", ["{}", "3 {}", "3 - {}", "3. {}", "3) {}", "Level 3: {}", "Tingkat 3 – {}"])
    def test_a_level_s_name_is_understood_in_each_language(
        self, smartscore: Run, command: str, lang: str, form: str
    ) -> None:
        questionnaire = load_questionnaire("indonesia-smart-city", lang)
        question = next(asked for asked in questionnaire.questions.values() if asked.kind == "level")
        name = next(level.name for level in questionnaire.scale.levels if level.level == 3)
        table = sheets({"region": "Alor", question.id: form.format(name)})
        ran = smartscore("batch", table, "-q", "indonesia-smart-city", "-f", "csv", "--lang", command)
        assert ran.code == 0, ran.err
        (row,) = csv.DictReader(io.StringIO(ran.out))
        assert row["index"] == "60.000000"

    @pytest.mark.parametrize("form", ["{} - {}", "{}. {}", "Level {}: {}"])
    def test_a_number_that_contradicts_its_text_is_refused(self, smartscore: Run, form: str) -> None:
        cell = form.format(2, LEVEL_3)
        row = sheets({**FORM, "Who is responsible?": cell})
        ran = smartscore("batch", row, "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, f"there is no level “{cell}”" in ran.err) == (1, True)

    def test_the_texts_are_kept_in_the_cache(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache").resolve()))
        first = scored(smartscore, sheets(FORM))
        (kept,) = Path("cache", "smartscore").glob("*.words")
        for content in (kept.read_bytes(), b"", b"nonsense", kept.read_bytes()[:-9]):
            kept.write_bytes(content)
            assert scored(smartscore, sheets(FORM)) == first


class TestBlankTables:
    @pytest.mark.parametrize(("options", "form"), [([], "full"), (["--quick"], "quick")])
    def test_a_blank_table_that_was_filled_in_is_scored(self, smartscore: Run, options: list[str], form: str) -> None:
        """All questions get their best answer; a row of the short form says that it is one."""
        assert smartscore("questionnaires", "blank", "-o", "blank.csv", *options).code == 0
        (head,) = csv.reader(io.StringIO(Path("blank.csv").read_text("utf-8")))
        asked = load_questionnaire("indonesia-smart-city").questions
        who = {"region": "Alor", "period": "2026", "respondent": "Diskominfo", "form": form}
        row = {name: who.get(name, best(asked[name]) if name in asked else "") for name in head}
        ran = smartscore("batch", sheets(row), "-f", "csv", "--lang", "en")
        (found,) = csv.DictReader(io.StringIO(ran.out))
        assert (found["region"], found["form"]) == ("Alor", form)
        assert (found["index"], found["coverage"]) == ("100.000000", "1.000000")

    def test_a_blank_table_for_an_indonesian_excel_opens_in_it_and_is_scored(self, smartscore: Run) -> None:
        """Semicolons, a mark, and heads in the language."""
        command = ["questionnaires", "blank", "--excel", "--quick", "--lang", "id"]
        assert smartscore(*command, "-o", "blank.csv").code == 0
        assert smartscore(*command).out.encode() == Path("blank.csv").read_bytes()
        text = Path("blank.csv").read_bytes().decode("utf-8")
        assert text.startswith("\ufeffdaerah;periode;perangkat daerah;formulir;gov-")
        head = text.strip("\ufeff\r\n").split(";")
        Path("blank.csv").write_text(
            text + ";".join(["Alor", "2026", "Diskominfo", "singkat", *["3"] * (len(head) - 4)])
        )
        ran = smartscore("batch", "blank.csv", "-f", "csv", "--lang", "id")
        (found,) = csv.DictReader(io.StringIO(ran.out))
        assert (found["region"], found["respondent"], found["form"]) == ("Alor", "Diskominfo", "quick")

    @pytest.mark.parametrize(("lang", "first", "cells"), [("id", "daerah", "ya,tidak"), ("en", "region", "yes,no")])
    @pytest.mark.parametrize("quick", [True, False])
    def test_a_blank_workbook_holds_the_questions_and_what_to_choose(
        self, smartscore: Run, lang: str, first: str, cells: str, *, quick: bool
    ) -> None:
        pytest.importorskip("xlsxwriter")
        pytest.importorskip("python_calamine")
        options = ["--quick"] if quick else []
        assert smartscore("questionnaires", "blank", "-o", "blank.xlsx", "--lang", lang, *options).code == 0
        with zipfile.ZipFile("blank.xlsx") as book:
            notes = book.read("xl/comments1.xml").decode("utf-8")
            page = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
            assert f"<t>{first}</t>" in book.read("xl/sharedStrings.xml").decode("utf-8")
        asked = load_questionnaire("indonesia-smart-city", lang)
        assert all(html.escape(question.ask, quote=False) in notes for question in asked.asked("quick"))
        assert "3 = " in notes
        assert "0,1,2,3,4,5,?," in page
        assert (cells in page) == any(q.kind == "yes_no" for q in asked.asked("quick" if quick else "full"))
        ran = smartscore("batch", "blank.xlsx", "--lang", "en")
        assert (ran.code, "the table has a head and no rows" in ran.err) == (1, True)

    @pytest.mark.parametrize(
        ("forms", "left_out", "told"),
        [
            (["quick"], 0, None),
            (["quick"], 1, "one question of the short form has no column and counts as missing: gov-"),
            (["quick", "full"], 0, "72 questions have no column"),
            (["nothing"], 0, "72 questions have no column"),
        ],
    )
    def test_questions_without_a_column_are_those_of_the_forms_that_rows_are_of(
        self, smartscore: Run, forms: list[str], left_out: int, told: str | None
    ) -> None:
        head = smartscore("questionnaires", "blank", "--quick", "-f", "csv").out.strip().split(",")
        head = [*head[:4], *head[4 + left_out :]]
        rows = [["Alor", "2026", f"OPD {n}", form, *["3"] * (len(head) - 4)] for n, form in enumerate(forms)]
        Path("quick.csv").write_text("\n".join(map(",".join, [head, *rows])))
        ran = smartscore("batch", "quick.csv", "--lang", "en")
        assert told in ran.err if told else "missing" not in ran.err

    def test_an_empty_sheet_is_no_table_for_excel(self, smartscore: Run) -> None:
        ran = smartscore("questionnaires", "blank", "--excel", "-o", "a.yaml", "--lang", "en")
        assert (ran.code, "--excel is for CSV, not for yaml" in ran.err) == (2, True)


def best(question: Question) -> str:
    """Return the best answer as a cell; all numbers of the questionnaire are better when higher."""
    if isinstance(question, NumberQuestion):
        return str(question.valid[1])
    if isinstance(question, ChecklistQuestion):
        return " ".join(criterion.id for criterion in question.criteria)
    return "ya" if question.kind == "yes_no" else "5"
