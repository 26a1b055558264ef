"""The interview on the whole screen, driven by keys without a terminal: what each key does, and what is to be read."""

import random
from dataclasses import replace

import pytest
from conftest import answered, dimension, level_question, make
from full_screen import SIZES, Desk, app_of, begun, current, driven, read, row_of, state_of, words_of

from smartscore.answers import State
from smartscore.errors import AnswerError
from smartscore.interview.events import Event, happen
from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.session import Session

pytest.importorskip("textual", reason="the full-screen mode (smartscore[tui]) is not installed")

from textual.events import Key

# Every kind of question.


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("at", "keys", "field_", "value"),
    [
        ("level", ["4"], "short", 4),
        ("level", ["0"], "short", 0),
        ("level", ["down", "enter"], "short", 0),
        ("level", ["down", "down", "up", "down", "enter"], "short", 1),
        ("level", ["up", "enter"], "short", 5),
        ("yesno", ["1"], "short", "yes"),
        ("yesno", ["0"], "short", "no"),
        ("yesno", ["down", "down", "enter"], "short", "no"),
        ("choice", ["2"], "short", "b"),
        ("choice", ["down", "down", "down", "enter"], "short", "c"),
        ("list", ["1", "3", "enter"], "short", ("x", "z")),
        ("list", ["1", "3", "1", "enter"], "short", ("z",)),
        ("list", ["0", "enter"], "short", ()),
        ("list", ["down", "down", "space", "enter"], "short", ("y",)),
        ("number", ["4", "1", "enter"], "short", 41),
        ("number", ["4", "9", "backspace", "enter"], "short", 4),
    ],
)
@driven
async def test_keys_answer_exactly_as_printed(
    size: tuple[int, int], at: str, keys: list[str], field_: str, value: object
) -> None:
    async with app_of(begun(at=at), desk := Desk()).run_test(size=size) as pilot:
        await pilot.press(*keys)
        answer = desk.saved[-1].sheet.answers[at]
        assert getattr(answer, field_) == value
        assert f"Saved: {at} = " in words_of(pilot)


@pytest.mark.parametrize("sign", ["full_stop", "comma"])
@driven
async def test_a_number_takes_point_and_comma(sign: str) -> None:
    async with app_of(begun(at="number"), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "2", sign, "5")
        assert "Answer (%): 12" in words_of(pilot)
        await pilot.press("enter")
        assert str(desk.saved[-1].sheet.answers["number"].short) == "12.5"


@pytest.mark.parametrize("at", ["level", "yesno", "choice", "list", "number"])
@driven
async def test_nothing_is_marked_on_a_fresh_question_and_enter_answers_nothing(at: str) -> None:
    async with app_of(begun(at=at), desk := Desk()).run_test(size=(80, 24)) as pilot:
        assert ">" not in read(pilot).replace("› ", "")
        await pilot.press("enter")
        assert desk.saved == []
        assert "nothing was answered" in words_of(pilot)


