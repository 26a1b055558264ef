"""YAML 1.2 as far as data needs it: values, what is refused and where, and that what is written is read back."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartscore.errors import DocumentError
from smartscore.exact import MAX_DIGITS
from smartscore.files import yaml12
from smartscore.files.documents import parse_document
from smartscore.files.sheet_text import yaml_text
from smartscore.files.yaml12 import MAX_DEPTH, Places

Refused = tuple[str, int | None, int | None]


def refused(text: str) -> Refused:
    """Return the key, line and column of the one fault that a text is refused with."""
    with pytest.raises(DocumentError) as caught:
        yaml12.parse(text)
    (fault,) = caught.value.faults
    return fault.key, fault.line, fault.column


class TestValues:
    @pytest.mark.parametrize(
        "text",
        [
            "no",
            "yes",
            "on",
            "off",
            "y",
            "n",
            "No",
            "YES",
            "12:30",
            "1:30:00",
            "2026-01-02",
            "2026-01",
            "1_000",
            "0b11",
            "0x",
            "0o8",
            "1e",
            "1.2.3",
            "1.2.3.4",
            "-x",
            "+",
            ".",
            "..",
            "-.",
            "1,5",
            "85%",
            "2/3",
            ".inf",
            "-.inf",
            ".nan",
            "NaN",
            "tRUE",
            "nULL",
            "None",
            "<<",
            "=",
            "٣",
        ],
    )
    def test_a_word_stays_text(self, text: str) -> None:
        assert yaml12.parse(f"a: {text}") == {"a": text}

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("", None),
            ("~", None),
            ("null", None),
            ("Null", None),
            ("NULL", None),
            ("true", True),
            ("True", True),
            ("TRUE", True),
            ("false", False),
            ("False", False),
            ("FALSE", False),
        ],
    )
    def test_the_words_of_yaml_1_2_have_a_meaning(self, text: str, value: object) -> None:
        assert yaml12.parse(f"a: {text}")["a"] is value

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("0", 0),
            ("3", 3),
            ("-5", -5),
            ("+7", 7),
            ("010", 10),
            ("0o17", 15),
            ("0x1F", 31),
            ("0xff", 255),
            ("123456789012345678901234567890", 123456789012345678901234567890),
        ],
    )
    def test_whole_numbers(self, text: str, value: int) -> None:
        read = yaml12.parse(f"a: {text}")["a"]
        assert read == value
        assert type(read) is int

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("1.10", "1.10"),
            ("0.1", "0.1"),
            ("-2.50", "-2.50"),
            (".5", "0.5"),
            ("1.", "1"),
            ("1.0", "1.0"),
            ("1e3", "1E+3"),
            ("1.5E-3", "0.0015"),
            ("0.1234567890123456789012345678", "0.1234567890123456789012345678"),
        ],
    )
    def test_a_decimal_is_exactly_what_is_written(self, text: str, written: str) -> None:
        read = yaml12.parse(f"a: {text}")["a"]
        assert type(read) is Decimal
        assert str(read) == written

    @pytest.mark.parametrize("text", ['"3"', "'3'", '"true"', "'null'", '"1.5"', '""'])
    def test_what_stands_in_quotes_is_text(self, text: str) -> None:
        assert yaml12.parse(f"a: {text}") == {"a": text[1:-1]}

    def test_blocks_and_flows(self) -> None:
        text = "a: |\n  one\n  two\nb: >-\n  three\n  four\nc: [1, [x, 2.5]]\nd: {e: no}\nf:\n- g: 1\n  h:\n"
        assert yaml12.parse(text) == {
            "a": "one\ntwo\n",
            "b": "three four",
            "c": [1, ["x", Decimal("2.5")]],
            "d": {"e": "no"},
            "f": [{"g": 1, "h": None}],
        }

    @pytest.mark.parametrize("text", ["", "# a comment\n", "---\n", "---\n...\n", "null\n"])
    def test_nothing_is_none(self, text: str) -> None:
        assert yaml12.parse(text) is None

    def test_a_document_may_be_marked_and_closed(self) -> None:
        assert yaml12.parse("%YAML 1.2\n---\na: 1\n...\n") == {"a": 1}


class TestKeys:
    def test_text_and_whole_numbers_are_keys(self) -> None:
        assert yaml12.parse("a: 1\n0: 2\n'1': 3\nno: 4\n2026-01-02: 5\n") == {
            "a": 1,
            0: 2,
            "1": 3,
            "no": 4,
            "2026-01-02": 5,
        }

    @pytest.mark.parametrize("key", ["1.5", "true", "null", "~", "? [a]\n", "? {a: 1}\n"])
    def test_nothing_else_is(self, key: str) -> None:
        assert refused(f"{key}: x")[0] == "document.key_not_text"

    @pytest.mark.parametrize(
        ("text", "line", "column"),
        [
            ("a: 1\nb: 2\na: 3\n", 3, 1),
            ("x:\n  a: 1\n  a: 2\n", 3, 3),
            ("{a: 1, a: 2}", 1, 8),
            ("1: x\n01: y\n", 2, 1),
            ("a: 1\n'a': 2\n", 2, 1),
            ("- a: 1\n  a: 2\n", 2, 3),
        ],
    )
    def test_a_key_stands_once(self, text: str, line: int, column: int) -> None:
        assert refused(text) == ("document.key_twice", line, column)

    def test_a_number_and_its_text_are_two_keys(self) -> None:
        assert yaml12.parse("1: a\n'1': b\n") == {1: "a", "1": "b"}


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "line", "column"),
        [
            ("a: &x 1", 1, 4),
            ("a: 1\nb: *x", 2, 4),
            ("&x a: 1", 1, 1),
            ("a: &x [1]", 1, 4),
            ("a: &x {b: 1}", 1, 4),
            ("- &x a\n- *x", 1, 3),
            ("*x : 1", 1, 1),
            ("a: &x\n  b: *x", 1, 4),
        ],
    )
    def test_anchors_and_aliases(self, text: str, line: int, column: int) -> None:
        assert refused(text) == ("document.anchor", line, column)

    @pytest.mark.parametrize(
        "value",
        ["!!str 1", "!!int '3'", "!foo x", "!!python/object:os.system {}", "!!binary aGk=", "!!set {a}", "!x []"],
    )
    def test_tags(self, value: str) -> None:
        assert refused(f"a: {value}") == ("document.tag", 1, 4)

    def test_the_deepest_nesting_is_taken_and_the_next_refused(self) -> None:
        """A value at depth 31 still stands; one deeper does not."""
        inside = MAX_DEPTH - 1
        assert yaml12.parse("[" * inside + "1" + "]" * inside)
        assert refused("[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH) == ("document.too_deep", 1, MAX_DEPTH + 1)

    @pytest.mark.parametrize("opening", ["[", "- ", "[{a: ", "? "])
    def test_a_hundred_thousand_brackets_crash_nothing(self, opening: str) -> None:
        assert refused(opening * 100_000)[0] in ("document.too_deep", "document.key_not_text")

    @pytest.mark.parametrize(
        ("text", "line"),
        [("---\na: 1\n---\nb: 2\n", 3), ("a: 1\n---\n", 2), ("---\n---\n", 2)],
    )
    def test_a_second_document(self, text: str, line: int) -> None:
        assert refused(text) == ("document.several_documents", line, 1)

    @pytest.mark.parametrize(
        "number",
        [
            "1" * (MAX_DIGITS + 1),
            "0." + "1" * MAX_DIGITS,
            "1e31",
            "1e-31",
            "1e999999",
            "0x" + "f" * MAX_DIGITS,
        ],
    )
    def test_a_number_longer_than_any_real_one(self, number: str) -> None:
        assert refused(f"a: {number}") == ("document.number_too_long", 1, 4)

    @pytest.mark.parametrize(
        "number", ["1e999999999999999999999", "-1e99999999999999999999999", "1e-999999999999999999999"]
    )
    def test_an_exponent_that_no_decimal_can_hold(self, number: str) -> None:
        assert refused(f"a: {number}") == ("document.number_too_long", 1, 4)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a:\n\tb: 1\n", ("document.tab", 2, 1)),
            ("\ta: 1\n", ("document.tab", 1, 1)),
            ("a: b\n\n\n\tc: d\n", ("document.tab", 4, 1)),
            ("a: @x\n", ("document.yaml_character", 1, 4)),
            ("a: `x`\n", ("document.yaml_character", 1, 4)),
            ("a: 'x\n", ("document.yaml_unclosed", 2, 1)),
            ("a: b: c\n", ("document.yaml_colon", 1, 5)),
            ("note: 100%: x\n", ("document.yaml_colon", 1, 11)),
            ("a: [1, 2\n", ("document.yaml_bracket", 2, 1)),
            ("a: {b: 1\nc: 2\n", ("document.yaml_bracket", 2, 2)),
            ("a:\n  b: 1\n c: 2\n", ("document.yaml_indent", 3, 2)),
            ("a: b\x07", ("document.control_character", 1, 5)),
            ("a\x00b", ("document.control_character", 1, 2)),
            ("a: é\nb: ü\x1b", ("document.control_character", 2, 5)),
        ],
    )
    def test_what_is_no_yaml_is_told_with_its_place(self, text: str, expected: Refused) -> None:
        assert refused(text) == expected

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("a: b\nc\n", 2),
            ("a: 1\nb 2\nc: 3\n", 2),
            ("answers:\n  q1: 3\n  q2 4\n  q3: 1\n", 3),
        ],
    )
    def test_a_line_without_a_colon_is_told_with_its_own_line(self, text: str, line: int) -> None:
        """The words "this line is no `key: value` line" have to point at that line, not at the good one below it."""
        assert refused(text)[:2] == ("document.yaml_no_colon", line)

    @pytest.mark.parametrize("text", ["answers:\n  q1: 3\n   q2: 4\n", "a: 1\n b: 2\n", "a\nb: c\n"])
    def test_a_line_with_one_colon_is_not_told_that_it_has_two(self, text: str) -> None:
        """One blank too many, or a colon forgotten above: "put the text in quotes" would not help."""
        assert refused(text)[0] != "document.yaml_colon"


class TestPlaces:
    def test_every_key_and_value_has_its_line_and_column(self) -> None:
        places = Places()
        yaml12.parse("# c\na:\n  - b: 1\n    c: [x, y]\n", places)
        assert places.keys == {
            ("a",): (2, 1),
            ("a", 0, "b"): (3, 5),
            ("a", 0, "c"): (4, 5),
        }
        assert places.values == {
            (): (2, 1),
            ("a",): (3, 3),
            ("a", 0): (3, 5),
            ("a", 0, "b"): (3, 8),
            ("a", 0, "c"): (4, 8),
            ("a", 0, "c", 0): (4, 9),
            ("a", 0, "c", 1): (4, 12),
        }

    def test_columns_count_signs_not_bytes(self) -> None:
        places = Places()
        yaml12.parse('{"é": "日本", b: 1}', places)
        assert places.keys[("b",)] == (1, 13)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
WHOLE = st.integers(-(10**28), 10**28)
UNEVEN = st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=4).filter(lambda d: d % 1)


def trees(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.one_of(TEXTS, st.integers(0, 100))
    return st.recursive(leaves, lambda inner: st.one_of(st.lists(inner), st.dictionaries(keys, inner)), max_leaves=8)


class TestRoundTrip:
    @given(trees(st.one_of(TEXTS, WHOLE, UNEVEN, st.booleans(), st.none())))
    def test_what_is_written_is_read_back(self, tree: object) -> None:
        assert yaml12.parse(yaml_text(tree)) == tree

    @pytest.mark.parametrize(
        "word",
        [
            "no",
            "on",
            "~",
            "null",
            "true",
            "0o17",
            "010",
            "1_000",
            "1.10",
            "1e3",
            "12:30",
            "2026-01-02",
            "=",
            "<<",
            ".5",
        ],
    )
    def test_text_that_a_reader_could_take_for_something_else_is_read_back_as_text(self, word: str) -> None:
        assert yaml12.parse(yaml_text({"a": word, word: "b"})) == {"a": word, word: "b"}

    @pytest.mark.parametrize("number", ["5.0", "30", "100.00", "1E+3", "0.0", "-0.0", "-7.0"])
    def test_a_decimal_without_decimals_is_read_back(self, number: str) -> None:
        """A comment beside the number 30 makes it a Decimal (Session._value)."""
        assert yaml12.parse(yaml_text({"number": Decimal(number)})) == {"number": Decimal(number)}

    @pytest.mark.parametrize("number", ["0.0000000000001", "0.1234567890123", "1e30", "1e-20", "1.5e-15"])
    def test_every_decimal_that_can_be_read_can_be_written_and_read_again(self, number: str) -> None:
        read = yaml12.parse(f"a: {number}")
        assert yaml12.parse(yaml_text(read)) == read


JSON_LEAVES = st.one_of(st.text(), WHOLE, st.booleans(), st.none())


class TestJson:
    @given(
        st.dictionaries(
            st.text(),
            st.recursive(JSON_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8),
        )
    )
    def test_json_is_read_as_json(self, data: dict[str, Any]) -> None:
        for indent in (None, 2):
            assert parse_document(json.dumps(data, indent=indent).encode(), "x.json").data == data

    @given(
        st.dictionaries(
            st.text("abc", min_size=1),
            st.recursive(
                st.one_of(st.text("xyz: -#"), WHOLE, st.booleans(), st.none()),
                st.lists,
                max_leaves=8,
            ),
        )
    )
    def test_json_is_yaml(self, data: dict[str, Any]) -> None:
        assert yaml12.parse(json.dumps(data)) == data

    def test_a_number_in_json_is_exact(self) -> None:
        data = parse_document(b'{"a": 1.10, "b": 0.1, "c": 3, "d": 1e2}', "x.json").data
        assert [str(value) for value in data.values()] == ["1.10", "0.1", "3", "1E+2"]
