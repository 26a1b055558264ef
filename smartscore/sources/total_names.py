"""Names of rows that are no region: totals and averages, as spreadsheets have them."""

import re
from functools import lru_cache
from typing import Final

_TOTAL: Final = re.compile(r"(grand[ -]|sub[ -]?)?(total|jumlah|rata ?[-–] ?rata|rata rata|rerata|average|averages)\b")
"""How a total's name begins, in small letters."""

_ALONE: Final = (
    "sum",
    "mean",
    "median",
    "mean value",
    "nilai rata-rata",
    "minimum",
    "maksimum",
    "maximum",
    "keseluruhan",
)
"""Words for totals that only stand alone, for a name may begin with them."""

AROUND: Final = " :.*"
"""Signs that may stand before and after a total's name."""

_FIRST: Final = (
    *("tota", "juml", "rata", "rera", "aver", "gran", "mean", "medi", "nila", "mini", "maks", "maxi", "kese"),
    *("subt", "subj", "subr", "suba", "sub-", "sum"),
)
BEGINNINGS: Final = (*_FIRST, "sub ", "sum ", "sum:", "sum.", "sum*")
"""The first four signs of every such name, in small letters, where no sign of `AROUND` stands before it."""

_MAY_BE: Final = re.compile(rf"[\s{re.escape(AROUND)}]*(?:sub\s|{'|'.join(_FIRST)})", re.IGNORECASE)
"""Quickly told, and true of few names."""


@lru_cache(maxsize=256)
def is_total(name: str) -> bool:
    """Say whether a name is one of the usual words for totals, in either language."""
    if not _MAY_BE.match(name):
        return False
    folded = " ".join(name.casefold().split()).strip(AROUND)
    return folded in _ALONE or _TOTAL.match(folded) is not None
