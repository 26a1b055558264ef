"""Writing files: the old content or the new one, never half of it, and nothing left lying about."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pytest
from conftest import Run, sheet_text

from smartscore.errors import Fault, WriteError
from smartscore.files import writing
from smartscore.files.early_flush import EarlyFlush
from smartscore.files.writing import RETRY_SECONDS, make_folder, replacing, write_bytes, write_text

OLD, NEW = b"the old content\n", b"the new content\n"

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")


def listing() -> list[str]:
    """Return what lies in the current folder, hidden files included."""
    return sorted(path.name for path in Path().iterdir())


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


class BrokenFile:
    """A file whose method of one name fails; the rest goes to the real one."""

    def __init__(self, handle: int, method: str, number: int) -> None:
        self.file = os.fdopen(handle, "wb", buffering=0)
        self.broken = {method: failing(number)}

    def __enter__(self) -> Self:
        """Open as the real one does."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the real one."""
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        """Return the broken method, or the real file's own."""
        return self.broken.get(name) or getattr(self.file, name)


def break_file(monkeypatch: pytest.MonkeyPatch, method: str, number: int = errno.ENOSPC) -> None:
    """Let what `os.fdopen` returns fail in one of its methods."""
    real = os.fdopen

    def opened(handle: int, *_: object) -> BrokenFile:
        monkeypatch.setattr(os, "fdopen", real)
        return BrokenFile(handle, method, number)

    monkeypatch.setattr(os, "fdopen", opened)


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "making the temporary file": lambda patch: patch.setattr(tempfile, "mkstemp", failing(errno.ENOSPC)),
    "opening it": lambda patch: patch.setattr(os, "fdopen", failing(errno.ENOSPC)),
    "writing": lambda patch: break_file(patch, "write"),
    "emptying the buffer": lambda patch: break_file(patch, "flush"),
    "flushing to the disk": lambda patch: patch.setattr(os, "fsync", failing(errno.ENOSPC)),
    "moving into place": lambda patch: patch.setattr(Path, "replace", failing(errno.ENOSPC)),
}
"""Every step of a write that can fail, and how it is made to fail."""


class TestWriting:
    def test_text_is_utf_8_with_line_feeds(self) -> None:
        write_text(Path("a"), "é\nü\n")
        assert Path("a").read_bytes() == b"\xc3\xa9\n\xc3\xbc\n"
        assert listing() == ["a"]

    def test_a_file_that_is_there_is_replaced(self) -> None:
        Path("a").write_bytes(OLD)
        write_bytes(Path("a"), NEW)
        assert Path("a").read_bytes() == NEW
        assert listing() == ["a"]

    def test_nothing_can_be_written(self) -> None:
        write_bytes(Path("a"), b"")
        assert Path("a").read_bytes() == b""

    def test_until_the_end_a_reader_sees_the_old_content(self) -> None:
        Path("a").write_bytes(OLD)
        with replacing(Path("a")) as file:
            file.write(NEW)
            file.flush()
            assert Path("a").read_bytes() == OLD
        assert Path("a").read_bytes() == NEW

    def test_the_temporary_file_lies_beside_it(self) -> None:
        """A rename is atomic on one file system only."""
        Path("folder").mkdir()
        with replacing(Path("folder", "a.yaml")):
            (temporary,) = Path("folder").iterdir()
            assert temporary.name.startswith(".a.yaml.")
            assert temporary.name.endswith(".tmp")

    def test_the_content_is_on_the_disk_before_it_is_moved(self, monkeypatch: pytest.MonkeyPatch) -> None:
        done: list[str] = []
        real_sync, real_replace = os.fsync, Path.replace

        def sync(handle: int) -> None:
            done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
            real_sync(handle)

        def move(self: Path, target: Path) -> Path:
            done.append("move")
            assert self.read_bytes() == NEW
            return real_replace(self, target)

        monkeypatch.setattr(os, "fsync", sync)
        monkeypatch.setattr(Path, "replace", move)
        write_bytes(Path("a"), NEW)
        assert done == (["file", "move"] if os.name == "nt" else ["file", "move", "folder"])


