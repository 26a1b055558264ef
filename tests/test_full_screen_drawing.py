"""How texts become lines of the full screen: nothing is lost, nothing is too wide, and what scrolls keeps its place."""

import pytest
from conftest import answered, dimension, level_question, make
from full_screen import SIZES, app_of, begun, driven, read, words_of
from hypothesis import given
from hypothesis import strategies as st

from smartscore.interview.session import Session

pytest.importorskip("textual", reason="the full-screen mode (smartscore[tui]) is not installed")

from rich.cells import cell_len

from smartscore.interview.full_screen.app import InterviewApp
from smartscore.interview.full_screen.drawing import Line, cut, drawn, wrapped

TEXTS = st.text(alphabet="ab -\n日é", max_size=60)


@given(TEXTS, st.integers(2, 20))
def test_wrapping_loses_no_sign_and_makes_no_line_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


def test_words_stay_whole_where_a_line_holds_them() -> None:
    assert wrapped("so it is, always", 6) == ("so it", "is,", "always")
    assert wrapped("", 6) == ("",)
    assert wrapped("abcdefgh ij", 3) == ("abc", "def", "gh", "ij")


def test_a_text_hangs_behind_its_sign() -> None:
    lines = drawn([Line("one two three", sign="[x]", target=7)], 10)
    assert [(line.text, line.target) for line in lines] == [("[x] one", 7), ("    two", 7), ("    three", 7)]


@given(TEXTS.map(lambda text: text.replace("\n", "")), st.integers(-1, 12))
def test_what_was_cut_says_so(text: str, width: int) -> None:
    found = cut(text, width)
    assert cell_len(found) <= max(width, 0)
    assert found == text or found.endswith("…") or width <= 0


def long_question() -> Session:
    levels = {level: f"begin{level} " + "so it is " * 12 for level in range(6)}
    questionnaire = make(dimension("one", level_question("a", help="helps " * 60) | {"levels": levels}))
    return Session.begin(questionnaire, answered(questionnaire, {}))


@pytest.mark.parametrize("size", SIZES)
@driven
async def test_a_bar_shows_where_one_is_and_only_where_there_is_more(size: tuple[int, int]) -> None:
    async with app_of(begun(at="yesno")).run_test(size=size) as pilot:
        assert not bars(pilot.app)
    async with app_of(long_question()).run_test(size=size) as pilot:
        top = bars(pilot.app)
        await pilot.press("pagedown")
        below = bars(pilot.app)
        assert top
        assert max(below) > max(top)


def bars(app: object) -> list[int]:
    """Return the lines of the question panel beside which the bar is drawn."""
    from smartscore.interview.full_screen.question_panel import QuestionPanel  # needs Textual

    assert isinstance(app, InterviewApp)
    panel = app.screen.query_one(QuestionPanel)
    return [row for row, (_, bar) in enumerate(panel._shown) if bar]


@driven
async def test_the_wheel_scrolls_the_question() -> None:
    from textual.events import MouseScrollDown, MouseScrollUp  # needs Textual

    async with app_of(long_question()).run_test(size=(80, 24)) as pilot:
        before = read(pilot)
        await pilot._post_mouse_events([MouseScrollDown], offset=(10, 8), button=0)
        await pilot.pause()
        assert read(pilot) != before
        await pilot._post_mouse_events([MouseScrollUp], offset=(10, 8), button=0)
        await pilot.pause()
        assert read(pilot) == before


@driven
async def test_another_answer_in_the_making_keeps_what_is_scrolled() -> None:
    async with app_of(long_question()).run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown", "pagedown")
        before = read(pilot).splitlines()[3]
        await pilot.press("backspace")
        assert read(pilot).splitlines()[3] == before


@driven
async def test_a_message_stays_in_sight_however_far_the_question_is_scrolled() -> None:
    async with app_of(long_question()).run_test(size=(60, 20)) as pilot:
        for _ in range(4):
            await pilot.press("enter")
            assert "nothing was answered" in words_of(pilot)
            await pilot.press("pagedown")
