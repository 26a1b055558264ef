"""What holds the levels of many results below their bands: questions and dimensions, with the regions they hold."""

from collections.abc import Iterable, Iterator
from typing import Final

from smartscore.language import Language, one_line
from smartscore.tables.row import Columns, Row

MOST_CAUSES: Final = 8
"""So many causes are named below a table on a screen, the strictest first."""

MOST_NAMES: Final = 4
"""So many regions are named for each."""


def held_by(row: Row, columns: Columns, between: str = "; ") -> str:
    """Return what holds the level of a row: `gov-policy-03: 2`; empty where nothing does."""
    return between.join(f"{_name(cap.node, columns)}: {cap.holds_at}" for cap in row.found.caps)


def causes(rows: Iterable[Row], columns: Columns, words: Language) -> Iterator[str]:
    """Yield what holds levels, a line for each cause, with the regions that it holds."""
    found: dict[tuple[int, str], dict[str, None]] = {}
    for row in rows:
        for cap in row.found.caps:
            found.setdefault((cap.holds_at, cap.node), {})[row.region or row.respondent or row.place] = None
    causes = sorted(found.items(), key=lambda cause: (cause[0][0], -len(cause[1]), cause[0][1]))
    for (level, node), regions in causes[:MOST_CAUSES]:
        names = [one_line(name) for name in list(regions)[:MOST_NAMES]]
        more = [f"... ({len(regions)})"] if len(regions) > MOST_NAMES else []
        yield words("batch.held", level=level, node=_name(node, columns), names=", ".join([*names, *more]))
    if len(causes) > MOST_CAUSES:
        yield words("batch.more_held", count=len(causes) - MOST_CAUSES)


def _name(node: str, columns: Columns) -> str:
    """Return a dimension's name; questions are told by their ids, which other commands take."""
    return columns.dimensions.get(node, node)
