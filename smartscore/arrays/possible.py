"""Whether a table can be scored in blocks; it is known before numpy is needed."""

from typing import Final

from smartscore.frames.limits import fits
from smartscore.plans.plan import Plan
from smartscore.plans.units import Units
from smartscore.sources.columns import Layout
from smartscore.tables.row import Columns

HIGHEST_NATIVE: Final = 100
"""An instrument's own values need no more bits than an index up to here, and have room in a line."""


def can_score(plan: Plan, units: Units | None, layout: Layout, columns: Columns) -> bool:
    """Say whether blocks can be scored: all numbers fit 63 bits, and cells and lines are of the plain sort."""
    plain = layout.wide and not layout.parts and not columns.excel and columns.base + columns.span <= HIGHEST_NATIVE
    return plain and units is not None and fits(plan, units)
