"""What the program says: complete catalogues, every text used and used rightly, numbers and dates, safe signs."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest
from conftest import dimension, level_question, questionnaire_data
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core.core_schema import ErrorType

import smartscore as package
from smartscore.answers import EvidenceKind, EvidenceStatus, Role, State
from smartscore.cli.batch_rows import COUNTED
from smartscore.cli.introduction import INTRODUCED, PROFILE
from smartscore.cli.shell import Shell
from smartscore.errors import Fault, SmartscoreError, unknown
from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheets import read_sheet
from smartscore.files.validation import KEYS, validate
from smartscore.language import LANGUAGES, Language, english, indonesian, language, one_line, printable
from smartscore.overviews import FORMATS as OVERVIEWS
from smartscore.plans.compiling import compile_plan
from smartscore.questionnaire import Form, Questionnaire, Rule
from smartscore.questions import KINDS
from smartscore.questions.yes_no import YesNoQuestion
from smartscore.reports import FORMATS
from smartscore.scoring import score
from smartscore.scoring.scorecard import ActionReason, CapKind, Doubt, NoLevel
from smartscore.tables import formats as tables

SOURCE = Path(package.__file__).parent
NAMESPACES = {key.split(".")[0] for key in english.TEXTS}
PLURALS = {key for key in english.TEXTS if key.endswith(".one")}


# The source, read as syntax.


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of ours except the catalogues."""
    files = [file for file in SOURCE.rglob("*.py") if "language" not in file.relative_to(SOURCE).parts]
    return {str(file.relative_to(SOURCE)): ast.parse(file.read_text("utf-8")) for file in files}


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def functions() -> Iterator[tuple[str, ast.AST]]:
    """Yield every function and method with its module's name; a call belongs to the innermost one."""
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield module, node


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of the functions so named that have at least one positional argument."""
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and name_of(node) in names:
                yield module, node


def literals(node: ast.expr) -> list[str]:
    """Return the texts that an argument can be: one literal, or either of a conditional expression."""
    if isinstance(node, ast.IfExp):
        return [*literals(node.body), *literals(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def prefix(node: ast.expr) -> str | None:
    """Return the beginning of an f-string; None for anything else."""
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return str(node.values[0].value)
    return None


TAKES_A_KEY = ("words", "Fault", "refuse", "_refuse", "mistake", "unknown", "of", "_file_error", "_warning", "_heading")


def constants() -> set[str]:
    """Return every text in the source that looks like a key: two or more words with points, the first a namespace."""
    return {
        node.value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.split(".")[0] in NAMESPACES
        and all(part.isidentifier() for part in node.value.split("."))
        and "." in node.value
        and not node.value.endswith("_")  # the beginning of an f-string
    }


def members(literal: Any) -> tuple[str, ...]:
    return tuple(str(member) for member in get_args(literal))


def test_a_locale_without_a_language_stops_the_search() -> None:
    """LC_ALL=C overrides LANG, as everywhere; nothing else says a language, so the fallback is spoken."""
    assert Shell({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}).speak() == "id"
    assert Shell({"LANG": "en_GB.UTF-8"}).speak() == "en"


class Recording(dict[str, str]):
    """A catalogue that remembers what was taken from it."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts)
        self.taken: set[str] = set()

    def __getitem__(self, key: str) -> str:
        """Return a text, and note its key."""
        self.taken.add(key)
        return super().__getitem__(key)


@cache
def columns() -> frozenset[str]:
    """Return the column headings that the reports and tables of an example take."""
    recording = Recording(english.TEXTS)
    words = replace(LANGUAGES["en"], texts=recording)
    card = score(load_questionnaire("indonesia-smart-city", "en"), read_sheet("example:contoh-kabupaten"))
    from rich.console import Console

    for kind in FORMATS.values():
        Console(width=140, quiet=True).print(kind.render(card, words))
    shipped = load_questionnaire("indonesia-smart-city", "en")
    tables._head(tables.Columns.of(compile_plan(shipped, "full")), words)
    for overview in OVERVIEWS.values():
        Console(width=140, quiet=True).print(overview.render(shipped, words))
    return frozenset(key.removeprefix("column.") for key in recording.taken if key.startswith("column."))


