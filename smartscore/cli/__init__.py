"""The command line: the only place that prints, exits, or catches what went wrong."""

import sys
import traceback
from collections.abc import Sequence
from typing import Final

from smartscore.cli.shell import ReaderGone, Shell, prepare_streams
from smartscore.errors import EXIT_BUG, EXIT_DONE, EXIT_INTERRUPTED, EXIT_MISTAKE, SmartscoreError, UsageError

ENGLISH: Final = "en"
"""What Typer speaks, whatever the language of the run."""


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; every mistake becomes a message here."""
    prepare_streams()
    shell = Shell()
    try:
        shell.speak(_language_option(arguments))
    except UsageError as error:
        return _explain(shell, error)
    return _guarded(shell, list(arguments))


def _guarded(shell: Shell, arguments: list[str]) -> int:
    from smartscore.cli.app import application  # noqa: PLC0415  # Typer is not needed for --version

    try:
        application(arguments)(args=arguments, prog_name="smartscore", obj=shell)
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else EXIT_MISTAKE
        if code == EXIT_MISTAKE and arguments and shell.words.code != ENGLISH:
            shell.say(shell.words("usage.told_in_english"), style="red")  # only Typer leaves with this code
        return code
    except SmartscoreError as error:
        return _explain(shell, error)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except (ReaderGone, BrokenPipeError) as gone:
        sys.stdout = None  # nothing may be flushed to it any more
        return gone.code if isinstance(gone, ReaderGone) else EXIT_DONE
    except Exception:  # noqa: BLE001  # the one boundary: whatever else happens is a bug of ours
        sys.stderr.write(traceback.format_exc())
        shell.say(shell.words("command.bug"), style="red")
        return EXIT_BUG
    return EXIT_DONE


def _explain(shell: Shell, error: SmartscoreError) -> int:
    shell.complain_of(error.faults)
    return error.exit_code


def _language_option(arguments: Sequence[str]) -> str | None:
    """Return the language asked for on the command line, so that even a usage error is told in it."""
    for argument, following in zip(arguments, [*arguments[1:], None], strict=False):
        if argument == "--lang":
            return following
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None
