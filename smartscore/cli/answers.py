"""The commands `answers ...`: show, set and clear the answers of a sheet, for scripts."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli.options import (
    LangOption,
    Loaded,
    OutputOption,
    QuestionnaireOption,
    SheetArgument,
    choose_format,
    load_sheet,
    refuse_over,
    shell_of,
)
from smartscore.cli.shell import Shell
from smartscore.errors import AnswerError, Fault, UsageError, unknown

if TYPE_CHECKING:
    from smartscore.answers import Sheet
    from smartscore.history import History
    from smartscore.interview.session import Session
    from smartscore.questionnaire import Questionnaire
    from smartscore.tables.answers import AnswerRow

NOTE = ".note"
"""What stands behind a question's id where its note is to be set."""

answers = typer.Typer(
    help="Show, set and clear the answers of a sheet, one by one, for scripts.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FileArgument = Annotated[str, typer.Argument(metavar="SHEET", help="An answer sheet: a file that is there already.")]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="table|json|csv", help="The format; by the file's ending without it."),
]


@answers.command()
def show(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    sheet: SheetArgument,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="Questions, areas or dimensions; all questions of the form without."),
    ] = None,
    aside: Annotated[
        bool, typer.Option("--aside", help="Show the answers that were set aside when the sheet was taken over.")
    ] = False,
    questionnaire: QuestionnaireOption = None,
    format: FormatOption = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show what is answered, with what evidence, and by whom.

    Examples:
      smartscore answers show ruteng-2026.answers.yaml governance

      smartscore answers show ruteng-2026.answers.yaml -f csv -o ruteng-2026.csv
    """
    shell = shell_of(context)
    from smartscore.answers import match  # noqa: PLC0415  # not needed for --help
    from smartscore.tables.answers import ANSWERS_FORMATS, answer_row  # noqa: PLC0415  # the same

    endings = {name: kind.endings for name, kind in ANSWERS_FORMATS.items()}
    chosen = choose_format(format, output, endings, "table")
    refuse_over(output, [sheet])
    loaded = _shown(load_sheet(shell, sheet, questionnaire, lang))
    given = loaded.file.sheet
    with loaded.file.document.located():
        responses = match(loaded.questionnaire, given)
    asked = _asked_for(loaded.questionnaire, given, ids or [])
    if aside:
        rows = list(_aside(loaded, set(asked) if ids else set(loaded.questionnaire.questions)))
        if not rows:
            shell.say(shell.words("answers.none_aside", path=sheet))
    else:
        rows = [answer_row(loaded.questionnaire, responses[question], given.given_by) for question in asked]
    shell.deliver(ANSWERS_FORMATS[chosen].render(rows, shell.words), output)


def _aside(loaded: Loaded, wanted: Collection[str]) -> "Iterator[AnswerRow]":
    """Yield the answers to these questions that were set aside."""
    from smartscore.answers import match  # noqa: PLC0415  # not needed for --help
    from smartscore.files.aside import answers_aside  # noqa: PLC0415  # the same
    from smartscore.tables.answers import answer_row  # noqa: PLC0415  # the same

    questionnaire, sheet = loaded.questionnaire, loaded.file.sheet
    for aside in answers_aside(Path(loaded.file.document.name), sheet):
        question = questionnaire.renamed.get(aside.question, aside.question)
        if question in wanted:
            response = match(questionnaire, sheet.with_answer(aside.question, aside.answer))[question]
            yield answer_row(questionnaire, replace(response, by=(aside.by,)), None)


@answers.command("set")
def set_(
    context: typer.Context,
    sheet: FileArgument,
    settings: Annotated[
        list[str],
        typer.Argument(
            metavar="ID=VALUE...",
            help="A value, `unknown` or `?`, `waiting`, `na:REASON`; ID.note=TEXT sets the note (empty deletes it).",
        ),
    ],
    questionnaire: QuestionnaireOption = None,
    lang: LangOption = None,
) -> None:
    """Set answers and notes of a sheet; nothing is written if one of them is wrong.

    Examples:
      smartscore answers set ruteng-2026.answers.yaml gov-policy-master-plan=2 soc-learning-out-of-school=unknown

      smartscore answers set ruteng-2026.answers.yaml "gov-policy-master-plan.note=Books finished in June."
    """
    shell = shell_of(context)
    loaded = _load(shell, sheet, questionnaire, lang)
    from smartscore.interview.session import Session  # noqa: PLC0415  # not needed for --help

    session = Session.begin(loaded.questionnaire, loaded.file.sheet)
    faults: list[Fault] = []
    for setting in settings:
        try:
            session = _with_setting(session, setting)
        except (AnswerError, UsageError) as error:
            name = setting.partition("=")[0].strip()
            faults += [replace(fault, path=(name,) if isinstance(error, AnswerError) else ()) for fault in error.faults]
    if faults:
        raise UsageError(faults)
    _save(shell, loaded, session.sheet)
    shell.say(shell.words("answers.set", count=len(settings), path=sheet))


@answers.command()
def clear(
    context: typer.Context,
    sheet: FileArgument,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Questions.")],
    questionnaire: QuestionnaireOption = None,
    lang: LangOption = None,
) -> None:
    """Take answers out of a sheet, with their notes and evidence; the questions are then missing.

    Example:
      smartscore answers clear ruteng-2026.answers.yaml gov-policy-master-plan
    """
    shell = shell_of(context)
    loaded = _load(shell, sheet, questionnaire, lang)
    known = loaded.questionnaire.questions
    wanted = [loaded.questionnaire.renamed.get(name, name) for name in ids]
    if faults := [unknown("fault.question_unknown", name, known) for name in wanted if name not in known]:
        raise UsageError(faults)
    from smartscore.interview.session import Session  # noqa: PLC0415  # not needed for --help

    before = Session.begin(loaded.questionnaire, loaded.file.sheet).sheet
    present = set(wanted) & set(before.answers)
    after = before
    for name in present:
        after = after.with_answer(name, None)
    if present:
        _save(shell, loaded, after)
    shell.say(shell.words("answers.cleared", count=len(present), path=sheet))


@answers.command()
def dismiss(
    context: typer.Context,
    sheet: FileArgument,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID...]", help="Questions; all without.")] = None,
    questionnaire: QuestionnaireOption = None,
    lang: LangOption = None,
) -> None:
    """Let go of answers that were set aside when the sheet was taken over: they are settled, the sheet stays as it is.

    Example:
      smartscore answers dismiss ruteng-2026.answers.yaml
    """
    shell = shell_of(context)
    loaded = _load(shell, sheet, questionnaire, lang)
    from smartscore.cli.sitting import open_sheet  # noqa: PLC0415  # not needed for --help
    from smartscore.files.aside import answers_aside  # noqa: PLC0415  # the same

    known, renamed = loaded.questionnaire.questions, loaded.questionnaire.renamed
    wanted = {renamed.get(name, name) for name in ids or known}
    if faults := [unknown("fault.question_unknown", name, known) for name in sorted(wanted) if name not in known]:
        raise UsageError(faults)
    path = Path(loaded.file.document.name)
    found = [
        item for item in answers_aside(path, loaded.file.sheet) if renamed.get(item.question, item.question) in wanted
    ]
    if not found:
        shell.say(shell.words("answers.none_aside", path=sheet))
        return
    with closing(open_sheet(path, None, loaded.questionnaire, take_over=False)) as kept:
        kept.dismiss_aside(item.question for item in found)
    shell.say(shell.words("answers.dismissed", count=len(found), path=sheet))


def _load(shell: Shell, sheet: str, questionnaire: str | None, lang: str | None) -> Loaded:
    """Read a sheet that is to be changed. Raises UsageError for what is no file, SheetError for one that is invalid."""
    from smartscore.answers import match  # noqa: PLC0415  # not needed for --help

    if sheet == "-" or sheet.startswith("example:"):
        shell.speak(lang)
        raise UsageError([Fault("answers.read_only", {"path": sheet})])
    loaded = _shown(load_sheet(shell, sheet, questionnaire, lang))
    with loaded.file.document.located():
        match(loaded.questionnaire, loaded.file.sheet)
    return loaded


def _shown(loaded: Loaded) -> Loaded:
    """Leave out the questions that do not concern the sheet's region."""
    return loaded._replace(questionnaire=loaded.questionnaire.shown_to(loaded.file.sheet.profile))