def families() -> dict[str, tuple[str, ...]]:
    """Return the keys that the source puts together, by their beginning, from the types the endings come from."""
    severities = members(Fault.__annotations__["severity"])
    choices = [choice.text for choice in YesNoQuestion(id="x", kind="yes_no", ask="?").choices()]
    return {
        "rule.": tuple(rule.value for rule in Rule),
        "state.": tuple(state.value for state in State),
        "role.": members(Role),
        "form.": members(Form),
        "form.short_": members(Form),
        "batch.what_": COUNTED,
        "kind.": members(EvidenceKind),
        "question_kind.": tuple(KINDS),
        "evidence.": tuple(status.value for status in EvidenceStatus),
        "missing.": tuple(status.value for status in EvidenceStatus if status is not EvidenceStatus.ACCEPTED),
        "answer.": tuple(choices),
        "report.none_": members(NoLevel),
        "report.doubt_": members(Doubt),
        "report.cap_": tuple(kind for kind in members(CapKind) if kind != "weakest_dimension"),
        "action.": (
            *(reason for reason in members(ActionReason) if reason != "find_out"),
            *(f"find_out_{reason}" for reason in ("must_have", "find_out")),
        ),
        "column.": tuple(columns()),
        "check.": severities,
        "interview.ask_": INTRODUCED,
        "profile.ask_": tuple(PROFILE),
    }


# The catalogues.


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


class TestCatalogues:
    def test_both_languages_have_the_same_keys_except_for_plurals(self) -> None:
        """Indonesian nouns have no plural, so `.one` stands in English only."""
        assert set(english.TEXTS) - PLURALS == {key for key in indonesian.TEXTS if not key.endswith(".one")}

    def test_a_plural_has_a_text_that_it_is_the_singular_of(self) -> None:
        assert {key.removesuffix(".one") for key in PLURALS} <= set(english.TEXTS)

    def test_both_languages_fill_the_same_gaps(self) -> None:
        shared = set(english.TEXTS) & set(indonesian.TEXTS)
        assert [key for key in shared if gaps(english.TEXTS[key]) != gaps(indonesian.TEXTS[key])] == []

    def test_a_singular_fills_no_gap_that_its_plural_does_not(self) -> None:
        texts = english.TEXTS
        assert [key for key in PLURALS if not gaps(texts[key]) <= gaps(texts[key.removesuffix(".one")])] == []

    @pytest.mark.parametrize("catalogue", [english, indonesian], ids=["en", "id"])
    def test_no_key_stands_in_two_files_of_a_language(self, catalogue: Any) -> None:
        parts = [part.TEXTS for part in catalogue.PARTS]
        assert sum(len(part) for part in parts) == len(catalogue.TEXTS)

    @pytest.mark.parametrize("name", [part.__name__.rpartition(".")[2] for part in english.PARTS])
    def test_both_languages_have_each_key_in_the_same_file(self, name: str) -> None:
        assert set(getattr(english, name).TEXTS) - PLURALS == set(getattr(indonesian, name).TEXTS)

    def test_every_key_in_the_source_has_a_text(self) -> None:
        assert constants() - set(english.TEXTS) == set()

    def test_every_literal_key_of_a_call_has_a_text(self) -> None:
        """Also catches keys that do not look like one."""
        used = {key for _, call in calls(*TAKES_A_KEY) for key in literals(call.args[0])}
        assert used - set(english.TEXTS) == set()

    def test_every_family_of_keys_in_the_source_is_known_here(self) -> None:
        found = {text for _, call in calls("words", "Fault", "refuse", "mistake") if (text := prefix(call.args[0]))}
        assert found == set(families())

    @pytest.mark.parametrize("start", sorted(families()))
    def test_every_key_of_a_family_has_a_text(self, start: str) -> None:
        wanted = {f"{start}{end}" for end in families()[start]}
        assert wanted - set(english.TEXTS) == set()
        assert wanted - set(indonesian.TEXTS) == set()

    @pytest.mark.parametrize("code", list(LANGUAGES))
    def test_every_fault_says_what_to_do(self, code: str) -> None:
        """A message is place, problem and next step: after the problem there is at least one more sentence."""
        kinds = ("document.", "fault.", "answer.", "warning.", "write.")
        texts = {key: text for key, text in LANGUAGES[code].texts.items() if key.startswith(kinds)}
        alone = {key for key, text in texts.items() if not re.search(r"[.:?;)] [A-Z({]", text)}
        assert alone <= {"answer.yes", "answer.no"}

    def test_no_text_is_unused(self) -> None:
        made = {f"{start}{end}" for start, ends in families().items() for end in ends}
        near = {f"{key}.near" for _, call in calls("unknown") for key in literals(call.args[0])}
        assert set(english.TEXTS) - PLURALS - constants() - made - near == set()

    def test_a_name_that_is_unknown_has_a_text_with_and_without_a_suggestion(self) -> None:
        keys = {key for _, call in calls("unknown") for key in literals(call.args[0])}
        assert len(keys) > 10
        assert {f"{key}.near" for key in keys} - set(english.TEXTS) == set()
        suggesting = {key for key in english.TEXTS if key.endswith(".near")}
        assert suggesting - {f"{key}.near" for key in keys} == {"fault.key_unknown.near"}

    def test_nothing_known_is_not_listed_as_nothing(self) -> None:
        """A question that asks for no evidence: "It asks for: ." says nothing."""
        text = unknown("fault.evidence_unknown", "decree", []).text(LANGUAGES["en"])
        assert not text.endswith(": .")


