"""Reading and writing answer sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from smartscore.answers import Sheet
from smartscore.errors import DocumentError, Fault, SheetError
from smartscore.files.documents import Document, read_document
from smartscore.files.questionnaires import EXAMPLE_PREFIX, find_example
from smartscore.files.sheet_text import sheet_text
from smartscore.files.validation import validate
from smartscore.files.writing import write_text


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A sheet and the document it was read from; `with file.document.located():` adds places to later faults."""

    sheet: Sheet
    document: Document


def read_sheet(path: str | Path) -> Sheet:
    """Read an answer sheet: a file, `example:<name>` for a shipped one, `-` for standard input.

    Raises UsageError for an unknown example, DocumentError for a file that cannot be read, SheetError (every fault at
    once, with file, line and column) for one that is no answer sheet.
    """
    return read_sheet_file(path).sheet


def read_sheet_file(path: str | Path) -> SheetFile:
    """Read an answer sheet together with its document. Raises like `read_sheet`."""
    return sheet_of(read_document(_source(path)))


def sheet_of(document: Document) -> SheetFile:
    """Return the sheet in a document. Raises DocumentError where it is empty, SheetError where it is no sheet."""
    if document.data is None:
        raise DocumentError([Fault("document.empty", file=document.name)])
    if not isinstance(document.data, Mapping):
        raise SheetError(document.locate([Fault("document.not_a_mapping")]))
    if "dimensions" in document.data or "groups" in document.data:
        raise SheetError(document.locate([Fault("fault.questionnaire_not_sheet")]))
    sheet, faults = validate(Sheet, document.data)
    if sheet is None:
        raise SheetError(document.locate(faults))
    return SheetFile(sheet.with_digest(document.digest), document)


def write_sheet(path: Path, sheet: Sheet) -> None:
    """Write a sheet, whole or not at all. Raises WriteError."""
    write_text(path, sheet_text(sheet))


def _source(path: str | Path) -> Traversable | str:
    text = str(path)
    if text == "-":
        return text
    return find_example(text.removeprefix(EXAMPLE_PREFIX)) if text.startswith(EXAMPLE_PREFIX) else Path(text)
