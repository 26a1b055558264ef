"""Evidence that is a file: recorded with digest and size, relative to the sheet, and looked at again by `check`."""

import hashlib
from pathlib import Path

from conftest import Run, sheet_text

from smartscore.files.evidence_files import evidence_file

SHEET = Path("region/x.answers.yaml")


def test_a_file_is_recorded_as_seen_from_the_sheet() -> None:
    Path("region/proof").mkdir(parents=True)
    Path("region/proof/SK 12.pdf").write_bytes(b"decree")
    item = evidence_file("region/proof/SK 12.pdf", SHEET)
    assert item is not None
    assert (item.reference, item.size, item.kind) == ("proof/SK 12.pdf", 6, "decree")
    assert item.sha256 == hashlib.sha256(b"decree").hexdigest()


def test_a_folder_or_nothing_is_no_file() -> None:
    Path("region").mkdir()
    assert evidence_file("region", SHEET) is None
    assert evidence_file("nothing.pdf", SHEET) is None
    assert evidence_file("x" * 400, SHEET) is None


def test_check_warns_of_a_file_that_changed_or_is_gone(smartscore: Run) -> None:
    Path("sk.pdf").write_bytes(b"as signed")
    item = evidence_file("sk.pdf", Path("x.answers.yaml"))
    assert item is not None
    evidence = f"{{reference: {item.reference}, sha256: {item.sha256}, size: {item.size}}}"
    answers = f"  gov-policy-team: {{level: 1, evidence: [{evidence}]}}\n"
    Path("x.answers.yaml").write_text(sheet_text(answers))
    assert smartscore("check", "x.answers.yaml", "--lang", "en").out == "good:    x.answers.yaml\n"
    Path("sk.pdf").write_bytes(b"as changed")
    assert "sk.pdf is not what it was when it was named" in smartscore("check", "x.answers.yaml", "--lang", "en").out
    Path("sk.pdf").unlink()
    ran = smartscore("check", "x.answers.yaml", "--lang", "en")
    assert "the evidence file sk.pdf is not beside the sheet any more" in ran.out
    assert ran.code == 0
