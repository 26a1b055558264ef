"""What `batch` costs: ratios to `python -c pass`, to bare parsers and to scripts by hand, all in the same run.

    python benchmarks/batches.py --largest 30000 --sheets 1000            a few minutes
    python benchmarks/batches.py --largest 1000000 --sheets 10000         the long run
    python benchmarks/batches.py --only sheets --only small --rounds 3    some of it

Prints Markdown. Commands run in turn (A B A B), whole processes; times are medians, memory is the most that all
processes of one command held together (or its largest one, where the system does not tell).
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

from large_tables import large
from measuring import BATCH, CommandError, Wanted, heading, in_turn, load, measured, surroundings, table
from respondents import table_of
from sheet_batches import sheets
from small_tables import small
from start_up import start
from workbooks import workbook

NATION = 514 * 50 * 10
"""Regions, agencies each, years."""
MANY = 100_000


def sweep(wanted: Wanted) -> None:
    """Print how time and memory grow; the nation is reckoned from the largest size."""
    heading("Sizes")
    rates: list[float] = []
    table(("respondents", "s", "rows/s", "peak MiB"), _sizes(wanted, rates))
    if rates:
        print(f"A nation ({NATION:,} respondents): {NATION / rates[-1] / 60:.1f} minutes reckoned from the last row.")
        print(f"10,000 cities as rows of a table: {10_000 / rates[-1]:.0f} s reckoned from it.\n")


def _sizes(wanted: Wanted, rates: list[float]) -> Iterator[tuple[str, ...]]:
    """Yield what each size costs; a large one runs once."""
    count = 10
    while count <= wanted.largest:
        batch = (*BATCH, str(table_of(wanted.folder, count)), "-f", "csv", "-o", str(wanted.folder / "out.csv"))
        cost = in_turn({"batch": batch}, wanted.rounds if count < MANY else 1)["batch"]
        rates.append(count / cost.seconds)
        yield f"{count:,}", f"{cost.seconds:.2f}", f"{rates[-1]:,.0f}", f"{cost.memory}"
        count *= 10


SECTIONS: dict[str, Callable[[Wanted], None]] = {
    "start": start,
    "sheets": sheets,
    "small": small,
    "large": large,
    "workbook": workbook,
    "sweep": sweep,
}


def arguments() -> argparse.Namespace:
    """Return what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=100_000, help="rows of the largest table")
    parser.add_argument("--sheets", type=int, default=2_000, help="answer sheets")
    parser.add_argument("--rounds", type=int, default=3, help="how often each command runs (start-up: 11 at least)")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="a section; can be given again")
    parser.add_argument("--scorify", type=Path, metavar="FOLDER", help="an environment with scorify; made if missing")
    parser.add_argument("--folder", type=Path, help="where the files go, and stay: 2 GB for a million rows")
    return parser.parse_args()


def main() -> None:
    """Print the tables as Markdown."""
    asked = arguments()
    print(f"{surroundings()}\n\nAt the start, {load()}.", flush=True)
    with nullcontext(asked.folder) if asked.folder else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")  # our own, which every run begins and fills alike
        measured((*BATCH, str(table_of(folder, 1)), "-f", "csv"))  # from here on the questionnaire has been seen
        wanted = Wanted(folder, asked.rounds, asked.largest, asked.sheets, asked.scorify)
        for section in asked.only or SECTIONS:
            began = time.perf_counter()
            try:
                SECTIONS[section](wanted)
            except CommandError as error:
                print(f"Ended early: {error}\n", flush=True)
            print(f"This took {time.perf_counter() - began:.0f} s, making the files included.", flush=True)
    print(f"At the end, {load()}.")


if __name__ == "__main__":
    main()
