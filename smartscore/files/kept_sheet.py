"""A sheet as its file and its journal together say it is."""

from dataclasses import dataclass, replace
from pathlib import Path

from smartscore.answers import Sheet
from smartscore.files.documents import parse_document, read_bytes
from smartscore.files.journal import Journal
from smartscore.files.paths import exists
from smartscore.files.sheets import JOURNAL, SheetFile, beside, sheet_of
from smartscore.history import History


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """What was found on the disk.

    `content`: the file as it is (None: no file); `text`: the same, or what the journal restores; `file`: the sheet with
    what its journal adds; `written`: the sheet without that; `history`: what can be taken back (nothing where somebody
    else changed the sheet since).
    """

    content: bytes | None
    text: str
    file: SheetFile
    written: Sheet
    history: History
    journal: Journal | None


def kept_sheet(path: Path, name: str) -> KeptSheet | None:
    """Read a sheet and its journal; None where there is neither a file nor a journal that makes one.

    Raises DocumentError or SheetError for a file that is no sheet.
    """
    journal = Journal.read(beside(path, JOURNAL))  # before the sheet, which may be replaced at any moment
    content = read_bytes(path) if exists(path) else None
    restored = journal.restored(content) if journal else None
    if journal is not None and restored is not None:
        return _restored(journal, content, restored, name)
    return _read(journal, content, name) if content is not None else None


def _restored(journal: Journal, content: bytes | None, text: str, name: str) -> KeptSheet:
    file = sheet_of(parse_document(text.encode(), name))
    is_new = content is None  # the first answers of a sheet never reached the disk
    file = replace(file, from_journal=tuple(file.sheet.answers) if is_new else (), restored=not is_new)
    return KeptSheet(content, text, file, file.sheet, journal.histories[-1], journal)


def _read(journal: Journal | None, content: bytes, name: str) -> KeptSheet:
    file, text = sheet_of(parse_document(content, name)), content.decode()
    if journal is None:
        return KeptSheet(content, text, file, file.sheet, History(), None)
    standing = journal.against(file.sheet)
    applied = standing.leftover.leftover_applied(file.sheet)
    history = journal.histories[-1] if standing.known else History()
    found = SheetFile(applied.sheet, file.document, applied.taken, applied.refused)
    return KeptSheet(content, text, found if standing.leftover.lines else file, file.sheet, history, journal)
