"""Bad input gets a clear error and loses nothing: every item of that list, through the command line."""

import csv
import errno
import io
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Ran, Run, level_question, make

import smartscore as package
from smartscore.errors import Fault, QuestionnaireError
from smartscore.frames.frame import RESULTS
from smartscore.questionnaire.consistency import RESULT_COLUMNS
from smartscore.tables.cells import CELLS

SHEET = "city.answers.yaml"

SMALL = """\
format: smartscore-questionnaire/1
id: small
version: 1.0.0
title: A small questionnaire
languages: [en]
scale:
  levels:
    - {level: 0, name: Absent}
    - {level: 1, name: Begun}
    - {level: 2, name: Established}
tiers:
  - {id: overall, name: Overall}
  - {id: dimension, name: Dimension}
bands:
  unit: index
  levels:
    - {level: 0, name: Absent, min: 0, max: 40}
    - {level: 1, name: Begun, min: 40, max: 80}
    - {level: 2, name: Established, min: 80, max: 100}
dimensions:
  - id: services
    name: Services
    questions:
      - id: backup
        kind: level
        ask: How are data kept safe?
        levels: {0: No copy, 1: A copy, 2: A tested copy}
        evidence: {1: [{id: log, name: Backup log}]}
      - id: villages
        kind: number
        ask: How many villages have a signal?
        unit: villages
        valid: [0, 145]
        thresholds: [50, 100]
      - id: papers
        kind: checklist
        ask: Which papers are in force?
        criteria: [{id: plan, text: A plan}, {id: budget, text: A budget}]
      - id: officer
        kind: yes_no
        ask: Is an officer named?
      - id: network
        kind: choice
        ask: How is the office connected?
        options: [{id: none, text: Not at all, points: 0}, {id: cable, text: By cable, points: 1}]
      - id: coast
        kind: level
        not_applicable: forbidden
        ask: How is the coast cared for?
        levels: {0: Not, 1: Cleaned, 2: Guarded}
"""

HEAD = "format: smartscore-answers/1\nquestionnaire: {id: small, version: 1.0.0}\n"
"""Two lines; `answers:` is the third, and the first answer stands on the fourth."""

REFUSES = {"report": 2, "explain": 2, "assess": 2, "check": 1, "batch": 1}
"""The commands that read a sheet, and their exit code for a bad one."""

EVERY_COMMAND = pytest.mark.parametrize("command", REFUSES)

SCREEN = 24
COLUMNS = 80


