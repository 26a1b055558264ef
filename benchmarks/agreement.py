"""Whether the indices of scripts by hand are smartscore's."""

import csv
import json
import subprocess
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from measuring import BATCH, measured

TOLERANCE = Fraction(1, 10**9)
MILLION = 10**6

Indices = dict[tuple[str, str], Fraction]
"""The index of each region's respondents."""


def exact_indices(table: Path) -> Indices:
    """Return smartscore's own indices of a table, as the fractions that they are."""
    done = subprocess.run((*BATCH, str(table), "-f", "ndjson"), check=True, capture_output=True)
    rows = map(json.loads, done.stdout.splitlines())
    return {(row["region"], row["respondent"]): Fraction(row["index"]["exact"]) for row in rows}


def told(name: str, command: Sequence[str], out: Path, exact: Indices) -> str:
    """Run a script on the same table; return how far its indices lie from smartscore's."""
    apart = _apart(_indices(command, out), exact)
    verdict = "the same index as" if apart <= TOLERANCE else "NOT THE INDEX OF"
    return f"{name}: {verdict} smartscore on {len(exact):,} rows (largest difference {float(apart):.1e})."


def told_millionths(name: str, command: Sequence[str], out: Path, exact: Indices) -> str:
    """Do the same for indices that are written as whole millionths, half up."""
    rounded = {who: Fraction((index * MILLION + Fraction(1, 2)).__floor__()) for who, index in exact.items()}
    apart = _apart(_indices(command, out), rounded)
    verdict = "the same millionths as" if not apart else "NOT THE MILLIONTHS OF"
    return f"{name}: {verdict} smartscore on {len(exact):,} rows."


def _indices(command: Sequence[str], out: Path) -> Indices:
    measured(command)
    with out.open(encoding="utf-8", newline="") as file:
        return {(row["region"], row["respondent"]): Fraction(row["index"]) for row in csv.DictReader(file)}


def _apart(found: Indices, exact: Indices) -> Fraction:
    if found.keys() != exact.keys():
        raise ValueError(sorted(found.keys() ^ exact.keys()))
    return max(abs(found[who] - index) for who, index in exact.items())
