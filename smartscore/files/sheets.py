"""Reading and writing answer sheets."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from smartscore.answers import Sheet
from smartscore.errors import DocumentError, Fault, SheetError
from smartscore.files.documents import Document, digest, read_document
from smartscore.files.own_results import own_result
from smartscore.files.paths import MAX_BYTES, exists, followed, in_command
from smartscore.files.questionnaire_folders import EXAMPLE_PREFIX, SHEET_ENDINGS, find_example
from smartscore.files.sheet_text import sheet_text
from smartscore.files.validation import validate
from smartscore.files.writing import write_text

JOURNAL: Final = ".journal"
"""The ending of the journal beside a sheet."""


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A sheet and the document it was read from; `with file.document.located():` adds places to later faults.

    `from_journal` are the questions whose answers came from the journal of an interrupted interview, `refused` those
    that the journal answers differently (the sheet's answer stays). `restored`: the file on the disk is cut off, and
    the sheet was taken from its journal.
    """

    sheet: Sheet
    document: Document
    from_journal: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    restored: bool = False

    def warnings(self) -> list[Fault]:
        """Say what came from the journal, for whoever reads the sheet."""
        name, found = self.document.name, list[Fault]()
        if self.restored:
            found.append(_warning("warning.restored", {"file": in_command(name), "journal": f"{name}{JOURNAL}"}, name))
        if self.from_journal:
            params = {"count": len(self.from_journal), "known": self.from_journal, "file": in_command(name)}
            found.append(_warning("warning.from_journal", params, name))
        found += [_warning("warning.journal_refused", {"id": key}, name) for key in self.refused]
        return found


def read_sheet(path: str | Path) -> Sheet:
    """Read an answer sheet: a file, `example:<name>` for a shipped one, `-` for standard input.

    Raises UsageError for an unknown example, DocumentError for a file that cannot be read, SheetError (every fault at
    once, with file, line and column) for one that is no answer sheet.
    """
    return read_sheet_file(path).sheet


def read_sheet_file(path: str | Path) -> SheetFile:
    """Read an answer sheet together with its document. Raises like `read_sheet`.

    What an interrupted interview left in the sheet's journal is applied.
    """
    source = _source(path)
    if isinstance(source, Path) and exists(beside(source, JOURNAL)):
        from smartscore.files.kept_sheet import kept_sheet  # noqa: PLC0415  # rarely needed, and it imports this module

        kept = kept_sheet(source, str(source))
        if kept is not None:
            return kept.file
    return sheet_of(read_document(source))


def sheet_content(name: str) -> bytes | None:
    """Return the bytes of a file that is named like a sheet; None where it needs a closer look, or a journal has more.

    Quicker than `read_sheet_file`, which looks.
    """
    if not name.endswith(SHEET_ENDINGS):
        return None
    try:
        found = os.stat(name)  # noqa: PTH116  # paths are several times slower, and there are many sheets
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES or exists(_journal(name)):
            return None
        return Path(name).read_bytes()
    except (OSError, ValueError):  # the name is none that a file can have
        return None


def _journal(name: str) -> str:
    return str(beside(Path(name), JOURNAL)) if os.path.islink(name) else f"{name}{JOURNAL}"  # noqa: PTH114  # the same


def beside(sheet: Path, ending: str) -> Path:
    """Return the file beside a sheet that has its name and one more ending; where a link leads, beside its target."""
    target = followed(sheet)
    return target.parent / f"{target.name}{ending}"


def sheet_of(document: Document) -> SheetFile:
    """Return the sheet in a document. Raises DocumentError where it is empty, SheetError where it is no sheet."""
    if document.data is None:
        raise DocumentError([Fault("document.empty", file=document.name)])
    if (own := own_result(document.data)) is not None:
        raise SheetError([Fault(own, file=document.name)])
    if not isinstance(document.data, Mapping):
        raise SheetError([_no_mapping(document)])
    if "dimensions" in document.data or "groups" in document.data:
        raise SheetError(document.locate([Fault("fault.questionnaire_not_sheet")]))
    sheet, faults = validate(Sheet, document.data)
    if sheet is None:
        raise SheetError(document.locate(faults))
    return SheetFile(sheet.with_digest(partial(digest, document.data)), document)


def _no_mapping(document: Document) -> Fault:
    """Return the fault of a document that is only text, or a list."""
    from smartscore.files.foreign import TABLE, is_table  # noqa: PLC0415  # only for this mistake

    if is_table(document.text):
        return Fault(TABLE, file=document.name)
    return document.locate([Fault("document.not_a_mapping")])[0]


def write_sheet(path: Path, sheet: Sheet) -> None:
    """Write a sheet, whole or not at all. Raises WriteError."""
    write_text(path, sheet_text(sheet))


def _warning(key: str, params: Mapping[str, object], file: str) -> Fault:
    return Fault(key, params, file=file, severity="warning")


def _source(path: str | Path) -> Traversable | str:
    text = str(path)
    if text == "-":
        return text
    return find_example(text.removeprefix(EXAMPLE_PREFIX)) if text.startswith(EXAMPLE_PREFIX) else Path(text)