@pytest.mark.parametrize(("at", "key"), [("level", "9"), ("yesno", "5"), ("choice", "0"), ("list", "7")])
@driven
async def test_a_digit_that_is_not_printed_answers_nothing(at: str, key: str) -> None:
    async with app_of(begun(at=at), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert desk.saved == []
        assert current(pilot) == at


@driven
async def test_a_number_outside_what_can_be_true_stays_typed() -> None:
    async with app_of(begun(at="number"), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("9", "9", "9", "enter")
        assert desk.saved == []
        assert "outside what can be true" in words_of(pilot)
        assert "999" in words_of(pilot)


@driven
async def test_keys_of_two_digits_wait_for_enter() -> None:
    options = [{"id": f"o{place}", "text": f"Option {place}", "points": place} for place in range(12)]
    questionnaire = make(dimension("one", {"id": "q", "kind": "choice", "ask": "?", "options": options}))
    session = Session.begin(questionnaire, answered(questionnaire, {}))
    async with app_of(session, desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        assert desk.saved == []
        await pilot.press("2", "enter")
        assert desk.saved[-1].sheet.answers["q"].short == "o11"


@driven
async def test_enter_keeps_an_answer_that_is_there() -> None:
    async with app_of(begun({"level": 3}, at="level"), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert (desk.saved, current(pilot)) == ([], "yesno")


@driven
async def test_a_checklist_begins_with_what_is_met() -> None:
    async with app_of(begun({"list": ["x"]}, at="list"), desk := Desk()).run_test(size=(80, 24)) as pilot:
        assert "[x]  1" in read(pilot)
        await pilot.press("2", "enter")
        assert desk.saved[-1].sheet.answers["list"].short == ("x", "y")


# The commands.


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "state"), [("?", State.UNKNOWN), ("w", State.WAITING), ("W", State.WAITING)])
@driven
async def test_one_key_says_not_known_or_waiting(language: str, size: tuple[int, int], key: str, state: State) -> None:
    async with app_of(begun(), language=language).run_test(size=size) as pilot:
        await pilot.press(key)
        assert state_of(pilot, "level") is state
        assert current(pilot) == "yesno"


@pytest.mark.parametrize("size", SIZES)
@driven
async def test_not_applicable_asks_for_a_reason(size: tuple[int, int]) -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=size) as pilot:
        await pilot.press("n", "enter")
        assert "Without a reason" in words_of(pilot)
        await pilot.press(*"no sea", "enter")
        assert desk.saved[-1].sheet.answers["level"].reason == "no sea"


@driven
async def test_where_not_applicable_is_forbidden_no_reason_is_asked_for() -> None:
    questionnaire = make(dimension("one", level_question("a", not_applicable="forbidden")))
    session = Session.begin(questionnaire, answered(questionnaire, {}))
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        assert "not applicable" in words_of(pilot)
    async with app_of(session).run_test(size=(80, 24)) as pilot:
        assert "not applicable" not in words_of(pilot)
        await pilot.press("n")
        assert "Why does it not apply" not in words_of(pilot)
        assert state_of(pilot, "a") is State.MISSING


@driven
async def test_a_comment_is_written_changed_and_deleted() -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("c", *"why", "enter")
        assert desk.saved[-1].sheet.answers["level"].note == "why"
        assert "Note: why" in words_of(pilot)
        await pilot.press("c", "ctrl+j", "2", "enter")
        assert desk.saved[-1].sheet.answers["level"].note == "why\n2"
        await pilot.press("c", *["backspace"] * 5, "enter")
        assert "level" not in desk.saved[-1].sheet.answers


@driven
async def test_what_is_typed_at_once_goes_to_the_dialog() -> None:
    """Keys that come faster than anything can be drawn: c, a text with letters that are commands, Enter."""
    async with app_of(begun(), desk := Desk()).run_test(size=(80, 24)) as pilot:
        driver = pilot.app._driver
        assert driver is not None
        for key in [*"cnwsuq", "enter"]:
            driver.send_message(Key(key, key if len(key) == 1 else "\r"))
        await pilot.pause()
        await pilot.pause()
        assert desk.saved[-1].sheet.answers["level"].note == "nwsuq"


@driven
async def test_a_comment_in_between_keeps_what_is_ticked() -> None:
    async with app_of(begun(at="list"), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "3", "c", "x", "enter", "enter")
        assert desk.saved[-1].sheet.answers["list"].criteria == ("x", "z")


@driven
async def test_escape_leaves_a_comment_as_it_was() -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "x", "escape")
        assert desk.saved == []


@pytest.mark.parametrize("size", SIZES)
@driven
async def test_evidence_is_added_changed_and_removed(size: tuple[int, int]) -> None:
    async with app_of(begun({"level": 4}, at="level"), desk := Desk()).run_test(size=size) as pilot:
        await pilot.press("e", "enter", *"SK 1", "tab", "down", "space", "tab", "tab", *"2026-01", "tab", "2", "ctrl+s")
        item = desk.saved[-1].sheet.answers["level"].evidence[0]
        assert (item.reference, item.proves, item.date, item.quality) == ("SK 1", ("list",), "2026-01", 2)
        assert item.kind == "decree"
        await pilot.press("up", "enter", "end", "0", "tab", "tab", "right", "ctrl+s")
        item = desk.saved[-1].sheet.answers["level"].evidence[0]
        assert (item.reference, item.kind, item.proves) == ("SK 10", "plan", ("list",))
        await pilot.press("up", "d")
        assert desk.saved[-1].sheet.answers["level"].evidence == ()
        await pilot.press("escape")
        assert current(pilot) == "level"


