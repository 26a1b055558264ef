"""A Parquet file, read by DuckDB in batches."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from smartscore.errors import STDIN, DocumentError, Fault, UsageError
from smartscore.sources.table import Table, TableRow
from smartscore.sources.typed_cells import cell_text

BATCH: Final = 2048


@contextmanager
def parquet(name: str) -> Iterator[Table]:
    """Read a Parquet file, row by row. Raises DocumentError, and UsageError where the extra is missing."""
    if name == STDIN:
        raise UsageError.of("table.parquet_pipe")
    try:
        import duckdb  # noqa: PLC0415  # an extra
    except ImportError:
        raise UsageError.of("extra.missing", extra="batch") from None
    with duckdb.connect() as connection:
        try:
            found = connection.execute("SELECT * FROM read_parquet(?)", [name])
            head = [str(column[0]) for column in found.description]
            yield Table(name, head, _rows(found))
        except duckdb.Error as error:
            problem = str(error).split("\n", 1)[0]
            raise DocumentError([Fault("table.parquet", {"problem": problem}, file=name)]) from None


def _rows(found: Any) -> Iterator[TableRow]:  # noqa: ANN401  # DuckDB has no types of its own
    line = 0
    while batch := found.fetchmany(BATCH):
        for row in batch:
            line += 1
            yield TableRow(line, [cell_text(cell) for cell in row])
