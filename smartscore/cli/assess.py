"""The command `assess`: ask the questions, keep every answer on disk, show where it leads."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli.options import DEFAULT_QUESTIONNAIRE, LangOption, QuestionnaireOption, load, shell_of
from smartscore.cli.shell import Shell
from smartscore.errors import EXIT_INTERRUPTED, Fault, UsageError

if TYPE_CHECKING:
    from smartscore.answers import Sheet
    from smartscore.cli.screen import LineScreen
    from smartscore.interview.session import Session
    from smartscore.questionnaire import Questionnaire

NAMELESS = "my-city"

PathArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[SHEET]", help="The sheet to begin or go on with; named after region and period."),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="ID=VALUE", help="Set an answer: a value, `unknown`, `waiting`, or `na:REASON`."),
]


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answers for what; None where it is not known."""

    region: str | None
    period: str | None
    name: str | None


def assess(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    sheet: PathArgument = None,
    questionnaire: QuestionnaireOption = None,
    region: Annotated[str | None, typer.Option(help="The region's name.")] = None,
    period: Annotated[str | None, typer.Option(help="The year or period.")] = None,
    respondent: Annotated[str | None, typer.Option(help="Who answers: agency, person or team.")] = None,
    dimension: Annotated[
        str | None, typer.Option(metavar="ID", help="Ask the questions of one dimension only.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Ask the short form only.")] = False,
    set_: SetOption = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing; only take what --set gives.")] = False,
    lang: LangOption = None,
) -> None:
    """Answer a questionnaire; every answer is on disk before it is acknowledged.

    Digits answer; letters are commands: n not applicable, ? don't know, w waiting, c comment, e evidence, b back,
    s skip, h help, q save and quit. Starting again goes on where it stopped.

    Examples:
      smartscore assess --region "Kabupaten Contoh" --period 2026

      smartscore assess ruteng-2026.answers.yaml --quick --lang en

      smartscore assess ruteng-2026.answers.yaml --no-input --set gov-policy-master-plan=2
    """
    shell = shell_of(context)
    who = Respondent(region, period, respondent)
    path = sheet or Path(_file_name(who))
    from smartscore.files.paths import exists  # noqa: PLC0415  # not needed for --help

    is_new = not exists(path)
    session = _begin(shell, path, who, questionnaire, lang, quick=quick, dimension=dimension)
    for setting in set_ or []:
        session = _set(session, setting)
    screen = None if no_input else _screen(shell, required=not set_)
    shell.say(shell.words("interview.path", path=str(path)), style="dim")
    if not is_new:
        counts = {"answered": session.answered, "count": len(session.order)}
        shell.say(shell.words("interview.resumed", **counts), style="dim")
    if screen is None:
        _save(path, session.sheet)
    else:
        session = _interview(shell, path, session, screen, introduce=is_new)
    if set_:
        shell.say(shell.words("interview.set", count=len(set_)))
    if not quick and (finished := session.finished_form()) != session:
        session = finished
        _save(path, session.sheet)
    _finish(shell, path, session)


def _file_name(who: Respondent) -> str:
    """Return the name of a sheet that was given none: region and period in plain letters."""
    text = " ".join(part for part in (who.region, who.period) if part).lower()
    words = "".join(sign if sign.isalnum() else " " for sign in text).split()
    return f"{'-'.join(words) or NAMELESS}.answers.yaml"


def _begin(  # noqa: PLR0913  # all that decides how a sitting begins
    shell: Shell,
    path: Path,
    who: Respondent,
    questionnaire: str | None,
    lang: str | None,
    *,
    quick: bool,
    dimension: str | None,
) -> "Session":
    """Return the session: of the sheet that is there, or of a new one. Nothing is written yet."""
    from smartscore.files.paths import exists  # noqa: PLC0415  # not needed for --help
    from smartscore.interview.session import Session  # noqa: PLC0415  # the same

    sheet, loaded = (
        _existing(shell, path, questionnaire, lang) if exists(path) else _new(shell, questionnaire, lang, quick=quick)
    )
    if quick and not any(loaded.asked("quick")):
        raise UsageError([Fault("usage.no_short_form", {"id": loaded.id})])
    sheet = sheet.model_copy(update=_given(who))
    return Session.begin(loaded, sheet, "quick" if quick else "full", dimension)


def _given(who: Respondent) -> dict[str, str]:
    fields = {"region": who.region, "period": who.period, "respondent": who.name}
    return {name: value for name, value in fields.items() if value}


