"""Splicing answers into a text written by hand: what is not touched stays, sign for sign."""

import re
from dataclasses import dataclass, replace
from typing import Any

import pytest
from conftest import sheet_text
from hypothesis import given
from hypothesis import strategies as st
from test_sheets import FULL, SHORT, read

from smartscore.answers import Answer, Sheet
from smartscore.files.sheet_splice import Order, splice
from smartscore.files.sheet_text import answer_data, flow_text, same, sheet_data, yaml_text
from smartscore.files.sheet_text import sheet_text as written

IDS = tuple(f"q-{letter}" for letter in "abcdefg")
ORDER = Order(IDS, {f"{question}-old": question for question in IDS})


def answer(data: Any) -> Answer:
    source = {"id": "x", "version": "1.0.0"}
    sheet = {"format": "smartscore-answers/1", "questionnaire": source, "answers": {"q": data}}
    return Sheet.model_validate(sheet).answers["q"]


ANSWERS = st.one_of(SHORT, FULL).map(answer)


# Layouts that people write.


@dataclass(frozen=True)
class Layout:
    """How one answer is written: its comments, quotes and braces."""

    above: bool
    beside: bool
    blank: bool
    quoted: bool
    flow: bool
    gap: int

    def lines(self, key: str, given_answer: Answer, column: int) -> list[str]:
        data = answer_data(given_answer)
        name = f'"{key}"' if self.quoted else key
        side = f"  # beside {key}" if self.beside else ""
        if self.flow or not isinstance(data, dict | list):
            text = flow_text(data) if isinstance(data, dict | list) else yaml_text({"k": data})[3:].rstrip("\n")
            if "\n" in text:
                text = flow_text({"k": data})[4:-1]
            body = [f"{name}:{' ' * self.gap}{text}{side}"]
        else:
            body = [f"{name}:{side}", *(f"   {line}" if line else "" for line in yaml_text(data).split("\n")[:-1])]
        lines = [*([f"# above {key}"] if self.above else []), *body, *([""] if self.blank else [])]
        return [" " * column + line if line else "" for line in lines]


LAYOUTS = st.builds(
    Layout, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.sampled_from([1, 3])
)


