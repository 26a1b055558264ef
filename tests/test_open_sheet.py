"""A sheet that is being answered: saving, undo across restarts, other programs and other people."""

import errno
import json
import os
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping import (
    IDS,
    JOURNAL,
    LOCK,
    ORDER,
    SHEET,
    answer,
    asked,
    give,
    new_sheet,
    opened,
    person,
    redo,
    undo,
)
from test_sheets import FULL, SHORT

from smartscore.errors import (
    DocumentError,
    ReplaceDelayedError,
    SheetError,
    SheetHeldError,
    SheetTakenError,
    WriteError,
)
from smartscore.files import journal as journals
from smartscore.files import open_sheet
from smartscore.files.aside import answers_aside
from smartscore.files.journal import Journal
from smartscore.files.open_sheet import OpenSheet, SheetChangedError
from smartscore.files.sheet_lock import Holder
from smartscore.files.sheet_text import same, sheet_data
from smartscore.files.sheets import read_sheet, read_sheet_file
from smartscore.history import Change, History

STEPS = st.sampled_from(["give", "undo", "redo", "restart"])


def listing() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def answers(path: Path = SHEET) -> dict[str, Any]:
    """Return what the file itself says, without its journal."""
    JOURNAL.rename("aside") if JOURNAL.exists() else None
    try:
        return dict(sheet_data(read_sheet(path))["answers"])
    finally:
        Path("aside").rename(JOURNAL) if Path("aside").exists() else None


def refuse_to_replace(patch: pytest.MonkeyPatch) -> None:
    """Let nothing replace the sheet, as a program on Windows that has it open; the journal can be written."""
    real = Path.replace

    def move(self: Path, target: Path) -> Path:
        if Path(target).name == SHEET.name:
            raise PermissionError(errno.EACCES, "held by another program")
        return real(self, target)

    patch.setattr(Path, "replace", move)


class TestSaving:
    def test_a_new_sheet_is_written_with_its_first_save(self) -> None:
        sheet = opened()
        assert listing() == [LOCK.name]
        give(sheet, "q-a", 3)
        assert answers() == {"q-a": 3}
        sheet.close()
        assert listing() == [SHEET.name, JOURNAL.name]

    def test_nothing_is_written_where_nothing_changed(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 3)
        before = JOURNAL.read_bytes(), SHEET.stat().st_ino
        sheet.save(sheet.sheet, sheet.history)
        assert (JOURNAL.read_bytes().split(b'{"placed')[0], SHEET.stat().st_ino) == (
            before[0].split(b'{"placed')[0],
            before[1],
        )

    def test_what_a_person_wrote_stays(self) -> None:
        header = "# mine\r\nformat: smartscore-answers/1\r\nquestionnaire: {id: x, version: 0.1.0}\r\n"
        text = f"{header}answers:\r\n   q-b: 1 # b"
        SHEET.write_bytes(b"\xef\xbb\xbf" + text.encode())
        give(opened(), "q-a", 3)
        assert SHEET.read_bytes() == b"\xef\xbb\xbf" + text.encode() + b"\r\n   q-a: 3"
        assert not list(Path().glob("*.bak*"))

    def test_a_layout_that_cannot_be_kept_is_copied_before(self) -> None:
        text = "format: smartscore-answers/1\r\nquestionnaire: {id: x, version: 0.1.0}\r\nanswers: {q-a: 1} # mine\r\n"
        for number, name in enumerate(["x.answers.yaml.bak", "x.answers.yaml.bak2", "x.answers.yaml.bak3"]):
            written = text.replace("mine", f"mine {number}").encode()
            SHEET.write_bytes(written)
            sheet = opened()
            give(sheet, "q-b", 3)
            assert (sheet.backup, Path(name).read_bytes()) == (Path(name), written)
            assert b"\r\n" in SHEET.read_bytes()
            give(sheet, "q-c", 3)
            assert sheet.backup is None
            sheet.close()
            JOURNAL.unlink()
        assert Path("x.answers.yaml.bak").read_bytes() == text.replace("mine", "mine 0").encode()

    def test_json_stays_json(self) -> None:
        path = Path("x.json")
        path.write_text(
            '{"format": "smartscore-answers/1", "questionnaire": {"id": "x", "version": "0.1.0"}, "answers": {}}'
        )
        sheet = OpenSheet.open(path, None, person(), ORDER)
        give(sheet, "q-a", {"number": Decimal("12.50"), "note": 'a "b" é', "evidence": [{"reference": "r"}]})
        give(sheet, "q-b", [])
        assert path.read_text("utf-8").startswith('{\n  "format": "smartscore-answers/1",')
        assert same(sheet_data(read_sheet(path)), sheet_data(sheet.sheet))
        assert sheet.backup is None

    def test_a_link_stays_one(self) -> None:
        Path("folder").mkdir()
        SHEET.symlink_to(Path("folder", "real.answers.yaml"))
        sheet = opened()
        give(sheet, "q-a", 3)
        assert SHEET.is_symlink()
        assert sorted(path.name for path in Path("folder").iterdir()) == [
            "real.answers.yaml",
            "real.answers.yaml.journal",
            "real.answers.yaml.lock",
        ]

    def test_what_interrupted_writes_left_is_swept_away(self) -> None:
        theirs = [".x.answers.yaml.abcd_123.tmp", ".x.answers.yaml.journal.00000000.tmp"]
        others = [".x.answers.yaml.bak.00000000.tmp", ".y.answers.yaml.abcd_123.tmp", "x.answers.yaml.abcd_123.tmp"]
        for name in theirs + others:
            Path(name).touch()
        opened().close()
        assert listing() == sorted(others)

    def test_no_sheet_and_no_new_one(self) -> None:
        with pytest.raises(DocumentError):
            OpenSheet.open(SHEET, None, person(), ORDER)
        SHEET.write_text("a: b\n")
        with pytest.raises(SheetError):
            opened()
        assert listing() == [SHEET.name]