def given_names(call: ast.Call) -> set[str] | None:
    """Return the names that a call gives its text, by keyword or in a literal dict; None where they are elsewhere."""
    if name_of(call) in ("Fault", "_warning"):
        params = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
        if not isinstance(params, ast.Dict) or None in params.keys:
            return None
        return {ast.literal_eval(key) for key in params.keys if key}
    names = {word.arg or "**" for word in call.keywords}
    return None if "**" in names else names


class TestGaps:
    """Every literal key is called with what its text needs; a KeyError at run time would be a bug of ours."""

    def test_a_call_gives_what_its_text_needs(self) -> None:
        checked, lacking = 0, []
        for module, call in calls(*TAKES_A_KEY):
            names = given_names(call)
            if names is None or name_of(call) == "unknown":
                continue
            for key in literals(call.args[0]):
                checked += 1
                if gaps(english.TEXTS[key]) - names:
                    lacking.append(f"{module}:{call.lineno}: {key}")
        assert checked > 200
        assert lacking == []

    def test_an_unknown_name_gives_what_both_its_texts_need(self) -> None:
        lacking = []
        for module, call in calls("unknown"):
            more = {str(word.arg) for word in call.keywords}
            for key in literals(call.args[0]):
                if gaps(english.TEXTS[key]) - more - {"name", "known"}:
                    lacking.append(f"{module}:{call.lineno}: {key}")
                if gaps(english.TEXTS[f"{key}.near"]) - more - {"name", "near"}:
                    lacking.append(f"{module}:{call.lineno}: {key}.near")
        assert lacking == []

    @pytest.mark.parametrize("kind", sorted(KEYS))
    def test_a_text_for_pydantics_errors_needs_only_what_validation_gives(self, kind: str) -> None:
        assert gaps(english.TEXTS[KEYS[kind]]) <= {"value", "known", "limit", "message", "name"}


