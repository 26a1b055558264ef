"""Finding the inputs of a command: files, what folders hold, and what patterns match."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from smartscore.errors import STDIN, STDIN_NAME

TABLE_ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".xlsm", ".parquet", ".ndjson", ".jsonl", ".xls", ".xlsb", ".ods")
"""What tables in folders end in; those that cannot be read are among them, so that it is said."""

LOCKS: Final = ("~$", ".~", ".")
"""What hidden files begin with, and those that Excel and LibreOffice leave beside a workbook that is open."""


COMPANIONS: Final = (".journal", ".lock")
"""What lies beside a sheet and belongs to it."""


class Below(NamedTuple):
    """What lies in a folder and below it, the folders that may not be read, and what is neither sheet nor table."""

    sheets: list[str]
    tables: list[str]
    closed: list[str]
    others: list[str]


class Found(NamedTuple):
    """The inputs by name, each file once; by folder, how many tables were left, and how many others of each ending.

    `repeated` are inputs that are named more than once.
    """

    names: list[str]
    tables_left: dict[str, int]
    others: dict[str, Counter[str]]
    repeated: tuple[str, ...] = ()


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


def find_with_tables(paths: Sequence[str], written: Collection[Path]) -> Found:
    """Return the same, with the tables of folders that hold no sheet; and what else folders hold.

    What is `written` is no input because it lies in a folder.
    """
    found = Found([], {}, {})
    for text in paths:
        below = _folder(text)
        if below is None:
            found.names.extend(_named(text))
            continue
        tables, others = (
            [name for name in some if Path(name).resolve() not in written] for some in (below.tables, below.others)
        )
        found.names.extend(sorted([*(below.sheets or tables), *below.closed]))
        if below.sheets and tables:
            found.tables_left[text] = len(tables)
        if others:
            found.others[text] = Counter(sorted(Path(name).suffix.lower() for name in others))
    return _each_once(found) if len(paths) > 1 else found


def _each_once(found: Found) -> Found:
    """Return what was found without the files that it holds already, however they are named."""
    here, first, repeated = Path.cwd(), dict[str, str](), dict[str, None]()
    names = []
    for name in found.names:
        place = os.path.normpath(os.path.join(here, name))  # noqa: PTH118  # quicker, and there may be many
        if place in first and _is_same(first[place], name):
            repeated[first[place]] = None
            continue
        first.setdefault(place, name)
        names.append(name)
    return found._replace(names=names, repeated=tuple(repeated))


def _is_same(first: str, second: str) -> bool:
    """Say whether two names that look alike are of one file: behind a link, `..` leads elsewhere."""
    try:
        return first == second or Path(first).samefile(second)
    except OSError:
        return False


def told_name(name: str) -> str:
    """Return an input's name as people are told it."""
    return STDIN_NAME if name == STDIN else name


def _folder(text: str) -> Below | None:
    """Return what lies in a folder; None where the path names none."""
    from smartscore.files.paths import is_folder  # noqa: PLC0415  # not needed for --help
    from smartscore.files.questionnaire_folders import MAIN_FILE, SHEET_ENDINGS  # noqa: PLC0415  # the same

    if not is_folder(Path(text)):
        return None
    below = Below([], [], [], [])
    for above, _, names in os.walk(text, onerror=lambda error: below.closed.append(str(error.filename))):
        for name in names:
            if name.endswith(SHEET_ENDINGS):
                home = below.sheets
            elif name.startswith(LOCKS) or name.endswith(COMPANIONS) or MAIN_FILE in names:
                continue
            else:
                home = below.tables if name.lower().endswith(TABLE_ENDINGS) else below.others
            if (file := Path(above, name)).is_file():
                home.append(str(file))
    return below


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
