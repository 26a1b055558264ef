"""Many sheets, in files of their own or in the lines of one: the same rows and words from one process and several."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, write_two_questions

MANY = 200
"""More than go to a process at a time, several times over."""


@pytest.fixture(autouse=True)
def small() -> None:
    """Write the questionnaire `small`."""
    write_two_questions()


def sheet(number: int, answers: Any = None, **header: Any) -> dict[str, Any]:
    start = {"format": "smartscore-answers/1", "questionnaire": {"id": "small", "version": "1.0.0"}}
    told = {"officer": number % 6, "backup": {"level": number % 5, "note": f"No. {number}"}}
    return {**start, "region": f"R{number}", **header, "answers": told if answers is None else answers}


def all_sorts(number: int) -> str:
    """Return a line: some are empty, no JSON, no sheet, wrong, of a respondent who came before, or a short form."""
    special = {
        0: "{",
        7: "",
        13: json.dumps(sheet(number, {"officer": 9, "nobody": 1})),
        21: json.dumps(sheet(7, region="R7")),
        34: json.dumps(sheet(number, form="quick")),
        55: json.dumps({"format": "smartscore-answers/1"}),
        60: json.dumps(sheet(number, {"officer": 3})) + "\r",
        81: json.dumps(sheet(number, questionnaire={"id": "other", "version": "1.0.0"})),
    }
    return special.get(number % 100, json.dumps(sheet(number)))


FORMATS = [["-f", "csv"], ["-f", "ndjson"], ["-f", "json"], [], ["-f", "csv", "--sort", "index"]]


class TestLines:
    @pytest.mark.parametrize("options", FORMATS)
    def test_several_processes_say_what_one_says(self, smartscore: Run, options: list[str]) -> None:
        Path("sheets.ndjson").write_text("\n".join(["{}", *map(all_sorts, range(MANY))]) + "\n")
        command = ["batch", "sheets.ndjson", "-q", "small", "--lang", "en", *options]
        one, two = (smartscore(*command, "--jobs", jobs) for jobs in ("1", "2"))
        assert two == one
        assert one.code == 1
        assert len(one.out.splitlines()) > MANY - 20

    def test_what_was_read_before_a_file_broke_off_is_counted(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from smartscore.sources import sheets

        read = sheets._lines

        def breaking_off(*arguments: Any) -> Any:
            for found in read(*arguments):
                if found.number == 100:
                    raise OSError(5, "gone")
                yield found

        monkeypatch.setattr(sheets, "_lines", breaking_off)
        Path("sheets.ndjson").write_text("".join(json.dumps(sheet(n)) + "\n" for n in range(MANY)))
        command = ["batch", "sheets.ndjson", "-q", "small", "-o", "out.csv", "--lang", "en"]
        one, two = (smartscore(*command, "--jobs", jobs) for jobs in ("1", "2"))
        assert one == two
        assert (one.code, "broke off after 99 rows" in one.err) == (2, True)


class TestFiles:
    @pytest.mark.parametrize("options", FORMATS)
    def test_several_processes_say_what_one_says(self, smartscore: Run, options: list[str]) -> None:
        """A respondent who came before is told of by several processes, too."""
        for number in range(MANY):
            Path(f"s{number:03d}.answers.{'json' if number % 2 else 'yaml'}").write_text(all_sorts(number))
        command = ["batch", ".", "-q", "small", "--lang", "en", *options]
        one, two = (smartscore(*command, "--jobs", jobs) for jobs in ("1", "2"))
        assert two == one
        assert "R7" in one.err

    def test_files_are_named_as_they_were_asked_for(self, smartscore: Run) -> None:
        Path("below", "further").mkdir(parents=True)
        places = ["a.answers.json", str(Path("below", "further", "b.answers.json"))]
        for place in places:
            Path(place).write_text(json.dumps(sheet(1, region=place)))
        for asked, start in ((".", ""), ("./below", ""), (str(Path.cwd()), f"{Path.cwd()}{os.sep}")):
            ran = smartscore("batch", asked, "-q", "small", "-f", "csv", "--lang", "en")
            found = [row["file"] for row in csv.DictReader(io.StringIO(ran.out))]
            assert found == [start + place for place in places if asked != "./below" or place.startswith("below")]

    def test_a_sheet_that_is_too_large_is_rejected_among_others(self, smartscore: Run) -> None:
        for name, note in (("a", ""), ("b", "x" * 6_000_000), ("c", "")):
            Path(f"{name}.answers.json").write_text(json.dumps(sheet(1, note=note, region=name)))
        ran = smartscore("batch", ".", "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, len(ran.out.splitlines())) == (1, 3)
        assert ran.err.startswith("b.answers.json: ")

    def test_a_report_is_written_for_every_sheet(self, smartscore: Run) -> None:
        for name in "abc":
            Path(f"{name}.answers.json").write_text(json.dumps(sheet(1, region=name)))
        smartscore("batch", ".", "-q", "small", "-f", "csv", "--reports", "reports")
        assert sorted(file.name for file in Path("reports").iterdir()) == ["a.md", "b.md", "c.md"]

    @pytest.mark.skipif(os.name == "nt", reason="links need a right there")
    def test_a_link_to_an_input_is_no_output(self, smartscore: Run) -> None:
        for name in "ab":
            Path(f"{name}.answers.json").write_text(json.dumps(sheet(1, region=name)))
        Path("out.csv").symlink_to("b.answers.json")
        Path("c.answers.json").symlink_to("real.csv")
        for output in ("out.csv", "real.csv"):
            ran = smartscore("batch", ".", "c.answers.json", "-q", "small", "-o", output, "--lang", "en")
            assert (ran.code, output in ran.err) == (2, True)