class TestValidationErrors:
    def test_every_error_type_exists_in_pydantic(self) -> None:
        assert set(KEYS) - set(get_args(ErrorType)) == set()

    def test_every_error_type_has_a_text_in_both_languages(self) -> None:
        assert set(KEYS.values()) - set(english.TEXTS) == set()
        assert set(KEYS.values()) - set(indonesian.TEXTS) == set()

    @pytest.mark.parametrize(
        ("fields", "path"),
        [
            ({"scale": {"decimals": "x"}}, ("scale", "decimals")),
            ({"scale": {"decimals": Decimal("1.5")}}, ("scale", "decimals")),
        ],
    )
    def test_a_wrong_whole_number_is_told_in_our_own_words(self, fields: dict[str, Any], path: tuple[str, ...]) -> None:
        """Not as pydantic's English inside an Indonesian sentence."""
        data = questionnaire_data(dimension("one", level_question("a")))
        data["scale"] |= fields["scale"]
        _, faults = validate(Questionnaire, data)
        assert [(fault.key, fault.path) for fault in faults] == [("fault.whole_number_type", path)]

    @pytest.mark.parametrize("age", ["six", Decimal("1.5")])
    def test_a_wrong_age_of_evidence_is_told_in_our_own_words(self, age: object) -> None:
        asked = level_question("a", evidence={1: [{"id": "e", "name": "E", "max_age_months": age}]})
        _, faults = validate(Questionnaire, questionnaire_data(dimension("one", asked)))
        assert "fault.whole_number_type" in [fault.key for fault in faults]
        assert "fault.other" not in [fault.key for fault in faults]

    def test_a_wrong_level_of_evidence_is_told_in_our_own_words(self) -> None:
        asked = level_question("a", evidence={"one": [{"id": "e", "name": "E"}]})
        _, faults = validate(Questionnaire, questionnaire_data(dimension("one", asked)))
        assert "fault.other" not in [fault.key for fault in faults]

    def test_one_mistake_in_a_question_is_one_fault(self) -> None:
        """Not also "dimensions: this list is too short", which pydantic adds because the list lost its bad item."""
        asked = level_question("a", wieght=2)
        _, faults = validate(Questionnaire, questionnaire_data(dimension("one", asked)))
        place = ("dimensions", 0, "questions", 0, "wieght")
        assert faults == [Fault("fault.key_unknown.near", {"name": "wieght", "near": "weight"}, place)]

    def test_a_pair_with_one_number_is_too_short(self) -> None:
        """Not: “1” is missing."""
        asked = {"id": "n", "kind": "number", "ask": "?", "unit": "%", "valid": [0], "thresholds": [1, 2, 3, 4, 5]}
        _, faults = validate(Questionnaire, questionnaire_data(dimension("one", asked)))
        assert ("fault.list_too_short", ("dimensions", 0, "questions", 0, "valid")) in [
            (fault.key, fault.path) for fault in faults
        ]


# Numbers, dates, gaps.

EN, ID = LANGUAGES["en"], LANGUAGES["id"]


class TestNumbers:
    @pytest.mark.parametrize(
        ("words", "value", "places", "text"),
        [
            (EN, "3.31", 2, "3.31"),
            (ID, "3.31", 2, "3,31"),
            (EN, "3.315", 2, "3.32"),
            (ID, "2/3", 3, "0,667"),
            (ID, "5", 0, "5"),
            (ID, "-1.25", 1, "-1,2"),
            (EN, "1234.5", 1, "1234.5"),
            (ID, "1234.5", 1, "1234,5"),
        ],
    )
    def test_a_number_has_its_languages_decimal_sign(self, words: Language, value: str, places: int, text: str) -> None:
        assert words.number(Fraction(value), places) == text

    @pytest.mark.parametrize(
        ("value", "edge", "text"),
        [
            ("79.996", 80, "79,996"),
            ("79.94", 80, "79,9"),
            ("79.95", 80, "79,95"),
            ("79.9999", 80, "79,9999"),
            ("80", 80, "80,0"),
            ("80.04", 80, "80,0"),
            ("80.06", 80, "80,1"),
        ],
    )
    def test_an_edge_that_is_not_reached_is_not_shown(self, value: str, edge: int, text: str) -> None:
        assert ID.number(Fraction(value), 1, (Fraction(edge),)) == text

    def test_every_edge_ahead_is_looked_at(self) -> None:
        """19.96 would read 20.0 with the edges 20 and 80."""
        assert EN.number(Fraction("19.96"), 1, (Fraction(80), Fraction(20))) == "19.96"

    @given(st.fractions(0, 100, max_denominator=10**6), st.integers(1, 100), st.integers(0, 3))
    def test_no_number_reads_as_an_edge_above_it(self, value: Fraction, edge: int, places: int) -> None:
        shown = Fraction(EN.number(value, places, (Fraction(edge),)))
        assert (shown >= edge) == (value >= edge)

    @pytest.mark.parametrize(
        ("words", "share", "places", "text"),
        [
            (EN, "2/3", 0, "67\u00a0%"),
            (ID, "2/3", 1, "66,7\u00a0%"),
            (EN, "1", 0, "100\u00a0%"),
            (EN, "0", 0, "0\u00a0%"),
        ],
    )
    def test_a_share_is_written_in_percent(self, words: Language, share: str, places: int, text: str) -> None:
        assert words.percent(Fraction(share), places) == text

    def test_a_share_below_its_mark_does_not_show_the_mark(self) -> None:
        """0.848 would read 85 % with the mark at 85 %, and 299/300 would read 100 %."""
        assert EN.percent(Fraction("0.848"), 0, (Fraction("0.85"),)) == "84.8\u00a0%"
        assert ID.percent(Fraction(299, 300), 0, (Fraction(1),)) == "99,7\u00a0%"

    @pytest.mark.parametrize(
        ("value", "english_text", "indonesian_text"),
        [
            (Fraction(1, 4), "0.25", "0,25"),
            (Fraction(2, 3), "2/3", "2/3"),
            (Fraction(40), "40", "40"),
            ((Fraction(1, 2), 3, "a.b"), "0.5, 3, a.b", "0,5, 3, a.b"),
            (["x", "y"], "x, y", "x, y"),
            ("1.5", "1.5", "1.5"),
            (7, "7", "7"),
        ],
    )
    def test_what_fills_a_gap_has_the_languages_signs(
        self, value: object, english_text: str, indonesian_text: str
    ) -> None:
        assert (EN.value(value), ID.value(value)) == (english_text, indonesian_text)

    def test_a_fault_shows_its_numbers_in_its_language(self) -> None:
        fault = Fault(
            "answer.number_range",
            {"value": Fraction("100.5"), "low": Fraction(0), "high": Fraction("99.5"), "unit": "%"},
            ("answers", "q"),
            "x.yaml",
            3,
            5,
        )
        assert fault.text(EN) == (
            "x.yaml:3:5: answers.q: 100.5 is outside what can be true: 0 to 99.5 %. Check the number."
        )
        assert fault.text(ID).startswith("x.yaml:3:5: answers.q: 100,5 di luar yang mungkin benar: 0 sampai 99,5 %.")


