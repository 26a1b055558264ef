"""What commands say about a journal that an interrupted interview left; and that nothing acknowledged is ever lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, Run
from hypothesis import given
from hypothesis import strategies as st
from keeping import SHEET, new_sheet, person
from test_open_sheet import refuse_to_replace

from smartscore.answers import Answer
from smartscore.cli.surroundings import is_alive, surroundings
from smartscore.errors import ReplaceDelayedError
from smartscore.files.open_sheet import OpenSheet
from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheet_splice import Order
from smartscore.files.text_edit import Edit
from smartscore.history import Change


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a sheet with one answer, and a second answer in its journal only."""
    questionnaire = load_questionnaire("indonesia-smart-city")
    first, second = list(questionnaire.questions)[:2]
    sheet = OpenSheet.open(SHEET, new_sheet("indonesia-smart-city"), person(), Order.of(questionnaire))
    change = Change(first, None, Answer(short="unknown"))
    sheet.save(change.applied(sheet.sheet), sheet.history.record(change))
    change = Change(second, None, Answer(short="waiting"))
    with monkeypatch.context() as patch:
        refuse_to_replace(patch)
        with pytest.raises(ReplaceDelayedError):
            sheet.save(change.applied(sheet.sheet), sheet.history.record(change))
    sheet.close()


@pytest.mark.usefixtures("interrupted")
class TestReaders:
    @pytest.mark.parametrize("command", [("report",), ("explain",), ("batch", "-f", "csv")])
    def test_a_command_takes_the_answer_and_says_so(self, smartscore: Run, command: tuple[str, ...]) -> None:
        ran = smartscore(command[0], SHEET, *command[1:], "--lang", "en")
        assert ran.code == 0
        assert "x.answers.yaml: answers taken from the journal of an interrupted interview: 1" in ran.err
        assert SHEET.read_text().count("waiting") == 0

    def test_check_says_so_as_a_warning(self, smartscore: Run) -> None:
        ran = smartscore("check", SHEET, "--lang", "en")
        assert ran.code == 0
        assert "answers taken from the journal of an interrupted interview: 1" in ran.out

    def test_check_warns_in_indonesian(self, smartscore: Run) -> None:
        ran = smartscore("check", SHEET, "--lang", "id")
        assert "jawaban yang diambil dari jurnal wawancara yang terputus: 1" in ran.out

    def test_a_sheet_that_is_cut_off(self, smartscore: Run) -> None:
        SHEET.write_bytes(SHEET.read_bytes()[:40])
        ran = smartscore("report", SHEET, "-f", "json", "--lang", "en")
        assert ran.code == 0
        assert "this file is cut off" in ran.err


@given(st.text("ab\n", max_size=8), st.text("ab\n", max_size=8))
def test_an_edit_turns_one_text_into_the_other(old: str, new: str) -> None:
    assert Edit.between(old, new).applied(old) == new


def test_an_edit_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="Edit"):
        Edit(5, 9, "x").applied("short")


def test_the_surroundings_of_a_run() -> None:
    mine, again = surroundings(), surroundings()
    assert mine.token != again.token
    assert mine.user
    assert mine.host
    assert mine.now().tzinfo is not None
    assert mine.is_alive(mine.process)
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    assert not is_alive(ended.pid)
    assert is_alive(2**80)  # what cannot be known counts as alive


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks")
def test_no_acknowledged_answer_is_lost() -> None:
    """A few rounds of `benchmarks/lost_answers.py`; by hand it plays a thousand."""
    script = REPOSITORY / "benchmarks" / "lost_answers.py"
    ran = subprocess.run([sys.executable, script, "10"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    total = next(line for line in ran.stdout.splitlines() if line.startswith("all "))
    assert total.split()[-2:] == ["0", "0"]
    assert not list(Path().iterdir())