@driven
async def test_the_path_of_a_file_is_completed_and_its_size_kept() -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter", "d", "o")
        await pilot.pause()
        await pilot.press("right", "enter")
        item = desk.saved[-1].sheet.answers["level"].evidence[0]
        assert (item.reference, item.size) == ("docs/decree.pdf", 3)


@pytest.mark.parametrize(
    ("keys", "said"),
    [(["enter"], "Name the document"), (["x", "tab", "tab", "tab", *"2026-13", "enter"], "“2026-13” is no date")],
)
@driven
async def test_evidence_that_is_none_stays_in_the_form(keys: list[str], said: str) -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter", *keys)
        assert said in words_of(pilot)
        assert desk.saved == []


@driven
async def test_back_and_skip_move_and_save_nothing() -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        assert current(pilot) == "yesno"
        await pilot.press("b", "b")
        assert current(pilot) == "level"
        assert "This is the first question." in words_of(pilot)
        assert desk.saved == []


@driven
async def test_undo_and_redo_go_through_a_history_of_an_earlier_day() -> None:
    session = begun().type("3").type("1")
    async with app_of(session, desk := Desk()).run_test(size=(80, 24)) as pilot:
        await pilot.press("u", "u")
        assert desk.saved[-1].sheet.answers == {}
        await pilot.press("u")
        assert "nothing to take back" in words_of(pilot)
        await pilot.press("r", "r")
        assert desk.saved[-1].sheet == session.sheet
        await pilot.press("r")
        assert "nothing to do again" in words_of(pilot)


@pytest.mark.parametrize("text", ["number", "how many", "two"])
@driven
async def test_go_to_finds_an_id_words_and_an_area(text: str) -> None:
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        await pilot.press("g", *text, "enter")
        assert current(pilot) == ("list" if text == "two" else "number")


@driven
async def test_go_to_takes_the_marked_one_of_what_it_found() -> None:
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        await pilot.press("g", *"two", "down", "down", "enter")
        assert current(pilot) == "last"
        await pilot.press("g", *"zzz", "enter")
        assert "No question of this sitting means “zzz”" in words_of(pilot)
        await pilot.press("escape")
        assert current(pilot) == "last"


@pytest.mark.parametrize("size", SIZES)
@driven
async def test_open_questions_are_listed_by_area(size: tuple[int, int]) -> None:
    async with app_of(begun({"level": 3, "list": ["x"]})).run_test(size=size) as pilot:
        await pilot.press("o")
        assert "One (2)" in words_of(pilot)
        assert "Two (2)" in words_of(pilot)
        await pilot.press("down", "down", "enter")
        assert current(pilot) == "number"


@driven
async def test_the_language_changes_in_the_middle() -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=(80, 24)) as pilot:
        assert "don't know" in words_of(pilot)
        await pilot.press("l")
        assert "tidak tahu" in words_of(pilot)
        await pilot.press("3")
        assert "Tersimpan: level = 3" in words_of(pilot)
        assert desk.saved[-1].sheet.language == "id"
        await pilot.press("l")
        assert "don't know" in words_of(pilot)


@driven
async def test_the_score_is_hidden_until_it_is_asked_for() -> None:
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        assert "index" not in words_of(pilot).lower()
        await pilot.press("v")
        assert "index 13.3 to 96.7" in words_of(pilot)
        await pilot.press("v")
        assert "index" not in words_of(pilot).lower()


@pytest.mark.parametrize(("language", "title"), [("en", "All keys"), ("id", "Semua tombol")])
@pytest.mark.parametrize("size", SIZES)
@driven
async def test_help_names_every_key(language: str, title: str, size: tuple[int, int]) -> None:
    async with app_of(begun(), language=language).run_test(size=size) as pilot:
        await pilot.press("h")
        assert title in words_of(pilot)
        seen = words_of(pilot)
        for _ in range(6):
            await pilot.press("pagedown")
            seen += words_of(pilot)
        for key in ("Tab", "F3", "^C", "q "):
            assert key in seen
        await pilot.press("escape")
        assert current(pilot) == "level"


@pytest.mark.parametrize("key", ["q", "Q", "ctrl+q"])
@driven
async def test_q_leaves_with_the_session_as_it_stands(key: str) -> None:
    app = app_of(begun())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", key)
    assert app.return_value is not None
    assert app.return_value.answered == 1
    assert not app.is_interrupted


