"""A questionnaire as a document: every format of `questionnaires show`."""

import json

import pytest
from conftest import Run, level_question, make

from smartscore.language import LANGUAGES
from smartscore.overviews import FORMATS
from smartscore.overviews.markdown import render
from smartscore.questionnaire import Questionnaire

READINESS = {
    "good": "60%",
    "moderate": "40%",
    "elements": [{"id": "structure", "name": "Structure", "parts": [{"id": "people", "name": "People | staff"}]}],
}
MUST_HAVE = {"at_least": 2, "holds_at": 3, "because": "Without it nothing works."}


def sample() -> Questionnaire:
    """Return a questionnaire with a question that has everything, and a number."""
    roads = level_question("roads", quick=True, element="people", must_have=MUST_HAVE, help="All roads count.")
    share = {
        "id": "share",
        "kind": "number",
        "ask": "What [/red] share?",
        "unit": "%",
        "valid": [0, 100],
        "thresholds": [1, 25, 50, 75, "95.5"],
        "count": "paved kilometres, divided by all",
        "source": "the road register",
    }
    area = {"id": "ways", "name": "Ways", "questions": [roads, share]}
    return make({"id": "town", "name": "Town", "about": "Streets.", "groups": [area]}, readiness=READINESS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_draws_it_in_every_language(name: str, language: str) -> None:
    assert FORMATS[name].render(sample(), LANGUAGES[language])


def test_the_overview_to_print() -> None:
    assert render(sample(), LANGUAGES["en"]) == (
        "# A small questionnaire\n\n"
        "small 1.0.0: 2 questions, 1 of them in the short form, 1 with a minimum.\n\n"
        "## Town\n\nStreets.\n\n"
        "| Area | Question | Kind | Element | Short form | Must-have |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| Ways | How is roads? (roads) | level | People \\| staff | Yes | holds at 3 |\n"
        "| Ways | What \\[/red\\] share? (share) | number |  |  |  |\n\n"
        "### How is roads? (roads)\n\nAll roads count.\n\n"
        + "".join(f"- {level} = roads at level {level}\n" for level in range(6))
        + "\n### What \\[/red\\] share? (share)\n\n"
        "- Answer with a number (unit: %). Counted: paved kilometres, divided by all\n"
        "- From 0 to 100\n"
        "- Found in: the road register\n"
        "- Levels begin at: 1 · 25 · 50 · 75 · 95.5\n"
    )


def test_choices_stand_in_the_document_as_cells_and_sheets_hold_them() -> None:
    criteria = [{"id": "plan", "text": "a plan"}, {"id": "budget", "text": "a budget | money"}]
    options = [{"id": "none", "text": "No portal", "points": 0}, {"id": "open", "text": "Open", "points": 2}]
    asked = make(
        {
            "id": "town",
            "name": "Town",
            "questions": [
                {"id": "papers", "kind": "checklist", "ask": "Which papers?", "criteria": criteria},
                {"id": "portal", "kind": "choice", "ask": "Which portal?", "options": options},
                {"id": "decree", "kind": "yes_no", "ask": "A decree?"},
            ],
        }
    )
    shown = render(asked, LANGUAGES["id"])
    assert "(papers)\n\n- plan = a plan\n- budget = a budget \\| money\n" in shown
    assert "(portal)\n\n- none = No portal\n- open = Open\n" in shown
    assert "(decree)\n\n- yes = Ya\n- no = Tidak\n" in shown


def test_the_format_follows_the_file_ending(smartscore: Run) -> None:
    for ending, first in (("md", "# "), ("json", "{"), ("txt", "")):
        assert smartscore("questionnaires", "show", "-o", f"show.{ending}", "--lang", "en").code == 0
        with open(f"show.{ending}", encoding="utf-8") as file:  # noqa: PTH123  # a name in the test's own folder
            assert file.read().startswith(first)


def test_a_number_says_what_it_counts_and_where_its_levels_begin(smartscore: Run) -> None:
    shown = smartscore("questionnaires", "show", "--lang", "id").out
    assert "Tingkat mulai pada: " in shown
    assert "Sumber angka: " in shown


def test_json_has_what_scripts_need(smartscore: Run) -> None:
    """Of every question at least id, kind and quick (design.md 5)."""
    document = json.loads(smartscore("questionnaires", "show", "-f", "json", "--lang", "en").out)
    assert all({"id", "kind", "quick", "path"} <= question.keys() for question in document["questions"])
    (listed,) = json.loads(smartscore("questionnaires", "list", "-f", "json").out)
    assert len(document["questions"]) == listed["questions"]