class TestHistory:
    def test_undo_and_redo_survive_restarts(self) -> None:
        sheet = opened()
        for question in "q-a", "q-b", "q-c":
            give(sheet, question, {"level": 3, "note": question})
        undo(sheet)
        sheet.close()
        sheet = opened()
        assert asked(sheet.history) == (["q-a", "q-b"], ["q-c"])
        redo(sheet)
        undo(sheet)
        undo(sheet)
        sheet.close()
        sheet = opened()
        assert asked(sheet.history) == (["q-a"], ["q-c", "q-b"])
        assert set(answers()) == {"q-a"}

    def test_an_edit_of_the_answers_by_hand_ends_it(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 3)
        sheet.close()
        SHEET.write_text(SHEET.read_text().replace("q-a: 3", "q-a: 4"))
        sheet = opened()
        assert sheet.history == History()
        give(sheet, "q-b", 1)
        sheet.close()
        assert asked(opened().history) == (["q-b"], [])
        assert answers() == {"q-a": 4, "q-b": 1}

    def test_a_comment_by_hand_does_not(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 3)
        sheet.close()
        SHEET.write_text(SHEET.read_text().replace("q-a: 3", "q-a:  3  # counted"))
        sheet = opened()
        undo(sheet)
        redo(sheet)
        sheet.close()
        assert asked(opened(person(process=2)).history) == (["q-a"], [])

    def test_a_header_field_is_no_change_of_an_answer(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 3)
        sheet.save(sheet.sheet.model_copy(update={"region": "Kota Bima"}), sheet.history)
        sheet.close()
        sheet = opened()
        assert (sheet.sheet.region, asked(sheet.history)) == ("Kota Bima", (["q-a"], []))

    def test_several_changes_at_once(self) -> None:
        sheet = opened()
        history, changed = sheet.history, sheet.sheet
        for question in "q-a", "q-b":
            change = Change(question, None, answer(1))
            history, changed = history.record(change), change.applied(changed)
        sheet.save(changed, history)
        sheet.close()
        assert asked(opened().history) == (["q-a", "q-b"], [])

    def test_finishing_takes_the_journal_away(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 3)
        sheet.close(finish=True)
        assert listing() == [SHEET.name]
        assert opened().history == History()

    def test_a_journal_that_grew_is_begun_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(journals, "GROWS_TO", 2000)
        monkeypatch.setattr(journals, "LONGEST_HISTORY", 4)
        sheet = opened()
        for number in range(60):
            give(sheet, "q-a", number)
        assert JOURNAL.stat().st_size < 6000
        sheet.close()
        sheet = opened()
        assert 4 <= len(sheet.history.done) < 20
        undo(sheet)
        assert answers() == {"q-a": 58}

    def test_a_journal_that_is_deleted_or_spoiled_is_begun_anew(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 3)
        JOURNAL.unlink()
        give(sheet, "q-b", 3)
        sheet.close()
        for garbage in (b"", b"\0" * 99, b"{}\n", b"\xff\n[]\n"):
            JOURNAL.write_bytes(garbage)
            sheet = opened()
            assert sheet.history == History()
            give(sheet, "q-c", 1)
            give(sheet, "q-c", "-")
            sheet.close()
        assert asked(opened().history) == (["q-c", "q-c"], [])

    @pytest.mark.parametrize("end", [b'{"step"', b"\0\0\0\n", b"[1]\n", b'{"step":"undo"}\n', b'{"placed":"x"}\n'])
    def test_a_torn_or_spoiled_end_is_not_read(self, end: bytes) -> None:
        sheet = opened()
        give(sheet, "q-a", 3)
        give(sheet, "q-b", 3)
        sheet.close()
        JOURNAL.write_bytes(JOURNAL.read_bytes() + end)
        sheet = opened()
        assert asked(sheet.history) == (["q-a", "q-b"], [])
        give(sheet, "q-c", 3)
        sheet.close()
        assert asked(opened().history) == (["q-a", "q-b", "q-c"], [])

    @given(
        st.lists(st.tuples(st.sampled_from(["give", "undo", "redo", "restart"]), st.sampled_from(IDS), SHORT | FULL))
    )
    def test_any_sitting_is_the_same_after_a_restart(self, steps: list[Any]) -> None:
        for path in SHEET, JOURNAL, LOCK:
            path.unlink(missing_ok=True)
        sheet, history = opened(), History()
        for step, question, data in steps:
            if step == "give":
                history = history.record(give(sheet, question, data))
            elif step == "restart":
                sheet.close()
                sheet = opened()
            elif (moved := history.undo() if step == "undo" else history.redo()) is not None:
                (undo if step == "undo" else redo)(sheet)
                history = moved[0]
            assert [len(part) for part in asked(sheet.history)] == [len(part) for part in asked(history)]
            assert asked(sheet.history) == asked(history)
            if SHEET.exists():
                assert same(sheet_data(read_sheet(SHEET)), sheet_data(sheet.sheet))
        sheet.close()


