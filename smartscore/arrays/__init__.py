"""Scoring large tables in blocks of rows, with numpy: the rules of frames, the reading of cells, lines of CSV."""
