"""Evidence that is older than `max_age_months` at the end of the period: `check` doubts it, scores do not."""

from typing import Any

import pytest
from conftest import Run, answered, dimension, level_question, make, sheet_text

from smartscore.checks.age import too_old
from smartscore.language import LANGUAGES
from smartscore.scoring import score

EVIDENCE = {1: [{"id": "log", "name": "Backup log", "max_age_months": 12}, {"id": "decree", "name": "Decree"}]}
QUESTIONNAIRE = make(dimension("one", level_question("a", evidence=EVIDENCE, renamed_from=["old-a"])))


def doubts(date: str | None, period: str | None = "2026", proves: str = "log", key: str = "a") -> list[Any]:
    item = {"reference": "Log 7", "proves": [proves], **({"date": date} if date else {})}
    sheet = answered(QUESTIONNAIRE, {key: {"level": 1, "evidence": [item]}}, **({"period": period} if period else {}))
    return list(too_old(QUESTIONNAIRE, sheet, "2027-02-23"))


@pytest.mark.parametrize("date", ["2025-12-01", "2025-12", "2025", "2026-03", None])
def test_twelve_months_are_counted_from_the_month_back(date: str | None) -> None:
    """From December 2025 to December 2026 it is 12 months; a year without a month is taken as its December."""
    assert doubts(date) == []


@pytest.mark.parametrize(("date", "age"), [("2025-11-30", 13), ("2025-11", 13), ("2024", 24)])
def test_older_is_doubted(date: str, age: int) -> None:
    (fault,) = doubts(date)
    assert fault.path == ("answers", "a", "evidence", 0, "date")
    assert fault.severity == "warning"
    assert fault.params == {
        "value": "Log 7",
        "date": date,
        "age": age,
        "end": "2026",
        "name": "Backup log",
        "limit": 12,
    }


@pytest.mark.parametrize(("period", "age"), [("2026-06", 13), (None, 21), ("First half", 21), ("2027", 21)])
def test_the_period_need_not_be_a_year(period: str | None, age: int) -> None:
    """From May 2025: 13 months to June 2026; where that has not come or is no date, 21 to the day of checking."""
    (fault,) = doubts("2025-05", period)
    assert fault.params["age"] == age


def test_without_a_limit_nothing_is_too_old() -> None:
    assert doubts("1999", proves="decree") == []


def test_an_earlier_id_of_the_question_is_known() -> None:
    assert [fault.path[1] for fault in doubts("2020", key="old-a")] == ["old-a"]


def test_the_score_does_not_change() -> None:
    """Both documents prove level 1, of 5: supported is 20."""
    old = [{"reference": "X", "date": "1999", "proves": ["log", "decree"]}]
    card = score(QUESTIONNAIRE, answered(QUESTIONNAIRE, {"a": {"level": 1, "evidence": old}}, period="2026"))
    assert card.overall.supported == 20


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_check_says_which_document_how_old_and_what_is_allowed(smartscore: Run, code: str) -> None:
    from pathlib import Path

    Path("own").mkdir()
    smartscore("questionnaires", "new", "own/kit", "--lang", "en")
    Path("x.answers.yaml").write_text(
        sheet_text(
            "  first-area-backup: {level: 2, evidence: [{reference: Log 7, proves: [log], date: 2025-01-31}]}\n",
            "kit",
            "0.1.0",
            period="'2025-12'",
        )
    )
    ran = smartscore("check", "x.answers.yaml", "-q", "own/kit", "--lang", code)
    assert ran.code == 0
    assert "x.answers.yaml:" in ran.out
    assert all(part in ran.out for part in ("Log 7", "11", "Backup log", "3"))
