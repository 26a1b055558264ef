"""JSON Schemas: fresh, valid, at one with what the program reads and writes, and named by every YAML file."""

import copy
import json
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Run, dimension, level_question, questionnaire_data, sheet_text
from generated import questionnaires, sheets
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from smartscore.answers import Sheet
from smartscore.files.documents import parse_document, read_document
from smartscore.files.questionnaires import QuestionnaireFiles, find, load_questionnaire, names
from smartscore.files.schemas import DIALECT, SCHEMAS, schema_file, schema_text
from smartscore.files.sheets import read_sheet
from smartscore.files.validation import validate
from smartscore.language import LANGUAGES
from smartscore.questionnaire import Questionnaire
from smartscore.scoring import score

SHIPPED = REPOSITORY / "questionnaires"
YAML_FILES = sorted(file.relative_to(REPOSITORY) for file in SHIPPED.rglob("*.yaml"))
EXAMPLES = ["manggarai-2021", "contoh-kabupaten"]
SCHEMA_OF = {
    "smartscore-questionnaire/1": "questionnaire",
    "smartscore-dimension/1": "dimension",
    "smartscore-translation/1": "translation",
    "smartscore-answers/1": "answers",
}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SHIPPED / "schemas" / schema_file(name)).read_text("utf-8")))


