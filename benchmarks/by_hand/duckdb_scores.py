"""Index of every respondent in SQL with DuckDB; no bounds, no levels.

python duckdb_scores.py KEY.json TABLE.csv|TABLE.parquet OUT.csv
"""

import json
import sys
from pathlib import Path
from typing import Any

import duckdb

STATES = "('', '?', 'na', 'waiting')"
TYPES = {"level": "TINYINT", "number": "DOUBLE"}


def value(question: dict[str, Any], cell: str) -> str:
    """Return the SQL for an answer's value from 0 to 1."""
    match question["kind"]:
        case "level":
            return f"{cell} / 5"
        case "number":
            reached = " + ".join(f"({cell} >= {step})::TINYINT" for step in question["steps"])
            return f"({reached}) / {len(question['steps'])}"
        case "yes_no":
            return f"({cell} = 'yes')::DOUBLE"
    signs = f"length({cell}) - length(replace({cell}, ' ', '')) + 1"
    return f"CASE WHEN {cell} = '0' THEN 0 ELSE {signs} END / {question['criteria']}"


def mean(parts: list[str]) -> str:
    """Return the SQL for the mean of what is known; all weights are the same."""
    return f"list_avg([{', '.join(parts)}])"


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    return f'"{name}"'


def parsed(question: dict[str, Any], *, texts: bool) -> str:
    """Return the SQL for a cell; a Parquet file holds texts, a CSV file has been parsed with types."""
    name, kind = quoted(question["id"]), TYPES.get(question["kind"])
    if not texts:
        return name
    return f"TRY_CAST({name} AS {kind})" if kind else f"(CASE WHEN {name} NOT IN {STATES} THEN {name} END)"


def storey(columns: dict[str, str], source: str) -> str:
    """Return a query of columns: what it works out has a name, so that nothing is worked out twice."""
    made = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in columns.items())
    return f"SELECT region, period, respondent, {made} FROM {source}"  # noqa: S608  # our own key


def scores(questions: list[dict[str, Any]], source: str, *, texts: bool) -> str:
    """Return the query for the mean of the means of the means."""
    areas: dict[str, list[str]] = {}
    dimensions: dict[str, dict[str, None]] = {}
    for q in questions:
        areas.setdefault(q["area"], []).append(quoted(q["id"]))
        dimensions.setdefault(q["dimension"], {})[quoted(q["area"])] = None
    query = storey({q["id"]: value(q, parsed(q, texts=texts)) for q in questions}, source)
    query = storey({name: mean(parts) for name, parts in areas.items()}, f"({query})")
    query = storey({name: mean(list(parts)) for name, parts in dimensions.items()}, f"({query})")
    return storey({"index": f"100 * {mean(list(map(quoted, dimensions)))}"}, f"({query})")


def main() -> None:
    """Read, score, write."""
    key, table, out = sys.argv[1:]
    questions = json.loads(Path(key).read_bytes())
    texts = table.endswith(".parquet")
    types = ", ".join(f"'{q['id']}': '{TYPES.get(q['kind'], 'VARCHAR')}'" for q in questions)
    who = "'region': 'VARCHAR', 'period': 'VARCHAR', 'respondent': 'VARCHAR'"
    csv = f"read_csv('{table}', header = true, columns = {{{who}, {types}}}, nullstr = [{STATES[1:-1]}])"
    source = f"read_parquet('{table}')" if texts else csv
    duckdb.execute(f"COPY ({scores(questions, source, texts=texts)}) TO '{out}' (FORMAT csv, HEADER)")


if __name__ == "__main__":
    main()
