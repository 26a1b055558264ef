"""All of the results with `score_frame` and lazy Polars.

python frame_polars.py TABLE.csv|TABLE.parquet OUT.csv
"""

import sys

import polars as pl

import smartscore

table, out = sys.argv[1:]
plan = smartscore.compile_plan(smartscore.load_questionnaire("indonesia-smart-city"), "full")
frame = pl.scan_parquet(table) if table.endswith(".parquet") else pl.scan_csv(table, infer_schema=False)
smartscore.score_frame(frame, plan).sink_csv(out)
