"""The commands `questionnaires ...`: what there is, what is in it, and how to begin with it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli.options import DEFAULT_QUESTIONNAIRE, LangOption, OutputOption, choose_format, load, shell_of
from smartscore.errors import Fault, UsageError, unknown

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartscore.language import Language
    from smartscore.questionnaire import Questionnaire
    from smartscore.questions.question import Question

questionnaires = typer.Typer(
    help="List, show and begin questionnaires.", invoke_without_command=True, rich_markup_mode=None
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME|FOLDER", help="A questionnaire.")]
ListFormat = Annotated[str | None, typer.Option("--format", "-f", metavar="terminal|json", help="The format.")]

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

    chosen = choose_format(format, None, TEXT_OR_JSON, "terminal")
    found = [(load(shell, name, lang), sorted(examples(find(name)))) for name in names()]
    if chosen == "json":
        entries = [{**_facts(questionnaire), "examples": known} for questionnaire, known in found]
        shell.print(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
        return
    for questionnaire, known in found:
        facts = {"count": len(questionnaire.questions), "languages": ", ".join(questionnaire.languages)}
        shell.print(f"{questionnaire.id} {questionnaire.version}: {questionnaire.title}\n")
        shell.print("  " + shell.words("questionnaires.facts", **facts) + "\n")
        shell.print(
            "  " + shell.words("questionnaires.examples", names=", ".join(f"example:{name}" for name in known)) + "\n"
        )


@questionnaires.command()
def show(
    context: typer.Context,
    name: NameArgument = DEFAULT_QUESTIONNAIRE,
    format: ListFormat = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show a questionnaire: its areas, questions and levels.

    Example:
      smartscore questionnaires show indonesia-smart-city --lang en
    """
    shell = shell_of(context)
    chosen = choose_format(format, output, TEXT_OR_JSON, "terminal")
    questionnaire = load(shell, name, lang)
    document = _as_json(questionnaire) if chosen == "json" else _drawn(questionnaire, shell.words)
    shell.deliver(document, output)


@questionnaires.command()
def blank(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    name: NameArgument = DEFAULT_QUESTIONNAIRE,
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="yaml|csv", help="The format.")] = None,  # noqa: A002
    output: OutputOption = None,
    quick: Annotated[bool, typer.Option("--quick", help="The short form only.")] = False,
    lang: LangOption = None,
) -> None:
    """Print an empty answer sheet with the questions as comments, or the header of a CSV.

    Example:
      smartscore questionnaires blank -o ruteng-2026.answers.yaml
    """
    shell = shell_of(context)
    from smartscore.files.blank_sheet import BLANKS  # noqa: PLC0415  # not needed for --help

    chosen = choose_format(format, output, {kind: endings for kind, (endings, _) in BLANKS.items()}, "yaml")
    questionnaire = load(shell, name, lang)
    _, make = BLANKS[chosen]
    _keep_existing(output)
    shell.deliver(make(questionnaire, "quick" if quick else "full", shell.words), output)


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
    shell.speak(lang)
    from smartscore.files.skeleton import write_skeleton  # noqa: PLC0415  # not needed for --help

    write_skeleton(folder)
    shell.say(shell.words("questionnaires.new", path=str(folder)))


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


def _facts(questionnaire: "Questionnaire") -> dict[str, object]:
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title,
        "languages": list(questionnaire.languages),
        "unofficial": questionnaire.unofficial,
        "questions": len(questionnaire.questions),
    }


def _as_json(questionnaire: "Questionnaire") -> str:
    """Return the questionnaire's facts, and its questions as a flat list with the groups that they lie in."""
    questions = [
        {"path": list(questionnaire.path(question.id)[:-1]), **question.model_dump(mode="json", exclude_defaults=True)}
        | {"quick": question.quick, "kind": question.kind}
        for question in questionnaire.questions.values()
    ]
    groups = [
        {"id": group.id, "parent": questionnaire.parents[group.id], "name": group.name, "about": group.about}
        for group in questionnaire.groups.values()
    ]
    content = {**_facts(questionnaire), "language": questionnaire.language, "digest": questionnaire.digest}
    return json.dumps({**content, "groups": groups, "questions": questions}, indent=2, ensure_ascii=False) + "\n"


def _number_lines(question: "Question", words: "Language") -> "Iterator[str]":
    """Yield what a number counts, and where its levels begin."""
    from smartscore.language import one_line  # noqa: PLC0415  # only where a questionnaire is shown
    from smartscore.questions.number import NumberQuestion  # noqa: PLC0415  # the same

    if isinstance(question, NumberQuestion):
        yield words("interview.number", unit=one_line(question.unit), count=one_line(question.counts()))
        if question.source:
            yield words("questionnaires.source", source=one_line(question.source))
        if question.thresholds:
            yield words("questionnaires.thresholds", thresholds=" · ".join(words.value(x) for x in question.thresholds))


def _drawn(questionnaire: "Questionnaire", words: "Language") -> "RenderableType":
    from rich.console import Group  # noqa: PLC0415  # Rich is imported only where it prints

    return Group(*_drawn_parts(questionnaire, words))


def _drawn_parts(questionnaire: "Questionnaire", words: "Language") -> "Iterator[RenderableType]":
    from rich.padding import Padding  # noqa: PLC0415  # Rich is imported only where it prints
    from rich.text import Text  # noqa: PLC0415  # the same

    from smartscore.language import one_line  # noqa: PLC0415  # the same

    yield Text(f"{one_line(questionnaire.title)} ({questionnaire.id} {questionnaire.version})", style="bold")
    for text in (questionnaire.about, questionnaire.notice):
        yield Text(one_line(text or ""), style="dim")
    for question in questionnaire.questions.values():
        place = " › ".join(one_line(questionnaire.groups[step].name) for step in questionnaire.path(question.id)[:-1])
        yield Padding(Text(place, style="dim"), (1, 0, 0, 0))
        marks = [words("questionnaires.quick")] if question.quick else []
        marks += [words("questionnaires.must_have")] if question.must_have else []
        yield Text(f"{one_line(question.ask)} ({', '.join([question.id, question.kind, *marks])})", style="bold")
        if question.help:
            yield Text(one_line(question.help), style="dim")
        if question.kind == "number":
            yield from (Padding(Text(line), (0, 0, 0, 2)) for line in _number_lines(question, words))
        for choice in question.choices():
            text = words(f"answer.{choice.text}") if question.kind == "yes_no" else one_line(choice.text)
            yield Padding(Text(f"{choice.key}  {text}"), (0, 0, 0, 2))
