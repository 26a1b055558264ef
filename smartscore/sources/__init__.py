"""Where answers come from: sheets, NDJSON, wide and long tables; all become what a plan scores."""
