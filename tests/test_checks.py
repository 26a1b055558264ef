"""What `check` finds doubtful in a valid questionnaire: the input that raises each doubt."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY, Run, dimension, level_question, make, questionnaire_data, sheet_text

from smartscore.checks import check, completeness, wording
from smartscore.checks.empty_phrases import EMPTY_PHRASES
from smartscore.language import LANGUAGES
from smartscore.questionnaire import Questionnaire

EVIDENCE = {level: [{"id": f"proof-{level}", "name": f"Decree {level}"}] for level in range(2, 6)}
ACTIONS = {
    f"{level}-{level + 1}": {"do": f"Sign decree number {level}", "owner": "Bappeda", "effort": "S"}
    for level in range(5)
}
LEVELS = {
    0: "There is no list.",
    1: "A list names every office.",
    2: "The list is signed, with dates of each visit.",
    3: "Visits happen in all districts, photographed each quarter.",
    4: "Delays are counted per district and reported to the council.",
    5: "Money moved to the slowest district last year.",
}


def good(question_id: str = "roads", **fields: Any) -> dict[str, Any]:
    """Return a question about which there is no doubt; every text names its id, so that two of them differ."""
    texts = {level: f"{question_id} {text.replace(' ', f' {question_id} ', 1)}" for level, text in LEVELS.items()}
    actions = {
        key: {**action, "do": f"{question_id}: {action['do']} for {question_id}"} for key, action in ACTIONS.items()
    }
    plain = {"levels": texts, "evidence": EVIDENCE, "actions": actions, "ask": f"How is {question_id} kept?"}
    return level_question(question_id, **{**plain, **fields})


def number(**fields: Any) -> dict[str, Any]:
    """Return a number with thresholds about which there is no doubt."""
    return {
        "id": "share",
        "kind": "number",
        "ask": "What share?",
        "unit": "%",
        "valid": [0, 100],
        "thresholds": [1, 25, 50, 75, 95],
        "evidence": {1: [{"id": "list", "name": "List"}]},
        "actions": {key: {**action, "do": f"Share: {action['do']}"} for key, action in ACTIONS.items()},
        **fields,
    }


READINESS = {
    "good": "60%",
    "moderate": "40%",
    "elements": [
        {"id": "structure", "name": "S", "parts": [{"id": "people", "name": "P"}, {"id": "budget", "name": "B"}]}
    ],
}


def of(*questions: dict[str, Any], **fields: Any) -> Questionnaire:
    """Return a questionnaire of one dimension with these questions."""
    return make(dimension("town", *questions), **fields)


def changed(question: dict[str, Any], name: str, key: object, value: object) -> dict[str, Any]:
    """Return the question with one entry of one of its mappings replaced; None takes it out."""
    entries = {**question[name], key: value}
    return {**question, name: {inner: entry for inner, entry in entries.items() if entry is not None}}


def pooled(**fields: Any) -> Questionnaire:
    """Return a questionnaire whose whole pools all questions; the dimensions have these fields."""
    tiers = [
        {"id": "overall", "name": "O", "rule": "pooled"},
        {"id": "dimension", "name": "D", **fields.pop("tier", {})},
    ]
    return make(dimension("town", good(), **fields), tiers=tiers)


DOUBTFUL: dict[str, tuple[Callable[[], Questionnaire], tuple[str | int, ...]]] = {
    "warning.no_evidence": (lambda: of(good(evidence={})), ("questions", 0)),
    "warning.no_evidence_for": (lambda: of(changed(good(), "evidence", 3, None)), ("questions", 0, "evidence")),
    "warning.no_action": (
        lambda: of(
            {"id": "rule", "kind": "yes_no", "ask": "Is it?", "evidence": [{"id": "rule-text", "name": "Rule"}]}
        ),
        ("questions", 0),
    ),
    "warning.no_action_for": (lambda: of(number(actions={})), ("questions", 0)),
    "warning.action_without": (
        lambda: of(changed(good(), "actions", "1-2", {"do": "Sign it today", "owner": "Bappeda"})),
        ("questions", 0, "actions", "1-2"),
    ),
    "warning.no_quick_question": (
        lambda: make(dimension("town", good()), dimension("land", good("fields", quick=True))),
        (),
    ),
    "warning.element_never_asked": (
        lambda: of(good(element="people"), readiness=READINESS),
        ("readiness", "elements", 0, "parts", 1),
    ),
    "warning.no_element": (
        lambda: of(good(element="people"), good("water", element="budget"), number(), readiness=READINESS),
        ("questions", 2),
    ),
    "warning.scheme_unknown": (
        lambda: of(good(references=[{"scheme": "iso-9001", "edition": 2015, "id": "4", "relation": "close"}])),
        ("questions", 0, "references", 0, "scheme"),
    ),
    "warning.edition_unknown": (
        lambda: of(good(references=[{"scheme": "sdg", "edition": 2016, "id": "11.6", "relation": "close"}])),
        ("questions", 0, "references", 0, "edition"),
    ),
    "warning.reference_form": (
        lambda: of(good(references=[{"scheme": "sdg", "edition": 2015, "id": "waste", "relation": "close"}])),
        ("questions", 0, "references", 0, "id"),
    ),
    "warning.rule_below_pooled": (lambda: pooled(tier={"rule": "minimum"}), ("tiers", 1, "rule")),
    "warning.weight_below_pooled": (lambda: pooled(weight=2), ("weight",)),
}
"""For each doubt about what is there: a questionnaire that raises it and no other, and the end of its place."""

WORDED: dict[str, tuple[dict[str, Any], tuple[str | int, ...]]] = {
    "warning.sentence_twice": (
        changed(good(), "actions", "2-3", {"do": LEVELS[4], "owner": "Bappeda", "effort": "S"})
        | {"levels": {**good()["levels"], 4: LEVELS[4]}},
        ("actions", "2-3", "do"),
    ),
    "warning.levels_alike": (
        changed(good(), "levels", 3, "roads The roads list is signed, with dates of each long visit."),
        ("levels", 3),
    ),
    "warning.double_barrelled": (good(ask="How are roads built and/or kept?"), ("ask",)),
    "warning.empty_phrase": (good(ask="Is the road well managed?"), ("ask",)),
}
"""For each doubt about words: a question that raises it and no other, and its place in the question."""


class TestCompleteness:
    def test_a_good_questionnaire_raises_no_doubt(self) -> None:
        whole = of(good(element="people", quick=True), number(element="budget"), readiness=READINESS)
        assert [*completeness.doubts(whole), *wording.doubts(whole)] == []

    @pytest.mark.parametrize("key", DOUBTFUL)
    def test_a_doubt_is_raised_with_its_place(self, key: str) -> None:
        build, end = DOUBTFUL[key]
        (fault,) = completeness.doubts(build())
        assert (fault.key, fault.severity) == (key, "warning")
        assert fault.path[len(fault.path) - len(end) :] == end

    def test_the_lowest_levels_need_no_evidence(self) -> None:
        assert list(completeness.doubts(of(good(evidence=EVIDENCE)))) == []
        assert "warning.no_evidence_for" in [
            fault.key for fault in completeness.doubts(of(changed(good(), "evidence", 2, None)))
        ]

    def test_one_list_of_evidence_is_enough_for_a_checklist(self) -> None:
        criteria = [{"id": "plan", "text": "a plan"}, {"id": "money", "text": "money"}]
        actions = {name: {"do": f"Write the {name}", "owner": "Bappeda", "effort": "S"} for name in ("plan", "money")}
        asked = {"id": "papers", "kind": "checklist", "ask": "Which?", "criteria": criteria, "actions": actions}
        proof = [{"id": "file", "name": "File"}]
        assert list(completeness.doubts(of({**asked, "evidence": proof}))) == []
        (fault,) = completeness.doubts(of({**asked, "evidence": {"plan": proof}}))
        assert (fault.key, fault.params["places"]) == ("warning.no_evidence_for", ["money"])

    @pytest.mark.parametrize(
        ("scheme", "edition", "name"),
        [
            ("iso-37120", 2018, "10"),
            ("iso-37122", 2019, "10.2"),
            ("u4ssc", 2017, "EC: ICT: PS: 2A"),
            ("u4ssc", 2017, "public sector"),
            ("sdg", 2015, "3.c"),
            ("spbe", 2020, "16"),
            ("pemdi", 2026, "13"),
        ],
    )
    def test_a_known_form_of_reference_raises_no_doubt(self, scheme: str, edition: int, name: str) -> None:
        reference = {"scheme": scheme, "edition": edition, "id": name, "relation": "related"}
        assert list(completeness.doubts(of(good(references=[reference])))) == []

    def test_without_a_short_form_no_area_lacks_one(self) -> None:
        assert list(completeness.doubts(make(dimension("town", good()), dimension("land", good("fields"))))) == []


class TestWording:
    @pytest.mark.parametrize("key", WORDED)
    def test_a_doubt_is_raised_with_its_place(self, key: str) -> None:
        question, place = WORDED[key]
        ((item, fault),) = wording.doubts(of(question))
        assert (fault.key, item.question, item.path) == (key, "roads", place)

    def test_a_sentence_is_compared_across_questions(self) -> None:
        ((item, fault),) = wording.doubts(
            of(changed(good(), "levels", 4, LEVELS[4]), changed(good("water"), "levels", 2, LEVELS[4]))
        )
        assert (item.question, item.path, fault.params["place"]) == ("water", ("levels", 2), "roads.levels.4")

    def test_few_words_may_stand_twice(self) -> None:
        questions = [changed(good(name), "levels", 0, "There is none.") for name in ("roads", "water")]
        assert list(wording.doubts(of(*questions))) == []

    def test_the_first_step_may_only_drop_a_no(self) -> None:
        levels = {**good()["levels"], 0: "No office has a list.", 1: "One office has a list."}
        assert list(wording.doubts(of(good(levels=levels)))) == []

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "The service is optimal."),
            ("en", "Plans have been well implemented"),
            ("en", "Meetings are held regularly."),
            ("id", "Layanan berjalan baik."),
            ("id", "Rapat diadakan secara berkala."),
            ("id", "Sebagian besar desa terlayani."),
        ],
    )
    def test_an_empty_phrase_is_found_in_its_language(self, language: str, text: str) -> None:
        found = [fault.key for _, fault in wording.doubts(of(good(ask=text), languages=[language]))]
        assert found == ["warning.empty_phrase"]

    def test_help_may_explain_a_phrase(self) -> None:
        assert list(wording.doubts(of(good(help="“Adequate” is no answer here.")))) == []

    def test_every_language_of_the_program_has_its_phrases(self) -> None:
        assert EMPTY_PHRASES.keys() == LANGUAGES.keys()


def test_every_doubt_has_a_case() -> None:
    """Whatever warning the program can give about a questionnaire is raised by an input above."""
    elsewhere = {"warning.renamed", "warning.not_in_quick", "warning.news_proves", "warning.untranslated"}
    elsewhere |= {f"warning.evidence_file_{doubt}" for doubt in ("missing", "unreadable", "changed")}
    elsewhere |= {"warning.evidence_too_old"}  # test_evidence_age.py
    elsewhere |= {"warning.from_journal", "warning.journal_refused", "warning.restored"}  # test_journal.py
    every = {key for key in LANGUAGES["en"].texts if key.startswith("warning.")}
    assert every - elsewhere == DOUBTFUL.keys() | WORDED.keys()


class TestTranslations:
    def test_a_doubt_in_a_translation_is_told_with_its_file_and_line(self, smartscore: Run) -> None:
        data = questionnaire_data(dimension("town", good()), languages=["en", "id"])
        Path("small/i18n/id").mkdir(parents=True)
        Path("small/questionnaire.yaml").write_text(yaml.safe_dump(data, sort_keys=False))
        texts = (
            "format: smartscore-translation/1\nlanguage: id\ntexts:\n  roads:\n    ask: Apakah jalan sudah optimal?\n"
        )
        Path("small/i18n/id/town.yaml").write_text(texts)
        ran = smartscore("check", "small", "--lang", "en")
        doubts = [line for line in ran.out.splitlines() if "optimal" in line]
        assert [line.split(": ")[1] for line in doubts] == [f"{Path('small/i18n/id/town.yaml')}:5:5"]
        assert ran.code == 0


def test_a_dimension_is_called_as_its_file_is(smartscore: Run) -> None:
    smartscore("questionnaires", "new", "own")
    name = yaml.safe_load(Path("own/questionnaire.yaml").read_text("utf-8"))["dimensions"][0]
    file = Path(f"own/{name}.yaml")
    file.write_text(file.read_text("utf-8").replace(f"id: {name}\n", "id: other\n", 1), "utf-8")
    ran = smartscore("check", "own", "--lang", "en")
    assert ran.code == 1
    assert f"in {name}.yaml the id is not that of the file's name. Write: id: {name}" in ran.out + ran.err


class TestSheets:
    def test_what_does_not_concern_the_place_is_not_checked(self, smartscore: Run) -> None:
        """A city is not asked about plants of villages; `report` does not mind what is written there either."""
        answers = "  env-energy-village-plants: 17\n"
        Path("a.answers.yaml").write_text(sheet_text(answers, profile="{type: city}"))
        assert [smartscore(word, "a.answers.yaml").code for word in ("check", "report")] == [0, 0]

    def test_in_the_place_it_concerns_it_is(self, smartscore: Run) -> None:
        Path("a.answers.yaml").write_text(sheet_text("  env-energy-village-plants: 17\n", profile="{type: regency}"))
        assert [smartscore(word, "a.answers.yaml").code for word in ("check", "report")] == [1, 2]


def test_a_scale_that_begins_at_one_has_no_first_step_from_zero() -> None:
    """Levels 1 to 5, every step from 1-2 to 4-5 written: nothing is missing."""
    from_one = {"levels": [{"level": level, "name": f"L{level}"} for level in range(1, 6)]}
    actions = {key: action for key, action in number()["actions"].items() if key != "0-1"}
    whole = of(number(thresholds=[25, 50, 75, 95], actions=actions), scale=from_one)
    assert list(completeness.doubts(whole)) == []


def test_the_shipped_questionnaire_raises_no_doubt() -> None:
    """Not in any of its languages."""
    found = list(check(str(REPOSITORY / "questionnaires" / "indonesia-smart-city")))
    assert [fault.text(LANGUAGES["en"]) for checked in found for fault in checked.faults] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_skeleton_raises_no_doubt(smartscore: Run, language: str) -> None:
    """What `questionnaires new` writes is an example to follow."""
    smartscore("questionnaires", "new", "own", "--lang", language)
    (checked,) = check("own")
    assert checked.faults == ()
