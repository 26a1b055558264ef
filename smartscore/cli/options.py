"""Arguments and options that several commands share, and what they mean."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from smartscore.cli.shell import Shell
from smartscore.errors import Fault, SheetError, UsageError, unknown
from smartscore.language import LANGUAGES

if TYPE_CHECKING:
    from smartscore.answers import Sheet
    from smartscore.files.sheets import SheetFile
    from smartscore.questionnaire import Questionnaire

DEFAULT_QUESTIONNAIRE = "indonesia-smart-city"

SheetArgument = Annotated[
    str, typer.Argument(metavar="SHEET", help="An answer sheet: a file, `-` for standard input, or example:NAME.")
]
QuestionnaireOption = Annotated[
    str | None,
    typer.Option(
        "--questionnaire", "-q", metavar="NAME|FOLDER", help="The questionnaire; the one that the sheet names."
    ),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="|".join(LANGUAGES), help="The language; see the README for what decides without it."
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; `-` is standard output.")
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", help="Say nothing on standard error except faults, which warnings are not.")
]


def shell_of(context: typer.Context, *, quiet: bool = False) -> Shell:
    """Return the surroundings of the run."""
    shell = cast("Shell", context.obj)
    shell.quiet = shell.quiet or quiet
    return shell


def load(
    shell: Shell, name: str, lang: str | None, sheet: "Sheet | None" = None, *, cached: bool = True
) -> "Questionnaire":
    """Load a questionnaire in the language that the run is to have; its first language where it lacks that one."""
    from smartscore.files.cached_questionnaires import CachedQuestionnaire  # noqa: PLC0415  # not needed for --help
    from smartscore.files.questionnaire_folders import find  # noqa: PLC0415  # the same

    found = CachedQuestionnaire(find(name), cached=cached)
    code = shell.speak(lang, sheet.language if sheet else None, found.languages[0])
    return found.questionnaire(code if code in found.languages else found.languages[0])


class Loaded(NamedTuple):
    """A sheet that has been read, and its questionnaire."""

    file: "SheetFile"
    questionnaire: "Questionnaire"


def load_sheet(shell: Shell, sheet: str, questionnaire: str | None, lang: str | None) -> Loaded:
    """Read a sheet and load its questionnaire: the one asked for, else the one that the sheet names."""
    from smartscore.files.sheets import read_sheet_file  # noqa: PLC0415  # not needed for --help

    file = read_sheet_file(sheet)
    return Loaded(file, load_for(shell, file, questionnaire, lang))


def load_for(shell: Shell, file: "SheetFile", questionnaire: str | None, lang: str | None) -> "Questionnaire":
    """Load the questionnaire of a sheet: the one asked for, else the one that the sheet names."""
    from smartscore.files.questionnaire_folders import names  # noqa: PLC0415  # not needed for --help

    wanted = file.sheet.questionnaire.id
    if questionnaire is None and wanted not in names():
        fault = unknown("fault.questionnaire_unknown", wanted, names()).within("questionnaire", "id")
        raise SheetError(file.document.locate([fault]))
    loaded = load(shell, questionnaire or wanted, lang, file.sheet)
    for warning in file.warnings():
        shell.complain(warning)
    return loaded


def refuse_over(output: Path | None, inputs: Sequence[str]) -> None:
    """Refuse to write a result over one of the files it is made from. Raises UsageError."""
    from smartscore.files.paths import is_folder  # noqa: PLC0415  # not needed for --help

    if output is None or str(output) == "-":
        return
    if is_folder(output):
        raise UsageError([Fault("write.is_folder", file=str(output))])
    target = output.resolve()
    alike = {output.name.casefold(), target.name.casefold()}
    if target in {Path(name).resolve() for name in inputs if _may_be(alike, name)}:
        raise UsageError([Fault("usage.over_input", {"path": str(output)})])


def _may_be(alike: set[str], name: str) -> bool:
    """Say whether an input may have one of these names, in small letters, or is a link; quicker than to follow all."""
    return os.path.basename(name).casefold() in alike or os.path.islink(name)  # noqa: PTH114, PTH119  # quicker


def choose_format(choice: str | None, output: Path | None, endings: dict[str, tuple[str, ...]], default: str) -> str:
    """Return the format: the one asked for, else the one of the file's ending, else the default. Raises UsageError."""
    if choice is not None:
        if choice not in endings:
            raise UsageError([unknown("usage.format", choice, endings)])
        return choice
    if output is None or str(output) == "-":
        return default
    for name, known in endings.items():
        if output.name.lower().endswith(known):
            return name
    raise UsageError([unknown("usage.ending", output.name, [end for known in endings.values() for end in known])])
