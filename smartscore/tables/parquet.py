"""A table of results as a Parquet file, written by DuckDB from the same cells as CSV has."""

from collections.abc import Iterable, Iterator
from typing import Final

from smartscore.errors import Fault, WriteError
from smartscore.files.writing import temporary_folder
from smartscore.language import Language
from smartscore.tables.cells import CELLS, NUMBERS, head
from smartscore.tables.formats import csv_lines
from smartscore.tables.row import AnyRow, Columns

WHOLE: Final = ("level", "certain_level", "row")
CHUNK: Final = 1 << 20


def parquet(rows: Iterable[AnyRow], columns: Columns, words: Language) -> Iterator[bytes]:
    """Yield the bytes of a Parquet file; indexes are decimals with six places, text is text.

    Raises UsageError where the extra `batch` is not installed.
    """
    del words
    try:
        import duckdb  # noqa: PLC0415  # an extra
    except ImportError:
        from smartscore.errors import UsageError  # noqa: PLC0415  # only then

        raise UsageError.of("extra.missing", extra="batch") from None
    with temporary_folder() as folder:
        source, target = folder / "rows.csv", folder / "rows.parquet"
        with source.open("wb") as file:
            for lines in csv_lines(rows, columns):
                file.write(lines if isinstance(lines, bytes) else lines.encode())
        types = {name: _type(name) for name in head(columns)}
        try:
            with duckdb.connect() as connection:
                table = connection.read_csv(str(source), header=True, dtype=types, quotechar='"')
                table.write_parquet(str(target))
        except duckdb.Error as error:
            reason = {"reason": str(error).split("\n", 1)[0]}
            raise WriteError([Fault("write.failed", reason, file=str(target))]) from None
        with target.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def _type(name: str) -> str:
    if name in WHOLE:
        return "INTEGER"
    return "VARCHAR" if name in CELLS and name not in NUMBERS else "DECIMAL(12,6)"
