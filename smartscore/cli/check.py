"""The command `check`: everything that is wrong in questionnaires and sheets, at once."""

from typing import Annotated

import typer

from smartscore.cli.options import LangOption, QuestionnaireOption, shell_of
from smartscore.errors import EXIT_NO

PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Questionnaires (name or folder), sheets, folders of sheets, example:NAME."),
]


def check(
    context: typer.Context, paths: PathsArgument, questionnaire: QuestionnaireOption = None, lang: LangOption = None
) -> None:
    """Check questionnaires and sheets; list every fault with its place, and exit with 1 if there is any.

    Warnings are listed too and do not change the exit code.

    Examples:
      smartscore check indonesia-smart-city

      smartscore check my-questionnaire/ ruteng-2026.answers.yaml
    """
    shell = shell_of(context)
    shell.speak(lang)
    from smartscore.checks import check as check_path  # noqa: PLC0415  # not needed for --help
    from smartscore.language import printable  # noqa: PLC0415  # the same

    errors = warnings = count = 0
    for path in paths:
        for checked in check_path(path, questionnaire):
            count += 1
            errors += checked.errors
            warnings += len(checked.faults) - checked.errors
            for fault in checked.faults:
                shell.print(f"{shell.words(f'check.{fault.severity}')} {fault.text(shell.words)}\n")
            if not checked.faults:
                shell.print(f"{shell.words('check.good')} {printable(checked.name)}\n")
    shell.say(shell.words("check.sum", errors=errors, warnings=warnings, count=count))
    if errors:
        raise typer.Exit(EXIT_NO)