def plain(data: Any) -> Any:
    """Return data as a JSON reader (and an editor) has it: floats, and text for keys."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(item) for item in data]
    return float(data) if isinstance(data, Decimal | Fraction) else data


def complaints(name: str, data: Any) -> list[str]:
    """Return what the schema says against data, as paths."""
    found = validator(name).iter_errors(plain(data))
    return sorted(".".join(str(part) for part in error.absolute_path) + ": " + error.message for error in found)


def shipped(file: Path) -> Any:
    return read_document(REPOSITORY / file).data


class TestSchemas:
    @pytest.mark.parametrize("name", SCHEMAS)
    def test_the_committed_file_is_fresh(self, name: str) -> None:
        """Make it again with: smartscore questionnaires schema NAME -o questionnaires/schemas/NAME.schema.json."""
        committed = (SHIPPED / "schemas" / schema_file(name)).read_bytes().decode("utf-8")
        assert committed == schema_text(name)

    def test_no_other_file_lies_beside_them(self) -> None:
        assert {file.name for file in (SHIPPED / "schemas").iterdir()} == {schema_file(name) for name in SCHEMAS}

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_it_is_a_schema_of_draft_2020_12(self, name: str) -> None:
        schema = json.loads(schema_text(name))
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == DIALECT == "https://json-schema.org/draft/2020-12/schema"

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_every_key_is_explained(self, name: str) -> None:
        """The editor shows the description: the key's own, or that of what it refers to."""
        schema = json.loads(schema_text(name))
        parts = [schema, *schema.get("$defs", {}).values()]
        bare = [
            f"{part.get('title')}.{key}"
            for part in parts
            for key, value in part.get("properties", {}).items()
            if "description" not in value and "$ref" not in value
        ]
        assert bare == []

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_every_object_refuses_unknown_keys(self, name: str) -> None:
        schema = json.loads(schema_text(name))
        parts = [schema, *schema.get("$defs", {}).values()]
        open_ones = [part.get("title") for part in parts if part.get("properties") and part["additionalProperties"]]
        assert open_ones == []

    def test_the_short_form_is_no_key_of_an_answer(self) -> None:
        assert "short" not in json.loads(schema_text("answers"))["$defs"]["Answer"]["properties"]

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_a_command_prints_it(self, smartscore: Run, name: str) -> None:
        ran = smartscore("questionnaires", "schema", name)
        assert (ran.code, ran.out, ran.err) == (0, schema_text(name), "")

    def test_a_command_writes_it(self, smartscore: Run) -> None:
        assert smartscore("questionnaires", "schema", "answers", "-o", "a.schema.json").code == 0
        assert Path("a.schema.json").read_text("utf-8") == schema_text("answers")

    def test_a_schema_that_there_is_not(self, smartscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SMARTSCORE_LANG", "en")
        ran = smartscore("questionnaires", "schema", "answer")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "there is no schema “answer”. Did you mean “answers”?\n"


class TestShippedFiles:
    @pytest.mark.parametrize("file", YAML_FILES, ids=str)
    def test_every_shipped_file_fits_its_schema(self, file: Path) -> None:
        data = shipped(file)
        assert complaints(SCHEMA_OF[data["format"]], data) == []

    @pytest.mark.parametrize("file", YAML_FILES, ids=str)
    def test_a_misspelt_key_is_refused(self, file: Path) -> None:
        data = {**shipped(file), "formt": 1}
        found = complaints(SCHEMA_OF[data["format"]], data)
        assert found == [": Additional properties are not allowed ('formt' was unexpected)"]

    @pytest.mark.parametrize("file", YAML_FILES, ids=str)
    def test_every_shipped_file_carries_the_two_lines_for_editors(self, file: Path) -> None:
        first, second = (REPOSITORY / file).read_text("utf-8").splitlines()[:2]
        path = first.removeprefix("# yaml-language-server: $schema=")
        assert first == f"# yaml-language-server: $schema={path}"
        assert second == f"# $schema: {path}"
        target = ((REPOSITORY / file).parent / path).resolve()
        assert target == SHIPPED / "schemas" / schema_file(SCHEMA_OF[shipped(file)["format"]])
        assert target.is_file()

    def test_every_shipped_questionnaire_has_its_files_in_this_test(self) -> None:
        folders = {file.parts[1] for file in YAML_FILES}
        assert folders == set(names())


class TestSkeleton:
    @pytest.fixture(autouse=True, params=LANGUAGES)
    def language(self, smartscore: Run, request: pytest.FixtureRequest) -> str:
        assert smartscore("questionnaires", "new", "own", "--lang", request.param).code == 0
        return str(request.param)

    def test_it_is_written_in_the_language_of_the_person(self, language: str) -> None:
        assert load_questionnaire("own").languages == (language,)

    def test_every_skeleton_file_is_written(self, language: str) -> None:
        templates = {file.name for file in files("smartscore.files").joinpath("skeleton_files", language).iterdir()}
        written = {file.name for file in Path("own").iterdir()}
        assert written == {name for name in templates if name.endswith(".yaml")} | {"schemas"}

    def test_the_lines_for_editors_lead_to_schemas_in_the_new_folder(self) -> None:
        for file in Path("own").glob("*.yaml"):
            first, second = file.read_text("utf-8").splitlines()[:2]
            path = first.removeprefix("# yaml-language-server: $schema=")
            assert (first, second) == (f"# yaml-language-server: $schema={path}", f"# $schema: {path}")
            schema = file.parent / path
            assert schema.is_file()
            kind = read_document(file).data["format"]
            assert schema.name == schema_file(SCHEMA_OF[kind])

    @pytest.mark.parametrize("name", SCHEMAS)
    def test_all_schemas_lie_in_it(self, name: str) -> None:
        assert Path("own", "schemas", schema_file(name)).read_text("utf-8") == schema_text(name)

    @pytest.mark.parametrize("file", ["questionnaire.yaml", "first.yaml"])
    def test_every_file_fits_its_schema(self, file: str) -> None:
        data = read_document(Path("own", file)).data
        assert complaints(SCHEMA_OF[data["format"]], data) == []


class TestAnswerSheets:
    def test_a_sheet_that_the_program_writes_names_its_schema(self, smartscore: Run) -> None:
        smartscore("assess", "x.answers.yaml", "--no-input", "--set", "gov-policy-master-plan=2")
        lines = Path("x.answers.yaml").read_text("utf-8").splitlines()
        assert lines[:3] == [
            "# yaml-language-server: $schema=answers.schema.json",
            "# $schema: answers.schema.json",
            "# Editor help: smartscore questionnaires schema answers -o answers.schema.json",
        ]
        assert complaints("answers", read_document("x.answers.yaml").data) == []

    @pytest.mark.parametrize(
        "line",
        [
            "q: 3",
            "q: 12.5",
            "q: yes",
            "q: no",
            "q: unknown",
            "q: waiting",
            "q:",
            "q: [a, b]",
            "q: []",
            "q: cable",
            "q: {}",
            "q: {level: 3, note: x}",
            "q: {number: 1.5}",
            "q: {yes: true}",
            "q: {criteria: [a]}",
            "q: {option: cable}",
            "q: {state: unknown}",
            "q: {state: not_applicable, reason: no coast}",
            "q: {level: 1, evidence: [{reference: x, date: '2026', quality: 6, status: accepted, proves: [a]}]}",
            "q: {level: null, note: null}",
        ],
    )
    def test_the_schema_takes_every_answer_that_the_program_takes(self, line: str) -> None:
        document = parse_document(sheet_text(f"  {line}\n", period="2021").encode(), "x")
        assert complaints("answers", document.data) == []

    @pytest.mark.parametrize(
        "line",
        [
            "q: {levle: 3}",
            "q: {level: '3'}",
            "q: {level: 3.5}",
            "q: {yes: maybe}",
            "q: {number: '5'}",
            "q: {short: 3}",
            "q: {state: missing}",
            "q: {evidence: [{kind: decree}]}",
            "q: {evidence: [{reference: x, quality: 7}]}",
            "q: {evidence: [{reference: x, kind: rumour}]}",
            "q: {evidence: [{reference: x, date: 2026-13-01}]}",
            "q: [1]",
        ],
    )
    def test_the_schema_refuses_what_the_program_refuses(self, line: str) -> None:
        document = parse_document(sheet_text(f"  {line}\n").encode(), "x")
        assert complaints("answers", document.data) != []

    @pytest.mark.parametrize("field", ["form: short", "role: boss", "assessed: 'yes'", "regio: x", "region: 3"])
    def test_the_schema_refuses_a_wrong_header(self, field: str) -> None:
        document = parse_document(f"{sheet_text()}{field}\n".encode(), "x")
        assert complaints("answers", document.data) != []


class TestQuestionnaires:
    @given(questionnaires())
    def test_the_schema_takes_every_questionnaire_that_the_program_takes(self, data: dict[str, Any]) -> None:
        assert complaints("questionnaire", data) == []

    @pytest.mark.parametrize(
        ("weight", "good"),
        [
            (1, True),
            (Decimal("0.5"), True),
            ("1/3", True),
            ("85%", True),
            ("0.25", True),
            ("x", False),
            ("1,5", False),
            ("1e3", False),
            ("1_000", False),
            ("0.5/3", False),
            (True, False),
            ([], False),
            (None, False),
        ],
    )
    def test_the_schema_and_the_program_agree_on_numbers(self, weight: object, good: bool) -> None:
        data = questionnaire_data(dimension("one", level_question("a", weight=weight)))
        model, _ = validate(Questionnaire, data)
        assert (complaints("questionnaire", data) == [], model is not None) == (good, good)

    @pytest.mark.parametrize(
        ("path", "key"),
        [
            ((), "titel"),
            (("scale",), "level"),
            (("bands",), "unti"),
            (("dimensions", 0), "question"),
            (("dimensions", 0, "questions", 0), "wieght"),
            (("tiers", 0), "rules"),
        ],
    )
    def test_a_misspelt_key_is_refused_anywhere(self, path: tuple[str | int, ...], key: str) -> None:
        data = copy.deepcopy(questionnaire_data(dimension("one", level_question("a"))))
        assert complaints("questionnaire", data) == []
        place: Any = data
        for step in path:
            place = place[step]
        place[key] = 1
        assert complaints("questionnaire", data) != []


class TestScorecards:
    @pytest.mark.parametrize("name", EXAMPLES)
    def test_a_report_in_json_fits_its_schema(self, smartscore: Run, name: str) -> None:
        ran = smartscore("report", f"example:{name}", "-f", "json", "--lang", "en")
        assert ran.code == 0
        assert complaints("scorecard", json.loads(ran.out)) == []

    @given(st.data())
    def test_every_scorecard_fits_its_schema(self, draw: st.DataObject) -> None:
        data = draw.draw(questionnaires())
        questionnaire = Questionnaire.model_validate(data)
        sheet = {
            "format": "smartscore-answers/1",
            "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
            "answers": draw.draw(sheets(data)),
        }
        card = score(questionnaire, Sheet.model_validate(sheet))
        assert complaints("scorecard", json.loads(card.model_dump_json())) == []

    def test_a_misspelt_key_is_refused(self) -> None:
        questionnaire = QuestionnaireFiles.read(find("indonesia-smart-city")).questionnaire()
        card = json.loads(score(questionnaire, read_sheet("example:manggarai-2021")).model_dump_json())
        assert complaints("scorecard", {**card, "indx": 1}) != []
        del card["groups"]
        assert complaints("scorecard", card) == [": 'groups' is a required property"]
