"""The command `assess`: ask the questions, keep every answer on disk, show where it leads."""

import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli.interview_mode import Chosen, choose_mode
from smartscore.cli.introduction import ask_which, introduce
from smartscore.cli.opening import told_if_not_begun
from smartscore.cli.options import LangOption, QuestionnaireOption, shell_of
from smartscore.cli.shell import Shell
from smartscore.cli.sitting import Respondent, Sitting, Wanted
from smartscore.cli.transcripts import Note, replayed, transcript_to
from smartscore.errors import EXIT_INTERRUPTED, Fault, UsageError

if TYPE_CHECKING:
    from smartscore.cli.screen import LineScreen

PathArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[SHEET]", help="The sheet to begin or go on with; named after region and period."),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="ID=VALUE", help="Set an answer: a value, `unknown` or `?`, `waiting`, or `na:REASON`."
    ),
]
ModeOption = Annotated[
    str, typer.Option(metavar="auto|line|tui", help="Line by line, or full-screen (with the extra `tui`).")
]
TranscriptOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what was asked and answered, one JSON line an event.")
]
ReplayOption = Annotated[Path | None, typer.Option(metavar="FILE", help="Let the events of a transcript happen first.")]


@dataclass(frozen=True, slots=True)
class Course:
    """How a sitting is to go."""

    no_input: bool
    mode: str
    transcript: Path | None
    replay: Path | None
    is_opened: bool = False
    """Whether the person was asked for region and period already."""


