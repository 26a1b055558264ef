"""The documentation says what the program does: examples run, commands exist, generated files are fresh."""

import importlib.util
import re
import shlex
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import REPOSITORY, Run

from smartscore.cli.app import application
from smartscore.errors import EXIT_CODES

DOCUMENTS = [
    REPOSITORY / name
    for name in ("README.md", "CONTRIBUTING.md", "questionnaires/README.md", "docs/scoring.md", "docs/cli.md")
]
COMMANDS = [info.callback.__name__ for info in application().registered_commands if info.callback] + [
    "answers",
    "questionnaires",
]


def blocks(document: Path, language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", document.read_text("utf-8"), re.DOTALL)


def generator() -> ModuleType:
    specification = importlib.util.spec_from_file_location("generate", REPOSITORY / "docs" / "generate.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_generated_files_are_fresh() -> None:
    """`python docs/generate.py` would change nothing."""
    stale = [str(path) for path, text in generator().generated().items() if path.read_text("utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_the_reference(command: str) -> None:
    assert f"smartscore {command}" in (REPOSITORY / "README.md").read_text("utf-8")
    assert f"## `smartscore {command}`" in (REPOSITORY / "docs" / "cli.md").read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, smartscore: Run) -> None:
    ran = smartscore(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: smartscore {command}")
    assert f"smartscore {command}" in ran.out.split("Usage", 2)[-1] or command in ("answers", "questionnaires")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_shown_exists(document: Path) -> None:
    """Lines in `sh` blocks that call smartscore name an existing command."""
    shown = [line for block in blocks(document, "sh") for line in block.splitlines()]
    called = [shlex.split(line.split("&& ")[-1]) for line in shown if line.split("&& ")[-1].startswith("smartscore ")]
    assert {words[1] for words in called} <= set(COMMANDS)


def test_the_readme_examples_of_reports_work(smartscore: Run) -> None:
    lines = [line for block in blocks(REPOSITORY / "README.md", "sh") for line in block.splitlines()]
    tried = [line for line in lines if "example:" in line]
    assert len(tried) == 4
    for line in tried:
        assert smartscore(*shlex.split(line)[1:]).code == 0, line


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_python_examples_run(document: Path) -> None:
    for block in blocks(document, "python"):
        names: dict[str, Any] = {}
        exec(compile(block, str(document), "exec"), names)  # noqa: S102  # our own documentation


def test_the_sheet_in_the_readme_is_valid(smartscore: Run, tmp_path: Path) -> None:
    sheet = next(
        block for block in blocks(REPOSITORY / "README.md", "yaml") if block.startswith("format: smartscore-answers")
    )
    (tmp_path / "readme.answers.yaml").write_text(sheet, "utf-8")
    ran = smartscore("check", "readme.answers.yaml", "--lang", "en")
    assert (ran.code, ran.err) == (0, "1 file checked; faults: 0, warnings: 0.\n")


def test_the_exit_codes_of_the_readme_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", (REPOSITORY / "README.md").read_text("utf-8"), re.MULTILINE)
    assert {int(code): meaning for code, meaning in rows} == EXIT_CODES


@pytest.mark.parametrize("document", sorted(REPOSITORY.glob("*.md")) + sorted(REPOSITORY.glob("docs/**/*.md")), ids=str)
def test_links_inside_the_repository_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


def test_the_readme_numbers_are_those_of_the_example(smartscore: Run) -> None:
    """The picture at the top is what the program prints."""
    picture = blocks(REPOSITORY / "README.md", "text")[0]
    printed = smartscore("report", "example:contoh-kabupaten").out
    rows = [
        line.rstrip()
        for line in picture.splitlines()
        if line[:1].isalpha() and "█" not in line and "0-100 " not in line
    ]
    for row in rows:
        assert " ".join(row.split()) in " ".join(printed.split()), row


def test_the_map_of_the_packages_is_that_of_the_import_contract() -> None:
    """From left to right what the layers name from below; what starts the program and its version are in no map."""
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = [re.findall(r"smartscore\.(\w+)", layer) for layer in reversed(contracts[0]["layers"])]
    (drawn,) = blocks(REPOSITORY / "CONTRIBUTING.md", "text")
    steps = [re.findall(r"\w+", step) for step in drawn.split("<-")]
    places = {name: place for place, step in enumerate(steps) for name in step}
    assert set(places) == {name for layer in layers for name in layer} - {"__main__", "version"}
    order = [[places[name] for name in layer if name in places] for layer in layers]
    assert [place for layer in order for place in layer] == sorted(place for layer in order for place in layer)
