"""A table scored in several processes: the same bytes, the same complaints, in the same order as in one."""

import csv
import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run, write_two_questions

from smartscore.cli.processes import Work, shared_out
from smartscore.cli.wide_rows import rows_of
from smartscore.errors import DocumentError, Fault
from smartscore.files.plans import FORMS
from smartscore.files.questionnaires import load_questionnaire
from smartscore.plans.compiling import compile_plan
from smartscore.sources import blocks, delimited
from smartscore.sources.columns import layout_of
from smartscore.sources.forms import Forms
from smartscore.sources.table import TableRow
from smartscore.sources.together import READ_AHEAD, together

HEAD = ["region", "period", "respondent", "form", "officer", "backup"]
ROWS = 1_200
"""More than go to a process at a time, several times over."""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the questionnaire `small` and a table with every sort of row, many times what is handed over at a time."""
    monkeypatch.setattr(blocks, "HANDED_OVER", 1_500)
    write_two_questions()
    with Path("answers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(row(number) for number in range(ROWS))


def row(number: int) -> list[str]:
    who = [f"Kabupaten {number % 40}", "2026", f"OPD {number}"]
    special = {
        7: [*who, "", "9", "3"],  # no such level
        13: [*who, "", "2"],  # a cell too few
        21: ["Alor", "2026", "OPD", "", "1", "1"],  # the same respondent again and again
        34: [*who, "quick", "4", ""],
        55: [*who, "", "", ""],  # nothing answered
        60: [*who[:2], f'OPD\n"{number}"', "", "5\nL5", "1"],  # line ends and quotes inside of cells
        81: HEAD,  # two exports were put together
    }
    return special.get(number % 100, [*who, "", str(number % 6), ["3", "?", "na", ""][number % 4]])


@pytest.mark.parametrize("options", [["-f", "csv"], ["-f", "ndjson"], ["-f", "json"], [], ["-f", "csv", "--areas"]])
def test_several_processes_say_what_one_says(smartscore: Run, options: list[str]) -> None:
    command = ["batch", "answers.csv", "-q", "small", "--lang", "en", *options]
    one, two = (smartscore(*command, "--jobs", jobs) for jobs in ("1", "2"))
    assert one.code == 1
    assert len(one.out.splitlines()) > ROWS - 100
    assert two == one


def doubled(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def test_the_process_that_hands_out_pieces_makes_some_itself_and_all_keep_their_order() -> None:
    prepared: list[object] = []
    pieces = ([number, number + 1] for number in range(0, 40, 2))
    found = list(shared_out(pieces, Work(prepared.append, "task", doubled), 2))
    assert found == [2 * number for number in range(40)]
    assert prepared == ["task"]  # here; another process has a list of its own


def doubled_but_five(numbers: list[int]) -> list[int]:
    if numbers == [5]:
        raise DocumentError([Fault("table.row_encoding")])
    return doubled(numbers)


@pytest.mark.parametrize("jobs", [2, 3])
def test_what_making_a_piece_raises_comes_after_what_was_made_of_those_before(jobs: int) -> None:
    made: list[int] = []
    with pytest.raises(DocumentError):
        made.extend(shared_out(([number] for number in range(12)), Work(print, "task", doubled_but_five), jobs))
    assert made == [0, 2, 4, 6, 8]


def test_what_getting_pieces_raises_comes_after_what_was_made_before() -> None:
    def pieces() -> Iterator[list[int]]:
        yield from ([number] for number in range(10))
        raise DocumentError([Fault("table.row_encoding")])

    made: list[int] = []
    with pytest.raises(DocumentError):
        made.extend(shared_out(pieces(), Work(print, "task", doubled), 3))
    assert made == [2 * number for number in range(10)]


def test_sorted_rows_are_sorted_whoever_scored_them(smartscore: Run) -> None:
    command = ["batch", "answers.csv", "-q", "small", "--lang", "en", "-f", "csv", "--sort", "index"]
    assert smartscore(*command, "--jobs", "2") == smartscore(*command, "--jobs", "1")


def test_the_rejected_rows_are_written_the_same(smartscore: Run) -> None:
    command = ["batch", "answers.csv", "-q", "small", "--lang", "en", "-f", "csv"]
    for jobs in ("1", "2"):
        smartscore(*command, "--jobs", jobs, "--rejects", f"rejects-{jobs}.csv")
    assert Path("rejects-1.csv").read_bytes() == Path("rejects-2.csv").read_bytes()
    assert len(Path("rejects-1.csv").read_text("utf-8").splitlines()) == 1 + 4 * ROWS // 100


def test_what_was_read_before_a_table_broke_off_is_counted(smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk goes after 700 rows: two full loads and a part of the third. UTF-16 is handed over in rows."""
    Path("answers.csv").write_text(Path("answers.csv").read_text("utf-8"), "utf-16")
    read = delimited.NumberedRows

    def breaking_off(*arguments: object) -> object:
        for number, found in enumerate(read(*arguments)):  # type: ignore[arg-type]  # passed on
            if number == 700:
                raise OSError(errno.EIO, "gone")
            assert isinstance(found, TableRow)
            yield found

    monkeypatch.setattr(delimited, "NumberedRows", breaking_off)
    command = ["batch", "answers.csv", "-q", "small", "--lang", "en", "-o", "out.csv"]
    one, two = (smartscore(*command, "--jobs", jobs) for jobs in ("1", "2"))
    assert one.code == 2
    assert "reading broke off after 700 rows" in one.err
    assert two == one
    assert not Path("out.csv").exists()


