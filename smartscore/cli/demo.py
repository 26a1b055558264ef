"""The command `demo`: what the program is for, on the examples that it brings along."""

from typing import TYPE_CHECKING

import typer

from smartscore.cli.options import DEFAULT_QUESTIONNAIRE, LangOption, load, shell_of

if TYPE_CHECKING:
    from smartscore.questionnaire import Questionnaire
    from smartscore.scoring import Scorecard

COMPLETE = "contoh-kabupaten"
REAL = "manggarai-2021"


def demo(context: typer.Context, lang: LangOption = None) -> None:
    """Show a full report of a fictional regency, the summary of a real one, and three commands to try next.

    Example:
      smartscore demo --lang en
    """
    shell = shell_of(context)
    from smartscore.reports import terminal  # noqa: PLC0415  # not needed for --help

    questionnaire = load(shell, DEFAULT_QUESTIONNAIRE, lang)
    words = shell.words
    shell.say(words("demo.complete"), style="bold")
    shell.print(terminal.render(_scored(questionnaire, COMPLETE), words))
    shell.say("")
    shell.say(words("demo.real"), style="bold")
    shell.print(terminal.summary(_scored(questionnaire, REAL), words))
    shell.say("")
    shell.say(words("demo.next", example=f"example:{REAL}", complete=f"example:{COMPLETE}"))


def _scored(questionnaire: "Questionnaire", example: str) -> "Scorecard":
    from smartscore.files.sheets import read_sheet  # noqa: PLC0415  # not needed for --help
    from smartscore.scoring import score  # noqa: PLC0415  # the same

    return score(questionnaire, read_sheet(f"example:{example}"))
