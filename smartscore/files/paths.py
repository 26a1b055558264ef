"""What a path leads to, for any text (a name that no file can have leads to nothing), and why it cannot be read."""

import os
from pathlib import Path
from typing import Final

from smartscore.errors import DocumentError, Fault

MAX_BYTES: Final = 5 * 1024 * 1024
"""Larger documents are refused before they are read."""

WINDOWS: Final = os.name == "nt"

PLAIN: Final = "-._:/~+@\\"
"""The signs besides letters and digits that no shell of Windows takes for anything else."""


def exists(path: Path | str) -> bool:
    """Say whether there is anything; pathlib raises where the name is too long for a file."""
    return os.path.exists(path)  # noqa: PTH110  # see above


def is_file(path: Path | str) -> bool:
    """Say whether there is a file."""
    return os.path.isfile(path)  # noqa: PTH113  # see above


def followed(path: Path) -> Path:
    """Return where a link leads; the path itself where it is none."""
    return Path(os.path.realpath(path)) if os.path.islink(path) else path  # noqa: PTH114  # see above


def is_folder(path: Path | str) -> bool:
    """Say whether there is a folder."""
    return os.path.isdir(path)  # noqa: PTH112  # see above


def in_command(path: Path | str) -> str:
    """Return a path as it is to be typed in a command: in quotes where it needs them."""
    text = str(path)
    if WINDOWS:
        return text if all(sign.isalnum() or sign in PLAIN for sign in text) else f'"{text}"'
    import shlex  # noqa: PLC0415  # only where a command is suggested

    return shlex.quote(text)


def unreadable(error: OSError, name: str) -> DocumentError:
    """Say in our own words why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return _refusal("document.not_found", name)
    if is_folder(name):  # Windows calls reading it as a file a lack of permission
        open_to_us = os.access(name, os.R_OK)
        return _refusal("document.is_folder" if open_to_us else "document.folder_no_permission", name)
    if isinstance(error, PermissionError):
        return _refusal("document.no_permission", name)
    return _refusal("document.unreadable", name, reason=error.strerror or str(error))


def _refusal(key: str, name: str, **params: object) -> DocumentError:
    return DocumentError([Fault(key, params, file=name)])
