"""10,000 respondents in every state: the plan, and `batch`, give what the reference gives, digit for digit."""

import csv
import importlib.util
import io
from collections import Counter
from pathlib import Path
from typing import Any

from conftest import Run
from ten_thousand import (
    DIMENSIONS,
    RESULTS,
    ROWS,
    STATES,
    Table,
    by_reference,
    differing,
    instrument_data,
    plan_of,
    respondents,
)

from smartscore.files.sheet_text import yaml_text
from smartscore.plans.cells import CellReader
from smartscore.plans.scorer import Scorer, millionths
from smartscore.plans.store import ValueStore
from smartscore.plans.units import units_of

EVERY = 1 if importlib.util.find_spec("narwhals") else 10
"""Where engines are installed every respondent is compared, which takes ten seconds; elsewhere every tenth."""


def test_the_respondents_are_in_every_state_and_every_result_is_among_them() -> None:
    for question, cells in respondents().items():
        counts = Counter(cells)
        assert len(cells) == ROWS
        assert all(counts[state] > 300 for state in STATES), question
    results = list(zip(*by_reference(10), strict=True))
    found = dict(zip(RESULTS, map(set, results), strict=False))
    assert found["level"] == {None, 0, 1, 2, 3, 4}  # this seed gives nobody a 5
    assert found["provisional"] == {True, False}
    causes = {cap for caps in found["caps"] for cap in caps.split()}
    assert {cause.partition(":")[0] for cause in causes} >= {"papers", "b2", "area-1", "first", "second", "third"}


def test_the_plan_gives_what_the_reference_gives() -> None:
    assert list(differing(by_plan()[::EVERY], by_reference(EVERY))) == []


def test_batch_gives_what_the_reference_gives(smartscore: Run) -> None:
    Path("small").mkdir()
    Path("small", "questionnaire.yaml").write_text(yaml_text(instrument_data()), "utf-8")
    cells = respondents()
    with Path("answers.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["respondent", *cells])
        writer.writerows([number, *row] for number, row in enumerate(zip(*cells.values(), strict=True)))
    ran = smartscore("batch", "answers.csv", "-q", "small", "-f", "csv", "--lang", "en")
    assert ran.code == 0
    found = [_numbers(row) for row in csv.DictReader(io.StringIO(ran.out))]
    assert list(differing(found[::EVERY], by_reference(EVERY))) == []


def _numbers(row: dict[str, str]) -> tuple[Any, ...]:
    """Return a row of `batch` as the reference's table has it."""
    whole = [int(row[name].replace(".", "")) if row[name] else None for name in (*RESULTS[:6], *DIMENSIONS)]
    return (*whole[:6], row["provisional"] == "yes", row["caps"], *whole[6:])


def by_plan() -> Table:
    """Score the respondents by the plan, in the standard library."""
    plan, cells = plan_of(), respondents()
    units = units_of(plan)
    store = ValueStore(units and units.question)
    reader, scorer = CellReader(plan, store), Scorer(plan, units)
    table: Table = []
    for row in zip(*cells.values(), strict=True):
        result = scorer.score([reader.read(number, text) for number, text in enumerate(row)])
        whole, found, covered = result.whole, result.overall, result.whole.coverage
        table.append(
            (
                *(millionths(x) for x in (whole.central, whole.low, whole.high)),
                None if covered is None else (2_000_000 * covered[0] + covered[1]) // (2 * covered[1]),
                found.level,
                found.certain,
                bool(found.doubts),
                " ".join(f"{cap.node}:{cap.holds_at}" for cap in found.caps),
                *(millionths(result.values[place].central) for place in plan.dimensions),
            )
        )
    return table
