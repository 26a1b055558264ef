"""Lines of many rows in temporary files: what is taken up is what was laid down, and nothing is left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smartscore.cli.spool import TextInFile, lay_down, take_up
from smartscore.errors import Fault
from smartscore.sources.rejection import Rejection
from smartscore.tables.row import WrittenRows


def rows(text: bytes) -> WrittenRows:
    return WrittenRows("answers.csv", text, text.count(b"\n"), b"", b"", 0, None)


REJECTED = Rejection("answers.csv", 3, [Fault("table.row_encoding")])
RESULTS = [rows(b"one\n"), REJECTED, rows("dua\ntiga: né\n".encode()), rows(b""), rows(b"four\n")]


def test_results_come_back_in_their_order_with_their_texts(tmp_path: Path) -> None:
    spools = [lay_down(RESULTS, str(tmp_path)), lay_down([REJECTED], str(tmp_path)), lay_down([], str(tmp_path))]
    assert b"".join(file.read_bytes() for file in tmp_path.iterdir()) == "one\ndua\ntiga: né\nfour\n".encode()
    assert all(each.rows.text == b"" for each in spools[0].results if isinstance(each, TextInFile))
    assert list(take_up(spools)) == [*RESULTS, REJECTED]


def test_a_file_goes_once_it_is_read_and_not_before(tmp_path: Path) -> None:
    taken = take_up([lay_down([rows(b"one\n")], str(tmp_path)), lay_down([rows(b"two\n")], str(tmp_path))])
    next(taken)
    assert len(list(tmp_path.iterdir())) == 2
    next(taken)
    assert len(list(tmp_path.iterdir())) == 1
    assert list(taken) == []
    assert list(tmp_path.iterdir()) == []


@contextmanager
def room(most: int) -> Iterator[None]:
    """Let no file become longer than so many bytes, as on a full disk."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_the_disk_has_no_room_for_is_kept(tmp_path: Path) -> None:
    """The third result breaks off in the middle."""
    with room(8):
        found = lay_down(RESULTS, str(tmp_path))
    assert Path(next(tmp_path.iterdir())).stat().st_size == 8
    assert [type(each) for each in found.results] == [TextInFile, Rejection, WrittenRows, TextInFile, WrittenRows]
    assert list(take_up([found])) == RESULTS


def test_a_file_that_somebody_holds_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(_: Path) -> None:
        raise PermissionError

    found = lay_down(RESULTS, str(tmp_path))
    monkeypatch.setattr(Path, "unlink", held)
    assert list(take_up([found])) == RESULTS


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"on")])
def test_a_file_that_is_not_whole_is_never_taken_for_one(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    found = lay_down([rows(b"one\n")], str(tmp_path))
    spoil(Path(found.file))
    with pytest.raises(OSError, match=r"such file|Input/output"):
        list(take_up([found]))
