"""Sheets read part by part: the same values as in the whole, or none at all, whatever the text looks like."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from conftest import dimension, level_question, questionnaire_data
from hypothesis import given
from hypothesis import strategies as st

from smartscore.errors import SmartscoreError
from smartscore.files.documents import parse_document
from smartscore.files.sheet_text import yaml_text
from smartscore.files.sheets import sheet_of
from smartscore.plans.filled import Filled
from smartscore.questionnaire import Questionnaire
from smartscore.sources import known_answers
from smartscore.sources.by_parts import ByParts
from smartscore.sources.rejection import Rejection
from smartscore.sources.sheets import filled_from
from smartscore.sources.shown import Shown

PROOF = [{"id": "list", "name": "A list"}]
OPTIONS = [{"id": "one", "text": "1", "points": 0}, {"id": "two", "text": "2", "points": 1}]
CRITERIA = [{"id": "website", "text": "w"}, {"id": "mail", "text": "m", "weight": 2}]


@cache
def shown() -> Shown:
    """Return a questionnaire with every kind of question, evidence, earlier ids, and a question for coasts only."""
    number = {"kind": "number", "ask": "?", "unit": "%", "valid": [-5, 100], "evidence": {3: PROOF}}
    first = dimension(
        "first",
        level_question("officer", evidence={2: PROOF}, quick=True, renamed_from=["clerk"]),
        level_question("harbour", when={"coast": True}),
        {**number, "id": "lines", "thresholds": [10, 20, "33.3", 40, 50]},
        {**number, "id": "hours", "better": "lower", "thresholds": [50, 40, 30, 20, 10], "evidence": {}},
    )
    second = dimension(
        "second",
        {"id": "site", "kind": "checklist", "ask": "?", "criteria": CRITERIA, "evidence": {"website": PROOF}},
        {"id": "decree", "kind": "yes_no", "ask": "?", "evidence": PROOF, "not_applicable": "forbidden"},
        {"id": "note", "kind": "choice", "ask": "?", "options": OPTIONS},
        {**number, "id": "share", "goalposts": {"worst": 0, "best": 90}, "evidence": PROOF},
    )
    return Shown(Questionnaire.model_validate(questionnaire_data(first, second)))


QUESTIONS = ["officer", "clerk", "harbour", "lines", "hours", "site", "decree", "note", "share", "nobody"]
VALUES: list[Any] = [0, 2, 3, 5, 9, 33.3, 33.4, -4, 100, 101, -6, "yes", "no", True, "one", "unknown", "waiting", None]
VALUES += [[], ["mail"], ["mail", "website"], ["mail", "mail"], "33.3", "nothing: # here"]
NOTES = [
    "It works.",
    "a: b",
    "it's",
    "# no",
    "",
    "2026",
    "true",
    "null",
    " x",
    "two\nlines",
    "long " * 40,
    '"',
    "é – ü",
]
DATES = ["2026-12", "2026-02-30", "2026", "2026-13", "12/2026"]


def one_of(*choices: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


EVIDENCE = st.fixed_dictionaries(
    {"reference": st.sampled_from(NOTES)},
    optional={
        "kind": one_of("decree", "report", "news", "rumour"),
        "date": st.sampled_from(DATES),
        "status": one_of("present", "accepted", "rejected"),
        "proves": one_of(["list"], [], ["other"]),
        "sha256": one_of("0" * 63 + "e", "0" * 64, "ab" * 32),
        "size": one_of(0, 12, -1),
    },
)
FULL = st.fixed_dictionaries(
    {},
    optional={
        **{key: st.sampled_from(VALUES) for key in ("level", "number", "criteria", "yes", "option")},
        "state": one_of("unknown", "waiting", "not_applicable"),
        "reason": st.sampled_from(NOTES),
        "note": st.sampled_from(NOTES),
        "evidence": st.lists(EVIDENCE, max_size=2),
    },
)
SAID = [note for note in NOTES if note.strip()]
PROVED = st.fixed_dictionaries(
    {"reference": st.sampled_from(SAID), "proves": one_of(["list"], [])},
    optional={"kind": one_of("decree", "report", "news"), "date": one_of("2026-12", "2026", "2026-02-30")},
)
BESIDE = st.fixed_dictionaries({}, optional={"note": st.sampled_from(SAID), "evidence": st.lists(PROVED, max_size=2)})


def with_proof(question: str, key: str, *values: Any) -> st.SearchStrategy[tuple[str, Any]]:
    """Return a strategy for right answers to a question, in short or in full."""
    full = st.builds(lambda value, beside: (question, {key: value, **beside}), st.sampled_from(values), BESIDE)
    return st.one_of(st.tuples(st.just(question), st.sampled_from(values)), full)


RIGHT = st.one_of(
    with_proof("officer", "level", 0, 2, 3, 5),
    with_proof("clerk", "level", 1, 2),
    with_proof("lines", "number", 0, 12, 33.3, 33.4, -4, 100),
    with_proof("hours", "number", 30, 45.5, 99),
    with_proof("site", "criteria", [], ["mail"], ["mail", "website"]),
    with_proof("share", "number", 0, 12.5, 95),
    st.tuples(one_of("officer", "lines", "site"), one_of({"state": "not_applicable", "reason": "none"}, "waiting")),
)
ANSWER = st.tuples(st.sampled_from(QUESTIONS), st.one_of(st.sampled_from(VALUES), FULL))
HEAD = st.fixed_dictionaries(
    {"format": one_of("smartscore-answers/1"), "questionnaire": one_of({"id": "small", "version": "1.0.0"})},
    optional={
        "form": one_of("full", "quick", "quick", "short"),
        "role": one_of("self", "assessor"),
        "assessed": one_of(True, False, "yes"),
        "region": st.sampled_from(NOTES),
        "period": one_of("2026", 2026),
        "profile": one_of({"coast": True}, {"coast": False}, {"type": "city"}),
        "note": st.sampled_from(NOTES),
    },
)
RIGHT_HEAD = HEAD.filter(lambda head: not {"region", "note"} & head.keys() and head.get("form") != "short")


def sheet_of_answers(head: dict[str, Any], answers: list[tuple[str, Any]]) -> dict[str, Any]:
    return {**head, "answers": dict(answers)}


RIGHT_SHEET = st.builds(sheet_of_answers, RIGHT_HEAD, st.lists(RIGHT, min_size=1, max_size=6))
SHEET = st.builds(sheet_of_answers, HEAD, st.lists(st.one_of(RIGHT, ANSWER), max_size=6))

ODD = ["'", '"', "\\", "{", "}", "[", "]", ",", ":", ": ", " #", "- ", "|", "|+", ">", "&a ", "*a", "!", "!!str ", "%"]
ODD += [
    "\t",
    "\r",
    "\n",
    "\n\n",
    "\n ",
    "\n  ",
    "\n    ",
    "---\n",
    "...\n",
    "? ",
    "\x85",
    "\u2028",
    "\ufeff",
    "\0",
    "\1",
]
ODD += [
    "null",
    "~",
    "<<: ",
    "0o7",
    "1e3",
    "x",
    "0",
    ".",
    "-",
    "\\u00e9",
    "\\ud800",
    "answers:\n",
    '"answers": {',
    "note: ",
]
ODD += [
    "  officer: 2\n",
    "  lines: 12.5\n",
    ', "note": "one"',
    "    note: x\n",
    "    number: 33\n",
    "# comment\n",
    "  # c\n",
]


def as_yaml(sheet: dict[str, Any]) -> str:
    return yaml_text(sheet)


def as_flow(sheet: dict[str, Any]) -> str:
    """Return YAML with each answer in braces or brackets."""
    head = yaml_text({key: value for key, value in sheet.items() if key != "answers"})
    return head + "answers:\n" + "".join(f"  {key}: {json.dumps(value)}\n" for key, value in sheet["answers"].items())


def as_line(sheet: dict[str, Any]) -> str:
    return json.dumps(sheet, ensure_ascii=False)


def as_json(sheet: dict[str, Any]) -> str:
    return json.dumps(sheet, indent=2)


@st.composite
def variants(draw: st.DrawFn) -> list[str]:
    """Return the text of a sheet, and texts that differ from it in few places."""
    text = draw(one_of(as_yaml, as_yaml, as_flow, as_line, as_json))(draw(st.one_of(RIGHT_SHEET, RIGHT_SHEET, SHEET)))
    found = [text]
    for _ in range(draw(st.integers(0, 4))):
        changed = draw(st.sampled_from(found))
        for _ in range(draw(st.integers(1, 3))):
            place = draw(st.integers(0, len(changed)))
            rest = place + draw(one_of(0, 0, 1, 2, 6))
            changed = changed[:place] + draw(st.sampled_from(["", *ODD])) + changed[rest:]
        found.append(changed)
    return draw(st.permutations(found))


def told(filled: Filled) -> tuple[Any, ...]:
    """Return all that a sheet says; values that are the same are equal."""
    values, supported = (
        None if found is None else [(v.central, v.low, v.high, v.coverage, v.absent, v.met) for v in found]
        for found in (filled.values, filled.supported)
    )
    return filled._replace(values=[], supported=None, told=None), values, supported


def in_the_whole(text: str, questionnaire: Shown) -> tuple[Any, ...] | None:
    """Return what a sheet says where it is read in the whole; None where it is wrong."""
    try:
        found = filled_from(questionnaire, sheet_of(parse_document(text.encode(), "s")), "s", None)
    except SmartscoreError:
        return None
    return None if isinstance(found, Rejection) else told(found)


def check(texts: Sequence[str], questionnaire: Shown) -> int:
    """See that texts say the same part by part, in this order; return how many can be read so."""
    reader, count = ByParts(questionnaire), 0
    for text in [*texts, *texts]:
        found = reader.filled(text.encode(), "s", None)
        if found is not None:
            count += 1
            assert told(found) == in_the_whole(text, questionnaire), text
    return count


START = "format: smartscore-answers/1\nquestionnaire:\n  id: small\n  version: 1.0.0\n"
PROVED_START = f"{START}answers:\n  officer:\n    level: 2\n    evidence:\n    - proves: [list]\n      reference: "
ODDITIES = {
    "a value less indented than its key may be": f"{START}answers:\n  lines: 33.3\n  officer:\n 0\n",
    "answers twice, once before all else": f"answers:\n{START}answers:\n  officer: 0\n",
    "answers in braces above answers": f"{START}answers: {{}}\nanswers:\n  officer: 0\n",
    "a question twice, once by its earlier id": f"{START}answers:\n  officer: 0\n  clerk: 0\n",
    "a note that goes on": f"{START}answers:\n  officer:\n    level: 2\n    note: 'x'\n      y\n",
    "a note in braces": f"{START}answers:\n  officer: {{\n    level: 2,\n    note: a, evidence: b}}\n",
    "a note in braces that ends early": f"{START}answers:\n  officer: {{\n    level: 2,\n    note: a, b\n    }}\n",
    "a number that cannot be true": f"{START}answers:\n  lines: 100.5\n",
    "a line that only YAML ends": f"{START}answers:\n  officer:\n    level: 2\n    note: a\u2028b\n",
    "a title that is no text": f"{PROVED_START}true\n",
    "a digest that is a number": f"{PROVED_START}a\n      sha256: {'0' * 63}1\n",
    "a key in quotes": f"{START}answers:\n  officer: 0\n  'lines': 1\n",
    "a question that is named like a key of answers": json.dumps(
        {
            "format": "smartscore-answers/1",
            "questionnaire": {"id": "small", "version": "1.0.0"},
            "answers": {"officer": 0, "note": "one"},
        }
    ),
    "a head in braces": "{format: smartscore-answers/1, questionnaire: {id: small, version: 1.0.0}}\nanswers:\n"
    "  officer: 0\n",
    "an indented head": START.replace("\n", "\n  ").replace("format", "  format").rstrip(" ")
    + "answers:\n  officer: 0\n",
    "a key in quotes before all others": f"{START}answers:\n  'lines': 1\n  officer: 0\n",
    "a note in a note": f"{START}answers:\n  officer:\n    level: 2\n    note: |\n      a\n    note: b\n",
    "a document after the first": f"{START}answers:\n  officer: 0\n...\n  lines: 1\n",
    "a key of the sheet below": f"{START}answers:\n  officer: 0\nregion: here\n",
    "no line end at the end": f"{START}answers:\n  officer: 0",
    "nothing answered": f"{START}answers:\n",
}


class TestAnyText:
    @given(variants())
    def test_parts_say_what_the_whole_says(self, texts: list[str]) -> None:
        check(texts, shown())

    @pytest.mark.parametrize("text", ODDITIES.values(), ids=ODDITIES)
    def test_odd_layouts_are_left_to_who_reads_the_whole(self, text: str) -> None:
        """Though sheets that look alike have been read part by part."""
        plain = f"{START}answers:\n  officer:\n    level: 2\n    note: x\n  lines: 33.3\n"
        assert check([plain, f"{START}answers:\n  officer: 0\n  lines: 100\n", text], shown()) == 4

    @pytest.mark.parametrize("most", [1, 3, 10])
    def test_what_has_been_forgotten_is_read_again(self, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
        monkeypatch.setattr(known_answers, "MOST_REMEMBERED", most)
        texts = [f"{START}answers:\n  officer: {n % 6}\n  lines: {n}.5\n  hours: {n}\n" for n in range(20)]
        assert check(texts, shown()) == 2 * len(texts)

    def test_comments_between_answers_keep_nothing_from_having_outlines(self) -> None:
        """As in a blank sheet that was filled in: what was read once is not read again, whatever the note says."""
        lines = [
            "answers:",
            "  # The officer",
            "  officer:",
            "    level: 2  ",
            "",
            "    # Why",
            "    note: {}",
            "  # Lines",
        ]
        texts = [
            "\n".join([START, *lines, "  lines: 12", ""]).replace("{}", note) for note in ("one", "two", "'three'")
        ]
        reader = ByParts(shown())
        assert check(texts, shown()) == 6
        assert all(reader.filled(text.encode(), "s", None) for text in texts)
        (kind,) = reader._kinds.values()
        assert (len(kind.outlined), len(kind.exact)) == (2, 0)

    @given(st.lists(RIGHT_SHEET, min_size=1, max_size=3), one_of(as_yaml, as_flow, as_line, as_json))
    def test_right_sheets_are_read_part_by_part(self, sheets: list[dict[str, Any]], write: Any) -> None:
        texts = [write(sheet) for sheet in sheets]
        right = [text for text in texts if in_the_whole(text, shown()) is not None]
        assert check(right, shown()) == 2 * len(right)