def _save(shell: Shell, loaded: Loaded, sheet: "Sheet") -> None:
    """Put the changed sheet on the disk, with the layout that a person gave it. Raises like `OpenSheet`."""
    from smartscore.cli.sitting import open_sheet  # noqa: PLC0415  # not needed for --help

    with closing(open_sheet(Path(loaded.file.document.name), None, loaded.questionnaire, take_over=False)) as kept:
        kept.save(sheet, _changed(kept.history, loaded.file.sheet, sheet))
        if kept.backup is not None:
            shell.say(shell.words("interview.backup", path=str(kept.backup)), style="dim")


def _changed(history: "History", before: "Sheet", after: "Sheet") -> "History":
    """Return the history with every answer that differs, so that the interview can take each back."""
    from smartscore.history import Change  # noqa: PLC0415  # not needed for --help

    for name in dict.fromkeys((*before.answers, *after.answers)):
        change = Change(name, before.answers.get(name), after.answers.get(name))
        history = history.record(change) if change.before != change.after else history
    return history


def _with_setting(session: "Session", setting: str) -> "Session":
    """Return the session with one answer or note set. Raises UsageError or AnswerError."""
    name, sign, value = setting.partition("=")
    name, value = name.strip(), value.strip()
    if not sign:
        raise UsageError([Fault("usage.setting", {"value": setting})])
    if not name.endswith(NOTE):
        return session.set(name, value)
    questionnaire, question = session.questionnaire, name.removesuffix(NOTE)
    question = questionnaire.renamed.get(question, question)
    if question not in questionnaire.questions:
        raise AnswerError([unknown("fault.question_unknown", question, questionnaire.questions)])
    noted = replace(session, order=(question,), at=0).comment(value)
    return replace(session, sheet=noted.sheet)


def _asked_for(questionnaire: "Questionnaire", sheet: "Sheet", names: Sequence[str]) -> list[str]:
    """Return the questions that ids name, in the order of asking. Raises UsageError for ids that name nothing."""
    if not names:
        answered = {questionnaire.renamed.get(key, key) for key in sheet.answers}
        form = {question.id for question in questionnaire.asked(sheet.form)}
        return [question for question in questionnaire.questions if question in form | answered]
    known = [*questionnaire.groups, *questionnaire.questions, *questionnaire.renamed]
    if faults := [unknown("answers.unknown", name, known) for name in names if name not in known]:
        raise UsageError(faults)
    wanted = set(_questions_of(questionnaire, names))
    return [question for question in questionnaire.questions if question in wanted]


def _questions_of(questionnaire: "Questionnaire", names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name in questionnaire.groups:
            yield from (question.id for question in questionnaire.groups[name].all_questions())
        else:
            yield questionnaire.renamed.get(name, name)