def test_what_was_read_in_blocks_before_a_table_broke_off_is_counted(
    smartscore: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure to read is not told as one to write temporary files."""
    pytest.importorskip("numpy")
    pytest.importorskip("nanoarrow")
    Path("answers.csv").write_text("region,officer,backup\n" + "".join(f"R{n},1,2\n" for n in range(1_000)))
    monkeypatch.setattr("smartscore.cli.wide_rows.WORTH_BLOCKS", 0)
    monkeypatch.setattr(blocks, "SIZE", 1_000)
    following = blocks._Reading._next

    def breaking_off(reading: blocks._Reading) -> bytes:
        if reading._file.tell() > 4_000:
            raise OSError(errno.EIO, "gone")
        return following(reading)

    monkeypatch.setattr(blocks._Reading, "_next", breaking_off)
    command = ["batch", "answers.csv", "-q", "small", "--lang", "en", "-o", "out.csv"]
    one, two = (smartscore(*command, "--jobs", jobs) for jobs in ("1", "2"))
    assert one.code == 2
    assert "answers.csv: reading broke off after 4" in one.err
    assert two == one


def test_what_getting_items_raises_comes_after_the_items_before_it() -> None:
    """Whatever it is: a disk that goes is no error of ours yet."""

    def items() -> Iterator[int]:
        yield from range(3)
        raise OSError

    found: list[list[int]] = []
    with pytest.raises(OSError):  # noqa: PT011  # as it was raised
        found.extend(together(items(), 2))
    assert found == [[0, 1], [2]]


def test_rows_of_a_file_are_read_some_ahead_and_those_of_a_pipe_as_they_come() -> None:
    questionnaire = load_questionnaire("small")
    forms = Forms({form: compile_plan(questionnaire, form) for form in FORMS})
    taken: list[TableRow] = []
    for lines in (None, lambda: iter(())):
        with delimited.delimited("answers.csv") as table:
            rows = (row for row in table.rows if taken.append(row) is None)
            watched = table._replace(rows=rows, lines=lines)
            next(rows_of(watched, layout_of(table.head, forms.full, "answers.csv", {}), forms, None))
        assert len(taken) == (1 if lines is None else READ_AHEAD)
        taken.clear()