@pytest.fixture(autouse=True)
def small(tmp_path: Path) -> Path:
    """Write a small questionnaire into the folder `small`."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "questionnaire.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "small"


def one_screen(text: str) -> bool:
    """Say whether text fits a terminal of 80 columns and 24 lines, long lines folded."""
    return sum(max(1, -(-len(line) // COLUMNS)) for line in text.splitlines()) <= SCREEN


def message_of(ran: Ran, command: str) -> str:
    """Return the message for one bad file, without what `check` and `batch` say around it."""
    assert ran.code == REFUSES[command], ran.err
    assert "Traceback" not in ran.out + ran.err
    assert one_screen(ran.out + ran.err)
    if command == "check":
        assert ran.err in (
            "1 file checked; faults: 1, warnings: 0.\n",
            "1 berkas diperiksa: 1 kesalahan, 0 peringatan.\n",
        )
        return re.sub(r"^(fault: |salah:    ) ", "", ran.out).strip()
    assert ran.out == ""
    if command == "batch":
        *message, end = ran.err.splitlines()
        assert end in (
            "1 of 1 sheets were rejected; the reasons stand above.",
            "1 dari 1 lembar ditolak; sebabnya ada di atas.",
        )
        return "\n".join(message)
    return ran.err.strip()


def refused(smartscore: Run, command: str, content: bytes | str, lang: str = "en") -> str:
    """Return how a command refuses a sheet; the file stays as it is and nothing is put beside it."""
    file = Path(SHEET)
    content = content.encode() if isinstance(content, str) else content
    file.write_bytes(content)
    before = sorted(Path().iterdir())
    ran = smartscore(command, SHEET, "-q", "small", "--lang", lang, stdin="1\n")
    assert file.read_bytes() == content
    assert sorted(Path().iterdir()) == before
    return message_of(ran, command)


TOO_DEEP = "this is nested more than 32 levels deep. No sheet or questionnaire is; check the brackets."
TOO_LONG = "this number has more than 30 digits. Write a shorter one, or put text in quotes."
NO_ALIAS = "anchors and aliases (& and *) are not read here. Write the value out, or put text in quotes."
EMPTY = "the file is empty. Begin one with: smartscore questionnaires blank -o FILE"
NOT_A_SHEET = "the file holds no `key: value` lines. Begin one with: smartscore questionnaires blank -o FILE"

DOCUMENTS: dict[str, tuple[bytes | str, str]] = {
    "empty": ("", f": {EMPTY}"),
    "a byte order mark only": (b"\xef\xbb\xbf", f": {EMPTY}"),
    "comments only": ("# nothing yet\n", f": {EMPTY}"),
    "prose": ("This is a letter.\nIt has two lines.\n", f":1:1: {NOT_A_SHEET}"),
    "a list": ("- a\n- b\n", f":1:1: {NOT_A_SHEET}"),
    "an open bracket": (
        HEAD + "answers: {backup: 1\n",
        ":4:1: a bracket is opened and not closed, or a comma is missing. Complete the list.",
    ),
    "an open quote": (
        HEAD + 'region: "Alor\n',
        ":4:1: a quote is opened and not closed before the file ends. Close it.",
    ),
    "two colons": (
        HEAD + "region: Alor: the island\n",
        ":3:13: a second `: ` stands in this line. Put the text in quotes.",
    ),
    "not JSON": (
        '{"format": "smartscore-answers/1",\n "region" "Alor"}',
        ":2:11: this is not valid JSON (Expecting ':' delimiter). Repair it here.",
    ),
    "not UTF-8": (
        HEAD.encode() + "region: Café\n".encode("latin-1"),
        ":3:12: this is not UTF-8 text. Save the file as UTF-8.",
    ),
    "UTF-16, as Windows writes it": (HEAD.encode("utf-16"), ":1:1: this is UTF-16 text. Save the file as UTF-8."),
    "UTF-16 the other way round": (
        b"\xfe\xff" + HEAD.encode("utf-16-be"),
        ":1:1: this is UTF-16 text. Save the file as UTF-8.",
    ),
    "a tab": (HEAD + "answers:\n\tbackup: 1\n", ":4:1: a tab cannot indent YAML. Use spaces."),
    "a tab where a line goes on": (
        HEAD + "answers:\n  backup:\n    level: 1\n\tnote: text\n",
        ":6:1: a tab cannot indent YAML. Use spaces.",
    ),
    "a key twice": (
        HEAD + "answers:\n  backup: 1\n  backup: 2\n",
        ":5:3: the key “backup” stands here a second time. Delete one of the two.",
    ),
    "a key twice in JSON": (
        '{"format": "smartscore-answers/1",\n "format": "x"}',
        ":2:2: the key “format” stands here a second time. Delete one of the two.",
    ),
    "an anchor": (HEAD + "answers:\n  backup: &one 1\n", f":4:11: {NO_ALIAS}"),
    "an alias": (HEAD + "answers:\n  backup: *one\n", f":4:11: {NO_ALIAS}"),
    "a bomb of aliases": (
        "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n",
        f":1:4: {NO_ALIAS}",
    ),
    "a tag": (HEAD + "answers: !mine\n  backup: 1\n", ":3:10: tags (!mine) are not read here. Delete it."),
    "a tag that runs code": (
        HEAD + "region: !!python/object/apply:os.system [ls]\n",
        ":3:9: tags (tag:yaml.org,2002:python/object/apply:os.system) are not read here. Delete it.",
    ),
    "100,000 brackets": ("[" * 100_000, f":1:33: {TOO_DEEP}"),
    "100,000 brackets in an answer": (HEAD + "answers: " + "[" * 100_000, f":3:41: {TOO_DEEP}"),
    "100,000 hyphens": ("- " * 100_000, f":1:65: {TOO_DEEP}"),
    "100,000 braces in JSON": ('{"a":' * 100_000, f":1:161: {TOO_DEEP}"),
    "a number of 5,000 digits": (HEAD + "answers:\n  villages: " + "9" * 5000, f":4:13: {TOO_LONG}"),
    "a hexadecimal number of 50 digits": (HEAD + "answers:\n  villages: 0x" + "f" * 50, f":4:13: {TOO_LONG}"),
    "an exponent of 9 digits": (HEAD + "answers:\n  villages: 1e999999999\n", f":4:13: {TOO_LONG}"),
    "a small exponent of 9 digits": (HEAD + "answers:\n  villages: 1e-999999999\n", f":4:13: {TOO_LONG}"),
    "an exponent of 20 digits": (HEAD + "answers:\n  villages: 1e99999999999999999999\n", f":4:13: {TOO_LONG}"),
    "zero with an exponent of 9 digits": (HEAD + "answers:\n  villages: 0e999999999\n", f":4:13: {TOO_LONG}"),
    "several documents": (
        HEAD + "answers: {}\n---\n" + HEAD,
        ":4:1: a second document begins here (---). Put one document in a file.",
    ),
    "a raw terminal escape": (
        HEAD + "region: \x1b]0;x\x07\n",
        ":3:9: there is a control character here that no text file may hold. Delete it.",
    ),
    "a questionnaire": (SMALL, ":1:1: this is a questionnaire, not an answer sheet. Try: smartscore check FOLDER"),
}


class TestDocuments:
    @pytest.mark.parametrize(("content", "message"), DOCUMENTS.values(), ids=DOCUMENTS)
    def test_a_file_that_is_no_document_is_refused_with_its_place(
        self, smartscore: Run, content: bytes | str, message: str
    ) -> None:
        assert refused(smartscore, "report", content) == f"{SHEET}{message}"

    @pytest.mark.parametrize("command", ["explain", "assess", "check", "batch"])
    @pytest.mark.parametrize("name", ["empty", "prose", "not UTF-8", "a tab", "an alias", "100,000 brackets"])
    def test_every_command_refuses_it_alike(self, smartscore: Run, command: str, name: str) -> None:
        content, message = DOCUMENTS[name]
        assert refused(smartscore, command, content) == f"{SHEET}{message}"

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("empty", ": berkas ini kosong. Mulailah dengan: smartscore questionnaires blank -o BERKAS"),
            ("not UTF-8", ":3:12: ini bukan teks UTF-8. Simpan berkas sebagai UTF-8."),
            ("a tab", ":4:1: tab tidak boleh dipakai untuk indentasi YAML. Pakai spasi."),
            ("a key twice", ":5:3: kunci “backup” tertulis untuk kedua kali. Hapus salah satu."),
            (
                "an alias",
                (
                    ":4:11: jangkar dan alias (& dan *) tidak dibaca di sini. "
                    "Tulis nilainya, atau apit teks dengan tanda kutip."
                ),
            ),
            (
                "100,000 brackets",
                ":1:33: ini bersarang lebih dari 32 tingkat. Lembar atau kuesioner tidak begitu; periksa kurungnya.",
            ),
        ],
    )
    @pytest.mark.parametrize("command", ["report", "check", "batch"])
    def test_the_same_in_indonesian(self, smartscore: Run, command: str, name: str, message: str) -> None:
        assert refused(smartscore, command, DOCUMENTS[name][0], lang="id") == f"{SHEET}{message}"

    @EVERY_COMMAND
    def test_a_file_of_50_mb_is_refused_before_it_is_read(
        self, smartscore: Run, command: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Path(SHEET).open("wb") as file:
            file.truncate(50 * 1024 * 1024)
        read = Path.read_bytes

        def small_ones_only(path: Path) -> bytes:
            assert path.name != SHEET
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", small_ones_only)
        ran = smartscore(command, SHEET, "-q", "small", "--lang", "en")
        assert message_of(ran, command) == (
            f"{SHEET}: this file is larger than 5 MB. An answer sheet or questionnaire is far smaller; check the name."
        )

    def test_50_mb_through_a_pipe_are_refused(self, smartscore: Run) -> None:
        ran = smartscore("report", "-", "--lang", "en", stdin=b"#" * (50 * 1024 * 1024))
        assert message_of(ran, "report") == (
            "<stdin>: this file is larger than 5 MB. An answer sheet or questionnaire is far smaller; check the name."
        )

    @pytest.mark.parametrize("command", ["report", "explain", "assess"])
    def test_a_folder_is_no_sheet(self, smartscore: Run, command: str) -> None:
        ran = smartscore(command, "small", "--lang", "en", stdin="1\n")
        assert (ran.code, ran.out, ran.err) == (2, "", "small: this is a folder. Name a file in it.\n")

    @pytest.mark.parametrize("command", ["report", "explain", "check", "batch"])
    def test_a_file_that_is_not_there(self, smartscore: Run, command: str) -> None:
        ran = smartscore(command, SHEET, "--lang", "en")
        assert message_of(ran, command) == f"{SHEET}: there is no such file. Check the name and the folder."

    @pytest.mark.parametrize("command", ["report", "explain", "assess", "check", "batch"])
    def test_a_name_longer_than_any_file_system_takes(self, smartscore: Run, command: str) -> None:
        ran = smartscore(command, "x" * 300, "-q", "small", "--lang", "en", stdin="1\n")
        assert ran.code == REFUSES[command]
        assert "Traceback" not in ran.err
        assert "(File name too long)" in ran.out + ran.err

    def test_a_region_whose_name_makes_too_long_a_file_name(self, smartscore: Run) -> None:
        ran = smartscore("assess", "-q", "small", "--region", "x" * 300, "--lang", "en", stdin="1\n")
        assert ran.code == 2
        assert "Traceback" not in ran.err

    @EVERY_COMMAND
    def test_no_permission(self, smartscore: Run, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Played, because the superuser may read everything."""
        read = Path.read_bytes

        def forbidden(path: Path) -> bytes:
            if path.name == SHEET:
                raise PermissionError(errno.EACCES, "Permission denied")
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", forbidden)
        assert refused_unread(smartscore, command) == (
            f"{SHEET}: this file may not be read. Ask for permission, or copy it to your own folder."
        )

    @EVERY_COMMAND
    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
    def test_no_permission_for_the_file(self, smartscore: Run, command: str) -> None:
        Path(SHEET).write_text(HEAD, encoding="utf-8")
        Path(SHEET).chmod(0)
        ran = smartscore(command, SHEET, "-q", "small", "--lang", "en", stdin="1\n")
        assert message_of(ran, command) == (
            f"{SHEET}: this file may not be read. Ask for permission, or copy it to your own folder."
        )

    @EVERY_COMMAND
    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
    def test_no_permission_for_the_folder(self, smartscore: Run, command: str) -> None:
        Path("closed").mkdir()
        Path("closed", SHEET).write_text(HEAD, encoding="utf-8")
        Path("closed").chmod(0)
        try:
            ran = smartscore(command, f"closed/{SHEET}", "-q", "small", "--lang", "en", stdin="1\n")
        finally:
            Path("closed").chmod(0o700)
        assert message_of(ran, command) == (
            f"closed/{SHEET}: this file may not be read. Ask for permission, or copy it to your own folder."
        )