class TestDates:
    @pytest.mark.parametrize(
        ("text", "english_text", "indonesian_text"),
        [
            ("2026-11-23", "23 November 2026", "23 November 2026"),
            ("2021-03-05", "5 March 2021", "5 Maret 2021"),
            ("2021-08", "August 2021", "Agustus 2021"),
            ("2021-01-01", "1 January 2021", "1 Januari 2021"),
            ("2021-12-31", "31 December 2021", "31 Desember 2021"),
            ("2021", "2021", "2021"),
        ],
    )
    def test_dates_are_written_out(self, text: str, english_text: str, indonesian_text: str) -> None:
        assert (EN.date(text), ID.date(text)) == (english_text, indonesian_text)


class TestTexts:
    def test_one_of_something_is_singular_where_the_language_has_it(self) -> None:
        assert EN("interview.set", count=1) == "1 answer set."
        assert EN("interview.set", count=2) == "2 answers set."
        assert EN("interview.set", count=0) == "0 answers set."
        assert ID("interview.set", count=1) == "1 jawaban diisi."

    def test_braces_in_a_value_stay_as_they_are(self) -> None:
        assert EN("report.note", note="{count} {") == "Note: {count} {"

    def test_braces_in_a_text_are_shown_once(self) -> None:
        assert "{state: not_applicable, reason: ...}" in EN("blank.how")
        assert "{{" not in EN("blank.how")

    def test_an_unknown_key_is_a_bug(self) -> None:
        with pytest.raises(KeyError, match=r"no\.such"):
            EN("no.such")

    def test_a_key_can_be_asked_for(self) -> None:
        assert "report.title" in EN
        assert "no.such" not in EN

    def test_a_language_that_the_program_does_not_speak_gets_english_words(self) -> None:
        assert language("fr") is EN
        assert language("id") is ID

    def test_an_error_says_itself_in_english(self) -> None:
        error = SmartscoreError([Fault("document.not_utf8", {}, (), "a.yaml", 2, 7), Fault("document.empty")])
        assert str(error) == (
            "a.yaml:2:7: this is not UTF-8 text. Save the file as UTF-8.\n"
            "the file is empty. Begin one with: smartscore questionnaires blank -o FILE"
        )

    def test_a_name_nearly_right_is_suggested(self) -> None:
        fault = unknown("usage.questionnaire", "indonesia-smartcity", ["indonesia-smart-city"])
        assert fault.text(EN) == (
            "there is no questionnaire “indonesia-smartcity”. Did you mean “indonesia-smart-city”?"
        )

    def test_a_name_far_from_all_gets_the_list(self) -> None:
        fault = unknown("usage.example", "zzz", ["a", "b"])
        assert fault.text(ID) == "tidak ada contoh “zzz”. Yang ada: a, b."

    def test_a_long_list_of_names_is_cut(self) -> None:
        fault = unknown("usage.example", "zzz", [f"n{number}" for number in range(21)])
        assert fault.text(EN).endswith("n18, n19, ....")
        assert "n20" not in fault.text(EN)

    def test_a_fault_cannot_steer_the_terminal(self) -> None:
        fault = Fault("document.key_twice", {"key": "\x1b[2J"}, ("a\x1b",), "f\x1b.yaml")
        assert fault.text(EN) == (
            "f\\x1b.yaml: a\\x1b: the key “\\x1b[2J” stands here a second time. Delete one of the two."
        )


