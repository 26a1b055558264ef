"""What is made from a questionnaire's files is kept in the cache folder that the system gives this user.

Each entry is named after a digest of all that it was made from, and begins with one of its own content; what cannot be
read, or is not what was written, is as if it were not there.
"""

import errno
import hashlib
import marshal
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from smartscore.errors import SmartscoreError
from smartscore.files.paths import MAX_BYTES
from smartscore.files.questionnaire_folders import SHEET_ENDINGS, TRANSLATIONS
from smartscore.version import __version__

CACHE_FORMAT: Final = 5
"""Raised whenever entries are written in another way."""

MOST_CACHED: Final = 30
"""So many questionnaires are kept in the cache; the oldest go."""

READING: Final = (".", "files", "plans", "questionnaire", "questions")
"""The parts of the program that say what a questionnaire means, and which is one."""

MARK_BYTES: Final = 32
"""How long the digest is that an entry begins with."""


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for caches that the system gives this user."""
    if sys.platform == "win32":
        base = environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        named = Path(environ.get("XDG_CACHE_HOME", ""))
        base = str(named if named.is_absolute() else Path("~/.cache").expanduser())
    return Path(base) / "smartscore"


def place_of(folder: Traversable, ending: str) -> Path | None:
    """Return where something made from a questionnaire's folder is kept; None where its files cannot be read."""
    try:
        return cache_folder() / f"{content_digest(folder)}{ending}"
    except (OSError, RuntimeError):  # the latter: nobody knows where the user's folder is
        return None


def content_digest(folder: Traversable) -> str:
    """Return a digest of what a questionnaire is made from: its files, this program, this Python.

    Raises OSError where a file cannot be read, or is larger than any that is.
    """
    program = f"{__version__} {CACHE_FORMAT} {sys.implementation.cache_tag} {_program()}"
    found = hashlib.sha256(program.encode("utf-8", "surrogatepass"))
    for name, content in sorted(_contents(folder, "")):
        found.update(f"\n{name} {len(content)}\n".encode("utf-8", "surrogatepass"))  # as systems give odd names
        found.update(content)
    return found.hexdigest()


@cache
def _program() -> str:
    """Return names, sizes and times of the files that read questionnaires: another program may refuse this one's."""
    package = Path(__file__).parent.parent
    files = sorted(file for part in READING for file in (package / part).glob("*.py"))
    stats = ((file.relative_to(package), file.stat()) for file in files)
    return " ".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)


def kept(place: Path | None) -> Any:  # noqa: ANN401  # whatever was kept
    """Return what is kept at a place; None where nothing is, or nothing that can be read."""
    try:
        entry = place.read_bytes() if place else b""
    except OSError:
        return None
    mark, content = entry[:MARK_BYTES], entry[MARK_BYTES:]
    if mark != _mark(content):
        return None
    try:
        found = marshal.loads(content)  # noqa: S302  # our own file as it was written, like a .pyc file
    except (ValueError, TypeError, EOFError):
        return None
    return found if type(found) is dict else None


def keep(place: Path | None, folder: Traversable, content: Mapping[str, Any]) -> None:
    """Keep what was made from a questionnaire's folder; nothing where its files have changed, or it is impossible."""
    if place is None or place != place_of(folder, place.suffix):
        return
    from smartscore.files.writing import make_folder, write_bytes  # noqa: PLC0415  # only where something is written

    with suppress(SmartscoreError, OSError):
        make_folder(place.parent)
        written = marshal.dumps(dict(content))
        write_bytes(place, _mark(written) + written)
        old = sorted(place.parent.glob(f"*{place.suffix}"), key=lambda file: file.stat().st_mtime)[:-MOST_CACHED]
        for file in old:
            file.unlink(missing_ok=True)


def _mark(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _contents(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the files that a questionnaire may consist of, in capitals or not.

    Sheets may lie beside a questionnaire; whatever lies among its translations is read with them.
    """
    for file in folder.iterdir():
        name, small = f"{above}/{file.name}", file.name.casefold()
        if small.endswith((".yaml", ".yml")):
            if (above or not small.endswith(SHEET_ENDINGS)) and file.is_file():
                yield name, _content(file)
        elif (above or small == TRANSLATIONS) and file.is_dir():
            yield from _contents(file, name)


def _content(file: Traversable) -> bytes:
    if isinstance(file, Path) and file.stat().st_size > MAX_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
    return file.read_bytes()
