"""A Parquet file, read by DuckDB: row by row, or in ranges of rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from smartscore.errors import STDIN, DocumentError, Fault, UsageError
from smartscore.files.paths import unreadable
from smartscore.sources.table import Piece, RowRange, Stamp, Table, TableRow
from smartscore.sources.typed_cells import BETWEEN_ITEMS, cell_text

BATCH: Final = 2048

RANGE: Final = 122_880
"""So many rows are read at once where they are read in ranges: a group of rows as DuckDB writes them.

To plan a query takes as long as to read half of them, and all that stands before some rows in their group is unpacked
with them.
"""

SMALLER: Final = ((1, 4), (3, 2))
"""Where no more ranges than the first are left, they are so many times smaller as the second says, so that at the end
no process works long while others have nothing."""

ROW_NUMBER: Final = "file_row_number"
"""What DuckDB calls a row's number in its file, from 0."""

OTHER_ROWS: Final = f"read_parquet($name, {ROW_NUMBER} = true) WHERE {ROW_NUMBER}"

UNTOLD: Final = "chr(1)"
"""Stands for what DuckDB would not write as `cell_text` does: no cell means it, and its row is read by itself."""

_NUMBER: Final = (
    "CASE WHEN {0} IS NULL OR isnan({0}) THEN NULL "
    "WHEN abs({0}) < 1e15 AND {0} = trunc({0}) THEN CAST(CAST({0} AS BIGINT) AS VARCHAR) "
    f"WHEN abs({{0}}) BETWEEN 0.001 AND 1e15 THEN CAST(CAST({{0}} AS DOUBLE) AS VARCHAR) ELSE {UNTOLD} END"
)

_WHOLE: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")

_TEXTS: Final[dict[str, str]] = {
    "VARCHAR": "{0}",
    **dict.fromkeys((*_WHOLE, *(f"U{kind}" for kind in _WHOLE), "HUGEINT", "BOOLEAN", "ENUM"), "CAST({0} AS VARCHAR)"),
    **dict.fromkeys(("FLOAT", "DOUBLE"), _NUMBER),
    "VARCHAR[]": f"array_to_string({{0}}, '{BETWEEN_ITEMS}')",
}
"""How DuckDB makes text of each type."""


@contextmanager
def parquet(name: str) -> Iterator[Table]:
    """Read a Parquet file. Raises DocumentError, and UsageError where the extra is missing."""
    if name == STDIN:
        raise UsageError.of("table.parquet_pipe")
    try:
        import duckdb  # noqa: PLC0415  # an extra
    except ImportError:
        raise UsageError.of("extra.missing", extra="batch") from None
    with duckdb.connect() as connection:
        try:
            stamp = Stamp.of(name)  # before anything is read: what takes the file's place from now on is another
            found = connection.execute("SELECT * FROM read_parquet($name) LIMIT 0", {"name": name})
            head = [str(column[0]) for column in found.description]
            pieces = None if ROW_NUMBER in map(str.lower, head) else partial(_ranges, connection, name)
            yield Table(name, head, _rows(connection, name), pieces=pieces, stamp=stamp)
        except (duckdb.InterruptException, RuntimeError) as error:
            if "interrupt" not in str(error).lower():
                raise
            raise KeyboardInterrupt from None  # DuckDB takes a Ctrl-C for itself while it works
        except OSError as error:
            raise unreadable(error, name) from None
        except duckdb.Error as error:
            problem = str(error).split("\n", 1)[0]
            raise DocumentError([Fault("table.parquet", {"problem": problem}, file=name)]) from None


def _rows(connection: Any, name: str) -> Iterator[TableRow]:  # noqa: ANN401  # DuckDB has no types of its own
    found = connection.execute("SELECT * FROM read_parquet($name)", {"name": name})
    line = 0
    while batch := found.fetchmany(BATCH):
        for row in batch:
            line += 1
            yield TableRow(line, list(map(cell_text, row)))


def _ranges(connection: Any, name: str) -> Iterator[Piece]:  # noqa: ANN401  # as above
    count = connection.execute("SELECT count(*) FROM read_parquet($name)", {"name": name}).fetchall()[0][0]
    begin = 0
    while begin < count:
        size = RANGE // next((times for left, times in SMALLER if count - begin <= left * RANGE), 1)
        yield RowRange(begin + 1, begin, min(begin + size, count))
        begin += size


def rows_of(connection: Any, name: str, numbers: Sequence[int]) -> Iterator[TableRow]:  # noqa: ANN401  # as above
    """Yield some rows, by their numbers from 0 on, in their order."""
    beside = connection.cursor()  # others may still be read from
    query = f"SELECT * FROM {OTHER_ROWS} IN (SELECT unnest($numbers)) ORDER BY {ROW_NUMBER}"  # noqa: S608  # our own
    for *cells, number in beside.execute(query, {"name": name, "numbers": list(numbers)}).fetchall():
        yield TableRow(number + 1, list(map(cell_text, cells)))


def types_of(connection: Any, name: str) -> list[str]:  # noqa: ANN401  # as above
    """Return the types of the columns, as DuckDB calls them."""
    found = connection.execute("DESCRIBE SELECT * FROM read_parquet($name)", {"name": name}).fetchall()
    return [str(column[1]) for column in found]


def as_text(column: str, kind: str) -> str:
    """Return what makes text of a column, by its type."""
    return _TEXTS.get(kind.partition("(")[0], UNTOLD).format(column)


def quoted(name: str) -> str:
    """Return a column's name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