@st.composite
def by_hand(draw: st.DrawFn) -> tuple[str, Sheet]:
    """Return a text as a person could have written it, and the sheet that it is."""
    column = draw(st.sampled_from([1, 2, 3, 7]))
    keys = draw(st.permutations(IDS))[: draw(st.integers(1, 5))]
    old = draw(st.sets(st.sampled_from(IDS), max_size=2))
    answers = {f"{key}-old" if key in old else key: draw(ANSWERS) for key in keys}
    lines = ["# my sheet", "format: smartscore-answers/1", "questionnaire: {id: x, version: 1.0.0}  # mine"]
    lines += draw(st.sampled_from([[], ["region:   # later"], ["region: 'Ruteng'", "", "period: 2026"]]))
    lines += ["answers:  # all of them"]
    for key, given_answer in answers.items():
        lines += draw(LAYOUTS).lines(key, given_answer, column)
    lines += draw(st.sampled_from([[], ["# the end"], ["role: self"]]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return text, read(text)


@st.composite
def changes(draw: st.DrawFn) -> Any:
    """Return a change: an answer given or taken out, or a field of the header set."""
    kind = draw(st.sampled_from(["answer", "answer", "answer", "remove", "header"]))
    if kind == "header":
        name = draw(st.sampled_from(["region", "period", "respondent", "note", "language"]))
        return {name: draw(st.one_of(st.none(), st.sampled_from(["Kota Bima", "no", "2027: a\nb", "# x"])))}
    return draw(st.sampled_from(IDS)), (draw(ANSWERS) if kind == "answer" else None)


def changed(sheet: Sheet, change: Any) -> Sheet:
    if isinstance(change, dict):
        language = {"language": "en"} if change.get("language") else change
        return sheet.model_copy(update=language)
    key, given_answer = change
    old = f"{key}-old"
    if old in sheet.answers:  # an interview knows the present ids only
        answers = {key if name == old else name: inner for name, inner in sheet.answers.items()}
        sheet = sheet.model_copy(update={"answers": answers})
    return sheet.with_answer(key, given_answer)


def touched(before: Sheet, after: Sheet) -> set[str]:
    one, other = sheet_data(before)["answers"], sheet_data(after)["answers"]
    nothing = object()
    return {key for key in {*one, *other} if not same([one.get(key, repr(nothing))], [other.get(key, repr(nothing))])}


def comments(text: str) -> list[str]:
    """Return the comments that a layout was given."""
    return re.findall(
        r"# (?:above [-a-z]+|beside [-a-z]+|all of them|my sheet|mine|the end|later)(?=$|  #)",
        text.replace("\r\n", "\n"),
        re.MULTILINE,
    )


class TestAnyLayout:
    @given(by_hand(), st.lists(changes(), min_size=1, max_size=5))
    def test_the_text_reads_as_the_sheet_and_comments_stay(self, start: tuple[str, Sheet], steps: list[Any]) -> None:
        text, sheet = start
        for step in steps:
            after = changed(sheet, step)
            result = splice(text, sheet, after, ORDER)
            assert result is not None
            assert same(sheet_data(read(result)), sheet_data(after))
            spared = [item for item in comments(text) if not any(key in item for key in touched(sheet, after))]
            assert [item for item in comments(result) if item in spared] == spared
            assert result.startswith("\ufeff") == text.startswith("\ufeff")
            if "\r\n" in text:
                assert "\n" not in result.replace("\r\n", "")
            text, sheet = result, after

    @given(by_hand())
    def test_what_is_not_changed_is_not_touched(self, start: tuple[str, Sheet]) -> None:
        text, sheet = start
        assert splice(text, sheet, sheet, ORDER) == text

    @given(by_hand(), st.sampled_from(IDS), ANSWERS)
    def test_only_the_lines_of_one_answer_change(self, start: tuple[str, Sheet], key: str, value: Answer) -> None:
        """What stands above and below the first and the last changed line holds all other answers."""
        text, sheet = start
        after = changed(sheet, (key, value))
        result = splice(text, sheet, after, ORDER)
        assert result is not None
        above, below = common(text.splitlines(), result.splitlines())
        stretch = text.splitlines()[above : len(text.splitlines()) - below]
        others = tuple(f"{name}:" for name in sheet.answers if name.removesuffix("-old") != key)
        assert not [line for line in stretch if line.replace('"', "").strip().startswith(others)]


def common(one: list[str], other: list[str]) -> tuple[int, int]:
    """Return how many lines two texts share at the beginning, and how many at the end."""
    shortest = min(len(one), len(other))
    above = next((n for n in range(shortest) if one[n] != other[n]), shortest)
    return above, next((n for n in range(shortest - above) if one[-n - 1] != other[-n - 1]), shortest - above)


def spliced(text: str, key: str, data: Any, order: Order = ORDER) -> str | None:
    sheet = read(text)
    return splice(text, sheet, sheet.with_answer(key, None if data == "-" else answer(data)), order)


EXAMPLES = {
    "a level for a level": ("  q-a: 3   # seen\n", "q-a", 4, "  q-a: 4   # seen\n"),
    "an answer where none was": ("  q-a:   # todo\n  q-b: 1\n", "q-a", 4, "  q-a: 4   # todo\n  q-b: 1\n"),
    "after the nearest earlier question": (
        "  q-c: 1\n\n  # about d\n  q-d: 2\n",
        "q-b",
        5,
        "  q-c: 1\n\n  # about d\n  q-d: 2\n  q-b: 5\n",
    ),
    "between": ("  q-a: 1 # a\n\n  # on c\n  q-c: 2\n", "q-b", 5, "  q-a: 1 # a\n  q-b: 5\n\n  # on c\n  q-c: 2\n"),
    "a comment added to an answer in full": (
        "  q-a:  # mine\n      # counted\n      level: 3 # x\n  q-b: 1\n",
        "q-a",
        {"level": 3, "note": "new"},
        "  q-a:  # mine\n      # counted\n      level: 3 # x\n      note: new\n  q-b: 1\n",
    ),
    "short to full": (
        "  q-a: 3 # mine\n  q-b: 1\n",
        "q-a",
        {"level": 3, "note": "new"},
        "  q-a: # mine\n    level: 3\n    note: new\n  q-b: 1\n",
    ),
    "full to short": (
        "  q-a: # mine\n    level: 3\n    note: old\n  q-b: 1\n",
        "q-a",
        "unknown",
        "  q-a: unknown # mine\n  q-b: 1\n",
    ),
    "in braces": (
        '  q-a: {level: 3, note: "a, b"}  # x\n',
        "q-a",
        {"level": 4, "note": "a, b"},
        "  q-a: {level: 4, note: 'a, b'}  # x\n",
    ),
    "taken out": ("  q-a: 3\n  # b\n  q-b: 1 # gone\n  # c\n", "q-b", "-", "  q-a: 3\n  # b\n  # c\n"),
    "the last one taken out": ("  # a\n  q-a: 3\n", "q-a", "-", None),
    "a text block before": (
        "  q-a:\n    level: 1\n    note: |\n      one\n\n  q-c: 1\n",
        "q-b",
        5,
        "  q-a:\n    level: 1\n    note: |\n      one\n  q-b: 5\n\n  q-c: 1\n",
    ),
    "a text block that keeps its blank lines": (
        "  q-a:\n    level: 1\n    note: |+\n      one\n\n  q-c: 1\n",
        "q-b",
        5,
        "  q-a:\n    level: 1\n    note: |+\n      one\n\n  q-b: 5\n  q-c: 1\n",
    ),
}


class TestExamples:
    @pytest.mark.parametrize("name", EXAMPLES)
    def test_a_layout(self, name: str) -> None:
        answers, key, data, expected = EXAMPLES[name]
        result = spliced(sheet_text(answers), key, data)
        if expected is None:
            assert result is not None
            assert "answers: {}" in result
        else:
            assert result == sheet_text(expected)

    def test_no_answers_become_a_block(self) -> None:
        assert spliced(sheet_text(), "q-a", 3) == sheet_text("  q-a: 3\n")
        for empty in ("answers:\n", "answers: null # none\n"):
            text = sheet_text().replace("answers: {}\n", empty)
            assert "  q-a: 3" in str(splice(text, read(sheet_text()), read(sheet_text("  q-a: 3\n")), ORDER))

    def test_an_earlier_id_becomes_the_present_one_in_its_place(self) -> None:
        text = sheet_text("  # b\n  'q-b-old': 3 # was\n  q-a: 1\n")
        before = read(text)
        after = before.model_copy(update={"answers": {"q-a": before.answers["q-a"], "q-b": answer(4)}})
        assert splice(text, before, after, ORDER) == sheet_text("  # b\n  q-b: 4 # was\n  q-a: 1\n")

    @pytest.mark.parametrize("answers", ["{q-a: 1}", "\n  ? q-a\n  : 1", '{"q-a": 1,\n "q-b": 2}'])
    def test_a_layout_that_cannot_be_spliced(self, answers: str) -> None:
        text = sheet_text().replace("answers: {}", f"answers: {answers}")
        assert spliced(text, "q-a", 3) is None

    def test_json_cannot_be_spliced(self) -> None:
        text = '{"format": "smartscore-answers/1", "questionnaire": {"id": "x", "version": "1.0.0"}, "answers": {}}'
        assert spliced(text, "q-a", 3) is None

    def test_a_text_that_is_not_the_sheet_is_noticed(self) -> None:
        """The caller thinks that there is one answer; the text has two."""
        text = sheet_text("  q-a: 1\n  q-b: 1\n")
        before = read(text).with_answer("q-b", None)
        assert splice(text, before, before.with_answer("q-a", answer(2)), ORDER) is None

    def test_the_canonical_layout_stays_canonical(self) -> None:
        before = read(sheet_text("  q-a: 1\n  q-c: {level: 2, note: x}\n"))
        after = replace_in_order(before.with_answer("q-b", answer({"level": 5, "note": "long " * 40})))
        assert splice(written(before), before, after, ORDER) == written(after)


def replace_in_order(sheet: Sheet) -> Sheet:
    answers = {key: sheet.answers[key] for key in IDS if key in sheet.answers}
    return sheet.model_copy(update={"answers": answers})


def test_an_order_is_that_of_its_questionnaire() -> None:
    from conftest import dimension, level_question, make

    one = level_question("new", renamed_from=["old"])
    assert Order.of(make(dimension("d", one))) == replace(Order(), questions=("new",), renamed={"old": "new"})
