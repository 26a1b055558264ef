"""Index and band of every respondent with pandas, as an analyst would write it: long, joined with the key, grouped.

python pandas_melt.py KEY.json TABLE.csv OUT.csv
"""

import sys
from bisect import bisect_right

import pandas as pd

WHO = ["region", "period", "respondent"]
EDGES, LEVELS = [-1, 20, 40, 60, 80, 95, 101], [0, 1, 2, 3, 4, 5]


def valued(long: pd.DataFrame) -> pd.DataFrame:
    """Add the answers' values from 0 to 1."""
    long = long[~long["cell"].isin(["", "?", "na", "waiting"])].copy()
    kind, cell = long["kind"], long["cell"]
    long.loc[kind == "level", "value"] = cell[kind == "level"].astype(float) / 5
    long.loc[kind == "yes_no", "value"] = (cell[kind == "yes_no"] == "yes").astype(float)
    numbers, lists = long[kind == "number"], long[kind == "checklist"]
    reached = [
        bisect_right(steps, float(text)) / 5 for steps, text in zip(numbers["steps"], numbers["cell"], strict=True)
    ]
    long.loc[kind == "number", "value"] = reached
    met = (lists["cell"].str.count(" ") + 1).where(lists["cell"] != "0", 0)
    long.loc[kind == "checklist", "value"] = met / lists["criteria"]
    return long


def main() -> None:
    """Read, score, write."""
    key, table, out = sys.argv[1:]
    wide = pd.read_csv(table, dtype=str, keep_default_na=False)
    long = wide.melt(id_vars=WHO, var_name="id", value_name="cell").merge(pd.read_json(key), on="id")
    long = valued(long)
    long["weighted"] = long["value"] * long["weight"]
    sums = long.groupby([*WHO, "dimension", "area"], sort=False)[["weighted", "weight"]].sum()
    areas = sums["weighted"] / sums["weight"]
    dimensions = areas.groupby([*WHO, "dimension"], sort=False).mean().unstack()  # noqa: PD010  # nothing is left to aggregate
    scores = 100 * dimensions.assign(index=dimensions.mean(axis=1))
    scores["level"] = pd.cut(scores["index"], EDGES, right=False, labels=LEVELS)
    scores.reset_index().to_csv(out, index=False)


if __name__ == "__main__":
    main()
