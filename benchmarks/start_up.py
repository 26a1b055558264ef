"""How long commands take, as ratios to `python -c pass` of the same interpreter in the same run (A B A B, medians)."""

import tempfile
from pathlib import Path

from measuring import SMARTSCORE, Wanted, floors, heading, in_turn, load, measured, surroundings
from respondents import write_sheets

ROUNDS = 11
EXAMPLE = "example:contoh-kabupaten"


def start(wanted: Wanted) -> None:
    """Print what the commands cost that somebody waits for."""
    write_sheets(wanted.folder / "one", 1)
    sheet = str(wanted.folder / "one" / "000000.answers.yaml")
    commands = {
        "`--version`": (*SMARTSCORE, "--version"),
        "`--help`": (*SMARTSCORE, "--help"),
        "`batch --help`": (*SMARTSCORE, "batch", "--help"),
        "`report` of one YAML sheet": (*SMARTSCORE, "report", sheet),
        "`report`, the example with its evidence": (*SMARTSCORE, "report", EXAMPLE),
        "`report -f markdown`, the same": (*SMARTSCORE, "report", EXAMPLE, "-f", "markdown"),
        "`report -f json`, the same": (*SMARTSCORE, "report", EXAMPLE, "-f", "json"),
        "`check indonesia-smart-city`": (*SMARTSCORE, "check", "indonesia-smart-city"),
    }
    for command in commands.values():
        measured(command)  # from here on everything is in the caches
    costs = in_turn(commands, max(wanted.rounds, ROUNDS))
    heading("Start-up")
    floors(costs)


def main() -> None:
    """Print a Markdown table of ratios."""
    print(f"{surroundings()}\n\nAt the start, {load()}.")
    with tempfile.TemporaryDirectory() as folder:
        start(Wanted(Path(folder), ROUNDS, 0, 0, None))
    print(f"At the end, {load()}.")


if __name__ == "__main__":
    main()
