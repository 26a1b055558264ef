"""Index of every respondent with Polars, as somebody who knows it well would write it; no bounds, no levels.

python polars_scores.py KEY.json TABLE.csv|TABLE.parquet OUT.csv
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

STATES = ["", "?", "na", "waiting"]
TYPES = {"level": pl.Int8(), "number": pl.Float64()}
"""What the parser makes of cells at once."""


def value(question: dict[str, Any], cell: pl.Expr) -> pl.Expr:
    """Return an answer's value from 0 to 1."""
    match question["kind"]:
        case "level":
            return cell / 5
        case "number":
            reached = [(cell >= step).cast(pl.Int8) for step in question["steps"]]
            count: pl.Expr = sum(reached[1:], reached[0])
            return count / len(reached)
        case "yes_no":
            return (cell == "yes").cast(pl.Float64)
    met = pl.when(cell == "0").then(0).otherwise(cell.str.count_matches(" ", literal=True) + 1)
    share: pl.Expr = met / question["criteria"]
    return share


def index(questions: list[dict[str, Any]], cell: Callable[[dict[str, Any]], pl.Expr]) -> pl.Expr:
    """Return the mean of the means of the means; all weights are the same."""
    tree: dict[str, dict[str, list[pl.Expr]]] = {}
    for question in questions:
        areas = tree.setdefault(question["dimension"], {})
        areas.setdefault(question["area"], []).append(value(question, cell(question)))
    dimensions = [pl.mean_horizontal(*map(pl.mean_horizontal, areas.values())) for areas in tree.values()]
    return 100 * pl.mean_horizontal(dimensions)


def parsed(question: dict[str, Any]) -> pl.Expr:
    """Return a cell of a Parquet file, which holds texts."""
    text = pl.col(question["id"])
    if question["kind"] in TYPES:
        return text.cast(TYPES[question["kind"]], strict=False)
    return pl.when(~text.is_in(STATES)).then(text)


def main() -> None:
    """Read, score, write."""
    key, table, out = sys.argv[1:]
    questions = json.loads(Path(key).read_bytes())
    if table.endswith(".parquet"):
        frame, cell = pl.scan_parquet(table), parsed
    else:
        types = {q["id"]: TYPES.get(q["kind"], pl.String()) for q in questions}
        frame = pl.scan_csv(table, schema_overrides=types, null_values=STATES)
        cell = lambda question: pl.col(question["id"])  # noqa: E731  # the parser has done it
    frame.select("region", "period", "respondent", index=index(questions, cell)).sink_csv(out)


if __name__ == "__main__":
    main()