class TestFailing:
    @pytest.mark.parametrize("step", STEPS)
    def test_the_old_content_stays_and_nothing_else_is_left(self, step: str) -> None:
        Path("a").write_bytes(OLD)
        with pytest.MonkeyPatch.context() as patch:
            STEPS[step](patch)
            with pytest.raises(WriteError) as caught:
                write_bytes(Path("a"), NEW)
        assert [(fault.key, fault.file) for fault in caught.value.faults] == [("write.disk_full", "a")]
        assert (Path("a").read_bytes(), listing()) == (OLD, ["a"])

    @pytest.mark.parametrize("step", STEPS)
    def test_where_there_was_nothing_there_is_nothing(self, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        STEPS[step](monkeypatch)
        with pytest.raises(WriteError):
            write_bytes(Path("a"), NEW)
        assert listing() == []

    @pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, RuntimeError])
    def test_an_interruption_leaves_the_old_content_too(self, interruption: type[BaseException]) -> None:
        Path("a").write_bytes(OLD)
        with pytest.raises(interruption), replacing(Path("a")) as file:  # noqa: PT012  # both belong together
            file.write(NEW[:3])
            raise interruption
        assert (Path("a").read_bytes(), listing()) == (OLD, ["a"])

    def test_a_failing_flush_of_the_folder_fails_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The new content is in place by then; not every file system can flush a folder."""
        real = os.fsync

        def sync(handle: int) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "Invalid argument")
            real(handle)

        monkeypatch.setattr(os, "fsync", sync)
        write_bytes(Path("a"), NEW)
        assert (Path("a").read_bytes(), listing()) == (NEW, ["a"])

    def test_a_mode_that_cannot_be_set_fails_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Network drives refuse it."""
        monkeypatch.setattr(Path, "chmod", failing(errno.EPERM))
        write_bytes(Path("a"), NEW)
        assert (Path("a").read_bytes(), listing()) == (NEW, ["a"])

    @pytest.mark.parametrize(
        ("number", "key"),
        [
            (errno.ENOSPC, "write.disk_full"),
            (errno.EDQUOT, "write.disk_full"),
            (errno.EROFS, "write.no_permission"),
            (errno.EACCES, "write.no_permission"),
            (errno.EPERM, "write.no_permission"),
            (errno.ENOENT, "write.no_folder"),
            (errno.ENOTDIR, "write.no_folder"),
            (errno.EISDIR, "write.is_folder"),
        ],
    )
    def test_each_cause_has_its_own_message(self, monkeypatch: pytest.MonkeyPatch, number: int, key: str) -> None:
        monkeypatch.setattr(tempfile, "mkstemp", failing(number))
        with pytest.raises(WriteError) as caught:
            write_bytes(Path("a"), NEW)
        assert [fault.key for fault in caught.value.faults] == [key]

    def test_any_other_cause_is_quoted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "fsync", failing(errno.EIO))
        with pytest.raises(WriteError) as caught:
            write_bytes(Path("a"), NEW)
        assert caught.value.faults == (Fault("write.failed", {"reason": os.strerror(errno.EIO)}, file="a"),)

    def test_a_folder_that_is_not_there(self) -> None:
        with pytest.raises(WriteError) as caught:
            write_bytes(Path("no", "a"), NEW)
        assert str(caught.value) == (
            f"{Path('no', 'a')}: the folder does not exist; nothing was written. Make it, or choose another."
        )
        assert listing() == []

    def test_a_file_where_a_folder_should_be(self) -> None:
        Path("file").write_bytes(OLD)
        with pytest.raises(WriteError) as caught:
            write_bytes(Path("file", "a"), NEW)
        assert [fault.key for fault in caught.value.faults] == ["write.no_folder"]
        assert Path("file").read_bytes() == OLD

    def test_a_folder_in_its_place(self) -> None:
        Path("a").mkdir()
        with pytest.raises(WriteError) as caught:
            write_bytes(Path("a"), NEW)
        assert [fault.key for fault in caught.value.faults] == ["write.is_folder"]
        assert (listing(), list(Path("a").iterdir())) == (["a"], [])


