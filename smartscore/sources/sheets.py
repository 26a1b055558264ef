"""Answer sheets, one by one or many in an NDJSON file, as what a plan scores."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from smartscore.answers import Response, State, given_text, match
from smartscore.errors import STDIN, STDIN_NAME, DocumentError, Fault, SheetError
from smartscore.files.documents import parse_document
from smartscore.files.foreign import TABLE
from smartscore.files.paths import unreadable
from smartscore.files.sheets import SheetFile, sheet_of
from smartscore.plans.filled import Filled
from smartscore.sources.rejection import Rejection
from smartscore.sources.shown import Shown

OF_YAML: Final = ("document.yaml", "document.tab", "document.anchor", "document.tag", "document.several_documents")
"""How what is said of YAML begins; of a line that is to be JSON it would lead astray."""


class SheetLine(NamedTuple):
    """A line of an NDJSON file, counted from 1, without its end."""

    name: str
    number: int
    content: bytes


def filled_from(shown: Shown, file: SheetFile, name: str, line: int | None) -> Filled | Rejection:
    """Fit a sheet to its questionnaire; where it does not fit, every fault is told with its place."""
    sheet = file.sheet
    questionnaire, forms, fits = shown.to(sheet.profile)
    try:
        with file.document.located():
            responses = match(questionnaire, sheet, fits)
    except SheetError as error:
        return Rejection(name, line, error.faults, sheet.region, sheet.period, sheet.respondent)
    plan = forms.plans[sheet.form]
    supported = fits.values(plan, responses, "supported", forms.store)
    return Filled(
        file=name,
        line=line,
        region=sheet.region,
        period=sheet.period,
        respondent=sheet.respondent,
        role=sheet.role,
        form=sheet.form,
        values=supported if plan.gated else fits.values(plan, responses, "claimed", forms.store),
        supported=None if plan.gated else supported,
        profile=sheet.profile,
        told=lambda number: _told(responses[plan.questions[number].id]),
    )


def _told(response: Response) -> str:
    """Return an answer, or its state, as the cell of a table holds it."""
    return (given_text(response.given) or "0") if response.state is State.ANSWERED else response.state.value


def sheet_in(line: SheetLine) -> SheetFile:
    """Return the sheet that stands in a line. Raises DocumentError and SheetError."""
    try:
        document = parse_document(line.content, f"{line.name}:{line.number}")
    except DocumentError as error:
        if any(fault.key.startswith((*OF_YAML, TABLE)) for fault in error.faults):
            raise _no_json(line) from None
        raise
    if not isinstance(document.data, Mapping):
        raise _no_json(line)
    return sheet_of(document)


def _no_json(line: SheetLine) -> DocumentError:
    return DocumentError(
        [Fault("ndjson.not_json", {"number": line.number}, file=line.name, line=line.number, column=1)]
    )


def sheet_lines(name: str) -> Iterator[SheetLine]:
    """Yield the lines of an NDJSON file that hold anything. Raises DocumentError where it cannot be read."""
    try:
        if name == STDIN:
            yield from _lines(sys.stdin.buffer, STDIN_NAME)
            return
        with Path(name).open("rb") as file:
            yield from _lines(file, name)
    except OSError as error:
        raise unreadable(error, name) from None


def _lines(file: BinaryIO, name: str) -> Iterator[SheetLine]:
    for number, content in enumerate(file, 1):
        if not content.isspace():
            yield SheetLine(name, number, content.rstrip(b"\r\n"))
