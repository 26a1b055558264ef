"""Exact numbers: what is read as one, rounding half up, edges that are never shown, text that gives the number back."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartscore.exact import (
    LONGEST_TEXT,
    MAX_PLACES,
    decimal_text,
    places_below,
    plain_text,
    round_half_up,
    to_fraction,
)

NUMBERS = st.fractions(-1000, 1000, max_denominator=10**6)
SHORT_DECIMALS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=6)


class TestToFraction:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (3, Fraction(3)),
            (0, Fraction(0)),
            (-7, Fraction(-7)),
            (Decimal("0.1"), Fraction(1, 10)),
            (Decimal("1.10"), Fraction(11, 10)),
            (Decimal("1E+3"), Fraction(1000)),
            (Fraction(2, 3), Fraction(2, 3)),
            ("2/3", Fraction(2, 3)),
            ("0.85", Fraction(17, 20)),
            ("85%", Fraction(17, 20)),
            ("85 %", Fraction(17, 20)),
            ("66.5%", Fraction(133, 200)),
            ("100%", Fraction(1)),
            (" 5 ", Fraction(5)),
            ("-0.5", Fraction(-1, 2)),
            ("663/200", Fraction(663, 200)),
            ("0", Fraction(0)),
        ],
    )
    def test_exact_values_and_their_texts_are_taken(self, value: object, expected: Fraction) -> None:
        assert to_fraction(value) == expected

    @pytest.mark.parametrize(
        "value",
        [
            0.1,
            1.0,
            float("nan"),
            True,
            False,
            None,
            [],
            (1, 2),
            b"1",
            "",
            " ",
            "%",
            "x",
            "1,5",
            "1e3",
            "1E3",
            "1e999999999",
            "nan",
            "inf",
            "1/2/3",
            "0.5/3",
            "1 2",
            "--1",
            "0x10",
        ],
    )
    def test_anything_else_is_refused(self, value: object) -> None:
        with pytest.raises(ValueError):  # noqa: PT011  # the callers say what is wrong
            to_fraction(value)

    def test_a_fraction_over_nothing_is_refused(self) -> None:
        with pytest.raises(ZeroDivisionError):
            to_fraction("1/0")

    def test_a_very_long_text_is_refused_before_it_is_computed(self) -> None:
        assert to_fraction("1" * LONGEST_TEXT) == int("1" * LONGEST_TEXT)
        with pytest.raises(ValueError):  # noqa: PT011  # the callers say what is wrong
            to_fraction("1" * (LONGEST_TEXT + 1))

    @given(NUMBERS)
    def test_a_fraction_written_out_is_the_same_number(self, value: Fraction) -> None:
        assert to_fraction(f"{value.numerator}/{value.denominator}") == value

    @given(SHORT_DECIMALS)
    def test_a_decimal_and_its_text_are_the_same_number(self, value: Decimal) -> None:
        assert to_fraction(f"{value:f}") == to_fraction(value)


class TestRounding:
    @pytest.mark.parametrize(
        ("value", "places", "expected"),
        [
            ("0.5", 0, "1"),
            ("1.5", 0, "2"),
            ("2.5", 0, "3"),
            ("2.675", 2, "2.68"),
            ("0.125", 2, "0.13"),
            ("1.005", 2, "1.01"),
            ("0.4999999", 0, "0"),
            ("-0.5", 0, "0"),
            ("-0.51", 0, "-1"),
            ("2/3", 6, "0.666667"),
            ("1/3", 6, "0.333333"),
        ],
    )
    def test_a_half_goes_up(self, value: str, places: int, expected: str) -> None:
        assert round_half_up(Fraction(value), places) == Fraction(expected)

    @given(NUMBERS, st.integers(0, 8))
    def test_rounding_moves_a_number_by_half_a_step_at_most(self, value: Fraction, places: int) -> None:
        moved = round_half_up(value, places) - value
        assert -Fraction(1, 2 * 10**places) < moved <= Fraction(1, 2 * 10**places)

    @given(NUMBERS, NUMBERS, st.integers(0, 4))
    def test_rounding_keeps_the_order(self, first: Fraction, second: Fraction, places: int) -> None:
        low, high = sorted((first, second))
        assert round_half_up(low, places) <= round_half_up(high, places)


class TestDecimalText:
    @pytest.mark.parametrize(
        ("value", "places", "text"),
        [
            ("3.31", 2, "3.31"),
            ("3", 2, "3.00"),
            ("0.05", 2, "0.05"),
            ("0.005", 2, "0.01"),
            ("0.5", 0, "1"),
            ("-1.25", 1, "-1.2"),
            ("-1.26", 1, "-1.3"),
            ("-0.04", 1, "0.0"),
            ("-12", 0, "-12"),
            ("100", 6, "100.000000"),
            ("663/200", 3, "3.315"),
        ],
    )
    def test_a_number_has_exactly_the_decimals_asked_for(self, value: str, places: int, text: str) -> None:
        assert decimal_text(Fraction(value), places) == text

    @given(NUMBERS, st.integers(0, 8))
    def test_the_text_is_the_rounded_number(self, value: Fraction, places: int) -> None:
        text = decimal_text(value, places)
        assert Fraction(text) == round_half_up(value, places)
        assert len(text.partition(".")[2]) == places


class TestPlacesBelow:
    @pytest.mark.parametrize(
        ("value", "places", "edges", "expected"),
        [
            ("79.996", 2, [80], 3),
            ("79.996", 1, [80], 3),
            ("79.9", 1, [80], 1),
            ("80", 1, [80], 1),
            ("80.01", 1, [80], 1),
            ("79.996", 2, [], 2),
            ("79.996", 2, [20, 40, 80, 95], 3),
            ("39.9999", 0, [20, 40], 4),
        ],
    )
    def test_as_many_decimals_as_keep_the_edge_away(
        self, value: str, places: int, edges: list[int], expected: int
    ) -> None:
        assert places_below(Fraction(value), places, [Fraction(edge) for edge in edges]) == expected

    @given(NUMBERS, st.integers(0, 3), st.lists(st.integers(-1000, 1000), max_size=5))
    def test_no_edge_is_reached_by_rounding(self, value: Fraction, places: int, edges: list[int]) -> None:
        found = places_below(value, places, [Fraction(edge) for edge in edges])
        shown = round_half_up(value, found)
        assert [edge for edge in edges if value < edge <= shown] == []

    @given(NUMBERS, st.integers(0, 3), st.lists(st.integers(-1000, 1000), max_size=5))
    def test_no_decimal_is_added_without_need(self, value: Fraction, places: int, edges: list[int]) -> None:
        found = places_below(value, places, [Fraction(edge) for edge in edges])
        if found > places:
            assert any(value < edge <= round_half_up(value, found - 1) for edge in edges)

    @pytest.mark.parametrize(("value", "expected"), [("20", 1), ("20.06", 1), ("20.04", 2), ("20.0004", 4)])
    def test_an_edge_that_has_to_be_exceeded_is_seen_to_be(self, value: str, expected: int) -> None:
        """20.04 would read 20.0 with one decimal, beside the words `more than 20`; 20 itself does not exceed it."""
        assert places_below(Fraction(value), 1, [], [Fraction(20)]) == expected

    def test_a_number_nearer_to_an_edge_than_twelve_decimals_does_not_show_it(self) -> None:
        """80 - 1/10^13 is below the band that begins at 80 (design.md 4: where rounding would show the edge)."""
        value, edge = Fraction(80) - Fraction(1, 10 ** (MAX_PLACES + 1)), Fraction(80)
        assert Fraction(decimal_text(value, places_below(value, 1, [edge]))) < edge


class TestPlainText:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("3", "3"),
            ("3.0", "3"),
            ("0.25", "0.25"),
            ("1.10", "1.1"),
            ("2/3", "2/3"),
            ("-1/3", "-1/3"),
            ("-0.5", "-0.5"),
            ("0", "0"),
            ("1000000", "1000000"),
            ("0.000000000001", "0.000000000001"),
            ("1/8", "0.125"),
        ],
    )
    def test_a_number_is_written_as_briefly_as_it_is_exact(self, value: str, text: str) -> None:
        assert plain_text(Fraction(value)) == text

    @given(st.fractions())
    def test_the_text_gives_the_number_back(self, value: Fraction) -> None:
        assert to_fraction(plain_text(value)) == value

    @given(SHORT_DECIMALS)
    def test_a_short_decimal_is_written_as_one(self, value: Decimal) -> None:
        text = plain_text(Fraction(value))
        assert "/" not in text
        assert Decimal(text) == value