@posix
class TestModes:
    @pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664), (0, 0o666)])
    def test_a_new_file_gets_what_the_mask_allows(self, mask: int, mode: int) -> None:
        before = os.umask(mask)
        try:
            write_bytes(Path("a"), NEW)
            assert stat.S_IMODE(Path("a").stat().st_mode) == mode
            assert os.umask(mask) == mask
        finally:
            os.umask(before)

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666, 0o755])
    def test_a_file_that_is_there_keeps_its_mode(self, mode: int) -> None:
        Path("a").write_bytes(OLD)
        Path("a").chmod(mode)
        write_bytes(Path("a"), NEW)
        assert stat.S_IMODE(Path("a").stat().st_mode) == mode

    def test_a_link_stays_one_and_its_target_is_written(self) -> None:
        Path("folder").mkdir()
        Path("folder", "target").write_bytes(OLD)
        Path("link").symlink_to(Path("folder", "target"))
        write_bytes(Path("link"), NEW)
        assert Path("link").is_symlink()
        assert Path("folder", "target").read_bytes() == NEW
        assert [path.name for path in Path("folder").iterdir()] == ["target"]

    def test_a_link_to_nothing_makes_its_target(self) -> None:
        Path("link").symlink_to("target")
        write_bytes(Path("link"), NEW)
        assert (Path("link").is_symlink(), Path("target").read_bytes()) == (True, NEW)

    def test_a_pipe_or_device_is_not_replaced_by_a_file(self) -> None:
        """`-o /dev/stdout` and `-o /dev/null` must not turn a device into a file."""
        os.mkfifo("pipe")
        reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
        try:
            write_bytes(Path("pipe"), NEW)
            assert stat.S_ISFIFO(Path("pipe").stat().st_mode)
        finally:
            os.close(reader)


class Scanner:
    """A virus scanner that holds the target for some attempts, and a clock that only sleeping moves."""

    def __init__(self, patch: pytest.MonkeyPatch, attempts: int) -> None:
        self.left, self.tried, self.now = attempts, 0, 0.0
        self.real = Path.replace
        scanner = self

        def move(self: Path, target: Path) -> Path:
            scanner.tried += 1
            if scanner.tried <= scanner.left:
                raise PermissionError(errno.EACCES, "The process cannot access the file")
            return scanner.real(self, target)

        patch.setattr(Path, "replace", move)
        patch.setattr(time, "monotonic", lambda: self.now)
        patch.setattr(time, "sleep", self.sleep)

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class System:
    """The module `os` under another name of the system."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, name: str) -> Any:
        """Return what the real module has."""
        return getattr(os, name)


class TestWindows:
    def test_a_file_that_a_scanner_holds_for_a_moment_is_tried_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(writing, "os", System("nt"))
        scanner = Scanner(monkeypatch, attempts=5)
        Path("a").write_bytes(OLD)
        write_bytes(Path("a"), NEW)
        assert (Path("a").read_bytes(), listing()) == (NEW, ["a"])
        assert scanner.tried == 6

    def test_a_file_that_is_held_for_long_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(writing, "os", System("nt"))
        scanner = Scanner(monkeypatch, attempts=10**6)
        Path("a").write_bytes(OLD)
        with pytest.raises(WriteError) as caught:
            write_bytes(Path("a"), NEW)
        assert [fault.key for fault in caught.value.faults] == ["write.no_permission"]
        assert (Path("a").read_bytes(), listing()) == (OLD, ["a"])
        assert RETRY_SECONDS <= scanner.now < RETRY_SECONDS + 0.1

    def test_elsewhere_nothing_is_tried_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(writing, "os", System("posix"))
        scanner = Scanner(monkeypatch, attempts=1)
        with pytest.raises(WriteError):
            write_bytes(Path("a"), NEW)
        assert (scanner.tried, scanner.now) == (1, 0.0)

    def test_no_folder_is_flushed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Windows cannot open one."""
        monkeypatch.setattr(writing, "os", System("nt"))
        monkeypatch.setattr(os, "fsync", lambda _: pytest.fail("a folder was flushed"))
        writing._flush_folder(Path())


