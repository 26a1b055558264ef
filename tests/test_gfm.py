"""Escaping for GitHub-flavoured Markdown: whatever text goes in, exactly that text is read on the page."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from smartscore.gfm import bullets, escape, quote, table
from smartscore.language import one_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""What Rich brings along; links from bare addresses are off, as GitHub alone decides on those."""

TRICKY = [
    "*bold* _italic_ **x** __y__",
    "`code` ``x``",
    "[link](https://x.id) ![image](y) [ref][1] [^1]",
    "<script>alert(1)</script>",
    "<!-- comment --> <b>",
    "<https://x.id>",
    "&amp; &lt; &#42; &copy;",
    "a | b \\| c \\\\| d",
    "| a | b |",
    "|---|---|",
    "~~gone~~ ~x~",
    "# heading",
    "###### deep #",
    "- item",
    "+ item",
    "* item",
    "1. first",
    "1) first",
    "12345. first",
    "1.",
    "2)",
    "1.5 metres",
    "3 items. Done",
    "> quote",
    ">",
    "---",
    "***",
    "___",
    "===",
    "- - -",
    "```",
    "~~~ python",
    "    indented",
    "\tindented",
    "two\nlines",
    "two  \nlines",
    "ends with \\",
    "\\",
    "\\\\",
    "\\* \\_ \\# \\|",
    "$x$ $$y$$",
    ":smile: 12:30: a:b",
    "[ ] todo",
    "[x] done",
    "[/red] [bold]",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "مرحبا 👩‍👩‍👧 日本語",
    "=1+1",
    "@user #12 GH-12",
    "!",
    "!important",
    "a* b* c_d_e",
    "(x) \"y\" 'z'",
    "<",
    "{}",
    "%",
    "\\n",
    "*",
    "_",
    "-",
    "+",
    "#",
    "=",
    "1",
    "1-2",
    "a\u00a0b",
    "a\u2028b",
    "setext\n===",
    "x\n---",
]
TEXTS = st.one_of(
    st.sampled_from(TRICKY),
    st.text(),
    st.text("\\`*_{}[]<>()#+-.!|~&$:=\"'@ \t\n1aé"),
    st.lists(st.sampled_from(TRICKY), max_size=3).map(" ".join),
).filter(one_line)


def text_of(tokens: list[Token]) -> str:
    """Return the text of inline tokens, if there is nothing else in them."""
    (inline,) = [token for token in tokens if token.type == "inline"]
    children = inline.children or []
    assert {child.type for child in children} <= {"text", "text_special"}, [child.type for child in children]
    return "".join(child.content for child in children)


def alone(escaped: str) -> str:
    tokens = PARSER.parse(escaped)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return text_of(tokens)


def in_cell(escaped: str) -> str:
    tokens = PARSER.parse(f"| a |\n| --- |\n| {escaped} |")
    assert [token.type for token in tokens].count("td_open") == 1
    start = next(number for number, token in enumerate(tokens) if token.type == "td_open")
    assert tokens[start + 2].type == "td_close"
    return text_of(tokens[start : start + 2])


def in_second_cell(escaped: str) -> str:
    tokens = PARSER.parse(f"| a | b | c |\n| --- | --- | ---: |\n| x | {escaped} | z |")
    cells = [text_of([token]) for token in tokens if token.type == "inline"]
    assert (cells[:4], cells[5:]) == (["a", "b", "c", "x"], ["z"])
    return cells[4]


def in_head(escaped: str) -> str:
    tokens = PARSER.parse(f"| {escaped} |\n| --- |\n| x |")
    cells = [token for token in tokens if token.type == "inline"]
    assert tokens[0].type == "table_open"
    assert len(cells) == 2
    return text_of(cells[:1])


def in_list(escaped: str) -> str:
    tokens = PARSER.parse(f"- {escaped}")
    assert [token.type for token in tokens] == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "list_item_close",
        "bullet_list_close",
    ]
    return text_of(tokens)


def in_numbered_list(escaped: str) -> str:
    tokens = PARSER.parse(f"7. {escaped}\n   - {escaped}")
    first, second = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens].count("list_item_open") == 2
    assert text_of([first]) == text_of([second])
    return text_of([first])


def in_quote(escaped: str) -> str:
    tokens = PARSER.parse(f"> {escaped}")
    assert [token.type for token in tokens] == [
        "blockquote_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "blockquote_close",
    ]
    return text_of(tokens)


def in_bold(escaped: str) -> str:
    (_, inline, _) = PARSER.parse(f"**{escaped}**")
    children = [child for child in inline.children or [] if child.content or child.type != "text"]
    assert children[0].type == "strong_open", children
    assert children[-1].type == "strong_close"
    inner = children[1:-1]
    assert {child.type for child in inner} <= {"text", "text_special"}, inner
    return "".join(child.content for child in inner)


