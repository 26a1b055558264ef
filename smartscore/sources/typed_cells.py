"""Cells that have a type (numbers, dates, true and false) as the text that a person would have written."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Context, Decimal
from typing import Final

WHOLE_FLOAT_LIMIT: Final = 1e15
"""Beyond it not every whole number has its own float."""

MOST_REMEMBERED: Final = 100_000

BETWEEN_ITEMS: Final = "; "
"""Stands between the items of a list: criteria may be named by their ids or by texts, which may hold spaces."""

SPREADSHEET: Final = Context(prec=15)
"""So many digits of a number spreadsheets show: 0.1 + 0.2 is 0.3."""


def cell_text(value: object) -> str:
    """Return a cell as text: 3.0 is 3, 2.5 stays 2.5, true is true, nothing is empty, a date is its ISO form.

    A number that is none (NaN) is nothing; a list of texts is a checklist's cell.
    """
    if value is None or value != value:  # noqa: PLR0124  # NaN is not itself
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < WHOLE_FLOAT_LIMIT else repr(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value.is_finite() else str(value)
    if isinstance(value, list | tuple):
        return _list_text(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _list_text(items: Sequence[object]) -> str:
    """Return the cell that names the items of a list, where all are texts; nothing is no item."""
    texts = [item for item in items if isinstance(item, str)]
    named = len(texts) == len(items) - items.count(None)
    return BETWEEN_ITEMS.join(texts) if named else str(items)


class NumberTexts(dict[float, str]):
    """The texts of floats, each made once: a column of levels has few."""

    def __missing__(self, number: float) -> str:
        """Make the text of a number that has not come before."""
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        text = self[number] = cell_text(number)
        return text


def percent_text(value: object) -> str:
    """Return a cell that is shown as a percentage as it is shown, with every decimal: 0.965 is 96.5%."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return cell_text(value)
    return cell_text(SPREADSHEET.create_decimal(repr(value)).scaleb(2)) + "%"
