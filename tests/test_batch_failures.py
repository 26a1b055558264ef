"""What a batch that fails half way leaves: one clear line, its exit code, the old output whole, nothing besides."""

import csv
import errno
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import MagicMock

import pytest
from conftest import Run, dimension, level_question, questionnaire_data

from smartscore.files.sheet_text import yaml_text
from smartscore.sources import delimited, sheets
from smartscore.sources.table import TableRow
from smartscore.tables import TABLE_FORMATS

posix = pytest.mark.skipif(os.name == "nt", reason="signals and permissions of POSIX")

HEAD = ["region", "respondent", "officer", "backup"]
MANY = 60_000
"""Rows that take some seconds."""

OLD = "the result of last year\n"


@pytest.fixture(autouse=True)
def small() -> None:
    """Write the questionnaire `small` and an older result."""
    Path("small").mkdir()
    asked = dimension("office", level_question("officer"), level_question("backup"))
    Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")
    Path("out.csv").write_text(OLD)


def table(count: int, name: str = "answers.csv") -> str:
    with Path(name).open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(["Alor", f"OPD {number}", number % 6, 3] for number in range(count))
    return name


def some_sheets(count: int) -> list[Path]:
    Path("round").mkdir()
    header = {"format": "smartscore-answers/1", "questionnaire": {"id": "small", "version": "1.0.0"}}
    paths = [Path("round", f"s{number:04d}.answers.json") for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(json.dumps({**header, "region": f"R{number}", "answers": {"officer": number % 6}}))
    return paths


def started(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start `smartscore batch` as a person does, in a process of its own."""
    command = [sys.executable, "-m", "smartscore", "batch", *arguments, "-q", "small", "--lang", "en"]
    return subprocess.Popen(
        command, **{"stderr": subprocess.PIPE, "preexec_fn": hear_interruptions if os.name != "nt" else None, **options}
    )


def hear_interruptions() -> None:
    """Let Ctrl-C through where the tests run in the background, whose children do not hear it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ended(process: subprocess.Popen[bytes]) -> tuple[int, list[str]]:
    """Return the exit code and the lines on stderr."""
    with process:
        err = process.communicate(timeout=60)[1]
    return process.returncode, err.decode().splitlines()


def wait_for(found: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def temporary() -> list[str]:
    return [str(path) for path in Path().rglob("*.tmp")]


def assert_nothing_changed() -> None:
    assert Path("out.csv").read_text() == OLD
    assert temporary() == []


EXTRAS = {"xlsx": "xlsxwriter", "parquet": "duckdb"}
"""What some formats need to be written."""


class TestFullDisk:
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("arguments", [["-o", "/dev/full", "-f", "csv"], ["-f", "csv"]])
    def test_a_full_device_is_one_line(self, arguments: list[str]) -> None:
        with Path("/dev/full").open("w") as full:
            code, err = ended(started(table(3000), *arguments, stdout=full))
        place = "/dev/full" if "-o" in arguments else "<stdout>"
        assert (code, err) == (2, [f"{place}: the disk is full; nothing was changed. Make room and try again."])

    @pytest.mark.parametrize("option", ["-o", "--rejects"])
    def test_a_disk_that_fills_up_leaves_the_old_file(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, option: str
    ) -> None:
        """There is room for 1,000 bytes."""
        monkeypatch.setattr(os, "fdopen", small_disk)
        bad = Path(table(500)).read_text().replace(",3\n", ",9\n") if option == "--rejects" else None
        if bad:
            Path("answers.csv").write_text(bad)
        ran = smartscore(
            "batch", "answers.csv" if bad else table(500), "-q", "small", option, "out.csv", "--lang", "en"
        )
        assert (ran.code, ran.err.splitlines()[-1]) == (
            2,
            "out.csv: the disk is full; nothing was changed. Make room and try again.",
        )
        assert_nothing_changed()

    @pytest.mark.parametrize(("ending", "package"), EXTRAS.items())
    def test_a_full_folder_for_temporary_files_is_named(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, ending: str, package: str
    ) -> None:
        """Workbooks and Parquet files are put together there first."""
        pytest.importorskip(package)
        import tempfile

        monkeypatch.setattr(tempfile, "tempdir", str(Path("nowhere").resolve()))
        ran = smartscore("batch", table(3), "-q", "small", "-o", f"out.{ending}", "--lang", "en")
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert "nowhere" in ran.err
        assert not Path(f"out.{ending}").exists()


real = os.fdopen


def small_disk(*given: Any, **named: Any) -> Any:
    """Open a file on a disk that has room for 1,000 bytes."""
    file, left = real(*given, **named), [1000]
    write = file.write

    def some(content: bytes) -> int:
        left[0] -= len(content)
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(write(content))

    disk = MagicMock(wraps=file)
    disk.write, disk.__enter__.return_value = some, disk
    disk.__exit__.side_effect = lambda *_: file.close()
    return disk


class TestOutputs:
    def test_a_folder_that_is_not_there(self, smartscore: Run) -> None:
        ran = smartscore("batch", table(3), "-q", "small", "-o", "nowhere/out.csv", "--lang", "en")
        assert (ran.code, ran.err) == (
            2,
            "nowhere/out.csv: the folder does not exist; nothing was written. Make it, or choose another.\n",
        )

    def test_a_folder_that_may_not_be_written(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Played, because the superuser may write everywhere."""
        import tempfile

        monkeypatch.setattr(tempfile, "mkstemp", failing(errno.EACCES))
        ran = smartscore("batch", table(3), "-q", "small", "-o", "out.csv", "--lang", "en")
        assert (ran.code, ran.err) == (
            2,
            "out.csv: this may not be written here; nothing was changed. Choose another folder.\n",
        )
        assert_nothing_changed()


class TestReaderThatStopsReading:
    """As with `| head -1`."""

    @posix
    @pytest.mark.parametrize(("name", "jobs"), [*((name, "1") for name in TABLE_FORMATS), ("csv", "2")])
    def test_it_is_no_fault(self, name: str, jobs: str) -> None:
        pytest.importorskip(EXTRAS.get(name, "csv"))
        assert self.left(table(8_000), "-f", name, "--jobs", jobs) == (0, [])

    @posix
    @pytest.mark.parametrize(("name", "jobs"), [*((name, "1") for name in TABLE_FORMATS), ("csv", "2")])
    def test_the_answer_is_no_where_something_was_rejected(self, name: str, jobs: str) -> None:
        pytest.importorskip(EXTRAS.get(name, "csv"))
        path = Path(table(8_000))
        path.write_text(path.read_text().replace("OPD 0,0,3", "OPD 0,good,3", 1))
        code, err = self.left(str(path), "-f", name, "--jobs", jobs)
        assert (code, len(err)) == (1, 1)
        assert err[0].startswith("answers.csv:2: C (officer): ")

    @posix
    @pytest.mark.parametrize(("option", "code"), [("--rejects", 1), ("--doubles", 0)])
    def test_a_list_that_nobody_reads_costs_no_results(self, option: str, code: int) -> None:
        """The list is what went to the pipe; the results are a file."""
        path = Path(table(8_000))
        bad = "good" if option == "--rejects" else "3"
        path.write_text("\n".join([",".join(HEAD), *[f"Alor,OPD,{bad},3"] * 8_000, "Alor,OPD 2,3,3", ""]))
        ended_with, err = self.left(str(path), option, "-", "-o", "out.csv")
        assert (ended_with, [line for line in err if "Error" in line]) == (code, [])
        assert Path("out.csv").read_text().splitlines()[-1].startswith("answers.csv,Alor,,OPD 2,")

    @staticmethod
    def left(*arguments: str) -> tuple[int, list[str]]:
        """Return what a batch ends with whose output is read no further than its first bytes."""
        buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        with started(*arguments, stdout=subprocess.PIPE, bufsize=0, env=buffered) as process:
            assert process.stdout is not None
            assert process.stdout.read(4)
            process.stdout.close()
            process.stdout = None
            return ended(process)


class TestInputsThatVanish:
    def test_a_table_that_breaks_off_gives_no_output(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """A network drive that goes away after 100 rows: a part would pass for the whole."""
        monkeypatch.setattr(delimited, "NumberedRows", breaking_off(delimited.NumberedRows))
        ran = smartscore("batch", table(500), "-q", "small", "-o", "out.csv", "--lang", "en")
        assert ran.code == 2
        assert ran.err == (
            "answers.csv: reading broke off after 100 rows (Input/output error), and a part is not the whole. "
            "Try again with a copy of the file.\n"
        )
        assert_nothing_changed()

    def test_so_do_the_sheets_of_an_ndjson_file(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = [path.read_text() for path in some_sheets(200)]
        Path("sheets.ndjson").write_text("\n".join(lines))
        monkeypatch.setattr(sheets, "_lines", breaking_off(sheets._lines))
        ran = smartscore("batch", "sheets.ndjson", "-q", "small", "-o", "out.csv", "--lang", "en")
        assert (ran.code, "sheets.ndjson: reading broke off after 100 rows" in ran.err) == (2, True)
        assert_nothing_changed()

    def test_a_table_that_cannot_be_opened_is_rejected(self, smartscore: Run) -> None:
        ran = smartscore("batch", table(3), "gone.csv", "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, len(ran.out.splitlines())) == (1, 4)
        assert "gone.csv: there is no such file. Check the name and the folder." in ran.err

    def test_sheets_that_vanish_meanwhile_are_rejected_one_by_one(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from smartscore.cli import input_files

        paths = some_sheets(50)
        find = input_files.find_with_tables

        def and_take_away(names: list[str], written: set[Path]) -> input_files.Found:
            found = find(names, written)
            paths[17].unlink()
            return found

        monkeypatch.setattr(input_files, "find_with_tables", and_take_away)
        ran = smartscore("batch", "round", "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, len(ran.out.splitlines())) == (1, 50)
        assert f"{paths[17]}: there is no such file." in ran.err


class TestUnreadableInputs:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_one_sheet_of_many_costs_only_itself(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch, jobs: str
    ) -> None:
        closed = close(some_sheets(60)[41], monkeypatch)
        if jobs == "2" and not closed:
            pytest.skip("the superuser may read everything, and other processes cannot be played to")
        ran = smartscore("batch", "round", "-q", "small", "-f", "csv", "--lang", "en", "--jobs", jobs)
        assert (ran.code, len(ran.out.splitlines())) == (1, 60)
        told, total = ran.err.splitlines()
        assert told.startswith(f"{Path('round', 's0041.answers.json')}: this file may not be read. Ask for permission")
        assert total == "1 of 60 sheets were rejected; the reasons stand above."

    def test_a_large_table_is_not_said_to_be_too_large(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Sheets may have five megabytes; whether something is a sheet is not known of a file that may not be read."""
        with Path(table(3)).open("ab") as file:
            file.truncate(6_000_000)
        close(Path("answers.csv"), monkeypatch)
        ran = smartscore("batch", "answers.csv", "-q", "small", "--lang", "en")
        assert ran.code == 1
        assert ran.err.startswith("answers.csv: this file may not be read. Ask for permission")

    def test_a_folder_that_may_not_be_read_is_not_passed_over(
        self, smartscore: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        some_sheets(3)
        closed = Path("round", "closed")
        closed.mkdir()
        real_scan = os.scandir

        def scan(path: Any) -> Any:
            if Path(path).name == "closed":
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real_scan(path)

        monkeypatch.setattr(os, "scandir", scan)
        monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "closed")
        ran = smartscore("batch", "round", "-q", "small", "-f", "csv", "--lang", "en")
        assert (ran.code, len(ran.out.splitlines())) == (1, 4)
        assert f"{closed}: this folder may not be read. Ask for permission, or copy it to your own folder." in ran.err


@posix
class TestInterruption:
    @pytest.mark.parametrize("options", [[], ["--quiet"]])
    def test_in_the_middle_of_a_table(self, options: list[str]) -> None:
        process = started(table(MANY), "-o", "out.csv", *options)
        wait_for(temporary)
        process.send_signal(signal.SIGINT)
        code, err = ended(process)
        assert code == 130
        assert len(err) == 1
        assert err[0].startswith("Interrupted. Scored so far: ")
        assert err[0].endswith("out.csv is as it was before.")
        assert_nothing_changed()

    def test_so_does_an_order_to_end(self) -> None:
        process = started(table(MANY), "-o", "out.csv")
        wait_for(temporary)
        process.terminate()
        assert ended(process)[0] == 130
        assert_nothing_changed()

    def test_what_a_pipe_got_ends_with_a_whole_row(self) -> None:
        """Python itself gives up what it has half written to a pipe that is full."""
        environ = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        with Path("told").open("w") as told:
            process = started(table(MANY), "-f", "csv", stdout=subprocess.PIPE, stderr=told, env=environ, bufsize=0)
        assert process.stdout is not None
        process.stdout.read(1)
        time.sleep(0.3)  # the pipe is full by then
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
        with process:
            content = b"f" + process.stdout.read()
        assert process.returncode == 130
        assert Path("told").read_text().endswith("every row that was written is whole.\n")
        rows = list(csv.reader(io.StringIO(content.decode())))
        assert content.endswith(b"\n")
        assert {len(row) for row in rows} == {len(rows[0])}

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_in_the_middle_of_sheets(self, jobs: str) -> None:
        some_sheets(4000)
        process = started("round", "-o", "out.csv", "--jobs", jobs)
        wait_for(temporary)
        process.send_signal(signal.SIGINT)
        code, err = ended(process)
        assert (code, len(err)) == (130, 1), err
        assert "out.csv is as it was before." in err[-1], err
        assert_nothing_changed()

    def test_while_the_program_is_being_loaded(self) -> None:
        done = subprocess.run([sys.executable, "-c", INTERRUPTED_IMPORT], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (130, b"")


INTERRUPTED_IMPORT = """
import sys
class Finder:
    def find_spec(self, name, *_):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
sys.argv = ["smartscore", "batch", "x"]
from smartscore.__main__ import main
main()
"""


@pytest.mark.skipif(shutil.which("pgrep") is None, reason="needs pgrep to find the processes")
class TestKilledWorkers:
    def test_one_line_and_the_old_output(self) -> None:
        some_sheets(4000)
        process = started("round", "-o", "out.csv", "--jobs", "2")
        wait_for(lambda: workers_of(process.pid))  # started only when the first sheet has been scored
        os.kill(workers_of(process.pid)[0], signal.SIGKILL)
        assert ended(process) == (
            2,
            ["a process that helped with the scoring was killed. Run it again, with --jobs 1 if it happens again."],
        )
        assert_nothing_changed()

    def test_none_waits_for_ever_where_the_one_that_asked_is_killed(self) -> None:
        some_sheets(4000)
        process = started("round", "-o", "out.csv", "--jobs", "2", stderr=subprocess.DEVNULL)
        wait_for(lambda: workers_of(process.pid))
        workers = workers_of(process.pid)
        process.kill()
        process.wait()
        try:
            wait_for(lambda: not any(map(is_running, workers)))
        finally:
            for worker in filter(is_running, workers):
                os.kill(worker, signal.SIGKILL)


def is_running(process: int) -> bool:
    """Say whether a process does or waits for something; it may be listed after its end."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, check=False, text=True
    ).stdout
    return bool(state) and not state.startswith("Z")


def workers_of(process: int) -> list[int]:
    """Return the processes that read sheets for another."""
    command = ["pgrep", "-P", str(process), "-f", "spawn_main"]
    return [int(line) for line in subprocess.run(command, capture_output=True, check=False).stdout.split()]


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def breaking_off(rows: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[TableRow]]:
    """Return the same rows, of which only the first 100 can be read."""

    def some(*given: Any) -> Iterator[Any]:
        for number, row in enumerate(rows(*given)):
            if number == 100:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            yield row

    return some


def close(path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Take away the permission to read; return whether that was real. The superuser, who may read all, is played to."""
    path.chmod(0)
    if not os.access(path, os.R_OK):
        return True
    real_open = Path.open

    def refuse(self: Path, *given: Any, **named: Any) -> Any:
        if self.name == path.name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real_open(self, *given, **named)

    def refuse_bytes(self: Path) -> bytes:
        with refuse(self, "rb") as file:
            return bytes(file.read())

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse_bytes)
    return False
