"""What a command costs before it does anything: no import that it does not need, no file, no network."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import sheet_text

import smartscore as package
from smartscore.version import __version__

SOURCE = Path(package.__file__).parent

IMPORTED = """
import json, sys
sys.argv = ["smartscore", *sys.argv[1:]]
{before}
code = 0
try:
    {statement}
except SystemExit as done:
    code = done.code or 0
ours = [name for name in sys.modules if name.split(".")[0] != "__main__"]
sys.stderr.write("\\n" + json.dumps([code, sorted(ours)]))
"""
MAIN = "from smartscore.__main__ import main; main()"

NO_NETWORK = """
import socket
def refuse(*_, **__):
    raise AssertionError("the network was used")
for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refuse)
"""


def started(*arguments: str, statement: str = MAIN, before: str = "") -> tuple[int, str, set[str]]:
    """Run the program in a process of its own; return its exit code, its output and what it has imported."""
    environment = {key: value for key, value in os.environ.items() if key not in ("SMARTSCORE_LANG", "LC_ALL", "LANG")}
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED.format(statement=statement, before=before), *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, done.stdout, set(modules)


def packages(modules: set[str]) -> set[str]:
    return {module.split(".")[0] for module in modules}


def imports(file: Path) -> set[str]:
    """Return the full names of the modules that a file imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


HEAVY = {"typer", "click", "pydantic", "pydantic_core", "rich", "yaml"}
FILES = sorted(SOURCE.rglob("*.py"))


