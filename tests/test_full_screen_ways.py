"""The ways through the full-screen interview: where it begins, the strip of keys, clicks, keys without use."""

import pytest
from full_screen import app_of, begun, current, driven, read, row_of, words_of

pytest.importorskip("textual", reason="the full-screen mode (smartscore[tui]) is not installed")

from smartscore.interview.full_screen.keys import KEYS, LAST_KEYS

COMPLETE = {"level": 4, "yesno": "yes", "choice": "a", "list": ["x"], "number": 1, "last": 2}


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@driven
async def test_a_complete_sheet_begins_with_the_look_at_the_whole(size: tuple[int, int]) -> None:
    async with app_of(begun(COMPLETE).begun()).run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Every question of this sitting has an answer." in words_of(pilot)
        assert "level: How is level?" in words_of(pilot)
        await pilot.press("enter")
        assert current(pilot) == "level"


@driven
async def test_from_the_look_at_the_whole_any_question_can_be_searched() -> None:
    async with app_of(begun(COMPLETE).begun()).run_test(size=(80, 24)) as pilot:
        await pilot.press("g", *"choice", "enter")
        assert current(pilot) == "choice"


def test_a_sheet_with_open_questions_or_none_at_all_begins_with_the_first_of_them() -> None:
    assert begun().begun().current is not None
    half = begun({"level": 4})
    assert half.begun() == half


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("size", "left_out"), [((80, 24), 0), ((60, 20), 6), ((140, 40), 0)])
@driven
async def test_the_strip_has_every_key_and_where_room_is_short_the_last_without_words(
    language: str, size: tuple[int, int], left_out: int
) -> None:
    async with app_of(begun(), language=language).run_test(size=size) as pilot:
        strip = " ".join(read(pilot).splitlines()[-2:]).split()
        for key in (*KEYS[: len(KEYS) - left_out], *LAST_KEYS):
            assert key.sign in strip
        for word in ("don't", "all") if language == "en" else ("tidak", "semua"):
            assert word in strip


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("key", "sign"), [("z", "z"), ("f12", "f12"), ("comma", ",")])
@driven
async def test_a_key_that_does_nothing_is_told_until_the_next_one(language: str, key: str, sign: str) -> None:
    said = f"The key {sign} does nothing here" if language == "en" else f"Tombol {sign} tidak berfungsi di sini"
    async with app_of(begun(), language=language).run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert said in words_of(pilot)
        await pilot.press("down")
        assert said not in words_of(pilot)


@driven
async def test_a_click_on_an_area_goes_to_its_first_question() -> None:
    async with app_of(begun({"level": 3})).run_test(size=(120, 30)) as pilot:
        await pilot.click(offset=(4, row_of(pilot, "Two")))
        assert current(pilot) == "list"
        await pilot.click(offset=(4, row_of(pilot, "One")))
        assert current(pilot) == "level"


@pytest.mark.parametrize("language", ["en", "id"])
@driven
async def test_in_a_small_window_the_form_for_evidence_shows_every_field_with_its_label(language: str) -> None:
    async with app_of(begun(), language=language).run_test(size=(60, 20)) as pilot:
        await pilot.press("e", "enter")
        for label in ("Document", "Which", "Kind", "Date", "Quality") if language == "en" else ("Dokumen", "Jenis"):
            assert label in words_of(pilot)


@pytest.mark.parametrize("field", ["tab", "shift+tab"])
@driven
async def test_enter_saves_the_evidence_from_every_field(field: str) -> None:
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter", *"SK 1", field, "enter")
        assert "SK 1" in words_of(pilot)
        assert "add evidence" in words_of(pilot)


@driven
async def test_the_last_answer_is_acknowledged_above_the_look_at_the_whole() -> None:
    all_but_one = {name: value for name, value in COMPLETE.items() if name != "last"}
    async with app_of(begun(all_but_one)).run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        assert "Saved: last = 4" in words_of(pilot)
        assert "Every question of this sitting has an answer." in words_of(pilot)


@driven
async def test_a_key_that_does_nothing_in_a_list_is_told() -> None:
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "u")
        assert "The key u does nothing here." in words_of(pilot)
