"""The texts of a column of a Parquet file by numbers, which DuckDB finds once for what its pages keep once."""

from collections.abc import Iterable
from typing import Any, Final

MOST_TEXTS: Final = 4_096
"""A column with more texts is read as it is."""


class ColumnCodes:
    """The texts that have come in one column, first of all the empty one, by their places: their codes."""

    def __init__(self, connection: Any, column: str, number: int) -> None:  # noqa: ANN401  # DuckDB has no types of its own
        """`column` is what makes text of the column, `number` is told apart from those of other columns."""
        self._connection, self._column, self._number = connection, column, number
        self._known = {"": 0}
        self.texts: tuple[bytes, ...] = (b"",)
        self.given_up = self._named = False

    def expression(self) -> str:
        """Return what gives the code of each cell; nothing for a text that has none.

        `concat` makes an empty text of no cell. All of this is done once for each text that the file keeps once.
        """
        return self._column if self.given_up else f"enum_code(try_cast(concat({self._column}) AS {self._type}))"

    def found(self) -> str:
        """Return what lists the texts of some rows."""
        return f"list(DISTINCT {self._column})"

    def learn(self, texts: Iterable[str]) -> None:
        """Give codes to more texts; give up where there are too many, or one that DuckDB could not name."""
        new = set(texts) - self._known.keys()
        if not new and self._named:
            return  # the type has all of them
        self._named = True
        self._known |= {text: len(self._known) + n for n, text in enumerate(new)}
        self.given_up = len(self._known) > MOST_TEXTS or any("\0" in text for text in self._known)
        if not self.given_up:
            self.texts = tuple(text.encode() for text in self._known)
            named = ", ".join(quoted_text(text) for text in self._known)
            self._connection.execute(f"CREATE TYPE {self._type} AS ENUM ({named})")

    @property
    def _type(self) -> str:
        return f"texts_{self._number}_{len(self._known)}"


def quoted_text(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"