def assess(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    sheet: PathArgument = None,
    questionnaire: QuestionnaireOption = None,
    region: Annotated[str | None, typer.Option(help="The region's name.")] = None,
    period: Annotated[str | None, typer.Option(help="The year or period.")] = None,
    respondent: Annotated[str | None, typer.Option(help="Who answers: person or team.")] = None,
    agency: Annotated[str | None, typer.Option(help="The agency that answers.")] = None,
    dimension: Annotated[
        str | None, typer.Option(metavar="ID", help="Ask the questions of one dimension only.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Ask the short form only.")] = False,
    set_: SetOption = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing; only take what --set gives.")] = False,
    mode: ModeOption = "auto",
    transcript: TranscriptOption = None,
    replay: ReplayOption = None,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Open the sheet although somebody else seems to have it open.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Answer a questionnaire; every answer is on disk before it is acknowledged.

    Digits answer; letters are commands: n not applicable, ? don't know, w waiting, c comment, e evidence, b back,
    s skip, g go to, o what is open, u undo, r redo, l other language, v score so far, h help, q save and quit.
    Starting again goes on where it stopped.

    Examples:
      smartscore assess --region "Kabupaten Contoh" --period 2026

      smartscore assess ruteng-2026.answers.yaml --quick --lang en

      smartscore assess ruteng-2026.answers.yaml --no-input --set gov-policy-master-plan=2
    """
    shell = shell_of(context)
    who = Respondent(region, period, respondent, agency)
    is_opened = sheet is None and not no_input and sys.stdin.isatty()
    if is_opened:
        with told_if_not_begun(shell):
            who, lang = ask_which(shell, who, lang)
    wanted = Wanted(questionnaire, lang, quick, dimension, take_over)
    with closing(Sitting.open(shell, sheet or Path(who.file_name()), who, wanted)) as sitting:
        _sit(sitting, set_ or [], Course(no_input, mode, transcript, replay, is_opened))


def _sit(sitting: Sitting, settings: list[str], course: Course) -> None:
    """Set what the command line gives, replay, ask; then show where it leads."""
    shell = sitting.shell
    for setting in settings:
        sitting.set(setting)
    screen = None if course.no_input else _screen(shell, required=not (settings or course.replay))
    chosen = choose_mode(course.mode, shell.environ, terminal=screen is not None and screen.is_terminal)
    _greet(sitting, chosen)
    with transcript_to(course.transcript) as note:
        if screen is not None and screen.is_terminal and sitting.is_new:
            with told_if_not_begun(shell):
                sitting.session = introduce(sitting, screen, told=course.is_opened)
        sitting.save(sitting.session)
        replayed(sitting, course.replay, note)
        if screen is not None:
            if not screen.is_terminal and not sitting.is_new:
                _tell_where(sitting)
            _interview(sitting, screen, note, full_screen=chosen.full_screen)
    sitting.catch_up()
    if settings:
        shell.say(shell.words("interview.set", count=len(settings)))
    if (finished := sitting.session.finished_form()) != sitting.session:
        sitting.save(finished)
    _finish(sitting)


def _greet(sitting: Sitting, chosen: Chosen) -> None:
    """Say which sheet it is, how far it has got, and why the interview does not look as it was asked to."""
    shell, session = sitting.shell, sitting.session
    shell.say(shell.words("interview.path", path=str(sitting.path)), style="dim")
    if not sitting.is_new:
        counts = {"answered": session.answered, "count": len(session.order)}
        shell.say(shell.words("interview.resumed", **counts), style="dim")
    sitting.tell_aside()
    if chosen.because is not None:
        shell.say(shell.words(chosen.because), style="dim")


def _tell_where(sitting: Sitting) -> None:
    """Say which question the first line of a pipe answers: with a sheet that has answers it is seldom the first."""
    shell, session = sitting.shell, sitting.session
    if session.current is not None:
        key = "interview.piped_on" if session.open else "interview.piped_again"
        place = {"number": session.at + 1, "count": len(session.order), "id": session.current.id}
        shell.say(shell.words(key, **place), style="yellow")


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


def _interview(sitting: Sitting, screen: "LineScreen", note: Note, *, full_screen: bool) -> None:
    """Ask until the sitting is over; leave with 130 where the person interrupts it."""
    shell = sitting.shell
    ask = _ask_on_whole_screen if full_screen else _ask_line_by_line
    try:
        ask(sitting, screen, note)
    except KeyboardInterrupt:
        shell.say("")
        shell.say(shell.words("interview.interrupted", path=str(sitting.path)))
        raise typer.Exit(EXIT_INTERRUPTED) from None


def _ask_line_by_line(sitting: Sitting, screen: "LineScreen", note: Note) -> None:
    from smartscore.interview.line_mode import LineInterview  # noqa: PLC0415  # not needed for --help

    sitting.session = LineInterview(sitting.session, screen, sitting.shell.words, sitting.surroundings(), note).run()


def _ask_on_whole_screen(sitting: Sitting, screen: "LineScreen", note: Note) -> None:
    from smartscore.interview import full_screen  # noqa: PLC0415  # Textual takes its time

    shell = sitting.shell
    try:
        with shell.screen_taken():
            sitting.session = full_screen.run(sitting.session, shell.words, sitting.surroundings(), note)
    except full_screen.NoScreenError:
        shell.say(shell.words("mode.refused"), style="dim")
        _ask_line_by_line(sitting, screen, note)


def _finish(sitting: Sitting) -> None:
    from smartscore.files.paths import in_command  # noqa: PLC0415  # not needed for --help
    from smartscore.reports import terminal  # noqa: PLC0415  # the same
    from smartscore.scoring import score  # noqa: PLC0415  # the same

    shell, session = sitting.shell, sitting.session
    _tell_open(sitting)
    shell.print(terminal.summary(score(session.questionnaire, session.sheet), shell.words))
    sitting.tell_aside()
    names = {"path": str(sitting.path), "sheet": in_command(sitting.path)}
    shell.say(shell.words("interview.done", more=sitting.more, **names))


def _tell_open(sitting: Sitting) -> None:
    """Say how to go on: with what is left of this sitting; with the whole where a part was asked and is done."""
    from smartscore.answers import State  # noqa: PLC0415  # not needed for --help
    from smartscore.files.paths import in_command  # noqa: PLC0415  # the same

    shell, session = sitting.shell, sitting.session
    asked, part = (session.order, sitting.part) if session.open else (tuple(session.questionnaire.questions), "")
    missing = sum(session.state(name) is State.MISSING for name in asked)
    if missing:
        names = {"sheet": in_command(sitting.path), "more": f"{sitting.more}{part}"}
        shell.say(shell.words("interview.open", count=missing, asked=len(asked), **names))
