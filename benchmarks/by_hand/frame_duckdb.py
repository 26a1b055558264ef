"""All of the results with `score_frame` and DuckDB.

python frame_duckdb.py TABLE.csv|TABLE.parquet OUT.csv
"""

import sys

import duckdb

import smartscore

table, out = sys.argv[1:]
plan = smartscore.compile_plan(smartscore.load_questionnaire("indonesia-smart-city"), "full")
frame = duckdb.read_parquet(table) if table.endswith(".parquet") else duckdb.read_csv(table, all_varchar=True)
smartscore.score_frame(frame, plan).write_csv(out)
