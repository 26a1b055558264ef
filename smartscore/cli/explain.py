"""The command `explain`: the tree behind a number, and the cheapest single change that lifts it."""

from typing import Annotated

import typer

from smartscore.cli.options import (
    LangOption,
    OutputOption,
    QuestionnaireOption,
    SheetArgument,
    choose_format,
    load_sheet,
    refuse_over,
    shell_of,
)

NodeArgument = Annotated[
    str, typer.Argument(metavar="NODE", help="`overall`, or the id of a dimension, an area or a question.")
]
FormatOption = Annotated[str | None, typer.Option("--format", "-f", metavar="terminal|json", help="The format.")]


def explain(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    sheet: SheetArgument,
    node: NodeArgument = "overall",
    questionnaire: QuestionnaireOption = None,
    format: FormatOption = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show how a number came about, and the cheapest single change that lifts it.

    Examples:
      smartscore explain example:contoh-kabupaten governance

      smartscore explain ruteng-2026.answers.yaml gov-policy-master-plan --lang en
    """
    shell = shell_of(context)
    refuse_over(output, [sheet])
    from smartscore.reports.explanation import FORMATS  # noqa: PLC0415  # not needed for --help
    from smartscore.scoring.explanation import explain as explain_node  # noqa: PLC0415  # the same

    endings = {name: kind.endings for name, kind in FORMATS.items()}
    chosen = choose_format(format, output, endings, "terminal")
    loaded = load_sheet(shell, sheet, questionnaire, lang)
    with loaded.file.document.located():
        explanation = explain_node(loaded.questionnaire, loaded.file.sheet, node)
    shell.deliver(FORMATS[chosen].render(explanation, shell.words), output)
