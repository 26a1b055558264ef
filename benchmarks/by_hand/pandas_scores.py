"""Index of every respondent with pandas, column by column; no bounds, no levels.

python pandas_scores.py KEY.json TABLE.csv|TABLE.parquet OUT.csv
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

STATES = ["", "?", "na", "waiting"]
LEVELS = {str(level): level / 5 for level in range(6)}
WHO = ["region", "period", "respondent"]
Values = np.ndarray[Any, Any]


def value(question: dict[str, Any], cells: "pd.Series[Any]") -> Values:
    """Return the values of the answers from 0 to 1."""
    found: Values
    if question["kind"] == "level" and pd.api.types.is_string_dtype(cells):
        found = cells.map(LEVELS).to_numpy(float)
    elif question["kind"] == "level":
        found = cells.to_numpy(float) / 5
    elif question["kind"] == "number":
        numbers = pd.to_numeric(cells, errors="coerce").to_numpy(float)
        reached = np.searchsorted(question["steps"], numbers, side="right") / len(question["steps"])
        found = np.where(np.isnan(numbers), np.nan, reached)
    elif question["kind"] == "yes_no":
        found = cells.map({"yes": 1.0, "no": 0.0}).to_numpy(float)
    else:
        texts = cells.mask(cells.isin(STATES))
        met = (texts.str.count(" ") + 1).to_numpy(float, na_value=np.nan)
        found = np.where(texts == "0", 0, met) / question["criteria"]
    return found


def mean(parts: list[Values]) -> Values:
    """Return the mean of what is known; all weights are the same."""
    total, known = np.zeros(len(parts[0])), np.zeros(len(parts[0]))
    for part in parts:
        unknown = np.isnan(part)
        total += np.where(unknown, 0, part)
        known += ~unknown
    found: Values = total / np.where(known, known, np.nan)
    return found


def main() -> None:
    """Read, score, write."""
    key, table, out = sys.argv[1:]
    questions = json.loads(Path(key).read_bytes())
    if table.endswith(".parquet"):
        frame = pd.read_parquet(table)
    else:
        texts = {q["id"]: "str" for q in questions if q["kind"] in ("yes_no", "checklist")}
        frame = pd.read_csv(table, na_values=STATES, keep_default_na=False, dtype={"period": "str", **texts})
    tree: dict[str, dict[str, list[Values]]] = {}
    for q in questions:
        tree.setdefault(q["dimension"], {}).setdefault(q["area"], []).append(value(q, frame[q["id"]]))
    index = 100 * mean([mean([mean(parts) for parts in areas.values()]) for areas in tree.values()])
    frame[WHO].assign(index=index).to_csv(out, index=False)


if __name__ == "__main__":
    main()
