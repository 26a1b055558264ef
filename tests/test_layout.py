"""Text is broken where Rich breaks it, which the reports once were laid out by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from smartscore import layout
from smartscore.layout import cells_of, widest, wrapped

CONSOLE = Console(width=80)
SIGNS = "abcd.,-–  \n≥→·█é城市😀n\u0303"
"""Narrow signs, blanks, line feeds, wide signs, and one that takes no column."""


@given(st.text(SIGNS, max_size=200), st.integers(4, 90))
def test_a_text_is_broken_where_rich_breaks_it(text: str, width: int) -> None:
    assert wrapped(text, width) == [line.plain for line in Text(text).wrap(CONSOLE, width, overflow="fold")]


@given(st.text(SIGNS))
def test_columns_are_counted_as_rich_counts_them(text: str) -> None:
    line = text.replace("\n", "")
    assert cells_of(line) == cell_len(line)
    assert widest(text) == Text(text).__rich_measure__(CONSOLE, CONSOLE.options).maximum


def test_signs_that_are_not_looked_up_take_one_column() -> None:
    narrow = [sign for sign in map(chr, range(0x20, 0x110000)) if sign != "\x7f" and layout._NARROW(sign)]
    assert len(narrow) > 1_000
    assert {cell_len(sign) for sign in narrow} == {1}


@given(st.text(SIGNS, max_size=30), st.integers(-3, 3))
def test_however_little_room_there_is_no_sign_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two", ["one two"]),
        ("one two three", ["one two ", "three"]),
        ("incomprehensible", ["incompre", "hensible"]),
        ("an incomprehensible", ["an ", "incompre", "hensible"]),
        ("one\n\ttwo", ["one", "        ", "two"]),
    ],
)
def test_words_stay_whole_where_they_can(text: str, lines: list[str]) -> None:
    assert wrapped(text, 8) == lines
