"""What `batch` costs: ratios to `python -c pass` and to bare parsers in the same run, and how cost grows with size."""

import argparse
import importlib.metadata
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from respondents import write_sheets, write_table

ROUNDS = 5
FLOOR = ("-c", "pass")
BARE_CSV = "import csv, sys; print(sum(len(row) for row in csv.reader(open(sys.argv[1], newline=''))))"
BARE_YAML = (
    "import sys, yaml; from pathlib import Path\n"
    "for file in sorted(Path(sys.argv[1]).iterdir()): yaml.load(file.read_bytes(), yaml.CSafeLoader)"
)
BATCH = ("-m", "smartscore", "batch", "--quiet", "--lang", "en")
NATION = 514 * 50 * 10
"""Regions, agencies each, years."""


def measured(arguments: Sequence[str]) -> tuple[float, int]:
    """Return the seconds that a fresh interpreter takes, and the most memory (MiB) any so far has had."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken = time.perf_counter() - start
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def in_turn(commands: dict[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Return the median seconds of commands that run in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, arguments in commands.items():
            times[name].append(measured(arguments)[0])
    return {name: statistics.median(taken) for name, taken in times.items()}


def small(folder: Path) -> None:
    """Print the ratios of small and middle-sized inputs."""
    for count in (500, 1000, 10_000):
        write_table(folder / f"{count}.csv", count, ";" if count == 500 else ",")  # noqa: PLR2004  # as Excel saves it
    write_sheets(folder / "sheets", 300)
    commands: dict[str, Sequence[str]] = {
        "python -c pass": FLOOR,
        "500 rows, `;`, table sorted by name": (*BATCH, str(folder / "500.csv")),
        "1,000 rows, CSV to CSV": (*BATCH, str(folder / "1000.csv"), "-f", "csv"),
        "10,000 rows, CSV to CSV": (*BATCH, str(folder / "10000.csv"), "-f", "csv"),
        "10,000 rows, bare `csv.reader`": ("-c", BARE_CSV, str(folder / "10000.csv")),
        "300 YAML sheets, one process": (*BATCH, str(folder / "sheets"), "-f", "csv", "--jobs", "1"),
        "300 YAML sheets, bare CSafeLoader": ("-c", BARE_YAML, str(folder / "sheets")),
    }
    found = in_turn(commands, ROUNDS)
    floor = found["python -c pass"]
    print("| what | ms | x floor |\n| --- | ---: | ---: |")
    for name, seconds in found.items():
        print(f"| {name} | {seconds * 1000:.0f} | {seconds / floor:.1f} |")


def sweep(folder: Path, largest: int) -> None:
    """Print how time and memory grow; the nation is reckoned from the largest size."""
    print("\n| respondents | s | rows/s | peak MiB |\n| ---: | ---: | ---: | ---: |")
    count, rate = 10, 0.0
    while count <= largest:
        table = folder / "sweep.csv"
        write_table(table, count)
        seconds, peak = measured((*BATCH, str(table), "-f", "csv", "-o", str(folder / "out.csv")))
        rate = count / seconds
        print(f"| {count:,} | {seconds:.2f} | {rate:,.0f} | {peak} |", flush=True)
        count *= 10
    print(f"\nA nation ({NATION:,} respondents): {NATION / rate / 60:.1f} minutes reckoned from the last row.")
    print(f"10,000 cities, one sheet each: {10_000 / rate:.0f} s as rows of a table.")


def main() -> None:
    """Print the tables as Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--largest", type=int, default=10_000)
    wanted = parser.parse_args()
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("pydantic", "pyyaml", "rich", "typer")
    )
    print(
        f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        small(Path(folder))
        sweep(Path(folder), wanted.largest)


if __name__ == "__main__":
    main()
