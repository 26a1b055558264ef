"""The command `merge`: the sheets of several respondents become the one sheet of their region."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from smartscore.cli.options import LangOption, QuestionnaireOption, QuietOption, choose_format, load_for, shell_of
from smartscore.cli.shell import Shell
from smartscore.errors import EXIT_NO, Fault, SheetError, SmartscoreError, UsageError, unknown

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartscore.answers import Response, Sheet
    from smartscore.files.sheets import SheetFile
    from smartscore.joining import Joined, Part, Preference
    from smartscore.questionnaire import Questionnaire

Item = TypeVar("Item")
Made = TypeVar("Made")

SheetsArgument = Annotated[
    list[str],
    typer.Argument(metavar="SHEET...", help="Answer sheets of one region: files, folders, patterns such as '*.yaml'."),
]
OutOption = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="OUT", help="The merged sheet, a new file; `-` is standard output."),
]
PreferOption = Annotated[
    list[str] | None,
    typer.Option(
        "--prefer",
        metavar="FILE|FILE:ID,ID",
        help="Take this file's answer in every conflict, or in these; several go in the order given, ids first.",
    ),
]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", metavar="table|json", help="The format of the list of conflicts.")
]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sheets of a merge: each as a part to be joined, with what it says to every question of the questionnaire."""

    questionnaire: "Questionnaire"
    parts: "tuple[Part, ...]"
    responses: "tuple[dict[str, Response], ...]"


