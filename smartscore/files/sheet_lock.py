"""Who has a sheet: a file beside it that only one run can make."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from smartscore.errors import Fault, SheetHeldError
from smartscore.files.paths import in_command
from smartscore.files.surroundings import Surroundings
from smartscore.files.writing import write_bytes, write_error

ENDING: Final = ".lock"
UNREADABLE_FOR: Final = timedelta(minutes=1)
"""A lock that still cannot be read after this time was left behind half written."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the sheet, since when (the time of that machine, to the second, with its distance from UTC)."""

    user: str
    host: str
    process: int
    since: str
    token: str

    @classmethod
    def of(cls, surroundings: Surroundings) -> "Holder":
        """Return the holder that this run is."""
        since = surroundings.now().isoformat(" ", "seconds")
        return cls(surroundings.user, surroundings.host, surroundings.process, since, surroundings.token)

    @classmethod
    def read(cls, path: Path) -> "Holder | None":
        """Return who a lock names; None where it cannot be read. Raises FileNotFoundError where there is no lock."""
        try:
            data = json.loads(path.read_bytes())
            texts = [str(data[name]) for name in ("user", "host", "since", "token")]
            return cls(texts[0], texts[1], int(data["process"]), texts[2], texts[3])
        except FileNotFoundError:
            raise
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def begun(self, now: datetime) -> str:
        """Return since when, in the time of the clock that says `now`; as it stands where it is no time."""
        try:
            since = datetime.fromisoformat(self.since)
            there = since.astimezone(now.tzinfo) if since.tzinfo and now.tzinfo else since
        except (ValueError, OverflowError):
            return self.since
        return there.replace(tzinfo=None).isoformat(" ", "minutes")


class SheetLock:
    """The lock of one run on one sheet."""

    def __init__(self, sheet: Path, surroundings: Surroundings) -> None:
        self.path = sheet.with_name(f"{sheet.name}{ENDING}")
        self._sheet = sheet
        self._surroundings = surroundings
        self._holder = Holder.of(surroundings)

    def acquire(self, *, take_over: bool = False) -> None:
        """Take the sheet; a lock that a dead run left behind does not count, with `take_over` no lock does.

        Raises SheetHeldError where somebody else has it, WriteError where no lock can be made.
        """
        if self._made():
            return
        holder = self.holder()
        if holder is not None and not take_over and not self._is_dead(holder):
            raise self._held(holder)
        if holder is None and not take_over and not self._is_old():
            raise self._held(None)
        write_bytes(self.path, self._content())

    def holder(self) -> Holder | None:
        """Return who has the sheet now; None where nobody has, or it cannot be read."""
        with suppress(FileNotFoundError):
            return Holder.read(self.path)
        return None

    def names(self, holder: Holder) -> dict[str, str]:
        """Return what messages say of a holder; the time is that of this machine."""
        return {"user": holder.user, "host": holder.host, "since": holder.begun(self._surroundings.now())}

    def is_mine(self) -> bool:
        """Say whether this run still has the sheet; a lock that somebody deleted is made again."""
        try:
            holder = Holder.read(self.path)
        except FileNotFoundError:
            with suppress(OSError):
                return self._create()
            return True  # nobody else has it; whether anything can be written is seen when it is written
        if holder is None:  # held by a virus scanner for a moment; whoever takes a sheet over leaves a whole lock
            return True
        return holder.token == self._holder.token

    def release(self) -> None:
        """Give the sheet up; a lock of somebody else stays."""
        holder = self.holder()
        if holder is not None and holder.token == self._holder.token:
            with suppress(OSError):
                self.path.unlink()

    def _made(self) -> bool:
        """Say whether the lock could be made. Raises WriteError."""
        try:
            return self._create()
        except OSError as error:
            raise write_error(self.path, error) from None

    def _create(self) -> bool:
        """Make the lock, whole from its first moment; say whether there was none. Raises OSError."""
        draft = self.path.with_name(f".{self._sheet.name}.{os.urandom(4).hex()}.tmp")  # as `writing.sweep` knows them
        try:
            self._write(draft)
            os.link(draft, self.path)
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links, such as that of a memory stick
            return self._create_in_place()
        finally:
            with suppress(OSError):
                draft.unlink()
        return True

    def _create_in_place(self) -> bool:
        try:
            self._write(self.path)
        except FileExistsError:
            return False
        except OSError:
            with suppress(OSError):
                self.path.unlink()
            raise
        return True

    def _write(self, path: Path) -> None:
        """Write the holder into a file that is not there yet."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
            file.write(self._content())

    def _content(self) -> bytes:
        return json.dumps(asdict(self._holder)).encode() + b"\n"

    def _is_dead(self, holder: Holder) -> bool:
        """Say whether the holder's process ended without giving the sheet up; other machines' cannot be seen."""
        return holder.host == self._surroundings.host and not self._surroundings.is_alive(holder.process)

    def _is_old(self) -> bool:
        try:
            written = datetime.fromtimestamp(self.path.stat().st_mtime, tz=self._surroundings.now().tzinfo)
        except OSError:  # given up a moment ago
            return True
        return self._surroundings.now() - written > UNREADABLE_FOR

    def _held(self, holder: Holder | None) -> SheetHeldError:
        if holder is None:
            return SheetHeldError([Fault("lock.held_by_unknown", {"lock": str(self.path)}, file=str(self._sheet))])
        names = {**self.names(holder), "sheet": in_command(self._sheet)}
        return SheetHeldError([Fault("lock.held", names, file=str(self._sheet))])