@pytest.mark.parametrize("before", [[], ["c"], ["g", "x"], ["e", "enter"], ["h"]])
@driven
async def test_control_c_leaves_from_everywhere(before: list[str]) -> None:
    app = app_of(begun())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*before, "ctrl+c")
    assert app.is_interrupted


# What is to be read.


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("size", [*SIZES, (140, 40)])
@driven
async def test_everything_about_a_question_can_be_read(language: str, size: tuple[int, int]) -> None:
    """Long levels in a small window: scrolling shows all of them, and the keys stay in sight."""
    levels = {level: f"begin{level} " + "so it is " * 20 + f"end{level}" for level in range(6)}
    questionnaire = make(dimension("one", level_question("a", help="helps " * 40 + "helpend") | {"levels": levels}))
    session = Session.begin(questionnaire, answered(questionnaire, {}, region="Ruteng", period="2026"))
    async with app_of(session, language=language).run_test(size=size) as pilot:
        seen = words_of(pilot)
        assert "Ruteng · 2026" in seen
        assert "0/1" in seen
        for _ in range(12):
            await pilot.press("pagedown")
            seen += words_of(pilot)
            assert "0-5" in words_of(pilot)
        for level in range(6):
            assert f"begin{level}" in seen
            assert f"end{level}" in seen
        assert "helpend" in seen


@pytest.mark.parametrize("size", SIZES)
@driven
async def test_the_marked_choice_is_always_in_sight(size: tuple[int, int]) -> None:
    levels = {level: f"begin{level} " + "so it is " * 12 for level in range(6)}
    questionnaire = make(dimension("one", level_question("a", help="helps " * 60) | {"levels": levels}))
    session = Session.begin(questionnaire, answered(questionnaire, {}))
    async with app_of(session).run_test(size=size) as pilot:
        for level in range(6):
            await pilot.press("down")
            await pilot.pause()
            assert f"begin{level}" in words_of(pilot) or level == 0
        for level in (4, 3, 2, 1):
            await pilot.press("up")
            await pilot.pause()
            assert f"begin{level}" in words_of(pilot)


@driven
async def test_the_evidence_of_the_level_in_hand_is_shown() -> None:
    async with app_of(begun()).run_test(size=(140, 40)) as pilot:
        assert "3 (1), 4 (1)" in words_of(pilot)
        await pilot.press("down", "down", "down", "down")
        assert "Evidence asked for at level 3" in words_of(pilot)
        assert "[ ] The decree" in words_of(pilot)
        assert "The list" not in words_of(pilot)
        await pilot.press("down")
        assert "not older than 6 months" in words_of(pilot)


@driven
async def test_a_high_answer_is_challenged() -> None:
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        assert "A stranger would ask to see: The list; The decree" in words_of(pilot)
        await pilot.press("b", "3")
        assert "Evidence for this answer: The decree" in words_of(pilot)
        assert "stranger" not in words_of(pilot)


@driven
async def test_the_list_at_the_side_is_shown_where_there_is_room_or_on_demand() -> None:
    async with app_of(begun({"level": 3})).run_test(size=(120, 30)) as pilot:
        assert "1/3" in read(pilot)
    async with app_of(begun({"level": 3})).run_test(size=(80, 24)) as pilot:
        assert "1/3" not in read(pilot)
        await pilot.press("tab")
        assert "1/3" in read(pilot)
        await pilot.press("f2")
        assert "1/3" not in read(pilot)


@driven
async def test_the_time_left_is_told_once_the_pace_is_known() -> None:
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "1")
        assert "left" not in words_of(pilot)
        await pilot.press("1")
        assert "about 1 minute left" in words_of(pilot)


@driven
async def test_texts_from_files_are_no_markup() -> None:
    tricky = level_question("a", help="[red]x[/] [/nothing]") | {"ask": "What [bold]is[/bold] it? [@click=app.bell]"}
    questionnaire = make(dimension("one", tricky, name="[i]One"))
    session = Session.begin(questionnaire, answered(questionnaire, {"a": {"level": 1, "note": "[/b]"}}, region="[u]R"))
    async with app_of(session).run_test(size=(120, 30)) as pilot:
        for text in ("What [bold]is[/bold] it? [@click=app.bell]", "[red]x[/] [/nothing]", "[i]One", "[u]R", "[/b]"):
            assert text in words_of(pilot)
        await pilot.press("o", "escape", "g", "a", "escape", "e", "escape", "c")
        assert "What [bold]is[/bold] it?" in words_of(pilot)


