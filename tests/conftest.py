"""What the tests share: running the command line, and small questionnaires that show their input."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from smartscore.answers import Sheet
from smartscore.cli import run
from smartscore.files.sheet_text import yaml_text
from smartscore.questionnaire import Questionnaire

settings.register_profile("brief", max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("thorough", settings.get_profile("brief"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "brief"))

REPOSITORY = Path(__file__).parents[1]


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code and what it wrote on both streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every test runs in an empty folder, 100 columns wide, without colour, and with no language set."""
    for variable in ("SMARTSCORE_LANG", "LC_ALL", "LANG", "LANGUAGE", "FORCE_COLOR", "PYTHONIOENCODING"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.parent / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def smartscore(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process: `smartscore("report", "x.yaml", stdin="...")`; stdin is no terminal."""

    def ran(*arguments: str | Path, stdin: str | bytes = "") -> Ran:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


def level_question(question_id: str, **fields: Any) -> dict[str, Any]:
    """Return the data of a question with levels 0 to 5."""
    levels = {level: f"{question_id} at level {level}" for level in range(6)}
    return {"id": question_id, "kind": "level", "ask": f"How is {question_id}?", "levels": levels, **fields}


def questionnaire_data(*dimensions: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return the data of a questionnaire on a scale 0 to 5, with bands at 20, 40, 60, 80 and 95."""
    edges = [0, 20, 40, 60, 80, 95, 100]
    return {
        "format": "smartscore-questionnaire/1",
        "id": "small",
        "version": "1.0.0",
        "title": "A small questionnaire",
        "languages": ["en"],
        "scale": {"levels": [{"level": level, "name": f"L{level}"} for level in range(6)]},
        "tiers": [
            {"id": "overall", "name": "Overall"},
            {"id": "dimension", "name": "Dimension"},
            {"id": "area", "name": "Area"},
        ],
        "bands": {
            "unit": "index",
            "levels": [
                {"level": level, "name": f"Level {level}", "min": edges[level], "max": edges[level + 1]}
                for level in range(6)
            ],
        },
        "dimensions": list(dimensions),
        **fields,
    }


def dimension(dimension_id: str, *questions: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return the data of a dimension that holds questions."""
    return {"id": dimension_id, "name": dimension_id.title(), "questions": list(questions), **fields}


def write_two_questions() -> None:
    """Write the questionnaire `small`: `officer`, which is in the short form too, and `backup`."""
    Path("small").mkdir()
    asked = dimension("office", level_question("officer", quick=True), level_question("backup"))
    Path("small", "questionnaire.yaml").write_text(yaml_text(questionnaire_data(asked)), "utf-8")


def make(*dimensions: dict[str, Any], **fields: Any) -> Questionnaire:
    """Return a questionnaire of the given dimensions."""
    return Questionnaire.model_validate(questionnaire_data(*dimensions, **fields))


def answered(questionnaire: Questionnaire, answers: dict[str, Any], /, **fields: Any) -> Sheet:
    """Return a sheet with these answers, written as a file would hold them."""
    return Sheet.model_validate(
        {
            "format": "smartscore-answers/1",
            "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
            "answers": answers,
            **fields,
        }
    )


def sheet_text(
    answers: str = "", questionnaire: str = "indonesia-smart-city", version: str = "0.1.0", **header: str
) -> str:
    """Return the text of a sheet; `answers` are the indented lines under `answers:`."""
    lines = [f"{key}: {value}" for key, value in header.items()]
    body = f"answers:\n{answers}" if answers else "answers: {}\n"
    return "\n".join(
        [f"format: smartscore-answers/1\nquestionnaire: {{id: {questionnaire}, version: {version}}}", *lines, body]
    )