class TestImports:
    def test_the_version_needs_nothing_heavy(self) -> None:
        code, out, modules = started("--version")
        assert (code, out) == (0, f"smartscore {__version__}\n")
        assert packages(modules) & HEAVY == set()
        assert {module for module in modules if module.startswith("smartscore")} == {
            "smartscore",
            "smartscore.__main__",
            "smartscore.version",
        }

    @pytest.mark.parametrize("module", ["argparse", "inspect", "json", "importlib.metadata", "fractions", "decimal"])
    def test_the_version_needs_no_slow_part_of_the_standard_library(self, module: str) -> None:
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "smartscore", "--version"],
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        mine = done.stderr.rpartition("| runpy\n")[2]
        names = {line.rpartition("|")[2].strip() for line in mine.splitlines()}
        assert "smartscore.version" in names
        assert module not in names

    @pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["report", "--help"], ["questionnaires", "--help"]])
    def test_help_needs_no_yaml_no_questionnaire_and_no_scoring(self, arguments: list[str]) -> None:
        code, out, modules = started(*arguments)
        assert code == 0
        assert out.startswith("Usage: smartscore")
        assert packages(modules) & {"yaml", "rich"} == set()
        ours = {"smartscore.scoring", "smartscore.questionnaire", "smartscore.files", "smartscore.answers"}
        assert modules & ours == set()

    @pytest.mark.parametrize("arguments", [["--help"], ["batch", "--help"], ["answers", "set", "--help"]])
    def test_no_help_needs_models(self, arguments: list[str]) -> None:
        """Typer from 0.29 on imports pydantic for the options of a command; pyproject.toml keeps it below."""
        _, _, modules = started(*arguments)
        assert packages(modules) & {"pydantic", "pydantic_core"} == set()

    def test_importing_the_package_needs_nothing_heavy(self) -> None:
        _, _, modules = started(statement="import smartscore")
        assert packages(modules) & HEAVY == set()
        assert {module for module in modules if module.startswith("smartscore")} == {"smartscore", "smartscore.version"}

    def test_listing_the_package_imports_nothing(self) -> None:
        _, out, modules = started(statement="import smartscore; print(*dir(smartscore))")
        assert out.split() == sorted(package.__all__)
        assert packages(modules) & HEAVY == set()

    def test_scoring_as_a_library_needs_no_command_line(self) -> None:
        statement = (
            "import smartscore as s; "
            "s.score(s.load_questionnaire('indonesia-smart-city'), s.read_sheet('example:manggarai-2021'))"
        )
        _, _, modules = started(statement=statement)
        assert packages(modules) & {"typer", "click", "rich"} == set()

    @pytest.mark.parametrize(
        "arguments", [["report", "example:manggarai-2021", "-f", "json"], ["check", "indonesia-smart-city"]]
    )
    def test_what_is_not_drawn_needs_no_drawing(self, arguments: list[str]) -> None:
        """Nothing is imported that a command does not need (design.md 6)."""
        _, _, modules = started(*arguments)
        assert "rich.table" not in modules

    @pytest.mark.parametrize(
        "options", [("report",), ("report", "-f", "markdown"), ("report", "-f", "json"), ("explain",)]
    )
    def test_a_second_report_reads_no_questionnaire_and_draws_nothing(
        self, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The questionnaire comes from the cache, which the first run fills; Rich would only colour."""
        monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache").resolve()))
        command, *more = options
        Path("x.answers.yaml").write_text(sheet_text("  gov-policy-master-plan: 2\n"))
        first = started(command, "x.answers.yaml", *more)
        code, out, modules = started(command, "x.answers.yaml", *more)
        assert (code, out) == first[:2]
        assert code == 0
        assert packages(modules) & {"rich", "textual", "duckdb", "numpy"} == set()
        assert modules & {"smartscore.files.questionnaires", "smartscore.files.translations"} == set()
        assert {"smartscore.files.questionnaires", "smartscore.files.translations"} <= first[2]

    @pytest.mark.parametrize("kind", ["csv", "table"])
    def test_a_table_needs_no_models_no_yaml_and_no_drawing(self, tmp_path: Path, kind: str) -> None:
        """The plan comes from the cache, which the first run fills."""
        table = tmp_path / "answers.csv"
        table.write_text("region,gov-policy-master-plan\nAlor,3\n")
        arguments = ("batch", str(table), "-f", kind, "--quiet")
        started(*arguments)
        code, _, modules = started(*arguments)
        assert code == 0
        extras = {"duckdb", "narwhals", "python_calamine", "xlsxwriter"}
        assert packages(modules) & {"pydantic", "pydantic_core", "yaml", "rich", *extras} == set()
        ours = {"smartscore.model", "smartscore.scoring", "smartscore.questionnaire", "smartscore.answers"}
        assert modules & ours == set()

    @pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
    def test_no_module_of_ours_imports_click(self, file: Path) -> None:
        """Nor the copy of it inside Typer."""
        assert [name for name in imports(file) if name.split(".")[0] == "click" or name.startswith("typer._")] == []

    @pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
    def test_no_module_of_ours_imports_the_network(self, file: Path) -> None:
        network = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "socketserver", "xmlrpc"}
        assert packages(imports(file)) & network == set()

    def test_only_the_command_line_and_what_draws_imports_typer_or_rich(self) -> None:
        found = {place(file) for file in FILES if packages(imports(file)) & {"typer", "rich"}}
        assert found == {"cli", "overviews", "reports", "tables", "layout.py", "interview/full_screen"}

    def test_only_the_full_screen_mode_imports_textual(self) -> None:
        assert {place(file) for file in FILES if "textual" in packages(imports(file))} == {"interview/full_screen"}

    def test_only_full_screen_mode_itself_and_the_command_line_know_that_there_is_one(self) -> None:
        own = "smartscore.interview.full_screen"
        found = {place(file) for file in FILES if any(name.startswith(own) for name in imports(file))}
        assert found <= {"cli", "interview/full_screen"}

    def test_an_interview_line_by_line_needs_no_textual(self) -> None:
        _, _, modules = started("assess", "x.answers.yaml", "--no-input", "--set", "gov-policy-master-plan=2")
        assert "textual" not in packages(modules)


def place(file: Path) -> str:
    """Return the package that a file stands in; the full-screen mode is one of its own."""
    parts = file.relative_to(SOURCE).parts
    return "/".join(parts[:2]) if parts[:2] == ("interview", "full_screen") else parts[0]


READING = [
    ["--help"],
    ["demo"],
    ["report", "x.answers.yaml"],
    ["report", "x.answers.yaml", "-f", "json"],
    ["report", "x.answers.yaml", "-f", "markdown"],
    ["report", "broken.answers.yaml"],
    ["batch", "."],
    ["batch", ".", "-f", "csv"],
    ["check", "x.answers.yaml"],
    ["check", "indonesia-smart-city"],
    ["explain", "x.answers.yaml"],
    ["explain", "x.answers.yaml", "governance"],
    ["questionnaires"],
    ["questionnaires", "list", "-f", "json"],
    ["questionnaires", "show"],
    ["questionnaires", "show", "-f", "json"],
    ["questionnaires", "blank"],
    ["questionnaires", "blank", "-f", "csv"],
    ["questionnaires", "schema", "answers"],
    ["merge", "x.answers.yaml", "-o", "-"],
    ["merge", "x.answers.yaml", "-o", "x.answers.yaml"],
    ["answers", "show", "x.answers.yaml"],
    ["answers", "show", "x.answers.yaml", "-f", "csv"],
    ["answers", "set", "x.answers.yaml", "gov-policy-master-plan=9"],
    ["answers", "clear", "x.answers.yaml", "no-such-question"],
    ["assess"],
    ["assess", "new.answers.yaml"],
    ["assess", "new.answers.yaml", "--set", "nonsense"],
    ["assess", "new.answers.yaml", "--no-input", "--set", "no-such-question=1"],
    ["assess", "new.answers.yaml", "--no-input", "--set", "gov-policy-master-plan=9"],
]
"""Commands that only read, or that fail before there is anything to write."""


class TestFilesAndNetwork:
    @pytest.fixture(autouse=True)
    def files(self) -> None:
        Path("x.answers.yaml").write_text(sheet_text("  gov-policy-master-plan: 2\n"))
        Path("broken.answers.yaml").write_text("a: [")

    def contents(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}

    def test_nothing_is_written_unless_it_is_asked_for(self) -> None:
        """All in one process, each with the network forbidden."""
        before = self.contents()
        statement = (
            "import io; from smartscore.cli import run\n"
            "    for command in json.loads(sys.argv[1]):\n"
            "        sys.stdin = io.TextIOWrapper(io.BytesIO())\n"
            "        print([run(command), command])"
        )
        _, out, _ = started(json.dumps(READING), statement=statement, before=NO_NETWORK)
        codes = [line for line in out.splitlines() if line.startswith("[") and line.endswith("]]")]
        assert len(codes) == len(READING)
        assert [line for line in codes if line.startswith("[3,")] == []
        assert self.contents() == before

    def test_a_report_uses_no_network(self) -> None:
        """`email.utils` of the standard library imports `socket`; nothing that speaks over it may be there."""
        code, _, modules = started("report", "example:manggarai-2021", before=NO_NETWORK)
        assert code == 0
        assert modules & {"ssl", "http.client", "urllib.request", "asyncio", "smtplib", "ftplib"} == set()
