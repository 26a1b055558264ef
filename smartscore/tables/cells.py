"""What stands in the cells of a table of results, for programs and for spreadsheets."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Final

from smartscore.exact import plain_text, to_fraction
from smartscore.language import one_line
from smartscore.plans.plan import Pair
from smartscore.plans.scorer import millionths
from smartscore.tables.row import Columns, Row

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""

MILLION: Final = 1_000_000


def index_text(x: Pair | None) -> str:
    """Return an index with six decimals and a point, half up; empty where nothing is known."""
    found = millionths(x)
    return "" if found is None else _decimals(found)


def share_text(x: Pair | None) -> str:
    """Return a share from 0 to 1 with six decimals, half up; empty where there is none."""
    return "" if x is None else _decimals((2 * MILLION * x[0] + x[1]) // (2 * x[1]))


def _decimals(millionths: int) -> str:
    """Write so many millionths with six decimals."""
    digits = str(millionths).zfill(7)
    return digits[:-6] + "." + digits[-6:]


def number_text(value: int | None) -> str:
    """Return a whole number; empty where there is none."""
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def csv_text(text: str | None) -> str:
    """Return text that no spreadsheet takes for a formula, unless it is a plain number."""
    text = one_line(text or "")
    if not text.startswith(FORMULA_STARTS):
        return text
    try:
        to_fraction(text)
    except (ValueError, ZeroDivisionError):
        return f"'{text}"
    return text


def native_text(x: Pair | None, columns: Columns) -> str:
    """Return the instrument's own value with six decimals; empty where nothing is known."""
    return "" if x is None else share_text((columns.base * x[1] + columns.span * x[0], x[1]))


def native(x: Pair | None, columns: Columns) -> str | None:
    """Return the instrument's own value exactly: 3.25, or 10/3."""
    return None if x is None else plain_text(columns.base + columns.span * Fraction(*x))


CELLS: Final[dict[str, Callable[[Row, Columns], str]]] = {
    "file": lambda row, _: csv_text(row.file),
    "region": lambda row, _: csv_text(row.region),
    "period": lambda row, _: csv_text(row.period),
    "respondent": lambda row, _: csv_text(row.respondent),
    "role": lambda row, _: csv_text(row.role),
    "form": lambda row, _: row.form,
    "index": lambda row, _: index_text(row.whole.central),
    "low": lambda row, _: index_text(row.whole.low),
    "high": lambda row, _: index_text(row.whole.high),
    "supported": lambda row, _: index_text(row.supported),
    "level": lambda row, _: number_text(row.found.level),
    "provisional": lambda row, _: "yes" if row.provisional else "no",
    "certain_level": lambda row, _: number_text(row.found.certain),
    "coverage": lambda row, _: share_text(row.whole.coverage),
    "native": lambda row, columns: native_text(row.whole.central, columns),
    "caps": lambda row, _: csv_text(row.caps),
    "row": lambda row, _: number_text(row.line),
}
"""The columns of a table for programs, before those of dimensions and areas."""

PLACES: Final = {name: place for place, name in enumerate(CELLS)}
"""Where each of them stands in a line."""

NUMBERS: Final = ("index", "low", "high", "supported", "level", "certain_level", "coverage", "native", "row")
"""Those of them that are numbers; dimensions and areas are too."""


def head(columns: Columns) -> list[str]:
    """Return the head of a table for programs."""
    return [*CELLS, *columns.groups]


def line(row: Row, columns: Columns) -> list[str]:
    """Return the cells of a row."""
    cells = [cell(row, columns) for cell in CELLS.values()]
    return [*cells, *map(index_text, row.dimensions), *map(index_text, row.areas)]
