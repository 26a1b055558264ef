"""Whether a table can be scored in blocks; it is known before numpy is needed."""

from typing import Final

from smartscore.frames.limits import fits
from smartscore.plans.plan import Plan
from smartscore.plans.units import Units
from smartscore.sources.columns import Layout
from smartscore.tables.row import Columns

HIGHEST_NATIVE: Final = 99
"""An instrument's own values need no more bits than an index up to here."""

HIGHEST_LEVEL: Final = 999
"""The highest level that lines have room for."""


def can_score(plan: Plan, units: Units | None, layout: Layout, columns: Columns) -> bool:
    """Say whether blocks can be scored: all numbers fit 63 bits, and the lines have room for every result."""
    levels = (*plan.bands.levels, *(q.holds_at or 0 for q in plan.questions), *(g.holds_at for g in plan.gates))
    roomy = columns.base >= 0 and columns.base + columns.span <= HIGHEST_NATIVE and max(levels) <= HIGHEST_LEVEL
    plain = layout.wide and not layout.parts and not columns.excel
    return roomy and plain and units is not None and fits(plan, units)
