"""Answer sheets: what is written is read back, by ours and by any other YAML reader; what a file may hold."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from conftest import Run, dimension, make, questionnaire_data, sheet_text
from hypothesis import given
from hypothesis import strategies as st

from smartscore.answers import Answer, EvidenceItem, EvidenceKind, EvidenceStatus, Role, Sheet, match
from smartscore.errors import DocumentError, Fault, SheetError, UsageError
from smartscore.files.documents import parse_document
from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheet_text import SCHEMA_LINES, answer_data, yaml_text
from smartscore.files.sheet_text import sheet_text as written
from smartscore.files.sheets import read_sheet, read_sheet_file, sheet_of, write_sheet
from smartscore.interview.session import Session
from smartscore.questionnaire import Form

# Any sheet there can be.

SIGNS = st.text(st.characters(exclude_categories=["Cs"]))
NOTES = st.one_of(
    SIGNS.filter(bool),
    st.sampled_from(
        [
            "no",
            "null",
            "12:30",
            "2026-01-02",
            "1_000",
            "0o17",
            "- a\n- b",
            "a: b",
            "# no comment",
            "'",
            '"',
            " leading",
            "trailing ",
            "\n",
            "two\n\nlines\n",
            "tab\there",
            "[/red] | <script>alert(1)</script> =1+1",
            "\x1b[31mred\x1b[0m \x00 \x7f \x85",
            "مرحبا \u202egnp.exe",
            "👩‍👩‍👧‍👦 ❤️",
            "x" * 300,
            "word " * 60,
            "%YAML 1.1",
            "---",
            "...",
            "&a *b !c",
            "\ufeff",
            "\ufffe\uffff",
            "a\r\nb\rc",
        ]
    ),
)
LINES = SIGNS.map(lambda text: f"x{text}")
IDS = st.one_of(
    st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,3}", fullmatch=True),
    st.sampled_from(["no", "yes", "on", "null", "true", "y", "e5"]),
)
UNEVEN = st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=3).filter(lambda d: d % 1)
LEVELS = st.integers(0, 100)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


def without_none(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


EVIDENCE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(get_args(EvidenceKind)),
        "reference": LINES,
        "date": maybe(st.sampled_from(["2026", "2026-11", "2026-11-23", "0001-01-01"])),
        "quality": maybe(st.integers(1, 6)),
        "status": st.sampled_from([status.value for status in EvidenceStatus]),
        "proves": st.lists(IDS, max_size=3),
    }
).map(without_none)

VALUES = st.one_of(
    LEVELS.map(lambda level: {"level": level}),
    UNEVEN.map(lambda number: {"number": number}),
    st.lists(IDS, max_size=4).map(lambda criteria: {"criteria": criteria}),
    st.booleans().map(lambda yes: {"yes": yes}),
    IDS.map(lambda option: {"option": option}),
    st.sampled_from([{"state": "unknown"}, {"state": "waiting"}]),
    LINES.map(lambda reason: {"state": "not_applicable", "reason": reason}),
    st.just({}),
)
FULL = st.tuples(VALUES, maybe(NOTES), st.lists(EVIDENCE, max_size=2)).map(
    lambda parts: without_none({**parts[0], "note": parts[1], "evidence": parts[2] or None})
)
SHORT = st.one_of(
    st.none(), LEVELS, UNEVEN, st.booleans(), IDS, st.sampled_from(["unknown", "waiting"]), st.lists(IDS, max_size=4)
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    header = {
        "form": draw(st.sampled_from(get_args(Form))),
        "role": draw(st.sampled_from(get_args(Role))),
        "assessed": draw(st.booleans()),
        "language": draw(maybe(IDS)),
        "region": draw(maybe(LINES)),
        "period": draw(maybe(st.one_of(LINES, st.integers(1900, 2100), st.just("2026")))),
        "respondent": draw(maybe(LINES)),
        "note": draw(maybe(NOTES)),
    }
    questionnaire = {"id": draw(IDS), "version": "1.20.3"}
    answers = draw(st.dictionaries(IDS, st.one_of(SHORT, FULL), max_size=4))
    data = {"format": "smartscore-answers/1", "questionnaire": questionnaire, **header, "answers": answers}
    return Sheet.model_validate(data)


def read(text: str) -> Sheet:
    return sheet_of(parse_document(text.encode(), "x.answers.yaml")).sheet


NUMBER = {"id": "n", "kind": "number", "ask": "?", "unit": "%", "valid": [0, 100], "thresholds": [10, 20, 30, 40, 50]}


class TestRoundTrip:
    @given(sheets())
    def test_what_is_written_is_read_back(self, sheet: Sheet) -> None:
        assert read(written(sheet)).model_dump() == sheet.model_dump()

    @given(sheets())
    def test_the_layout_is_canonical(self, sheet: Sheet) -> None:
        assert written(read(written(sheet))) == written(sheet)

    @given(sheets())
    def test_any_other_yaml_reader_sees_the_same_texts(self, sheet: Sheet) -> None:
        """`yaml.safe_load` reads YAML 1.1."""
        data = yaml.safe_load(written(sheet))
        assert data.get("note") == sheet.note
        assert (data["region"], data["period"], data["respondent"]) == (sheet.region, sheet.period, sheet.respondent)
        assert list(data["answers"]) == list(sheet.answers)
        for key, answer in sheet.answers.items():
            if answer.note is not None:
                assert data["answers"][key]["note"] == answer.note
            if answer.reason is not None:
                assert data["answers"][key]["reason"] == answer.reason
            if answer.evidence:
                references = [item["reference"] for item in data["answers"][key]["evidence"]]
                assert references == [item.reference for item in answer.evidence]

    @given(sheets())
    def test_the_digest_of_what_was_read_does_not_depend_on_who_wrote_it(self, sheet: Sheet) -> None:
        text = written(sheet)
        assert read(f"# a comment\n\n{text}\n# another\n").digest == read(text).digest

    @given(NOTES)
    def test_a_file_on_the_disk_holds_any_note(self, note: str) -> None:
        answers = {"q": {"level": 3, "note": note}}
        data = {"format": "smartscore-answers/1", "questionnaire": {"id": "q", "version": "1.0.0"}, "answers": answers}
        path = Path("x.answers.yaml")
        write_sheet(path, Sheet.model_validate(data))
        assert read_sheet(path).answers["q"].note == note

    @pytest.mark.parametrize(
        "number", ["30", "5.0", "100.00", "0.0", "-7.0", "1E+3", "0.5", "1e-13", "0.12345678901234567", "1e30"]
    )
    @pytest.mark.parametrize("form", ["q: {}", "q: {{number: {}}}", "q: {{number: {}, note: x}}"])
    def test_every_number_that_a_file_may_hold_is_written_and_read_back(self, number: str, form: str) -> None:
        sheet = read(sheet_text(f"  {form.format(number)}\n"))
        again = read(written(sheet)).answers["q"]
        given_back = again.short if again.number is None else again.number
        assert given_back == Decimal(number)

    def test_a_comment_beside_a_whole_number_does_not_spoil_the_sheet(self) -> None:
        """The interview answers a number with 30, then adds a comment; the file is then read again."""
        questionnaire = make(dimension("one", NUMBER))
        source = {"id": questionnaire.id, "version": questionnaire.version}
        empty = Sheet.model_validate({"format": "smartscore-answers/1", "questionnaire": source})
        session = Session.begin(questionnaire, empty).type("30").back().comment("counted in May")
        assert read(written(session.sheet)).answers["n"] == Answer(number=Decimal(30), note="counted in May")

    @pytest.mark.parametrize("typed", ["30", "30.0", "30,0"])
    def test_a_number_that_was_typed_can_be_reported(self, smartscore: Run, typed: str) -> None:
        """30 reaches the thresholds 10, 20 and 30: level 3."""
        Path("own").mkdir()
        Path("own", "questionnaire.yaml").write_text(json.dumps(questionnaire_data(dimension("one", NUMBER))))
        smartscore("assess", "x.answers.yaml", "--no-input", "--set", f"n={typed}", "-q", "own", "--lang", "en")
        ran = smartscore("report", "x.answers.yaml", "-f", "json", "-q", "own", "--lang", "en")
        assert (ran.code, ran.err) == (0, "")
        (question,) = json.loads(ran.out)["questions"]
        assert (question["answer"], question["level"]) == ("30", 3)


class TestText:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("1.2345678901234567890123456789", "1.2345678901234567890123456789"),
            ("1.23456789012345678901234567891", "1.23456789012345678901234567891"),
            ("2.50", "2.5"),
            ("3E+1", "30"),
        ],
    )
    def test_a_number_keeps_every_digit_but_zeros_at_its_end(self, number: str, text: str) -> None:
        assert yaml_text({"a": Decimal(number)}) == f"a: {text}\n"

    def test_a_sheet_is_written_like_this(self) -> None:
        sheet = Sheet.model_validate(
            {
                "format": "smartscore-answers/1",
                "questionnaire": {"id": "q", "version": "1.0.0"},
                "form": "quick",
                "assessed": True,
                "language": "id",
                "region": "Kabupaten Contoh",
                "period": 2026,
                "answers": {
                    "a": 3,
                    "b": Decimal("12.50"),
                    "c": ["x", "z"],
                    "d": "no",
                    "e": "unknown",
                    "f": None,
                    "g": {"state": "not_applicable", "reason": "no coast"},
                    "h": {
                        "level": 2,
                        "note": "yes",
                        "evidence": [
                            {"reference": "SK 1", "date": "2026-11", "quality": 1, "proves": ["decree"]},
                            {"kind": "news", "reference": "https://x.id", "status": "returned"},
                        ],
                    },
                },
            }
        )
        assert written(sheet) == SCHEMA_LINES + (
            "format: smartscore-answers/1\n"
            "questionnaire:\n"
            "  id: q\n"
            "  version: 1.0.0\n"
            "form: quick\n"
            "role: self\n"
            "assessed: true\n"
            "language: id\n"
            "region: Kabupaten Contoh\n"
            "period: '2026'\n"
            "respondent: null\n"
            "answers:\n"
            "  a: 3\n"
            "  b: 12.5\n"
            "  c:\n"
            "  - x\n"
            "  - z\n"
            "  d: 'no'\n"
            "  e: unknown\n"
            "  f: null\n"
            "  g:\n"
            "    state: not_applicable\n"
            "    reason: no coast\n"
            "  h:\n"
            "    level: 2\n"
            "    note: 'yes'\n"
            "    evidence:\n"
            "    - kind: document\n"
            "      reference: SK 1\n"
            "      date: 2026-11\n"
            "      quality: 1\n"
            "      proves:\n"
            "      - decree\n"
            "    - kind: news\n"
            "      reference: https://x.id\n"
            "      status: returned\n"
        )

    @pytest.mark.parametrize(
        ("answer", "data"),
        [
            (Answer(), None),
            (Answer(short=3), 3),
            (Answer(short="unknown"), "unknown"),
            (Answer(short=()), []),
            (Answer(short=("a",)), ["a"]),
            (Answer(criteria=()), {"criteria": []}),
            (Answer(yes=False), {"yes": False}),
            (Answer(level=0), {"level": 0}),
            (Answer(state="waiting"), {"state": "waiting"}),
            (Answer(note="x"), {"note": "x"}),
            (Answer(evidence=(EvidenceItem(reference="x"),)), {"evidence": [{"kind": "document", "reference": "x"}]}),
        ],
    )
    def test_an_answer_is_short_where_it_is_only_a_value_or_state(self, answer: Answer, data: object) -> None:
        assert answer_data(answer) == data

    def test_a_sheet_without_answers_is_complete(self) -> None:
        text = sheet_text(region="Ruteng")
        assert read(written(read(text))).model_dump() == read(text).model_dump()


class TestReading:
    def test_what_may_be_null_or_missing(self) -> None:
        sheet = read(sheet_text(region="null", period="null", respondent="null", note="null", language="null"))
        assert (sheet.region, sheet.period, sheet.respondent, sheet.note, sheet.language) == (None,) * 5
        assert (sheet.form, sheet.role, sheet.assessed, sheet.answers) == ("full", "self", False, {})

    @pytest.mark.parametrize("period", ["2021", '"2021"', "'2021'"])
    def test_a_year_may_stand_without_quotes(self, period: str) -> None:
        assert read(sheet_text(period=period)).period == "2021"

    @pytest.mark.parametrize(
        ("text", "answer"),
        [
            ("3", Answer(short=3)),
            ("12.5", Answer(short=Decimal("12.5"))),
            ("yes", Answer(short="yes")),
            ("no", Answer(short="no")),
            ("[a, b]", Answer(short=("a", "b"))),
            ("[]", Answer(short=())),
            ("unknown", Answer(short="unknown")),
            ("waiting", Answer(short="waiting")),
            ("", Answer()),
            ("null", Answer()),
            ("{}", Answer()),
            ("{level: 3}", Answer(level=3)),
            ("{yes: true}", Answer(yes=True)),
            ("{option: cable}", Answer(option="cable")),
            ("{criteria: [a]}", Answer(criteria=("a",))),
            ("{state: unknown, note: x}", Answer(state="unknown", note="x")),
        ],
    )
    def test_an_answer_in_short_and_in_full(self, text: str, answer: Answer) -> None:
        assert read(sheet_text(f"  q: {text}\n")).answers["q"] == answer

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("{levle: 3}", "7: answers.q.levle: “levle” is not known here. Did you mean “level”?"),
            ("{level: 3.0}", "7: answers.q.level: a whole number is wanted here, not “3.0”. {whole}"),
            (
                "{level: 3 Dijalankan}",
                "7: answers.q.level: a level is written as its number, not as “3 Dijalankan”. {written}",
            ),
            ("{level: '3'}", "7: answers.q.level: a whole number is wanted here, not “3”. {whole}"),
            ("{short: 3}", "3: answers.q: “short” is no key of an answer. Write the value under the key of its kind."),
            (
                "{yes: no}",
                "7: answers.q.yes: true or false is wanted here, not “no”. Write one of the two, without quotes.",
            ),
            ("{note: 3}", "7: answers.q.note: text is wanted here, and this reads as 3. Put it in quotes."),
            ("{state: later}", "7: answers.q.state: “later” is none of: {states}. Write one of these."),
            ("{evidence: [{reference: x, date: 2026-13}]}", "33: answers.q.evidence.0.date: “2026-13” is {dates}"),
            (
                "{evidence: [{reference: x, date: 2026}]}",
                "33: answers.q.evidence.0.date: text is wanted here, and this reads as 2026. Put it in quotes.",
            ),
            ("{evidence: [{kind: decree}]}", "18: answers.q.evidence.0: “reference” is missing. Add it."),
        ],
    )
    def test_an_answer_that_is_none_is_told_with_its_place(self, line: str, message: str) -> None:
        """The header takes three lines; an answer stands on the fourth."""
        with pytest.raises(SheetError) as caught:
            sheet_of(parse_document(sheet_text(f"  q: {line}\n").encode(), "x"))
        whole = "Write it without quotes and decimals."
        lists = "`smartscore questionnaires show NAME` lists the levels of each question."
        written = f"Write a whole number such as 3; {lists}"
        states = "unknown, waiting, not_applicable"
        dates = 'no date. Write 2026-11-23, 2026-11, or "2026" in quotes.'
        assert str(caught.value) == "x:4:" + message.format(whole=whole, written=written, states=states, dates=dates)

    def test_all_faults_are_told_at_once(self) -> None:
        text = sheet_text("  a: {levle: 3}\n  b: {level: x}\n", role="boss", regio="Ruteng")
        with pytest.raises(SheetError) as caught:
            sheet_of(parse_document(text.encode(), "x"))
        assert sorted((fault.path, fault.key) for fault in caught.value.faults) == [
            (("answers", "a", "levle"), "fault.key_unknown.near"),
            (("answers", "b", "level"), "answer.level_written"),
            (("regio",), "fault.key_unknown.near"),
            (("role",), "fault.not_one_of"),
        ]

    @pytest.mark.parametrize(
        ("text", "kind", "key"),
        [
            ("", DocumentError, "document.empty"),
            ("# nothing\n", DocumentError, "document.empty"),
            ("just text", SheetError, "document.not_a_mapping"),
            ("[1, 2]", SheetError, "document.not_a_mapping"),
            ("3", SheetError, "document.not_a_mapping"),
            ("format: smartscore-questionnaire/1\ndimensions: []\n", SheetError, "fault.questionnaire_not_sheet"),
            ("format: smartscore-dimension/1\ngroups: []\n", SheetError, "fault.questionnaire_not_sheet"),
        ],
    )
    def test_what_is_no_sheet_at_all(self, text: str, kind: type[Exception], key: str) -> None:
        with pytest.raises(kind) as caught:
            sheet_of(parse_document(text.encode(), "x"))
        assert [fault.key for fault in caught.value.faults] == [key]  # type: ignore[attr-defined]

    def test_a_later_format_is_refused(self) -> None:
        text = sheet_text().replace("answers/1", "answers/2")
        with pytest.raises(SheetError) as caught:
            sheet_of(parse_document(text.encode(), "x"))
        assert str(caught.value) == (
            "x:1:1: format: “smartscore-answers/2” is none of: smartscore-answers/1. Write one of these."
        )

    def test_json_and_yaml_are_the_same_sheet(self) -> None:
        text = sheet_text("  a: 3\n  b: {level: 2, note: x}\n", region="Ruteng")
        as_json = json.dumps(yaml.safe_load(text))
        assert read(as_json).model_dump() == read(text).model_dump()
        assert read(as_json).digest == read(text).digest


class TestExamples:
    @pytest.mark.parametrize("name", ["manggarai-2021", "contoh-kabupaten"])
    def test_a_shipped_example_is_read_and_fits_its_questionnaire(self, name: str) -> None:
        sheet = read_sheet(f"example:{name}")
        questionnaire = load_questionnaire(sheet.questionnaire.id)
        responses = match(questionnaire, sheet)
        assert list(responses) == list(questionnaire.questions)
        assert sheet.questionnaire.version == questionnaire.version

    @pytest.mark.parametrize("name", ["manggarai-2021", "contoh-kabupaten"])
    def test_a_shipped_example_survives_being_written(self, name: str) -> None:
        sheet = read_sheet(f"example:{name}")
        assert read(written(sheet)).model_dump() == sheet.model_dump()

    def test_manggarai_answers_only_with_a_source(self) -> None:
        """Each answer cites its source; everything else is unknown (issue 2)."""
        sheet = read_sheet("example:manggarai-2021")
        assert {answer.given_state() for answer in sheet.answers.values()} == {"answered", "unknown"}
        assert [key for key, answer in sheet.answers.items() if answer.values() and not answer.evidence] == []
        assert [
            key
            for key, answer in sheet.answers.items()
            for item in answer.evidence
            if item.kind == "news" and item.proves
        ] == []

    def test_the_fictional_regency_shows_every_state_that_the_issue_asks_for(self) -> None:
        sheet = read_sheet("example:contoh-kabupaten")
        states = {answer.given_state().value for answer in sheet.answers.values()}
        assert {"answered", "unknown", "not_applicable"} <= states

    def test_an_example_that_there_is_not(self) -> None:
        with pytest.raises(UsageError) as caught:
            read_sheet("example:manggarai-2020")
        assert str(caught.value) == "there is no example “manggarai-2020”. Did you mean “manggarai-2021”?"

    def test_a_sheet_file_knows_its_document(self) -> None:
        Path("x.answers.yaml").write_text(sheet_text("  q: 3\n"))
        file = read_sheet_file("x.answers.yaml")
        (located,) = file.document.locate([Fault("document.empty", {}, ("answers", "q"))])
        assert located.place() == "x.answers.yaml:4:3: answers.q"
