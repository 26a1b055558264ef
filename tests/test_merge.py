"""The command `merge`: what it writes, what it lists, and what it refuses without writing anything."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run, sheet_text

from smartscore.files.sheets import read_sheet

PLAN = "gov-policy-master-plan"
STANDARDS = "gov-service-standards"
TEAM = "gov-policy-team"
OUT = "merged.answers.yaml"


def sheet(name: str, answers: str = "", **header: str) -> str:
    """Write the sheet of an agency of Kabupaten Contoh; return its file's name."""
    fields = {"region": "Kabupaten Contoh", "period": "2026", "respondent": name.title(), **header}
    path = Path(f"{name}.answers.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sheet_text(answers, **fields), "utf-8")
    return str(path)


@pytest.fixture
def agreeing() -> list[str]:
    """Two agencies whose answers do not meet."""
    return [
        sheet("health", f"  {STANDARDS}: {{level: 3, note: Since June.}}\n  {PLAN}: unknown\n"),
        sheet("planning", f"  {PLAN}: 2\n"),
    ]


@pytest.fixture
def differing() -> list[str]:
    """Two agencies that contradict each other in two questions."""
    return [
        sheet("health", f"  {PLAN}: {{level: 3, note: 'Books [finished] in June.'}}\n  {STANDARDS}: 1\n"),
        sheet("planning", f"  {PLAN}: 2\n  {STANDARDS}: 2\n"),
    ]


class TestMerged:
    def test_sheets_that_do_not_meet_become_one(self, smartscore: Run, agreeing: list[str]) -> None:
        ran = smartscore("merge", *agreeing, "-o", OUT, "--lang", "en")
        assert (ran.code, ran.out) == (0, "")
        assert ran.err == f"Written: {OUT}\n2 sheets merged: 2 of 93 questions are answered.\n"
        merged = read_sheet(OUT)
        assert (merged.region, merged.period, merged.respondent) == ("Kabupaten Contoh", "2026", "Health; Planning")
        assert merged.answers[STANDARDS].note == "Since June."
        assert {question: answer.by for question, answer in merged.answers.items()} == {
            STANDARDS: ("Health",),
            PLAN: ("Planning",),
        }

    def test_the_merged_sheet_is_a_good_sheet(self, smartscore: Run, agreeing: list[str]) -> None:
        smartscore("merge", *agreeing, "-o", OUT)
        assert smartscore("check", OUT, "--lang", "en").err == "1 file checked; faults: 0, warnings: 0.\n"

    def test_the_report_says_who_answered(self, smartscore: Run, agreeing: list[str]) -> None:
        smartscore("merge", *agreeing, "-o", OUT)
        assert "Answered by: Planning" in smartscore("report", OUT, "-f", "markdown", "--lang", "en").out
        assert "Dijawab oleh: Planning" in smartscore("report", OUT, "-f", "markdown", "--lang", "id").out
        assert "Answered by: Planning" in smartscore("explain", OUT, PLAN, "--lang", "en").out

    def test_the_order_of_the_files_changes_no_byte(self, smartscore: Run, agreeing: list[str]) -> None:
        smartscore("merge", *agreeing, "-o", "a.yaml")
        smartscore("merge", *reversed(agreeing), "-o", "b.yaml")
        assert Path("a.yaml").read_bytes() == Path("b.yaml").read_bytes()

    def test_folders_and_patterns_name_sheets(self, smartscore: Run) -> None:
        sheet("opd/health", f"  {STANDARDS}: 3\n")
        sheet("opd/planning", f"  {PLAN}: 2\n")
        assert smartscore("merge", "opd", "-o", "a.yaml").code == 0
        assert smartscore("merge", "opd/*.answers.yaml", "-o", "b.yaml").code == 0
        assert Path("a.yaml").read_bytes() == Path("b.yaml").read_bytes()
        assert len(read_sheet("a.yaml").answers) == 2

    def test_the_same_file_twice_is_one_sheet(self, smartscore: Run, agreeing: list[str]) -> None:
        ran = smartscore("merge", agreeing[0], f"./{agreeing[0]}", "-o", OUT, "--lang", "en")
        assert ran.code == 0
        assert ran.err.startswith("health.answers.yaml was named more than once and is taken once.\n")
        assert read_sheet(OUT).answers == read_sheet(agreeing[0]).answers

    def test_a_copy_adds_nothing(self, smartscore: Run, agreeing: list[str]) -> None:
        Path("copy.answers.yaml").write_bytes(Path(agreeing[0]).read_bytes())
        smartscore("merge", agreeing[0], "copy.answers.yaml", "-o", OUT)
        assert read_sheet(OUT).answers == read_sheet(agreeing[0]).answers

    def test_files_of_one_name_are_told_apart_by_their_folders(self, smartscore: Run) -> None:
        for folder, answer in (("one", f"  {PLAN}: 2\n"), ("two", f"  {STANDARDS}: 2\n")):
            Path(folder).mkdir()
            Path(folder, "s.answers.yaml").write_text(sheet_text(answer), "utf-8")
        smartscore("merge", "one", "two", "-o", OUT)
        merged = read_sheet(OUT)
        assert merged.answers[PLAN].by == (str(Path("one/s.answers.yaml")),)
        assert merged.answers[STANDARDS].by == (str(Path("two/s.answers.yaml")),)

    def test_evidence_files_are_found_from_where_the_merged_sheet_lies(self, smartscore: Run) -> None:
        Path("opd/proof").mkdir(parents=True)
        Path("opd/proof/books.pdf").write_text("books", "utf-8")
        digest = hashlib.sha256(b"books").hexdigest()
        item = f"{{reference: proof/books.pdf, sha256: {digest}, size: 5}}"
        sheet("opd/planning", f"  {PLAN}: {{level: 2, evidence: [{item}, {{reference: proof/of-another-kind}}]}}\n")
        sheet("opd/health", f"  {STANDARDS}: 2\n")
        Path("merged").mkdir()
        assert smartscore("merge", "opd", "-o", f"merged/{OUT}").code == 0
        evidence = read_sheet(f"merged/{OUT}").answers[PLAN].evidence
        assert {item.reference for item in evidence} == {"../opd/proof/books.pdf", "proof/of-another-kind"}
        assert "warnings: 0" in smartscore("check", f"merged/{OUT}", "--lang", "en").err

    def test_the_sheet_goes_to_standard_output_for_a_hyphen(self, smartscore: Run, agreeing: list[str]) -> None:
        ran = smartscore("merge", *agreeing, "-o", "-")
        assert ran.code == 0
        Path("piped.yaml").write_text(ran.out, "utf-8")
        assert len(read_sheet("piped.yaml").answers) == 2

    def test_json_without_a_conflict_is_an_empty_list(self, smartscore: Run, agreeing: list[str]) -> None:
        assert smartscore("merge", *agreeing, "-o", OUT, "-f", "json").out == "[]\n"


class TestConflicts:
    def test_every_conflict_is_listed_with_both_sides_and_nothing_is_written(
        self, smartscore: Run, differing: list[str]
    ) -> None:
        ran = smartscore("merge", *differing, "-o", OUT, "--lang", "en")
        assert ran.code == 1
        assert not Path(OUT).exists()
        lines = [" ".join(line.split()) for line in ran.out.splitlines()]
        assert [line for line in lines if line in (PLAN, STANDARDS)] == [STANDARDS, PLAN]
        assert sum(line.startswith("health.answers.yaml") for line in lines) == 2
        assert "Note: Books [finished] in June." in " ".join(lines)
        assert ran.err == (
            "2 questions have answers that contradict each other, so nothing was written. Settle each with --prefer, "
            f"for example --prefer health.answers.yaml:{STANDARDS}, or change or clear the answer in one of the files; "
            "then run the command again.\n"
        )

    @pytest.mark.parametrize("columns", [60, 80, 140])
    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_the_list_fits_the_screen(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, differing: list[str], columns: int, lang: str
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        ran = smartscore("merge", *differing, "-o", OUT, "--lang", lang)
        assert max(len(line) for line in ran.out.splitlines()) <= columns
        assert "health.answers.yaml" in ran.out

    def test_json_has_both_sides(self, smartscore: Run, differing: list[str]) -> None:
        ran = smartscore("merge", *differing, "-o", OUT, "-f", "json", "--lang", "en")
        assert ran.code == 1
        conflicts = json.loads(ran.out)
        assert [item["question"] for item in conflicts] == [STANDARDS, PLAN]
        (first, second) = conflicts[1]["sides"]
        assert {key: first[key] for key in ("file", "by", "state", "answer", "note")} == {
            "file": "health.answers.yaml",
            "by": ["Health"],
            "state": "answered",
            "answer": "3",
            "note": "Books [finished] in June.",
        }
        assert (second["file"], second["answer"], second["note"]) == ("planning.answers.yaml", "2", None)

    def test_a_checklist_says_what_differs(self, smartscore: Run) -> None:
        question = "gov-service-accessible"
        files = [
            sheet("a", f"  {question}: [step-free, two-way-call]\n"),
            sheet("b", f"  {question}: [step-free, priority-queue]\n"),
        ]
        ran = smartscore("merge", *files, "-o", OUT, "--lang", "en")
        assert "priority-queue – Older people" in ran.out
        assert "step-free –" not in ran.out

    def test_sides_that_say_the_same_stand_together_and_say_it_once(self, smartscore: Run) -> None:
        answers = {"a": 3, "b": 2, "c": "{level: 3, note: Also.}"}
        files = [sheet(name, f"  {PLAN}: {answer}\n") for name, answer in answers.items()]
        lines = smartscore("merge", *files, "-o", OUT, "--lang", "en").out.splitlines()
        named = [line.split()[0] for line in lines if ".answers.yaml" in line]
        assert named == ["a.answers.yaml", "c.answers.yaml", "b.answers.yaml"]
        assert [" ".join(line.split()) for line in lines if "the same" in line or "Note" in line] == [
            "c.answers.yaml 3 – the same",
            "C Note: Also.",
        ]

    def test_with_a_hyphen_the_list_goes_where_it_is_no_sheet(self, smartscore: Run, differing: list[str]) -> None:
        ran = smartscore("merge", *differing, "-o", "-", "--lang", "en")
        assert (ran.code, ran.out) == (1, "")
        assert PLAN in ran.err

    def test_no_text_of_a_file_steers_the_terminal(self, smartscore: Run) -> None:
        files = [sheet("a", f'  {PLAN}: {{level: 1, note: "\\e[2J[red]x"}}\n'), sheet("b", f"  {PLAN}: 2\n")]
        out = smartscore("merge", *files, "-o", OUT).out
        assert "\x1b" not in out
        assert "\\x1b[2J[red]x" in out


class TestAnswersSetAfterwards:
    """Nobody knows who of several respondents set an answer in their merged sheet: it is credited to none of them."""

    def by(self, smartscore: Run, path: str) -> dict[str, list[str]]:
        rows = json.loads(smartscore("answers", "show", path, PLAN, STANDARDS, TEAM, "-f", "json").out)
        return {row["question"]: row["by"] for row in rows}

    @pytest.fixture
    def merged(self, smartscore: Run, agreeing: list[str]) -> str:
        smartscore("merge", *agreeing, "-o", OUT)
        smartscore("answers", "set", OUT, f"{TEAM}=2", f"{PLAN}=3")
        return OUT

    def test_they_are_credited_to_nobody(self, smartscore: Run, merged: str) -> None:
        assert self.by(smartscore, merged) == {PLAN: [], STANDARDS: ["Health"], TEAM: []}

    def test_nor_when_the_sheet_is_merged_again(self, smartscore: Run, merged: str) -> None:
        smartscore("merge", merged, sheet("works", f"  {TEAM}: unknown\n"), "-o", "all.answers.yaml")
        assert self.by(smartscore, "all.answers.yaml") == {PLAN: [], STANDARDS: ["Health"], TEAM: []}

    def test_whoever_goes_on_with_it_alone_is_credited(self, smartscore: Run, merged: str) -> None:
        smartscore("assess", merged, "--respondent", "Works", "--no-input", "--set", f"{TEAM}=1")
        assert self.by(smartscore, merged)[TEAM] == ["Works"]

    def test_a_sheet_that_two_filled_in_together_is_of_both(self, smartscore: Run) -> None:
        both = sheet("both", f"  {TEAM}: 1\n", respondent="Health; Works")
        assert self.by(smartscore, both)[TEAM] == ["Health; Works"]


class TestSettling:
    def settled(self, smartscore: Run, files: list[str], *prefer: str) -> tuple[Ran, dict[str, Any]]:
        options = [word for text in prefer for word in ("--prefer", text)]
        ran = smartscore("merge", *files, "-o", OUT, "--lang", "en", *options)
        answers = read_sheet(OUT).answers if Path(OUT).exists() else {}
        return ran, {question: (answer.level, answer.by) for question, answer in answers.items()}

    def test_a_file_is_preferred_in_every_conflict(self, smartscore: Run, differing: list[str]) -> None:
        ran, answers = self.settled(smartscore, differing, "planning.answers.yaml")
        assert ran.code == 0
        assert "2 conflicts settled as --prefer says." in ran.err
        assert answers == {PLAN: (2, ("Planning",)), STANDARDS: (2, ("Planning",))}

    def test_each_question_can_be_settled_on_its_own(self, smartscore: Run, differing: list[str]) -> None:
        _, answers = self.settled(smartscore, differing, f"./health.answers.yaml:{PLAN}", "planning.answers.yaml")
        assert answers == {PLAN: (3, ("Health",)), STANDARDS: (2, ("Planning",))}

    def test_what_is_not_settled_stays_listed(self, smartscore: Run, differing: list[str]) -> None:
        ran, answers = self.settled(smartscore, differing, f"health.answers.yaml:{PLAN}")
        assert (ran.code, answers) == (1, {})
        assert STANDARDS in ran.out
        assert PLAN not in ran.out

    def test_a_conflict_can_be_settled_by_hand(self, smartscore: Run, differing: list[str]) -> None:
        smartscore("answers", "clear", "health.answers.yaml", PLAN, STANDARDS)
        _, answers = self.settled(smartscore, differing)
        assert answers == {PLAN: (2, ("Planning",)), STANDARDS: (2, ("Planning",))}

    @pytest.mark.parametrize(
        ("prefer", "message"),
        [
            ("planing.answers.yaml", "none of the sheets to be merged. Did you mean “planning.answers.yaml”?"),
            (f"nobody:{PLAN}", "“nobody” is none of the sheets to be merged."),
            ("health.answers.yaml:gov-policy-master-pla", f"Did you mean “{PLAN}”?"),
            ("health.answers.yaml:", "names no question after the colon."),
            ("health.answers.yaml:gov-policy-team", "has no answer to “gov-policy-team”"),
            (":", "none of the sheets"),
        ],
    )
    def test_a_preference_that_means_nothing_is_refused(
        self, smartscore: Run, differing: list[str], prefer: str, message: str
    ) -> None:
        ran, answers = self.settled(smartscore, differing, prefer)
        assert (ran.code, ran.out, answers) == (2, "", {})
        assert ran.err.startswith("--prefer: ")
        assert message in ran.err

    def test_one_question_for_two_files_is_refused(self, smartscore: Run, differing: list[str]) -> None:
        both = [f"{file}:{PLAN}" for file in differing]
        ran, _ = self.settled(smartscore, differing, *both)
        assert ran.code == 2
        assert f"“{PLAN}” is named for two files." in ran.err

    def test_a_question_named_twice_for_one_file_is_named_once(self, smartscore: Run, differing: list[str]) -> None:
        ran, _ = self.settled(smartscore, differing, f"{differing[0]}:{PLAN},{PLAN}", differing[1])
        assert ran.code == 0


class TestRefused:
    def refused(self, smartscore: Run, *arguments: str) -> str:
        before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
        ran = smartscore("merge", *arguments, "--lang", "en")
        assert (ran.code, ran.out) == (2, "")
        assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
        return ran.err

    def test_two_regions(self, smartscore: Run) -> None:
        files = [sheet("a"), sheet("b", region="Kabupaten Lain")]
        assert self.refused(smartscore, *files, "-o", OUT) == (
            "these sheets are about different regions: Kabupaten Contoh (a.answers.yaml); "
            "Kabupaten Lain (b.answers.yaml). Merge the sheets of each region on their own, "
            "or write the same region in all.\n"
        )

    def test_everything_that_differs_is_told_at_once(self, smartscore: Run) -> None:
        files = [sheet("a"), sheet("b", region="Lain", period="2025", role="assessor", form="quick", assessed="true")]
        assert len(self.refused(smartscore, *files, "-o", OUT).splitlines()) == 5

    def test_an_existing_file(self, smartscore: Run, agreeing: list[str]) -> None:
        Path(OUT).write_text("precious", "utf-8")
        assert "Choose another name" in self.refused(smartscore, *agreeing, "-o", OUT)

    def test_one_of_the_sheets(self, smartscore: Run, agreeing: list[str]) -> None:
        message = self.refused(smartscore, *agreeing, "-o", f"./{agreeing[0]}")
        assert "is one of the sheets to be merged. Choose another name" in message

    def test_json_as_output(self, smartscore: Run, agreeing: list[str]) -> None:
        assert ".answers.yaml" in self.refused(smartscore, *agreeing, "-o", "merged.answers.json")

    def test_a_folder_without_sheets(self, smartscore: Run) -> None:
        Path("empty").mkdir()
        assert "no answer sheet was found in: empty" in self.refused(smartscore, "empty", "-o", OUT)

    def test_a_folder_that_is_not_there(self, smartscore: Run, agreeing: list[str]) -> None:
        assert "the folder does not exist" in self.refused(smartscore, *agreeing, "-o", "nowhere/out.yaml")

    def test_an_empty_file_a_missing_one_and_one_that_is_no_sheet(self, smartscore: Run, agreeing: list[str]) -> None:
        Path("empty.yaml").touch()
        Path("list.yaml").write_text("- a\n", "utf-8")
        lines = self.refused(smartscore, *agreeing, "empty.yaml", "gone.yaml", "list.yaml", "-o", OUT).splitlines()
        assert [line.split(":")[0] for line in lines] == ["empty.yaml", "gone.yaml", "list.yaml"]

    def test_faults_of_all_sheets_have_their_places(self, smartscore: Run) -> None:
        files = [sheet("a", f"  {PLAN}: 9\n"), sheet("b", f"  {PLAN}s: 2\n")]
        lines = self.refused(smartscore, *files, "-o", OUT).splitlines()
        assert lines[0].startswith(f"a.answers.yaml:7:3: answers.{PLAN}: there is no level “9”.")
        assert lines[1].endswith(f"Did you mean “{PLAN}”?")

    def test_a_newer_version(self, smartscore: Run, agreeing: list[str]) -> None:
        Path("new.yaml").write_text(sheet_text(version="99.0.0"), "utf-8")
        assert "Install the newer one." in self.refused(smartscore, *agreeing, "new.yaml", "-o", OUT)

    def test_an_unknown_questionnaire(self, smartscore: Run) -> None:
        Path("other.yaml").write_text(sheet_text(questionnaire="indonesia-smart-town"), "utf-8")
        assert "Did you mean “indonesia-smart-city”?" in self.refused(smartscore, "other.yaml", "-o", OUT)

    def test_two_questionnaires(self, smartscore: Run, agreeing: list[str]) -> None:
        Path("other.yaml").write_text(sheet_text(questionnaire="other"), "utf-8")
        assert "different questionnaires" in self.refused(smartscore, *agreeing, "other.yaml", "-o", OUT)

    def test_an_unknown_format(self, smartscore: Run, agreeing: list[str]) -> None:
        assert "Did you mean “json”?" in self.refused(smartscore, *agreeing, "-o", OUT, "-f", "jsn")

    def test_no_output(self, smartscore: Run, agreeing: list[str]) -> None:
        assert "--output" in self.refused(smartscore, *agreeing)