def refused_unread(smartscore: Run, command: str) -> str:
    """Return how a command refuses a good sheet that it cannot read."""
    Path(SHEET).write_text(HEAD + "answers: {}\n", encoding="utf-8")
    return message_of(smartscore(command, SHEET, "-q", "small", "--lang", "en", stdin="1\n"), command)


LEVELS = "Write one of 0, 1, 2"
WRITTEN = "Write a whole number such as 3; `smartscore questionnaires show NAME` lists the levels of each question."

ANSWERS: dict[str, tuple[str, str]] = {
    "an unknown question": (
        "  backups: 1\n",
        "4:3: answers.backups: there is no question “backups”. Did you mean “backup”?",
    ),
    "a question unlike any": (
        "  zzz: 1\n",
        ("4:3: answers.zzz: there is no question “zzz”. There are: backup, villages, papers, officer, network, coast."),
    ),
    "a level above the scale": (
        "  backup: 3\n",
        f"4:3: answers.backup: there is no level “3”. {LEVELS}, or unknown.",
    ),
    "a level below the scale": (
        "  backup: -1\n",
        f"4:3: answers.backup: there is no level “-1”. {LEVELS}, or unknown.",
    ),
    "maybe for a level": (
        "  backup: maybe\n",
        f"4:3: answers.backup: “maybe” is no level. {LEVELS} as a whole number, or unknown.",
    ),
    "true for a level": (
        "  backup: true\n",
        f"4:3: answers.backup: “true” is no level. {LEVELS} as a whole number, or unknown.",
    ),
    "3.0 for a level": (
        "  backup: 3.0\n",
        f"4:3: answers.backup: “3.0” is no level. {LEVELS} as a whole number, or unknown.",
    ),
    "1.0 for a level": (
        "  backup: 1.0\n",
        f"4:3: answers.backup: “1.0” is no level. {LEVELS} as a whole number, or unknown.",
    ),
    "text for a level": (
        '  backup: "1"\n',
        f"4:3: answers.backup: “1” is no level. {LEVELS} as a whole number, or unknown.",
    ),
    "infinity for a level": (
        "  backup: .inf\n",
        f"4:3: answers.backup: “.inf” is no level. {LEVELS} as a whole number, or unknown.",
    ),
    "maybe under its key": (
        "  backup: {level: maybe}\n",
        f"4:12: answers.backup.level: a level is written as its number, not as “maybe”. {WRITTEN}",
    ),
    "true under its key": (
        "  backup: {level: true}\n",
        "4:12: answers.backup.level: a whole number is wanted here, not “true”. Write it without quotes and decimals.",
    ),
    "1.0 under its key": (
        "  backup: {level: 1.0}\n",
        "4:12: answers.backup.level: a whole number is wanted here, not “1.0”. Write it without quotes and decimals.",
    ),
    "not applicable where forbidden": (
        "  coast: {state: not_applicable, reason: no coast}\n",
        (
            "4:11: answers.coast.state: “coast” may not be called not applicable. Answer it, or say "
            "that nobody knows (?, in a sheet unknown)."
        ),
    ),
    "not applicable without a reason": (
        "  backup: {state: not_applicable}\n",
        (
            "4:12: answers.backup.state: a not-applicable answer needs a reason. "
            "In a file: reason: why it does not apply here; with --set: na:REASON"
        ),
    ),
    "not applicable with an empty reason": (
        '  backup: {state: not_applicable, reason: " "}\n',
        "4:35: answers.backup.reason: this text is empty. Write it, or delete the key.",
    ),
    "a number that cannot be true": (
        "  villages: 146\n",
        "4:3: answers.villages: 146 is outside what can be true: 0 to 145 villages. Check the number.",
    ),
    "text for a number": (
        "  villages: many\n",
        (
            "4:3: answers.villages: “many” is no number. "
            "Write digits only (unit: villages), with one point or comma for decimals."
        ),
    ),
    "an unknown criterion": (
        "  papers: [plan, budgets]\n",
        "4:3: answers.papers: there is no criterion “budgets”. There are: plan, budget.",
    ),
    "a criterion without brackets": (
        "  papers: plan\n",
        (
            "4:3: answers.papers: “plan” is no list of criteria. "
            "Write those that are met in brackets, out of: plan, budget."
        ),
    ),
    "maybe for yes or no": (
        "  officer: maybe\n",
        "4:3: answers.officer: “maybe” is neither yes nor no. Write yes (1), no (0), or unknown.",
    ),
    "an unknown option": (
        "  network: radio\n",
        "4:3: answers.network: there is no option “radio”. There are: none, cable.",
    ),
    "the key of another kind": (
        "  backup: {number: 1}\n",
        (
            "4:12: answers.backup.number: a question of kind level is not answered with “number”. "
            "Write it under “level”."
        ),
    ),
    "two things at once": (
        "  backup: {level: 1, state: unknown}\n",
        "4:3: answers.backup: this answer says more than one thing (level, state). Keep one.",
    ),
    "a misspelt key": (
        "  backup: {levle: 1}\n",
        "4:12: answers.backup.levle: “levle” is not known here. Did you mean “level”?",
    ),
    "evidence that nobody asked for": (
        "  backup: {level: 1, evidence: [{reference: A file, proves: [logs]}]}\n",
        "4:62: answers.backup.evidence.0.proves.0: the question asks for no evidence “logs”. Did you mean “log”?",
    ),
}


