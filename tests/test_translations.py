"""Texts in another language: each kind of text in its place, what has no place, and what is still missing."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Run, dimension, level_question, questionnaire_data

from smartscore.checks import check
from smartscore.errors import Fault, QuestionnaireError
from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.translations import Texts, Translation, lay_over, untranslated
from smartscore.files.validation import validate
from smartscore.questionnaire import Questionnaire
from smartscore.questions import KINDS

Data = dict[str, Any]


def whole() -> Data:
    """Return a questionnaire that holds every kind of text there is."""
    evidence = {"id": "proof", "name": "name of proof", "shows": "shows of proof"}
    action = {"do": "do it", "owner": "somebody"}
    level = level_question(
        "lev",
        help="help",
        element="part",
        evidence={1: [evidence]},
        actions={"0-1": dict(action), "1-2": {"do": "do more"}},
        must_have={"at_least": 1, "holds_at": 1, "because": "because"},
    )
    number = {
        "id": "num",
        "kind": "number",
        "ask": "how many",
        "unit": "villages",
        "count": "what is counted",
        "source": "the register",
        "valid": [0, 9],
        "goalposts": {"worst": 0, "best": 9},
        "evidence": [{"id": "register", "name": "the register"}],
        "action": dict(action),
    }
    checklist = {
        "id": "che",
        "kind": "checklist",
        "ask": "which",
        "criteria": [{"id": "plan", "text": "a plan"}, {"id": "money", "text": "money"}],
        "evidence": {"plan": [{"id": "plan-file", "name": "the plan"}]},
        "actions": {"plan": {"do": "write it"}},
    }
    yes_no = {"id": "yes", "kind": "yes_no", "ask": "is it"}
    choice = {
        "id": "cho",
        "kind": "choice",
        "ask": "which one",
        "options": [{"id": "none", "text": "none at all", "points": 0}, {"id": "all", "text": "all", "points": 1}],
    }
    area = {"id": "area", "name": "area name", "about": "area about", "questions": [level, number]}
    data = questionnaire_data(
        dimension("dim", checklist, yes_no, choice, about="dim about", groups=[area]),
        languages=["en", "id"],
        about="about",
        notice="notice",
        expectations=[
            {
                "id": "pair",
                "claim": {"question": "lev", "at_least": 3},
                "expects": {"question": "lev", "at_least": 1},
                "because": "pair because",
            }
        ],
        gates=[{"id": "gate", "group": "dim", "at_least": 1, "holds_at": 1, "because": "gate because"}],
        efforts={"S": {"number": 1, "means": "small"}},
        readiness={
            "good": "60%",
            "moderate": "40%",
            "elements": [{"id": "element", "name": "element name", "parts": [{"id": "part", "name": "part name"}]}],
        },
    )
    data["scale"]["levels"][0]["means"] = "nothing"
    return data


def question(data: Data, question_id: str) -> Data:
    found = [*data["dimensions"][0]["questions"], *data["dimensions"][0]["groups"][0]["questions"]]
    return next(item for item in found if item["id"] == question_id)


Look = Callable[[Data], object]

TABLE: list[tuple[str, Data, Look]] = [
    ("questionnaire", {"title": "X"}, lambda d: d["title"]),
    ("questionnaire", {"about": "X"}, lambda d: d["about"]),
    ("questionnaire", {"notice": "X"}, lambda d: d["notice"]),
    ("questionnaire", {"levels": {2: "X"}}, lambda d: d["scale"]["levels"][2]["name"]),
    ("questionnaire", {"levels": {0: {"name": "X"}}}, lambda d: d["scale"]["levels"][0]["name"]),
    ("questionnaire", {"levels": {0: {"means": "X"}}}, lambda d: d["scale"]["levels"][0]["means"]),
    ("questionnaire", {"tiers": {"area": "X"}}, lambda d: d["tiers"][2]["name"]),
    ("questionnaire", {"bands": {3: "X"}}, lambda d: d["bands"]["levels"][3]["name"]),
    ("questionnaire", {"gates": {"gate": "X"}}, lambda d: d["gates"][0]["because"]),
    ("questionnaire", {"expectations": {"pair": "X"}}, lambda d: d["expectations"][0]["because"]),
    ("questionnaire", {"efforts": {"S": "X"}}, lambda d: d["efforts"]["S"]["means"]),
    ("questionnaire", {"elements": {"element": "X"}}, lambda d: d["readiness"]["elements"][0]["name"]),
    ("questionnaire", {"elements": {"part": "X"}}, lambda d: d["readiness"]["elements"][0]["parts"][0]["name"]),
    ("dim", {"name": "X"}, lambda d: d["dimensions"][0]["name"]),
    ("dim", {"about": "X"}, lambda d: d["dimensions"][0]["about"]),
    ("area", {"name": "X"}, lambda d: d["dimensions"][0]["groups"][0]["name"]),
    ("lev", {"ask": "X"}, lambda d: question(d, "lev")["ask"]),
    ("lev", {"help": "X"}, lambda d: question(d, "lev")["help"]),
    ("lev", {"levels": {3: "X"}}, lambda d: question(d, "lev")["levels"][3]),
    ("lev", {"must_have": "X"}, lambda d: question(d, "lev")["must_have"]["because"]),
    ("lev", {"evidence": {"proof": {"name": "X"}}}, lambda d: question(d, "lev")["evidence"][1][0]["name"]),
    ("lev", {"evidence": {"proof": {"shows": "X"}}}, lambda d: question(d, "lev")["evidence"][1][0]["shows"]),
    ("lev", {"actions": {"0-1": {"do": "X"}}}, lambda d: question(d, "lev")["actions"]["0-1"]["do"]),
    ("lev", {"actions": {"0-1": {"owner": "X"}}}, lambda d: question(d, "lev")["actions"]["0-1"]["owner"]),
    ("num", {"unit": "X"}, lambda d: question(d, "num")["unit"]),
    ("num", {"count": "X"}, lambda d: question(d, "num")["count"]),
    ("num", {"source": "X"}, lambda d: question(d, "num")["source"]),
    ("num", {"evidence": {"register": {"name": "X"}}}, lambda d: question(d, "num")["evidence"][0]["name"]),
    ("num", {"action": {"do": "X"}}, lambda d: question(d, "num")["action"]["do"]),
    ("num", {"action": {"owner": "X"}}, lambda d: question(d, "num")["action"]["owner"]),
    ("che", {"criteria": {"money": "X"}}, lambda d: question(d, "che")["criteria"][1]["text"]),
    ("che", {"evidence": {"plan-file": {"name": "X"}}}, lambda d: question(d, "che")["evidence"]["plan"][0]["name"]),
    ("che", {"actions": {"plan": {"do": "X"}}}, lambda d: question(d, "che")["actions"]["plan"]["do"]),
    ("cho", {"options": {"all": "X"}}, lambda d: question(d, "cho")["options"][1]["text"]),
    ("yes", {"ask": "X"}, lambda d: question(d, "yes")["ask"]),
]


def differences(one: Any, other: Any) -> int:
    """Return how many values differ between two trees of one shape."""
    if isinstance(one, dict):
        assert one.keys() == other.keys()
        return sum(differences(one[key], other[key]) for key in one)
    if isinstance(one, list):
        assert len(one) == len(other)
        return sum(differences(a, b) for a, b in zip(one, other, strict=True))
    return int(one != other)


class TestLayOver:
    def test_the_table_below_covers_every_field_that_a_translation_has(self) -> None:
        assert {name for _, entry, _ in TABLE for name in entry} == set(Texts.model_fields)

    def test_the_questionnaire_of_the_table_is_valid_and_holds_every_kind(self) -> None:
        model, faults = validate(Questionnaire, whole())
        assert faults == []
        assert model is not None
        assert {asked.kind for asked in model.questions.values()} == set(KINDS)

    @pytest.mark.parametrize(("node", "entry", "look"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
    def test_a_text_goes_where_it_belongs_and_nowhere_else(self, node: str, entry: Data, look: Look) -> None:
        data, before = whole(), whole()
        translation = {"format": "smartscore-translation/1", "language": "id", "texts": {node: entry}}
        assert validate(Translation, translation)[1] == []
        assert list(lay_over(data, {node: entry})) == []
        assert look(data) == "X"
        assert differences(before, data) == 1

    @pytest.mark.parametrize(
        ("texts", "fault"),
        [
            (
                {"dmi": {"name": "X"}},
                Fault("fault.translation_id.near", {"name": "dmi", "near": "dim"}, ("texts", "dmi")),
            ),
            ({"dim": {"title": "X"}}, Fault("fault.translation_place", {"name": "title"}, ("texts", "dim", "title"))),
            ({"yes": {"help": "X"}}, Fault("fault.translation_place", {"name": "help"}, ("texts", "yes", "help"))),
            (
                {"yes": {"must_have": "X"}},
                Fault("fault.translation_place", {"name": "because"}, ("texts", "yes", "must_have")),
            ),
            (
                {"yes": {"action": {"do": "X"}}},
                Fault("fault.translation_place", {"name": "do"}, ("texts", "yes", "action")),
            ),
            (
                {"questionnaire": {"levels": {1: {"means": "X"}}}},
                Fault("fault.translation_place", {"name": "means"}, ("texts", "questionnaire", "levels", 1)),
            ),
            (
                {"lev": {"levels": {7: "X"}}},
                Fault(
                    "fault.translation_key",
                    {"name": "7", "known": ["0", "1", "2", "3", "4", "5"]},
                    ("texts", "lev", "levels", 7),
                ),
            ),
            (
                {"lev": {"evidence": {"prof": {"name": "X"}}}},
                Fault(
                    "fault.translation_key.near",
                    {"name": "prof", "near": "proof"},
                    ("texts", "lev", "evidence", "prof"),
                ),
            ),
            (
                {"lev": {"actions": {"1-2": {"owner": "X"}}}},
                Fault("fault.translation_place", {"name": "owner"}, ("texts", "lev", "actions", "1-2")),
            ),
            (
                {"cho": {"options": {"al": "X"}}},
                Fault("fault.translation_key.near", {"name": "al", "near": "all"}, ("texts", "cho", "options", "al")),
            ),
            (
                {"num": {"evidence": {"register": {"shows": "X"}}}},
                Fault("fault.translation_place", {"name": "shows"}, ("texts", "num", "evidence", "register")),
            ),
        ],
    )
    def test_what_has_no_place_is_told_with_its_own(self, texts: Data, fault: Fault) -> None:
        assert list(lay_over(whole(), texts)) == [fault]

    def test_all_faults_are_told_at_once(self) -> None:
        texts = {"no-such-thing-at-all": {"name": "X"}, "yes": {"help": "X", "unit": "X"}, "dim": {"name": "good"}}
        data = whole()
        assert len(list(lay_over(data, texts))) == 3
        assert data["dimensions"][0]["name"] == "good"


class TestUntranslated:
    def test_without_a_translation_every_text_is_missing(self) -> None:
        """Every row of the table, and what the questionnaire holds besides."""
        missing = {".".join(str(part) for part in path) for path in untranslated(whole(), {})}
        assert missing == {
            "questionnaire.title",
            "questionnaire.about",
            "questionnaire.notice",
            *(f"questionnaire.levels.{level}.name" for level in range(6)),
            "questionnaire.levels.0.means",
            *(f"questionnaire.bands.{level}" for level in range(6)),
            *(f"questionnaire.tiers.{tier}" for tier in ("overall", "dimension", "area")),
            "questionnaire.expectations.pair",
            "questionnaire.gates.gate",
            "questionnaire.efforts.S",
            "questionnaire.elements.element",
            "questionnaire.elements.part",
            "dim.name",
            "dim.about",
            "area.name",
            "area.about",
            "lev.ask",
            "lev.help",
            "lev.must_have",
            *(f"lev.levels.{level}" for level in range(6)),
            "lev.evidence.proof.name",
            "lev.evidence.proof.shows",
            "lev.actions.0-1.do",
            "lev.actions.0-1.owner",
            "lev.actions.1-2.do",
            "num.ask",
            "num.unit",
            "num.count",
            "num.source",
            "num.evidence.register.name",
            "num.action.do",
            "num.action.owner",
            "che.ask",
            "che.criteria.plan",
            "che.criteria.money",
            "che.evidence.plan-file.name",
            "che.actions.plan.do",
            "yes.ask",
            "cho.ask",
            "cho.options.none",
            "cho.options.all",
        }

    @pytest.mark.parametrize(("node", "entry", "look"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
    def test_a_text_that_is_there_is_not_missing(self, node: str, entry: Data, look: Look) -> None:
        del look
        before, after = (set(untranslated(whole(), texts)) for texts in ({}, {node: entry}))
        assert after < before
        assert len(before - after) == 1

    def test_a_bare_text_for_a_level_leaves_its_meaning_missing(self) -> None:
        missing = set(untranslated(whole(), {"questionnaire": {"levels": {0: "X"}}}))
        assert ("questionnaire", "levels", 0, "means") in missing
        assert ("questionnaire", "levels", 0, "name") not in missing


def folder(texts: Data | None, language: str = "id", **fields: Any) -> Path:
    """Write the questionnaire, and a translation of it where there are texts, into the folder `own`."""
    Path("own", "i18n", "id").mkdir(parents=True)
    Path("own", "questionnaire.yaml").write_text(yaml.safe_dump(whole() | fields, sort_keys=False))
    if texts is not None:
        translation = {"format": "smartscore-translation/1", "language": language, "texts": texts}
        Path("own", "i18n", "id", "all.yaml").write_text(yaml.safe_dump(translation, sort_keys=False))
    return Path("own")


ALL_TEXTS: Data = {
    "questionnaire": {
        "title": "T",
        "about": "T",
        "notice": "T",
        "levels": {0: {"name": "T", "means": "T"}, **{level: f"T{level}" for level in range(1, 6)}},
        "bands": {level: f"T{level}" for level in range(6)},
        "tiers": {"overall": "T", "dimension": "T", "area": "T"},
        "gates": {"gate": "T"},
        "expectations": {"pair": "T"},
        "efforts": {"S": "T"},
        "elements": {"element": "T", "part": "T"},
    },
    "dim": {"name": "T", "about": "T"},
    "area": {"name": "T", "about": "T"},
    "lev": {
        "ask": "T",
        "help": "T",
        "must_have": "T",
        "levels": {level: f"T{level}" for level in range(6)},
        "evidence": {"proof": {"name": "T", "shows": "T"}},
        "actions": {"0-1": {"do": "T", "owner": "T"}, "1-2": {"do": "T"}},
    },
    "num": {
        "ask": "T",
        "unit": "T",
        "count": "T",
        "source": "T",
        "evidence": {"register": {"name": "T"}},
        "action": {"do": "T", "owner": "T"},
    },
    "che": {
        "ask": "T",
        "criteria": {"plan": "T", "money": "T"},
        "evidence": {"plan-file": {"name": "T"}},
        "actions": {"plan": {"do": "T"}},
    },
    "yes": {"ask": "T"},
    "cho": {"ask": "T", "options": {"none": "T", "all": "T"}},
}


class TestLoading:
    def test_a_missing_text_falls_back_to_the_first_language(self) -> None:
        loaded = load_questionnaire(str(folder({"lev": {"ask": "Bagaimana?"}})), "id")
        assert loaded.language == "id"
        assert loaded.questions["lev"].ask == "Bagaimana?"
        assert loaded.questions["num"].ask == "how many"
        assert loaded.title == "A small questionnaire"

    def test_a_language_without_any_file_falls_back_whole(self) -> None:
        loaded = load_questionnaire(str(folder(None)), "id")
        assert (loaded.language, loaded.title) == ("id", "A small questionnaire")

    def test_a_language_changes_no_digest(self) -> None:
        """A sheet answered in Indonesian answers the same questionnaire."""
        own = str(folder(ALL_TEXTS))
        assert load_questionnaire(own, "id").digest == load_questionnaire(own, "en").digest
        assert load_questionnaire(own, "id").title == "T"

    def test_one_language_does_not_leak_into_another(self) -> None:
        own = str(folder(ALL_TEXTS))
        load_questionnaire(own, "id")
        assert load_questionnaire(own, "en").title == "A small questionnaire"

    def test_several_files_are_laid_over_each_other(self) -> None:
        own = folder({"lev": {"ask": "Satu?"}})
        more = {"format": "smartscore-translation/1", "language": "id", "texts": {"num": {"ask": "Dua?"}}}
        Path(own, "i18n", "id", "more.yml").write_text(yaml.safe_dump(more))
        loaded = load_questionnaire(str(own), "id")
        assert [loaded.questions[name].ask for name in ("lev", "num")] == ["Satu?", "Dua?"]

    def test_a_file_of_another_language_is_refused(self) -> None:
        own = folder({"lev": {"ask": "X"}}, language="en")
        with pytest.raises(QuestionnaireError) as caught:
            load_questionnaire(str(own), "id")
        place = Path("own", "i18n", "id", "all.yaml")
        assert str(caught.value) == (
            f"{place}:2:1: language: this file says it is in “en”, and lies in the folder of “id”. "
            "Write: language: id, or move the file."
        )

    def test_faults_name_the_translation_file(self) -> None:
        own = folder({"lev": {"ask": "X"}, "lve": {"ask": "X"}, "num": {"criteria": {"a": "X"}}})
        with pytest.raises(QuestionnaireError) as caught:
            load_questionnaire(str(own), "id")
        place = Path("own", "i18n", "id", "all.yaml")
        assert [(fault.file, fault.line, fault.path) for fault in caught.value.faults] == [
            (str(place), 6, ("texts", "lve")),
            (str(place), 10, ("texts", "num", "criteria", "a")),
        ]

    def test_a_misspelt_key_is_refused(self) -> None:
        own = folder({"lev": {"asks": "X"}})
        with pytest.raises(QuestionnaireError) as caught:
            load_questionnaire(str(own), "id")
        assert [fault.key for fault in caught.value.faults] == ["fault.key_unknown.near"]

    def test_a_question_cannot_take_the_texts_of_the_whole(self) -> None:
        """`questionnaire` is where the texts of the whole stand: a question of that id is refused or harmless."""
        data = questionnaire_data(dimension("one", level_question("questionnaire")), languages=["en", "id"])
        try:
            Questionnaire.model_validate(data)
        except QuestionnaireError as error:
            assert [fault.key for fault in error.faults] == ["fault.id_reserved"]  # noqa: PT017  # one of two right ways
        else:
            assert list(lay_over(data, {"questionnaire": {"title": "X"}})) == []


class TestCheck:
    def test_a_complete_translation_leaves_nothing_to_say(self) -> None:
        (checked,) = check(str(folder(ALL_TEXTS)))
        assert [fault for fault in checked.faults if fault.key == "warning.untranslated"] == []

    def test_exactly_what_is_missing_is_listed(self) -> None:
        texts = copy.deepcopy(ALL_TEXTS)
        del texts["lev"]["help"]
        del texts["lev"]["levels"][4]
        del texts["lev"]["evidence"]["proof"]["shows"]
        del texts["lev"]["actions"]["0-1"]["owner"]
        del texts["cho"]["options"]["all"]
        del texts["questionnaire"]["gates"]
        del texts["yes"]
        (checked,) = check(str(folder(texts)))
        missing = [fault.params for fault in checked.faults if fault.key == "warning.untranslated"]
        assert missing == [
            {"language": "id", "place": place}
            for place in (
                "questionnaire.gates.gate",
                "yes.ask",
                "cho.options.all",
                "lev.help",
                "lev.levels.4",
                "lev.evidence.proof.shows",
                "lev.actions.0-1.owner",
            )
        ]
        assert checked.errors == 0

    def test_what_is_missing_does_not_fail_the_check(self, smartscore: Run) -> None:
        texts = copy.deepcopy(ALL_TEXTS)
        del texts["yes"]
        ran = smartscore("check", str(folder(texts)), "--lang", "en")
        assert ran.code == 0
        place = Path("own", "questionnaire.yaml")
        missing = f"warning: {place}:1:1: no text in “id” for yes.ask. Until then the first language is shown."
        assert [line for line in ran.out.splitlines() if "no text in" in line] == [missing]

    def test_the_shipped_questionnaires_are_complete_in_every_language(self, smartscore: Run) -> None:
        ran = smartscore("check", "indonesia-smart-city", "--lang", "en")
        assert ran.code == 0
        assert "no text in" not in ran.out
