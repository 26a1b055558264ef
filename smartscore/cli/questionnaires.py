"""The commands `questionnaires ...`: what there is, what is in it, and how to begin with it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from smartscore.cli.batch_options import ExcelOption
from smartscore.cli.options import DEFAULT_QUESTIONNAIRE, LangOption, OutputOption, choose_format, load, shell_of
from smartscore.errors import Fault, UsageError, unknown

questionnaires = typer.Typer(
    help="List, show and begin questionnaires.", invoke_without_command=True, rich_markup_mode=None
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME|FOLDER", help="A questionnaire.")]
ListFormat = Annotated[str | None, typer.Option("--format", "-f", metavar="terminal|json", help="The format.")]

ShowFormat = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="terminal|markdown|json", help="The format; by the file's ending without it."
    ),
]

BlankFormat = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="yaml|csv|xlsx", help="The format; by the file's ending without it."),
]

TEXT_OR_JSON: dict[str, tuple[str, ...]] = {"terminal": (".txt",), "json": (".json",)}


@questionnaires.callback()
def _default(context: typer.Context) -> None:
    """List the questionnaires that are shipped; the commands below show more."""
    if context.invoked_subcommand is None:
        list_(context)


@questionnaires.command("list")
def list_(context: typer.Context, format: ListFormat = None, lang: LangOption = None) -> None:  # noqa: A002  # the option's name
    """List the questionnaires that are shipped, with their examples.

    Example:
      smartscore questionnaires list -f json
    """
    shell = shell_of(context)
    from smartscore.files.questionnaires import examples, find, names  # noqa: PLC0415  # not needed for --help
    from smartscore.overviews.json import facts  # noqa: PLC0415  # the same

    chosen = choose_format(format, None, TEXT_OR_JSON, "terminal")
    found = [(load(shell, name, lang), sorted(examples(find(name)))) for name in names()]
    if chosen == "json":
        entries = [{**facts(questionnaire), "examples": known} for questionnaire, known in found]
        shell.print(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
        return
    for questionnaire, known in found:
        counts = {"count": len(questionnaire.questions), "languages": ", ".join(questionnaire.languages)}
        shell.print(f"{questionnaire.id} {questionnaire.version}: {questionnaire.title}\n")
        shell.print("  " + shell.words("questionnaires.facts", **counts) + "\n")
        shell.print(
            "  " + shell.words("questionnaires.examples", names=", ".join(f"example:{name}" for name in known)) + "\n"
        )


@questionnaires.command()
def show(
    context: typer.Context,
    name: NameArgument = DEFAULT_QUESTIONNAIRE,
    format: ShowFormat = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show a questionnaire: its areas, questions and levels; as Markdown, a table to print of what is asked.

    Examples:
      smartscore questionnaires show indonesia-smart-city --lang en

      smartscore questionnaires show indonesia-smart-city -o overview.md
    """
    shell = shell_of(context)
    from smartscore.overviews import FORMATS  # noqa: PLC0415  # not needed for --help

    chosen = choose_format(format, output, {name: kind.endings for name, kind in FORMATS.items()}, "terminal")
    questionnaire = load(shell, name, lang)
    shell.deliver(FORMATS[chosen].render(questionnaire, shell.words), output)


@questionnaires.command()
def blank(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    name: NameArgument = DEFAULT_QUESTIONNAIRE,
    format: BlankFormat = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="The short form only.")] = False,
    excel: ExcelOption = False,
    lang: LangOption = None,
) -> None:
    """Print an empty answer sheet with the questions as comments, or an empty table: CSV, or a workbook to choose in.

    Examples:
      smartscore questionnaires blank -o ruteng-2026.answers.yaml

      smartscore questionnaires blank --excel -o table.csv

      smartscore questionnaires blank -o table.xlsx
    """
    shell = shell_of(context)
    from smartscore.files.blank_sheet import blank_yaml  # noqa: PLC0415  # not needed for --help
    from smartscore.tables.blank import BLANK_TABLES  # noqa: PLC0415  # the same

    endings = {"yaml": (".yaml", ".yml"), **{kind: ends for kind, (ends, _) in BLANK_TABLES.items()}}
    chosen = choose_format(format, output, endings, "csv" if excel else "yaml")
    if excel and chosen != "csv":
        raise UsageError([Fault("usage.excel", {"name": chosen})])
    if chosen == "xlsx" and (output is None or str(output) == "-") and sys.stdout.isatty():
        raise UsageError([Fault("usage.binary", {"name": chosen})])
    questionnaire = load(shell, name, lang)
    form: Literal["full", "quick"] = "quick" if quick else "full"
    _keep_existing(output)
    if chosen == "yaml":
        shell.deliver(blank_yaml(questionnaire, form, shell.words), output)
        return
    _, make = BLANK_TABLES[chosen]
    shell.deliver(make(questionnaire, form, shell.words, excel=excel), output)


@questionnaires.command()
def new(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A folder that does not exist yet; its name is the id.")
    ],
    lang: LangOption = None,
) -> None:
    """Begin a questionnaire of your own: a commented skeleton that passes `check`, with the schemas for your editor.

    Example:
      smartscore questionnaires new my-questionnaire
    """
    shell = shell_of(context)
    language = shell.speak(lang)
    from smartscore.files.paths import in_command  # noqa: PLC0415  # not needed for --help
    from smartscore.files.skeleton import write_skeleton  # noqa: PLC0415  # not needed for --help

    write_skeleton(folder, language)
    shell.say(shell.words("questionnaires.new", path=str(folder), folder=in_command(folder)))


@questionnaires.command()
def schema(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="questionnaire|dimension|translation|answers|scorecard", help="A kind of file.")
    ],
    output: OutputOption = None,
) -> None:
    """Print the JSON Schema of a kind of file, for editors and other programs.

    Example:
      smartscore questionnaires schema answers -o answers.schema.json
    """
    shell = shell_of(context)
    from smartscore.files.schemas import SCHEMAS, schema_text  # noqa: PLC0415  # not needed for --help

    if name not in SCHEMAS:
        raise UsageError([unknown("usage.schema", name, SCHEMAS)])
    shell.deliver(schema_text(name), output)


def _keep_existing(output: Path | None) -> None:
    """Refuse to put an empty sheet over a file that may hold answers. Raises UsageError."""
    from smartscore.files.paths import exists  # noqa: PLC0415  # not needed for --help

    if output is not None and str(output) != "-" and exists(output):
        raise UsageError([Fault("usage.exists", {"path": str(output)})])