class TestReplaceDelayed:
    def test_the_answer_is_in_the_journal_and_readers_take_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sheet = opened()
        give(sheet, "q-a", 3)
        with monkeypatch.context() as patch:
            refuse_to_replace(patch)
            for question in "q-b", "q-c":
                with pytest.raises(ReplaceDelayedError) as caught:
                    give(sheet, question, 2)
        (fault,) = caught.value.faults
        assert (fault.key, fault.severity, sheet.is_delayed) == ("keeping.delayed", "warning", True)
        assert "held by another program" in str(caught.value)
        assert answers() == {"q-a": 3}
        file = read_sheet_file(SHEET)
        assert (set(file.sheet.answers), file.from_journal) == ({"q-a", "q-b", "q-c"}, ("q-b", "q-c"))
        assert [fault.key for fault in file.warnings()] == ["warning.from_journal"]

    def test_the_next_save_completes_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sheet = opened()
        with monkeypatch.context() as patch:
            refuse_to_replace(patch)
            with pytest.raises(ReplaceDelayedError):
                give(sheet, "q-a", 2)
        assert not SHEET.exists()
        assert list(read_sheet(SHEET).answers) == ["q-a"]
        give(sheet, "q-b", 2)
        assert answers() == {"q-a": 2, "q-b": 2}
        assert read_sheet_file(SHEET).warnings() == []

    def test_the_next_start_completes_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)
        with monkeypatch.context() as patch:
            refuse_to_replace(patch)
            with pytest.raises(ReplaceDelayedError):
                give(sheet, "q-b", 2)
            sheet.close(finish=True)
            sheet = opened()
            assert sheet.is_delayed
            assert set(sheet.sheet.answers) == {"q-a", "q-b"}
            sheet.close()
        sheet = opened()
        assert sheet.found is not None
        assert sheet.found.from_journal == ("q-b",)
        assert answers() == {"q-a": 2, "q-b": 2}
        assert asked(sheet.history) == (["q-a", "q-b"], [])

    def test_an_edit_by_hand_in_between_keeps_both(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """By hand q-a was changed and q-c answered; the journal holds back q-b and another answer to q-c."""
        sheet = opened()
        give(sheet, "q-a", 2)
        with monkeypatch.context() as patch:
            refuse_to_replace(patch)
            for question in "q-b", "q-c":
                with pytest.raises(ReplaceDelayedError):
                    give(sheet, question, 2)
        sheet.close()
        SHEET.write_text(SHEET.read_text().replace("q-a: 2", "q-a: 5\n  q-c: 1"))
        file = read_sheet_file(SHEET)
        assert sheet_data(file.sheet)["answers"] == {"q-a": 5, "q-b": 2, "q-c": 1}
        assert (file.from_journal, file.refused) == (("q-b",), ("q-c",))
        sheet = opened()
        assert answers() == {"q-a": 5, "q-b": 2, "q-c": 1}
        sheet.close()
        assert read_sheet_file(SHEET).warnings() == []

    def test_a_sheet_that_cannot_be_looked_at(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)

        def refuse(_: object) -> bytes:
            raise DocumentError.of("document.no_permission")

        with monkeypatch.context() as patch:
            patch.setattr(open_sheet, "read_bytes", refuse)
            with pytest.raises(ReplaceDelayedError):
                give(sheet, "q-b", 2)
        assert list(read_sheet(SHEET).answers) == ["q-a", "q-b"]


class TestDisk:
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
    def test_a_full_or_read_only_disk_changes_nothing(self, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)
        before = SHEET.read_bytes(), JOURNAL.read_bytes()

        def fail(_: int) -> None:
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            with pytest.raises(WriteError):
                give(sheet, "q-b", 2)
        assert (SHEET.read_bytes(), JOURNAL.read_bytes()) == before
        assert set(sheet.sheet.answers) == {"q-a"}
        give(sheet, "q-b", 2)
        sheet.close()
        assert asked(opened().history) == (["q-a", "q-b"], [])

    def test_a_removed_folder(self) -> None:
        Path("folder").mkdir()
        path = Path("folder", "x.answers.yaml")
        sheet = OpenSheet.open(path, new_sheet(), person(), ORDER)
        give(sheet, "q-a", 2)
        Path("folder").rename("elsewhere")
        with pytest.raises(WriteError) as caught:
            give(sheet, "q-b", 2)
        assert [fault.key for fault in caught.value.faults] == ["write.no_folder"]
        Path("elsewhere").rename("folder")
        give(sheet, "q-b", 2)
        assert list(read_sheet(path).answers) == ["q-a", "q-b"]

    def test_a_folder_that_is_not_there(self) -> None:
        with pytest.raises(WriteError):
            OpenSheet.open(Path("no", "x.answers.yaml"), new_sheet(), person(), ORDER)

    @pytest.mark.parametrize("fill", [b"", b"\0" * 7])
    def test_a_sheet_that_is_cut_off_is_taken_from_the_journal(self, fill: bytes) -> None:
        sheet = opened()
        give(sheet, "q-a", {"level": 2, "note": "été"})
        give(sheet, "q-b", 2)
        sheet.close()
        whole = SHEET.read_bytes()
        for length in range(len(whole)):
            SHEET.write_bytes(whole[:length] + fill)
            file = read_sheet_file(SHEET)
            assert list(file.sheet.answers) == ["q-a", "q-b"]
            assert file.restored
            assert [fault.key for fault in file.warnings()] == ["warning.restored"]
        sheet = opened()
        assert SHEET.read_bytes() == whole
        assert Path("x.answers.yaml.bak").read_bytes() == whole[:-1] + fill
        assert asked(sheet.history) == (["q-a", "q-b"], [])


class TestOtherPrograms:
    def test_a_change_on_the_disk_is_noticed(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)
        SHEET.write_text(SHEET.read_text().replace("q-a: 2", "q-a: 5"))
        with pytest.raises(SheetChangedError) as caught:
            give(sheet, "q-b", 2)
        assert caught.value.sheet is not None
        assert sheet_data(caught.value.sheet)["answers"] == {"q-a": 5}
        assert answers() == {"q-a": 5}
        assert sheet_data(sheet.reload())["answers"] == {"q-a": 5}
        give(sheet, "q-b", 2)
        assert answers() == {"q-a": 5, "q-b": 2}

    def test_a_file_that_cannot_be_read_now(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)
        before = SHEET.read_bytes()
        SHEET.write_text("answers: [")
        with pytest.raises(SheetChangedError) as caught:
            give(sheet, "q-b", 2)
        assert caught.value.sheet is None
        with pytest.raises(DocumentError):
            sheet.reload()
        SHEET.write_bytes(before)
        give(sheet, "q-b", 2)
        assert answers() == {"q-a": 2, "q-b": 2}

    def test_a_file_that_was_removed(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)
        SHEET.unlink()
        with pytest.raises(SheetChangedError) as caught:
            give(sheet, "q-b", 2)
        assert ([fault.key for fault in caught.value.faults], caught.value.sheet) == (["keeping.removed"], None)
        sheet.reload()
        give(sheet, "q-b", 2)
        assert answers() == {"q-a": 2, "q-b": 2}

    def test_at_the_end_the_sheet_is_taken_as_it_is_then(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)
        assert not sheet.caught_up()
        SHEET.write_text(SHEET.read_text().replace("q-a: 2", "q-a: 5"))
        assert sheet.caught_up()
        assert sheet_data(sheet.sheet)["answers"] == {"q-a": 5}

    def test_where_it_cannot_be_read_at_the_end_what_was_saved_is_kept_beside_it(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)
        before = SHEET.read_bytes()
        SHEET.write_text("answers: [")
        with pytest.raises(SheetError) as caught:
            sheet.caught_up()
        assert caught.value.faults[-1].key == "keeping.broken"
        assert Path("x.answers.yaml.bak").read_bytes() == before
        assert SHEET.read_text() == "answers: ["

    def test_where_it_was_removed_before_the_end_that_is_told(self) -> None:
        sheet = opened()
        give(sheet, "q-a", 2)
        SHEET.unlink()
        with pytest.raises(SheetChangedError):
            sheet.caught_up()


class TestOtherPeople:
    def test_the_second_is_told_who_has_it(self) -> None:
        opened()
        with pytest.raises(SheetHeldError) as caught:
            opened(person("Budi", 2))
        assert str(caught.value).startswith("x.answers.yaml: Ani has this sheet open on desk since 2026-11-24 12:00. ")

    @pytest.mark.parametrize(
        ("since", "told"),
        [
            ("2026-11-29 11:05:52+00:00", "2026-11-29 18:05"),
            ("2026-11-29 23:05:52+07:00", "2026-11-29 23:05"),
            ("2026-11-29T23:05:52+05:00", "2026-11-30 01:05"),
            ("2026-11-29 11:05:52", "2026-11-29 11:05"),
            ("0001-01-01 00:00:00+14:00", "0001-01-01 00:00:00+14:00"),
            ("yesterday", "yesterday"),
        ],
    )
    def test_since_when_is_told_in_the_time_of_the_clock_on_the_wall(self, since: str, told: str) -> None:
        """In Jakarta, seven hours ahead of UTC."""
        holder = Holder("Ani", "desk", 1, since, "t")
        assert holder.begun(datetime(2026, 11, 30, tzinfo=timezone(timedelta(hours=7)))) == told

    def test_a_closed_sheet_is_free(self) -> None:
        opened().close()
        opened(person("Budi", 2)).close()
        assert listing() == []

    def test_a_dead_run_does_not_count(self) -> None:
        opened()
        opened(person("Budi", 2, alive=False))

    def test_a_run_on_another_machine_does(self) -> None:
        opened()
        with pytest.raises(SheetHeldError):
            opened(person("Budi", 2, alive=False, host="laptop"))

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"user": 1}'])
    def test_an_unreadable_lock_counts_for_a_minute(self, content: bytes) -> None:
        LOCK.write_bytes(content)
        os.utime(LOCK, (person().now().timestamp(),) * 2)
        with pytest.raises(SheetHeldError):
            opened(person(after=0))
        opened(person(after=2)).close()

    def test_a_lock_is_whole_from_its_first_moment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever is killed while making one leaves none behind that nobody can read."""
        seen: list[bytes] = []
        real = os.link

        def look(draft: Path, lock: Path) -> None:
            assert not LOCK.exists()
            real(draft, lock)
            seen.append(LOCK.read_bytes())

        monkeypatch.setattr(os, "link", look)
        opened().close()
        assert [json.loads(content)["user"] for content in seen] == ["Ani"]
        assert listing() == []

    def test_a_folder_without_hard_links_has_locks_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "no hard links here")

        monkeypatch.setattr(os, "link", refuse)
        sheet = opened()
        with pytest.raises(SheetHeldError):
            opened(person("Budi", 2))
        sheet.close()
        assert listing() == []

    def test_taking_over(self) -> None:
        """Ani's last answer goes to the journal; she can save no more, and Budi's sheet is not touched."""
        first = opened()
        give(first, "q-a", 2)
        second = opened(person("Budi", 2), take_over=True)
        give(second, "q-b", 3)
        with pytest.raises(SheetTakenError) as caught:
            give(first, "q-c", 4)
        assert [(fault.key, fault.params["since"]) for fault in caught.value.faults] == [
            ("lock.taken", "2026-11-24 12:00")
        ]
        give(second, "q-d", 5)
        first.close()
        assert LOCK.exists()
        assert answers() == {"q-a": 2, "q-b": 3, "q-d": 5}
        journal = Journal.read(JOURNAL)
        assert journal is not None
        assert journal.whole
        assert [(aside["by"], aside["aside"]) for aside in journal.aside] == [("Ani", {"q-c": [[], [4]]})]
        second.close()
        assert asked(opened().history) == (["q-a", "q-b", "q-d"], [])

    def test_taking_over_before_anything_was_saved(self) -> None:
        first = opened()
        opened(person("Budi", 2), take_over=True)
        with pytest.raises(SheetTakenError) as caught:
            give(first, "q-c", 4)
        assert [fault.key for fault in caught.value.faults] == ["lock.taken_unsaved"]

    def test_what_was_set_aside_is_found_until_the_sheet_says_the_same(self) -> None:
        first = opened()
        give(first, "q-a", 2)
        second = opened(person("Budi", 2), take_over=True)
        with pytest.raises(SheetTakenError):
            give(first, "q-c", 4)
        found = answers_aside(SHEET, second.sheet)
        assert [(aside.question, aside.answer.short, aside.by) for aside in found] == [("q-c", 4, "Ani")]
        give(second, "q-c", 4)
        assert answers_aside(SHEET, second.sheet) == ()

    def test_a_lock_that_cannot_be_read_at_this_moment(self) -> None:
        sheet = opened()
        LOCK.write_bytes(b"")
        give(sheet, "q-a", 2)
        assert answers() == {"q-a": 2}

    def test_a_lock_that_somebody_deleted_is_made_again(self) -> None:
        sheet = opened()
        LOCK.unlink()
        give(sheet, "q-a", 2)
        assert LOCK.exists()
