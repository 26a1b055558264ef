"""Who runs the program, where and when, looked up once where a command begins to write answers."""

import os
import sys
from datetime import UTC, datetime

from smartscore.files.surroundings import Surroundings

_STILL_ACTIVE = 259
_MAY_ASK = 0x1000
_DENIED = 5
"""What Windows calls STILL_ACTIVE, PROCESS_QUERY_LIMITED_INFORMATION and ERROR_ACCESS_DENIED."""


def surroundings() -> Surroundings:
    """Return the surroundings of this run."""
    return Surroundings(
        user=_user(),
        host=_host(),
        process=os.getpid(),
        token=os.urandom(16).hex(),
        now=lambda: datetime.now(UTC).astimezone(),
        is_alive=is_alive,
    )


def is_alive(process: int) -> bool:
    """Say whether a process of this machine runs; where that cannot be known, it does."""
    if sys.platform == "win32":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's process
        return True
    return True


def _is_alive_on_windows(process: int) -> bool:  # pragma: no cover  # os.kill would end the process there
    import ctypes  # noqa: PLC0415  # on one system only

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]  # on one system
    handle = kernel.OpenProcess(_MAY_ASK, False, process)  # children do not inherit it
    if not handle:
        return bool(ctypes.get_last_error() == _DENIED)  # type: ignore[attr-defined,unused-ignore]  # the same
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return not known or code.value == _STILL_ACTIVE


def _user() -> str:
    import getpass  # noqa: PLC0415  # only where answers are written

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "?"


def _host() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename or "?"
    return os.environ.get("COMPUTERNAME", "?")
