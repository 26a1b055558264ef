"""Who answered, as the columns of a table say it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from smartscore.errors import Fault
from smartscore.sources.columns import Layout

ROLES: Final[dict[str, str]] = {
    "": "self",
    "self": "self",
    "mandiri": "self",
    "self-assessment": "self",
    "penilaian mandiri": "self",
    "assessor": "assessor",
    "asesor": "assessor",
    "agreed": "agreed",
    "disepakati": "agreed",
    "agreed result": "agreed",
    "hasil kesepakatan": "agreed",
}
FORMS: Final[dict[str, str]] = {
    "": "full",
    "full": "full",
    "lengkap": "full",
    "quick": "quick",
    "short": "quick",
    "singkat": "quick",
}


class Who(NamedTuple):
    """Region, period and respondent (None where not told), role and form; `fault` where one of these is no word."""

    region: str | None
    period: str | None
    respondent: str | None
    role: str
    form: str
    fault: Fault | None = None


def who_of(cells: Sequence[str], layout: Layout) -> Who:
    """Return who answered in a row."""
    told = {name: cells[place].strip() for name, place in layout.who.items()}
    role = ROLES.get(told["role"].casefold()) if "role" in told else "self"
    form = FORMS.get(told["form"].casefold()) if "form" in told else "full"
    fault = None
    if role is None:
        fault = Fault("table.role", {"value": told["role"], "known": ("self", "assessor", "agreed")})
    elif form is None:
        fault = Fault("table.form", {"value": told["form"], "known": ("full", "quick")})
    region, period, respondent = told.get("region"), told.get("period"), told.get("respondent")
    return Who(region or None, period or None, respondent or None, role or "self", form or "full", fault)


def sure_who(cells: Sequence[str], layout: Layout, before: int) -> tuple[str | None, str | None, str | None]:
    """Return region, period and respondent of a row with too few or too many cells, as far as these are sure.

    Those are that stand before a column (by its position) whose cell is right, and are not the last of the row, which
    may be cut off.
    """
    places = (layout.who.get(name, before) for name in ("region", "period", "respondent"))
    end = min(before, len(cells) - 1)
    region, period, respondent = (cells[place].strip() or None if place < end else None for place in places)
    return region, period, respondent
