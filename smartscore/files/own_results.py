"""Results that this program itself has written, given where answers are wanted: told for what they are."""

from collections.abc import Mapping
from typing import Final

from smartscore.language import LANGUAGES, Language

RESULTS: Final = "table.results"
"""What is said of results of a batch."""

REPORT: Final = "fault.scorecard_not_sheet"
"""What is said of a single result."""

SCORECARD: Final = "smartscore-scorecard/"
"""How the format of a single result begins."""

_OF_RESULTS: Final = frozenset({"index", "low", "high", "certain_level", "coverage"})
"""What every result in a list of them has."""

_FIRST: Final = ("column.region", "column.period")
_OTHERS: Final = ("column.level_short", "column.index", "column.coverage")
"""The columns that every table of results for people has, however narrow."""


def own_result(data: object) -> str | None:
    """Return the key of what is to be said of data that this program wrote as a result; None of anything else."""
    first = data[0] if isinstance(data, list) and data else data
    if isinstance(first, str):
        return own_text(first)
    if not isinstance(first, Mapping):
        return None
    if str(first.get("format")).startswith(SCORECARD):
        return REPORT
    return RESULTS if first.keys() >= _OF_RESULTS else None


def own_text(text: str) -> str | None:
    """Return the same of text for people: a table of a batch, as Markdown or as drawn, or a report as Markdown."""
    lines = [*filter(str.strip, text.lstrip("\ufeff\n").split("\n", 3)[:3]), "", ""]
    for words in LANGUAGES.values():
        if _is_head(lines[0], words):
            return RESULTS
        if lines[0].startswith(f"# {words('report.title')}") and lines[1].startswith((">", "|")):
            return REPORT
    return None


def _is_head(line: str, words: Language) -> bool:
    told = line.replace("|", " ").split()
    return told[: len(_FIRST)] == [*map(words, _FIRST)] and set(map(words, _OTHERS)) <= set(told)
