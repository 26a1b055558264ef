"""What a path leads to, for any text: a name that no file can have leads to nothing."""

import os
from pathlib import Path


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