def merge(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    sheets: SheetsArgument,
    output: OutOption,
    questionnaire: QuestionnaireOption = None,
    prefer: PreferOption = None,
    format: FormatOption = None,  # noqa: A002  # the option's name
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Merge the sheets of several respondents of one region and period; who answered what is kept.

    A question that one sheet answers is taken from there with its note and evidence; equal answers become one;
    `unknown`, `waiting` and missing give way to an answer. Two different answers are a conflict: all are listed with
    every side, and nothing is written (exit 1) until each is settled with --prefer, or by hand in one of the files.

    Examples:
      smartscore merge opd/ -o contoh-2026.answers.yaml

      smartscore merge health.answers.yaml roads.answers.yaml -o contoh-2026.answers.yaml

      smartscore merge opd/ -o contoh-2026.answers.yaml --prefer opd/health.answers.yaml:gov-policy-master-plan
    """
    shell = shell_of(context, quiet=quiet)
    shell.speak(lang)
    from smartscore.joining import join  # noqa: PLC0415  # not needed for --help
    from smartscore.tables.conflicts import CONFLICTS_FORMATS  # noqa: PLC0415  # the same

    endings = {name: kind.endings for name, kind in CONFLICTS_FORMATS.items()}
    chosen = choose_format(format, None, endings, "table")
    names = _files(shell, sheets)
    _refuse_output(output, names)
    gathered = _gather(shell, names, questionnaire, lang)
    joined = join(gathered.questionnaire, _seen_from(gathered.parts, output), _preferences(gathered, prefer or []))
    if joined.conflicts or chosen == "json":
        _list(shell, CONFLICTS_FORMATS[chosen].render(joined.conflicts, gathered.questionnaire, shell.words), output)
    _close(shell, gathered, joined, output)


def _files(shell: Shell, paths: Sequence[str]) -> list[str]:
    """Return the sheets that paths name, each file once. Raises UsageError where there is none."""
    from smartscore.cli.input_files import find_inputs  # noqa: PLC0415  # not needed for --help

    found: dict[str, str] = {}
    for name in find_inputs(paths):
        same = found.setdefault(_place(name), name)
        if same is not name:
            shell.say(shell.words("inputs.once", path=same), style="dim")
    if not found:
        raise UsageError([Fault("usage.no_sheets", {"paths": paths})])
    return list(found.values())


def _place(name: str) -> str:
    """Return where a file lies, however it is named; standard input and examples are no files."""
    return name if name == "-" or name.startswith("example:") else str(Path(name).resolve())


def _refuse_output(output: Path, names: Sequence[str]) -> None:
    """Refuse to write over a sheet, which may hold answers that are nowhere else. Raises UsageError."""
    from smartscore.files.paths import exists  # noqa: PLC0415  # not needed for --help

    if str(output) == "-":
        return
    if _place(str(output)) in {_place(name) for name in names}:
        raise UsageError([Fault("merge.output_is_input", {"path": str(output)})])
    if exists(output):
        raise UsageError([Fault("merge.output_exists", {"path": str(output)})])
    if output.suffix.lower() == ".json":
        raise UsageError([Fault("merge.output_json", {"path": str(output)})])


def _gather(shell: Shell, names: Sequence[str], wanted: str | None, lang: str | None) -> Gathered:
    """Read all sheets and their one questionnaire. Raises SheetError with the faults of every file."""
    from smartscore.answers import match  # noqa: PLC0415  # not needed for --help
    from smartscore.files.sheets import read_sheet_file  # noqa: PLC0415  # the same
    from smartscore.joining import differences, profile_of  # noqa: PLC0415  # the same

    def matched(file: "SheetFile") -> "dict[str, Response]":
        with file.document.located():
            return match(questionnaire, file.sheet)

    files = _each(read_sheet_file, names)
    shell.speak(lang, files[0].sheet.language)
    parts = _parts(names, [file.sheet for file in files])
    if faults := list(differences(parts)):
        raise SheetError(faults)
    questionnaire = load_for(shell, files[0], wanted, lang).shown_to(profile_of(parts))
    return Gathered(questionnaire, parts, tuple(_each(matched, files)))


def _each(act: "Callable[[Item], Made]", items: "Iterable[Item]") -> "list[Made]":
    """Return what comes of each item. Raises SheetError with the faults of all of them."""
    made: list[Made] = []
    faults: list[Fault] = []
    for item in items:
        try:
            made.append(act(item))
        except SmartscoreError as error:
            faults += error.faults
    if faults:
        raise SheetError(faults)
    return made


def _parts(names: Sequence[str], sheets: "Sequence[Sheet]") -> "tuple[Part, ...]":
    """Return the sheets by the names of their files; with their folders where two files have the same name."""
    from smartscore.joining import Part  # noqa: PLC0415  # not needed for --help

    short = [Path(name).name for name in names]
    called = [part if short.count(part) == 1 else name for part, name in zip(short, names, strict=True)]
    return tuple(Part(*each) for each in zip(names, called, sheets, strict=True))


def _seen_from(parts: "Sequence[Part]", output: Path) -> "list[Part]":
    """Return the parts with the paths of evidence files as they are seen from where the merged sheet will lie."""
    from smartscore.files.evidence_files import seen_from  # noqa: PLC0415  # not needed for --help

    target = Path() if str(output) == "-" else output.parent
    return [replace(part, sheet=seen_from(part.sheet, Path(part.file).parent, target)) for part in parts]


def _preferences(gathered: Gathered, texts: Sequence[str]) -> "list[Preference]":
    """Read the preferences. Raises UsageError with all that is wrong in them."""
    try:
        found = _each(lambda text: _preference(gathered, text), texts)
    except SheetError as error:
        raise UsageError([replace(fault, file="--prefer") for fault in error.faults]) from None
    named = [question for preference in found for question in preference.questions or ()]
    if twice := sorted({question for question in named if named.count(question) > 1}):
        raise UsageError([Fault("merge.prefer_twice", {"id": question}, file="--prefer") for question in twice])
    return found


def _preference(gathered: Gathered, text: str) -> "Preference":
    """Read `FILE` or `FILE:ID,ID`; a file's own name may hold a colon."""
    from smartscore.joining import Preference  # noqa: PLC0415  # not needed for --help

    names = [part.file for part in gathered.parts]
    if (number := _number_of(names, text)) is not None:
        return Preference(names[number])
    name, _, listed = text.rpartition(":")
    if (number := _number_of(names, name)) is None:
        raise UsageError([unknown("merge.prefer_file", name or text, names)])
    ids = [gathered.questionnaire.renamed.get(part.strip(), part.strip()) for part in listed.split(",") if part.strip()]
    if not ids:
        raise UsageError([Fault("merge.prefer_ids", {"value": text})])
    faults = [fault for question in ids for fault in _preference_faults(gathered, number, question)]
    if faults:
        raise UsageError(faults)
    return Preference(names[number], frozenset(ids))


def _number_of(names: Sequence[str], text: str) -> int | None:
    """Return which file is meant: by its path, or by its name alone where no other has it; None where none is."""
    places = [_place(name) for name in names]
    if text and _place(text) in places:
        return places.index(_place(text))
    short = [Path(name).name for name in names]
    return short.index(text) if short.count(text) == 1 else None


def _preference_faults(gathered: Gathered, number: int, question: str) -> list[Fault]:
    from smartscore.answers import State  # noqa: PLC0415  # not needed for --help

    if question not in gathered.questionnaire.questions:
        return [unknown("fault.question_unknown", question, gathered.questionnaire.questions)]
    if gathered.responses[number][question].state not in (State.ANSWERED, State.NOT_APPLICABLE):
        return [Fault("merge.prefer_no_answer", {"path": gathered.parts[number].file, "id": question})]
    return []


def _list(shell: Shell, conflicts: "str | RenderableType", output: Path) -> None:
    """Print the conflicts where data goes; on standard error where that is for the sheet."""
    if str(output) != "-":
        shell.print(conflicts)
    else:
        sys.stderr.write(conflicts if isinstance(conflicts, str) else shell.draw(conflicts))


def _close(shell: Shell, gathered: Gathered, joined: "Joined", output: Path) -> None:
    """Write the sheet, or say what keeps it from being written and leave with 1."""
    if joined.sheet is None:
        first = joined.conflicts[0]
        settle = {"file": first.sides[0].file, "id": first.question.id}
        shell.complain(Fault("merge.conflicts", {"count": len(joined.conflicts), **settle}))
        raise typer.Exit(EXIT_NO)
    from smartscore.files.sheet_text import sheet_text  # noqa: PLC0415  # not needed for --help

    shell.deliver(sheet_text(joined.sheet), output)
    if joined.settled:
        shell.say(shell.words("merge.settled", count=len(joined.settled)))
    answered, asked = _answered(gathered.questionnaire, joined.sheet)
    shell.say(shell.words("merge.done", count=len(gathered.parts), answered=answered, asked=asked))


def _answered(questionnaire: "Questionnaire", sheet: "Sheet") -> tuple[int, int]:
    """Return how many questions of the sheet's form are answered or do not apply, and how many there are."""
    from smartscore.answers import Answer, State  # noqa: PLC0415  # not needed for --help

    states = [sheet.answers.get(question.id, Answer()).given_state() for question in questionnaire.asked(sheet.form)]
    return sum(state in (State.ANSWERED, State.NOT_APPLICABLE) for state in states), len(states)
