"""Why a number is what it is, as `explain` tells it."""

from pathlib import Path

import pytest
from conftest import Run, dimension, level_question, questionnaire_data, sheet_text

from smartscore.files.sheet_text import yaml_text

PROVED = "{level: 3, evidence: [{kind: plan, reference: The list, proves: [list]}]}"


@pytest.mark.parametrize(
    ("lang", "begin", "said"),
    [
        (
            "en",
            "Supported by evidence: 20.0",
            " (no evidence was given, so an answer counts here only as far as none is asked for).",
        ),
        (
            "id",
            "Didukung bukti: 20,0",
            " (belum ada bukti dukung, jadi jawaban di sini hanya dihitung sejauh yang tidak meminta bukti).",
        ),
    ],
)
def test_what_is_supported_without_any_evidence_is_explained(smartscore: Run, lang: str, begin: str, said: str) -> None:
    """Level 1 asks for nothing, so 20 of the claimed 60 are supported by nothing."""
    lists = {2: [{"id": "list", "name": "The list"}]}
    asked = (dimension(name, level_question(f"{name}-list", evidence=lists)) for name in ("roads", "bridges"))
    Path("small").mkdir()
    Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(*asked)), "utf-8")

    def told(node: str, roads: object, bridges: object) -> str:
        answers = f"  roads-list: {roads}\n  bridges-list: {bridges}\n"
        Path("a.answers.yaml").write_text(sheet_text(answers, "small", "1.0.0"), "utf-8")
        return " ".join(smartscore("explain", "a.answers.yaml", node, "-q", "small", "--lang", lang).out.split())

    for node in ("roads", "roads-list"):
        assert begin + said in told(node, 3, PROVED)  # there is none for what is explained
    for node in ("bridges", "bridges-list", "overall"):
        assert said not in told(node, 3, PROVED)
    assert said in told("overall", 3, 1)
    assert said not in told("overall", 1, 1)  # all of it is supported


def test_an_index_of_which_not_all_is_known_has_its_interval_beside_it(smartscore: Run) -> None:
    """One of two is known: 60 alone, and 30 to 80 whatever the other is."""
    asked = dimension("office", level_question("roads"), level_question("bridges"))
    Path("small").mkdir()
    Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")
    for bridges, told in (("null", "60.0 (30.0 to 80.0)"), ("3", "60.0")):
        Path("a.answers.yaml").write_text(sheet_text(f"  roads: 3\n  bridges: {bridges}\n", "small", "1.0.0"), "utf-8")
        ran = smartscore("explain", "a.answers.yaml", "-q", "small", "--lang", "en")
        assert ran.out.splitlines()[0] == f"Overall (overall): {told}"