class TestAnswers:
    @pytest.mark.parametrize(("answers", "message"), ANSWERS.values(), ids=ANSWERS)
    def test_an_answer_that_does_not_fit_is_refused_with_its_place(
        self, smartscore: Run, answers: str, message: str
    ) -> None:
        assert refused(smartscore, "report", f"{HEAD}answers:\n{answers}") == f"{SHEET}:{message}"

    @pytest.mark.parametrize("command", ["explain", "assess", "check", "batch"])
    @pytest.mark.parametrize(
        "name",
        [
            "an unknown question",
            "a level above the scale",
            "maybe for a level",
            "3.0 for a level",
            "not applicable where forbidden",
            "not applicable without a reason",
        ],
    )
    def test_every_command_refuses_it_alike(self, smartscore: Run, command: str, name: str) -> None:
        answers, message = ANSWERS[name]
        assert refused(smartscore, command, f"{HEAD}answers:\n{answers}") == f"{SHEET}:{message}"

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("an unknown question", "4:3: answers.backups: tidak ada pertanyaan “backups”. Maksudnya “backup”?"),
            (
                "a level above the scale",
                (
                    "4:3: answers.backup: tidak ada tingkat “3”. Tulis salah satu dari 0, 1, 2, "
                    "atau kata unknown bila tidak ada yang tahu."
                ),
            ),
            (
                "maybe for a level",
                (
                    "4:3: answers.backup: “maybe” bukan tingkat. "
                    "Tulis salah satu dari 0, 1, 2 sebagai bilangan bulat, atau kata unknown bila tidak ada yang tahu."
                ),
            ),
            (
                "not applicable where forbidden",
                (
                    "4:11: answers.coast.state: “coast” tidak boleh dinyatakan tidak berlaku. "
                    "Jawablah, atau nyatakan bahwa tidak ada yang tahu (?, dalam lembar unknown)."
                ),
            ),
            (
                "not applicable without a reason",
                (
                    "4:12: answers.backup.state: jawaban tidak berlaku perlu alasan. "
                    "Dalam berkas: reason: mengapa tidak berlaku di sini; dengan --set: na:ALASAN"
                ),
            ),
        ],
    )
    @pytest.mark.parametrize("command", ["report", "check", "batch"])
    def test_the_same_in_indonesian(self, smartscore: Run, command: str, name: str, message: str) -> None:
        content = f"{HEAD}answers:\n{ANSWERS[name][0]}"
        assert refused(smartscore, command, content, lang="id") == f"{SHEET}:{message}"

    def test_all_faults_of_a_sheet_are_told_at_once(self, smartscore: Run) -> None:
        Path(SHEET).write_text(f"{HEAD}answers:\n  backup: 7\n  backups: 1\n  villages: 999\n", encoding="utf-8")
        ran = smartscore("report", SHEET, "-q", "small", "--lang", "en")
        assert ran.code == 2
        assert ran.err.splitlines() == [
            f"{SHEET}:4:3: answers.backup: there is no level “7”. {LEVELS}, or unknown.",
            f"{SHEET}:5:3: answers.backups: there is no question “backups”. Did you mean “backup”?",
            f"{SHEET}:6:3: answers.villages: 999 is outside what can be true: 0 to 145 villages. Check the number.",
        ]

    @pytest.mark.parametrize("command", ["report", "batch"])
    def test_two_hundred_faults_still_fit_a_screen(self, smartscore: Run, command: str) -> None:
        lines = "".join(f"  wrong-{number}: 1\n" for number in range(200))
        Path(SHEET).write_text(f"{HEAD}answers:\n{lines}", encoding="utf-8")
        ran = smartscore(command, SHEET, "-q", "small", "--lang", "en")
        assert ran.code == REFUSES[command]
        assert ran.err.startswith(f"{SHEET}:4:3: answers.wrong-0: ")
        assert one_screen(ran.err)

    def test_a_value_of_twelve_thousand_signs_still_fits_a_screen(self, smartscore: Run) -> None:
        Path(SHEET).write_text(f"{HEAD}answers:\n  backup: {'maybe ' * 2000}\n", encoding="utf-8")
        ran = smartscore("report", SHEET, "-q", "small", "--lang", "en")
        assert ran.code == 2
        assert ran.err.startswith(f"{SHEET}:4:3: answers.backup: “maybe maybe ")
        assert one_screen(ran.err)

    @pytest.mark.parametrize("command", ["report", "check"])
    def test_text_in_a_key_cannot_forge_a_line_of_output(self, smartscore: Run, command: str) -> None:
        forged = f"good:    {SHEET}"
        Path(SHEET).write_text(f'{HEAD}answers:\n  "zzz\\n{forged}\\n": 1\n', encoding="utf-8")
        ran = smartscore(command, SHEET, "-q", "small", "--lang", "en")
        assert ran.code == REFUSES[command]
        assert forged not in (ran.out + ran.err).splitlines()


