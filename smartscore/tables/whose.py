"""Whose a row is, as people are told it."""

from typing import Final

from smartscore.tables.row import Row

BETWEEN: Final = " · "
"""Stands between region and respondent."""


def whose(row: Row, no_region: str) -> str:
    """Return whose row it is: region and respondent, else where it was read; an agency alone is not taken for one."""
    if row.respondent:
        return f"{row.region or no_region}{BETWEEN}{row.respondent}"
    return row.region or row.place
