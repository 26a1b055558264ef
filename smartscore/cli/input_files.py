"""Finding the inputs of a command: files, what folders hold, and what patterns match."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

TABLE_ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".xlsm", ".parquet", ".ndjson", ".jsonl", ".xls", ".xlsb", ".ods")
"""What tables in folders end in; those that cannot be read are among them, so that it is said."""

LOCKS: Final = ("~$", ".~", ".")
"""What hidden files begin with, and those that Excel and LibreOffice leave beside a workbook that is open."""


class Below(NamedTuple):
    """What lies in a folder and below it, and the folders that may not be read."""

    sheets: list[str]
    tables: list[str]
    closed: list[str]


def find_inputs(paths: Iterable[str]) -> Iterator[str]:
    """Yield the inputs that paths name: files as they are, the sheets of folders and what patterns match by name.

    So are folders below them that may not be read: whoever reads them says so, and nothing is passed over silently.
    """
    for text in paths:
        below = _folder(text)
        if below is None:
            yield from _named(text)
        else:
            yield from sorted([*below.sheets, *below.closed])


def find_with_tables(paths: Iterable[str], written: Collection[Path]) -> tuple[list[str], dict[str, int]]:
    """Return the same, with the tables of folders that hold no sheet; and how many tables other folders hold.

    What is `written` is no input because it lies in a folder.
    """
    names: list[str] = []
    left: dict[str, int] = {}
    for text in paths:
        below = _folder(text)
        if below is None:
            names += _named(text)
            continue
        tables = [name for name in below.tables if Path(name).resolve() not in written]
        names += sorted([*(below.sheets or tables), *below.closed])
        if below.sheets and tables:
            left[text] = len(tables)
    return names, left


def _folder(text: str) -> Below | None:
    """Return what lies in a folder; None where the path names none."""
    from smartscore.files.paths import is_folder  # noqa: PLC0415  # not needed for --help
    from smartscore.files.questionnaire_folders import SHEET_ENDINGS  # noqa: PLC0415  # the same

    if not is_folder(Path(text)):
        return None
    below = Below([], [], [])
    for above, _, names in os.walk(text, onerror=lambda error: below.closed.append(str(error.filename))):
        for name in names:
            home = below.sheets if name.endswith(SHEET_ENDINGS) else below.tables if _is_table(name) else None
            if home is not None and (file := Path(above, name)).is_file():
                home.append(str(file))
    return below


def _is_table(name: str) -> bool:
    return name.lower().endswith(TABLE_ENDINGS) and not name.startswith(LOCKS)


def _named(text: str) -> Iterable[str]:
    """Return a file as it is named, and what a pattern matches."""
    from smartscore.files.paths import exists  # noqa: PLC0415  # not needed for --help

    if exists(Path(text)) or text == "-" or text.startswith("example:") or not _is_pattern(text):
        return [text]
    return sorted(str(file) for file in _matching(Path(text)) if file.is_file())


def _is_pattern(text: str) -> bool:
    return any(sign in text for sign in "*?[")


def _matching(pattern: Path) -> Iterator[Path]:
    fixed = [part for part in pattern.parts if not _is_pattern(part)]
    first = next((number for number, part in enumerate(pattern.parts) if _is_pattern(part)), len(fixed))
    base = Path(*pattern.parts[:first]) if first else Path()
    yield from base.glob(str(Path(*pattern.parts[first:]))) if base.is_dir() else ()
