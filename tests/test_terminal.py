"""The interview in a real (pseudo-)terminal: introduced, answered, interrupted, gone on with."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smartscore import read_sheet
from smartscore.cli.interview_mode import Chosen, choose_mode

pexpect = pytest.importorskip("pexpect", reason="pexpect drives the terminal; it does not run on Windows")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


def started(*arguments: str, mode: str = "line") -> Any:
    """Start `smartscore assess` in a terminal of 80 x 24, in English."""
    command = ["-m", "smartscore", "assess", *arguments, "--lang", "en", "--mode", mode]
    return pexpect.spawn(
        sys.executable, command, dimensions=(24, 80), encoding="utf-8", timeout=30, preexec_fn=_heed_ctrl_c
    )


def _heed_ctrl_c() -> None:
    """Undo what a test run in the background inherits: interrupts that are ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def introduced(child: Any, region: str = "Kabupaten Uji") -> None:
    """Answer what is asked before the first question: a name, and Enter for the rest."""
    child.expect("Region")
    child.sendline(region)
    for prompt in ("Year or period", "Who answers", "Agency", "What is it", "People", "coast", "water"):
        child.expect(prompt)
        child.sendline("")


def test_a_person_answers_stops_and_goes_on() -> None:
    child = started("x.answers.yaml", "--quick")
    introduced(child)
    child.expect("gov-service-standards")
    child.expect("> ")
    child.sendline("3")
    child.expect("Saved: gov-service-standards = 3")
    child.sendline("q")
    child.expect("Full report: smartscore report x.answers.yaml")
    child.expect(pexpect.EOF)
    child = started("x.answers.yaml", "--quick")
    child.expect("Going on: 1 of 21 questions already have an answer.")
    child.expect("gov-bureaucracy-intra-network")
    child.sendline("q")
    child.expect(pexpect.EOF)
    assert read_sheet("x.answers.yaml").region == "Kabupaten Uji"


def test_a_summary_is_drawn_on_a_terminal_and_elsewhere() -> None:
    """On standard output below a table, on standard error beside what is for programs."""
    for options in ([], ["-f", "csv", "-o", "x.csv"]):
        command = ["-m", "smartscore", "batch", "example:contoh-kabupaten", "--summary", "--lang", "id", *options]
        child = pexpect.spawn(sys.executable, command, dimensions=(60, 80), encoding="utf-8", timeout=30)
        child.expect(pexpect.EOF)
        assert "Ringkasan 1 hasil" in child.before
        assert "Subdimensi terlemah" in child.before
        assert not re.search(r"#|\| ---", child.before)
        if not options:
            assert re.search(r"\n\s*\n[^\n]*Ringkasan", child.before)  # a blank line between table and summary
        done = subprocess.run([sys.executable, *command], capture_output=True, encoding="utf-8", check=True)
        assert "Ringkasan 1 hasil" in done.stdout + done.stderr
        assert "##" not in done.stdout + done.stderr