# Signs.


class TestPrintable:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
            ("bell\x07", "bell\\x07"),
            ("back\x08", "back\\x08"),
            ("nul\x00", "nul\\x00"),
            ("del\x7f", "del\\x7f"),
            ("c1\x9b31m", "c1\\x9b31m"),
            ("a\rb", "a\\x0db"),
            ("\u202egnp.exe", "\\u202egnp.exe"),
            ("\u2066x\u2069", "\\u2066x\\u2069"),
            ("a\u200fb\u061c", "a\\u200fb\\u061c"),
            ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
            ("\ud800", "\\ud800"),
        ],
    )
    def test_what_could_steer_a_terminal_is_written_out(self, text: str, shown: str) -> None:
        assert printable(text) == shown

    @pytest.mark.parametrize(
        "text",
        [
            "plain",
            "two\nlines\tand a tab",
            "é ü ñ",
            "مرحبا بالعالم",
            "שלום",
            "👩‍👩‍👧‍👦 ❤️ 🇮🇩",
            "日本語",
            "[/red] | <script>",
            "\N{NO-BREAK SPACE}",
            "",
        ],
    )
    def test_letters_of_every_script_and_emoji_stay(self, text: str) -> None:
        assert printable(text) == text

    @given(st.text())
    def test_nothing_that_is_printed_steers(self, text: str) -> None:
        steering = {chr(number) for number in (*range(32), *range(127, 160))} - {"\n", "\t"}
        steering |= set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
        assert not steering & set(printable(text))

    @given(st.text())
    def test_what_is_printable_stays_so(self, text: str) -> None:
        assert printable(printable(text)) == printable(text)

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (" a \n\n b\t c ", "a b c"),
            ("a\u2028b\x85c\u00a0d", "a b c d"),
            ("a\x1bb", "a\\x1bb"),
            (" \n ", ""),
        ],
    )
    def test_one_line_folds_white_space(self, text: str, line: str) -> None:
        assert one_line(text) == line


LISTED = [f"governance-criterion-{number}" for number in range(12)]


@pytest.mark.parametrize("lang", [*LANGUAGES])
@pytest.mark.parametrize("known", [LISTED, tuple(LISTED), ", ".join(LISTED), ["plan", *LISTED], ["a" * 77, *LISTED]])
def test_long_lists_are_cut_between_names(lang: str, known: Sequence[str]) -> None:
    text = Fault("usage.format", {"name": "x", "known": known}).text(LANGUAGES[lang])
    listed = text.removesuffix(".").rpartition(": ")[2].split(", ")
    whole = known.split(", ") if isinstance(known, str) else known
    assert listed[-1] == "..."
    assert listed[:-1] == list(whole[: len(listed) - 1])
    assert len(", ".join(listed[:-1])) > 70


def test_a_list_that_fits_is_whole_and_a_name_too_long_for_it_is_cut() -> None:
    words = LANGUAGES["en"]
    assert Fault("usage.format", {"name": "x", "known": ["a" * 49, "b" * 49]}).text(words).endswith(f", {'b' * 49}.")
    assert Fault("usage.format", {"name": "x", "known": ["a" * 300, "b"]}).text(words).endswith(f": {'a' * 100}....")


def test_a_fault_of_one_thing_is_told_in_the_singular() -> None:
    told = Fault("batch.without_report", {"count": 1}).text(LANGUAGES["en"])
    assert told.startswith("1 row of a table has no report")