def in_bold_item(escaped: str) -> str:
    """As reports write it: `- **text** (`id`)`."""
    tokens = PARSER.parse(f"- **{escaped}** (`some-id`)\n  - {escaped}")
    first, second = [token for token in tokens if token.type == "inline"]
    children = [child for child in first.children or [] if child.content or child.type != "text"]
    kinds = [child.type for child in children]
    assert kinds[0] == "strong_open"
    end = kinds.index("strong_close")
    assert "".join(child.content for child in children[end:]) == " (some-id)"
    inner = "".join(child.content for child in children[1:end])
    assert inner == text_of([second])
    return inner


def after_text(escaped: str) -> str:
    """In the middle of a line."""
    text = alone(f"Note: {escaped}")
    assert text.startswith("Note: ")
    return text.removeprefix("Note: ")


CONTEXTS: list[Callable[[str], str]] = [
    alone,
    in_cell,
    in_second_cell,
    in_head,
    in_list,
    in_numbered_list,
    in_quote,
    in_bold,
    in_bold_item,
    after_text,
]


def shown(text: str) -> str:
    """Return one line of text as a parser gives it back."""
    return one_line(text)


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.__name__)
class TestEscape:
    @pytest.mark.parametrize("text", TRICKY, ids=repr)
    def test_a_tricky_text_is_read_as_it_is(self, context: Callable[[str], str], text: str) -> None:
        assert context(escape(text)) == shown(text)

    @given(text=TEXTS)
    def test_any_text_is_read_as_it_is(self, context: Callable[[str], str], text: str) -> None:
        assert context(escape(text)) == shown(text)


class TestReadable:
    @pytest.mark.parametrize(
        ("text", "escaped"),
        [
            (
                "plain text, with commas (and brackets) - and dashes.",
                "plain text, with commas (and brackets) - and dashes.",
            ),
            ("12:30 and 2026-11-23", "12:30 and 2026-11-23"),
            ("1.5 metres", "1.5 metres"),
            ("a-b #1 50%", "a-b #1 50%"),
            ("snake_case", "snake\\_case"),
            ("1. x", "1\\. x"),
            ("- x", "\\- x"),
            (":smile:", "\\:smile:"),
            ("$5", "\\$5"),
            ("", ""),
        ],
    )
    def test_nothing_is_escaped_without_need(self, text: str, escaped: str) -> None:
        """Markdown is read as it is, too."""
        assert escape(text) == escaped


class TestTables:
    @given(st.lists(st.lists(st.text(), min_size=3, max_size=3), min_size=1, max_size=4))
    def test_every_cell_is_read_as_it_is(self, rows: list[list[str]]) -> None:
        """Cells may be empty."""
        tokens = PARSER.parse(table(("a", "b", "c"), rows, right=1))
        cells = [token for token in tokens if token.type == "inline"]
        texts = ["".join(child.content for child in cell.children or []) for cell in cells]
        assert texts == ["a", "b", "c", *(one_line(cell) for row in rows for cell in row)]
        assert {child.type for cell in cells for child in cell.children or []} <= {"text", "text_special"}

    def test_numbers_stand_at_the_right(self) -> None:
        assert (
            table(("a", "b", "c"), [("1", "2", "3")], right=2) == "| a | b | c |\n| --- | ---: | ---: |\n| 1 | 2 | 3 |"
        )

    def test_a_table_without_rows_is_still_one(self) -> None:
        assert next(token.type for token in PARSER.parse(table(("a", ""), []))) == "table_open"

    @given(st.lists(TEXTS, min_size=1, max_size=4))
    def test_every_item_is_read_as_it_is(self, lines: list[str]) -> None:
        tokens = PARSER.parse(bullets(lines))
        assert [token.type for token in tokens].count("bullet_list_open") == 1
        assert [text_of([token]) for token in tokens if token.type == "inline"] == [one_line(line) for line in lines]

    @given(st.text())
    def test_a_quotation_keeps_its_words(self, text: str) -> None:
        tokens = PARSER.parse(quote(text))
        inner = [child for token in tokens if token.type == "inline" for child in token.children or []]
        assert {child.type for child in inner} <= {"text", "text_special", "softbreak", "hardbreak"}
        words = "".join("\n" if child.type.endswith("break") else child.content for child in inner)
        wanted = [line for line in map(one_line, text.splitlines()) if line]
        assert words.split("\n") == (wanted or [""])

    def test_the_lines_of_a_quotation_stay_lines(self) -> None:
        """A soft break is a blank on the page; somebody's list of three points must not become one sentence."""
        tokens = PARSER.parse(quote("first\nsecond\n\nthird"))
        breaks = [child.type for token in tokens if token.type == "inline" for child in token.children or []]
        paragraphs = [token.type for token in tokens].count("paragraph_open")
        assert breaks.count("hardbreak") + paragraphs - 1 == 2
