"""What commands cost, measured in turn in one run, and tables of it in Markdown."""

import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
HERE = Path(__file__).parent
FLOOR, FLOOR_NAME = (PYTHON, "-c", "pass"), "`python -c pass`"
SMARTSCORE = (PYTHON, "-m", "smartscore")
BATCH = (*SMARTSCORE, "batch", "--quiet", "--lang", "en")
CORE_BATCH = (PYTHON, str(HERE / "core_only.py"), *BATCH[len(SMARTSCORE) :])
SOME_REJECTED = 1
PACKAGES = (
    *("pydantic", "pyyaml", "rich", "typer", "narwhals", "polars", "duckdb", "pandas", "numpy", "pyarrow"),
    *("python-calamine", "xlsxwriter"),
)


@dataclass(frozen=True)
class Wanted:
    """What to measure, and where there is room for files."""

    folder: Path
    rounds: int
    largest: int
    sheets: int
    scorify: Path | None


class CommandError(Exception):
    """A command failed; its time means nothing."""


class Cost(NamedTuple):
    """Seconds from start to exit, and the most memory (MiB) of all processes of a command together."""

    seconds: float
    memory: int


def by_hand(script: str, *arguments: object) -> tuple[str, ...]:
    """Return the command that runs a script of those that are written by hand."""
    return (PYTHON, str(HERE / "by_hand" / f"{script}.py"), *map(str, arguments))


def installed(*packages: str) -> bool:
    """Say whether all of some packages are there."""
    return all(version(package) for package in packages)


def version(package: str) -> str:
    """Return a package's version; nothing where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def measured(command: Sequence[str]) -> Cost:
    """Run a command once. Raises CommandError where it fails."""
    launcher = (PYTHON, "-I", "-S", str(HERE / "launcher.py"))
    done = subprocess.run((*launcher, *command), check=False, capture_output=True, text=True)
    told = done.stdout.split()
    batch = command[: len(BATCH)] == BATCH or command[: len(CORE_BATCH)] == CORE_BATCH
    rejects = SOME_REJECTED if batch else 0
    if not told or int(told[-1]) not in (0, rejects):
        raise CommandError(f"`{' '.join(command)}` failed: {done.stderr[-500:].strip() or 'without a word'}")
    return Cost(float(told[0]), max(int(told[1]), int(told[2])) // 1024)


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """Return the medians of commands that run in turn, and the floor's, which runs before each; and the most memory."""
    costs: dict[str, list[Cost]] = {name: [] for name in (FLOOR_NAME, *commands)}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[FLOOR_NAME].append(measured(FLOOR))
            costs[name].append(measured(command))
    return {
        name: Cost(statistics.median(cost.seconds for cost in found), max(cost.memory for cost in found))
        for name, found in costs.items()
    }


def heading(title: str, words: str = "") -> None:
    """Print a heading, and what is to be known."""
    print(f"\n## {title}\n", flush=True)
    if words:
        print(words, end="\n\n", flush=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; all columns but the first are numbers."""
    print(f"| {' | '.join(head)} |\n| --- |{' ---: |' * (len(head) - 1)}", flush=True)
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
    print(flush=True)


def floors(costs: Mapping[str, Cost]) -> None:
    """Print times as ratios to the floor."""
    floor = costs[FLOOR_NAME].seconds
    rows = (
        (name, f"{cost.seconds * 1000:,.0f}", f"{cost.seconds / floor:.1f}", f"{cost.memory}")
        for name, cost in costs.items()
    )
    table(("what", "ms", "x floor", "peak MiB"), rows)


def rates(costs: Mapping[str, Cost], count: int, unit: str, beside: str) -> None:
    """Print rates, and their ratios to one of them."""
    rows = (
        (
            name,
            f"{cost.seconds:.2f}",
            f"{count / cost.seconds:,.0f}",
            f"{costs[beside].seconds / cost.seconds:.2f}",
            f"{cost.memory}",
        )
        for name, cost in costs.items()
        if name != FLOOR_NAME
    )
    table(("what", "s", f"{unit}/s", f"x rate of {beside}", "peak MiB"), rows)


def surroundings() -> str:
    """Return versions and processors."""
    found = ", ".join(f"{name} {number}" for name in PACKAGES if (number := version(name)))
    missing = ", ".join(name for name in PACKAGES if not version(name))
    absent = f" Not installed: {missing}." if missing else ""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"smartscore {version('smartscore')}, Python {platform.python_version()}, {found}; {system}.{absent}"


def load() -> str:
    """Return how busy the machine is: with everything, this run included."""
    return "load of the last 1, 5 and 15 minutes: " + ", ".join(f"{part:.1f}" for part in os.getloadavg())