class TestHeaders:
    @EVERY_COMMAND
    def test_a_sheet_for_another_questionnaire(self, smartscore: Run, command: str) -> None:
        content = "format: smartscore-answers/1\nquestionnaire: {id: other, version: 1.0.0}\nanswers: {}\n"
        assert refused(smartscore, command, content) == (
            f"{SHEET}:2:17: questionnaire.id: this sheet answers “other”, not “small”. "
            "Choose the questionnaire it names with -q."
        )

    @EVERY_COMMAND
    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("other", "There are: indonesia-smart-city. Name your own folder with -q."),
            ("indonesia-smart-cities", "Did you mean “indonesia-smart-city”? Name your own with -q."),
        ],
    )
    def test_a_sheet_for_a_questionnaire_that_is_not_shipped(
        self, smartscore: Run, command: str, name: str, message: str
    ) -> None:
        text = f"format: smartscore-answers/1\nquestionnaire: {{id: {name}, version: 1.0.0}}\nanswers: {{}}\n"
        Path(SHEET).write_text(text, encoding="utf-8")
        ran = smartscore(command, SHEET, "--lang", "en", stdin="1\n")
        assert message_of(ran, command) == (
            f"{SHEET}:2:17: questionnaire.id: there is no shipped questionnaire “{name}”. {message}"
        )

    @EVERY_COMMAND
    @pytest.mark.parametrize("version", ["1.0.1", "1.10.0", "2.0.0"])
    def test_a_sheet_for_a_newer_version(self, smartscore: Run, command: str, version: str) -> None:
        content = f"format: smartscore-answers/1\nquestionnaire: {{id: small, version: {version}}}\nanswers: {{}}\n"
        assert refused(smartscore, command, content) == (
            f"{SHEET}:2:28: questionnaire.version: this sheet answers version {version} of small, "
            "and version 1.0.0 is installed. Install the newer one."
        )

    def test_a_sheet_for_an_older_version_is_read(self, smartscore: Run) -> None:
        Path(SHEET).write_text(HEAD.replace("1.0.0", "0.9.12"), encoding="utf-8")
        assert smartscore("report", SHEET, "-q", "small").code == 0

    @EVERY_COMMAND
    def test_an_unknown_key_is_refused_with_a_suggestion(self, smartscore: Run, command: str) -> None:
        assert refused(smartscore, command, HEAD + "regoin: Alor\nanswers: {}\n") == (
            f"{SHEET}:3:1: regoin: “regoin” is not known here. Did you mean “region”?"
        )

    @pytest.mark.parametrize("period", ["2021", '"2021"'])
    def test_a_year_may_stand_with_or_without_quotes(self, smartscore: Run, period: str) -> None:
        Path(SHEET).write_text(f"{HEAD}period: {period}\n", encoding="utf-8")
        ran = smartscore("report", SHEET, "-q", "small", "-f", "json")
        assert (ran.code, json.loads(ran.out)["period"]) == (0, "2021")

    @EVERY_COMMAND
    def test_any_other_number_for_text_is_told_to_stand_in_quotes(self, smartscore: Run, command: str) -> None:
        assert refused(smartscore, command, HEAD + "region: 3\nanswers: {}\n") == (
            f"{SHEET}:3:1: region: text is wanted here, and this reads as 3. Put it in quotes."
        )


