"""How long commands take, as ratios to `python -c pass` of the same interpreter in the same run (A B A B, medians)."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

ROUNDS = 11
FLOOR = ("-c", "pass")
COMMANDS: dict[str, Sequence[str]] = {
    "--version": ("-m", "smartscore", "--version"),
    "--help": ("-m", "smartscore", "--help"),
    "report, terminal": ("-m", "smartscore", "report", "example:contoh-kabupaten"),
    "report, markdown": ("-m", "smartscore", "report", "example:contoh-kabupaten", "-f", "markdown"),
    "report, json": ("-m", "smartscore", "report", "example:contoh-kabupaten", "-f", "json"),
    "check": ("-m", "smartscore", "check", "indonesia-smart-city"),
}


def seconds(arguments: Sequence[str]) -> float:
    """Return how long a fresh interpreter takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print a Markdown table of ratios."""
    times: dict[str, list[float]] = {name: [] for name in ("floor", *COMMANDS)}
    for _ in range(ROUNDS):
        times["floor"].append(seconds(FLOOR))
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    floor = statistics.median(times["floor"])
    print(f"Python {sys.version.split()[0]}, floor `python -c pass`: {floor * 1000:.1f} ms, {ROUNDS} rounds\n")
    print("| command | x floor |\n| --- | ---: |")
    for name in COMMANDS:
        print(f"| `{name}` | {statistics.median(times[name]) / floor:.1f} |")


if __name__ == "__main__":
    main()