def _existing(shell: Shell, path: Path, questionnaire: str | None, lang: str | None) -> tuple["Sheet", "Questionnaire"]:
    from smartscore.answers import match  # noqa: PLC0415  # not needed for --help
    from smartscore.cli.options import load_sheet  # noqa: PLC0415  # the same
    from smartscore.files.sheet_text import sheet_text  # noqa: PLC0415  # the same
    from smartscore.files.writing import write_text  # noqa: PLC0415  # the same

    loaded = load_sheet(shell, str(path), questionnaire, lang)
    with loaded.file.document.located():
        match(loaded.questionnaire, loaded.file.sheet)
    if loaded.file.document.text != sheet_text(loaded.file.sheet):
        backup = path.with_name(f"{path.name}.bak")
        write_text(backup, loaded.file.document.text)
        shell.say(shell.words("interview.backup", path=str(backup)), style="dim")
    return loaded.file.sheet, loaded.questionnaire


def _new(shell: Shell, questionnaire: str | None, lang: str | None, *, quick: bool) -> tuple["Sheet", "Questionnaire"]:
    from smartscore.answers import FORMAT, Sheet, SheetQuestionnaire  # noqa: PLC0415  # not needed for --help

    loaded = load(shell, questionnaire or DEFAULT_QUESTIONNAIRE, lang)
    source = SheetQuestionnaire(id=loaded.id, version=loaded.version)
    form = "quick" if quick else "full"
    return Sheet(format=FORMAT, questionnaire=source, form=form, language=loaded.language), loaded


def _set(session: "Session", setting: str) -> "Session":
    question_id, sign, value = setting.partition("=")
    if not sign:
        raise UsageError([Fault("usage.setting", {"value": setting})])
    from smartscore.errors import AnswerError  # noqa: PLC0415  # used here only

    try:
        return session.set(question_id.strip(), value.strip())
    except AnswerError as error:
        raise UsageError(
            [replace(fault, file="--set", path=(question_id.strip(),)) for fault in error.faults]
        ) from None


def _save(path: Path, sheet: "Sheet") -> None:
    from smartscore.files.sheets import write_sheet  # noqa: PLC0415  # not needed for --help

    write_sheet(path, sheet)


def _screen(shell: Shell, *, required: bool) -> "LineScreen | None":
    """Return the screen to ask on; None where there is nobody to ask and nothing to read.

    Raises UsageError in that case where asking is `required`.
    """
    from smartscore.cli.screen import LineScreen  # noqa: PLC0415  # not needed for --help

    screen = LineScreen(shell, sys.stdin)
    if screen.is_terminal or screen.has_input():
        return screen
    if required:
        raise UsageError([Fault("usage.no_input")])
    return None


def _interview(shell: Shell, path: Path, session: "Session", screen: "LineScreen", *, introduce: bool) -> "Session":
    """Ask until the sitting is over; leave with 130 where the person interrupts it."""
    from smartscore.interview.line_mode import LineInterview  # noqa: PLC0415  # not needed for --help

    interview = LineInterview(session, screen, shell.words, lambda sheet: _save(path, sheet))
    try:
        if introduce and screen.is_terminal:
            interview.session = replace(session, sheet=_introduce(shell, screen, session.sheet))
        _save(path, interview.session.sheet)
        return interview.run()
    except KeyboardInterrupt:
        shell.say("")
        shell.say(shell.words("interview.interrupted", path=str(path)))
        raise typer.Exit(EXIT_INTERRUPTED) from None


def _introduce(shell: Shell, screen: "LineScreen", sheet: "Sheet") -> "Sheet":
    """Ask a person in a terminal for what the sheet does not say: region, period, respondent."""
    given: dict[str, str] = {}
    for name in ("region", "period", "respondent"):
        if getattr(sheet, name) is None:
            typed = (screen.ask(shell.words(f"interview.ask_{name}")) or "").strip()
            given |= {name: typed} if typed else {}
    return sheet.model_copy(update=given)


def _finish(shell: Shell, path: Path, session: "Session") -> None:
    from smartscore.reports import terminal  # noqa: PLC0415  # not needed for --help
    from smartscore.scoring import score  # noqa: PLC0415  # the same

    if session.open:
        shell.say(shell.words("interview.open", count=len(session.open)))
    shell.print(terminal.summary(score(session.questionnaire, session.sheet), shell.words))
    shell.say(shell.words("interview.done", path=str(path)))