class TestFolders:
    def test_a_folder_and_those_above_it_are_made(self) -> None:
        make_folder(Path("a", "b", "c"))
        make_folder(Path("a", "b", "c"))
        assert Path("a", "b", "c").is_dir()

    def test_a_file_in_the_way_is_told(self) -> None:
        Path("a").write_bytes(OLD)
        with pytest.raises(WriteError):
            make_folder(Path("a", "b"))
        assert Path("a").read_bytes() == OLD


class TestOnTheCommandLine:
    def test_a_full_disk_loses_no_answer(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("x.answers.yaml").write_text(sheet_text("  gov-policy-master-plan: 2\n"))
        smartscore("assess", "x.answers.yaml", "--no-input", "--set", "gov-policy-master-plan=1")
        before = {path.name: path.read_bytes() for path in Path().iterdir()}
        monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
        ran = smartscore("assess", "x.answers.yaml", "--no-input", "--set", "gov-policy-master-plan=3", "--lang", "en")
        assert ran.code == 2
        assert ran.err.splitlines()[-1] == (
            "x.answers.yaml: the disk is full; nothing was changed. Make room and try again."
        )
        assert {path.name: path.read_bytes() for path in Path().iterdir()} == before

    def test_a_folder_that_is_not_there(self, smartscore: Run) -> None:
        ran = smartscore("report", "example:manggarai-2021", "-o", "no/r.md", "--lang", "en")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            f"{Path('no', 'r.md')}: the folder does not exist; nothing was written. Make it, or choose another.\n"
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_standard_output_that_is_full_is_told_and_is_no_fault_of_the_program() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "smartscore", "report", "example:contoh-kabupaten", "--lang", "en"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    message = "<stdout>: the disk is full; nothing was changed. Make room and try again."
    assert (done.returncode, done.stderr.decode().splitlines()) == (2, [message])


class TestEarlyFlush:
    """What is written goes to the disk in the meantime."""

    @pytest.fixture(autouse=True)
    def often(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("smartscore.files.early_flush.EVERY", 10)

    def test_everything_is_written_and_flushed_on_the_way(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sizes: list[int] = []
        monkeypatch.setattr("os.fsync", lambda handle: sizes.append(os.fstat(handle).st_size))
        with Path("big.csv").open("wb") as file, EarlyFlush(file) as early:
            for _ in range(9):
                early.write(b"12345")
        assert Path("big.csv").read_bytes() == b"12345" * 9
        assert sizes
        assert sizes[0] == 10
        assert sizes == sorted(sizes)

    def test_what_the_disk_did_not_take_is_an_error_of_the_writer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The system tells such an error once, to whoever asked first."""

        def full(_handle: int) -> None:
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr("os.fsync", full)
        with Path("big.csv").open("wb") as file, pytest.raises(OSError, match="full"), EarlyFlush(file) as early:
            early.write(b"1234567890")

    def test_what_went_wrong_before_is_not_covered_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("os.fsync", lambda _handle: None)

        def interrupted(early: EarlyFlush) -> None:
            with early:
                early.write(b"1234567890")
                raise KeyboardInterrupt

        with Path("big.csv").open("wb") as file, pytest.raises(KeyboardInterrupt):
            interrupted(EarlyFlush(file))

    @posix
    def test_what_is_no_file_on_a_disk_is_only_written(self) -> None:
        with Path("/dev/null").open("wb") as file, EarlyFlush(file) as early:
            early.write(b"1234567890")
