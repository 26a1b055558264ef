"""A command that a message suggests can be copied as it is, whatever the path in it."""

import os
from pathlib import Path

import pytest
from conftest import Run

from smartscore import load_questionnaire
from smartscore.cli.shell import Shell
from smartscore.errors import Fault
from smartscore.files.paths import in_command

SHEET = "Kab. Alor 2026.answers.yaml"
SHORT = "gov-policy-master-plan=2"
"""A question of the short form."""
QUICK = [question.id for question in load_questionnaire("indonesia-smart-city", "en").asked("quick")]
QUOTED = '"Kab. Alor 2026.answers.yaml"' if os.name == "nt" else f"'{SHEET}'"


@pytest.fixture(params=["en", "id"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_paths_with_spaces_are_quoted_as_the_system_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartscore.files.paths.WINDOWS", False)
    assert [in_command("a b's"), in_command(Path("a/b.yaml"))] == ["'a b'\"'\"'s'", "a/b.yaml"]
    monkeypatch.setattr("smartscore.files.paths.WINDOWS", True)
    assert [in_command("a b's"), in_command(r"C:\data\b.yaml")] == ['"a b\'s"', r"C:\data\b.yaml"]
    assert in_command("a&b.yaml") == '"a&b.yaml"'


def test_what_the_interview_suggests_at_its_end(smartscore: Run, lang: str) -> None:
    said = smartscore("assess", SHEET, "--no-input", "--set", "gov-service-online=3", "--lang", lang).err
    assert f"smartscore assess {QUOTED}" in said
    assert f"smartscore report {QUOTED}" in said
    assert f": {SHEET}\n" in said


@pytest.mark.parametrize(
    ("options", "counted"),
    [
        ((), ("92 of 93", "92 dari 93")),
        (("--dimension", "living"), ("15 of 15", "15 dari 15")),
        (("--quick",), ("20 of 21", "20 dari 21")),
        (("--quick", "--dimension", "governance"), ("4 of 5", "4 dari 5")),
    ],
)
def test_going_on_asks_what_was_asked_before(
    smartscore: Run, lang: str, options: tuple[str, ...], counted: tuple[str, str]
) -> None:
    said = smartscore("assess", SHEET, *options, "--no-input", "--set", SHORT, "--lang", lang).err
    more = "".join(f" {option}" for option in options)
    assert f"{counted[lang == 'id']} " in said
    assert f"smartscore assess {QUOTED}{more}\n" in said
    assert f"smartscore report {QUOTED}\n" in said


def test_after_a_part_is_answered_the_whole_is_what_is_left(smartscore: Run, lang: str) -> None:
    smartscore("assess", SHEET, "--no-input", "--set", SHORT, "--lang", lang)
    quick = [f"{name}=?" for name in QUICK]
    settings = [word for setting in quick for word in ("--set", setting)]
    said = smartscore("assess", SHEET, "--quick", "--no-input", *settings, "--lang", lang).err
    assert ("72 of 93 ", "72 dari 93 ")[lang == "id"] in said
    assert f"smartscore assess {QUOTED}\n" in said


def test_who_has_a_sheet_open_is_told_with_how_to_read_it(smartscore: Run, lang: str) -> None:
    arguments = ("assess", SHEET, "--no-input", "--set", "gov-service-online=3", "--lang", lang)
    smartscore(*arguments)
    Path(f"{SHEET}.lock").write_text(
        '{"user": "siti", "host": "other", "process": 1, "started": 0, "since": "2026-01-01T00:00:00", "token": "t"}',
        "utf-8",
    )
    ran = smartscore(*arguments)
    assert f"smartscore report {QUOTED} - " in ran.err


def test_a_new_questionnaire_is_suggested_to_be_checked(smartscore: Run, lang: str) -> None:
    said = smartscore("questionnaires", "new", "my folder/mine", "--lang", lang).err
    assert f"smartscore check {in_command(Path('my folder/mine'))}\n" in said


def test_all_faults_are_suggested_to_be_seen(capsys: pytest.CaptureFixture[str]) -> None:
    Shell().complain_of([Fault("document.empty", file=SHEET)] * 9)
    assert f"smartscore check {QUOTED}\n" in capsys.readouterr().err
