"""The readiness report: every format from one shared result, with all states and text that tries to break out."""

import os
import re
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Run, answered, dimension, level_question, make, sheet_text
from rich.console import Console

from smartscore import phrases
from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheets import read_sheet
from smartscore.language import LANGUAGES, language
from smartscore.reports import FORMATS
from smartscore.reports.page import Page
from smartscore.scoring import Scorecard, score

GOLDEN = Path(__file__).parent / "golden"
SUFFIX = {"terminal": "txt", "markdown": "md", "json": "json"}
HOSTILE = "Perda [2024] [/red] | <script>alert(1)</script> \x1b[31m *bold* :smile: \u202egnp.exe Ελλάδα 😀\nsecond line"


@cache
def sample() -> Scorecard:
    """Return a result with every state, a minimum that is not met, missing evidence, and hostile text everywhere."""
    minimum = {"at_least": 2, "holds_at": 2, "because": f"Because {HOSTILE}"}
    evidence = {
        2: [{"id": "decree", "name": f"Decree {HOSTILE}", "shows": "number | date"}],
        3: [{"id": "log", "name": "Log"}],
    }
    actions = {"1-2": {"do": f"Do {HOSTILE}", "owner": "Owner | other", "effort": "S", "quick_win": True}}
    questionnaire = make(
        dimension(
            "one",
            level_question("answered", element="people", evidence=evidence, actions=actions),
            level_question("unmet", element="people", must_have=minimum, actions=actions),
            level_question("unknown", element="budget"),
        ),
        dimension(
            "two", level_question("waiting"), level_question("absent"), level_question("missing"), name=f"Two {HOSTILE}"
        ),
        title=f"Title {HOSTILE}",
        notice=f"Notice {HOSTILE}",
        unofficial=True,
        readiness={
            "good": "60%",
            "moderate": "40%",
            "elements": [
                {
                    "id": "structure",
                    "name": "Structure",
                    "parts": [{"id": "people", "name": "People"}, {"id": "budget", "name": "Budget"}],
                }
            ],
        },
        weakest_dimension={"slack": 1},
    )
    answers = {
        "answered": {
            "level": 4,
            "note": HOSTILE,
            "evidence": [{"reference": HOSTILE, "proves": ["decree"], "date": "2026-11-23", "kind": "decree"}],
        },
        "unmet": 1,
        "unknown": {"state": "unknown", "note": HOSTILE},
        "waiting": "waiting",
        "absent": {"state": "not_applicable", "reason": HOSTILE},
    }
    header = {"region": f"Region {HOSTILE}", "period": 2026, "respondent": HOSTILE, "note": HOSTILE}
    return score(questionnaire, answered(questionnaire, answers, **header))


def rendered(card: Scorecard, format_name: str, code: str, width: int = 80) -> str:
    document = FORMATS[format_name].render(card, language(code))
    if isinstance(document, str):
        return document
    console = Console(width=width, markup=False, emoji=False, highlight=False, color_system=None, force_terminal=False)
    with console.capture() as captured:
        console.print(document)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


