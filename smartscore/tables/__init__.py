"""Tables of many results. A new format is one function in `formats.py` and one line in `TABLE_FORMATS`."""

from smartscore.tables.formats import TABLE_FORMATS, TableFormat
from smartscore.tables.row import SORT_KEYS, Columns, Row, Written, row_from, row_of

__all__ = ["SORT_KEYS", "TABLE_FORMATS", "Columns", "Row", "TableFormat", "Written", "row_from", "row_of"]