class TestLanguages:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("report", "example:contoh-kabupaten"),
            ("explain", "example:contoh-kabupaten"),
            ("check", "indonesia-smart-city"),
            ("batch", "example:contoh-kabupaten"),
            ("assess", SHEET, "--no-input"),
            ("demo",),
            ("questionnaires", "list"),
        ],
        ids=lambda arguments: arguments[0],
    )
    def test_an_unknown_language_as_an_option(self, smartscore: Run, arguments: tuple[str, ...]) -> None:
        ran = smartscore(*arguments, "--lang", "fr")
        assert (ran.code, ran.out, ran.err) == (2, "", "--lang: tidak ada bahasa “fr”. Yang ada: id, en.\n")
        assert not Path(SHEET).exists()

    def test_an_unknown_language_is_told_in_the_language_of_the_system(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What cannot be taken from the option comes from the next in line."""
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        ran = smartscore("report", "example:contoh-kabupaten", "--lang", "fr")
        assert (ran.code, ran.err) == (2, "--lang: there is no language “fr”. There are: id, en.\n")

    def test_an_unknown_language_is_suggested_where_one_is_near(self, smartscore: Run) -> None:
        ran = smartscore("report", "example:contoh-kabupaten", "--lang=ind")
        assert (ran.code, ran.err) == (2, "--lang: tidak ada bahasa “ind”. Maksudnya “id”?\n")

    def test_an_unknown_language_in_the_environment(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SMARTSCORE_LANG", "fr")
        ran = smartscore("report", "example:contoh-kabupaten")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "SMARTSCORE_LANG: tidak ada bahasa “fr”. Yang ada: id, en.\n"

    def test_the_option_wins_over_an_unknown_language_in_the_environment(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SMARTSCORE_LANG", "fr")
        ran = smartscore("report", "example:nothing", "--lang", "en")
        assert (ran.code, ran.err) == (
            2,
            "there is no example “nothing”. There are: contoh-kabupaten, contoh-kabupaten-2027, manggarai-2021.\n",
        )


def planted(old: str, new: str) -> str:
    """Return the small questionnaire with a fault in it."""
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


def place(text: str, mark: str) -> str:
    """Return line:column of a mark in a text."""
    before = text[: text.index(mark)]
    return f"{before.count(chr(10)) + 1}:{len(before) - (before.rfind(chr(10)) + 1) + 1}"


GATE = "gates: [{id: first, group: %s, at_least: 1, holds_at: 1, because: Services come first.}]\ndimensions:\n"

QUESTIONNAIRES: dict[str, tuple[str, str, str]] = {
    "a question of weight zero": (
        planted("        ask: How are", "        weight: 0\n        ask: How are"),
        "weight: 0",
        (
            "dimensions.0.questions.0.weight: this has to be greater than zero. "
            "Leave the part out if it should not count."
        ),
    ),
    "a question of negative weight": (
        planted("        ask: How are", "        weight: -2\n        ask: How are"),
        "weight: -2",
        (
            "dimensions.0.questions.0.weight: this has to be greater than zero. "
            "Leave the part out if it should not count."
        ),
    ),
    "a group of weight zero": (
        planted("    name: Services", "    weight: 0.0\n    name: Services"),
        "weight: 0.0",
        "dimensions.0.weight: this has to be greater than zero. Leave the part out if it should not count.",
    ),
    "a criterion of weight zero": (
        planted("text: A plan}", "text: A plan, weight: 0/5}"),
        "weight: 0/5",
        (
            "dimensions.0.questions.2.criteria.0.weight: this has to be greater than zero. "
            "Leave the part out if it should not count."
        ),
    ),
    "overlapping bands": (
        planted("min: 40, max: 80", "min: 35, max: 80"),
        "bands:",
        "bands: the bands of level 0 and 1 overlap. Let one end where the other begins.",
    ),
    "bands with a gap": (
        planted("min: 40, max: 80", "min: 40, max: 79"),
        "bands:",
        "bands: between the bands of level 1 and 2 there is a gap. Let one end where the other begins.",
    ),
    "bands that end too early": (
        planted("min: 80, max: 100", "min: 80, max: 99"),
        "max: 99",
        "bands.levels.2.max: the last band does not end at 100, the highest result. Set its max to 100.",
    ),
    "a gate that names almost a group": (
        planted("dimensions:\n", GATE % "service"),
        "group:",
        "gates.0.group: the gate names “service”, which is no group. Did you mean “services”?",
    ),
    "a gate that names nothing": (
        planted("dimensions:\n", GATE % "harbour"),
        "group:",
        "gates.0.group: the gate names “harbour”, which is no group. There are: services.",
    ),
    "two questions with one id": (
        planted("id: coast", "id: officer"),
        "id: officer\n        kind: level",
        "dimensions.0.questions.5.id: the id “officer” is used twice, earlier ids included. Rename one of the two.",
    ),
    "a question with the id of a group": (
        planted("id: coast", "id: services"),
        "id: services\n        kind: level",
        "dimensions.0.questions.5.id: the id “services” is used twice, earlier ids included. Rename one of the two.",
    ),
    "a group with the name of a column of the results": (
        planted("id: services", "id: level"),
        "id: level",
        (
            "dimensions.0.id: results have a column “level” already, and each group has one under its id. "
            "Use another one."
        ),
    ),
    "an unknown key": (
        planted("        ask: How are", "        wieght: 2\n        ask: How are"),
        "wieght",
        "dimensions.0.questions.0.wieght: “wieght” is not known here. Did you mean “weight”?",
    ),
    "a must-have above the scale": (
        planted(
            "        ask: How are",
            "        must_have: {at_least: 9, holds_at: 1, because: It is basic.}\n        ask: How are",
        ),
        "at_least",
        (
            "dimensions.0.questions.0.must_have.at_least: there is no level 9 on the scale; there are 0, 1, 2. "
            "Write one of these."
        ),
    ),
    "an exponent of 20 digits": (
        planted("        ask: How are", "        weight: 1e99999999999999999999\n        ask: How are"),
        "1e9",
        TOO_LONG,
    ),
}


class TestQuestionnaires:
    @pytest.mark.parametrize(("text", "mark", "message"), QUESTIONNAIRES.values(), ids=QUESTIONNAIRES)
    def test_check_lists_the_fault_with_its_place(
        self, smartscore: Run, small: Path, text: str, mark: str, message: str
    ) -> None:
        (small / "questionnaire.yaml").write_text(text, encoding="utf-8")
        ran = smartscore("check", "small", "--lang", "en")
        where = f"{Path('small', 'questionnaire.yaml')}:{place(text, mark)}"
        assert (ran.code, ran.out) == (1, f"fault:   {where}: {message}\n")
        assert ran.err == "1 file checked; faults: 1, warnings: 0.\n"

    @pytest.mark.parametrize("command", ["report", "explain", "assess", "batch"])
    def test_no_command_works_with_it(self, smartscore: Run, small: Path, command: str) -> None:
        """A faulty questionnaire stops `batch` too: no sheet could be scored."""
        text, mark, message = QUESTIONNAIRES["two questions with one id"]
        (small / "questionnaire.yaml").write_text(text, encoding="utf-8")
        Path(SHEET).write_text(HEAD, encoding="utf-8")
        ran = smartscore(command, SHEET, "-q", "small", "--lang", "en", stdin="1\n")
        where = f"{Path('small', 'questionnaire.yaml')}:{place(text, mark)}"
        assert (ran.code, ran.out, ran.err) == (2, "", f"{where}: {message}\n")
        assert Path(SHEET).read_text(encoding="utf-8") == HEAD

    def test_the_same_in_indonesian(self, smartscore: Run, small: Path) -> None:
        (small / "questionnaire.yaml").write_text(QUESTIONNAIRES["overlapping bands"][0], encoding="utf-8")
        ran = smartscore("check", "small", "--lang", "id")
        assert (ran.code, ran.out) == (
            1,
            (
                f"salah:      {Path('small', 'questionnaire.yaml')}:14:1: bands: pita tingkat 0 dan 1 bertindihan. "
                "Yang satu berakhir di tempat yang lain mulai.\n"
            ),
        )

    def test_what_is_reserved_are_the_columns_of_tables_and_frames(self) -> None:
        assert {*CELLS, *RESULTS} == RESULT_COLUMNS

    @pytest.mark.parametrize("name", sorted(name for name in RESULT_COLUMNS if "_" not in name))  # `_` is in no id
    def test_the_guide_names_what_is_reserved(self, name: str) -> None:
        guide = (REPOSITORY / "questionnaires" / "README.md").read_text(encoding="utf-8")
        assert f"`{name}`" in guide.split("### A dimension")[1].split("###")[0]

    @pytest.mark.parametrize("name", sorted(name for name in RESULT_COLUMNS if "_" not in name))
    def test_dimensions_and_areas_are_called_like_no_column_of_results(self, name: str) -> None:
        area = {"id": name, "name": "Area", "questions": [level_question("a")]}
        above = {"id": "d", "name": "D", "groups": [area]}
        for data, place in ((area, ("dimensions", 0, "id")), (above, ("dimensions", 0, "groups", 0, "id"))):
            with pytest.raises(QuestionnaireError) as caught:
                make(data)
            assert caught.value.faults == (Fault("fault.id_result", {"id": name}, place),)


def failing(function: Callable[..., Any], calls: int, number: int) -> Callable[..., Any]:
    """Return a function that works for some calls and then fails with an error number of the system."""
    made = 0

    def called(*arguments: Any, **named: Any) -> Any:
        nonlocal made
        made += 1
        if made > calls:
            raise OSError(number, os.strerror(number))
        return function(*arguments, **named)

    return called


class TestWritingWhileAnswering:
    """Every answer is in the journal before it is in the sheet; the first save comes before the first question."""

    def test_an_answer_that_cannot_be_kept_at_all_is_not_called_saved(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", failing(os.fsync, 4, errno.ENOSPC))
            ran = smartscore("assess", SHEET, "-q", "small", "--lang", "en", stdin="1\n70\n1\n")
        message = "the disk is full; nothing was changed. Make room and try again."
        assert (ran.code, ran.err.splitlines()[-1]) == (2, f"{SHEET}: {message}")
        acknowledged = [line for line in ran.err.splitlines() if line.startswith("Saved: ")]
        assert len(acknowledged) <= len(package.read_sheet(SHEET).answers)

    @pytest.mark.parametrize(
        "number", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=["full disk", "read-only disk", "read-only folder"]
    )
    def test_the_journal_keeps_every_acknowledged_answer(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(tempfile, "mkstemp", failing(tempfile.mkstemp, 2, number))
            ran = smartscore("assess", SHEET, "-q", "small", "--lang", "en", stdin="1\n70\n1\n")
        warning = f"{SHEET}: this sheet could not be replaced at this moment ({os.strerror(number)}). Your answers are"
        assert ran.code == 0
        assert f"{warning} safe in {SHEET}.journal; the next answer or start puts them into the sheet." in ran.err
        acknowledged = [line for line in ran.err.splitlines() if line.startswith("Saved: ")]
        assert acknowledged == ["Saved: backup = 1", "Saved: villages = 70 villages", "Saved: papers = plan"]
        assert list(package.read_sheet(SHEET).answers) == ["backup", "villages", "papers"]

        again = smartscore("assess", SHEET, "-q", "small", "--lang", "en", stdin="0\n")
        assert "Going on: 3 of 6 questions already have an answer." in again.err.splitlines()
        assert list(package.read_sheet(SHEET).answers) == ["backup", "villages", "papers", "officer"]
        assert "officer" in Path(SHEET).read_text("utf-8")

    def test_the_same_in_indonesian(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "fsync", failing(os.fsync, 4, errno.ENOSPC))
        ran = smartscore("assess", SHEET, "-q", "small", "--lang", "id", stdin="1\n70\n")
        message = f"{SHEET}: disk penuh; tidak ada yang berubah. Kosongkan ruang lalu coba lagi."
        assert (ran.code, ran.err.splitlines()[-1]) == (2, message)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
    def test_a_folder_that_may_not_be_written_to(self, smartscore: Run) -> None:
        Path("closed").mkdir(mode=0o500)
        ran = smartscore("assess", f"closed/{SHEET}", "-q", "small", "--lang", "en", stdin="1\n")
        assert ran.code == 2
        assert ran.err.splitlines()[-1] == (
            f"closed/{SHEET}: this may not be written here; nothing was changed. Choose another folder."
        )

    def test_a_folder_that_is_not_there(self, smartscore: Run) -> None:
        ran = smartscore("assess", f"nowhere/{SHEET}", "-q", "small", "--lang", "en", stdin="1\n")
        assert ran.code == 2
        assert ran.err.splitlines()[-1] == (
            f"{Path('nowhere', SHEET)}: the folder does not exist; nothing was written. Make it, or choose another."
        )


HOSTILE = {
    "a closing tag of Rich": "[/red]",
    "markup of Rich": "[bold red on white]loud[/] :smile:",
    "a pipe": "a | b",
    "an escaped pipe": "a \\| b",
    "HTML": "<script>alert(1)</script> <!-- -->",
    "an entity": "&lt;script&gt;",
    "a window title": "\x1b]0;owned\x07",
    "colour": "\x1b[31mred\x1b[0m",
    "an eight-bit escape": "\x9b31mred",
    "a carriage return": "all good\rhidden",
    "right-to-left override": "\u202edrowssap\u2066",
    "Arabic and emoji": "مرحبا 👩‍🌾 🏙️",
    "a formula": "=cmd|' /C calc'!A0",
    "a formula that begins with plus": "+1+cmd|' /C calc'!A0",
    "a formula that begins with minus": "-2+3",
    "a formula that begins with at": "@SUM(A1:A9)",
    "a heading": "# Heading",
    "a rule": "---",
    "a list": "- item",
    "a number and a point": "1. item",
    "a quotation": "> said",
    "a code fence": "```",
    "a link": "[here](javascript:alert(1)) ![x](y)",
    "emphasis": "**bold** _em_ ~~gone~~ $x$",
}

ANY_TEXT = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def write_hostile(text: str, name: str = "city.answers.json") -> str:
    """Write a sheet that says the text wherever free text may stand, as JSON, which can hold any sign."""
    sheet = {
        "format": "smartscore-answers/1",
        "questionnaire": {"id": "small", "version": "1.0.0"},
        "region": text,
        "period": text,
        "respondent": text,
        "note": text,
        "answers": {
            "backup": {"level": 1, "note": text, "evidence": [{"reference": text, "proves": ["log"]}]},
            "villages": {"state": "unknown", "note": text},
            "papers": {"state": "not_applicable", "reason": text},
        },
    }
    Path(name).write_text(json.dumps(sheet), encoding="utf-8")
    return name


def steering(text: str) -> list[str]:
    """Return the signs of a text that a terminal would obey; a line feed ends a line and does no more."""
    return [sign for sign in text if sign != "\n" and (unicodedata.category(sign) in ("Cc", "Cs") or sign in BIDI)]


def bars(line: str) -> int:
    """Count the bars that part the cells of a Markdown row; those behind a backslash are text."""
    return len(re.findall(r"\|", re.sub(r"\\.", "", line)))


def tables(markdown: str) -> list[list[str]]:
    """Return the tables of a Markdown document, as lists of lines."""
    found: list[list[str]] = [[]]
    for line in markdown.splitlines():
        if line.startswith("|"):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


def structure(markdown: str) -> list[str]:
    """Return what each line of a Markdown document is: heading, row, item, paragraph; a quotation counts once."""
    markdown = re.sub(r"^> .*\n(?=> )", "", markdown, flags=re.MULTILINE)
    marks = re.compile(r"\s*(#+ |\| |- |> |\d+\. |```|---|<|)")
    return [marks.match(line)[0] for line in markdown.splitlines()]  # type: ignore[index]  # it always matches


class TestHostileText:
    @ANY_TEXT
    def test_no_report_for_the_terminal_obeys_it(self, smartscore: Run, text: str) -> None:
        name = write_hostile(text)
        for command in (["report", name], ["explain", name, "backup"], ["batch", name, "-f", "table"]):
            ran = smartscore(*command, "-q", "small", "--lang", "en")
            assert ran.code == 0, ran.err
            assert steering(ran.out + ran.err) == []

    @ANY_TEXT
    def test_the_interview_does_not_obey_it(self, smartscore: Run, text: str) -> None:
        """Going back over the answers shows the note, the document and the reason."""
        name = write_hostile(text)
        ran = smartscore("assess", name, "-q", "small", "--lang", "en", stdin="b\nb\nb\nq\n")
        assert ran.code == 0
        assert steering(ran.out + ran.err) == []

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("[/red]", "[/red]"),
            ("[bold]x[/bold] :smile:", "[bold]x[/bold] :smile:"),
            ("<script>", "<script>"),
            ("a | b", "a | b"),
            ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
            ("\x9b31m", r"\x9b31m"),
            ("\u202edrowssap", r"\u202edrowssap"),
            ("مرحبا 👩‍🌾", "مرحبا 👩‍🌾"),
        ],
    )
    def test_the_terminal_shows_it_as_it_stands_in_the_file(self, smartscore: Run, text: str, shown: str) -> None:
        ran = smartscore("report", write_hostile(text), "-q", "small", "--lang", "en")
        assert f"Region         {shown}" in ran.out.splitlines()
        assert f"Respondent     {shown}" in ran.out.splitlines()
        explained = smartscore("explain", "city.answers.json", "backup", "-q", "small", "--lang", "en")
        assert f"Note: {shown}" in explained.out.splitlines()

    @ANY_TEXT
    def test_every_markdown_row_keeps_its_cells(self, smartscore: Run, text: str) -> None:
        name = write_hostile(text)
        for command in (["report", name], ["batch", name]):
            ran = smartscore(*command, "-f", "markdown", "-q", "small", "--lang", "en")
            assert ran.code == 0
            assert tables(ran.out)
            for table in tables(ran.out):
                assert {bars(line) for line in table} == {bars(table[0])}, table

    @ANY_TEXT
    def test_the_structure_of_the_markdown_report_is_that_of_any_other(self, smartscore: Run, text: str) -> None:
        plain = smartscore("report", write_hostile("plain"), "-q", "small", "-f", "markdown", "--lang", "en")
        ran = smartscore("report", write_hostile(text), "-q", "small", "-f", "markdown", "--lang", "en")
        assert structure(ran.out) == structure(plain.out)
        assert re.findall(r"[<>`&]", re.sub(r"\\.|^> |`[a-z-]+`", "", ran.out, flags=re.MULTILINE)) == []
        assert steering(ran.out) == []

    @ANY_TEXT
    def test_no_cell_of_a_csv_is_a_formula(self, smartscore: Run, text: str) -> None:
        ran = smartscore("batch", write_hostile(text), "-f", "csv", "-q", "small", "--lang", "en")
        head, row = list(csv.reader(io.StringIO(ran.out)))
        assert len(row) == len(head)
        assert [cell for cell in row if cell.startswith(FORMULA_STARTS)] == []
        assert steering(ran.out) == []

    @pytest.mark.parametrize(
        ("text", "cell"),
        [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+62 385", "'+62 385"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'=1"),
            ("-5", "-5"),
            ('say "=1", then', 'say "=1", then'),
            ("Alor", "Alor"),
        ],
    )
    def test_a_cell_that_looks_like_a_formula_begins_with_an_apostrophe(
        self, smartscore: Run, text: str, cell: str
    ) -> None:
        """A plain number stays a number."""
        ran = smartscore("batch", write_hostile(text), "-f", "csv", "-q", "small")
        row = next(csv.DictReader(io.StringIO(ran.out)))
        assert (row["region"], row["period"], row["respondent"]) == (cell, cell, cell)

    @ANY_TEXT
    def test_json_holds_it_as_it_is(self, smartscore: Run, text: str) -> None:
        name = write_hostile(text)
        report = json.loads(smartscore("report", name, "-f", "json", "-q", "small").out)
        lines = smartscore("batch", name, "-f", "ndjson", "-q", "small").out.splitlines()
        assert (report["region"], report["note"], report["questions"][0]["note"]) == (text, text, text)
        assert [json.loads(line)["region"] for line in lines] == [text]

    @ANY_TEXT
    def test_answering_keeps_it_in_the_sheet(self, smartscore: Run, text: str) -> None:
        name = write_hostile(text)
        assert smartscore("assess", name, "-q", "small", "--no-input", "--set", "officer=1").code == 0
        sheet = package.read_sheet(name)
        assert (sheet.region, sheet.respondent, sheet.note) == (text, text, text)
        assert sheet.answers["backup"].note == text
        assert sheet.answers["backup"].evidence[0].reference == text
        assert sheet.answers["papers"].reason == text

    @pytest.mark.parametrize("text", ["[/red] | <script>", "مرحبا بالعالم", "👩‍🌾 🏙️", "=cmd|' /C calc'!A0"])
    def test_a_comment_is_kept_as_it_was_typed(self, smartscore: Run, text: str) -> None:
        smartscore("assess", SHEET, "-q", "small", stdin=f"c {text}\n1\n")
        assert package.read_sheet(SHEET).answers["backup"].note == text

    def test_a_tab_in_a_comment_does_not_join_its_words(self, smartscore: Run) -> None:
        smartscore("assess", SHEET, "-q", "small", stdin="c one\ttwo\n1\n")
        note = package.read_sheet(SHEET).answers["backup"].note
        assert note is not None
        assert note.split() == ["one", "two"]

    @ANY_TEXT
    def test_a_message_does_not_obey_it(self, smartscore: Run, text: str) -> None:
        """An option of the wrong name is quoted in the message."""
        sheet = {**json.loads(Path(write_hostile("plain")).read_text()), "answers": {"network": text, f"x{text}": 1}}
        Path("city.answers.json").write_text(json.dumps(sheet), encoding="utf-8")
        ran = smartscore("report", "city.answers.json", "-q", "small", "--lang", "en")
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 2
        assert steering(ran.err) == []

    def test_text_that_leaves_its_cell_by_a_line_feed_stays_in_it(self, smartscore: Run) -> None:
        name = write_hostile("one\ntwo | three\n\n# four")
        ran = smartscore("report", name, "-f", "markdown", "-q", "small", "--lang", "en")
        assert "| Region | one two \\| three # four |" in ran.out.splitlines()
        assert "# four" not in ran.out.splitlines()
        rows = list(csv.reader(io.StringIO(smartscore("batch", name, "-f", "csv", "-q", "small").out)))
        assert [row[1] for row in rows] == ["region", "one two | three # four"]


@pytest.mark.parametrize(
    "arguments", [["report", "x", "--force"], ["batch"], ["nothing"], ["batch", "x", "-j", "many"]]
)
def test_what_typer_refuses_in_english_is_told_in_the_language_of_the_run_too(
    smartscore: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """`--help` and Typer's own messages are English."""
    for code, told in (("id", True), ("en", False)):
        monkeypatch.setenv("SMARTSCORE_LANG", code)
        ran = smartscore(*arguments)
        assert (ran.code, "Error: " in ran.err) == (2, True)
        assert ran.err.splitlines()[-1].startswith("Tidak ada yang dikerjakan: perintah, opsi, atau") == told
    monkeypatch.setenv("SMARTSCORE_LANG", "id")
    assert "Tidak ada yang dikerjakan" not in smartscore().err + smartscore("batch", "--help").err