@pytest.mark.parametrize("code", list(LANGUAGES))
@pytest.mark.parametrize("format_name", list(FORMATS))
def test_the_report_is_what_it_was(format_name: str, code: str) -> None:
    """`make golden` writes these files anew; the difference is for a person to read."""
    path = GOLDEN / f"sample.{code}.{SUFFIX[format_name]}"
    text = rendered(sample(), format_name, code)
    if os.environ.get("SMARTSCORE_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("width", [60, 89, 90, 120, 200])
@pytest.mark.parametrize("code", list(LANGUAGES))
def test_without_rich_the_report_is_the_same(width: int, code: str) -> None:
    page = FORMATS["terminal"].render(sample(), language(code))
    assert isinstance(page, Page)
    assert page.plain(width, blocks=True) == rendered(sample(), "terminal", code, width)


def test_a_report_for_an_old_screen_has_no_blocks() -> None:
    page = FORMATS["terminal"].render(sample(), language("en"))
    assert isinstance(page, Page)
    text = page.plain(80, blocks=False)
    assert not any(sign in text for sign in "█▒░─")
    assert re.search(r"^#+=*\.*$", text, re.MULTILINE)


def test_a_pipe_gets_colours_only_where_they_are_asked_for(smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm-256color")
    plain = smartscore("report", "example:contoh-kabupaten", "--lang", "en").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = smartscore("report", "example:contoh-kabupaten", "--lang", "en").out
    assert "\x1b[1m" in coloured
    assert "\x1b" not in plain
    without = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in without.splitlines()] == plain.splitlines()


@pytest.mark.parametrize("format_name", ["terminal", "markdown"])
def test_nothing_in_a_report_steers_a_terminal(format_name: str) -> None:
    text = rendered(sample(), format_name, "en")
    assert not any(sign in text for sign in ("\x1b", "\u202e"))
    assert "[/red]" in text.replace("\\", "")


def test_markdown_tables_keep_their_columns() -> None:
    """Every row of a table has as many unescaped bars as its head."""
    lines = rendered(sample(), "markdown", "en").splitlines()
    bars = [line.replace("\\|", "").count("|") if line.startswith("|") else 0 for line in lines]
    for before, after in pairwise(bars):
        assert before == after or 0 in (before, after)


def test_markdown_holds_no_html_and_no_link() -> None:
    text = rendered(sample(), "markdown", "en")
    assert "<script>" not in text.replace("\\<", "")
    assert "](" not in text.replace("\\]", "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_headings_are_whole_in_a_narrow_window(code: str) -> None:
    """Wrapped where they are longer than a line, with the rule behind the last one."""
    words = LANGUAGES[code]
    text = " ".join(rendered(sample(), "terminal", code, 60).split())
    titles = [words(key) for key in words.texts if key.startswith("section.")]
    shown = [title for title in titles if f"{title} ───" in text]
    assert words("section.unmet") in shown
    assert len(shown) >= 10
    assert "… ─" not in text


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("code", list(LANGUAGES))
def test_no_line_is_wider_than_the_window(width: int, code: str) -> None:
    text = rendered(sample(), "terminal", code, width)
    assert (
        max(Console(width=999).render_str(line, markup=False, emoji=False).cell_len for line in text.splitlines())
        <= width
    )


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_the_report_of_little_says_what_it_cannot_say(code: str) -> None:
    """Manggarai 2021: two answers give no level; the interval comes before the index.

    Each is one of six in its area, one of three in its dimension, one of six: together 2 x 1/108 = 1/54 of the weight.
    """
    card = score(load_questionnaire("indonesia-smart-city", code), read_sheet("example:manggarai-2021"))
    text = " ".join(rendered(card, "markdown", code).split())
    expected = {
        "en": (
            "0.2 to 98.3; the 2 known answers alone would give 10.0",
            "No level is given: only 2 % of what applies is known",
        ),
        "id": ("0,2 sampai 98,3; 2 jawaban yang diketahui saja memberi 10,0", "Tingkat belum diberikan: baru 2 %"),
    }[code]
    assert all(part in text.replace("\N{NO-BREAK SPACE}", " ") for part in expected)
    assert card.strengths == ()


def test_rounding_never_shows_a_level_that_is_not_reached() -> None:
    """Weights 599 and 2: (599 x 40 + 2 x 20) / 601 = 39.93; with 5,999 it is 39.993 and needs a second decimal."""
    for weight, shown in ((599, "39.9"), (5999, "39.99"), (59999, "39.999")):
        questionnaire = make(dimension("one", level_question("a", weight=weight), level_question("b", weight=2)))
        card = score(questionnaire, answered(questionnaire, {"a": 2, "b": 1}))
        assert f"| Index (0-100) | {shown} |" in rendered(card, "markdown", "en")
        assert card.overall.result is not None
        assert card.overall.result.level == 1


def test_a_short_form_says_so_in_every_format_for_people() -> None:
    questionnaire = make(dimension("one", level_question("a", quick=True), level_question("b")))
    card = score(questionnaire, answered(questionnaire, {"a": 3}, form="quick"))
    for format_name in ("terminal", "markdown"):
        assert "SHORT FORM, 1 question:" in rendered(card, format_name, "en")


def test_every_result_of_a_short_form_says_so(tmp_path: Path, smartscore: Run) -> None:
    """Nothing is known of the short form, so 50 and level 1 are not reached."""
    quick = [question.id for question in load_questionnaire("indonesia-smart-city", "en").asked("quick")]
    text = sheet_text("".join(f"  {name}: unknown\n" for name in quick), form="quick")
    sheet = tmp_path / "quick.answers.yaml"
    sheet.write_text(text, "utf-8")
    for node in ("overall", "governance", quick[0]):
        shown = smartscore("explain", sheet, node, "--lang", "en").out
        assert f"({node}): ? (within the short form)" in " ".join(shown.split())
    refused = smartscore("report", sheet, "--fail-under", "50", "--fail-under-level", "1", "--lang", "en")
    assert refused.code == 1
    assert refused.err.count("within the short form") == 2
    assert "dalam lingkup formulir singkat" in smartscore("explain", sheet, "overall", "--lang", "id").out


@pytest.mark.parametrize(("code", "said"), [("en", "present, not yet accepted"), ("id", "ada, belum diterima")])
def test_a_document_that_no_assessor_has_accepted_is_not_called_just_present(code: str, said: str) -> None:
    questionnaire = make(dimension("one", level_question("a", evidence={1: [{"id": "decree", "name": "Decree"}]})))
    answer = {"level": 1, "evidence": [{"reference": "Decree 1", "proves": ["decree"]}]}
    card = score(questionnaire, answered(questionnaire, {"a": answer}, assessed=True))
    for format_name in ("terminal", "markdown"):
        assert f"Decree ({said})" in rendered(card, format_name, code)


def test_a_gain_is_never_nothing() -> None:
    """One level of one question among 1,000 alike: 20 / 1,000 = 0.02 points."""
    assert phrases.points(Fraction(2, 100), language("en")) == "+0.02"
    assert phrases.points(Fraction(2, 100), language("id")) == "+0,02"
    assert phrases.points(Fraction(0), language("en")) == "+0.0"


def test_more_than_the_mark_reads_as_more_than_the_mark() -> None:
    """Of weights 7,996 and 2,004 the second does not apply: 20.04 %, more than the 20 % that are allowed."""
    questionnaire = make(dimension("one", level_question("a", weight=7996), level_question("b", weight=2004)))
    card = score(questionnaire, answered(questionnaire, {"a": 3, "b": {"state": "not_applicable", "reason": "No sea"}}))
    text = rendered(card, "markdown", "en").replace("\N{NO-BREAK SPACE}", " ")
    assert "more than 20 % of a dimension" in text
    assert "20.04 % does not apply" in text


def test_deeper_areas_stand_below_theirs_in_the_table() -> None:
    inner = {"id": "inner", "name": "Inner", "questions": [level_question("a")]}
    outer = {"id": "outer", "name": "Outer", "groups": [inner]}
    tiers = [{"id": name, "name": name.title()} for name in ("overall", "dimension", "area", "part")]
    questionnaire = make({"id": "one", "name": "One", "groups": [outer]}, tiers=tiers)
    text = rendered(score(questionnaire, answered(questionnaire, {"a": 3})), "markdown", "en")
    assert "| One | Outer |" in text
    assert "| One | – Inner |" in text


def test_coverage_below_a_mark_does_not_read_as_the_mark() -> None:
    """Known are 8,496 of 10,000: 84.96 % is less than the 85 % below which a level is provisional."""
    questionnaire = make(dimension("one", level_question("a", weight=8496), level_question("b", weight=1504)))
    card = score(questionnaire, answered(questionnaire, {"a": 3}))
    assert phrases.coverage(card, card.overall.coverage, language("en")) == "84.96\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "no evidence was given, so an answer counts here only as far as none is asked for"),
        ("id", "belum ada bukti dukung, jadi jawaban di sini hanya dihitung sejauh yang tidak meminta bukti"),
    ],
)
@pytest.mark.parametrize("format_name", ["terminal", "markdown"])
def test_what_is_supported_without_any_evidence_is_explained(code: str, said: str, format_name: str) -> None:
    """Level 1 asks for nothing, so 20 of the claimed 60 are supported by nothing."""
    asked = make(dimension("office", level_question("roads", evidence={2: [{"id": "list", "name": "The list"}]})))
    item = {"kind": "plan", "reference": "The list", "proves": ["list"]}

    def told(answer: object) -> str:
        return " ".join(rendered(score(asked, answered(asked, {"roads": answer})), format_name, code).split())

    assert said in told(3)
    assert said in told(2)
    assert said not in told(1)  # all of it is supported
    assert said not in told({"level": 3, "evidence": [item]})