@driven
async def test_light_and_dark() -> None:
    async with app_of(begun()).run_test(size=(80, 24)) as pilot:
        before = pilot.app.theme
        await pilot.press("f3")
        assert pilot.app.theme != before
        await pilot.press("f3")
        assert pilot.app.theme == before


@driven
async def test_the_window_may_change_its_size() -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=(140, 40)) as pilot:
        await pilot.resize_terminal(60, 20)
        await pilot.press("down", "down")
        await pilot.resize_terminal(100, 30)
        await pilot.press("enter")
        assert desk.saved[-1].sheet.answers["level"].short == 1


@driven
async def test_a_click_marks_a_choice_and_a_second_one_takes_it() -> None:
    async with app_of(begun(at="yesno"), desk := Desk()).run_test(size=(80, 24)) as pilot:
        place = (10, row_of(pilot, " 0 No"))
        await pilot.click(offset=place)
        assert desk.saved == []
        assert row_of(pilot, ">    0 No") == place[1]
        await pilot.click(offset=place)
        assert desk.saved[-1].sheet.answers["yesno"].short == "no"


# Saving.


@pytest.mark.parametrize(
    "keys", [["3"], ["?"], ["down", "enter"], ["c", "x", "enter"], ["n", "x", "enter"], ["e", "enter", "x", "enter"]]
)
@driven
async def test_what_cannot_be_saved_is_not_acknowledged_and_stays(keys: list[str]) -> None:
    async with app_of(begun(), desk := Desk(is_full=True)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert "No space left on device" in words_of(pilot)
        assert "saved" not in words_of(pilot).replace("save", "", 1).split("All keys")[0].split("all keys")[0]
        assert state_of(pilot, "level") is State.MISSING
        desk.is_full = False
        await pilot.press("enter" if len(keys) > 1 else keys[0])
        assert "level" in desk.saved[-1].sheet.answers


@driven
async def test_an_answer_is_on_the_disk_before_it_is_acknowledged() -> None:
    async with app_of(begun(), desk := Desk()).run_test(size=(80, 24)) as pilot:
        for count, key in enumerate(["3", "1", "2"], 1):
            await pilot.press(key)
            assert len(desk.saved) == count


@driven
async def test_a_sheet_that_was_changed_elsewhere_is_shown_as_it_is_now() -> None:
    other = begun({"level": 1, "yesno": "yes"})
    desk = Desk()
    app = app_of(begun(), desk)
    app.sitting.surroundings = replace(desk.surroundings(), save=lambda _session: other)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        assert "changed elsewhere" in words_of(pilot)
        assert current(pilot) == "level"


# The end.


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("size", SIZES)
@driven
async def test_before_the_end_the_sheet_is_looked_through(language: str, size: tuple[int, int]) -> None:
    app = app_of(begun({"level": 4, "yesno": "yes", "list": ["x"], "number": 1, "last": 2}), language=language)
    async with app.run_test(size=size) as pilot:
        assert current(pilot) == "choice"
        await pilot.press("s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "choice: Which?" in words_of(pilot)
        assert "level: How is level?" in words_of(pilot)
        await pilot.press("down", "enter")
        assert current(pilot) == "level"
        await pilot.press("g", *"choice", "enter", "s")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("b")
        assert current(pilot) == "last"
        await pilot.press("s")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("q")
    assert app.return_value is not None
    assert app.return_value.open == ("choice",)


@driven
async def test_what_to_look_at_again_names_minimums_and_contradictions() -> None:
    pair = {
        "id": "data-needs-network",
        "claim": {"question": "data", "at_least": 4},
        "expects": {"question": "network", "at_least": 2},
        "because": "Data travel over a network.",
    }
    minimum = {"at_least": 2, "holds_at": 1, "because": "Nothing works without it."}
    questions = [level_question("network", must_have=minimum), level_question("data"), level_question("people")]
    questionnaire = make(dimension("one", *questions), expectations=[pair])
    session = Session.begin(questionnaire, answered(questionnaire, {"network": 1, "data": 4}))
    async with app_of(session).run_test(size=(100, 30)) as pilot:
        await pilot.press("?")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        text = words_of(pilot)
        assert "network holds the level" in text
        assert "data and network do not agree: Data travel over a network." in text
        await pilot.press("enter")
        assert current(pilot) == "network"


@driven
async def test_a_dont_know_that_could_change_the_level_is_among_what_to_look_at() -> None:
    """60 and 40 are 50, level 2; with people at 5 it is 66.7, level 3."""
    questionnaire = make(dimension("one", *(level_question(name) for name in ("network", "data", "people"))))
    session = Session.begin(questionnaire, answered(questionnaire, {"network": 3, "data": 2}))
    async with app_of(session).run_test(size=(100, 30)) as pilot:
        await pilot.press("?")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "people: How is people? (don't know)" in words_of(pilot)


# The same as the session.


KEYS = {
    "level": [["0"], ["3"], ["5"], ["9"]],
    "yesno": [["1"], ["0"], ["7"]],
    "choice": [["1"], ["3"], ["0"]],
    "list": [["1", "3", "enter"], ["0", "enter"]],
    "number": [["1", "2", "comma", "5", "enter"], ["9", "9", "9", "enter"]],
    "last": [["2"]],
}
"""Keys that answer, by question; some are refused."""

TYPED = {"1 3": ["1", "3", "enter"], "0": ["0", "enter"]}
COMMANDS = {
    "unknown": ["?"],
    "waiting": ["w"],
    "back": ["b"],
    "skip": ["s"],
    "undo": ["u"],
    "redo": ["r"],
    "comment": ["c", "x", "enter"],
    "not_applicable": ["n", "y", "enter"],
    "add_evidence": ["e", "enter", "z", "enter", "escape"],
}


def step(chance: random.Random, session: Session) -> tuple[list[str], Event]:
    """Choose an event, and the keys that make it happen."""
    asked = session.current
    assert asked is not None
    if chance.random() < 0.5 and session.state(asked.id) is State.MISSING:
        keys = chance.choice(KEYS[asked.id])
        text = "".join("," if key == "comma" else key for key in keys if key != "enter")
        return keys, Event(asked.id, "answer", "1 3" if text == "13" else text)
    name = chance.choice(list(COMMANDS))
    texts = {"comment": "x", "not_applicable": "y", "add_evidence": '{"reference": "z"}'}
    text = session.answer(asked.id).note or ""
    return COMMANDS[name], Event(asked.id, name, text + "x" if name == "comment" else texts.get(name, ""))


@pytest.mark.parametrize("seed", range(4))
@driven
async def test_any_keys_do_what_the_same_events_do_to_the_session(seed: int) -> None:
    chance, session, desk = random.Random(seed), begun(), Desk()  # seeded on purpose
    app = app_of(session, desk)
    async with app.run_test(size=chance.choice([*SIZES, (140, 40)])) as pilot:
        for _ in range(25):
            keys, event = step(chance, session)
            await pilot.press(*keys)
            try:
                session = happen(session, event)
            except AnswerError:  # refused in both; what was typed is taken away
                await pilot.press("backspace", "backspace", "backspace")
            assert app.sitting.session == session, (keys, event)
            if session.current is None:
                await pilot.app.workers.wait_for_complete()
                await pilot.press("b")
                session = session.back()
    assert all(event.name in {"answer", *COMMANDS} for event in desk.events)


# An answer in the making.


def test_marking_stops_at_the_ends() -> None:
    asking = Asking.of(begun(at="yesno"))
    assert asking is not None
    assert [asking.moved(1).marked, asking.moved(-1).marked] == [0, 1]
    assert asking.moved(1).moved(-1).marked == 0
    assert asking.moved(-1).moved(1).marked == 1


def test_there_is_nothing_to_answer_at_the_end() -> None:
    session = begun()
    assert Asking.of(replace(session, at=len(session.order))) is None


def test_unticking_everything_says_nothing_until_0_does() -> None:
    asking = Asking.of(begun(at="list"))
    assert asking is not None
    once, _ = asking.pressed("1")
    never, _ = once.pressed("1")
    none, _ = never.pressed("0")
    assert (once.in_hand, never.in_hand, none.in_hand) == ("1", "", "0")
