"""What tables of hundreds and thousands of rows cost with nothing but the core installed, beside pandas and scorify."""

import csv
import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from agreement import exact_indices, told
from measuring import BATCH, CORE_BATCH, Wanted, by_hand, floors, heading, in_turn, installed
from respondents import STATES, table_of, write_key, write_table

SIZES = (1_000, 10_000)
WORDS = """pandas by hand: melt, join with the key, weighted mean of each area, means, band; the central index only.
scorify: means of areas, dimensions and the whole of the level and yes-or-no questions only (its sheets have no
thresholds and no checklists), without bands."""


def small(wanted: Wanted) -> None:
    """Print the ratios to the floor."""
    folder, scorify = wanted.folder, _scorify(wanted.scorify)
    heading("Small tables", WORDS)
    write_key(folder / "key.json")
    write_scoresheet(folder / "scoresheet.csv", folder / "key.json")
    write_table(folder / "excel.csv", 500, ";")  # as Excel saves it
    commands: dict[str, Sequence[str]] = {
        "500 rows, `;`, as a table sorted by name": (*CORE_BATCH, str(folder / "excel.csv")),
    }
    for size in SIZES:
        commands |= _of_size(folder, size, scorify)
    _check(folder)
    costs = in_turn(commands, wanted.rounds)
    floors(costs)
    if not scorify:
        print("scorify: not installed (`--scorify FOLDER` makes an environment for it there).\n")
    if not installed("pandas"):
        print("pandas: not installed.\n")


def _check(folder: Path) -> None:
    """Say whether the analyst's script has smartscore's index."""
    if installed("pandas"):
        table, out = table_of(folder, SIZES[0]), folder / "small.csv"
        command = by_hand("pandas_melt", folder / "key.json", table, out)
        print(told("pandas by hand", command, out, exact_indices(table)), end="\n\n", flush=True)


def _of_size(folder: Path, size: int, scorify: Path | None) -> dict[str, tuple[str, ...]]:
    """Return the commands that score a table of that many rows."""
    table, out = str(table_of(folder, size)), str(folder / "small.csv")
    commands = {
        f"{size:,} rows, CSV to CSV": (*CORE_BATCH, table, "-f", "csv", "-o", out),
        f"{size:,} rows, the same with `smartscore[batch]`": (*BATCH, table, "-f", "csv", "-o", out),
        f"{size:,} rows, bare `csv.reader`": by_hand("bare_csv", table),
    }
    if installed("pandas"):
        commands[f"{size:,} rows, pandas by hand"] = by_hand("pandas_melt", folder / "key.json", table, out)
    if scorify:
        sheet = str(folder / "scoresheet.csv")
        commands[f"{size:,} rows, scorify"] = (str(scorify), "--quiet", f"--output={out}", sheet, table)
    return commands


def write_scoresheet(path: Path, key: Path) -> None:
    """Write what scorify is to do."""
    questions = [q for q in json.loads(key.read_bytes()) if q["kind"] in ("level", "yes_no")]
    unknown = ", ".join(f'"{state}":"nan"' for state in STATES)
    levels = ", ".join(f'"{level}":"{level / 5}"' for level in range(6))
    lines = [["layout", "header"], ["layout", "data"]]
    lines.append(["transform", "level", f"discrete_map({levels}, {unknown})"])
    lines.append(["transform", "yes_no", f'discrete_map("yes":"1", "no":"0", {unknown})'])
    lines += [["score", who] for who in ("respondent", "region", "period")]
    lines += [["score", q["id"], q["area"], q["kind"]] for q in questions]
    areas = {q["area"]: q["dimension"] for q in questions}
    dimensions = dict.fromkeys(areas.values())
    lines += [["measure", area, f"mean_imputed({area})"] for area in areas]
    for dimension in dimensions:
        inside = ", ".join(area for area, home in areas.items() if home == dimension)
        lines.append(["measure", dimension, f"mean_imputed({inside})"])
    lines.append(["measure", "overall", f"mean_imputed({', '.join(dimensions)})"])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)


def _scorify(folder: Path | None) -> Path | None:
    """Return scorify's command: on the path, or in a folder, where it is installed when it is not yet there."""
    if found := shutil.which("score_data"):
        return Path(found)
    if folder is None:
        return None
    command = folder / ("Scripts" if sys.platform == "win32" else "bin") / "score_data"
    if not command.exists():
        try:
            venv.create(folder, with_pip=True)
            pip = (str(command.with_name("python")), "-m", "pip", "install", "--quiet", "scorify")
            subprocess.run(pip, check=True, capture_output=True, timeout=300)
        except (OSError, subprocess.SubprocessError):
            return None
    return command if command.exists() else None
