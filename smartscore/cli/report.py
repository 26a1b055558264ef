"""The command `report`: one sheet's readiness report, and whether it reaches what is demanded."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli.options import (
    LangOption,
    OutputOption,
    QuestionnaireOption,
    QuietOption,
    SheetArgument,
    choose_format,
    load_sheet,
    refuse_over,
    shell_of,
)
from smartscore.errors import EXIT_NO, Fault, UsageError, unknown
from smartscore.exact import HUNDRED, to_fraction
from smartscore.language import Language

if TYPE_CHECKING:
    from smartscore.scoring import Scorecard

FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="terminal|markdown|json", help="The format; by the file's ending without it."
    ),
]
FailUnderOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-under",
        metavar="INDEX|GROUP=INDEX",
        help="Exit with 1 when the central index of the whole, or of a dimension or area, is lower (or not known).",
    ),
]
FailUnderLevelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-under-level",
        metavar="LEVEL|DIMENSION=LEVEL",
        help="Exit with 1 when the level of the whole, or of a dimension, is lower (or there is none).",
    ),
]


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that has to be reached."""

    group: str
    at_least: Fraction


def report(  # noqa: PLR0913  # options of a command
    context: typer.Context,
    sheet: SheetArgument,
    questionnaire: QuestionnaireOption = None,
    format: FormatOption = None,  # noqa: A002  # the option's name
    output: OutputOption = None,
    lang: LangOption = None,
    fail_under: FailUnderOption = None,
    fail_under_level: FailUnderLevelOption = None,
    quiet: QuietOption = False,
) -> None:
    """Print the readiness report of an answer sheet.

    Examples:
      smartscore report example:contoh-kabupaten

      smartscore report ruteng-2026.answers.yaml -o report.md --lang en

      smartscore report ruteng-2026.answers.yaml --fail-under 55 --fail-under-level governance=2
    """
    shell = shell_of(context, quiet=quiet)
    indexes = [read_demand(text) for text in fail_under or []]
    levels = [read_demand(text) for text in fail_under_level or []]
    refuse_over(output, [sheet])
    from smartscore.reports import FORMATS  # noqa: PLC0415  # not needed for --help
    from smartscore.scoring import score  # noqa: PLC0415  # the same

    endings = {name: kind.endings for name, kind in FORMATS.items()}
    chosen = choose_format(format, output, endings, "terminal")
    loaded = load_sheet(shell, sheet, questionnaire, lang)
    with loaded.file.document.located():
        card = score(loaded.questionnaire, loaded.file.sheet)
    _refuse_impossible(indexes, HUNDRED)
    _refuse_impossible(levels, Fraction(card.levels[-1].level))
    failures = [*_indexes_below(card, indexes, shell.words), *_levels_below(card, levels, shell.words)]
    shell.deliver(FORMATS[chosen].render(card, shell.words), output)
    for failure in failures:
        shell.complain(failure)
    if failures:
        raise typer.Exit(EXIT_NO)


def read_demand(text: str) -> Demand:
    """Read `55` or `governance=40`; a share such as 99% would mean 0.99 points. Raises UsageError."""
    group, sign, number = text.rpartition("=")
    try:
        if "%" in number or "/" in number:
            raise ValueError(number)  # noqa: TRY301  # told like everything else that is no demand
        return Demand(group.strip() if sign else "overall", to_fraction(number.strip()))
    except (ValueError, ZeroDivisionError):
        raise UsageError([Fault("usage.demand", {"value": text})]) from None


def _refuse_impossible(demands: list[Demand], highest: Fraction) -> None:
    """Refuse what nobody can reach. Raises UsageError."""
    for demand in demands:
        if not 0 <= demand.at_least <= highest:
            raise UsageError([Fault("usage.impossible", {"value": demand.at_least, "highest": highest})])


def _indexes_below(card: "Scorecard", demands: list[Demand], words: Language) -> Iterator[Fault]:
    from smartscore import phrases  # noqa: PLC0415  # not needed for --help

    groups = {group.id: group for group in card.groups}
    for demand in demands:
        if demand.group not in groups:
            raise UsageError([unknown("usage.group", demand.group, groups)])
        group = groups[demand.group]
        found = phrases.of_form(card, phrases.index(card, group.index, words), words)
        shown = {"name": group.name, "found": found, "demanded": demand.at_least}
        if group.index is None or group.index < demand.at_least:
            yield Fault("command.index_below", shown)
        elif group.coverage is not None and group.coverage < card.method.coverage_floor:
            yield Fault("command.index_of_little", {**shown, "coverage": phrases.coverage(card, group.coverage, words)})


def _levels_below(card: "Scorecard", demands: list[Demand], words: Language) -> Iterator[Fault]:
    from smartscore import phrases  # noqa: PLC0415  # not needed for --help

    groups = {group.id: group for group in card.groups if group.result is not None}
    for demand in demands:
        if demand.group not in groups:
            raise UsageError([unknown("usage.dimension", demand.group, groups)])
        result = groups[demand.group].result
        if result is None or result.level is None or result.level < demand.at_least:
            shown = phrases.of_form(card, phrases.level(result, words), words)
            why = " ".join(phrases.reasons(card, groups[demand.group], words))
            demanded = {"name": groups[demand.group].name, "found": shown, "demanded": demand.at_least, "why": why}
            yield Fault("command.level_below", demanded)
