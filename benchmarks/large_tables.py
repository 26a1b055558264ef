"""What large tables cost with `batch` and `score_frame`, beside the central index alone by hand on fast engines."""

from collections.abc import Sequence
from pathlib import Path

from agreement import exact_indices, told, told_millionths
from measuring import (
    BATCH,
    FLOOR_NAME,
    CommandError,
    Cost,
    Wanted,
    by_hand,
    heading,
    in_turn,
    installed,
    measured,
    table,
)
from respondents import table_of, write_key, write_parquet

ENGINES = ("polars", "duckdb", "pandas")
FRAMES = ("polars", "duckdb")
NEEDS = {"pandas": ("pandas", "pyarrow"), "polars": ("polars",), "duckdb": ("duckdb",)}
SAMPLE = 1_000
WORDS = """`batch`: the whole job, from the file to a CSV file: index, bounds, coverage, levels and what holds them,
dimensions; every cell is checked. `score_frame`: the same results. By hand: the central index only, cells that cannot
be understood are lost or end the run. Whole processes, imports included; `score_frame` runs once, after the others."""


def large(wanted: Wanted) -> None:
    """Print the ratios for CSV and Parquet."""
    heading("Large tables", WORDS)
    write_key(wanted.folder / "key.json")
    engines = [engine for engine in ENGINES if installed(*NEEDS[engine])]
    _say_missing(engines)
    whole = table_of(wanted.folder, wanted.largest)
    _check(wanted.folder, engines, "csv")
    _compare(wanted, engines, whole)
    if installed("duckdb"):
        if not whole.with_suffix(".parquet").exists():
            write_parquet(whole.with_suffix(".parquet"), whole)
        _check(wanted.folder, engines, "parquet")
        _compare(wanted, engines, whole.with_suffix(".parquet"))


def _say_missing(engines: list[str]) -> None:
    absent = [engine for engine in ENGINES if engine not in engines]
    if absent or not installed("narwhals"):
        print(f"Not installed: {', '.join([*absent, *([] if installed('narwhals') else ['narwhals'])])}.\n")


def _compare(wanted: Wanted, engines: list[str], path: Path) -> None:
    out = wanted.folder / "scored.csv"
    commands: dict[str, Sequence[str]] = {"`smartscore batch`": (*BATCH, str(path), "-f", "csv", "-o", str(out))}
    commands |= {
        f"{name} by hand": by_hand(f"{name}_scores", wanted.folder / "key.json", path, out) for name in engines
    }
    costs = in_turn(commands, wanted.rounds)
    frames = {f"`score_frame`, {name}": by_hand(f"frame_{name}", path, out) for name in _frames(engines)}
    for name, command in frames.items():
        try:
            costs[name] = measured(command)
        except CommandError as error:  # an engine may run out of memory; the rest still counts
            print(error, end="\n\n", flush=True)
    print(f"{wanted.largest:,} rows, {path.suffix[1:]}, {path.stat().st_size / 2**20:,.0f} MiB:\n")
    _print(costs, wanted.largest)


def _print(costs: dict[str, Cost], count: int) -> None:
    hands = [cost.seconds for name, cost in costs.items() if name.endswith("by hand")]
    fastest = min(hands, default=0.0)
    rows = [
        (
            name,
            f"{cost.seconds:.2f}",
            f"{count / cost.seconds:,.0f}",
            f"{cost.seconds / fastest:.1f}" if fastest else "-",
            f"{cost.memory}",
        )
        for name, cost in costs.items()
        if name != FLOOR_NAME
    ]
    table(("what", "s", "rows/s", "x time of the fastest by hand", "peak MiB"), rows)


def _check(folder: Path, engines: list[str], ending: str) -> None:
    """Say how far the scripts' indices lie from smartscore's, on the first rows."""
    sample, out, key = table_of(folder, SAMPLE), folder / "sample-scored.csv", folder / "key.json"
    exact = exact_indices(sample)
    if ending == "parquet":
        write_parquet(sample.with_suffix(".parquet"), sample)
    path = sample.with_suffix(f".{ending}")
    for name in engines:
        print("*", told(f"{name} by hand, {ending}", by_hand(f"{name}_scores", key, path, out), out, exact), flush=True)
    for name in _frames(engines):
        told_of = told_millionths(f"`score_frame`, {name}, {ending}", by_hand(f"frame_{name}", path, out), out, exact)
        print("*", told_of, flush=True)
    print(flush=True)


def _frames(engines: list[str]) -> list[str]:
    return [name for name in FRAMES if name in engines] if installed("narwhals") else []
