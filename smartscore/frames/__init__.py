"""Scoring a frame where it lies: Polars, DuckDB, pandas, Arrow or PySpark, through narwhals, in whole numbers.

`score_frame(frame, plan)` is the whole of it. Nothing here starts a cluster or imports an engine.
"""

from smartscore.frames.frame import score_frame

__all__ = ["score_frame"]
