"""Evidence that is a file beside the sheet: its digest and size when it was named, and whether it is still the same."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from smartscore.answers import EvidenceItem, Sheet
from smartscore.errors import Fault
from smartscore.evidence_kind import kind_of
from smartscore.files.paths import is_file

PIECE = 1024 * 1024
"""Files are read in pieces of this many bytes."""


def evidence_file(reference: str, sheet: Path) -> EvidenceItem | None:
    """Return an evidence item for the file that a path names, seen from here; None where there is none.

    The reference becomes the path seen from the sheet's folder, so that folder and sheet can travel together.
    """
    path = Path(reference).expanduser()
    if not is_file(path):
        return None
    relative = _relative(path.resolve(), sheet.resolve().parent)
    digest, size = _fingerprint(path)
    return EvidenceItem(kind=kind_of(path.name), reference=relative, sha256=digest, size=size)


def files_beginning(beginning: str) -> list[str]:
    """Return the files and folders whose path begins so, folders with a slash behind; none where nothing is typed."""
    folder, name = os.path.split(beginning)
    if not name:
        return []
    try:
        entries = sorted(os.scandir(Path(folder or ".").expanduser()), key=lambda entry: (entry.is_dir(), entry.name))
    except OSError:
        return []
    paths = (f"{entry.name}/" if entry.is_dir() else entry.name for entry in entries)
    return [beginning[: len(beginning) - len(name)] + path for path in paths if path.startswith(name)]


def seen_from(sheet: Sheet, before: Path, after: Path) -> Sheet:
    """Return a sheet of one folder as it is to be written in another: evidence files are still found from there."""
    if before.resolve() == after.resolve():
        return sheet
    for question_id, answer in sheet.answers.items():
        items = tuple(_item_seen_from(item, before, after) for item in answer.evidence)
        if items != answer.evidence:
            sheet = sheet.with_answer(question_id, answer.model_copy(update={"evidence": items}))
    return sheet


def _item_seen_from(item: EvidenceItem, before: Path, after: Path) -> EvidenceItem:
    """Return an evidence item with its path seen from another folder; itself where it is no file."""
    if item.sha256 is None:
        return item
    return item.model_copy(update={"reference": _relative((before / item.reference).resolve(), after.resolve())})


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive on Windows
        return path.as_posix()


def doubtful_files(sheet: Sheet, folder: Path) -> Iterator[Fault]:
    """Yield a warning for each evidence file that is not there any more, or not what it was."""
    for question_id, answer in sheet.answers.items():
        for number, item in enumerate(answer.evidence):
            if item.sha256 is not None:
                key = _doubt(folder / item.reference, item)
                place = ("answers", question_id, "evidence", number, "reference")
                yield from [Fault(key, {"value": item.reference}, place, severity="warning")] if key else []


def _doubt(path: Path, item: EvidenceItem) -> str | None:
    if not is_file(path):
        return "warning.evidence_file_missing"
    try:
        digest, _ = _fingerprint(path)
    except OSError:
        return "warning.evidence_file_unreadable"
    return None if digest == item.sha256 else "warning.evidence_file_changed"


def _fingerprint(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