@pytest.mark.parametrize("columns", [40, 60, 132])
def test_messages_are_broken_between_words_at_the_width_of_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path stays in one piece, however long it is: the terminal itself goes on with it on the next line."""
    monkeypatch.delenv("COLUMNS")
    path = f"{'folder/' * 20}none.answers.yaml"
    command = ["-m", "smartscore", "batch", path, "--lang", "en"]
    child = pexpect.spawn(sys.executable, command, dimensions=(24, columns), encoding="utf-8", timeout=30)
    child.expect(pexpect.EOF)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", child.before).split("\r\n")
    told = subprocess.run([sys.executable, *command], capture_output=True, encoding="utf-8", check=False).stderr
    assert " ".join(lines).split() == told.split()
    assert told.count("\n") == 2  # where nobody looks, each of the two messages is a line
    assert all(len(line) <= columns or line == f"{path}:" for line in lines)
    assert max(map(len, lines[1:])) > min(columns / 2, 50)


def test_ctrl_c_keeps_every_answer_and_leaves_with_130() -> None:
    child = started("x.answers.yaml")
    introduced(child)
    child.expect("> ")
    child.sendline("4")
    child.expect("Saved: gov-service-standards = 4")
    child.expect("> ")
    child.sendintr()
    child.expect("Interrupted; every answer so far is in x.answers.yaml")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert read_sheet("x.answers.yaml").answers["gov-service-standards"].short == 4


def test_the_end_of_the_input_is_a_normal_end() -> None:
    child = started("x.answers.yaml")
    introduced(child)
    child.expect("> ")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_the_previous_sheet_in_the_folder_is_proposed() -> None:
    first = started("one.answers.yaml")
    introduced(first, "Kabupaten Pertama")
    first.expect("> ")
    first.sendline("q")
    first.expect(pexpect.EOF)
    second = started("two.answers.yaml")
    second.expect(r"Region \[Kabupaten Pertama\]")
    introduced_rest = ("", "2027", "", "", "2", "", "0", "0")
    for typed in introduced_rest:
        second.sendline(typed)
    second.expect("gov-service-standards")
    second.sendline("q")
    second.expect(pexpect.EOF)
    sheet = read_sheet("two.answers.yaml")
    assert (sheet.region, sheet.period) == ("Kabupaten Pertama", "2027")
    assert sheet.profile is not None
    assert (sheet.profile.type, sheet.profile.coast, sheet.profile.island) == ("city", False, False)
    assert not Path("my-city.answers.yaml").exists()


def test_what_is_no_choice_about_the_place_is_asked_again() -> None:
    child = started("x.answers.yaml")
    child.expect("Region")
    child.sendline("Kabupaten Uji")
    for prompt in ("Year or period", "Who answers", "Agency"):
        child.expect(prompt)
        child.sendline("")
    child.expect("What is it")
    child.sendline("9")
    child.expect("Type one of 1, 2, or only Enter to leave it open.")
    child.expect("What is it")
    child.sendline("2")
    for prompt in ("People", "coast", "water"):
        child.expect(prompt)
        child.sendline("")
    child.expect("gov-service-standards")
    child.expect("> ")
    child.sendeof()
    child.expect(pexpect.EOF)
    profile = read_sheet("x.answers.yaml").profile
    assert profile is not None
    assert profile.type == "city"


OPENING = ("Region", "Year or period", "Who answers", "Agency", "What is it", "People", "coast", "water")


def opened_until(child: Any, prompt: str) -> None:
    """Answer the lines before the first question with words or Enter, up to one of them."""
    for before in OPENING[: OPENING.index(prompt)]:
        child.expect(before)
        child.sendline("" if before in OPENING[4:] else "Uji")
    child.expect(prompt)


@pytest.mark.parametrize("arguments", [(), ("x.answers.yaml",)])
@pytest.mark.parametrize("prompt", OPENING)
def test_q_before_the_first_question_begins_nothing_and_says_so(prompt: str, arguments: tuple[str, ...]) -> None:
    child = started(*arguments)
    opened_until(child, prompt)
    child.sendline("q")
    child.expect("no sheet was begun, and what was")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert list(Path().glob("*answers*")) == []


@pytest.mark.parametrize("prompt", ["Region", "Who answers", "coast"])
def test_ctrl_c_before_the_first_question_says_that_nothing_was_begun(prompt: str) -> None:
    child = started()
    opened_until(child, prompt)
    child.sendintr()
    child.expect("no sheet was begun, and what was")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert list(Path().glob("*answers*")) == []


def test_the_end_of_the_input_before_the_first_question_begins_nothing() -> None:
    child = started()
    opened_until(child, "Year or period")
    child.sendeof()
    child.expect("no sheet was begun, and what was")
    child.expect(pexpect.EOF)
    assert list(Path().glob("*answers*")) == []


def test_h_before_the_first_question_explains_and_asks_again_and_a_letter_in_quotes_is_a_name() -> None:
    child = started("x.answers.yaml")
    child.expect("h help")
    opened_until(child, "Who answers")
    child.sendline("h")
    child.expect("which questions are")
    child.expect("Who answers")
    child.sendline('"q"')
    child.expect("Agency")
    child.sendline('"Dinas"')
    child.expect("questions that cannot concern it")
    for prompt in OPENING[4:]:
        child.expect(rf"{prompt}[^\r\n]*\(Enter leaves it\)")
        child.sendline("")
    child.expect("> ")
    child.sendline("q")
    child.expect(pexpect.EOF)
    sheet = read_sheet("x.answers.yaml")
    assert (sheet.region, sheet.respondent, sheet.agency) == ("Uji", "q", '"Dinas"')


@pytest.mark.parametrize("arguments", [(), ("x.answers.yaml",)])
def test_l_before_the_first_question_is_the_language_of_the_sitting(arguments: tuple[str, ...]) -> None:
    child = started(*arguments)
    child.expect("Region")
    child.sendline("l")
    child.expect("Nama daerah")
    child.sendline("x")
    child.expect("Tahun atau periode")
    child.sendline("2027")
    for prompt in ("Siapa yang menjawab", "Perangkat daerah", "Apa bentuknya", "Penduduk"):
        child.expect(prompt)
        child.sendline("")
    child.expect("Punya pantai")
    child.sendline("l")
    child.expect("Has it a coast")
    child.sendline("l")
    child.expect("Punya pantai")
    child.sendline("")
    child.expect("lewat laut")
    child.sendline("")
    child.expect("0-5 jawab")
    child.sendline("q")
    child.expect("lanjutkan dengan: smartscore assess")
    child.expect(pexpect.EOF)
    (path,) = Path().glob("*.answers.yaml")
    assert read_sheet(path).language == "id"


def test_only_the_key_of_a_choice_is_bold() -> None:
    child = started("x.answers.yaml")
    introduced(child)
    child.expect("Smart Governance")
    child.expect("> ")
    assert re.search(r"\x1b\[1m +0 +\x1b\[0mNone of the ten services", child.before)
    child.sendeof()
    child.expect(pexpect.EOF)


@pytest.mark.parametrize("terminal", ["xterm", "dumb"])
def test_lines_are_as_wide_as_the_window_is_now(terminal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.delenv("COLUMNS", raising=False)
    child = started("x.answers.yaml")
    introduced(child)
    for columns, widest in ((96, 96), (44, 44), (140, 100)):
        child.expect("> $")
        child.setwinsize(30, columns)
        child.sendline("s")
        child.expect(r"answered · [a-z-]+")
        child.expect("> $")
        lines = [len(line) for line in re.sub(r"\x1b\[[0-9;]*m", "", child.before).splitlines()]
        assert widest - 15 <= max(lines) <= widest
        child.sendline("b")
        child.expect("> $")
        child.sendline("o")
    child.sendeof()
    child.expect(pexpect.EOF)


def test_a_sheet_that_another_program_broke_is_told_at_the_end_and_the_answers_are_kept() -> None:
    child = started("x.answers.yaml")
    introduced(child)
    child.expect("> $")
    child.sendline("3")
    child.expect("> $")
    Path("x.answers.yaml").write_text("answers: [", "utf-8")
    child.sendline("q")
    child.expect("The sheet with all your answers is kept as x.answers.yaml.bak")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert read_sheet("x.answers.yaml.bak").answers["gov-service-standards"].short == 3


def test_a_sheet_that_another_program_changed_is_reported_as_it_is_now() -> None:
    child = started("x.answers.yaml")
    introduced(child)
    child.expect("> $")
    child.sendline("3")
    child.expect("> $")
    text = Path("x.answers.yaml").read_text("utf-8")
    Path("x.answers.yaml").write_text(text.replace("gov-service-standards: 3", "gov-service-standards: 1"), "utf-8")
    child.sendline("q")
    child.expect("another program has changed this sheet since your last answer")
    child.expect("Full report: smartscore report x.answers.yaml")
    child.expect(pexpect.EOF)


class TestFullScreen:
    """The same sitting on the whole screen; what it shows there is tested in test_full_screen."""

    def test_a_person_answers_stops_and_goes_on_line_by_line(self) -> None:
        pytest.importorskip("textual", reason="the extra `tui` is not installed")
        child = started("x.answers.yaml", "--quick", "--transcript", "x.ndjson", mode="tui")
        introduced(child)
        child.expect("gov-service-standards")
        child.send("3")
        child.expect("Saved: gov-service-standards = 3")
        child.send("q")
        child.expect("Full report: smartscore report x.answers.yaml")
        child.expect(pexpect.EOF)
        assert read_sheet("x.answers.yaml").answers["gov-service-standards"].short == 3
        assert '"answer"' in Path("x.ndjson").read_text("utf-8")
        child = started("x.answers.yaml", "--quick")
        child.expect("Going on: 1 of 21 questions already have an answer.")
        child.sendline("q")
        child.expect(pexpect.EOF)

    def test_ctrl_c_gives_the_terminal_back_and_leaves_with_130(self) -> None:
        pytest.importorskip("textual", reason="the extra `tui` is not installed")
        child = started("x.answers.yaml", mode="tui")
        introduced(child)
        child.expect("gov-service-standards")
        child.send("4")
        child.expect("Saved: gov-service-standards = 4")
        child.sendintr()
        child.expect("Interrupted; every answer so far is in x.answers.yaml")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 130

    def test_a_console_that_refuses_gets_the_interview_line_by_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("textual", reason="the extra `tui` is not installed")
        monkeypatch.setenv("TEXTUAL_DRIVER", "refusing_driver:RefusingDriver")
        monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
        child = started("x.answers.yaml", mode="tui")
        introduced(child)
        child.expect("Line by line, because this console does not let anything be drawn on it.")
        child.expect("> ")
        child.sendline("2")
        child.expect("Saved: gov-service-standards = 2")
        child.sendeof()
        child.expect(pexpect.EOF)


def test_without_textual_the_interview_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartscore.cli.interview_mode.find_spec", lambda _name: None)
    assert choose_mode("tui", {}, terminal=True) == Chosen(full_screen=False, because="mode.not_installed")
