"""The Typer application: every command, in the order in which people meet them."""

from typing import Annotated

import typer

from smartscore.cli.answers import answers
from smartscore.cli.assess import assess
from smartscore.cli.batch import batch
from smartscore.cli.check import check
from smartscore.cli.demo import demo
from smartscore.cli.explain import explain
from smartscore.cli.merge import merge
from smartscore.cli.questionnaires import questionnaires
from smartscore.cli.report import report
from smartscore.version import __version__

app = typer.Typer(
    name="smartscore",
    help="Smart city maturity self-assessment: questionnaires in YAML, exact scores, honest readiness reports.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

app.command()(demo)
app.command()(assess)
app.command()(merge)
app.command()(report)
app.command()(batch)
app.command()(explain)
app.command()(check)
app.add_typer(answers, name="answers")
app.add_typer(questionnaires, name="questionnaires")


def _print_version(wanted: bool) -> None:  # noqa: FBT001  # Typer's callback signature
    if wanted:
        typer.echo(f"smartscore {__version__}")
        raise typer.Exit


@app.callback()
def smartscore(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Smart city maturity self-assessment: questionnaires in YAML, exact scores, honest readiness reports."""
