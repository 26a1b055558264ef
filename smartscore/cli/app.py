"""The Typer application: every command, in the order in which people meet them."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Final

import typer

from smartscore.version import __version__

COMMANDS: Final = ("demo", "assess", "merge", "report", "batch", "explain", "check", "answers", "questionnaires")
"""Each lives in the module of its name, as a function or, where it has commands of its own, as an application."""


def application(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the application; only with the command that the arguments name first, so that it starts sooner."""
    app = typer.Typer(
        name="smartscore",
        help="Smart city maturity self-assessment: questionnaires in YAML, exact scores, honest readiness reports.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(smartscore)
    for name in [name for name in COMMANDS if name in arguments[:1]] or COMMANDS:
        command = getattr(import_module(f"smartscore.cli.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command()(command)
    return app


def _print_version(wanted: bool) -> None:  # noqa: FBT001  # Typer's callback signature
    if wanted:
        typer.echo(f"smartscore {__version__}")
        raise typer.Exit


def smartscore(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Smart city maturity self-assessment: questionnaires in YAML, exact scores, honest readiness reports."""
